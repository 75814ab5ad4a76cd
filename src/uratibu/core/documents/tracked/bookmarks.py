"""Bookmarks and other bare marks of two texts in one: Word does not track them.

A bookmark that both texts have stays one, at a place that is right in both wherever there is such a
place. Where there is none (its words were moved) that of the old text gets a name of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from uratibu.core.documents.tracked.ooxml import (
    ID,
    IGNORED,
    PPR,
    RPR,
    RUN,
    Element,
    P,
    drop,
    is_comment_mark,
    local,
    w,
)  # fmt: skip
from uratibu.core.documents.tracked.remarks import MARKS, SHARED
from uratibu.core.documents.tracked.write import FROM

OLD_SUFFIX = "_old"
_START, _END = w("bookmarkStart"), w("bookmarkEnd")
_PERMISSIONS = (w("permStart"), w("permEnd"))
_NOT_NEW, _NOT_OLD = {w("del"), w("moveFrom")}, {w("ins"), w("moveTo")}


@dataclass
class _Place:
    """A mark, and how much of the old and of the new text stands before it."""

    element: Element
    old: int
    new: int


@dataclass(frozen=True)
class Settled:
    """What could not be the same in both: bookmarks only one text has, and those renamed."""

    only_old: tuple[str, ...] = ()
    only_new: tuple[str, ...] = ()
    renamed: tuple[str, ...] = ()
    permissions: int = 0


def settle(root: Element) -> Settled:
    """Make one set of bare marks of the two in a woven text."""
    permissions = 0
    for mark in list(root.iter(*_PERMISSIONS, *(w(name) for name in MARKS))):
        is_old = mark.attrib.pop(FROM, "") == "old"
        if mark.get(ID, "").startswith(SHARED):
            drop(mark.getparent() if mark.getparent().tag == RUN else mark)
        elif is_old and mark.tag in _PERMISSIONS:
            permissions += mark.tag == _PERMISSIONS[0]
            drop(mark)
    for run in list(root.iter(RUN)):
        run.attrib.pop(FROM, None)
    found = _bookmarks(root)
    old = {name: pair for (origin, name), pair in found.items() if origin == "old"}
    new = {name: pair for (origin, name), pair in found.items() if origin == "new"}
    renamed = []
    for name in sorted(old.keys() & new.keys()):
        if _one(old[name], new[name]):
            del found["old", name]
        else:
            renamed.append(name)
            old[name][0].element.set(w("name"), f"{name}{OLD_SUFFIX}"[:40])
    _number(found)
    return Settled(
        tuple(sorted(old.keys() - new.keys())), tuple(sorted(new.keys() - old.keys())),
        tuple(renamed), permissions,
    )  # fmt: skip


def _bookmarks(root: Element) -> dict[tuple[str, str], list[_Place]]:
    """The places of every bookmark by origin and name: the first of a name that ends counts.

    Marks that are no bookmark (a start or an end alone, a name said again) are dropped.
    """
    starts: dict[tuple[str, str | None], _Place] = {}
    found: dict[tuple[str, str], list[_Place]] = {}
    for place in list(_places(root)):
        mark = place.element
        origin = mark.attrib.pop(FROM, "new")
        start = starts.pop((origin, mark.get(ID)), None)
        if mark.tag == _START:
            starts[origin, mark.get(ID)] = place
            if start is not None:
                drop(start.element)
            continue
        name = "" if start is None else start.element.get(w("name"), "")
        if start is None or (origin, name) in found or name == "_GoBack":
            for each in (start, place):
                if each is not None:
                    drop(each.element)
            continue
        found[origin, name] = [start, place]
    for left in starts.values():
        drop(left.element)
    return found


def _places(root: Element) -> Iterator[_Place]:
    """Every bookmark in reading order, with how much stands before it in both texts."""
    old = new = depth_old = depth_new = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        is_word_mark = tag in _NOT_NEW or tag in _NOT_OLD
        if is_word_mark:
            step = 1 if event == "start" else -1
            depth_new += step if tag in _NOT_NEW else 0
            depth_old += step if tag in _NOT_OLD else 0
            continue
        if event == "end":
            if tag == P:
                going = _paragraph_state(element)
                old += "old" in going
                new += "new" in going
            continue
        if tag in (_START, _END):
            yield _Place(element, old, new)
        size = _size(element)
        old += size if not depth_old else 0
        new += size if not depth_new else 0
        if (
            tag in (PPR, RPR)
            or (size and tag not in (w("t"), w("delText")))
            or is_comment_mark(element)
        ):
            walk.skip_subtree()


def _paragraph_state(paragraph: Element) -> set[str]:
    marks = {local(mark) for mark in paragraph.iterfind(f"{PPR}/{RPR}/*")}
    return {"old"} - ({"old"} if marks & {"ins", "moveTo"} else set()) | (
        {"new"} - ({"new"} if marks & {"del", "moveFrom"} else set())
    )


def _size(element: Element) -> int:
    parent = element.getparent()
    if parent is None or parent.tag != RUN or element.tag == RPR or element.tag in IGNORED:
        return 0
    if element.tag in (w("t"), w("delText")):
        return len(element.text or "")
    return 0 if element.tag == w("commentReference") else 1


def _one(old: list[_Place], new: list[_Place]) -> bool:
    """Make one bookmark of two where a place is right in both texts."""
    kept: list[_Place] = []
    for mine, others in zip(old, new, strict=True):
        right = [
            place for place in (others, mine)
            if place.old == mine.old and place.new == others.new
        ]  # fmt: skip
        if not right:
            return False
        kept.append(right[0])
    for mine, others, stays in zip(old, new, kept, strict=True):
        drop(mine.element if stays is others else others.element)
        if stays is mine:
            mine.element.attrib.update(others.element.attrib)
            others.element = mine.element
    return True


def _number(found: dict[tuple[str, str], list[_Place]]) -> None:
    for number, pair in enumerate(found.values()):
        for place in pair:
            place.element.set(ID, str(number))
