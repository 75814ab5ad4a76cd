"""The sheets of our own layout as rows of plain values, each with its cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from uratibu.core.findings import Finding, Severity, Where
from uratibu.core.intake.grids import Brought, Cell, Grid
from uratibu.core.intake.sheet_scan import column_letters
from uratibu.core.plans import layout
from uratibu.core.plans.intake import cells
from uratibu.core.plans.intake.headings import folded_heading
from uratibu.core.plans.intake.model import fault
from uratibu.core.plans.known import Known
from uratibu.core.plans.layout import COMPULSORY, Column, Holds, Sheet

LOOKED_AT = 20
"""Rows in which the headings may stand."""
_LANGUAGE = re.compile(r"(.*?)\s*\((\w{2,3})\)\s*$", re.DOTALL)


@dataclass
class Row:
    """One row: what it says by key, the cell of each key, and whether anything was wrong."""

    said: dict[str, object]
    where: Where
    cells: dict[str, Where] = field(default_factory=dict)
    is_faulty: bool = False


@dataclass(frozen=True)
class Table:
    """A sheet read. columns: the fields it has a column for."""

    rows: tuple[Row, ...]
    columns: frozenset[str]
    languages: frozenset[str]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class _Place:
    """A column of the grid: which it is, and the language of its texts."""

    index: int
    column: Column
    heading: str
    language: str = ""

    def where(self, base: Where, row: int, value: str = "") -> Where:
        name = f"{column_letters(self.index)} {self.heading}"
        return Where(base.file, base.sheet, row, name, value=value[:80])


def sheets_in(brought: Brought) -> dict[str, Grid]:
    """The sheets of the layout by their keys; other sheets are left out."""
    names = {
        folded_heading(name): sheet.key
        for sheet in (layout.PLAN, *layout.ROWS)
        for name in (sheet.key, *(word for _, word in sheet.title.texts))
    }
    found: dict[str, Grid] = {}
    for grid in brought.grids:
        key = names.get(folded_heading(grid.name))
        if key and key not in found:
            found[key] = grid
    return found


def open_sheet(grid: Grid, sheet: Sheet, file: str, known: Known) -> Table:
    """The rows of a sheet under its headings."""
    base = Where(file, grid.name)
    header, places = _headings(grid, sheet)
    findings = list(_strange_columns(grid, header, places, base))
    columns = frozenset(place.column.key for place in places)
    missing = [key for key in COMPULSORY[sheet.key] if key not in columns]
    for key in missing:
        title = sheet.column(key).title()
        findings.append(
            fault(
                base, "column-missing", f"The sheet {grid.name} has no column {title}.",
                f"Add a column with the heading {title}.",
            )
        )  # fmt: skip
    reader = _Reader(sheet, places, base, known, findings)
    rows = [] if missing else reader.rows(grid, header)
    languages = frozenset(place.language for place in places if place.language)
    return Table(tuple(rows), columns, languages, tuple(findings))


def _headings(grid: Grid, sheet: Sheet) -> tuple[int, list[_Place]]:
    """The row of the headings and what each column is; (0, []) where none is known."""
    best: tuple[int, list[_Place]] = (0, [])
    for number, row in enumerate(grid.rows[:LOOKED_AT], start=1):
        found: list[_Place] = []
        for index, cell in enumerate(row, start=1):
            place = _place(index, str(cell), sheet)
            if place and all((p.column, p.language) != (place.column, place.language)
                             for p in found):  # fmt: skip
                found.append(place)
        if len(found) > len(best[1]):
            best = number, found
    return best


def _place(index: int, heading: str, sheet: Sheet) -> _Place | None:
    for written, language in _written(heading):
        for column in sheet.columns:
            words = (column.key, *(word for _, word in column.title.texts))
            if folded_heading(written) in {folded_heading(word) for word in words}:
                is_label = column.holds is Holds.LABEL
                return _Place(index, column, heading.strip(), (language or "en") * is_label)
    return None


def _written(heading: str) -> list[tuple[str, str]]:
    """A heading as it is, and without the language in brackets after it."""
    found = _LANGUAGE.fullmatch(heading.strip())
    plain = [(heading, "")]
    return [*plain, (found[1], found[2].casefold())] if found else plain


def _strange_columns(
    grid: Grid, header: int, places: list[_Place], base: Where
) -> list[Finding]:  # fmt: skip
    known = {place.index for place in places}
    found = []
    for index, cell in enumerate(grid.rows[header - 1] if header else (), start=1):
        has_cells = any(row[index - 1] != "" for row in grid.rows[header:])
        if index not in known and (cell != "" or has_cells):
            where = Where(base.file, base.sheet, header, f"{column_letters(index)} {cell}")
            found.append(
                fault(
                    where, "column-not-read", f"The column {cell or column_letters(index)} is none "
                    "of this layout, or stands twice, and is not read.",
                    "Give it a heading of this layout, or delete it.", severity=Severity.WARNING,
                )
            )  # fmt: skip
    return found


@dataclass(frozen=True)
class _Reader:
    """Reads the rows of one sheet; what is wrong goes into `findings`."""

    sheet: Sheet
    places: list[_Place]
    base: Where
    known: Known
    findings: list[Finding]

    def rows(self, grid: Grid, header: int) -> list[Row]:
        """Every row below the headings that says something."""
        found = []
        for number, line in enumerate(grid.rows[header:], start=header + 1):
            if any(cell != "" for cell in line):
                row = Row({}, Where(self.base.file, self.base.sheet, number))
                for place in self.places:
                    self._cell(row, place, line[place.index - 1])
                self._missing(row)
                found.append(row)
        return found

    def _cell(self, row: Row, place: _Place, cell: Cell) -> None:
        where = place.where(row.where, row.where.row, cells.text_of(cell))
        key = place.column.key
        row.cells.setdefault(key, where)
        try:
            value = cells.read(cell, place.column, self.known)
        except cells.Unreadable as wrong:
            row.is_faulty = True
            self.findings.append(fault(where, wrong.rule, wrong.message, wrong.remedy))
            return
        if value is None:
            return
        if place.language:
            before = row.said.get(key)
            texts = before if isinstance(before, Mapping) else {}
            row.said[key] = {**texts, place.language: value}
        else:
            row.said[key] = value

    def _missing(self, row: Row) -> None:
        if row.is_faulty:
            return
        for key in COMPULSORY[self.sheet.key]:
            if key not in row.said:
                row.is_faulty = True
                place = next(p for p in self.places if p.column.key == key)
                where = place.where(row.where, row.where.row)
                message = f"The cell under {place.heading} is empty."
                remedy = "Fill it in, or delete the whole row."
                self.findings.append(fault(where, "cell-missing", message, remedy))
