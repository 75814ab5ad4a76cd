"""Code lists: rows become codes, and each fault is told at its cell."""

import csv
import io
from datetime import date

from uratibu.core.codelists import check
from uratibu.core.codelists.load import load_codelist
from uratibu.core.codelists.model import Code, CodeList
from uratibu.core.findings import Finding, Where
from uratibu.core.labels import label

TITLE = label({"en": "Bodies", "sw": "Taasisi"})
PLACE = Where(file="bodies.csv")


def read(text: str) -> tuple[CodeList | None, tuple[Finding, ...]]:
    return load_codelist(csv.DictReader(io.StringIO(text)), "bodies", TITLE, PLACE)


def told(findings: tuple[Finding, ...]) -> list[tuple[str, int, str, str]]:
    return [(f.rule, f.where.row, f.where.column, f.where.value) for f in findings]


def test_load_codelist_makes_a_code_of_each_row() -> None:
    codes, findings = read(
        "code,title_en,title_sw,parent,is_aggregate,aliases,valid_from,valid_to,replaces,"
        "source,status,kind,area\n"
        "OLD,Old office,Ofisi ya zamani,,,,2006-01-01,2016-04-30,,Gazette,superseded,agency,\n"
        "NEW,New office,,TOP,,The office; Bureau,2016-05-01,,OLD,Gazette,confirmed,agency,KE001\n"
        "TOP,Top,Juu,,true,,,,,Gazette,,,\n"
    )
    assert findings == ()
    assert codes == CodeList(
        "bodies",
        TITLE,
        (
            Code(
                "OLD",
                label({"en": "Old office", "sw": "Ofisi ya zamani"}),
                valid_from=date(2006, 1, 1),
                valid_to=date(2016, 4, 30),
                attributes=(("kind", "agency"),),
                source="Gazette",
                status="superseded",
            ),
            Code(
                "NEW",
                label("New office"),
                parent="TOP",
                aliases=("The office", "Bureau"),
                valid_from=date(2016, 5, 1),
                replaces=("OLD",),
                attributes=(("kind", "agency"), ("area", "KE001")),
                source="Gazette",
                status="confirmed",
            ),
            Code("TOP", label({"en": "Top", "sw": "Juu"}), is_aggregate=True, source="Gazette"),
        ),
    )


def test_load_codelist_tells_every_cell_that_cannot_be_read() -> None:
    codes, findings = read(
        "code,title_en,is_aggregate,valid_from,source,status\n"
        ",Nameless,,,Gazette,\n"
        "B,,,,Gazette,\n"
        "C,See,perhaps,,Gazette,\n"
        "D,Dee,,31.12.2024,Gazette,\n"
        "E,Eff,,,Gazette,certain\n"
        "F,Eff, no ,,Gazette,,surplus\n"
    )
    assert codes is None
    assert told(findings) == [
        ("rows/missing-cell", 2, "code", ""),
        ("rows/missing-cell", 3, "title_en", ""),
        ("rows/claim", 4, "is_aggregate", "perhaps"),
        ("rows/day", 5, "valid_from", "31.12.2024"),
        ("rows/choice", 6, "status", "certain"),
        ("rows/too-many-cells", 7, "", ""),
    ]


def test_load_codelist_tells_what_contradicts_itself() -> None:
    codes, findings = read(
        "code,title_en,parent,aliases,valid_from,valid_to,source\n"
        "A,Ay,B,,,,Gazette\n"
        "B,Bee,A,,,,Gazette\n"
        "C,See,,,2024-02-01,2024-01-31,Gazette\n"
        "C,Sea,,,,,Gazette\n"
        "D,Dee,,bee;Mine,,,\n"
    )
    assert codes is None
    assert told(findings) == [
        ("codelists/duplicate-code", 5, "code", "C"),
        ("codelists/end-before-start", 4, "valid_to", "2024-01-31"),
        ("codelists/code-inside-itself", 2, "parent", "B"),
        ("codelists/code-inside-itself", 3, "parent", "A"),
        ("codelists/name-of-two-codes", 6, "aliases", "bee"),
        ("codelists/missing-source", 6, "source", ""),
    ]


def test_name_of_two_codes_finds_an_alias_given_twice() -> None:
    _, findings = read("code,title_en,aliases,source\nA,Ay,Same,G\nB,Bee,same,G\n")
    assert told(findings) == [("codelists/name-of-two-codes", 2, "aliases", "Same")]


def test_unknown_parent_knows_the_codes_of_other_packs() -> None:
    codes, _ = read("code,title_en,parent,source\nA,Ay,KEN,G\nB,Bee,KNE,G\nC,See,A,G\n")
    assert codes is not None
    found = tuple(check.unknown_parent(codes, PLACE, {"KEN"}))
    assert told(found) == [("codelists/unknown-parent", 3, "parent", "KNE")]


def test_unknown_predecessor_names_the_code_that_is_not_there() -> None:
    codes, _ = read("code,title_en,replaces,source\nA,Ay,,G\nB,Bee,A;Z;Y,G\n")
    assert codes is not None
    found = tuple(check.unknown_predecessor(codes, PLACE, {"Y"}))
    assert told(found) == [("codelists/unknown-predecessor", 3, "replaces", "Z")]
