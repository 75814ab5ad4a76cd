"""Weaves two texts into one that holds both: blocks, and inside them words, rows and cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from uratibu.core.documents.tracked import blocks, rows, words
from uratibu.core.documents.tracked.align import Sketches
from uratibu.core.documents.tracked.blocks import Act, Block, Fate
from uratibu.core.documents.tracked.model import Kind, Of
from uratibu.core.documents.tracked.ooxml import (
    SDT,
    TBL,
    Element,
    P,
    copied,
    make,
    w,
)  # fmt: skip
from uratibu.core.documents.tracked.pieces import Piece, Reader
from uratibu.core.documents.tracked.remarks import anchor
from uratibu.core.documents.tracked.words import Item, State
from uratibu.core.documents.tracked.write import FROM, Writer

STATES = {
    Fate.DELETED: State.DELETED, Fate.INSERTED: State.INSERTED,
    Fate.MOVED_FROM: State.MOVED_FROM, Fate.MOVED_TO: State.MOVED_TO,
}  # fmt: skip


class Ledger(Protocol):
    """Where changes are written down; it says how the pen is held and what stands in the margin."""

    def enter(
        self, kind: Kind, of: Of, place: str, texts: tuple[str, str], items: Sequence[Item],
        *, move: int = 0,
    ) -> str | None:  # fmt: skip
        """Take the pen for one change; the id of a comment to anchor to it, or None."""

    def leave(self) -> None:
        """Give the pen back to the author of the whole."""

    def untracked(self, what: str, place: str) -> None:
        """Something differs that Word cannot show as a change."""


class Weaver:
    """Weaves the texts of one part. where: how the part is called in places ("" for the body)."""

    def __init__(
        self, writer: Writer, readers: tuple[Reader, Reader], ledger: Ledger,
        sketches: Sketches, where: str = "",
    ) -> None:  # fmt: skip
        self.writer, self.ledger, self.sketches = writer, ledger, sketches
        self.old, self.new = readers
        self.where = where
        self.paragraphs = self.tables = 0

    def container(self, old: Element, new: Element, place: str = "") -> list[Element]:
        """What stands in a body, cell, note or header that holds both."""
        mine, mine_bare = blocks.read(old, self.old, self.sketches)
        others, others_bare = blocks.read(new, self.new, self.sketches)
        made: list[Element] = []
        for act in blocks.plan(mine, others):
            made += self._act(act, [mine[i] for i in act.old], [others[j] for j in act.new], place)
        return made + _tagged(mine_bare, "old") + _tagged(others_bare, "new")

    def whole(self, container: Element, state: State) -> list[Element]:
        """What stands in a container that came or went as a whole."""
        is_old = state in (State.DELETED, State.MOVED_FROM)
        reader = self.old if is_old else self.new
        found, bare = blocks.read(container, reader, self.sketches)
        made: list[Element] = []
        for block in found:
            made += _tagged(block.before, "old" if is_old else "new")
            made += self._whole_block(block, state)
        return made + _tagged(bare, "old" if is_old else "new")

    def _act(self, act: Act, old: list[Block], new: list[Block], place: str) -> list[Element]:
        for block in new:
            self.paragraphs += block.is_paragraph and not place
            self.tables += block.element.tag == TBL and not place
        if act.fate is Fate.PAIRED and old[0].is_paragraph:
            return self._paragraphs(act, old, new, place)
        made = [
            mark
            for found, origin in ((old, "old"), (new, "new"))
            for block in found
            for mark in _tagged(block.before, origin)
        ]
        if act.fate is not Fate.PAIRED:
            return made + self._one_sided(act, (old or new)[0], place)
        if old[0].element.tag == TBL:
            return [*made, self._table(old[0], new[0], place)]
        return [*made, self._control(old[0], new[0], place)]

    def _one_sided(self, act: Act, block: Block, place: str) -> list[Element]:
        state = STATES[act.fate]
        is_old = bool(act.old)
        of = {P: Of.PARAGRAPH, TBL: Of.TABLE, SDT: Of.CONTROL}.get(block.element.tag)
        where = self._place(block, place)
        if of is None:
            self.ledger.untracked(f"a part of another kind ({block.unit.kind})", where)
            return [] if is_old else [copied(block.element)]
        kind = Kind.MOVED if act.move else Kind.DELETED if is_old else Kind.INSERTED
        texts = (block.text, "") if is_old else ("", block.text)
        items = self._items(block, state) if of is Of.PARAGRAPH else []
        note = self.ledger.enter(kind, of, where, texts, items, move=act.move)
        made = self._whole_block(block, state)
        if act.move:
            made = self._as_move(made, state, act.move)
        if note is not None:
            anchor(made, note)
        self.ledger.leave()
        return made

    def _whole_block(self, block: Block, state: State) -> list[Element]:
        element = block.element
        if element.tag == P:
            return self.writer.paragraphs(self._items(block, state))
        made = copied(element)
        if element.tag == TBL:
            is_old = state in (State.DELETED, State.MOVED_FROM)
            rows.tag_marks(made, "old" if is_old else "new")
            for row in rows.own(made, w("tr")):
                rows.mark(row, state, self.writer.pen)
            for source, target in zip(rows.own_cells(element), rows.own_cells(made), strict=True):
                rows.fill(target, self.whole(source, state))
            return [made]
        if element.tag == SDT:
            content = made.find(w("sdtContent"))
            source = element.find(w("sdtContent"))
            if content is not None:
                for child in list(content):
                    content.remove(child)
                content.extend(self.whole(source, state))
            return self.writer.boxed(made, state)
        return [made]

    def _items(self, block: Block, state: State) -> list[Item]:
        if state in (State.DELETED, State.MOVED_FROM):
            return words.deleted(self._pieces(block, is_old=True), state)
        return words.inserted(self._pieces(block, is_old=False), state)

    def _pieces(self, block: Block, *, is_old: bool) -> list[Piece]:
        return (self.old if is_old else self.new).pieces(block.element)

    def _as_move(self, made: list[Element], state: State, number: int) -> list[Element]:
        """Between the marks that give a move its name."""
        start = make(f"{state}RangeStart", **self.writer.pen.attributes())
        start.set(w("name"), f"move{number}{'-' + self.where if self.where else ''}")
        end = make(f"{state}RangeEnd", id=start.get(w("id")))
        return [start, *made, end]

    def _paragraphs(
        self, act: Act, old: list[Block], new: list[Block], place: str
    ) -> list[Element]:
        single = len(old) == len(new) == 1
        is_same = single and old[0].unit.key == new[0].unit.key
        if is_same and old[0].can_stay and new[0].can_stay:
            return [copied(new[0].element)]
        items = self._paired_items(act, old, new)
        kind = _kind_of(items, old, new, is_apart=bool(act.old_tail or act.new_tail))
        note = None
        if kind is not None:
            texts = ("\n".join(b.text for b in old), "\n".join(b.text for b in new))
            where = self._place(new[0], place)
            note = self.ledger.enter(kind, Of.PARAGRAPH, where, texts, items)
        made = self.writer.paragraphs(items)
        if note is not None:
            anchor(made, note)
        self.ledger.leave()
        return made

    def _paired_items(self, act: Act, old: list[Block], new: list[Block]) -> list[Item]:
        mine = [_behind(block, self._pieces(block, is_old=True)) for block in old]
        others = [_behind(block, self._pieces(block, is_old=False)) for block in new]
        olds, news = _flat(mine), _flat(others)
        if act.old_tail:
            head, tail = _flat(mine[: -act.old_tail]), _flat(mine[-act.old_tail :])
            return [
                *words.compare(head[:-1], news[:-1], ends=False),
                *words.deleted([head[-1], *tail[:-1]]), *words.last(tail[-1], news[-1]),
            ]  # fmt: skip
        if act.new_tail:
            head, tail = _flat(others[: -act.new_tail]), _flat(others[-act.new_tail :])
            return [
                *words.compare(olds[:-1], head[:-1], ends=False),
                *words.inserted([head[-1], *tail[:-1]]), *words.last(olds[-1], tail[-1]),
            ]  # fmt: skip
        return words.compare(olds, news)

    def _table(self, old: Block, new: Block, place: str) -> Element:
        if old.unit.key == new.unit.key and old.can_stay:
            return copied(new.element)
        return rows.Rows(self, self._place(new, place)).table(old.element, new.element)

    def _control(self, old: Block, new: Block, place: str) -> Element:
        if new.element.tag != SDT or (old.unit.key == new.unit.key and old.can_stay):
            return copied(new.element)
        made = copied(new.element)
        content = made.find(w("sdtContent"))
        before = old.element.find(w("sdtContent"))
        after = new.element.find(w("sdtContent"))
        if content is not None and before is not None:
            for child in list(content):
                content.remove(child)
            content.extend(self.container(before, after, place))
        return made

    def _place(self, block: Block, place: str) -> str:
        if not place:
            is_table = block.element.tag == TBL
            place = f"table {self.tables}" if is_table else f"paragraph {max(self.paragraphs, 1)}"
            return f"{self.where}, {place}" if self.where else place
        return place


def _behind(block: Block, pieces: list[Piece]) -> list[Piece]:
    """The pieces of a block, the first with the bare marks that stand in front of the block."""
    first = replace(pieces[0], before=(*block.before, *pieces[0].before))
    return [first, *pieces[1:]] if block.before else pieces


def _flat(pieces: Sequence[Sequence[Piece]]) -> list[Piece]:
    return [piece for each in pieces for piece in each]


def _tagged(marks: Sequence[Element], origin: str) -> list[Element]:
    made = [copied(mark) for mark in marks]
    for mark in made:
        mark.set(FROM, origin)
    return made


def _kind_of(
    items: Sequence[Item], old: Sequence[Block], new: Sequence[Block], *, is_apart: bool
) -> Kind | None:
    """What a reader would call what happened to paired paragraphs; None where nothing did."""
    if is_apart:
        return Kind.EDITED
    if len(old) < len(new):
        return Kind.SPLIT
    if len(old) > len(new):
        return Kind.JOINED
    if any(item.state is not State.KEPT and item.piece.kind != "mark" for item in items):
        return Kind.EDITED
    if old[0].unit.key != new[0].unit.key:
        return Kind.FORMATTED
    return None
