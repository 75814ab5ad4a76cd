"""Permanent ids: given in reading order, renamed together with what points at them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from uratibu.core.documents.model import (
    Block,
    Content,
    Heading,
    Inline,
    Item,
    List,
    Note,
    NoteReference,
    Paragraph,
    Row,
    Run,
    Table,
    Text,
)
from uratibu.core.documents.outline import Identified, everything

LETTERS: Mapping[type, str] = {
    Heading: "s", Paragraph: "p", Item: "i", Table: "t", Row: "r", Note: "n",
}  # fmt: skip
"""First letter of an id: s is a section (its heading), p a paragraph, r a row."""
SHAPE = re.compile(r"[spitrn]-\d{4,}")
Names = Mapping[str, str]


def new_id(thing: Identified, number: int) -> str:
    """The id of a thing that gets this number: p-0042."""
    return f"{LETTERS[type(thing)]}-{number:04}"


def numbered(text: Text) -> Text:
    """A text just read, with the ids of a first version: numbered from 1 in reading order."""
    names: dict[str, str] = {}
    for number, thing in enumerate(everything(text), start=1):
        names[thing.id] = new_id(thing, number)
    return replace(renamed(text, names), last_number=len(names))


def renamed(text: Text, names: Names) -> Text:
    """The same text under other ids; links and note references follow. Unnamed ids stay."""
    return _Change(lambda own: names.get(own, own), lambda line: _content(line, names)).text(text)


def relined(text: Text, change: Callable[[Content], Content]) -> Text:
    """The same text with every line changed in one way."""
    return _Change(lambda own: own, change).text(text)


@dataclass(frozen=True)
class _Change:
    """Walks a text and makes it anew with other ids and lines."""

    own: Callable[[str], str]
    line: Callable[[Content], Content]

    def text(self, text: Text) -> Text:
        notes = tuple(
            replace(note, id=self.own(note.id), blocks=self.blocks(note.blocks))
            for note in text.notes
        )
        return replace(text, blocks=self.blocks(text.blocks), notes=notes)

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self.block(block) for block in blocks)

    def block(self, block: Block) -> Block:
        if isinstance(block, List):
            return replace(block, items=tuple(self.item(item) for item in block.items))
        if isinstance(block, Table):
            rows = tuple(self.row(row) for row in block.rows)
            return replace(block, id=self.own(block.id), rows=rows)
        return replace(block, id=self.own(block.id), content=self.line(block.content))

    def item(self, item: Item) -> Item:
        inner = (self.block(block) for block in item.blocks)
        return replace(
            item,
            id=self.own(item.id),
            content=self.line(item.content),
            blocks=tuple(block for block in inner if isinstance(block, Paragraph | List)),
        )

    def row(self, row: Row) -> Row:
        cells = tuple(replace(cell, blocks=self.blocks(cell.blocks)) for cell in row.cells)
        return replace(row, id=self.own(row.id), cells=cells)


def _content(line: Content, names: Names) -> Content:
    """A line whose links and note references follow the new names."""
    made: list[Inline] = []
    for part in line:
        if isinstance(part, NoteReference):
            made.append(NoteReference(names.get(part.note, part.note)))
        elif isinstance(part, Run) and part.link.startswith("#"):
            target = part.link[1:]
            made.append(replace(part, link=f"#{names.get(target, target)}"))
        else:
            made.append(part)
    return tuple(made)
