"""Reading CSV files: every fault with its row, column and value, and nothing is stored."""

from pathlib import Path

import pytest

from core.datasets.factories import (
    CODELISTS,
    DATASET,
    INDICATORS,
    dataset,
    observation,
    read,
    said,
    write,
)
from uratibu.core.datasets.model import SumCheck
from uratibu.core.datasets.read import read_file
from uratibu.core.findings import Severity
from uratibu.core.values import MISSING, SUPPRESSED, Quality


def test_read_gives_one_observation_a_row(tmp_path: Path) -> None:
    path = write(tmp_path, "KEN,2024,UGA,F,5", "KEN,2024,UGA,M,6.50", "", "NAM,2024,UGA,F,0")
    result = read(path)
    assert (result.findings, result.rows, result.errors) == ((), 3, 0)
    assert result.observations == (
        observation(5),
        observation("6.5", sex="M", row=3),
        observation(0, area="NAM", row=5),
    )
    assert [c.name for c in result.columns] == ["area", "year", "origin", "sex", "persons"]


def test_read_finds_every_fault_and_gives_nothing(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "KEN,2024,UGA,F,5",
        "KEM,2024,UGA,F,5",
        "KEN,2023/24,UGA,F,5",
        'KEN,2024,UGA,F,"1,234"',
        "KEN,2024,UGA,woman,NaN",
    )
    result = read(path)
    assert (result.observations, result.errors) == ((), 5)
    assert said(result) == [
        ("datasets/unknown-code", 3, "area", "KEM"),
        ("datasets/other-kind", 4, "year", "2023/24"),
        ("datasets/not-a-number", 5, "persons", "1,234"),
        ("datasets/unknown-code", 6, "sex", "woman"),
        ("datasets/not-a-number", 6, "persons", "NaN"),
    ]
    assert {f.where.file for f in result.findings} == {"stocks.csv"}
    assert all(f.remedy for f in result.findings)


def test_rows_are_numbered_as_an_office_program_does(tmp_path: Path) -> None:
    path = write(tmp_path, 'KEN,2024,UGA,F,"5"', '"KEN",2024,UGA,"F\n",7', "", "KEN,2024,UGA,F,x")
    assert ("datasets/not-a-number", 5, "persons", "x") in said(read(path))


@pytest.mark.parametrize(
    ("separator", "line_end", "mark"),
    [(";", "\n", ""), ("\t", "\r\n", ""), ("|", "\r", ""), (",", "\n", "\ufeff")],
)
def test_read_takes_other_separators_line_ends_and_a_byte_order_mark(
    tmp_path: Path, separator: str, line_end: str, mark: str
) -> None:
    path = tmp_path / "stocks.csv"
    rows = ("area,year,origin,sex,persons", "KEN,2024,UGA,F,5")
    text = mark + line_end.join(row.replace(",", separator) for row in rows)
    path.write_bytes(text.encode())
    assert read(path).observations == (observation(5),)


def test_same_row_twice_is_a_warning_and_counts_once(tmp_path: Path) -> None:
    result = read(write(tmp_path, "KEN,2024,UGA,F,5", "KEN,2024,UGA,F,5.0"))
    assert [(f.rule, f.severity, f.where.row) for f in result.findings] == [
        ("datasets/repeated-row", Severity.WARNING, 3)
    ]
    assert result.observations == (observation(5),)


def test_rows_that_contradict_each_other_are_an_error_naming_both(tmp_path: Path) -> None:
    result = read(write(tmp_path, "KEN,2024,UGA,F,5", "KEN,2024,UGA,M,1", "KEN,2024,UGA,F,6"))
    assert said(result) == [("datasets/contradicting-rows", 4, "", "6")]
    assert "is 6 here and 5 in row 2" in result.findings[0].message


def test_heading_is_checked_before_the_rows(tmp_path: Path) -> None:
    path = write(tmp_path, "KEN,2024,UGA,F,5,1", heading="area,year,origin,sexx,persons,persons")
    result = read(path)
    assert said(result) == [
        ("datasets/duplicate-heading", 1, "persons", ""),
        ("datasets/missing-column", 1, "sex", ""),
    ]
    assert "Is it sexx?" in result.findings[1].remedy


def test_a_heading_twice_that_nothing_reads_is_a_warning(tmp_path: Path) -> None:
    path = write(tmp_path, "KEN,2024,UGA,F,5,a,b", heading="area,year,origin,sex,persons,n,n")
    result = read(path)
    assert [(f.rule, f.severity) for f in result.findings] == [
        ("datasets/duplicate-heading", Severity.WARNING)
    ]
    assert len(result.observations) == 1


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "datasets/empty-file"),
        (b"\n\n", "datasets/empty-file"),
        (b"area,year,origin,sex,persons\n", "datasets/no-rows"),
        (b"area,year,origin,sex,persons\nKEN,2024,UGA,F\n", "datasets/uneven-row"),
        (b"area,year,origin,sex,persons\nKEN,2024,UGA,F,5,6\n", "datasets/uneven-row"),
        (b'area,year,origin,sex,persons\nKEN,2024,"UGA,F,5\n', "datasets/broken-row"),
        (b"area,year,origin,sex,persons\nKEN,2024,UGA,\xe9,5\n", "datasets/encoding"),
        (b"area,year,origin,sex,persons\nKEN,2024,UGA,\x00,5\n", "datasets/encoding"),
        ("area,year\nKEN,2024\n".encode("utf-16"), "datasets/encoding"),
        (b"\x89PNG\r\n\x1a\nxxxx", "datasets/other-content"),
        (b"%PDF-1.7", "datasets/other-content"),
        (b"<html>", "datasets/other-content"),
        (b"\xef\xbb\xbf<html>", "datasets/other-content"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "datasets/other-content"),
        (b"PAR1", "datasets/damaged-file"),
    ],
)
def test_files_that_are_no_table_are_refused(tmp_path: Path, content: bytes, rule: str) -> None:
    path = tmp_path / "stocks.csv"
    path.write_bytes(content)
    result = read(path)
    assert [f.rule for f in result.findings] == [rule]
    assert result.observations == ()


def test_a_file_that_is_not_there_and_a_data_set_without_mapping(tmp_path: Path) -> None:
    assert [f.rule for f in read(tmp_path / "no.csv").findings] == ["datasets/no-file"]
    unmapped = DATASET.__class__(**vars(DATASET) | {"mapping": None})
    assert [f.rule for f in read(tmp_path, unmapped).findings] == ["datasets/no-mapping"]


def test_mapping_that_speaks_of_what_is_not_there(tmp_path: Path) -> None:
    path = write(tmp_path, "KEN,2024,UGA,F,5")
    wrong = dataset(output={"indicator": "migrant-stok"})
    result = read(path, wrong)
    assert [(f.rule, f.remedy) for f in result.findings] == [
        ("datasets/unknown-indicator", "Do you mean migrant-stock?")
    ]
    wrong = dataset(output={"dimensions": (("colour", "sex"), ("origin", "origin"))})
    assert [f.rule for f in read(path, wrong).findings] == [
        "datasets/unknown-dimension",
        "datasets/dimension-not-mapped",
    ]
    assert [f.rule for f in read_file(path, DATASET, {}, INDICATORS).findings] == [
        "datasets/no-code-list"
    ] * 3


def test_missing_states_factor_and_quality_are_taken_from_the_mapping(tmp_path: Path) -> None:
    path = write(
        tmp_path, "KEN,2024,UGA,F,..", "KEN,2023,UGA,F,c", "KEN,2022,UGA,F,1.5", "KEN,2021,UGA,F,0"
    )
    described = dataset(
        missing=("..",), states=(("c", "suppressed"),),
        output={"multiply": "1000", "quality": "provisional", "zero_is_missing": True},
    )  # fmt: skip
    result = read(path, described)
    values = [o.value for o in result.observations]
    assert (values[0], values[1], values[3]) == (MISSING, SUPPRESSED, MISSING)
    assert (values[2].number, values[2].quality) == (1500, Quality.PROVISIONAL)
    assert "0 where nothing was reported" in result.observations[3].note


def test_an_empty_value_is_an_error_unless_listed(tmp_path: Path) -> None:
    path = write(tmp_path, "KEN,2024,UGA,F,")
    assert read(path).observations[0].value == MISSING
    assert said(read(path, dataset(missing=("..",)))) == [
        ("datasets/empty-value", 2, "persons", "")
    ]


def test_only_and_without_choose_the_rows(tmp_path: Path) -> None:
    heading = "area,year,origin,sex,persons,kind"
    lines = ("KEN,2024,UGA,F,5,a", "KEN,2024,UGA,M,6,b", ",2024,UGA,F,7,a")
    path = write(tmp_path, *lines, heading=heading)
    described = dataset(output={"only": (("kind", ("a",)),), "without": (("area", ("",)),)})
    assert read(path, described).observations == (observation(5),)


def test_aggregate_adds_rows_that_fall_on_one_observation(tmp_path: Path) -> None:
    path = write(
        tmp_path, "KEN,2024,UGA,F,5", "KEN,2024,UGA,F,6", "KEN,2024,UGA,F,", "KEN,2024,UGA,M,",
        "NAM,2024,UGA,F,c", "NAM,2024,UGA,F,2",
    )  # fmt: skip
    described = dataset(states=(("c", "suppressed"),), output={"aggregate": True})
    result = read(path, described)
    said_of = {
        (o.area, dict(o.dimensions)["sex"]): (o.value, o.note, o.source_row)
        for o in result.observations
    }
    assert said_of == {
        ("KEN", "F"): (
            observation(11).value,
            "Sum of 3 rows of the file, 1 without a number: 2, 3, 4.",
            2,
        ),
        ("KEN", "M"): (MISSING, "", 5),
        ("NAM", "F"): (SUPPRESSED, "Sum of 2 rows of the file, 1 without a number: 6, 7.", 6),
    }


def test_findings_are_counted_even_when_not_shown(tmp_path: Path) -> None:
    path = write(tmp_path, *(f"KEN,2024,UGA,F,x{i}" for i in range(300)))
    result = read(path)
    assert (len(result.findings), result.errors) == (201, 300)
    assert result.findings[-1].message.startswith("300 findings in all, 200 are shown")


def test_one_fault_in_every_row_does_not_hide_the_others(tmp_path: Path) -> None:
    lines = [f"Atlantis,{1990 + i % 30},UGA,F,5" for i in range(300)]
    result = read(write(tmp_path, *lines, "KEN,2024,UGA,F,five"))
    assert [f.rule for f in result.findings] == [
        *["datasets/unknown-code"] * 5, "datasets/not-a-number", "datasets/more-findings",
    ]  # fmt: skip


def test_progress_is_told(tmp_path: Path) -> None:
    lines = [f"KEN,{1000 + i // 7},UGA,F,{i}" for i in range(0, 12_000 * 7, 7)]
    heard: list[int] = []
    result = read(write(tmp_path, *lines[:1900]), progress=heard.append)
    assert (result.errors, heard) == (0, [])
    read(write(tmp_path, *(lines[:1900] * 6)), progress=heard.append)
    assert heard == [5000, 10000]


def test_constants_and_sums_in_a_wide_file(tmp_path: Path) -> None:
    path = write(tmp_path, "Mombasa,5,6,13", heading="county,women,men,all")
    wide = dataset(
        sums=(SumCheck("sex", ("F", "M", "X")),),
        output={"area": "county", "period": ":2019"},
    )
    outputs = tuple(
        wide.mapping.outputs[0].__class__(
            **vars(wide.mapping.outputs[0])
            | {"value": column, "dimensions": (("origin", ":_T"), ("sex", f":{code}"))}
        )
        for column, code in (("women", "F"), ("men", "M"), ("all", "_T"))
    )
    result = read(path, dataset(sums=wide.mapping.sums, outputs=outputs))
    assert [(f.rule, f.severity) for f in result.findings] == [
        ("datasets/read-by-title", Severity.NOTE),
        ("datasets/total-unlike-members", Severity.WARNING),
    ]
    assert "differs by 2 from the sum of sex F + M = 11. There is no figure for X." in (
        result.findings[1].message
    )
    assert CODELISTS["areas"].find("mombasa").code == result.observations[0].area == "KE001"
