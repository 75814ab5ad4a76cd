"""Rows that no output takes: told by their reason, and an error when nothing else is there."""

from dataclasses import replace
from pathlib import Path

from core.datasets.factories import (
    CODELISTS,
    DATASET,
    HEADING,
    INDICATORS,
    OUTPUT,
    dataset,
    read,
    write,
)
from uratibu.core.datasets.intake import take_in
from uratibu.core.datasets.model import Dataset, Mapping
from uratibu.core.findings import Severity

KINDS = dataset(output={"only": (("kind", ("total", "port_of_entry")),)})
HEADED = f"{HEADING},kind"


def told(path: Path, described: Dataset = KINDS) -> list[tuple[str, str, int, str, str]]:
    return [
        (f.rule, f.severity.value, f.where.row, f.where.column, f.where.value)
        for f in read(path, described).findings
    ]


def test_a_file_without_an_observation_is_an_error_that_says_what_is_expected(
    tmp_path: Path,
) -> None:
    path = write(tmp_path, *["KEN,2024,UGA,F,abc,Nowhere"] * 4, heading=HEADED)
    for result in (read(path, KINDS), take_in(path, KINDS, CODELISTS, INDICATORS)):
        assert (result.rows, result.errors, result.observations) == (4, 1, ())
        (error,) = [f for f in result.findings if f.severity is Severity.ERROR]
        assert error.rule == "datasets/no-observation"
        assert "kind is one of total, port_of_entry" in error.remedy


def test_a_value_that_is_not_expected_is_one_warning_with_its_rows_and_the_nearest(
    tmp_path: Path,
) -> None:
    wrong = [f"KEN,20{n:02},UGA,F,5,port_of_entri" for n in range(10, 17)]
    path = write(tmp_path, "KEN,2024,UGA,F,5,total", *wrong, heading=HEADED)
    (finding,) = read(path, KINDS).findings
    assert (finding.rule, finding.severity) == ("datasets/row-left-out", Severity.WARNING)
    assert (finding.where.row, finding.where.column) == (3, "kind")
    assert finding.message == (
        "7 rows gave nothing: port_of_entri is not among total, port_of_entry "
        "(rows 3, 4, 5, 6, 7, ...)."
    )
    assert finding.remedy.startswith("Do you mean port_of_entry?")


def test_many_unexpected_values_are_a_summary(tmp_path: Path) -> None:
    wrong = [f"KEN,2020,UGA,F,5,k{n}" for n in range(900)]
    path = write(tmp_path, "KEN,2024,UGA,F,5,total", *wrong, heading=HEADED)
    found = read(path, KINDS).findings
    assert [f.where.value for f in found] == ["k0", "k1", "k2", "k3", "k4", ""]
    assert found[-1].message.startswith("895 more rows gave nothing: other values of kind")


def test_an_unreadable_value_is_told_though_its_category_is_unknown(tmp_path: Path) -> None:
    path = write(
        tmp_path, "KEN,2024,UGA,F,5,total", "KEN,2023,UGA,F,abc,Nowhere",
        "KEN,2022,UGA,F,,Nowhere", heading=HEADED,
    )  # fmt: skip
    assert told(path) == [
        ("datasets/row-left-out", "warning", 3, "kind", "Nowhere"),
        ("datasets/unreadable-and-left-out", "warning", 3, "persons", "abc"),
    ]


def test_rows_left_out_on_purpose_are_a_note(tmp_path: Path) -> None:
    without = dataset(output={"without": (("kind", ("part",)),)})
    path = write(tmp_path, "KEN,2024,UGA,F,5,total", "KEN,2023,UGA,F,abc,part", heading=HEADED)
    assert told(path, without) == [("datasets/row-left-out", "note", 3, "kind", "part")]


def test_values_that_another_output_names_are_a_note(tmp_path: Path) -> None:
    outputs = tuple(
        replace(OUTPUT, only=(("kind", (kind,)), ("year", (year,))))
        for kind, year in (("total", "2023"), ("part", "2024"))
    )
    described = replace(DATASET, mapping=Mapping(outputs=outputs))
    path = write(
        tmp_path, "KEN,2023,UGA,F,5,total", "KEN,2024,UGA,F,5,total", "KEN,2022,UGA,F,5,part",
        heading=HEADED,
    )  # fmt: skip
    assert told(path, described) == [
        ("datasets/row-left-out", "warning", 4, "year", "2022"),
        ("datasets/row-left-out", "note", 3, "year", "2024"),
    ]
