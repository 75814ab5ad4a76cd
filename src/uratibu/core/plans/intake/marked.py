"""The file that was brought, back with its faulty cells coloured and a note on each.

Made in a child process, like every reading of a stranger's file. What a person wrote stays as it
is; words of ours are notes and texts, never formulas.
"""

from __future__ import annotations

import pickle
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import docx
import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

from uratibu.core.findings import Finding, Refused, Severity, Where
from uratibu.core.intake import child
from uratibu.core.intake.child import LIMITS, Limits
from uratibu.core.intake.faults import Faults
from uratibu.core.plans.words import both

WORKER = "uratibu.core.plans.intake.marked"
SHEET = both("Findings", "Yaliyobainika")
HEADS = (
    both("Severity", "Uzito"), both("Sheet", "Karatasi"), both("Row", "Mstari"),
    both("Column", "Safu"), both("Value", "Thamani"), both("What is wrong", "Kosa"),
    both("What to do", "La kufanya"), both("Rule", "Kanuni"),
)  # fmt: skip
SEVERITIES = {
    Severity.ERROR: both("Error", "Kosa"), Severity.WARNING: both("Warning", "Onyo"),
    Severity.NOTE: both("Note", "Dokezo"),
}  # fmt: skip
_COLOURS = {Severity.ERROR: "FFF4C7C3", Severity.WARNING: "FFFBE3B5", Severity.NOTE: "FFDDE9F0"}
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_NAMES = 31
"""Letters that the name of a sheet may have."""


@dataclass(frozen=True)
class Order:
    """What a child is to mark, with what, and where it puts the result."""

    path: Path
    into: Path
    kind: str
    findings: tuple[Finding, ...]
    language: str
    limits: Limits


def marked(
    path: Path, kind: str, findings: Iterable[Finding], *, language: str = "en",
    limits: Limits = LIMITS,
) -> bytes:  # fmt: skip
    """A copy of an XLSX or DOCX file with its findings. Raises Refused where it cannot be made.

    In a workbook the cells are coloured and carry notes, and a last sheet lists everything; a
    Word document gets the list as a table at its end.
    """
    with tempfile.TemporaryDirectory(prefix="uratibu-marked-") as folder:
        into = Path(folder) / f"marked.{kind}"
        order = Order(path.absolute(), into, kind, tuple(findings), language, limits)
        answer, reason = child.run(WORKER, order, folder=Path(folder), limits=limits)
        if answer is None or not into.exists():
            faults = Faults(Where(path.name), room="plans")
            child.stopped(faults, reason or "crash", limits)
            raise Refused(faults.findings())
        return into.read_bytes()


def work(order: Order, out: BinaryIO) -> int:
    """Mark the file of an order; returns the exit code."""
    child.limit_self(order.limits)
    try:
        (_mark_docx if order.kind == "docx" else _mark_xlsx)(order)
    except MemoryError:
        return child.NO_MEMORY
    child.say(out, {"marked": True})
    return 0


def _mark_xlsx(order: Order) -> None:
    book = openpyxl.load_workbook(order.path)
    at: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for each in order.findings:
        if each.where.sheet in book.sheetnames and each.where.row:
            column = each.where.column.partition(" ")[0] or "A"
            at[each.where.sheet, f"{column}{each.where.row}"].append(each)
    for (sheet, address), found in at.items():
        worst = min(found, key=lambda f: _RANK[f.severity]).severity
        cell = _first_of_merged(book[sheet], address)
        cell.fill = PatternFill("solid", fgColor=_COLOURS[worst])
        words = "\n".join(
            f"{SEVERITIES[f.severity](order.language)}: {f.message} {f.remedy}" for f in found
        )
        cell.comment = Comment(words[:2000], "Uratibu", height=120, width=320)
    _list_sheet(book, order)
    book.save(order.into)


def _first_of_merged(sheet: openpyxl.worksheet.worksheet.Worksheet, address: str) -> Any:
    """The cell, or the first of the merged block it lies in: only that one can be marked."""
    for block in sheet.merged_cells.ranges:
        if address in block:
            return sheet.cell(block.min_row, block.min_col)
    return sheet[address]


def _list_sheet(book: openpyxl.Workbook, order: Order) -> None:
    name, number = SHEET(order.language)[:_NAMES], 2
    while name in book.sheetnames:
        name, number = f"{SHEET(order.language)} {number}", number + 1
    sheet = book.create_sheet(name)
    for row, texts in enumerate(_lines(order), start=1):
        for column, text in enumerate(texts, start=1):
            cell: Any = sheet.cell(row, column)
            cell.value = text
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if row == 1:
                cell.font = Font(bold=True)
    for letter, width in zip("ABCDEFGH", (10, 16, 8, 24, 24, 60, 60, 28), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"


def _mark_docx(order: Order) -> None:
    document: Any = docx.Document(str(order.path))
    document.add_page_break()
    document.add_paragraph(SHEET(order.language)).runs[0].bold = True
    lines = list(_lines(order))
    table = document.add_table(rows=len(lines), cols=len(HEADS))
    for row, texts in zip(table.rows, lines, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    document.save(str(order.into))


def _lines(order: Order) -> Iterable[tuple[str, ...]]:
    yield tuple(head(order.language) for head in HEADS)
    for each in sorted(order.findings, key=lambda f: _RANK[f.severity]):
        where = each.where
        yield (
            SEVERITIES[each.severity](order.language), where.sheet, str(where.row or ""),
            where.column, where.value, each.message, each.remedy, each.rule,
        )  # fmt: skip


if __name__ == "__main__":
    sys.exit(work(pickle.load(sys.stdin.buffer), sys.stdout.buffer))  # noqa: S301 - from the parent
