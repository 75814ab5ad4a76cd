"""What became of each unit of a text in its next version, and the ids that follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from uratibu.core.documents import ids, outline
from uratibu.core.documents.align import Matcher
from uratibu.core.documents.model import Table, Text, Unit
from uratibu.core.documents.sequence import heaviest
from uratibu.core.documents.wording import shared

PART_IS_NEW = 0.6
"""Share of the words of a neighbour that must not be explained yet, so that it is a part."""
DOUBTFUL = 0.6
"""Below this a person should look whether a link is right."""


class Fate(StrEnum):
    """What became of a unit."""

    KEPT = "kept"
    EDITED = "edited"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True)
class Link:
    """Units of the old version and what they are in the new one, by their ids.

    More than one new id: split. More than one old id: merged. confidence: from 0 to 1.
    is_edited: the words are not the same; what moved may be edited too.
    """

    fate: Fate
    old: tuple[str, ...]
    new: tuple[str, ...]
    confidence: float
    is_edited: bool = False


@dataclass(frozen=True)
class VersionMapping:
    """The links in the order of the new version, what was deleted where it stood."""

    links: tuple[Link, ...]
    old: tuple[Unit, ...]
    new: tuple[Unit, ...]

    @cached_property
    def of_old(self) -> Mapping[str, Link]:
        """The link of each old unit."""
        return {own: link for link in self.links for own in link.old}

    @cached_property
    def old_units(self) -> Mapping[str, Unit]:
        """The old units by their id, also by the ids of what is inside them."""
        return {own: unit for unit in self.old for own in (unit.id, *unit.inside)}

    @cached_property
    def new_units(self) -> Mapping[str, Unit]:
        """The new units by their id."""
        return {unit.id: unit for unit in self.new}

    def doubtful(self) -> tuple[Link, ...]:
        """The links a person should look at."""
        return tuple(link for link in self.links if link.confidence < DOUBTFUL)


def map_versions(old: Text, new: Text) -> VersionMapping:
    """What became of each heading, paragraph, item, row and note of the old version."""
    before, after = outline.units(old), outline.units(new)
    matcher = Matcher(before, after)
    matcher.run()
    return VersionMapping(tuple(_Linking(matcher).links()), before, after)


def carry_ids(old: Text, new: Text, mapping: VersionMapping) -> tuple[Text, VersionMapping]:
    """The new version under permanent ids, and the mapping in these ids.

    What is found again keeps its id; of a split unit the part with the most words keeps it, a
    merged unit has that of its largest part. Everything else gets numbers never used before.
    """
    names = dict(_kept_ids(old, new, mapping))
    number = old.last_number
    for thing in outline.everything(new):
        if thing.id not in names:
            number += 1
            names[thing.id] = ids.new_id(thing, number)
    text = replace(ids.renamed(new, names), last_number=number)
    links = tuple(
        replace(link, new=tuple(names[own] for own in link.new)) for link in mapping.links
    )
    return text, VersionMapping(links, mapping.old, outline.units(text))


class _Linking:
    """Makes links of pairs: finds splits and merges, and tells what moved."""

    def __init__(self, matcher: Matcher) -> None:
        self.by = matcher
        self.parts: dict[int, list[int]] = {o: [n] for o, n in matcher.pairs.items()}
        self.wholes: dict[int, list[int]] = {n: [o] for n, o in matcher.back.items()}
        for new, old in matcher.parts.items():
            self.parts[old] = sorted((*self.parts[old], new))
            self.wholes[new] = [old]
        for old, new in matcher.wholes.items():
            self.wholes[new] = sorted((*self.wholes[new], old))
            self.parts[old] = [new]

    def links(self) -> Iterator[Link]:
        for old in sorted(self.by.pairs):
            self._find_parts(old)
        for new in sorted(self.by.back):
            self._find_wholes(new)
        weights = [len(words) for words in self.by.old_words]
        stays = heaviest(self.by.pairs, weights)
        yield from self._ordered(stays)

    def _find_parts(self, old: int) -> None:
        """Neighbours in the new version that hold the rest of an old unit."""
        group = self.parts[old]
        if len(self.wholes[group[0]]) > 1:
            return
        while (more := self._next(group, self.wholes, self.by.new_words, old)) is not None:
            group.append(more)
            group.sort()
            self.wholes[more] = [old]

    def _find_wholes(self, new: int) -> None:
        """Neighbours in the old version that went into a new unit too."""
        group = self.wholes[new]
        if len(self.parts[group[0]]) > 1:
            return
        while (more := self._next_old(group, new)) is not None:
            group.append(more)
            group.sort()
            self.parts[more] = [new]

    def _next(
        self, group: list[int], taken: Mapping[int, list[int]], words: Sequence[str], old: int
    ) -> int | None:
        whole = self.by.old_words[old]
        return self._part_beside(group, taken, words, whole)

    def _next_old(self, group: list[int], new: int) -> int | None:
        return self._part_beside(group, self.parts, self.by.old_words, self.by.new_words[new])

    def _part_beside(
        self, group: list[int], taken: Mapping[int, list[int]], words: Sequence[str], whole: str
    ) -> int | None:
        now = "".join(words[at] for at in group)
        if shared(now, whole) == len(whole):
            return None
        for at, is_after in ((group[-1] + 1, True), (group[0] - 1, False)):
            if not 0 <= at < len(words) or at in taken:
                continue
            joined = now + words[at] if is_after else words[at] + now
            gained = shared(joined, whole) - shared(now, whole)
            if gained >= max(PART_IS_NEW * len(words[at]), 2):
                return at
        return None

    def _ordered(self, stays: set[int]) -> Iterator[Link]:
        """Links in the order of the new version; what was deleted follows its neighbour before."""
        gone: dict[int, list[int]] = {}
        last = -1
        for old in range(len(self.by.old)):
            if old in self.parts:
                last = self.parts[old][-1] if old in stays else last
            else:
                gone.setdefault(last, []).append(old)
        yield from (self._deleted(old) for old in gone.get(-1, []))
        done: set[int] = set()
        for new in range(len(self.by.new)):
            if new not in self.wholes:
                yield Link(Fate.INSERTED, (), (self.by.new[new].id,), 1.0, is_edited=True)
            elif new not in done:
                link, members = self._link(new, stays)
                done.update(members)
                yield link
            yield from (self._deleted(old) for old in gone.get(new, []))

    def _deleted(self, old: int) -> Link:
        return Link(Fate.DELETED, (self.by.old[old].id,), (), 1.0, is_edited=True)

    def _link(self, new: int, stays: set[int]) -> tuple[Link, list[int]]:
        olds = self.wholes[new]
        news = self.parts[olds[0]]
        said = [
            " ".join(self.by.old[o].text for o in olds),
            " ".join(self.by.new[n].text for n in news),
        ]
        is_edited = said[0] != said[1]
        if len(news) > 1:
            fate = Fate.SPLIT
        elif len(olds) > 1:
            fate = Fate.MERGED
        elif olds[0] not in stays:
            fate = Fate.MOVED
        else:
            fate = Fate.EDITED if is_edited else Fate.KEPT
        link = Link(
            fate, tuple(self.by.old[o].id for o in olds), tuple(self.by.new[n].id for n in news),
            self._confidence(olds, news), is_edited,
        )  # fmt: skip
        return link, news

    def _confidence(self, olds: list[int], news: list[int]) -> float:
        one = "".join(self.by.old_words[o] for o in olds)
        other = "".join(self.by.new_words[n] for n in news)
        return round(2 * shared(one, other) / (len(one) + len(other)), 3)


def _kept_ids(old: Text, new: Text, mapping: VersionMapping) -> Iterator[tuple[str, str]]:
    """New id -> old id, for units, for what is inside them and for tables."""
    for link in mapping.links:
        if not link.old or not link.new:
            continue
        one = max((mapping.old_units[own] for own in link.old), key=lambda unit: len(unit.text))
        other = max((mapping.new_units[own] for own in link.new), key=lambda unit: len(unit.text))
        yield other.id, one.id
        for letter in ids.LETTERS.values():
            yield from zip(_of(letter, other.inside), _of(letter, one.inside), strict=False)
    yield from _kept_tables(old, new, mapping)


def _of(letter: str, inside: tuple[str, ...]) -> list[str]:
    return [own for own in inside if own.startswith(letter)]


def _kept_tables(old: Text, new: Text, mapping: VersionMapping) -> Iterator[tuple[str, str]]:
    """A table is the one that its first row found again was in."""
    was_in = {row: table.id for table in _tables(old) for row in (r.id for r in table.rows)}
    came_from = {own: link.old[0] for link in mapping.links if link.old for own in link.new}
    taken: set[str] = set()
    for table in _tables(new):
        found = (was_in.get(came_from.get(row.id, ""), "") for row in table.rows)
        before = next((own for own in found if own and own not in taken), "")
        if before:
            taken.add(before)
            yield table.id, before


def _tables(text: Text) -> Iterator[Table]:
    """The tables of the body; tables in cells go with their rows."""
    return (block for block in text.blocks if isinstance(block, Table))
