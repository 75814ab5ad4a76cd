"""Every table of a document as CSV, and all of them as one workbook; no row, no note is lost.

CSV is for machines: one row a figure, codes and words, the number in full, its state and source.
The workbook is for people: the tables as printed, with notes and source below each.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter

from uratibu.core.reports import words
from uratibu.core.reports.contents import register_tables_of, tables_of
from uratibu.core.reports.model import (
    Block,
    BoundFigure,
    Document,
    RegisterChart,
    RegisterTable,
    SourceComparison,
    TableBlock,
    WordTable,
)

_RISKY = ("=", "+", "-", "@", "\t", "\r")
_FACTS = ("value", "state", "quality", "unit", "figure-id", "dataset", "edition", "note")


@dataclass(frozen=True)
class Sheet:
    """A table as it goes into the workbook: cells are texts, or numbers where there is one."""

    name: str
    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str | Decimal, ...], ...]
    below: tuple[str, ...]
    decimals: int = 0


def csv_files(document: Document) -> dict[str, bytes]:
    """Each table of figures as a CSV file, by its name; UTF-8 with the mark that Excel wants."""
    own = {f"{t.anchor}.csv": _register_csv(t) for t in register_tables_of(document.blocks)}
    return own | {
        f"{block.anchor}.csv": _csv(block, document.language)
        for block in tables_of(document.blocks)
    }


def _csv(block: TableBlock, language: str) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    table = block.table
    titles = [title(language) for title in table.titles]
    heads = [
        f"{name}_label" if title == name else title
        for name, title in zip(table.columns, titles, strict=True)
    ]
    names = [words.word(name, language) for name in _FACTS]
    writer.writerow([*table.columns, *(_safe(head) for head in heads), *names])
    for figure in _figures(block):
        writer.writerow(_fields(block, figure, language))
    writer.writerow([])
    for line in (block.caption, *block.notes, block.source):
        writer.writerow([_safe(line)])
    return out.getvalue().encode("utf-8-sig")


def _fields(block: TableBlock, figure: BoundFigure, language: str) -> list[str]:
    columns = block.table.columns
    codes = dict(zip(columns, figure.key, strict=False)) | dict(figure.dimensions)
    codes |= {"period": figure.period, "area": figure.area}
    key = [codes.get(name, "_T") for name in columns]
    said = [_safe(block.table.label(n, c)(language)) for n, c in zip(columns, key, strict=True)]
    number = figure.value.number
    dataset, edition, _ = figure.editions[0]
    notes = next((cell.notes for cell in block.table.cells if cell.key == figure.key), ())
    return [
        *key, *said, "" if number is None else f"{number:f}", figure.value.state,
        figure.value.quality, figure.unit, figure.id, dataset, edition,
        _safe(" ".join(note(language) for note in notes)),
    ]  # fmt: skip


def _figures(block: TableBlock) -> Iterator[BoundFigure]:
    return (cell for row in block.rows for cell in row if isinstance(cell, BoundFigure))


def workbook(document: Document) -> bytes:
    """All tables as one XLSX: a list of contents, then a sheet a table."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}  # fmt: skip
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({
        "title": document.title, "subject": document.subtitle, "author": document.publisher,
        "comments": document.digest, "created": datetime.combine(document.as_of, time()),
    })  # fmt: skip
    looks = _looks(book)
    sheets = tuple(_sheets(document.blocks, document.language))
    _contents(book, looks, document, sheets)
    for sheet in sheets:
        _write(book, looks, sheet)
    book.close()
    return out.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    teal, line = "#0B5D5E", "#DCD8CE"
    return {
        "title": book.add_format({"bold": True, "font_size": 14, "font_color": "#083F42"}),
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2,
                                 "bottom_color": teal, "bg_color": "#EAF2F1"}),
        "text": book.add_format({"text_wrap": True, "valign": "top", "bottom": 1,
                                 "bottom_color": line}),
        "state": book.add_format({"align": "right", "valign": "top", "bottom": 1,
                                  "bottom_color": line}),
        "note": book.add_format({"text_wrap": True, "valign": "top", "font_color": "#4B5C5F"}),
        "link": book.add_format({"font_color": teal, "underline": 1}),
        **{f"n{d}": book.add_format({"num_format": "#,##0" + ("." + "0" * d if d else ""),
                                     "valign": "top", "bottom": 1, "bottom_color": line})
           for d in range(7)},
    }  # fmt: skip


def _sheets(blocks: tuple[Block, ...], language: str) -> Iterator[Sheet]:
    """The tables in reading order; the data of a chart follow where the chart stands."""
    for block in blocks:
        if isinstance(block, WordTable):
            name = f"{words.word('table', language)} {block.number}"
            yield Sheet(name, block.caption, block.headers, block.rows, block.notes)
        elif isinstance(block, SourceComparison):
            yield _comparison(block, language)
        for own in register_tables_of([block]):
            kind = "figure" if isinstance(block, RegisterChart) else "table"
            yield _register_sheet(own, f"{words.word(kind, language)} {own.number}")
        for table in tables_of([block]):
            kind = "figure" if table.anchor.startswith("figure-") else "table"
            yield _figures_sheet(table, f"{words.word(kind, language)} {table.number}")


def _register_sheet(block: RegisterTable, name: str) -> Sheet:
    rows = tuple(tuple(_register_cell(cell) for cell in row.cells) for row in block.rows)
    heads = tuple(column.header for column in block.columns)
    return Sheet(name, block.caption, heads, rows, (*block.notes, block.source))


def _register_cell(cell: str | BoundFigure) -> str | Decimal:
    if isinstance(cell, str) or cell.value.number is None:
        return cell if isinstance(cell, str) else cell.text
    is_number = cell.text.strip("\u2212-")[:1].isdigit()
    return cell.value.number if is_number else cell.text


def _register_csv(block: RegisterTable) -> bytes:
    """A table of the register as it is printed, with the id and source of each row."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["id", *(_safe(column.header) for column in block.columns), "source"])
    for row in block.rows:
        cells = (c if isinstance(c, str) else c.text for c in row.cells)
        writer.writerow([_safe(row.id), *(_safe(cell) for cell in cells), " ".join(row.refs)])
    writer.writerow([])
    for line in (block.caption, *block.notes, block.source):
        writer.writerow([_safe(line)])
    return out.getvalue().encode("utf-8-sig")


def _figures_sheet(block: TableBlock, name: str) -> Sheet:
    rows = tuple(tuple(_cell(block, cell) for cell in row) for row in block.rows)
    heads = tuple(column.header for column in block.columns)
    return Sheet(name, block.caption, heads, rows, (*block.notes, block.source), block.decimals)


def _cell(block: TableBlock, cell: str | BoundFigure) -> str | Decimal:
    if isinstance(cell, str):
        return cell
    number = cell.value.number
    return cell.text if number is None else number.scaleb(-block.scale)


def _comparison(block: SourceComparison, language: str) -> Sheet:
    names = ("source-name", "value", "definition", "coverage", "reference", "method",
             "used-heading")  # fmt: skip
    rows = tuple(
        (s.name, s.figure.value.number or s.figure.text, s.definition, s.coverage, s.reference,
         s.method, words.word("used" if s.is_used else "not-used", language))
        for s in block.sources
    )  # fmt: skip
    heads = tuple(words.word(name, language) for name in names)
    name = f"{words.word('table', language)} {block.number}"
    choice = f"{words.word('choice', language)}: {block.choice}"
    return Sheet(name, block.caption, heads, rows, (choice,))


def _contents(book: Any, looks: dict[str, Any], document: Document, sheets: Any) -> None:
    page = book.add_worksheet(words.word("contents", document.language))
    page.hide_gridlines(2)
    page.set_column(0, 0, 16)
    page.set_column(1, 1, 100)
    page.write_string(0, 0, document.title, looks["title"])
    page.write_string(1, 0, document.subtitle)
    for row, sheet in enumerate(sheets, start=3):
        page.write_url(row, 0, f"internal:'{sheet.name}'!A1", looks["link"], sheet.name)
        page.write_string(row, 1, sheet.caption, looks["note"])
    row = len(sheets) + 4
    for offset, notice in enumerate((*document.notices, document.digest)):
        page.write_string(row + offset, 1, notice, looks["note"])


def _write(book: Any, looks: dict[str, Any], sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.name[:31])
    page.hide_gridlines(2)
    page.write_string(0, 0, f"{sheet.name}. {sheet.caption}", looks["title"])
    for column, head in enumerate(sheet.headers):
        page.write_string(2, column, head, looks["head"])
        page.set_column(column, column, _width(sheet, column))
    for row, cells in enumerate(sheet.rows, start=3):
        for column, cell in enumerate(cells):
            _put(page, looks, (row, column), cell, sheet.decimals)
    for row, note in enumerate(sheet.below, start=4 + len(sheet.rows)):
        page.merge_range(row, 0, row, max(len(sheet.headers) - 1, 1), "", looks["note"])
        page.write_string(row, 0, note, looks["note"])
        page.set_row(row, 15 * (1 + len(note) // 90))
    page.freeze_panes(3, 1)
    page.repeat_rows(2)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _put(
    page: Any, looks: dict[str, Any], at: tuple[int, int], cell: str | Decimal, decimals: int
) -> None:
    if isinstance(cell, Decimal):
        page.write_number(*at, float(cell), looks[f"n{min(decimals, 6)}"])
    else:
        page.write_string(*at, cell, looks["state" if cell.startswith("[") else "text"])


def _width(sheet: Sheet, column: int) -> float:
    longest = max((len(str(row[column])) for row in sheet.rows), default=8)
    return max(11, min(44, longest + 2)) if column else max(18, min(48, longest + 2))


def _safe(text: str) -> str:
    """A text that no office program takes for a formula."""
    return f"'{text}" if text.startswith(_RISKY) else text
