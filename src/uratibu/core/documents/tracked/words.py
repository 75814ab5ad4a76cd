"""The way from one list of pieces to another: kept, deleted, inserted; as a person marks it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from uratibu.core.documents.tracked.align import common
from uratibu.core.documents.tracked.pieces import Piece


class State(StrEnum):
    """What became of a piece. Kept pieces may differ in formatting."""

    KEPT = "kept"
    DELETED = "del"
    INSERTED = "ins"
    MOVED_FROM = "moveFrom"
    MOVED_TO = "moveTo"


@dataclass(frozen=True, slots=True)
class Item:
    """One piece in the text that holds both versions; old or new is None where it is not there."""

    state: State
    old: Piece | None
    new: Piece | None

    @property
    def piece(self) -> Piece:
        """The piece that is written."""
        piece = self.new or self.old
        if piece is None:
            raise ValueError("an item holds a piece of the old text, of the new one, or of both")
        return piece


def compare(old: Sequence[Piece], new: Sequence[Piece], *, ends: bool = True) -> list[Item]:
    """The items from old to new. ends: both end with a mark, and that mark is kept.

    Kept words that stand alone between greater changes are given up: they are there by chance.
    """
    if ends:
        end = last(old[-1], new[-1])
        old, new = old[:-1], new[:-1]
    pairs = common([piece.key for piece in old], [piece.key for piece in new])
    pairs = _telling(pairs, old, new)
    items: list[Item] = []
    i = j = 0
    for a, b in [*pairs, (len(old), len(new))]:
        items += deleted(old[i:a])
        items += inserted(new[j:b])
        if a < len(old):
            items.append(Item(State.KEPT, old[a], new[b]))
        i, j = a + 1, b + 1
    return [*items, *end] if ends else items


def deleted(pieces: Sequence[Piece], state: State = State.DELETED) -> list[Item]:
    """Pieces that are only in the old text."""
    return [Item(state, piece, None) for piece in pieces]


def inserted(pieces: Sequence[Piece], state: State = State.INSERTED) -> list[Item]:
    """Pieces that are only in the new text."""
    return [Item(state, None, piece) for piece in pieces]


def replaced(old: Sequence[Piece], new: Sequence[Piece]) -> list[Item]:
    """All words of one paragraph for all of another; the mark is kept."""
    return [*deleted(old[:-1]), *inserted(new[:-1]), *last(old[-1], new[-1])]


def last(old: Piece, new: Piece) -> list[Item]:
    """The marks at the end: one that is kept; or, where only one ends a section, two."""
    if old.key == new.key:
        return [Item(State.KEPT, old, new)]
    return [Item(State.DELETED, old, None), Item(State.INSERTED, None, new)]


def _telling(
    pairs: list[tuple[int, int]], old: Sequence[Piece], new: Sequence[Piece]
) -> list[tuple[int, int]]:
    """The pairs without islands that say less than what changes on both sides of them."""
    runs = _runs(pairs)
    while True:
        kept = [run for place, run in enumerate(runs) if not _is_chance(place, runs, old, new)]
        if len(kept) == len(runs):
            return [pair for run in runs for pair in run]
        runs = kept


def _runs(pairs: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    runs: list[list[tuple[int, int]]] = []
    for pair in pairs:
        if runs and runs[-1][-1] == (pair[0] - 1, pair[1] - 1):
            runs[-1].append(pair)
        else:
            runs.append([pair])
    return runs


def _is_chance(
    place: int, runs: list[list[tuple[int, int]]], old: Sequence[Piece], new: Sequence[Piece]
) -> bool:
    run = runs[place]
    if any(old[i].kind != "text" for i, _ in run):
        return False
    said = sum(_weight(old[i]) for i, _ in run)
    start = runs[place - 1][-1] if place else (-1, -1)
    stop = runs[place + 1][0] if place + 1 < len(runs) else (len(old), len(new))
    before = _change(old[start[0] + 1 : run[0][0]], new[start[1] + 1 : run[0][1]])
    after = _change(old[run[-1][0] + 1 : stop[0]], new[run[-1][1] + 1 : stop[1]])
    return said <= before and said <= after


def _change(old: Sequence[Piece], new: Sequence[Piece]) -> float:
    return max(sum(map(_weight, old)), sum(map(_weight, new)))


def _weight(piece: Piece) -> float:
    """Letters count, spaces and signs hardly."""
    if piece.kind != "text":
        return 3.0
    return float(len(piece.text)) if piece.text.isalnum() else 0.25
