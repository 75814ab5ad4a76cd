"""The desk of the gate: requests in, released tables or reasoned refusals out."""

from dataclasses import replace

import pytest

from spec.world import NOW, World, request, title
from uratibu.core.disclosure import publish
from uratibu.core.disclosure.model import NotReleasable
from uratibu.core.disclosure.publish import Publisher
from uratibu.core.disclosure.request import Request
from uratibu.core.labels import Label, label
from uratibu.core.periods import PeriodKind
from uratibu.core.statistics.model import Part


def refusal(world: World, address: str) -> NotReleasable:
    with pytest.raises(NotReleasable) as refused:
        world.publisher.table(request(address))
    assert refused.value.words.languages() == ("en", "sw")
    assert str(refused.value) == refused.value.message
    return refused.value


@pytest.mark.parametrize(
    ("address", "kind", "missing", "available"),
    [
        ("measure=stock", "nonsense", "", ()),
        ("measure=stock&area=KEN&then=total:period", "nonsense", "", ()),
        (
            "measure=stock&area=KEN&period=2019",
            "declined",
            "stock@2024 has no such period; its periods are mid-year",
            ("2020", "2024"),
        ),
        ("measure=cases&area=KEN", "unprotected", "", ()),
        ("measure=stocks&area=KEN", "unknown", "", ("cases", "stock")),
        ("measure=stock&area=KEN&then=sort", "unknown", "", ()),
    ],
)
def test_a_refusal_says_its_kind_and_what_there_is(
    world: World, address: str, kind: str, missing: str, available: tuple[str, ...]
) -> None:
    refused = refusal(world, address)
    assert (refused.kind, refused.missing, refused.available) == (kind, missing, available)


def test_sources_are_the_rows_behind_a_cell(world: World) -> None:
    asked = request("measure=stock&by=origin&area=KEN&period=2024")
    (row,) = world.publisher.sources(asked, ("SSD", "2024"))
    assert (row.dataset, row.edition, row.file_name, row.row) == ("stock", "2024", "stock.csv", 6)
    with pytest.raises(NotReleasable) as refused:
        world.publisher.sources(asked, ("UGA", "2024"))
    assert refused.value.kind == "unknown"


def test_rows_of_records_do_not_leak_through_any_door(world: World) -> None:
    """There is one observation that could leak: 3 persons in 2024."""
    publisher = world.publisher
    for ask in (
        lambda: publisher.table(Request("cases", where=(("area", ("KEN",)),))),
        lambda: publisher.sources(Request("cases", where=(("area", ("KEN",)),)), ("2024",)),
        lambda: publisher.periods("cases", "KEN"),
        lambda: publisher.codes("cases", "area", ""),
    ):
        with pytest.raises(NotReleasable) as refused:
            ask()
        assert refused.value.kind == "unprotected"
    assert world.ask("measure=cases&area=KEN")[1] == ["2024", "3"]


def test_a_table_that_was_seen_is_not_computed_again(world: World) -> None:
    asked = request("measure=stock&area=KEN&period=latest")
    first = world.publisher.table(asked)
    assert world.publisher.table(asked) is first
    world.edition("stock", "2025", "stock", "area | period | persons\nKEN | 2024 | 9\n")
    assert world.publisher.table(asked).lineage.editions[0].edition == "2025"


def test_only_so_many_tables_are_kept(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "KEPT", 1)
    publisher = Publisher(world.statistics, lambda: NOW)
    first = publisher.table(request("measure=stock&area=KEN&period=2020"))
    publisher.table(request("measure=stock&area=KEN&period=2024"))
    again = publisher.table(request("measure=stock&area=KEN&period=2020"))
    assert again is not first
    assert again == first


def test_measures_are_listed_by_id(world: World) -> None:
    assert [measure.id for measure in world.publisher.measures()] == ["cases", "stock"]


def test_periods_are_those_all_parts_have(world: World) -> None:
    assert world.publisher.periods("stock", "KEN") == ("2020", "2024")
    assert world.publisher.periods("stock", "") == ("2020", "2024")
    assert world.publisher.periods("stock", "KE001") == ("2024",)
    assert world.publisher.periods("stock", "UGA") == ()
    world.facts("people", "area | period | persons\nKEN | 2024 | 9\nKEN | 2023 | 8\n")
    below = Part("people", "people", inherits=("area", "period"))
    world.measure("share", numerator=Part("stock", "stock"), denominator=below, unit="percent")
    assert world.publisher.periods("share", "KEN") == ("2024",)
    with pytest.raises(NotReleasable):
        world.publisher.periods("nothing", "KEN")


def test_periods_of_a_summed_area_are_those_of_the_areas_inside(world: World) -> None:
    table = "area | period | persons\nKE001 | 2019 | 9\nUGA | 2020 | 1\n"
    world.facts("census", table, area="summed")
    assert world.publisher.periods("census", "KEN") == ("2019",)
    assert world.publisher.periods("census", "IND") == ()


def test_codes_stand_in_the_order_of_their_list_with_the_total_last(world: World) -> None:
    def codes(dimension: str, area: str) -> list[str]:
        return [code.code for code in world.publisher.codes("stock", dimension, area)]

    assert codes("origin", "KEN") == ["SOM", "SSD", "IND", "_T"]
    assert codes("area", "") == ["KEN", "KE001", "KE002", "KE003", "KE004"]
    assert codes("area", "KEN") == ["KE001", "KE002", "KE003", "KE004"]
    assert codes("planet", "KEN") == []


def test_a_data_set_without_editions_has_no_codes_and_no_periods(world: World) -> None:
    world.indicator("empty")
    world.dataset("empty")
    world.measure("empty")
    assert world.publisher.periods("empty", "KEN") == ()
    assert world.publisher.codes("empty", "area", "") == ()


def words(world: World, address: str) -> list[str]:
    table = world.publisher.table(request(address))
    return [table.title("en"), table.title("sw")]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "area=KEN&period=2024",
            ["Migrants in Kenya, mid-2024", "Wahamiaji Kenya, katikati ya 2024"],
        ),
        (
            "by=area&area=KE001,KE002",
            ["Migrants in Mombasa, Kwale, mid-2024", "Wahamiaji Mombasa, Kwale, katikati ya 2024"],
        ),
        (
            "by=area&area=KEN/*",
            ["Migrants in Kenya, mid-2024", "Wahamiaji Kenya, katikati ya 2024"],
        ),
        (
            "by=area",
            [
                "Migrants in all areas, mid-2020–mid-2024",
                "Wahamiaji maeneo yote, katikati ya 2020–katikati ya 2024",
            ],
        ),
    ],
)
def test_titles_have_place_and_time_filled_in(
    world: World, address: str, expected: list[str]
) -> None:
    assert words(world, f"measure=stock&{address}") == expected


def test_many_areas_without_a_common_one_are_counted(world: World) -> None:
    lines = "".join(f"{code} | 2024 | 1\n" for code in ("KEN", "IND", "OOO", "UGA"))
    world.facts("people", "area | period | persons\n" + lines)
    world.measure("people", title=title("{area}", "{area}"))
    assert words(world, "measure=people&by=area&area=KEN,IND,OOO,UGA") == ["4 areas", "maeneo 4"]


def test_every_code_has_words_in_every_language(world: World) -> None:
    asked = "measure=stock&by=sex,origin&area=KEN&sex=_T&period=2024&then=top:1:origin"
    table = world.publisher.table(request(asked))
    assert [word("sw") for word in table.titles] == ["Jinsia", "Areas", "kipindi"]
    both = label({"en": "Both sexes", "sw": "Jinsia zote"})
    others = label({"en": "Others", "sw": "Wengine"})
    assert dict(table.labels) == {
        ("sex", "_T"): both,
        ("origin", "SSD"): label("South Sudan"),
        ("origin", "_R"): others,
        ("origin", "_T"): label("All areas"),
        ("period", "2024"): label("2024"),
        ("area", "KEN"): label("Kenya"),
    }
    assert table.notes == (label({"en": "Refugees are left out.", "sw": "Wakimbizi hawamo."}),)


def test_codes_that_no_list_has_keep_their_code(world: World) -> None:
    world.indicator("money", kind="flow", corridor="summed")
    world.dataset("money", PeriodKind.MONTH)
    table = "area | period | corridor | usd\nKEN | 2024-05 | A1 | 7\nKEN | 2024-05 | _T | 7\n"
    world.edition("money", "2024", "money", table)
    world.measure("money")
    found = world.publisher.table(request("measure=money&by=corridor&area=KEN"))
    assert dict(found.labels) == {
        ("corridor", "A1"): label("A1"),
        ("corridor", "_T"): label({"en": "Total", "sw": "Jumla"}),
        ("period", "2024-05"): label({"en": "May 2024", "sw": "Mei 2024"}),
        ("area", "KEN"): label("Kenya"),
    }
    assert found.titles[0] == Label((("en", "corridor"),))


def test_a_dimension_is_called_as_its_indicator_says(world: World) -> None:
    sex, origin = world.indicators["stock"].dimensions
    born = replace(origin, title=title("Country of birth", "Nchi ya kuzaliwa"))
    world.indicators["stock"] = replace(world.indicators["stock"], dimensions=(sex, born))
    table = world.publisher.table(request("measure=stock&by=origin,area&area=KEN"))
    assert [word("en") for word in table.titles] == ["Country of birth", "area", "period"]


def test_a_measure_of_a_missing_indicator_is_unknown(world: World) -> None:
    world.measure("broken", numerator=Part("nothing", "stock"))
    assert refusal(world, "measure=broken&area=KEN").kind == "unknown"
