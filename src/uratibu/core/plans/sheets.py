"""A list of a plan for other programs: CSV, and XLSX with frozen headings."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO

import xlsxwriter

FORMULA = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 60


@dataclass(frozen=True)
class Sheet:
    """Rows of text under headings. sample: words that mark a sample in every file, "" for none."""

    title: str
    sample: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def as_csv(sheet: Sheet) -> str:
    """UTF-8 text with a mark at its start, so that office programs read it as such.

    A text that looks like a formula is made harmless. A sample has a last column saying so.
    """
    written = StringIO()
    table = csv.writer(written)
    sample = (sheet.sample,) if sheet.sample else ()
    table.writerow([*sheet.heads, *sample])
    table.writerows([*map(harmless, row), *sample] for row in sheet.rows)
    return "\ufeff" + written.getvalue()


def as_xlsx(sheet: Sheet) -> bytes:
    """A workbook of one sheet: the title, then headings that stay, then the rows as text."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    page = book.add_worksheet("1")
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    title = f"{sheet.title} ({sheet.sample})" if sheet.sample else sheet.title
    page.write_string(0, 0, title, bold)
    for column, head in enumerate(sheet.heads):
        page.write_string(2, column, head, bold)
        page.set_column(column, column, _width(sheet.rows, column, head), wrap)
    for number, row in enumerate(sheet.rows, 3):
        for column, text in enumerate(row):
            page.write_string(number, column, text)
    page.freeze_panes(3, 0)
    page.autofilter(2, 0, max(2, 2 + len(sheet.rows)), len(sheet.heads) - 1)
    book.close()
    return out.getvalue()


def harmless(text: str) -> str:
    """A text that no program takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _width(rows: Sequence[tuple[str, ...]], column: int, head: str) -> int:
    return min(WIDEST, max([len(head), *(len(row[column]) for row in rows)]) + 2)
