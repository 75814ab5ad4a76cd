"""A text as Markdown; what Markdown has no signs for is written as the HTML it allows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

from uratibu.core.documents.export import html
from uratibu.core.documents.export.html import TAGS, Pictures
from uratibu.core.documents.load.draft import inlines
from uratibu.core.documents.load.line import TYPED_NUMBER
from uratibu.core.documents.model import (
    Block,
    Content,
    Heading,
    Item,
    List,
    Mark,
    NoteReference,
    Paragraph,
    Picture,
    Row,
    Run,
    Table,
    Text,
)

_SIGNS = re.compile(r"([\\`*_\[\]<>&~|^#!])")
_AT_START = re.compile(r"(\d{1,9})([.)])")
_SPACES = re.compile(r"[^\S \n]")
_PLAIN_ADDRESS = re.compile(r"(https?://[a-z0-9.-]+|mailto:[a-z0-9.@-]+)(/[A-Za-z0-9/._-]*)?")
_EMPHASIS = {Mark.BOLD: "**", Mark.ITALIC: "*"}


def as_markdown(text: Text, pictures: Pictures) -> str:
    """The whole text, its title and language in a head of facts."""
    return _Writer(text, pictures).whole()


@dataclass
class _Writer:
    text: Text
    pictures: Pictures
    labels: dict[str, str] = field(default_factory=dict)
    html: html.Writer = field(init=False)
    targets: set[str] = field(init=False)

    def __post_init__(self) -> None:
        feet = ends = 0
        for note in self.text.notes:
            feet, ends = (feet, ends + 1) if note.is_endnote else (feet + 1, ends)
            self.labels[note.id] = f"e{ends}" if note.is_endnote else str(feet)
        anchors = {note: f"fn-{label}" for note, label in self.labels.items()}
        self.html = html.Writer(self.text, self.pictures, anchors)
        links = (part.link for part in inlines(self.text) if isinstance(part, Run))
        self.targets = {link[1:] for link in links if link.startswith("#")}

    def whole(self) -> str:
        parts = [self._head()] if self.text.title or self.text.language else []
        parts += [self.blocks(self.text.blocks)]
        for note in self.text.notes:
            lines = self.blocks(note.blocks).split("\n")
            is_line = bool(note.blocks) and isinstance(note.blocks[0], Paragraph)
            first = lines.pop(0) if is_line and not lines[0].startswith("<p ") else ""
            rest = "".join(f"\n    {line}" if line else "\n" for line in lines)
            parts.append(f"[^{self.labels[note.id]}]: {first}{rest}")
        return "\n\n".join(parts) + "\n"

    def _head(self) -> str:
        said = self.text.title.replace("\\", "\\\\").replace('"', '\\"')
        title = f'title: "{said}"\n' if self.text.title else ""
        language = f"lang: {self.text.language}\n" if self.text.language else ""
        return f"---\n{title}{language}---"

    def blocks(self, blocks: tuple[Block, ...]) -> str:
        said: list[str] = []
        for at, block in enumerate(blocks):
            if at and isinstance(block, List) and isinstance(blocks[at - 1], List):
                said.append("<!-- -->")
            said.append(self.block(block))
        return "\n\n".join(said)

    def block(self, block: Block) -> str:
        if isinstance(block, List):
            return self.list(block) if _is_plain_list(block) else self.html.list(block)
        if isinstance(block, Table):
            is_plain = _is_plain_table(block) and block.id not in self.targets
            return self.table(block) if is_plain else self.html.table(block)
        if block.is_rtl or (isinstance(block, Heading) and block.level > 6):
            return self.html.block(block)
        if isinstance(block, Paragraph):
            return self.line(block.content, block.id)
        typed = TYPED_NUMBER.match(f"{block.number} x")
        first = block.content[0]
        is_plain = isinstance(first, Run) and not first.marks and not first.link
        is_typed = is_plain and typed is not None and typed[1] == block.number
        number = f"{escaped(block.number)} " if is_typed else html.number(block.number)
        return f"{'#' * block.level} {self._anchor(block.id)}{number}{self.line(block.content)}"

    def list(self, list_: List) -> str:
        return "\n".join(self.item(item) for item in list_.items)

    def item(self, item: Item) -> str:
        mark = f"{item.number} " if item.number else "- "
        inner = "".join(f"\n\n{self.block(block)}" for block in item.blocks)
        lines = f"{self.line(item.content, item.id)}{inner}".split("\n")
        margin = " " * len(mark)
        rest = "".join(f"\n{margin}{line}" if line else "\n" for line in lines[1:])
        return f"{mark}{lines[0]}{rest}"

    def table(self, table: Table) -> str:
        head = self.row(table.rows[0])
        rule = f"|{'---|' * len(table.rows[0].cells)}"
        return "\n".join((head, rule, *(self.row(row) for row in table.rows[1:])))

    def row(self, row: Row) -> str:
        said = (
            " ".join(self.line(one.content, one.id) for one in cell.blocks
                     if isinstance(one, Paragraph))
            for cell in row.cells
        )  # fmt: skip
        return f"| {' | '.join(said)} |"

    def line(self, content: Content, own: str = "") -> str:
        """A line of text on one line of the file."""
        said = [self.part(content, at) for at in range(len(content))]
        line = "".join(said)
        first = content[0] if content else None
        if isinstance(first, Run) and not first.marks and not first.link:
            line = _AT_START.sub(r"\1\\\2", line, count=1) if _AT_START.match(line) else line
            line = f"\\{line}" if line.startswith(("-", "+", "=", ":")) else line
        return f"{self._anchor(own)}{line}"

    def part(self, content: Content, at: int) -> str:
        part = content[at]
        if isinstance(part, NoteReference):
            return f"[^{self.labels[part.note]}]"
        if isinstance(part, Picture):
            address = self.html.address(part)
            return f"![{escaped(part.alt)}]({address})" if address else escaped(part.alt)
        said = escaped(part.text).replace("\n", "<br>")
        is_apart = _is_apart(content, at)
        for mark in reversed(part.marks):
            sign = _EMPHASIS.get(mark) if is_apart and len(part.marks) == 1 else None
            said = f"{sign}{said}{sign}" if sign else f"<{TAGS[mark]}>{said}</{TAGS[mark]}>"
        if not part.link:
            return said
        if _PLAIN_ADDRESS.fullmatch(part.link):
            return f"[{said}]({part.link})"
        return f'<a href="{escape(part.link)}">{said}</a>'

    def _anchor(self, own: str) -> str:
        return f'<a id="{own}"></a>' if own in self.targets else ""


def escaped(text: str) -> str:
    """Text whose characters mean themselves."""
    plain = _SIGNS.sub(r"\\\1", text)
    return _SPACES.sub(lambda found: f"&#{ord(found[0])};", plain)


def _is_apart(content: Content, at: int) -> bool:
    """Whether a run begins and ends with a letter and stands between white space."""
    run = content[at]
    if not isinstance(run, Run) or not run.text[0].isalnum() or not run.text[-1].isalnum():
        return False
    before = content[at - 1] if at else Run(" ")
    after = content[at + 1] if at + 1 < len(content) else Run(" ")
    return (
        isinstance(before, Run) and isinstance(after, Run) and not before.link and not after.link
        and before.text[-1] in " \n" and after.text[0] in " \n"
        and not before.marks and not after.marks
    )  # fmt: skip


def _is_plain_list(list_: List) -> bool:
    numbers = [item.number for item in list_.items]
    first = numbers[0][:-1]
    if list_.is_ordered:
        is_whole = (
            first.isascii() and first.isdigit() and len(first) < 5 and str(int(first)) == first
        )
        if not is_whole or numbers != [f"{int(first) + at}." for at in range(len(numbers))]:
            return False
    elif any(numbers):
        return False
    return all(_is_plain_item(item) for item in list_.items)


def _is_plain_item(item: Item) -> bool:
    if item.is_rtl or not item.content:
        return False
    for at, block in enumerate(item.blocks):
        if isinstance(block, Paragraph):
            if block.is_rtl:
                return False
        elif not _is_plain_list(block) or (at and isinstance(item.blocks[at - 1], List)):
            return False
    return True


def _is_plain_table(table: Table) -> bool:
    width = len(table.rows[0].cells)
    if table.is_rtl or not width or not table.rows[0].is_header:
        return False
    return all(_is_plain_row(row, width, is_first=not at) for at, row in enumerate(table.rows))


def _is_plain_row(row: Row, width: int, *, is_first: bool) -> bool:
    return (
        len(row.cells) == width and row.is_header == is_first
        and all(
            cell.columns == cell.rows == 1 and len(cell.blocks) <= 1
            and all(isinstance(one, Paragraph) and not one.is_rtl for one in cell.blocks)
            for cell in row.cells
        )
    )  # fmt: skip
