"""The rows of a sheet: found by their keys, compared with what they should say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from uratibu.core.findings import Finding, Severity, Where
from uratibu.core.intake.grids import Cell, Grid
from uratibu.core.progress.typed import plain_text
from uratibu.core.progress.workbook.hidden import Bases
from uratibu.core.progress.workbook.layout import (
    FIRST_ROW,
    HEADING_ROW,
    Base,
    Filled,
    Sheet,
    fingerprint,
    labels_of,
)
from uratibu.core.progress.workbook.rules import finding

LOOKED_FOR = 12
"""Rows in which headings that moved are looked for."""


@dataclass(frozen=True)
class Row:
    """One row with a known key. raw: its cells as they are; texts: the same as text."""

    number: int
    key: str
    raw: Mapping[str, Cell] = field(default_factory=dict)
    is_faulty: bool = False

    @property
    def texts(self) -> dict[str, str]:
        """The cells as text."""
        return {name: text_of(cell) for name, cell in self.raw.items()}


def text_of(cell: Cell) -> str:
    """A cell as text; a number without an exponent."""
    return plain_text(cell) if isinstance(cell, Decimal) else str(cell).strip()


def heading_faults(grid: Grid, sheet: Sheet, language: str, file: str) -> tuple[Finding, ...]:
    """Where the headings are not what they should be. One fault is enough to stop reading."""
    wanted = [column.heading(language) for column in sheet.columns]
    title = sheet.title(language)
    for number, text in enumerate(wanted, start=1):
        found = text_of(grid.at(HEADING_ROW, number))
        if found == text:
            continue
        moved = _row_of(grid, wanted)
        if moved:
            at = Where(file=file, sheet=title, row=moved, column="A")
            return (finding("heading-row", at, language, expected=HEADING_ROW),)
        letter = chr(ord("A") + number - 1)
        at = Where(file=file, sheet=title, row=HEADING_ROW, column=letter, value=found)
        return (finding("heading", at, language, expected=text),)
    further = len(wanted) + 1
    extra = text_of(grid.at(HEADING_ROW, further))
    if extra:
        letter = chr(ord("A") + further - 1)
        at = Where(file=file, sheet=title, row=HEADING_ROW, column=letter, value=extra)
        return (finding("heading", at, language, expected=""),)
    return ()


def rows_of(
    grid: Grid, sheet: Sheet, expected: Filled, *, bases: Bases, file: str
) -> tuple[list[Row], list[Finding]]:  # fmt: skip
    """The rows of a sheet that answer what is asked, and what is wrong with the others."""
    wanted = expected.rows[sheet.name]
    language, title = expected.language, sheet.title(expected.language)
    found: list[Finding] = list(_merged(grid, title, language, file))
    rows: dict[str, Row] = {}
    order = {key: FIRST_ROW + n for n, key in enumerate(wanted)}
    for number in range(FIRST_ROW, len(grid.rows) + 1):
        raw = {c.name: grid.at(number, n) for n, c in enumerate(sheet.columns, start=1)}
        if not any(text_of(cell) for cell in grid.rows[number - 1]):
            continue
        key = text_of(raw["key"])
        at = Where(file=file, sheet=title, row=number, column="A", value=key)
        if key not in wanted or key in rows:
            found.append(finding(_unread(key, rows, bases), at, language))
            continue
        faults = list(_labels(raw, sheet, wanted[key], at, language))
        if _is_as_filled(raw, sheet, bases.get(key)):
            faults = []
        found += faults
        rows[key] = Row(number, key, raw, is_faulty=bool(faults))
        if number != order[key] and not faults:
            found.append(finding("row-moved", at, language))
    for key in wanted:
        if key not in rows and key in bases:
            at = Where(file=file, sheet=title, row=order[key], column="A", value=key)
            found.append(finding("row-missing", at, language))
    return list(rows.values()), _without_idle_moves(found)


def _unread(key: str, rows: Mapping[str, Row], bases: Bases) -> str:
    """The rule that says why a row is not read."""
    if not key:
        return "row-without-key"
    if key in rows:
        return "row-twice"
    return "row-gone" if key in bases else "row-unknown"


def _is_as_filled(raw: Mapping[str, Cell], sheet: Sheet, base: Base | None) -> bool:
    """Whether the labels are those the row was filled with; the plan may have changed since."""
    texts = {name: text_of(cell) for name, cell in raw.items()}
    return base is not None and fingerprint(labels_of(texts, sheet)) == base[2]


def _without_idle_moves(found: list[Finding]) -> list[Finding]:
    """Rows under one that was added or deleted did not move by anybody's will."""
    shifted = {"returns/row-missing", "returns/row-unknown", "returns/row-without-key",
               "returns/row-twice"}  # fmt: skip
    sheets = {each.where.sheet for each in found if each.rule in shifted}
    return [e for e in found if e.rule != "returns/row-moved" or e.where.sheet not in sheets]


def _labels(
    raw: Mapping[str, Cell], sheet: Sheet, wanted: Mapping[str, str], at: Where, language: str
) -> Iterator[Finding]:
    """Cells that are not for answers and say something else than they should."""
    for column in sheet.columns:
        text = text_of(raw[column.name])
        expected = " ".join(wanted.get(column.name, "").split())
        if column.is_answer or column.name == "key" or " ".join(text.split()) == expected:
            continue
        place = Where(
            file=at.file, sheet=at.sheet, row=at.row, column=sheet.letter(column.name), value=text
        )
        yield finding("label-changed", place, language, expected=wanted.get(column.name, ""))


def _merged(grid: Grid, title: str, language: str, file: str) -> Iterator[Finding]:
    for row, column, last, _right in grid.merged:
        if last >= FIRST_ROW:
            letter = chr(ord("A") + min(column, 26) - 1)
            at = Where(file=file, sheet=title, row=row, column=letter)
            yield finding("merged-cells", at, language)


def _row_of(grid: Grid, wanted: list[str]) -> int:
    """The row in which all headings stand, 0 where there is none."""
    for number in range(1, min(len(grid.rows), LOOKED_FOR) + 1):
        if [text_of(grid.at(number, n)) for n in range(1, len(wanted) + 1)] == wanted:
            return number
    return 0


def is_error(found: Finding) -> bool:
    """Whether a finding rejects what it points at."""
    return found.severity is Severity.ERROR
