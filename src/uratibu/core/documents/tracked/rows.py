"""Tables: rows that came, went or stayed, and the cells of those that stayed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from uratibu.core.documents.tracked import blocks
from uratibu.core.documents.tracked.align import align
from uratibu.core.documents.tracked.model import Kind, Of, Pen
from uratibu.core.documents.tracked.ooxml import (
    BARE,
    SDT,
    TBLPR,
    TC,
    TCPR,
    TR,
    TRPR,
    Element,
    copied,
    make,
    w,
)  # fmt: skip
from uratibu.core.documents.tracked.remarks import anchor
from uratibu.core.documents.tracked.words import State
from uratibu.core.documents.tracked.write import FROM

if TYPE_CHECKING:
    from uratibu.core.documents.tracked.weave import Weaver

_GRID = w("tblGrid")


class Rows:
    """Writes one table of both texts. place: where it stands, for a person."""

    def __init__(self, weaver: Weaver, place: str) -> None:
        self.weaver, self.place = weaver, place
        self.pen = weaver.writer.pen

    def table(self, old: Element, new: Element) -> Element:
        """The table with the rows of both."""
        made = make("tbl")
        self._properties(made, old, new)
        mine, others = _rows(old), _rows(new)
        units = [
            [blocks.unit_of_row(row, reader, self.weaver.sketches) for row, _ in found]
            for found, reader in ((mine, self.weaver.old), (others, self.weaver.new))
        ]
        for step in align(*units):
            before, after = (
                None if at is None else found[at]
                for at, found in ((step.old, mine), (step.new, others))
            )
            for row, origin in ((before, "old"), (after, "new")):
                for mark in () if row is None else row[1]:
                    made.append(_from(mark, origin))
            made.append(self._row(before, after, (step.new if step.new is not None else
                                                  step.old or 0) + 1))  # fmt: skip
        for found, origin in ((old, "old"), (new, "new")):
            made.extend(_from(mark, origin) for mark in _marks_behind(found))
        return made

    def _properties(self, made: Element, old: Element, new: Element) -> None:
        changes = []
        for tag, name in ((TBLPR, "tblPr"), (_GRID, "tblGrid")):
            shown, former = new.find(tag), old.find(tag)
            shown = make(name) if shown is None else copied(shown)
            former = make(name) if former is None else copied(former)
            if self.weaver.new.say(shown) != self.weaver.old.say(former):
                attributes = self.pen.attributes()
                if tag == _GRID:
                    attributes = {"id": attributes["id"]}
                change = make(f"{name}Change", **attributes)
                change.append(former)
                shown.append(change)
                changes.append(name)
            made.append(shown)
        if changes:
            self.weaver.ledger.enter(Kind.FORMATTED, Of.TABLE, self.place, ("", ""), [])
            self.weaver.ledger.leave()

    def _row(
        self, old: tuple[Element, list[Element]] | None,
        new: tuple[Element, list[Element]] | None, number: int,
    ) -> Element:  # fmt: skip
        place = f"{self.place}, row {number}"
        if old is not None and new is not None:
            if new[0].tag != TR:
                return copied(new[0])
            return self._paired(old[0], new[0], place)
        found, state = (old, State.DELETED) if old is not None else (new, State.INSERTED)
        row = found[0] if found is not None else make("tr")
        text = blocks.text_of(row)
        kind = Kind.DELETED if state is State.DELETED else Kind.INSERTED
        texts = (text, "") if state is State.DELETED else ("", text)
        note = self.weaver.ledger.enter(kind, Of.ROW, place, texts, [])
        made = copied(row)
        tag_marks(made, "old" if state is State.DELETED else "new")
        for each in [made] if made.tag == TR else own(made, TR):
            mark(each, state, self.pen)
        for source, target in zip(_cells_of(row), _cells_of(made), strict=True):
            fill(target, self.weaver.whole(source, state))
        if note is not None:
            anchor([made], note)
        self.weaver.ledger.leave()
        return made

    def _paired(self, old: Element, new: Element, place: str) -> Element:
        made = make("tr")
        made.attrib.update(new.attrib)
        for tag, name in ((w("tblPrEx"), "tblPrEx"), (TRPR, "trPr")):
            self._changed(made, old, new, (tag, name))
        self._cells(made, old, new, place)
        return made

    def _cells(self, made: Element, old: Element, new: Element, place: str) -> None:
        mine = [child for child in old if child.tag in (TC, SDT)]
        at = 0
        for mark_ in old:
            if mark_.tag in BARE:
                made.append(_from(mark_, "old"))
        for child in new:
            if child.tag in BARE:
                made.append(_from(child, "new"))
            elif child.tag == TC:
                made.append(self._cell(mine[at], child, f"{place}, cell {at + 1}"))
                at += 1
            elif child.tag == SDT:
                shell = copied(child)
                content = shell.find(w("sdtContent"))
                inner = [each.find(w("sdtContent")) for each in (mine[at], child)]
                if content is not None and None not in inner:
                    for each in list(content):
                        content.remove(each)
                    self._cells(content, inner[0], inner[1], f"{place}, cell {at + 1}")
                made.append(shell)
                at += 1

    def _cell(self, old: Element, new: Element, place: str) -> Element:
        made = make("tc")
        made.attrib.update(new.attrib)
        self._changed(made, old, new, (TCPR, "tcPr"))
        made.extend(self.weaver.container(old, new, place))
        return made

    def _changed(self, made: Element, old: Element, new: Element, what: tuple[str, str]) -> None:
        """Properties as they are now, with what they were."""
        tag, name = what
        shown, former = new.find(tag), old.find(tag)
        said = [
            [] if each is None else sorted(reader.say(child) for child in each)
            for each, reader in ((shown, self.weaver.new), (former, self.weaver.old))
        ]
        if said[0] == said[1]:
            if shown is not None:
                made.append(copied(shown))
            return
        written = make(name) if shown is None else copied(shown)
        change = make(f"{name}Change", **self.pen.attributes())
        change.append(make(name) if former is None else copied(former))
        written.append(change)
        made.append(written)


def mark(row: Element, state: State, pen: Pen) -> None:
    """Say of a row that it came or went."""
    properties = row.find(TRPR)
    if properties is None:
        properties = make("trPr")
        at = 1 if row.find(w("tblPrEx")) is not None else 0
        row.insert(at, properties)
    name = "del" if state in (State.DELETED, State.MOVED_FROM) else "ins"
    properties.append(make(name, **pen.attributes()))


def fill(cell: Element, content: Sequence[Element]) -> None:
    """Put other content in a cell."""
    for child in list(cell):
        if child.tag != TCPR:
            cell.remove(child)
    cell.extend(content)


def tag_marks(element: Element, origin: str) -> None:
    """Say of the bare marks between rows and cells which text brings them."""
    for child in element:
        if child.tag in BARE:
            child.set(FROM, origin)
        elif child.tag in (TR, SDT, w("sdtContent")):
            tag_marks(child, origin)


def own(table: Element, tag: str) -> list[Element]:
    """The rows (or cells) of a table or row that are not those of a table inside."""
    found: list[Element] = []
    for child in table:
        if child.tag == tag:
            found.append(child)
        elif child.tag in (SDT, w("sdtContent"), TR):
            found += own(child, tag)
    return found


def own_cells(table: Element) -> list[Element]:
    """The cells of a table that are not those of a table inside."""
    return own(table, TC)


def _cells_of(row: Element) -> list[Element]:
    return own(row, TC)


def _rows(table: Element) -> list[tuple[Element, list[Element]]]:
    """Each row, or control around rows, with the bare marks in front of it."""
    found: list[tuple[Element, list[Element]]] = []
    bare: list[Element] = []
    for child in table:
        if child.tag in BARE:
            bare.append(child)
        elif child.tag in (TR, SDT):
            found.append((child, bare))
            bare = []
    return found


def _marks_behind(table: Element) -> Iterator[Element]:
    for child in reversed(table):
        if child.tag not in BARE:
            return
        yield child


def _from(mark_: Element, origin: str) -> Element:
    made = copied(mark_)
    made.set(FROM, origin)
    return made
