"""Writes pieces with their states as paragraphs of Word, changes marked.

Source: ECMA-376 part 1, 17.13.5; the order of children follows its schema.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from uratibu.core.documents.tracked.model import Pen
from uratibu.core.documents.tracked.ooxml import (
    OWN,
    PPR,
    RPR,
    RUN,
    SDT,
    SECTPR,
    SPACE,
    Element,
    copied,
    local,
    make,
    w,
)  # fmt: skip
from uratibu.core.documents.tracked.pieces import Piece, Reader
from uratibu.core.documents.tracked.words import Item, State

FROM = f"{{{OWN}}}from"
"""On a bare mark that the old text brings."""
_NOT_BASE = {RPR, SECTPR, w("pPrChange")}
_DELETED_TEXT = {w("t"): w("delText"), w("instrText"): w("delInstrText")}
_REFERENCES = ("headerReference", "footerReference")
NoteWriter = Callable[[Item], str]
SectionWriter = Callable[[Element | None, Element | None], None]


class Writer:
    """Writes paragraphs. note_of gives the id a note is to bear; section_of brings headers along.

    old, new: by these formatting is compared.
    """

    def __init__(
        self, pen: Pen, old: Reader, new: Reader, *, note_of: NoteWriter, section_of: SectionWriter
    ) -> None:
        self.pen, self.old, self.new = pen, old, new
        self.note_of, self.section_of = note_of, section_of

    def paragraphs(self, items: Sequence[Item]) -> list[Element]:
        """The paragraphs of items whose last one is a mark."""
        made: list[Element] = []
        waiting: list[Item] = []
        marks = [item for item in items if item.piece.kind == "mark"]
        for item in items:
            if item.piece.kind == "mark":
                marks.pop(0)
                kept = next((mark for mark in marks if mark.state is State.KEPT), None)
                made.append(self._paragraph(waiting, item, kept))
                waiting = []
            else:
                waiting.append(item)
        if waiting:
            raise ValueError("the last item of a paragraph is its mark")
        return made

    def _paragraph(self, items: list[Item], mark: Item, kept: Item | None) -> Element:
        """One paragraph. kept: the mark behind it that stays, where this one goes."""
        made = make("p")
        if mark.new is not None:
            made.attrib.update(mark.new.elements[0].attrib)
        properties = self._properties(mark, kept)
        if len(properties):
            made.append(properties)
        self._content(made, items)
        _add_bare(made, mark)
        return made

    def _properties(self, mark: Item, kept: Item | None) -> Element:
        """Properties as they are now, with what they were.

        A mark that goes takes those of the mark its words will end with: then they are right
        whether a reader keeps the properties of the first paragraph that it joins or of the last.
        """
        old, new = (_owned(piece, PPR) for piece in (mark.old, mark.new))
        before, after = old, new
        if mark.state is not State.KEPT:
            before = old if mark.new is None else _owned(kept.old, PPR) if kept else new
            after = new if mark.old is None else _owned(kept.new, PPR) if kept else old
        made = make("pPr")
        made.extend(copied(each) for each in _base(after))
        marks = self._mark_properties(mark, _owned_child(old, RPR), _owned_child(new, RPR))
        if len(marks):
            made.append(marks)
        section = self._section(mark, _owned_child(old, SECTPR), _owned_child(new, SECTPR))
        if section is not None:
            made.append(section)
        if self._said(self.old, before) != self._said(self.new, after):
            change = make("pPrChange", **self.pen.attributes())
            former = make("pPr")
            former.extend(copied(each) for each in _base(before))
            change.append(former)
            made.append(change)
        return made

    def _mark_properties(self, mark: Item, old: Element | None, new: Element | None) -> Element:
        made = make("rPr")
        shown = new if mark.new is not None else old
        if mark.state is not State.KEPT:
            made.append(make(str(mark.state), **self.pen.attributes()))
        made.extend(copied(each) for each in (() if shown is None else shown))
        if mark.state is State.KEPT and self.old.look(old) != self.new.look(new):
            made.append(self._former_look(old))
        return made

    def _section(self, mark: Item, old: Element | None, new: Element | None) -> Element | None:
        if mark.state is not State.KEPT:
            shown = new if mark.new is not None else old
            if shown is not None:
                shown = copied(shown)
                self.section_of(*((None, shown) if mark.new is not None else (shown, None)))
            return shown
        return None if new is None else self.section(old, new)

    def section(self, old: Element | None, new: Element) -> Element:
        """A section as it is now, with what it was."""
        made = copied(new)
        self.section_of(old, made)
        former = make("sectPr") if old is None else copied(old)
        for each in list(former):
            if local(each) in _REFERENCES:
                former.remove(each)
        if self._section_value(self.old, former) != self._section_value(self.new, new):
            change = make("sectPrChange", **self.pen.attributes())
            change.append(former)
            made.append(change)
        return made

    @staticmethod
    def _section_value(reader: Reader, section: Element) -> list[str]:
        return sorted(reader.say(each) for each in section if local(each) not in _REFERENCES)

    @staticmethod
    def _said(reader: Reader, properties: Element | None) -> list[str]:
        return sorted(reader.say(each) for each in _base(properties))

    def _content(self, paragraph: Element, items: list[Item]) -> None:
        for _, linked in groupby(items, key=_link_key):
            group = list(linked)
            link = group[0].piece.link
            if link is None:
                self._states(paragraph, group)
                continue
            made = make("hyperlink")
            made.attrib.update(link.element.attrib)
            _add_bare(paragraph, group[0])
            self._states(made, group, is_first_bare_done=True)
            paragraph.append(made)

    def _states(
        self, parent: Element, items: list[Item], *, is_first_bare_done: bool = False
    ) -> None:
        holder: Element | None = None
        state = State.KEPT
        for number, (_, alike) in enumerate(_runs(items)):
            group = list(alike)
            if group[0].piece.before or _has_bare(group[0]):
                holder = None
                if number or not is_first_bare_done:
                    _add_bare(parent, group[0])
            if group[0].state is not state or holder is None:
                state = group[0].state
                holder = parent
                if state is not State.KEPT:
                    holder = make(str(state), **self.pen.attributes())
                    parent.append(holder)
            self._group(holder, parent, group)
            if holder is not parent and not len(holder):
                parent.remove(holder)
                holder = None
            if group[0].piece.kind == "inline":
                holder = None

    def _group(self, holder: Element, parent: Element, group: list[Item]) -> None:
        piece, state = group[0].piece, group[0].state
        if piece.kind == "inline":
            self._inline(holder, parent, piece.elements[0], state)
        elif piece.kind == "field":
            for run in piece.elements:
                made = copied(run)
                if state is State.DELETED:
                    as_deleted(made)
                holder.append(made)
        else:
            holder.append(self._run(group))

    def _inline(self, holder: Element, parent: Element, element: Element, state: State) -> None:
        made = copied(element)
        if state is State.KEPT:
            parent.append(made)
        elif element.tag == SDT:
            for each in self.boxed(made, state):
                parent.append(each)
            self.all_words(made, state)
        elif local(element) in ("smartTag", "customXml", "dir", "bdo"):
            self.all_words(made, state)
            parent.append(made)
        else:
            holder.append(made)

    def boxed(self, control: Element, state: State) -> list[Element]:
        """A content control whose frame comes or goes, between the marks that say so."""
        kind = "Ins" if state in (State.INSERTED, State.MOVED_TO) else "Del"
        content = control.find(w("sdtContent"))
        ids = control.find(f"{w('sdtPr')}/{w('id')}")
        if kind == "Del" and ids is not None:
            ids.getparent().remove(ids)
        if content is None:
            return [control]
        marks = [
            make(f"customXml{kind}RangeStart", **self.pen.attributes()),
            make(f"customXml{kind}RangeStart", **self.pen.attributes()),
        ]
        ends = [make(f"customXml{kind}RangeEnd", id=each.get(w("id"))) for each in marks]
        content.insert(0, ends[0])
        content.append(marks[1])
        return [marks[0], control, ends[1]]

    def all_words(self, element: Element, state: State) -> None:
        """Mark every run inside an element."""
        runs = [run for run in element.iter(RUN) if not _is_in_run(run, element)]
        for run in runs:
            holder = make(str(state), **self.pen.attributes())
            run.addprevious(holder)
            holder.append(run)
            if state is State.DELETED:
                as_deleted(run)

    def _run(self, group: list[Item]) -> Element:
        first = group[0]
        made = make("r")
        properties = make("rPr")
        shown = first.piece.properties
        properties.extend(copied(each) for each in (() if shown is None else shown))
        if first.old and first.new and first.old.look != first.new.look:
            properties.append(self._former_look(first.old.properties))
        if len(properties):
            made.append(properties)
        for is_text, items in groupby(group, key=lambda item: item.piece.kind == "text"):
            if is_text:
                name = "delText" if first.state is State.DELETED else "t"
                text = make(name)
                text.text = "".join(item.piece.text for item in items)
                text.set(SPACE, "preserve")
                made.append(text)
            else:
                made.extend(self._atom(item) for item in items)
        return made

    def _atom(self, item: Item) -> Element:
        made = copied(item.piece.elements[0])
        if item.piece.kind == "note":
            made.set(w("id"), self.note_of(item))
        if item.state is State.DELETED and made.tag in _DELETED_TEXT:
            made.tag = _DELETED_TEXT[made.tag]
        return made

    def _former_look(self, properties: Element | None) -> Element:
        change = make("rPrChange", **self.pen.attributes())
        former = make("rPr")
        former.extend(copied(each) for each in (() if properties is None else properties))
        change.append(former)
        return change


def as_deleted(element: Element) -> None:
    """Name the words inside an element deleted; those in the boxes of a drawing stay."""
    for each in list(element.iter(*_DELETED_TEXT)):
        if not _is_drawn(each):
            each.tag = _DELETED_TEXT[each.tag]


def _runs(items: list[Item]) -> Iterator[tuple[object, Iterator[Item]]]:
    """Items that one run can hold; whatever has marks before it begins anew."""
    number = 0

    def key(item: Item) -> tuple[object, ...]:
        nonlocal number
        if _has_bare(item) or _is_alone(item.piece):
            number += 1
            if _is_alone(item.piece):
                return (number, "alone")
        look = item.piece.look
        former = item.old.look if item.state is State.KEPT and item.old else ""
        return (number, item.state, look, former)

    return groupby(items, key=key)


def _is_alone(piece: Piece) -> bool:
    """Whether a piece has a run of its own: pandoc reads no words beside a picture or a note."""
    if piece.kind == "atom":
        return local(piece.elements[0]) in ("drawing", "pict", "object", "AlternateContent")
    return piece.kind in ("field", "inline", "note")


def _has_bare(item: Item) -> bool:
    return any(piece is not None and piece.before for piece in (item.old, item.new))


def _add_bare(parent: Element, item: Item) -> None:
    for piece, origin in ((item.old, "old"), (item.new, "new")):
        for mark in () if piece is None else piece.before:
            made = copied(mark)
            made.set(FROM, origin)
            parent.append(made)


def _link_key(item: Item) -> str:
    return item.piece.link.key if item.piece.link else ""


def _base(properties: Element | None) -> list[Element]:
    """The properties that a former state of a paragraph can hold."""
    return [] if properties is None else [e for e in properties if e.tag not in _NOT_BASE]


def _owned(piece: Piece | None, tag: str) -> Element | None:
    return None if piece is None else piece.elements[0].find(tag)


def _owned_child(owner: Element | None, tag: str) -> Element | None:
    return None if owner is None else owner.find(tag)


def _is_drawn(element: Element) -> bool:
    names = {local(above) for above in element.iterancestors()}
    return bool(names & {"drawing", "pict", "object", "AlternateContent"})


def _is_in_run(run: Element, top: Element) -> bool:
    for above in run.iterancestors():
        if above is top:
            return False
        if above.tag == RUN:
            return True
    return False
