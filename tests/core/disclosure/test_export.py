"""Every state, note and source is found again in each file format."""

import csv
import io
import json

import pytest
from python_calamine import CalamineWorkbook

from spec.world import World, request
from uratibu.core.disclosure.export import safe_text, to_csv, to_json, to_sdmx_csv, to_xlsx
from uratibu.core.disclosure.model import ReleasedTable

BY_ORIGIN = "measure=stock&by=origin&area=KEN&period=2024"
SHARES = "measure=stock&by=origin&area=KEN&period=2020&then=share:origin,rank:origin"


def table(world: World, address: str = BY_ORIGIN) -> ReleasedTable:
    return world.publisher.table(request(address))


def lines(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_csv_holds_every_state_as_a_word(world: World) -> None:
    found = [line for line in lines(to_csv(table(world), "sw")) if not line[0].startswith("#")]
    assert found == [
        ["origin", "origin_title", "period", "period_title", "value", "state", "quality", "note"],
        ["SOM", "Somalia", "2024", "2024", "", "suppressed", "", "'=2+2 is not run"],
        ["SSD", "South Sudan", "2024", "2024", "61.5", "number", "final", ""],
        ["IND", "India", "2024", "2024", "", "not-yet", "", ""],
        ["_T", "All areas", "2024", "2024", "150", "number", "final", ""],
    ]


def test_csv_says_what_it_is(world: World) -> None:
    released = table(world)
    facts = [line for line in lines(to_csv(released, "en")) if line[0].startswith("# ")]
    assert facts[:9] == [
        ["# title", "Migrants in Kenya, mid-2024"],
        ["# unit", "persons"],
        ["# period_kind", "mid-year"],
        ["# source", "Office: Data of stock"],
        ["# edition", "stock@2024"],
        ["# sha256", released.lineage.editions[0].sha256],
        ["# licence", "CC BY 4.0"],
        ["# method", "count"],
        ["# coverage", "Everyone"],
    ]
    assert facts[9:16] == [
        ["# formula", "stock[stock@2024; sex=_T]"],
        ["# filters", "area=KEN; period=2024; sex=_T"],
        ["# norms", "gcm/stock"],
        ["# release", released.id],
        ["# digest", released.digest],
        ["# reason", "already public"],
        ["# released_at", "2026-01-02T03:04:05+00:00"],
    ]
    assert facts[16:18] == [["# note", "Refugees are left out."], ["# number", "A number."]]
    assert ["# not yet", "There will be a number; it is not due."] in facts


def test_csv_shows_what_a_share_is_made_of(world: World) -> None:
    found = [line for line in lines(to_csv(table(world, SHARES), "en")) if line[0][0] != "#"]
    assert found[0][-4:] == ["numerator", "denominator", "rank", "note"]
    assert found[1][-4:] == ["40", "101", "2", ""]
    assert found[2][4:7] == ["59.40594059405940594059405940594059", "number", "estimated"]


def test_json_holds_the_exact_number_beside_the_short_one(world: World) -> None:
    plain = json.loads(to_json(table(world), "en"))
    assert plain["rows"][0] == {
        "key": {"origin": "SOM", "period": "2024"},
        "title": {"origin": "Somalia", "period": "2024"},
        "value": None,
        "exact": None,
        "state": "suppressed",
        "quality": None,
        "note": "=2+2 is not run",
    }
    assert [row["value"] for row in plain["rows"]] == [None, 61.5, None, 150]
    assert [row["exact"] for row in plain["rows"]] == [None, "61.5", None, "150"]
    assert plain["columns"] == [
        {"id": "origin", "title": "Areas"},
        {"id": "period", "title": "period"},
    ]
    assert plain["notes"] == ["Refugees are left out."]
    assert {state["word"] for state in plain["states"]} >= {"zero", "suppressed", "missing"}
    shares = json.loads(to_json(table(world, SHARES), "en"))["rows"]
    assert (shares[0]["numerator"], shares[0]["denominator"], shares[0]["rank"]) == ("40", "101", 2)


def test_sdmx_csv_holds_codes_statuses_and_states(world: World) -> None:
    found = lines(to_sdmx_csv(table(world, "measure=stock&by=area&area=KEN/*")))
    key = ["dataflow", "URATIBU:STOCK(1.0)", "I", "_T", "_T"]
    assert found == [
        ["STRUCTURE", "STRUCTURE_ID", "ACTION", "ORIGIN", "SEX", "REF_AREA", "TIME_PERIOD",
         "OBS_VALUE", "OBS_STATUS", "CONF_STATUS", "UNIT_MEASURE", "STATE", "QUALITY"],
        [*key, "KE001", "2024", "5", "A", "F", "persons", "number", "final"],
        [*key, "KE002", "2024", "6", "A", "F", "persons", "number", "final"],
        [*key, "KE003", "2024", "0", "A", "F", "persons", "zero", "final"],
        [*key, "KE004", "2024", "", "O", "F", "persons", "missing", ""],
    ]  # fmt: skip
    states = [(line[-5], line[-4], line[-2]) for line in lines(to_sdmx_csv(table(world)))[1:]]
    assert states == [
        ("Q", "C", "suppressed"),
        ("A", "F", "number"),
        ("O", "F", "not-yet"),
        ("A", "F", "number"),
    ]


def test_sdmx_csv_names_the_place_that_was_filtered(world: World) -> None:
    header, row = lines(to_sdmx_csv(table(world, "measure=stock&area=KE001&period=2024")))
    assert row[header.index("REF_AREA")] == "KE001"


def workbook(world: World, address: str, language: str = "en") -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(table(world, address), language)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_xlsx_writes_a_word_where_there_is_no_number(world: World) -> None:
    book = workbook(world, BY_ORIGIN)
    assert book["Data"] == [
        ["Areas", "Areas (code)", "period", "period (code)", "Value", "State", "Quality", "Note"],
        ["Somalia", "SOM", "2024", "2024", "suppressed", "suppressed", "", "=2+2 is not run"],
        ["South Sudan", "SSD", "2024", "2024", 61.5, "number", "final", ""],
        ["India", "IND", "2024", "2024", "not yet", "not yet", "", ""],
        ["All areas", "_T", "2024", "2024", 150.0, "number", "final", ""],
    ]
    assert ["Licence", "CC BY 4.0"] in book["About"]
    assert ["Note", "Refugees are left out."] in book["About"]
    assert [
        "State: suppressed",
        "A number exists and is not shown, to protect people.",
    ] in book["About"]


def test_xlsx_speaks_swahili(world: World) -> None:
    book = workbook(world, SHARES, "sw")
    assert book["Data"][0][4:] == [
        "Thamani", "Hali", "Ubora", "Kiasi", "Kigawanyo", "Nafasi", "Maelezo",
    ]  # fmt: skip
    assert book["Data"][1][5:10] == ["nambari", "makadirio", 40.0, 101.0, 2.0]
    assert ["Leseni", "CC BY 4.0"] in book["About"]


def test_xlsx_leaves_what_has_no_part_empty(world: World) -> None:
    book = workbook(world, "measure=stock&by=origin&area=KEN&period=2024&then=share:origin")
    assert [line[7:9] for line in book["Data"][1:]] == [
        ["", 150.0], [61.5, 150.0], ["", 150.0], [150.0, 150.0],
    ]  # fmt: skip


def test_xlsx_of_the_same_release_has_the_same_bytes(world: World) -> None:
    assert to_xlsx(table(world), "en") == to_xlsx(table(world), "en")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\tx", "\rx"])
def test_text_that_would_run_as_a_formula_is_kept_from_it(text: str) -> None:
    assert safe_text(text) == f"'{text}"


def test_other_text_is_left_as_it_is() -> None:
    assert safe_text("Côte d'Ivoire") == "Côte d'Ivoire"
