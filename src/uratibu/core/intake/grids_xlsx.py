"""The sheets of an XLSX workbook as grids. Nothing is calculated, and nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import python_calamine as calamine

from uratibu.core.findings import Severity
from uratibu.core.intake import sheet_scan
from uratibu.core.intake.faults import Faults
from uratibu.core.intake.grids import Cell, Grid
from uratibu.core.intake.sheet_scan import Scan, SheetName, column_letters

MOST_CELLS = 1_500_000
MOST_AREA = 6_000_000
"""Rows times columns of the smallest rectangle around all cells of a sheet."""
MOST_SHEETS = 60


def read(path: Path, faults: Faults) -> tuple[Grid, ...]:
    """Every sheet with anything in it, hidden ones marked; faults say what cannot be read."""
    try:
        book = calamine.load_workbook(str(path))
        return tuple(_sheets(path, book, faults))
    except (calamine.CalamineError, sheet_scan.UnreadableXML, OSError, ValueError) as error:
        faults.add(
            faults.rule("damaged-file"), f"The workbook cannot be read: {str(error)[:200]}.",
            "Open it in an office program and save it as a new XLSX file.",
        )  # fmt: skip
        return ()


def _sheets(path: Path, book: calamine.CalamineWorkbook, faults: Faults) -> Iterator[Grid]:
    listed = sheet_scan.sheets_of(path)
    known = set(book.sheet_names)
    for sheet in listed[:MOST_SHEETS]:
        if sheet.name not in known or "chartsheet" in sheet.part:
            continue
        scan = sheet_scan.scan_sheet(path, sheet.part, most_cells=MOST_CELLS)
        if scan.cells > MOST_CELLS or scan.last_row * scan.last_column > MOST_AREA:
            _too_large(sheet, scan, faults)
            continue
        if scan.cells:
            yield _grid(book, sheet, scan, faults)


def _grid(book: calamine.CalamineWorkbook, sheet: SheetName, scan: Scan, faults: Faults) -> Grid:
    read_rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
    width = max(scan.last_column, *(len(row) for row in read_rows), 1) if read_rows else 1
    rows = [[_cell(cell) for cell in row] + [""] * (width - len(row)) for row in read_rows]
    while len(rows) < scan.last_row:
        rows.append([""] * width)
    for (row, column), text in scan.odd.items():
        rows[row - 1][column - 1] = text
        _odd(sheet, row, column, text, faults)
    if scan.formulas:
        _formulas(sheet, scan, faults)
    shown = tuple(m for m in scan.merged if m[0] <= len(rows))
    return Grid(sheet.name, tuple(tuple(row) for row in rows), shown, sheet.is_hidden)


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def _number(value: float) -> Decimal:
    exact = Decimal(repr(value))
    return Decimal(int(exact)) if exact == exact.to_integral_value() else exact


def _too_large(sheet: SheetName, scan: Scan, faults: Faults) -> None:
    last = f"{column_letters(scan.last_column)}{scan.last_row}"
    faults.add(
        faults.rule("too-many-cells"),
        f"The sheet {sheet.name} has more than {MOST_CELLS:,} cells, or they lie too far apart "
        f"(the last one is {last}).",
        "Delete stray cells below and beside the table.", value=sheet.name,
    )  # fmt: skip


def _odd(sheet: SheetName, row: int, column: int, text: str, faults: Faults) -> None:
    is_formula = text.startswith("=")
    what = "a formula whose result was not saved" if is_formula else "an error of calculation"
    faults.add(
        faults.rule("odd-cell"),
        f"The cell {column_letters(column)}{row} of sheet {sheet.name} holds {what}.",
        "Calculate and save the workbook, or write the value itself.", row=row,
        column=column_letters(column), value=text, severity=Severity.WARNING, sheet=sheet.name,
    )  # fmt: skip


def _formulas(sheet: SheetName, scan: Scan, faults: Faults) -> None:
    row, column = scan.first_formula
    faults.add(
        faults.rule("formulas"),
        f"{scan.formulas:,} cells of sheet {sheet.name} are formulas, the first "
        f"{column_letters(column)}{row}; the values saved with them are read.",
        "Make sure the workbook was saved after it was calculated.",
        row=row, column=column_letters(column), severity=Severity.NOTE, sheet=sheet.name,
    )  # fmt: skip
