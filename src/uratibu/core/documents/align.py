"""Finds each unit of a text again in another version: first what is equal, then what is alike.

Patience on equal texts, region growing around what moved, dynamic programming in the gaps, an
index of rare words for the rest. No step looks at every pair of a long text.
Source: Cohen, Patience Diff (2010); Gale and Church, Aligning Sentences (1993) for the gaps.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence
from heapq import nlargest

from uratibu.core.documents.model import Unit, UnitKind
from uratibu.core.documents.sequence import Gap, between, rising, unique
from uratibu.core.documents.wording import Lexicon, shared

ALIKE = 0.45
"""From here on two units in the same place are one; unrelated paragraphs share about a quarter."""
ALIKE_AFAR, ALIKE_BESIDE, ALIKE_ALONE = 0.55, 0.7, 0.3
WITHIN = 0.85
"""Share of a unit's words that stand in another one, so that it may be a part of it."""
FEWEST_WORDS = 3
MOST_CELLS = 6_000
"""Pairs looked at in one gap; larger gaps are first divided by what is most alike in them."""
RARE, CANDIDATES, FEWEST_LISTS = 40, 8, 3
CLEARLY = 0.05
"""By how much the best must be better than the next, so that it is meant."""
MOST_PARTS = 3
DEEPEST = 3
"""How often a large gap is divided before the rest of it is looked for anywhere."""
HELD = 0.7
"""Share of a unit's words that must stand in the whole, so that it may be one of its parts."""
Pairs = dict[int, int]


class Matcher:
    """Pairs the units of two versions; `pairs` is old position -> new position, `back` the reverse.

    parts: further new positions -> the old one they are a part of. wholes: further old positions
    -> the new one they went into.
    """

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        lexicon = Lexicon()
        self.old, self.new = old, new
        self.old_words = [lexicon.spell(unit.text, unit.kind) for unit in old]
        self.new_words = [lexicon.spell(unit.text, unit.kind) for unit in new]
        self.pairs: Pairs = {}
        self.back: Pairs = {}
        self.parts: Pairs = {}
        self.wholes: Pairs = {}
        self._moved: list[tuple[int, int]] = []

    def run(self) -> None:
        """Every step in its order."""
        everything = (list(range(len(self.old))), list(range(len(self.new))))
        gaps = list(
            self._equal([everything], [u.text for u in self.old], [u.text for u in self.new])
        )
        gaps = list(self._equal(gaps, self.old_words, self.new_words))
        self._grow(self._moved, ALIKE_BESIDE)
        for gap in gaps:
            self._align(self._left(gap))
        self._grow(list(self.pairs.items()), ALIKE_BESIDE)
        self._beside_what_follows()
        self._same_afar()
        self._afar()
        self._grow(list(self.pairs.items()), ALIKE)
        self._alone()
        self._beside_what_follows()

    def likeness(self, old: int, new: int) -> float:
        """0 to 1: the share of words two units have in common, in the same order."""
        one, other = self.old_words[old], self.new_words[new]
        if self.is_apart(old, new):
            return 0
        return 2 * shared(one, other) / (len(one) + len(other))

    def is_apart(self, old: int, new: int) -> bool:
        """A note is never anything else."""
        kinds = (self.old[old].kind, self.new[new].kind)
        return UnitKind.NOTE in kinds and kinds[0] != kinds[1]

    def _pair(self, old: int, new: int) -> None:
        self.pairs[old] = new
        self.back[new] = old

    def _left(self, gap: Gap) -> Gap:
        olds, news = gap
        return [o for o in olds if not self.has_old(o)], [n for n in news if not self.has_new(n)]

    def has_old(self, old: int) -> bool:
        """Whether it is known what became of an old unit."""
        return old in self.pairs or old in self.wholes

    def has_new(self, new: int) -> bool:
        """Whether it is known where a new unit comes from."""
        return new in self.back or new in self.parts

    # What is equal

    def _equal(
        self, gaps: list[Gap], olds_say: Sequence[Hashable], news_say: Sequence[Hashable]
    ) -> Iterator[Gap]:
        """Pair equal units in their order, gap by gap; yields the gaps that stay."""
        waiting = deque(gaps)
        is_first = True
        while waiting:
            olds, news = self._trimmed(self._left(waiting.popleft()), olds_say, news_say)
            if not olds or not news:
                if olds or news:
                    yield olds, news
                continue
            once = unique(olds, news, olds_say, news_say)
            kept = rising(once)
            if is_first:
                self._pair_moved(once, kept)
            is_first = False
            if not kept:
                yield olds, news
                continue
            for old, new in kept:
                if not self.is_apart(old, new):
                    self._pair(old, new)
            waiting.extend(between(olds, news, kept))

    def _trimmed(self, gap: Gap, olds_say: Sequence[Hashable], news_say: Sequence[Hashable]) -> Gap:
        olds, news = gap
        start, most = 0, min(len(olds), len(news))
        while start < most and self._says_same(olds[start], news[start], olds_say, news_say):
            self._pair(olds[start], news[start])
            start += 1
        end = 0
        while end < most - start and self._says_same(
            olds[-1 - end], news[-1 - end], olds_say, news_say
        ):
            self._pair(olds[-1 - end], news[-1 - end])
            end += 1
        return olds[start : len(olds) - end], news[start : len(news) - end]

    def _says_same(
        self, old: int, new: int, olds_say: Sequence[Hashable], news_say: Sequence[Hashable]
    ) -> bool:
        return olds_say[old] == news_say[new] and not self.is_apart(old, new)

    def _pair_moved(self, once: list[tuple[int, int]], kept: list[tuple[int, int]]) -> None:
        stays = set(kept)
        for old, new in once:
            is_long = len(self.old_words[old]) >= FEWEST_WORDS
            if (old, new) not in stays and is_long and not self.is_apart(old, new):
                self._pair(old, new)
                self._moved.append((old, new))

    # What stands beside

    def _grow(self, seeds: list[tuple[int, int]], least: float) -> None:
        """Pair what stands before and after pairs in both versions and is alike."""
        waiting = deque(seeds)
        while waiting:
            old, new = waiting.popleft()
            for step in (1, -1):
                o, n = old + step, new + step
                if not (0 <= o < len(self.old) and 0 <= n < len(self.new)):
                    continue
                if self.has_old(o) or self.has_new(n) or self.likeness(o, n) < least:
                    continue
                self._pair(o, n)
                waiting.append((o, n))

    # What is alike in a gap

    def _align(self, gap: Gap) -> None:
        waiting = deque([(gap, 0)])
        while waiting:
            (olds, news), depth = waiting.popleft()
            if not olds or not news:
                continue
            if len(olds) * len(news) <= MOST_CELLS:
                self._align_small(olds, news)
                continue
            found = self._best(olds, news, ALIKE_AFAR, among=olds) if depth < DEEPEST else []
            kept = rising([(o, n) for o, n, _ in found])
            for old, new in kept:
                self._pair(old, new)
            if kept:
                waiting.extend((inner, depth + 1) for inner in between(olds, news, kept))

    def _align_small(self, olds: list[int], news: list[int]) -> None:
        """The order-keeping pairing that shares the most words; one may go with two or three."""
        gap = _Small(self, olds, news)
        best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
        step: dict[tuple[int, int], tuple[int, int]] = {}
        for i in range(len(olds) - 1, -1, -1):
            for j in range(len(news) - 1, -1, -1):
                best[i][j] = max(best[i + 1][j], best[i][j + 1])
                for a, b, gain in gap.beads(i, j):
                    if gain + best[i + a][j + b] > best[i][j]:
                        best[i][j] = gain + best[i + a][j + b]
                        step[i, j] = (a, b)
        i = j = 0
        while i < len(olds) and j < len(news):
            if (i, j) in step:
                a, b = step[i, j]
                self._take(olds[i : i + a], news[j : j + b])
                i, j = i + a, j + b
            elif best[i][j] == best[i + 1][j]:
                i += 1
            else:
                j += 1

    def _take(self, olds: list[int], news: list[int]) -> None:
        """Pair the largest parts; the others are found from them, and are no one else's."""
        old = max(olds, key=lambda o: len(self.old_words[o]))
        new = max(news, key=lambda n: len(self.new_words[n]))
        self._pair(old, new)
        self.parts.update((n, old) for n in news if n != new)
        self.wholes.update((o, new) for o in olds if o != old)

    def gain(self, old: int, new: int, common: int) -> float:
        """What pairing brings: words in common, 0 where two units are not one.

        Units of different kinds count a little less.
        """
        one, other = self.old_words[old], self.new_words[new]
        likeness = 2 * common / (len(one) + len(other))
        is_part = common >= WITHIN * min(len(one), len(other)) and common > FEWEST_WORDS
        if likeness < ALIKE and not is_part:
            return 0
        is_same = self.old[old].kind == self.new[new].kind
        return common * (0.5 + likeness / 2) * (1 if is_same else 0.9)

    # What is said in many places

    def _beside_what_follows(self) -> None:
        """Headings such as "Review" stand in every chapter: each goes with what is under it."""
        for old in range(len(self.old) - 2, -1, -1):
            after = self.pairs.get(old + 1)
            now = self.pairs.get(old)
            if not after or old in self.wholes or now == after - 1:
                continue
            new = after - 1
            if self.old_words[old] != self.new_words[new] or self.is_apart(old, new):
                continue
            other = self.back.get(new)
            if new in self.parts or (other is not None and self._is_settled(other)):
                continue
            self._exchange(old, now, new, other)

    def _is_settled(self, old: int) -> bool:
        """Whether what stands after a unit still does so."""
        new = self.pairs[old]
        return self.pairs.get(old + 1) == new + 1 or self._has_parts(old, new)

    def _has_parts(self, old: int, new: int) -> bool:
        return old in self.parts.values() or new in self.wholes.values()

    def _exchange(self, old: int, now: int | None, new: int, other: int | None) -> None:
        """Pair old with new; what they were paired with is paired instead, where it is the same."""
        if now is not None and self._has_parts(old, now):
            return
        for each in (old, other):
            if each is not None:
                self.pairs.pop(each, None)
        for each_new in (now, new):
            if each_new is not None:
                self.back.pop(each_new, None)
        self._pair(old, new)
        is_same = (
            other is not None and now is not None
            and self.old_words[other] == self.new_words[now]
        )  # fmt: skip
        if other is not None and now is not None and is_same:
            self._pair(other, now)

    def _same_afar(self) -> None:
        """Pair what says the same wherever it went, in order."""
        olds, news = self._left((list(range(len(self.old))), list(range(len(self.new)))))
        where: dict[str, deque[int]] = defaultdict(deque)
        for old in olds:
            where[self.old_words[old]].append(old)
        for new in news:
            words = self.new_words[new]
            if len(words) > 1 and where.get(words) and not self.is_apart(where[words][0], new):
                self._pair(where[words].popleft(), new)

    # What is alike anywhere

    def _afar(self) -> None:
        """Pair what was left over wherever it went, best first; no one of many that are alike."""
        olds, news = self._left((list(range(len(self.old))), list(range(len(self.new)))))
        for old, new, _ in self._best(olds, news, ALIKE_AFAR, among=range(len(self.old))):
            self._pair(old, new)

    def _best(
        self, olds: list[int], news: list[int], least: float, *, among: Sequence[int]
    ) -> list[tuple[int, int, float]]:
        """The likest pairs by rare words in common, each unit once, best first.

        among: the old units of which the paired one must clearly be the likest.
        """
        index: dict[str, list[int]] = defaultdict(list)
        for old in among:
            for word in set(self.old_words[old]):
                index[word].append(old)
        free, found = set(olds), list[tuple[float, int, int]]()
        for new in news:
            alike = sorted(self._candidates(new, index, least), reverse=True)
            for at, (likeness, old) in enumerate(alike):
                rival = alike[1][0] if at == 0 and len(alike) > 1 else alike[0][0] if at else 0
                if old in free and likeness >= min(1, rival + CLEARLY):
                    found.append((likeness, old, new))
        found.sort(key=lambda one: (-one[0], one[1], one[2]))
        taken_old, taken_new, made = set[int](), set[int](), list[tuple[int, int, float]]()
        for likeness, old, new in found:
            if old not in taken_old and new not in taken_new:
                taken_old.add(old)
                taken_new.add(new)
                made.append((old, new, likeness))
        return made

    def _candidates(
        self, new: int, index: dict[str, list[int]], least: float
    ) -> Iterator[tuple[float, int]]:
        words = set(self.new_words[new])
        lists = sorted((index[word] for word in words if word in index), key=len)
        hits: defaultdict[int, int] = defaultdict(int)
        for at, olds in enumerate(lists):
            if at >= CANDIDATES or (len(olds) > RARE and at >= FEWEST_LISTS):
                break
            for old in olds[:RARE]:
                hits[old] += 1
        for old in nlargest(CANDIDATES, hits, key=lambda one: hits[one]):
            likeness = self.likeness(old, new)
            is_long = min(len(self.new_words[new]), len(self.old_words[old])) >= FEWEST_WORDS
            if likeness >= least and (is_long or likeness == 1):
                beside = sum(self.pairs.get(old + step) == new + step for step in (1, -1))
                yield likeness + 0.1 * beside, old

    # What is left alone in its place

    def _alone(self) -> None:
        """One unit gone and one come between the same neighbours: written anew."""
        for old in range(len(self.old)):
            if self.has_old(old) or (old and old - 1 not in self.pairs):
                continue
            new = self.pairs[old - 1] + 1 if old else 0
            if new >= len(self.new) or self.has_new(new):
                continue
            is_end = old + 1 == len(self.old) and new + 1 == len(self.new)
            is_between = is_end or self.pairs.get(old + 1) == new + 1
            is_same = self.old[old].kind == self.new[new].kind
            if is_between and is_same and self.likeness(old, new) >= ALIKE_ALONE:
                self._pair(old, new)


class _Small:
    """A gap that is looked at pair by pair: what pairing costs and brings."""

    def __init__(self, by: Matcher, olds: list[int], news: list[int]) -> None:
        self.by, self.olds, self.news = by, olds, news
        self._shared = [
            [0 if by.is_apart(o, n) else shared(by.old_words[o], by.new_words[n]) for n in news]
            for o in olds
        ]

    def beads(self, i: int, j: int) -> Iterator[tuple[int, int, float]]:
        """What may be paired at a place: (olds, news, gain); one with one, or with its parts."""
        gain = self.by.gain(self.olds[i], self.news[j], self._shared[i][j])
        if gain:
            yield 1, 1, gain
        for count in range(2, MOST_PARTS + 1):
            if j + count > len(self.news) or not self._holds(i, j + count - 1, is_old_whole=True):
                break
            if count == 2 and not self._holds(i, j, is_old_whole=True):
                break
            yield 1, count, self._joined([self.olds[i]], self.news[j : j + count])
        for count in range(2, MOST_PARTS + 1):
            if i + count > len(self.olds) or not self._holds(i + count - 1, j, is_old_whole=False):
                break
            if count == 2 and not self._holds(i, j, is_old_whole=False):
                break
            yield count, 1, self._joined(self.olds[i : i + count], [self.news[j]])

    def _holds(self, i: int, j: int, *, is_old_whole: bool) -> bool:
        """Whether most words of the smaller unit stand in the larger one."""
        part = self.by.new_words[self.news[j]] if is_old_whole else self.by.old_words[self.olds[i]]
        return self._shared[i][j] >= HELD * len(part)

    def _joined(self, olds: list[int], news: list[int]) -> float:
        one = "".join(self.by.old_words[o] for o in olds)
        other = "".join(self.by.new_words[n] for n in news)
        common = shared(one, other)
        return common * (0.5 + common / (len(one) + len(other))) - 0.5
