"""Carries the place of a comment from one version to the next; it is never left without one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from uratibu.core.documents.compare import PARAGRAPH_END
from uratibu.core.documents.mapping import Link, VersionMapping
from uratibu.core.documents.model import Unit
from uratibu.core.documents.wording import pieces, steps


@dataclass(frozen=True)
class Anchor:
    """What a comment hangs on: a unit by its id, and the characters from start up to end.

    start and end both 0: the whole unit. block "": the whole text.
    """

    block: str
    start: int = 0
    end: int = 0


class Landing(StrEnum):
    """How an anchor came over."""

    SAME = "same"
    CHANGED = "changed"
    """The words that were selected are there, but not all as they were."""
    SELECTION_GONE = "selection-gone"
    """The unit is there, the words are not: the anchor is on the whole unit."""
    NEIGHBOUR = "neighbour"
    """The unit was deleted: the anchor is on the nearest one of its section."""
    SECTION = "section"
    """Nothing of the section's text is left but its heading."""
    ELSEWHERE = "elsewhere"
    """The section is gone as well: the anchor is on what stood nearest."""
    TEXT = "text"
    """Nothing was left: the anchor is on the text as a whole."""


@dataclass(frozen=True)
class Carried:
    """Where an anchor is now and how it got there. was: the anchor in the old version."""

    was: Anchor
    now: Anchor
    landing: Landing


class UnknownAnchor(LookupError):
    """The old version has no such place; the message names it."""


def carry(anchor: Anchor, mapping: VersionMapping) -> Carried:
    """The place of an anchor in the new version. Raises UnknownAnchor."""
    if not anchor.block:
        return Carried(anchor, anchor, Landing.SAME)
    unit = mapping.old_units.get(anchor.block)
    if unit is None:
        raise UnknownAnchor(f"the old version has no unit {anchor.block!r}")
    link = mapping.of_old[unit.id]
    if not link.new:
        return _nearest(anchor, unit, mapping)
    if anchor.start >= anchor.end:
        return _whole(anchor, unit, link, mapping)
    return _selection(anchor, unit, link, mapping)


def _whole(anchor: Anchor, unit: Unit, link: Link, mapping: VersionMapping) -> Carried:
    """A comment on a whole unit: on the part that has most of its words."""
    parts = [mapping.new_units[own] for own in link.new]
    now = max(parts, key=lambda part: len(part.text))
    is_same = not link.is_edited and len(link.old) == len(link.new) == 1
    landing = Landing.SAME if is_same else Landing.CHANGED
    block = now.id
    if anchor.block != unit.id and anchor.block in unit.inside:
        at = unit.inside.index(anchor.block)
        block = now.inside[at] if at < len(now.inside) and is_same else now.id
    return Carried(anchor, Anchor(block), landing)


def _selection(anchor: Anchor, unit: Unit, link: Link, mapping: VersionMapping) -> Carried:
    """A selection: where its first and last words that are left stand now."""
    before = [mapping.old_units[own].text for own in link.old]
    shift = sum(len(text) + 1 for text in before[: link.old.index(unit.id)])
    parts = [mapping.new_units[own] for own in link.new]
    was, now = PARAGRAPH_END.join(before), PARAGRAPH_END.join(part.text for part in parts)
    start, end = anchor.start + shift, min(anchor.end, len(unit.text)) + shift
    kept = _kept(was, now, start, end)
    if not kept or anchor.block != unit.id:
        return Carried(
            anchor, Anchor(_whole(anchor, unit, link, mapping).now.block), _gone(anchor, unit)
        )
    first, last = kept[0][0], kept[-1][1]
    offset = 0
    for part in parts:
        if first < offset + len(part.text):
            low, high = first - offset, min(last - offset, len(part.text))
            said = part.text[low:high]
            is_same = said == unit.text[anchor.start : anchor.end]
            landing = Landing.SAME if is_same else Landing.CHANGED
            return Carried(anchor, Anchor(part.id, low, high), landing)
        offset += len(part.text) + 1
    return Carried(anchor, Anchor(parts[-1].id), Landing.SELECTION_GONE)


def _gone(anchor: Anchor, unit: Unit) -> Landing:
    """A selection inside a cell stays with its row; it is told as changed."""
    return Landing.CHANGED if anchor.block != unit.id else Landing.SELECTION_GONE


def _kept(was: str, now: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of the new text that come from a selection of the old; no spaces alone."""
    old, new = pieces(was), pieces(now)
    at_old, at_new = _ends(old), _ends(new)
    found = []
    for tag, a, b, c, _ in steps(old, new):
        if tag != "equal":
            continue
        low, high = max(start, at_old[a]), min(end, at_old[b])
        if low < high and was[low:high].strip():
            move = at_new[c] - at_old[a]
            found.append((low + move, high + move))
    return found


def _ends(parts: list[str]) -> list[int]:
    """Where each piece begins, and at last where the text ends."""
    made, at = [0], 0
    for part in parts:
        at += len(part)
        made.append(at)
    return made


def _nearest(anchor: Anchor, unit: Unit, mapping: VersionMapping) -> Carried:
    """A deleted unit: the nearest one of its section, its heading, else what stood nearest."""
    units = mapping.old
    place = next(at for at, one in enumerate(units) if one.id == unit.id)
    beside = sorted(range(len(units)), key=lambda at: (abs(at - place), at > place))
    alive = [units[at] for at in beside if mapping.of_old[units[at].id].new]
    inside = [one for one in alive if one.section == unit.section and one.id != unit.section]
    heading = [one for one in alive if one.id == unit.section]
    for found, landing in (
        (inside, Landing.NEIGHBOUR), (heading, Landing.SECTION), (alive, Landing.ELSEWHERE)
    ):  # fmt: skip
        if found:
            now = mapping.of_old[found[0].id].new[0]
            return Carried(anchor, Anchor(now), landing)
    return Carried(anchor, Anchor(""), Landing.TEXT)
