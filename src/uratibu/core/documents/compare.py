"""Two versions word by word, for screens: side by side or in one line, blocks that moved named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from uratibu.core.documents import outline
from uratibu.core.documents.mapping import Fate, Link, VersionMapping
from uratibu.core.documents.model import Text
from uratibu.core.documents.wording import pieces, steps

PARAGRAPH_END = "\u2029"
"""Between the parts of a unit that was split or merged; a screen shows it as a pilcrow."""


class Sign(StrEnum):
    """What a segment is. In a block that moved, what stayed the same is moved."""

    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"


@dataclass(frozen=True)
class Segment:
    """A stretch of text of one sign. Kept and inserted together are the new text."""

    sign: Sign
    text: str


@dataclass(frozen=True)
class Change:
    """What became of one or more units, with their words. number_*: as shown before the words.

    Segments without the inserted ones are the old text, without the deleted ones the new text.
    """

    fate: Fate
    old: tuple[str, ...]
    new: tuple[str, ...]
    segments: tuple[Segment, ...]
    confidence: float = 1.0
    number_old: str = ""
    number_new: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to show: words, place or number."""
        return self.fate is not Fate.KEPT or self.number_old != self.number_new


def compare(old: Text, new: Text, mapping: VersionMapping) -> tuple[Change, ...]:
    """Every unit of both versions in the order of the new one, deleted ones where they stood."""
    before = {unit.id: unit for unit in outline.units(old)}
    after = {unit.id: unit for unit in outline.units(new)}
    changes = []
    for link in mapping.links:
        was = PARAGRAPH_END.join(before[own].text for own in link.old)
        now = PARAGRAPH_END.join(after[own].text for own in link.new)
        changes.append(
            Change(
                link.fate, link.old, link.new, _segments(link, was, now), link.confidence,
                before[link.old[0]].number if link.old else "",
                after[link.new[0]].number if link.new else "",
            )
        )  # fmt: skip
    return tuple(changes)


def segments(old: str, new: str) -> tuple[Segment, ...]:
    """One text as another: words kept, deleted and inserted, a deletion before its insertion."""
    made: list[Segment] = []
    for group in _groups(old, new):
        made.extend(group)
    return tuple(made)


def side_by_side(change: Change) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """The old side and the new side of a change."""
    old = tuple(one for one in change.segments if one.sign is not Sign.INSERTED)
    new = tuple(one for one in change.segments if one.sign is not Sign.DELETED)
    return old, new


def _segments(link: Link, was: str, now: str) -> tuple[Segment, ...]:
    if not link.is_edited and was == now:
        sign = Sign.MOVED if link.fate is Fate.MOVED else Sign.KEPT
        return (Segment(sign, now),) if now else ()
    found = segments(was, now)
    if link.fate is not Fate.MOVED:
        return found
    return tuple(Segment(Sign.MOVED, one.text) if one.sign is Sign.KEPT else one for one in found)


def _groups(old: str, new: str) -> Iterator[list[Segment]]:
    """Runs of kept text and of changes; a space alone between two changes joins them."""
    one, other = pieces(old), pieces(new)
    found = [(tag, "".join(one[a:b]), "".join(other[c:d])) for tag, a, b, c, d in steps(one, other)]
    gone = come = ""
    for at, (tag, was, now) in enumerate(found):
        is_thin = tag == "equal" and not was.strip(" ") and 0 < at < len(found) - 1
        if tag == "equal" and not is_thin:
            yield _change(gone, come)
            gone = come = ""
            yield [Segment(Sign.KEPT, was)]
            continue
        gone += was if tag in ("equal", "delete") else ""
        come += now if tag in ("equal", "insert") else ""
    yield _change(gone, come)


def _change(gone: str, come: str) -> list[Segment]:
    made = [Segment(Sign.DELETED, gone)] if gone else []
    return made + ([Segment(Sign.INSERTED, come)] if come else [])
