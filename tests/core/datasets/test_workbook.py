"""Reading workbooks: what a sheet shows, and what it hides."""

from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from core.datasets.attack import corpus
from core.datasets.factories import dataset, observation, read, said
from uratibu.core.intake.sheet_scan import column_letters
from uratibu.core.periods import PeriodKind

Book = xlsxwriter.Workbook
Sheet = xlsxwriter.worksheet.Worksheet


def workbook(folder: Path, rows: list[list[object]] | None = None, change: object = None) -> Path:
    path = folder / "stocks.xlsx"
    path.write_bytes(corpus.workbook(rows, change))
    return path


def test_a_sheet_is_read_with_its_own_row_numbers(tmp_path: Path) -> None:
    rows = [["KEN", 2024, "UGA", "F", 5], [], ["NAM", "2024", "UGA", "F", "7"]]
    result = read(workbook(tmp_path, rows))
    assert result.findings == ()
    assert result.observations == (observation(5), observation(7, area="NAM", row=4))


def test_heading_may_stand_lower_and_to_the_right_of_notes(tmp_path: Path) -> None:
    path = tmp_path / "stocks.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        sheet.merge_range(0, 0, 0, 3, "Table 1: migrants", book.add_format())
        sheet.write_row(3, 2, corpus.HEADING.split(","))
        sheet.write_row(4, 2, ["KEN", 2024, "UGA", "F", 5])
    result = read(path, dataset(header_row=4, sheet="Data"))
    assert (result.findings, result.observations) == ((), (observation(5, row=5),))


def test_days_become_periods_and_booleans_words(tmp_path: Path) -> None:
    def change(book: Book, sheet: Sheet) -> None:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime("B2", datetime(2024, 5, 3), day)  # noqa: DTZ001 - as a sheet has it
        sheet.write_boolean("E3", True)

    path = workbook(tmp_path, [["KEN", "", "UGA", "F", 5], ["KEN", "2023-01", "UGA", "F"]], change)
    result = read(path, dataset(period_kind=PeriodKind.MONTH))
    assert said(result) == [("datasets/not-a-number", 3, "persons", "TRUE")]


def test_errors_and_formulas_without_a_value_are_not_read_as_missing(tmp_path: Path) -> None:
    def change(_: Book, sheet: Sheet) -> None:
        sheet.write_formula("E2", "=A9/0", None, "#DIV/0!")
        sheet.write_formula("E3", "=SUM(A1:A2)", None, "")

    path = workbook(tmp_path, [["KEN", 2024, "UGA", "F"], ["NAM", 2024, "UGA", "F"]], change)
    result = read(path)
    assert said(result) == [
        ("datasets/formulas", 2, "", ""),
        ("datasets/not-a-number", 2, "persons", "#DIV/0!"),
        ("datasets/not-a-number", 3, "persons", "=SUM(A1:A2)"),
    ]


def test_text_in_a_number_column_is_named(tmp_path: Path) -> None:
    result = read(workbook(tmp_path, [["KEN", 2024, "UGA", "F", "about 500"]]))
    assert said(result) == [("datasets/not-a-number", 2, "persons", "about 500")]


def test_merged_cells_matter_where_the_mapping_reads(tmp_path: Path) -> None:
    def change(book: Book, sheet: Sheet) -> None:
        sheet.merge_range("A2:A3", "KEN", book.add_format())
        sheet.merge_range("G2:G3", "a note", book.add_format())

    path = workbook(tmp_path, [["", 2024, "UGA", "F", 5], ["", 2024, "UGA", "M", 6]], change)
    assert said(read(path)) == [("datasets/merged-cells", 2, "area", "A2:A3")]


def test_sheets_are_chosen_by_name_or_the_first_visible_one(tmp_path: Path) -> None:
    path = tmp_path / "stocks.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Hidden")
        for name, amount in (("One", 5), ("Two", 6)):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, corpus.HEADING.split(","))
            sheet.write_row(1, 0, ["KEN", 2024, "UGA", "F", amount])
        book.get_worksheet_by_name("One").activate()
        book.get_worksheet_by_name("Hidden").hide()
    first, named = read(path), read(path, dataset(sheet="Two"))
    assert [o.value.number for o in first.observations + named.observations] == [5, 6]
    assert [f.rule for f in first.findings] == [
        "datasets/hidden-sheet",
        "datasets/first-sheet-read",
    ]
    nowhere = read(path, dataset(sheet="Three"))
    assert "Hidden, One, Two" in nowhere.findings[0].remedy
    assert [f.rule for f in nowhere.findings] == ["datasets/no-such-sheet"]


@pytest.mark.parametrize("header_row", [1, 9])
def test_a_sheet_without_a_heading_is_empty(tmp_path: Path, header_row: int) -> None:
    path = tmp_path / "stocks.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write("A5", "x")
    result = read(path, dataset(header_row=header_row))
    assert [f.rule for f in result.findings] == ["datasets/empty-file"]


def test_inline_strings_and_cells_without_addresses_are_seen(tmp_path: Path) -> None:
    names = corpus.HEADING.split(",")
    heading = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in names)
    cells = "".join(f'<c t="str"><v>{text}</v></c>' for text in ("KEN", "2024", "UGA", "F"))
    rows = f'<row>{heading}</row><row>{cells}<c t="e"><v>#N/A</v></c></row>'
    path = tmp_path / "stocks.xlsx"
    path.write_bytes(corpus.rezipped({corpus.SHEET: corpus.sheet_of(rows.encode())}))
    assert said(read(path)) == [("datasets/not-a-number", 2, "persons", "#N/A")]


def test_columns_are_lettered_as_in_an_office_program() -> None:
    assert [column_letters(n) for n in (1, 26, 27, 702, 703, 16384)] == [
        "A", "Z", "AA", "ZZ", "AAA", "XFD",
    ]  # fmt: skip
