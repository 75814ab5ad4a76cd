"""The nouns of a text: sections, paragraphs, lists, tables, notes, and the ids they keep for good.

Words are those of Akoma Ntoso (OASIS LegalDocML): heading, num, list, item, row, note. Every id is
given once and never again; it says what a thing is and not where it stands (decision 0006).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Mark(StrEnum):
    """How a run of text looks, where that carries meaning."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKE = "strike"
    SUPER = "super"
    SUB = "sub"


@dataclass(frozen=True)
class Run:
    """Text of one look. "\\n" in it is a line break; other white space is one space.

    marks: sorted. link: an address, or "#" and the id of a block of the same text.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    link: str = ""


@dataclass(frozen=True)
class NoteReference:
    """The place in a line where a note hangs; `note` is its id."""

    note: str


@dataclass(frozen=True)
class Picture:
    """A picture in a line: the sha256 of its bytes, and the words for who does not see it."""

    digest: str
    alt: str = ""


Inline = Run | NoteReference | Picture
Content = tuple[Inline, ...]


@dataclass(frozen=True)
class Heading:
    """The heading of a section; its id is the section's. level: 1 is the highest, 9 the lowest.

    number: as shown before the words, such as "4.2", or "".
    """

    id: str
    level: int
    content: Content
    number: str = ""
    is_rtl: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph outside of lists."""

    id: str
    content: Content
    is_rtl: bool = False


@dataclass(frozen=True)
class Item:
    """An item of a list: its first paragraph, then further paragraphs and lists inside it.

    number: as shown, such as "(a)" or "4.2.1"; "" where the list has bullets.
    """

    id: str
    content: Content
    number: str = ""
    blocks: tuple[Paragraph | List, ...] = ()
    is_rtl: bool = False


@dataclass(frozen=True)
class List:
    """A list. It has no id: its items have, and they may leave it."""

    items: tuple[Item, ...]
    is_ordered: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell of a table with its blocks; columns, rows: how many it spans."""

    blocks: tuple[Block, ...] = ()
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Row:
    """A row of a table; cells that a merged cell above covers are not in it."""

    id: str
    cells: tuple[Cell, ...]
    is_header: bool = False


@dataclass(frozen=True)
class Table:
    """A table of rows."""

    id: str
    rows: tuple[Row, ...]
    is_rtl: bool = False


Block = Heading | Paragraph | List | Table


@dataclass(frozen=True)
class Note:
    """A footnote, or an endnote where is_endnote."""

    id: str
    blocks: tuple[Block, ...]
    is_endnote: bool = False


@dataclass(frozen=True)
class Media:
    """What is known of a picture's bytes; they are kept elsewhere, under their sha256.

    media_type: image/png, image/jpeg or image/gif. width, height: in pixels.
    """

    digest: str
    media_type: str
    width: int
    height: int


@dataclass(frozen=True)
class Source:
    """The file a text was read from: its name, its format (docx, odt, html, md), its sha256."""

    file: str = ""
    format: str = ""
    digest: str = ""


@dataclass(frozen=True)
class Text:
    """One version of a text.

    language: two or three letters (ISO 639), "" where it is not known. last_number: the highest
    number any id of this text or of an earlier version has; the next id is above it.
    """

    title: str
    blocks: tuple[Block, ...]
    language: str = ""
    notes: tuple[Note, ...] = ()
    media: tuple[Media, ...] = ()
    last_number: int = 0
    source: Source = field(default=Source(), compare=False)


@dataclass(frozen=True)
class Section:
    """A heading, what stands under it before the next heading, and the sections inside it."""

    heading: Heading
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()


class UnitKind(StrEnum):
    """What a unit is: the smallest thing that a comment hangs on and that versions share."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    NOTE = "note"


@dataclass(frozen=True)
class Unit:
    """A heading, paragraph, item, row or note as plain text, in reading order.

    section: id of the heading above, "" before the first. number: as shown.
    inside: ids of blocks that go with it (the paragraphs in the cells of a row or in a note).
    """

    id: str
    kind: UnitKind
    text: str
    section: str = ""
    number: str = ""
    inside: tuple[str, ...] = ()
