"""What a new edition changes: rows, codes and values, and the published figures it touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from uratibu.core.datasets.model import Observation
from uratibu.core.datasets.parquet import EXACT, trimmed
from uratibu.core.values import Value

Key = tuple[str, str, str, tuple[tuple[str, str], ...]]
MINOR_PERCENT = 1
"""A revision of at most this share of the old number is minor."""


class Weight(StrEnum):
    """How much a change means to whoever used the old value.

    major: a value that is gone or has another state, a sign that turned, or a revision of more
    than one percent. minor: what is new, what was revised less, a note or a quality.
    """

    MAJOR = "major"
    MINOR = "minor"


class ChangeKind(StrEnum):
    """What happened to a value between two editions."""

    ADDED = "added"
    REMOVED = "removed"
    REVISED = "revised"


@dataclass(frozen=True)
class Cell:
    """One value that changed. difference: new minus old, "" where one has no number."""

    kind: ChangeKind
    key: Key
    old: Value | None
    new: Value | None
    difference: str
    weight: Weight

    @property
    def indicator(self) -> str:
        """What is measured."""
        return self.key[0]


@dataclass(frozen=True)
class Codes:
    """Members of a dimension that one of the two editions has and the other has not."""

    indicator: str
    dimension: str
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True)
class Diff:
    """All that two editions differ in; `unchanged` counts the values that are the same."""

    cells: tuple[Cell, ...]
    codes: tuple[Codes, ...]
    unchanged: int

    def count(self, kind: ChangeKind, weight: Weight | None = None) -> int:
        """How many values of a kind (and weight) changed."""
        return sum(c.kind is kind and weight in (None, c.weight) for c in self.cells)


@dataclass(frozen=True)
class Figure:
    """A published figure: what it was computed from.

    filters: (dimension, codes) pairs; "area" and "period" are dimensions too; a dimension that is
    not named is not limited. indicators: () means any of the edition.
    """

    id: str
    dataset: str
    edition: str
    indicators: tuple[str, ...] = ()
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Touched:
    """A published figure whose ingredients changed, and how many of them."""

    figure: Figure
    cells: int
    weight: Weight


def compare(old: Iterable[Observation], new: Iterable[Observation]) -> Diff:
    """Compare two editions of a data set, cell by cell.

    Rows are matched by what they speak of, never by their place in the file.
    """
    before = {_key(o): o for o in old}
    after = {_key(o): o for o in new}
    cells: list[Cell] = []
    unchanged = 0
    for key in sorted(before.keys() | after.keys()):
        cell = _cell(key, before.get(key), after.get(key))
        if cell is None:
            unchanged += 1
        else:
            cells.append(cell)
    return Diff(tuple(cells), _codes(before, after), unchanged)


def touched_figures(figures: Iterable[Figure], changes: Diff) -> tuple[Touched, ...]:
    """The figures that rest on a cell that was revised, removed or added.

    An added cell counts too: a sum over all origins changes with a new origin. Figures of other
    data sets or editions are the caller's to leave out.
    """
    by_indicator: dict[str, list[Cell]] = {}
    for cell in changes.cells:
        by_indicator.setdefault(cell.indicator, []).append(cell)
    found = []
    for figure in figures:
        names = figure.indicators or tuple(by_indicator)
        cells = [c for name in names for c in by_indicator.get(name, ()) if _within(figure, c)]
        if cells:
            is_major = any(cell.weight is Weight.MAJOR for cell in cells)
            found.append(Touched(figure, len(cells), Weight.MAJOR if is_major else Weight.MINOR))
    return tuple(found)


def _key(o: Observation) -> Key:
    return (o.indicator, o.area, o.period, o.dimensions)


def _cell(key: Key, old: Observation | None, new: Observation | None) -> Cell | None:
    if old is None and new is not None:
        return Cell(ChangeKind.ADDED, key, None, new.value, "", Weight.MINOR)
    if new is None and old is not None:
        return Cell(ChangeKind.REMOVED, key, old.value, None, "", Weight.MAJOR)
    if old is None or new is None or (old.value, old.note) == (new.value, new.note):
        return None
    difference = _difference(old.value, new.value)
    return Cell(
        ChangeKind.REVISED, key, old.value, new.value, difference, _weight(old.value, new.value)
    )


def _difference(old: Value, new: Value) -> str:
    if old.number is None or new.number is None:
        return ""
    return format(trimmed(EXACT.subtract(new.number, old.number)), "f")


def _weight(old: Value, new: Value) -> Weight:
    if old.number is None or new.number is None:
        return Weight.MINOR if old.state is new.state else Weight.MAJOR
    change = abs(EXACT.subtract(new.number, old.number))
    is_small = change * 100 <= abs(old.number) * MINOR_PERCENT
    return Weight.MINOR if is_small else Weight.MAJOR


def _codes(before: dict[Key, Observation], after: dict[Key, Observation]) -> tuple[Codes, ...]:
    old, new = _members(before), _members(after)
    found = []
    for place in sorted(old.keys() | new.keys()):
        had, has = old.get(place, set()), new.get(place, set())
        if had != has:
            found.append(Codes(*place, tuple(sorted(has - had)), tuple(sorted(had - has))))
    return tuple(found)


def _members(keys: Iterable[Key]) -> dict[tuple[str, str], set[str]]:
    members: dict[tuple[str, str], set[str]] = {}
    for key in keys:
        for dimension, code in _pairs(key):
            members.setdefault((key[0], dimension), set()).add(code)
    return members


def _pairs(key: Key) -> Iterator[tuple[str, str]]:
    yield "area", key[1]
    yield "period", key[2]
    yield from key[3]


def _within(figure: Figure, cell: Cell) -> bool:
    codes = dict(_pairs(cell.key))
    return all(codes.get(name, "") in allowed for name, allowed in figure.filters)
