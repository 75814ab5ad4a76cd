from __future__ import annotations

import json

import pytest
from lxml import etree

from core.reports.publishing import Facts, FixturePublisher, kenya
from uratibu.core.disclosure.request import Request
from uratibu.core.reports import chart, draw
from uratibu.core.reports.slim import slim
from uratibu.core.values import MISSING, SUPPRESSED, number

KEN = (("area", ("KEN",)),)
SVG = "{http://www.w3.org/2000/svg}"


def money(**more):
    return kenya().table(Request("remittances.inflow", where=KEN, **more))


def counties(count):
    rows = {(f"KE{n:03}", "2019"): number(10007 * n) for n in range(1, count + 1)}
    where = (("area", tuple(key[0] for key in rows)),)
    table = FixturePublisher({"m": Facts((), rows)}).table(Request("m", by=("area",), where=where))
    return table, [(f"KE{n:03}", n % 8, n // 8) for n in range(1, count + 1)]


def test_for_table_tells_a_line_in_words():
    assert chart.for_table(money(), "line", "en", unit="million").alternative == (
        "Line chart: Remittances received, million US dollars, 2020\u20132022. "
        "From 3,108 million in 2020 to 4,091 million in 2022. "
        "The highest value is 4,091 million in 2022, the lowest 3,108 million in 2020."
    )
    assert chart.for_table(money(), "line", "sw", unit="million").alternative == (
        "Chati ya mistari: Fedha zilizopokelewa, dola za Marekani, kwa mamilioni, 2020\u20132022. "
        "Kutoka milioni 3,108 mwaka 2020 hadi milioni 4,091 mwaka 2022. "
        "Thamani ya juu zaidi ni milioni 4,091 mwaka 2022, ya chini zaidi ni milioni 3,108 "
        "mwaka 2020."
    )


def test_for_table_ranks_members_and_names_what_is_hidden():
    rows = {
        ("KEN", "2024", "SOM"): number(30),
        ("KEN", "2024", "UGA"): number(20),
        ("KEN", "2024", "SSD"): SUPPRESSED,
        ("KEN", "2024", "OOO"): MISSING,
    }
    publisher = FixturePublisher({"m": Facts(("origin",), rows)})
    made = chart.for_table(
        publisher.table(Request("m", by=("origin",), where=KEN)), "bar", "en", title="T."
    )

    assert made.alternative == (
        "Bar chart: T. 2 values. The highest is Somalia with 30, the lowest Uganda with 20. "
        "Hidden to protect persons: South Sudan. Without a figure: Other or unknown."
    )


def test_a_suppressed_value_is_never_drawn_as_zero():
    rows = {("KEN", "2023"): number(30), ("KEN", "2024"): SUPPRESSED}
    table = FixturePublisher({"m": Facts((), rows)}).table(Request("m", where=KEN))
    values = json.loads(chart.for_table(table, "line", "en").specification)["data"]["values"]

    assert [row["y"] for row in values] == [30.0, None]


def test_collective_members_stand_last_and_totals_are_left_out():
    publisher = kenya()
    rows = {k: v for k, v in publisher.measures["stock.total"].rows.items() if k[3] == "_T"}
    plain = {key[:3]: value for key, value in rows.items()}
    table = FixturePublisher({"m": Facts(("origin",), plain)}).table(
        Request("m", by=("origin",), where=KEN, periods=("2024",))
    )
    made = json.loads(chart.for_table(table, "bar", "en").specification)

    assert made["encoding"]["y"]["sort"] == ["Somalia", "Uganda", "South Sudan", "Other or unknown"]


def test_one_specification_is_canonical():
    one, two = chart.for_table(money(), "line", "en"), chart.for_table(money(), "line", "en")

    assert one == two
    assert json.dumps(
        json.loads(one.specification), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    ) == (one.specification)


def test_a_map_of_47_tiles_fits_the_page_and_names_itself():
    table, tiles = counties(47)
    made = chart.for_table(table, "tiles", "en", tiles=tiles)
    drawn = draw.svg(made.specification, title=made.title, alternative=made.alternative)
    root = etree.fromstring(drawn.encode())

    assert len(drawn.encode()) <= 15 * 1024
    assert (root.get("role"), root.get("width"), root.get("viewBox") is not None) == (
        "img", None, True,
    )  # fmt: skip
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert {str(f"{10007 * n:,}") for n in range(1, 48)} <= set(texts)
    assert [root.find(f"{SVG}{tag}").text for tag in ("title", "desc")] == [
        made.title, made.alternative,
    ]  # fmt: skip


def test_tiles_without_a_figure_are_drawn_blank():
    table, tiles = counties(2)
    made = chart.for_table(table, "tiles", "en", tiles=[*tiles, ("KE999", 9, 9)])
    values = json.loads(made.specification)["data"]["values"]

    assert [(row["col"], row["row"], row["t"]) for row in values][-1] == (9, 9, "")


@pytest.mark.parametrize(
    ("request_", "kind", "told"),
    [
        (Request("remittances.inflow", where=KEN), "pie", "choose one of line, bar"),
        (Request("stock.total", by=("origin", "sex"), where=KEN), "line", "a chart shows two"),
        (Request("remittances.inflow", where=KEN), "tiles", "not one value an area"),
        (
            Request("population.census", by=("area",), where=(("area", ("KE001", "KE047")),)),
            "tiles",
            "no place for Mombasa",
        ),
    ],
)
def test_for_table_refuses_what_it_cannot_draw(request_, kind, told):
    with pytest.raises(chart.NotDrawable, match=told):
        chart.for_table(kenya().table(request_), kind, "en")


def test_for_table_refuses_more_series_than_can_be_told_apart():
    rows = {("KEN", y, f"O{n}"): number(n) for n in range(1, 9) for y in ("2020", "2021")}
    table = FixturePublisher({"m": Facts(("origin",), rows)}).table(
        Request("m", by=("origin",), where=KEN)
    )
    with pytest.raises(chart.NotDrawable, match="more than 6 series"):
        chart.for_table(table, "line", "en")


def test_draw_is_done_once_for_each_specification(monkeypatch):
    calls = []
    monkeypatch.setattr(
        draw.vl_convert,
        "vegalite_to_svg",
        lambda spec, **said: calls.append(said) or "<svg xmlns='http://www.w3.org/2000/svg'/>",
    )
    spec = '{"mark":"bar","data":{"values":[{"once":1}]}}'
    first = draw.svg(spec, title="T", alternative="A")

    assert draw.svg(spec, title="T", alternative="A") == first
    assert [said["allowed_base_urls"] for said in calls] == [[]]


def test_draw_png_is_a_picture():
    made = chart.for_table(money(), "bar", "en")

    assert draw.png(made.specification).startswith(b"\x89PNG")


def test_slim_keeps_words_and_rounds_coordinates():
    plain = (
        f'<svg xmlns="{SVG[1:-1]}" width="10" height="5" viewBox="0 0 10 5"><g class="x">'
        '<g><path d="" /></g><path d="M0.123,10.5678" fill="#fff" opacity="1"/></g>'
        "<text>A &amp; B</text></svg>"
    )

    assert slim(plain, title="T", alternative="A", label_id="c", font="serif") == (
        f'<svg xmlns="{SVG[1:-1]}" viewBox="0 0 10 5" font-family="serif" font-size="12px" '
        'role="img" aria-labelledby="c-t c-d"><title id="c-t">T</title><desc id="c-d">A</desc>'
        '<path d="M.1,10.6" fill="#fff"/><text>A &amp; B</text></svg>'
    )


@pytest.mark.parametrize("kind", ["line", "bar", "stacked"])
def test_series_are_told_apart_by_more_than_colour(kind):
    table = kenya().table(Request("stock.total", by=("sex",), where=KEN))
    made = chart.for_table(table, kind, "en", title="T")

    assert made.alternative.endswith(
        "Women: from 314,500 in 2020 to 345,950 in 2024. "
        "Men: from 314,500 in 2020 to 345,950 in 2024."
    )
    encoding = json.loads(made.specification)["encoding"]
    assert encoding["color"]["scale"]["domain"] == ["Women", "Men"]
    assert ("strokeDash" in encoding) is (kind == "line")


def test_bars_of_two_dimensions_stand_side_by_side():
    rows = {("KEN", "2024", o, s): number(10) for o in ("SOM", "UGA") for s in ("F", "M")}
    table = FixturePublisher({"m": Facts(("origin", "sex"), rows)}).table(
        Request("m", by=("origin", "sex"), where=KEN)
    )
    encoding = json.loads(chart.for_table(table, "bar", "en").specification)["encoding"]

    assert encoding["yOffset"] == {"field": "s", "sort": ["Women", "Men"]}


def test_a_chart_without_a_number_says_so():
    table = FixturePublisher({"m": Facts((), {("KEN", "2024"): SUPPRESSED})}).table(
        Request("m", where=KEN)
    )

    assert chart.for_table(table, "line", "en", title="T").alternative == (
        "Line chart: T. There is no figure to show. Hidden to protect persons: 2024."
    )


def test_periods_that_are_no_years_stand_side_by_side_in_order():
    rows = {("KEN", "2020-Q3"): number(3), ("KEN", "2019-Q3"): number(2)}
    table = FixturePublisher({"m": Facts((), rows)}).table(Request("m", where=KEN))
    axis = json.loads(chart.for_table(table, "line", "en").specification)["encoding"]["x"]

    assert (axis["type"], axis["sort"]) == ("ordinal", ["2019-Q3", "2020-Q3"])
