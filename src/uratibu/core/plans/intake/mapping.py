"""Which column of a brought table says what: found in its headings, or named by a person."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from uratibu.core.intake.grids import Cell, Grid
from uratibu.core.plans.intake import days
from uratibu.core.plans.intake.cells import text_of
from uratibu.core.plans.intake.headings import folded_heading
from uratibu.core.plans.intake.shapes import Shape, Shapes, shapes

LOOKED_AT = 40
"""Rows among which the headings are looked for."""
CLOSE = 88
"""Of 100: how like a heading must be to a known one."""
_YEAR_NUMBER = re.compile(r"\b(?:y|yr|year|mwaka(?: wa)?)\s*\.?\s*([1-9])\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:fy\s*)?\d{4}\s*[/\-\u2013]\s*\d{2,4}|\b(?:19|20)\d{2}\b", re.IGNORECASE)


@dataclass(frozen=True)
class Headings:
    """The headings of a table. first, last: rows they stand in; texts: one a column."""

    first: int
    last: int
    texts: tuple[str, ...]

    @property
    def signature(self) -> str:
        """The same for tables with the same headings."""
        said = "\n".join(folded_heading(text) for text in self.texts)
        return hashlib.sha256(said.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Mapping:
    """What each column says. columns: (column from 1, field) pairs; target:2025/26 has a period.

    table: number of the table in its file, from 0. shape: the named shape it follows, or "".
    language: of the texts in the table.
    """

    table: int
    headings: Headings
    columns: tuple[tuple[int, str], ...]
    shape: str = ""
    language: str = "en"

    def says(self, field: str) -> bool:
        """Whether any column holds a field, for all time or for a period."""
        return any(each.partition(":")[0] == field for _, each in self.columns)


def find_headings(grid: Grid) -> Headings | None:
    """Where the headings of a table stand; None where no row looks like headings."""
    known = shapes()
    best, row = 0, 0
    for number, cells in enumerate(grid.rows[:LOOKED_AT], start=1):
        found = {f for cell in cells if isinstance(cell, str) and (f := _meant(cell, known, None))}
        if len(found) > best:
            best, row = len(found), number
    if best < 2:
        return None
    last = _last_row(grid, row)
    texts = tuple(_stacked(grid, row, last, column) for column in range(1, len(grid.rows[0]) + 1))
    return Headings(row, last, texts)


def guess(grid: Grid, headings: Headings, *, table: int = 0, shape: Shape | None = None) -> Mapping:
    """The likeliest meaning of each column; a column that means nothing known is left out."""
    known = shapes()
    chosen = shape or likeliest_shape(headings)
    taken: set[str] = set()
    columns: list[tuple[int, str]] = []
    for number, text in enumerate(headings.texts, start=1):
        field = _meant(text, known, chosen)
        if field and field not in taken:
            taken.add(field)
            columns.append((number, field))
    return Mapping(
        table, headings, tuple(columns), chosen.id if chosen else "", language_of(headings)
    )


def likeliest_shape(headings: Headings) -> Shape | None:
    """The shape most of whose own headings stand in a table; None where none fits half."""
    scored = [(_fit(shape, headings), shape) for shape in shapes().shapes]
    best = max(scored, key=lambda pair: pair[0])
    return best[1] if best[0] >= 0.5 else None


def language_of(headings: Headings) -> str:
    """sw where more headings are Swahili than English, else en."""
    known = shapes()
    written = [folded_heading(text) for text in headings.texts if text]
    swahili = {word for field in known.fields.values() for word in field.swahili}
    english = {folded_heading(field.title("en")) for field in known.fields.values()}
    in_swahili = sum(text in swahili for text in written)
    return "sw" if in_swahili > sum(text in english for text in written) else "en"


def _fit(shape: Shape, headings: Headings) -> float:
    """How well a shape explains the headings: shared columns over all columns of both."""
    found = {f.partition(":")[0] for text in headings.texts if (f := _meant(text, shapes(), shape))}
    own = {field.partition(":")[0] for field in shape.columns}
    exact = sum(folded_heading(text) in shape.words for text in headings.texts)
    return len(found & own) / len(found | own) + exact / 100 if found else 0


def _meant(text: str, known: Shapes, shape: Shape | None) -> str:
    """The field that a heading means, with its period; "" where it means none that is known."""
    period = period_of(text)
    plain = _without_brackets(_YEAR.sub(" ", _YEAR_NUMBER.sub(" ", text)) if period else text)
    for candidate in dict.fromkeys((folded_heading(text), folded_heading(plain))):
        if shape and candidate in shape.words:
            return shape.words[candidate]
        for field in known.fields.values():
            if candidate in field.words | field.swahili:
                with_period = period and field.has_periods and candidate != folded_heading(text)
                return f"{field.id}:{period}" if with_period else field.id
    return _alike(folded_heading(plain), known, period)


def _alike(plain: str, known: Shapes, period: str) -> str:
    if len(plain) < 4 or len(plain) > 80:
        return ""
    scored = (
        (fuzz.ratio(plain, word), field)
        for field in known.fields.values()
        for word in field.words | field.swahili
        if len(word) > 3
    )
    score, field = max(scored, key=lambda pair: pair[0])
    if score < CLOSE:
        return ""
    return f"{field.id}:{period}" if period and field.has_periods else field.id


def period_of(text: str) -> str:
    """The period in a heading: 2025/26, 2025, or Y1 for the first year of the plan; else ""."""
    if found := _YEAR_NUMBER.search(text):
        return f"Y{found[1]}"
    if found := _YEAR.search(text):
        return days.period_code(found[0])
    return ""


def _without_brackets(text: str) -> str:
    plain = re.sub(r"\([^()]*\)|\[[^\]]*\]", " ", text)
    plain = re.sub(r"\b(kes|kshs?|usd|us\$|millions?|milioni)\b", " ", plain, flags=re.IGNORECASE)
    return re.sub(r"\bin\s*$", "", plain.strip(), flags=re.IGNORECASE)


def _last_row(grid: Grid, row: int) -> int:
    """The last row of headings: those under cells merged in the first, or a row of periods."""
    spread = [m for m in grid.merged if m[0] == row]
    last = max((m[2] for m in spread if m[1] == m[3] or m[2] > m[0]), default=row)
    if last == row and row < len(grid.rows):
        below = [text_of(cell) for cell in grid.rows[row] if cell != ""]
        periods = sum(bool(period_of(text)) and len(text) < 25 for text in below)
        is_wide = any(m[3] > m[1] for m in spread)
        parts = sum(folded_heading(text) in _PARTS for text in below)
        if (is_wide and periods + parts >= 1) or (periods >= 2 and periods * 2 >= len(below)):
            last = row + 1
    return min(last, row + 3)


_PARTS = frozenset({"lead", "support", "value", "year", "source", "target", "cost", "kiongozi",
                    "thamani", "mwaka", "chanzo", "shabaha", "gharama"})  # fmt: skip


def _stacked(grid: Grid, first: int, last: int, column: int) -> str:
    """The words over a column: of merged cells above it, then its own."""
    said: list[str] = []
    for row in range(first, last + 1):
        text = text_of(_covering(grid, row, column, first, last)).replace("\n", " ").strip()
        if text and text not in said:
            said.append(text)
    return " ".join(said)


def _covering(grid: Grid, row: int, column: int, first: int, last: int) -> Cell:
    """A heading cell, that of its merged block, or, over periods, the one to its left."""
    for top, left, bottom, right in grid.merged:
        if top <= row <= bottom and left <= column <= right:
            return grid.at(top, left)
    here = grid.at(row, column)
    if here == "" and row == first < last and period_of(text_of(grid.at(last, column))):
        return next((grid.at(row, c) for c in range(column, 0, -1) if grid.at(row, c) != ""), "")
    return here


def fields_offered() -> Iterator[str]:
    """Every field a person may choose for a column, in the order of the shapes' file."""
    return iter(shapes().fields)
