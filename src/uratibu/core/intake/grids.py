"""The tables of an XLSX workbook or a Word document, as grids of plain cells.

The file is looked at by `gate` and read in a child process; what it holds is not understood here.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from uratibu.core.findings import Finding, Where
from uratibu.core.intake import child, gate
from uratibu.core.intake.child import LIMITS, Limits
from uratibu.core.intake.faults import Faults
from uratibu.core.intake.sheet_scan import column_letters

Cell = str | Decimal | date
"""A text ("" is empty), a number or a day."""

WORKER = "uratibu.core.intake.grids_worker"
MOST_ANSWER_BYTES = 100_000_000


@dataclass(frozen=True)
class Grid:
    """One table: its name, its rows as they stand, and which cells are merged.

    name: of the sheet, or the words over a table of a document. rows: every row has the same
    number of cells; the first is row 1. merged: (first row, first column, last row, last column),
    from 1; only the first cell of such a block holds its text.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    is_hidden: bool = False

    def at(self, row: int, column: int) -> Cell:
        """The cell of a row and column, both from 1; "" outside the table."""
        if 0 < row <= len(self.rows) and 0 < column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return ""


@dataclass(frozen=True)
class Brought:
    """The tables of one file, in their order. kind: xlsx or docx, "" where it was neither."""

    file: str
    kind: str
    grids: tuple[Grid, ...] = ()


@dataclass(frozen=True)
class Order:
    """What a child is to read, and where it puts the tables."""

    path: Path
    into: Path
    room: str
    limits: Limits


def read_tables(
    path: Path, *, room: str, name: str = "", limits: Limits = LIMITS
) -> tuple[Brought, tuple[Finding, ...]]:
    """The tables of a file, and what is wrong with the file itself.

    room: whose rules the findings are named after. name: what the user calls the file.
    """
    shown = name or path.name
    faults = Faults(Where(file=shown), room=room)
    kind = _kind(path, faults)
    nothing = Brought(shown, "")
    if kind is None or not gate.inspect(path, faults, kind):
        return nothing, faults.findings()
    with tempfile.TemporaryDirectory(prefix="uratibu-intake-") as folder:
        into = Path(folder) / "tables.json"
        order = Order(path.absolute(), into, room, limits)
        answer, reason = child.run(WORKER, order, folder=Path(folder), limits=limits)
        if answer is None or (into.exists() and into.stat().st_size > MOST_ANSWER_BYTES):
            child.stopped(faults, reason or "memory", limits)
            return nothing, faults.findings()
        return _result(answer, into, Brought(shown, kind.ending.lower()), faults, limits)


def cell_address(row: int, column: int) -> str:
    """A cell as an office program names it: row 3, column 2 is B3."""
    return f"{column_letters(column)}{row}"


def _kind(path: Path, faults: Faults) -> gate.Kind | None:
    try:
        with path.open("rb") as file:
            first = file.read(8)
    except OSError as error:
        faults.add(
            faults.rule("no-file"), f"The file cannot be opened: {error.strerror}.",
            "Check the path.",
        )  # fmt: skip
        return None
    found = gate.kind_inside(path) if first.startswith(b"PK") else None
    if found is None:
        what = "empty" if not first else "neither an XLSX workbook nor a Word document (DOCX)"
        if first.startswith(b"\xd0\xcf\x11\xe0"):
            what = "an old Excel or Word file, or is encrypted"
        faults.add(
            faults.rule("other-content"), f"The file is {what}.",
            "Open it in an office program, and save it as XLSX or DOCX without a password.",
        )  # fmt: skip
    return found


def _result(
    answer: child.Answer, into: Path, read: Brought, faults: Faults, limits: Limits
) -> tuple[Brought, tuple[Finding, ...]]:
    try:
        listed = answer["findings"]
        findings = tuple(
            _named(child.finding_of(each), read.file)
            for each in (listed if isinstance(listed, list) else [])
        )
        plain = json.loads(into.read_text("utf-8")) if into.exists() else []
        grids = tuple(_grid(each) for each in plain)
    except (KeyError, TypeError, ValueError, ArithmeticError):
        child.stopped(faults, "crash", limits)
        return Brought(read.file, ""), faults.findings()
    return Brought(read.file, read.kind, grids), findings


def _named(finding: Finding, file: str) -> Finding:
    """A finding under the file's own name; on disk it may have another."""
    place = vars(finding.where) | {"file": file}
    said = finding
    return Finding(Where(**place), said.rule, said.severity, said.message, said.remedy)


def _grid(plain: Mapping[str, list[list[object]]]) -> Grid:
    merged = tuple((int(str(a)), int(str(b)), int(str(c)), int(str(d)))
                   for a, b, c, d in plain["merged"])  # fmt: skip
    rows = tuple(tuple(cell_of(cell) for cell in row) for row in plain["rows"])
    return Grid(str(plain["name"]), rows, merged, bool(plain["is_hidden"]))


def cell_of(plain: object) -> Cell:
    """A cell as the child writes it: a text, or {"n": number} or {"d": day}."""
    if isinstance(plain, dict):
        if "n" in plain:
            return Decimal(str(plain["n"]))
        return date.fromisoformat(str(plain["d"]))
    return str(plain)


def plain_of(cell: Cell) -> object:
    """A cell for `cell_of`."""
    if isinstance(cell, Decimal):
        return {"n": str(cell)}
    return {"d": cell.isoformat()} if isinstance(cell, date) else cell
