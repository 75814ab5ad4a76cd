"""A table of progress for other programs: XLSX with true numbers and headings that stay, CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO, StringIO

import xlsxwriter

FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | Decimal | None
"""A text, a number, or nothing."""


@dataclass(frozen=True)
class Sheet:
    """Rows under headings. notes: lines above them: what it is, of which day, that it is a sample.

    kept: how many columns stay when one scrolls. widths: of the first columns, in characters.
    """

    title: str
    notes: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    kept: int = 1
    widths: tuple[int, ...] = ()


def as_csv(sheet: Sheet) -> str:
    """UTF-8 with a mark at its start; notes stand in lines that begin with #."""
    written = StringIO()
    table = csv.writer(written)
    table.writerows([f"# {note}"] for note in (sheet.title, *sheet.notes))
    table.writerow(sheet.heads)
    table.writerows([_plain(cell) for cell in row] for row in sheet.rows)
    return "\ufeff" + written.getvalue()


def as_xlsx(sheet: Sheet) -> bytes:
    """A workbook of one sheet, written row by row so that a large one takes little memory."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False})
    page = book.add_worksheet("1")
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    top = [sheet.title, *sheet.notes]
    page.freeze_panes(len(top) + 1, sheet.kept)
    for number, text in enumerate(top):
        page.write_string(number, 0, text, bold if number == 0 else None)
    for column, head in enumerate(sheet.heads):
        page.write_string(len(top), column, head, bold)
    for number, row in enumerate(sheet.rows, len(top) + 1):
        _write(page, number, row)
    page.autofilter(len(top), 0, len(top) + max(1, len(sheet.rows)), len(sheet.heads) - 1)
    book.close()
    return out.getvalue()


def _write(page: xlsxwriter.worksheet.Worksheet, number: int, row: Iterable[Cell]) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, str) and cell:
            page.write_string(number, column, cell)
        elif isinstance(cell, (int, Decimal)):
            page.write_number(number, column, float(cell))


def _plain(cell: Cell) -> str:
    """A text that no program takes for a formula, a number as it is."""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(FORMULA) else cell
    if cell is None:
        return ""
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)
