"""Which of two sequences of blocks belong together: the same, edited, moved, split, joined.

First the longest common sequence of equal blocks, then, in each gap between them, the pairing with
the greatest likeness in order; what is left over and equal elsewhere has moved. Deterministic; a
gap that is too wide for all pairs looks only at blocks that share rare words.
Source: Myers, An O(ND) difference algorithm (1986); Hyyrö, bit-parallel LCS (2004).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, LCSseq

PAIRED = 0.5
"""Blocks that share half of their words are one block, edited."""
MOVED = 0.9
SHORTEST_MOVE = 4
"""Fewer words that stand elsewhere have not moved: such lines are often said twice."""
WIDEST_GAP = 40_000
"""Pairs of blocks in a gap that are all compared; beyond, rare words decide."""
RARE = 6


@dataclass(frozen=True, slots=True)
class Unit:
    """What is aligned: key is equal only for the same; kind must be equal to pair at all.

    sketch: one letter a word, so that likeness is that of two strings.
    """

    key: Hashable
    kind: Hashable
    sketch: str
    may_move: bool = False
    least: float = PAIRED


@dataclass(frozen=True, slots=True)
class Step:
    """A place of the old sequence, of the new one, or both; None where it has none."""

    old: int | None
    new: int | None


class Sketches:
    """Gives each word a letter of its own."""

    def __init__(self) -> None:
        self._letters: dict[str, str] = {}

    def of(self, text: str) -> str:
        """The words of a text, case and spaces apart, one letter each."""
        letters = self._letters
        return "".join(
            letters.setdefault(word, _letter(len(letters))) for word in text.casefold().split()
        )


def likeness(one: str, other: str, *, least: float = 0.0) -> float:
    """How much two sketches share, from 0 to 1; 0 where it is under the least."""
    return float(Indel.normalized_similarity(one, other, score_cutoff=least))


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The places of the longest common sequence, in order."""
    start, stop = 0, 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    while stop < min(len(old), len(new)) - start and old[-1 - stop] == new[-1 - stop]:
        stop += 1
    numbers: dict[Hashable, int] = {}
    inner = [
        [numbers.setdefault(key, len(numbers)) for key in keys[start : len(keys) - stop]]
        for keys in (old, new)
    ]
    found = [(place, place) for place in range(start)]
    for block in LCSseq.opcodes(*inner) if all(inner) else ():
        if block.tag == "equal":
            found += [
                (start + block.src_start + n, start + block.dest_start + n)
                for n in range(block.src_end - block.src_start)
            ]
    tail = range(stop, 0, -1)
    return found + [(len(old) - place, len(new) - place) for place in tail]


def align(old: Sequence[Unit], new: Sequence[Unit]) -> list[Step]:
    """Every unit of both sequences once; deletions stand before insertions of the same gap."""
    telling = [
        [place for place, unit in enumerate(units) if unit.sketch] for units in (old, new)
    ]  # fmt: skip
    keys = [
        [units[place].key for place in places]
        for units, places in zip((old, new), telling, strict=True)
    ]
    anchors = [(telling[0][i], telling[1][j]) for i, j in common(*keys)]
    pairs: list[tuple[int, int]] = []
    before = (-1, -1)
    for anchor in [*anchors, (len(old), len(new))]:
        pairs += _gap(old, new, (before[0] + 1, anchor[0]), (before[1] + 1, anchor[1]))
        pairs.append(anchor)
        before = anchor
    return _steps(pairs[:-1], len(old), len(new))


def moves(old: Sequence[Unit], new: Sequence[Unit], steps: Sequence[Step]) -> dict[int, int]:
    """The new place of every unit that was taken away here and stands elsewhere."""
    gone = [step.old for step in steps if step.new is None and step.old is not None]
    come = [step.new for step in steps if step.old is None and step.new is not None]
    places: dict[str, list[int]] = defaultdict(list)
    for place in come:
        if new[place].may_move and len(new[place].sketch) >= SHORTEST_MOVE:
            places[new[place].sketch].append(place)
    found: dict[int, int] = {}
    for place in gone:
        if old[place].may_move and places.get(old[place].sketch):
            found[place] = places[old[place].sketch].pop(0)
    taken = set(found.values())
    rest = [place for place in gone if place not in found and old[place].may_move]
    left = [place for place in come if place not in taken and new[place].may_move]
    for i, j, score in _candidates(old, new, rest, left):
        long = min(len(old[i].sketch), len(new[j].sketch)) >= SHORTEST_MOVE
        if long and score >= MOVED and i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def _letter(number: int) -> str:
    code = 0x100 + number
    return chr((code if code < 0xD800 else code + 0x800) % 0x10FFFF)


def _score(one: Unit, other: Unit) -> float:
    if one.kind != other.kind:
        return 0.0
    if one.key == other.key:
        return 1.0 if one.sketch else 0.3
    if not one.sketch or not other.sketch:
        return 0.2 if one.sketch == other.sketch else 0.0
    return likeness(one.sketch, other.sketch, least=min(one.least, other.least))


def _gap(
    old: Sequence[Unit], new: Sequence[Unit], mine: tuple[int, int], others: tuple[int, int]
) -> list[tuple[int, int]]:
    """The pairs of a gap with the greatest likeness together, in order."""
    rows, columns = range(*mine), range(*others)
    if not rows or not columns:
        return []
    if len(rows) * len(columns) > WIDEST_GAP:
        return _wide_gap(old, new, rows, columns)
    best = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    scores = [[_score(old[i], new[j]) for j in columns] for i in rows]
    for i in range(len(rows) - 1, -1, -1):
        line, below, score = best[i], best[i + 1], scores[i]
        for j in range(len(columns) - 1, -1, -1):
            line[j] = max(below[j], line[j + 1], below[j + 1] + score[j] if score[j] else 0.0)
    pairs, i, j = [], 0, 0
    while i < len(rows) and j < len(columns):
        if scores[i][j] and best[i][j] == best[i + 1][j + 1] + scores[i][j]:
            pairs.append((rows[i], columns[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _wide_gap(
    old: Sequence[Unit], new: Sequence[Unit], rows: range, columns: range
) -> list[tuple[int, int]]:
    """The longest run of pairs in order among those that share rare words, then the rest."""
    best: dict[int, int] = {}
    for i, j, _ in _candidates(old, new, rows, columns):
        if i not in best and j not in best.values():
            best[i] = j
    chain = _rising([(i, best[i]) for i in sorted(best)])
    pairs: list[tuple[int, int]] = []
    before = (rows.start - 1, columns.start - 1)
    for anchor in [*chain, (rows.stop, columns.stop)]:
        inner = (before[0] + 1, anchor[0]), (before[1] + 1, anchor[1])
        if (inner[0][1] - inner[0][0]) * (inner[1][1] - inner[1][0]) <= WIDEST_GAP:
            pairs += _gap(old, new, *inner)
        pairs.append(anchor)
        before = anchor
    return pairs[:-1]


def _candidates(
    old: Sequence[Unit], new: Sequence[Unit], rows: Sequence[int], columns: Sequence[int]
) -> list[tuple[int, int, float]]:
    """Pairs that share rare words and are alike, the likest first."""
    index: dict[str, list[int]] = defaultdict(list)
    for j in columns:
        for word in set(new[j].sketch):
            index[word].append(j)
    found = []
    for i in rows:
        shared = Counter(
            j for word in set(old[i].sketch) if len(index.get(word, ())) <= RARE
            for j in index.get(word, ())
        )  # fmt: skip
        for j, _ in sorted(shared.items(), key=lambda each: (-each[1], each[0]))[:RARE]:
            score = _score(old[i], new[j])
            if score:
                found.append((i, j, score))
    return sorted(found, key=lambda each: (-each[2], each[0], each[1]))


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose second places rise."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        place = bisect_left(ends, j)
        ends[place : place + 1] = [j]
        at[place : place + 1] = [number]
        before.append(at[place - 1] if place else -1)
    chain: list[tuple[int, int]] = []
    number = at[-1] if at else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _steps(pairs: list[tuple[int, int]], olds: int, news: int) -> list[Step]:
    steps: list[Step] = []
    i = j = 0
    for old, new in [*pairs, (olds, news)]:
        steps += [Step(place, None) for place in range(i, old)]
        steps += [Step(None, place) for place in range(j, new)]
        if old < olds or new < news:
            steps.append(Step(old, new))
        i, j = old + 1, new + 1
    return steps
