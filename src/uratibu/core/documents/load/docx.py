"""A Word file as a text: paragraphs, lists and tables in their order.

Source: ECMA-376 part 1, WordprocessingML. Tracked changes are read as accepted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from uratibu.core.documents.load.body import Body
from uratibu.core.documents.load.docx_numbering import Numbering
from uratibu.core.documents.load.docx_package import MAIN, Package, is_on, local, value, w, whole
from uratibu.core.documents.load.docx_runs import Runs
from uratibu.core.documents.load.docx_styles import Styles
from uratibu.core.documents.load.draft import Draft
from uratibu.core.documents.load.grid import settled
from uratibu.core.documents.load.line import PLAIN, Line, clean_number
from uratibu.core.documents.model import Block, Cell, Content, Note, Row, Table, Text
from uratibu.core.documents.outline import words

MOST_SPAN = 200
_TRACKED = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange",
            "trPrChange", "tcPrChange", "sectPrChange", "numberingChange", "cellIns",
            "cellDel")  # fmt: skip
_THROUGH = frozenset({"ins", "moveTo", "customXml", "smartTag", "sdtContent"})
_CONTINUES = "list continue"


def read(path: Path, draft: Draft) -> Text:
    """The text of a Word file.

    Raises lxml.etree.XMLSyntaxError, BadZipFile, KeyError or ValueError where it is damaged.
    """
    package = Package(path)
    tree = package.part(MAIN)
    if tree is None:
        raise KeyError(MAIN)
    styles = Styles(package.part("word/styles.xml"))
    draft.say_language(styles.language)
    reader = _Reader(draft, package, styles, Numbering(package.part("word/numbering.xml")))
    reader.count_what_is_told_once(tree)
    found = tree.find(w("body"))
    blocks = reader.blocks(found if found is not None else [], MAIN, is_top=True)
    reader.notes()
    return draft.finished(list(blocks))


@dataclass
class _Reader:
    draft: Draft
    package: Package
    styles: Styles
    numbering: Numbering
    note_ids: dict[str, str] = field(default_factory=dict)

    def blocks(self, node: Any, part: str, *, is_top: bool = False) -> tuple[Block, ...]:
        runs = Runs(self.draft, self.package, self.styles, part, self.note_ids)
        container = _Container(self, runs, Body(self.draft, is_top))
        container.read(node)
        return container.done()

    def notes(self) -> None:
        """The notes that were referred to, those of notes too."""
        done: set[str] = set()
        while waiting := [key for key in self.note_ids if key not in done]:
            for key in waiting:
                done.add(key)
                self._note(key)

    def _note(self, key: str) -> None:
        kind, _, number = key.partition(":")
        part = f"word/{kind}s.xml"
        tree = self.package.part(part)
        for each in tree if tree is not None else ():
            if each.get(w("id"), "") == number:
                own = self.note_ids[key]
                blocks = self.blocks(each, part)
                self.draft.notes[own] = Note(own, blocks, kind == "endnote")

    def count_what_is_told_once(self, tree: Any) -> None:
        losses = self.draft.losses
        tracked = sum(1 for _ in tree.iter(*(w(name) for name in _TRACKED)))
        if tracked:
            losses.add("tracked-changes", count=tracked)
        comments = self.package.part("word/comments.xml")
        if comments is not None and len(comments):
            losses.add("comments", count=len(comments))
        links = self.package.links("word/settings.xml").values()
        if any(link.is_outside and link.kind.endswith("/attachedTemplate") for link in links):
            losses.add("outside-template")


@dataclass
class _Container:
    """Reads the blocks of one body, cell, note or text box."""

    reader: _Reader
    runs: Runs
    body: Body
    carried: Line | None = None

    def read(self, node: Any) -> None:
        for child in node:
            name = local(child)
            if name == "p":
                self.paragraph(child)
            elif name == "tbl":
                self.body.table(self.table(child))
            elif name in _THROUGH:
                self.read(child)
            elif name == "sdt":
                self.control(child)
            elif name == "bookmarkStart":
                self.runs.bookmark(child, Line(), PLAIN)
                self.body.waiting += self.runs.names
                self.runs.names = []
            elif name == "oMathPara":
                line = Line()
                self.runs.equation(child, line, PLAIN)
                self.put(None, line)
            elif name in ("altChunk", "subDoc"):
                self.reader.draft.losses.add("unknown-part", "another document")

    def done(self) -> tuple[Block, ...]:
        if self.carried is not None:
            self.put(None, self.carried)
        return self.body.done()

    def control(self, node: Any) -> None:
        """A content control; one that holds a table of contents is left out."""
        gallery = next(node.iter(w("docPartGallery")), None)
        if gallery is not None and gallery.get(w("val"), "") == "Table of Contents":
            self.reader.draft.losses.add("contents")
            return
        for child in node.iterchildren(w("sdtContent")):
            self.read(child)

    def paragraph(self, node: Any) -> None:
        properties = node.find(w("pPr"))
        line = self.carried or Line()
        self.carried = None
        self.runs.read(node, line)
        if _mark_is_deleted(properties):
            self.carried = line
            return
        self.put(properties, line)

    def put(self, properties: Any, line: Line) -> None:
        """Put a line that is read into the body, as its properties say."""
        content = line.content()
        self.body.waiting += self.runs.names
        self.runs.names = []
        self._place(properties, content)
        self.reader.draft.losses.close(words(content))
        boxes, self.runs.boxes = self.runs.boxes, []
        for box in boxes:
            self.read(box)

    def _place(self, properties: Any, content: Content) -> None:
        styles = self.reader.styles
        if styles.is_contents(properties):
            if content:
                self.reader.draft.losses.counts["contents"] += 1
            return
        shown = self.reader.numbering.shown(styles.numbered_by(properties))
        is_rtl = styles.is_rtl(properties)
        level = styles.heading_level(properties)
        if styles.is_title(properties) and self.body.say_title(content):
            return
        if level:
            number = shown.number if shown is not None else ""
            self.body.heading(content, level, number, is_rtl=is_rtl)
        elif shown is not None and shown.is_blank:
            self.body.go_on(content, level=shown.level, is_rtl=is_rtl)
        elif shown is not None:
            self.body.item(
                content, number=clean_number(shown.number), level=shown.level, key=shown.key,
                is_ordered=shown.is_ordered, is_rtl=is_rtl,
            )  # fmt: skip
        elif styles.name(properties).startswith(_CONTINUES):
            deep = whole(styles.name(properties).removeprefix(_CONTINUES), 1) - 1
            self.body.go_on(content, level=deep, is_rtl=is_rtl)
        else:
            self.body.paragraph(content, is_rtl=is_rtl)

    def table(self, node: Any) -> Table:
        own = self.reader.draft.new_id()
        rows = settled(_Grid(self.reader, self.runs.part).rows(node))
        return Table(own, rows, bool(is_on(node.find(w("tblPr")), "bidiVisual")))


@dataclass
class _Open:
    """A cell that cells below may still continue."""

    blocks: tuple[Block, ...]
    columns: int
    rows: int = 1

    def cell(self) -> Cell:
        return Cell(self.blocks, self.columns, self.rows)


@dataclass
class _Grid:
    """Reads the rows of a table; merged cells become one that spans."""

    reader: _Reader
    part: str
    going: dict[int, _Open] = field(default_factory=dict)

    def rows(self, table: Any) -> tuple[Row, ...]:
        made = []
        for node in _children(table, "tr"):
            properties = node.find(w("trPr"))
            if properties is not None and properties.find(w("del")) is not None:
                continue
            own = self.reader.draft.new_id()
            made.append((own, self._cells(node, properties), bool(is_on(properties, "tblHeader"))))
        return tuple(
            Row(own, tuple(cell.cell() for cell in cells), is_header)
            for own, cells, is_header in made
        )

    def _cells(self, row: Any, properties: Any) -> list[_Open]:
        cells: list[_Open] = []
        now: dict[int, _Open] = {}
        column = min(whole(value(properties, "gridBefore")), MOST_SPAN)
        if column > 0:
            cells.append(_Open((), column))
        for node in _children(row, "tc"):
            about = node.find(w("tcPr"))
            span = max(1, min(whole(value(about, "gridSpan"), 1), MOST_SPAN))
            above = self.going.get(column)
            if _continues(about) and above is not None and above.columns == span:
                above.rows += 1
                now[column] = above
            else:
                now[column] = _Open(self.reader.blocks(node, self.part), span)
                cells.append(now[column])
            column += span
        self.going = now
        return cells


def _children(node: Any, name: str) -> list[Any]:
    """The rows of a table or the cells of a row, also those inside content controls."""
    found = []
    for child in node:
        if local(child) == name:
            found.append(child)
        elif local(child) in ("sdt", *_THROUGH):
            found += _children(child, name)
    return found


def _continues(properties: Any) -> bool:
    merge = properties.find(w("vMerge")) if properties is not None else None
    return merge is not None and merge.get(w("val"), "continue") == "continue"


def _mark_is_deleted(properties: Any) -> bool:
    about = properties.find(w("rPr")) if properties is not None else None
    return about is not None and (
        about.find(w("del")) is not None or about.find(w("moveFrom")) is not None
    )
