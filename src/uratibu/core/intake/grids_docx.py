"""The tables of a Word document as grids: what stands in the final text, with merged cells.

Source: ECMA-376 part 1, WordprocessingML: gridSpan, vMerge, ins and del.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from uratibu.core.intake.faults import Faults
from uratibu.core.intake.grids import Cell, Grid

MOST_CELLS = 300_000
MOST_COLUMNS = 200
NAME_LENGTH = 120
_BREAKS = {qn("w:br"), qn("w:cr")}
_GONE = {qn("w:del"), qn("w:moveFrom")}


class _TooLarge(Exception):
    """A table has more cells than are read."""


def read(path: Path, faults: Faults) -> tuple[Grid, ...]:
    """Every table of the document's body, named by the words that stand over it."""
    try:
        body = docx.Document(str(path)).element.body
        return tuple(_tables(body))
    except _TooLarge:
        faults.add(
            faults.rule("too-many-cells"), f"A table has more than {MOST_CELLS:,} cells.",
            "Split the table, or bring it as XLSX.",
        )  # fmt: skip
    except (OpcError, etree.LxmlError, zipfile.BadZipFile, KeyError, ValueError) as error:
        faults.add(
            faults.rule("damaged-file"), f"The document cannot be read: {str(error)[:200]}.",
            "Open it in an office program and save it as a new DOCX file.",
        )  # fmt: skip
    return ()


def _tables(body: Any) -> Iterator[Grid]:
    over, number = "", 0
    for child in body.iterchildren():
        if child.tag == qn("w:p"):
            over = _text(child) or over
        elif child.tag == qn("w:tbl"):
            number += 1
            name = over.replace("\n", " ")[:NAME_LENGTH].strip()
            yield _grid(child, f"{number}. {name}" if name else f"{number}.")
            over = ""
        elif child.tag == qn("w:sdt"):
            for content in child.iterchildren(qn("w:sdtContent")):
                for grid in _tables(content):
                    number += 1
                    name = grid.name.partition(".")[2].strip()
                    yield Grid(f"{number}. {name}", grid.rows, grid.merged)


def _grid(table: Any, name: str) -> Grid:
    rows: list[list[Cell]] = []
    blocks: list[tuple[int, int, int, int]] = []
    open_blocks: dict[int, tuple[int, int, int]] = {}
    cells = 0
    for number, row in enumerate(_rows(table), start=1):
        line: list[Cell] = [""] * _before(row)
        going: dict[int, tuple[int, int, int]] = {}
        for cell in row.iter(qn("w:tc")):
            if cell.getparent() is not row and not _is_in(cell, row):
                continue
            start, span = len(line) + 1, _span(cell)
            is_continued = _continues(cell) and start in open_blocks
            line.extend(["" if is_continued else _cell_text(cell), *[""] * (span - 1)])
            first = open_blocks[start] if is_continued else (number, start, start + span - 1)
            going[start] = first
            cells += span
            if cells > MOST_CELLS or len(line) > MOST_COLUMNS:
                raise _TooLarge
        blocks.extend(_closed(open_blocks, going, number))
        open_blocks = going
        rows.append(line)
    blocks.extend(_closed(open_blocks, {}, len(rows) + 1))
    width = max((len(row) for row in rows), default=0)
    padded = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
    return Grid(name, padded, tuple(sorted(blocks)))


def _closed(
    before: dict[int, tuple[int, int, int]], now: dict[int, tuple[int, int, int]], row: int
) -> Iterator[tuple[int, int, int, int]]:
    """Blocks of more than one cell that ended in the row above this one."""
    for start, (first, left, right) in before.items():
        if now.get(start) == (first, left, right):
            continue
        if first < row - 1 or left < right:
            yield first, left, row - 1, right


def _rows(table: Any) -> Iterator[Any]:
    for child in table.iterchildren(qn("w:tr"), qn("w:sdt")):
        if child.tag == qn("w:tr"):
            if not child.findall(f"{qn('w:trPr')}/{qn('w:del')}"):
                yield child
        else:
            for content in child.iterchildren(qn("w:sdtContent")):
                yield from _rows(content)


def _is_in(cell: Any, row: Any) -> bool:
    """Whether a cell is one of this row, inside a content control, not of a table in a cell."""
    here = cell.getparent()
    while here is not row:
        if here.tag == qn("w:tc"):
            return False
        here = here.getparent()
    return True


def _before(row: Any) -> int:
    """Cells left out at the start of a row."""
    found = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    return min(int(found.get(qn("w:val"), "0")), MOST_COLUMNS) if found is not None else 0


def _span(cell: Any) -> int:
    found = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return max(1, min(int(found.get(qn("w:val"), "1")), MOST_COLUMNS)) if found is not None else 1


def _continues(cell: Any) -> bool:
    found = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return found is not None and found.get(qn("w:val"), "continue") == "continue"


def _cell_text(cell: Any) -> str:
    lines = (_text(paragraph) for paragraph in cell.iter(qn("w:p")))
    return "\n".join(line for line in lines if line)


def _text(paragraph: Any) -> str:
    """The words of a paragraph as they read once tracked changes are taken."""
    said: list[str] = []
    for part in paragraph.iter(qn("w:t"), qn("w:tab"), *_BREAKS):
        if any(above.tag in _GONE for above in part.iterancestors()):
            continue
        if part.tag == qn("w:t"):
            said.append(part.text or "")
        elif part.getparent().tag == qn("w:r"):
            said.append("\n" if part.tag in _BREAKS else " ")
    return "\n".join(" ".join(line.split()) for line in "".join(said).split("\n")).strip()
