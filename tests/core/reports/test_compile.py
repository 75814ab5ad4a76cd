from __future__ import annotations

from dataclasses import replace

import pytest

from core.reports.outlines import document, outline, with_blocks
from core.reports.publishing import kenya
from uratibu.core.findings import Refused
from uratibu.core.labels import label
from uratibu.core.reports.contents import figures_of, tables_of
from uratibu.core.reports.model import Heading, Paragraph, SourceList
from uratibu.core.values import Quality, number


def paragraphs(compiled):
    return [(b.style, b.text) for b in compiled.blocks if isinstance(b, Paragraph)][:3]


def test_compile_document_prints_figures_in_each_language():
    assert paragraphs(document()) == [
        ("body", "There were 691,900 migrants in Kenya."),
        ("item", "US$ 4,091 million came in."),
        ("note", "A note."),
    ]
    assert paragraphs(document(language="sw")) == [
        ("body", "Wahamiaji 691,900 waliishi Kenya."),
        ("item", "Dola milioni 4,091 ziliingia."),
        ("note", "Maelezo."),
    ]


def test_compile_document_numbers_headings():
    headings = [(b.level, b.number, b.text) for b in document().blocks if isinstance(b, Heading)]

    assert headings == [
        (1, "1", "At a glance"),
        (1, "2", "Stock"),
        (2, "2.1", "More"),
        (1, "Annex A", "Figures and their sources"),
    ]


def test_compile_document_refuses_every_sentence_that_cannot_be_printed():
    text = label(
        "One is {stateless.total@2024}. Two is {displacement.new@2023}.\n\n"
        "Three is {cases.total@2024}, four {nothing@2024}, five {what}. Six {stock.total@1800}."
    )
    with pytest.raises(Refused) as refused:
        document(with_blocks("[{kind: text, text: intro}]"), text=text)

    told = [(f.rule, f.where.file, f.where.key, f.where.value) for f in refused.value.findings]
    file = "texts/intro.en.md"
    assert told == [
        ("profile/figure-suppressed", file, "paragraph 1", "stateless.total@2024"),
        ("profile/figure-missing", file, "paragraph 1", "displacement.new@2023"),
        ("profile/figure-unprotected", file, "paragraph 2", "cases.total@2024"),
        ("profile/figure-unknown", file, "paragraph 2", "nothing@2024"),
        ("profile/not-a-figure", file, "paragraph 2", "what"),
        ("profile/figure-declined", file, "paragraph 2", "stock.total@1800"),
    ]
    first = refused.value.findings[0]
    assert first.where.row == 1
    assert "\u201cOne is {stateless.total@2024}.\u201d" in first.message
    assert first.remedy == "Say it without this figure, or for a larger group that may be shown."


def test_compile_document_shows_a_gap_where_the_outline_allows_it():
    shape = with_blocks(
        "[{kind: text, text: intro, optional: true},"
        " {kind: table, measure: stock.total, periods: ['1800'],"
        " caption: 'By year, {unit}, {period}', optional: true}]"
    )
    compiled = document(shape, text=label("None in {stock.total@1800}.\n\nAll {stock.total@2024}."))

    assert [(b.style, b.text) for b in compiled.blocks if isinstance(b, Paragraph)][:3] == [
        ("gap", "Not available: stock.total@1800"),
        ("body", "All 691,900."),
        ("gap", "Not available: By year"),
    ]


def test_compile_document_never_shows_a_gap_for_a_suppressed_figure():
    shape = with_blocks("[{kind: text, text: intro, optional: true}]")
    with pytest.raises(Refused, match="profile/figure-suppressed"):
        document(shape, text=label("{stateless.total@2024}"))


def test_compile_document_refuses_a_text_that_lacks_the_language():
    with pytest.raises(Refused, match=r"does not exist in the language sw\. Write texts/intro.sw"):
        document(text=label("Only English."), language="sw")


def test_compile_document_refuses_an_unknown_shared_block_and_a_heading_in_a_text():
    shape = with_blocks("[{use: other/thing}, {kind: text, text: intro}]")
    with pytest.raises(Refused) as refused:
        document(shape, text=label("# A heading"))

    assert [f.rule for f in refused.value.findings] == [
        "profile/unknown-block",
        "profile/text-heading",
    ]


def test_a_block_in_use_may_say_an_option_anew():
    shape = outline(
        "{id: demo, title: D, shared: {t: {kind: table, measure: stock.total, caption: Old}},"
        " sections: [{id: s, title: S, blocks: [{use: demo/t, caption: New}]}]}"
    )

    assert [t.caption for t in tables_of(document(shape).blocks)] == ["New"]


@pytest.mark.parametrize(
    ("expression", "printed"),
    [
        ("stock.total@latest", "691,900"),
        ("stock.total@latest as=period", "2024"),
        ("stock.total@latest leader=origin as=name", "Somalia"),
        ("stock.total@latest leader=origin:3", "132,000"),
        ("stock.total@2024 where origin=SOM", "330,000"),
        ("stock.total@2024 where origin=SOM share=origin decimals=1", "47.7"),
        ("stock.total@2024 change=percent since=2020", "10"),
        ("remittances.inflow@2022 unit=billion decimals=1", "4.1 billion"),
        ("population.census@2019 area=KE047", "4,397,073"),
    ],
)
def test_a_bound_figure_prints(expression, printed):
    shape = with_blocks("[{kind: text, text: intro}]")
    compiled = document(shape, text=label("{" + expression + "}"))

    assert [figure.text for figure in figures_of(compiled.blocks)] == [printed]


def test_figures_say_where_they_come_from():
    figure = next(figures_of(document().blocks))

    assert (figure.id, figure.measure, figure.period, figure.area, figure.norms) == (
        "stock.total@2024#KEN", "stock.total", "2024", "KEN", ("sdg/10.7",)
    )  # fmt: skip
    assert figure.editions == (("undesa-ims", "2024", "a1" * 32),)
    assert figure.request == "measure=stock.total&area=KEN&period=2024"


def test_the_same_input_gives_the_same_digests():
    one, two = document(), document()

    assert one.digest == two.digest
    assert [f.digest for f in figures_of(one.blocks)] == [f.digest for f in figures_of(two.blocks)]


def test_another_value_gives_another_digest_of_the_document_and_of_that_figure_alone():
    publisher = kenya()
    facts = publisher.measures["stock.total"]
    rows = dict(facts.rows) | {("KEN", "2024", "_T", "_T"): number(1, Quality.ESTIMATED)}
    publisher.measures = dict(publisher.measures) | {"stock.total": replace(facts, rows=rows)}
    before, after = document(), document(publisher=publisher)

    assert before.digest != after.digest
    pairs = zip(figures_of(before.blocks), figures_of(after.blocks), strict=True)
    assert {old.id for old, new in pairs if old.digest != new.digest} == {"stock.total@2024#KEN"}


def test_the_annex_names_every_edition_behind_a_figure():
    listed = next(b for b in document().blocks if isinstance(b, SourceList))

    assert [(e.dataset, e.edition, e.licence) for e in listed.editions] == [
        ("knbs-census-sex", "2019", "CC BY 3.0 IGO"),
        ("undesa-ims", "2024", "CC BY 3.0 IGO"),
    ]


def test_a_text_is_optional_only_in_words_and_not_in_faults():
    shape = with_blocks("[{kind: text, text: intro, optional: true}]")
    with pytest.raises(Refused, match="profile/not-a-figure"):
        document(shape, text=label("{oops}"))


def test_a_table_that_cannot_be_asked_is_refused_with_its_place_in_the_outline():
    shape = with_blocks("[{kind: table, measure: cases.total, caption: C}]")
    with pytest.raises(Refused) as refused:
        document(shape)

    found = refused.value.findings[0]
    assert (found.rule, found.where.file, found.where.key) == (
        "profile/block-unprotected",
        "outlines/demo.yaml",
        "sections[0].blocks[0]",
    )


def test_a_tile_that_cannot_be_printed_is_refused_unless_it_may_lack():
    tiles = "tiles: [{figure: displacement.new@2023, name: N}, {figure: stock.total@2024, name: M}]"
    with pytest.raises(Refused, match="profile/figure-missing"):
        document(with_blocks("[{kind: key-statistics, title: K, " + tiles + "}]"))

    shape = with_blocks("[{kind: key-statistics, title: K, optional: true, " + tiles + "}]")
    assert [figure.id for figure in figures_of(document(shape).blocks)] == ["stock.total@2024#KEN"]


def test_a_chart_that_cannot_be_drawn_is_refused():
    shape = with_blocks(
        "[{kind: chart, chart: line, measure: stock.total, by: [origin, sex], caption: C,"
        " periods: all}]"
    )
    with pytest.raises(Refused, match="profile/block-not-drawable"):
        document(shape)


def test_from_asks_for_every_period_since():
    shape = with_blocks("[{kind: table, measure: remittances.inflow, from: '2021', caption: C}]")

    assert [figure.period for figure in figures_of(document(shape).blocks)] == ["2021", "2022"]


def test_areas_of_the_tile_map_that_the_data_lack_are_not_asked_for():
    publisher = kenya()
    shape = with_blocks(
        "[{kind: table, measure: population.census, by: [area], where: {area: tiles}, caption: C}]"
    )
    document(shape, publisher=publisher)

    assert [dict(request.where) for request in publisher.asked] == [{"area": ("KE001", "KE047")}]
