"""Order: what stands once, what stays in order, what lies between."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence

Gap = tuple[list[int], list[int]]


def unique(
    olds: list[int], news: list[int], olds_say: Sequence[Hashable], news_say: Sequence[Hashable]
) -> list[tuple[int, int]]:
    """Pairs of what stands once in each, in the order of the old."""
    count_old = Counter(olds_say[o] for o in olds)
    count_new = Counter(news_say[n] for n in news)
    where = {news_say[n]: n for n in news}
    return [
        (o, where[olds_say[o]]) for o in olds
        if count_old[olds_say[o]] == 1 and count_new.get(olds_say[o]) == 1
    ]  # fmt: skip


def rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of pairs that is in order on both sides."""
    ordered = sorted(pairs)
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, (_, new) in enumerate(ordered):
        place = bisect_left(tails, new)
        before.append(ends[place - 1] if place else -1)
        if place == len(tails):
            tails.append(new)
            ends.append(at)
        else:
            tails[place], ends[place] = new, at
    made, at = [], ends[-1] if ends else -1
    while at >= 0:
        made.append(ordered[at])
        at = before[at]
    return made[::-1]


def between(olds: list[int], news: list[int], kept: list[tuple[int, int]]) -> Iterator[Gap]:
    """The gaps before, between and after pairs that are in order."""
    o = n = 0
    for old, new in kept:
        to_o, to_n = bisect_left(olds, old), bisect_left(news, new)
        yield olds[o:to_o], news[n:to_n]
        o, n = to_o + 1, to_n + 1
    yield olds[o:], news[n:]


def heaviest(pairs: Mapping[int, int], weights: Sequence[int]) -> set[int]:
    """The old positions that stay in order and hold the most words; all others have moved."""
    ordered = sorted(pairs.items())
    news = sorted(pairs.values())
    tree: list[tuple[int, int]] = [(0, -1)] * (len(news) + 1)
    before: list[int] = []
    for at, (old, new) in enumerate(ordered):
        place = bisect_left(news, new) + 1
        best = _most(tree, place - 1)
        before.append(best[1])
        _raise(tree, place, (best[0] + weights[old] + 1, at))
    at, stays = _most(tree, len(news))[1], set[int]()
    while at >= 0:
        stays.add(ordered[at][0])
        at = before[at]
    return stays


def _most(tree: list[tuple[int, int]], place: int) -> tuple[int, int]:
    best = (0, -1)
    while place > 0:
        best = max(best, tree[place], key=lambda one: one[0])
        place -= place & -place
    return best


def _raise(tree: list[tuple[int, int]], place: int, value: tuple[int, int]) -> None:
    while place < len(tree):
        if value[0] > tree[place][0]:
            tree[place] = value
        place += place & -place
