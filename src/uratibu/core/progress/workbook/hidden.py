"""The hidden sheet: whose workbook it is, and from which versions it was filled."""

from __future__ import annotations

from collections.abc import Mapping

from uratibu.core.findings import Finding, Where
from uratibu.core.intake.grids import Grid
from uratibu.core.progress.workbook.layout import HIDDEN, Base, Filled, checksum
from uratibu.core.progress.workbook.rules import finding

Bases = Mapping[str, Base]
"""What each row was filled from, by its key."""

CELLS_OF_A_BASE = 3
CHECKED = ("template", "plan", "period", "institution")


def language_of(grid: Grid | None, known: tuple[str, ...]) -> str:
    """The language a workbook was filled in; the first known one where it does not say."""
    rows = grid.rows[:10] if grid is not None else ()
    said = {str(row[0]): str(row[1]) for row in rows if len(row) > 1}
    return said["language"] if said.get("language") in known else known[0]


def read_hidden(
    grid: Grid | None, expected: Filled, file: str
) -> tuple[Bases, tuple[Finding, ...]]:  # fmt: skip
    """The bases of a workbook, or why it is not the workbook of this return."""
    language = expected.language
    place = Where(file=file, sheet=HIDDEN)
    if grid is None:
        return {}, (finding("no-template", place, language),)
    texts = [[str(cell) for cell in row] for row in grid.rows]
    count = len(expected.identity) + 1
    facts = {row[0]: row[1] for row in texts[:count] if len(row) > 1}
    for row, name in enumerate(expected.identity, start=1):
        if name in CHECKED and facts.get(name) != expected.identity[name]:
            rule = f"other-{name}"
            at = Where(file=file, sheet=HIDDEN, row=row, column="B", value=facts.get(name, ""))
            return {}, (finding(rule, at, language),)
    bases = {
        row[0]: (int(row[1]), row[2], row[3])
        for row in texts[count:]
        if len(row) > CELLS_OF_A_BASE and row[0] and row[1].isascii() and row[1].isdecimal()
    }
    identity = {name: facts.get(name, "") for name in expected.identity}
    if facts.get("checksum") != checksum(identity, bases):
        at = Where(file=file, sheet=HIDDEN, row=count, column="B")
        return {}, (finding("checksum", at, language),)
    return bases, ()
