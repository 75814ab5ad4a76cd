"""A text as a page: headings, lists, tables and notes by their elements, ids as anchors."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape

from uratibu.core.documents.model import (
    Block,
    Content,
    Heading,
    Item,
    List,
    Mark,
    Note,
    NoteReference,
    Paragraph,
    Picture,
    Row,
    Run,
    Table,
    Text,
)

TAGS = {Mark.BOLD: "strong", Mark.ITALIC: "em", Mark.UNDERLINE: "u", Mark.STRIKE: "s",
        Mark.SUPER: "sup", Mark.SUB: "sub"}  # fmt: skip
STYLE = (
    "ol.as-shown{list-style:none;padding-inline-start:1.5em}.number{margin-inline-end:.4em}"
    "table{border-collapse:collapse}td,th{border:1px solid;padding:.2em .4em;vertical-align:top}"
)
Pictures = Mapping[str, bytes]


def as_html(text: Text, pictures: Pictures) -> str:
    """The whole page. pictures: bytes by their sha256; they are put into the page."""
    said = Writer(text, pictures)
    language = f' lang="{escape(text.language)}"' if text.language else ""
    title = escape(text.title)
    top = f'<header><h1 class="title">{title}</h1></header>\n' if text.title else ""
    return (
        f'<!DOCTYPE html>\n<html{language}>\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{top}<main>\n"
        f"{said.blocks(text.blocks)}\n</main>\n{said.notes()}</body>\n</html>\n"
    )


@dataclass
class Writer:
    """Writes blocks of one text. labels: what a note is called where references point at it."""

    text: Text
    pictures: Pictures
    labels: Mapping[str, str] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._media = {media.digest: media for media in self.text.media}
        self._numbers = {note.id: at for at, note in enumerate(self.text.notes, start=1)}

    def blocks(self, blocks: Iterable[Block], *, is_rtl: bool = False) -> str:
        """Blocks, a line each. is_rtl: the direction of what they stand in."""
        return "\n".join(self.block(block, is_rtl=is_rtl) for block in blocks)

    def block(self, block: Block, *, is_rtl: bool = False) -> str:
        """One block."""
        if isinstance(block, List):
            return self.list(block, is_rtl=is_rtl)
        if isinstance(block, Table):
            return self.table(block, is_rtl=is_rtl)
        about = f' id="{block.id}"{_direction(block.is_rtl, is_rtl)}'
        if isinstance(block, Paragraph):
            return f"<p{about}>{self.line(block.content)}</p>"
        return self.heading(block, about)

    def heading(self, heading: Heading, about: str) -> str:
        """A heading with its number; below the sixth level HTML has no element for it."""
        said = f"{number(heading.number)}{self.line(heading.content)}"
        if heading.level <= 6:
            return f"<h{heading.level}{about}>{said}</h{heading.level}>"
        return f'<div role="heading" aria-level="{heading.level}"{about}>{said}</div>'

    def list(self, list_: List, *, is_rtl: bool = False) -> str:
        """A list; numbers are written out, so that they are what they were everywhere."""
        tag, about = ("ol", ' class="as-shown"') if list_.is_ordered else ("ul", "")
        items = "\n".join(self.item(item, is_rtl=is_rtl) for item in list_.items)
        return f"<{tag}{about}>\n{items}\n</{tag}>"

    def item(self, item: Item, *, is_rtl: bool) -> str:
        """An item and what stands inside it."""
        inner = self.blocks(item.blocks, is_rtl=item.is_rtl)
        about = f' id="{item.id}"{_direction(item.is_rtl, is_rtl)}'
        return f"<li{about}>{number(item.number)}{self.line(item.content)}{inner}</li>"

    def table(self, table: Table, *, is_rtl: bool = False) -> str:
        """A table; header rows at its top are its head."""
        heads = 0
        while heads < len(table.rows) and table.rows[heads].is_header:
            heads += 1
        head = "\n".join(self.row(row, is_rtl=table.is_rtl) for row in table.rows[:heads])
        body = "\n".join(self.row(row, is_rtl=table.is_rtl) for row in table.rows[heads:])
        parts = [f"<thead>\n{head}\n</thead>"] if head else []
        parts += [f"<tbody>\n{body}\n</tbody>"] if body else []
        about = f' id="{table.id}"{_direction(table.is_rtl, is_rtl)}'
        return "\n".join((f"<table{about}>", *parts, "</table>"))

    def row(self, row: Row, *, is_rtl: bool) -> str:
        """A row of a table."""
        tag, scope = ("th", ' scope="col"') if row.is_header else ("td", "")
        cells = []
        for cell in row.cells:
            spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
            spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
            inner = self.blocks(cell.blocks, is_rtl=is_rtl)
            cells.append(f"<{tag}{scope}{spans}>{inner}</{tag}>")
        return f'<tr id="{row.id}">{"".join(cells)}</tr>'

    def line(self, content: Content) -> str:
        """A line of text."""
        return "".join(self.part(part) for part in content)

    def part(self, part: Run | NoteReference | Picture) -> str:
        """A run, a note reference or a picture."""
        if isinstance(part, NoteReference):
            return self.reference(part.note)
        if isinstance(part, Picture):
            return f'<img src="{self.address(part)}" alt="{escape(part.alt)}">'
        said = escape(part.text, quote=False).replace("\n", "<br>")
        for mark in reversed(part.marks):
            said = f"<{TAGS[mark]}>{said}</{TAGS[mark]}>"
        return f'<a href="{escape(part.link)}">{said}</a>' if part.link else said

    def address(self, picture: Picture) -> str:
        """The bytes of a picture as an address, "" where they are not at hand."""
        blob, media = self.pictures.get(picture.digest), self._media.get(picture.digest)
        if blob is None or media is None:
            return ""
        return f"data:{media.media_type};base64,{base64.b64encode(blob).decode()}"

    def reference(self, note: str) -> str:
        """The raised number that leads to a note."""
        self._counts[note] = again = self._counts.get(note, 0) + 1
        target, shown = self.labels.get(note, note), self._numbers.get(note, 0)
        own = f' id="ref-{note}-{again}"' if not self.labels else ""
        return f'<sup><a{own} href="#{target}" role="doc-noteref">{shown}</a></sup>'

    def notes(self) -> str:
        """The notes at the end of the page, footnotes and endnotes in their order."""
        return "".join(self._note(note) for note in self.text.notes)

    def _note(self, note: Note) -> str:
        kind = "endnotes" if note.is_endnote else "footnotes"
        start = self._numbers[note.id]
        back = f'<a class="footnote-back" href="#ref-{note.id}-1" aria-label="Back">\u21a9</a>'
        return (
            f'<section class="{kind}"><ol start="{start}"><li id="{note.id}">'
            f"{self.blocks(note.blocks)}{back}</li></ol></section>\n"
        )


def number(shown: str) -> str:
    """A number as it stands before words."""
    return f'<span class="number">{escape(shown)}</span> ' if shown else ""


def _direction(own: bool, around: bool) -> str:
    if own == around:
        return ""
    return ' dir="rtl"' if own else ' dir="ltr"'
