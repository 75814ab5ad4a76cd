"""An OpenDocument text (ODT) as a text; tracked changes are read as accepted.

Source: OASIS OpenDocument 1.3 part 3.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from uratibu.core.documents.load.body import Body
from uratibu.core.documents.load.docx_package import Package, local, whole
from uratibu.core.documents.load.draft import Draft
from uratibu.core.documents.load.grid import settled
from uratibu.core.documents.load.line import Line, clean_number
from uratibu.core.documents.load.odt_lines import Lines
from uratibu.core.documents.load.odt_styles import Counter, Styles, o, t, table
from uratibu.core.documents.model import Block, Cell, Note, Row, Table, Text
from uratibu.core.documents.outline import words

MOST_SPAN = 200
MOST_REPEATED = 200
_THROUGH = frozenset({"section", "list-header", "index-body", "table-rows", "numbered-paragraph"})
_CONTENTS = frozenset({"table-of-content", "illustration-index", "table-index", "object-index",
                       "user-index", "alphabetical-index", "bibliography"})  # fmt: skip
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def read(path: Path, draft: Draft) -> Text:
    """The text of an ODT file. Raises what `docx.read` raises."""
    package = Package(path)
    tree = package.part("content.xml")
    body = tree.find(f"{o('body')}/{o('text')}") if tree is not None else None
    if tree is None or body is None:
        raise KeyError("content.xml has no text")
    styles = Styles(tree, package.part("styles.xml"))
    draft.say_language(styles.language)
    changes = sum(1 for _ in tree.iter(t("changed-region")))
    if changes:
        draft.losses.add("tracked-changes", count=changes)
    comments = sum(1 for _ in tree.iter(o("annotation")))
    if comments:
        draft.losses.add("comments", count=comments)
    reader = _Reader(draft, package, styles)
    blocks = reader.blocks(body, is_top=True)
    reader.read_notes()
    return draft.finished(list(blocks))


@dataclass
class _Reader:
    draft: Draft
    package: Package
    styles: Styles
    notes: dict[str, Any] = field(default_factory=dict)
    counters: dict[str, Counter] = field(default_factory=dict)
    outline: Counter = field(init=False)

    def __post_init__(self) -> None:
        self.outline = Counter("outline", self.styles.outline)

    def blocks(self, node: Any, *, is_top: bool = False) -> tuple[Block, ...]:
        flow = _Flow(self, Body(self.draft, is_top))
        flow.children(node)
        return flow.body.done()

    def read_notes(self) -> None:
        """The notes in their order; a note may have notes itself."""
        done: set[str] = set()
        while waiting := [own for own in self.notes if own not in done]:
            for own in waiting:
                done.add(own)
                node = self.notes[own]
                body = node.find(t("note-body"))
                blocks = self.blocks(body) if body is not None else ()
                is_end = node.get(t("note-class")) == "endnote"
                self.draft.notes[own] = Note(own, blocks, is_end)

    def counter(self, node: Any, style: str) -> Counter:
        """The counter of a list: its own, or that of the list it continues."""
        before = node.get(t("continue-list"), "")
        if node.get(t("continue-numbering")) == "true":
            before = before or f"style:{style}"
        found = self.counters.get(before)
        if found is None:
            found = Counter(self.draft.new_id(), self.styles.lists.get(style, {}))
        self.counters[f"style:{style}"] = found
        if node.get(_XML_ID):
            self.counters[node.get(_XML_ID)] = found
        return found


@dataclass
class _Flow:
    """Reads the blocks of one body, cell or note."""

    reader: _Reader
    body: Body

    def children(self, node: Any) -> None:
        for child in node:
            self.element(child)

    def element(self, node: Any) -> None:
        name = local(node)
        if name in ("p", "h"):
            self.paragraph(node)
        elif name == "list":
            _Listing(self, node, None).read()
        elif name == "table":
            self.table(node)
        elif name in _CONTENTS:
            self.reader.draft.losses.add("contents")
        elif name == "section" and node.get(t("display")) == "none":
            self.reader.draft.losses.add("hidden-text")
        elif name in _THROUGH:
            self.children(node)
        elif name in ("frame", "custom-shape", "rect", "g", "line"):
            lines = self.lines()
            lines.shape(node, Line())
            self.after(lines, ())

    def lines(self) -> Lines:
        reader = self.reader
        return Lines(reader.draft, reader.package, reader.styles, reader.notes)

    def paragraph(self, node: Any, listing: _Listing | None = None) -> None:
        style = node.get(t("style-name"), "")
        lines, line = self.lines(), Line()
        lines.read(node, line, self.reader.styles.paragraph_look(style))
        content = line.content()
        self.body.waiting += lines.names
        self.place(node, style, content, listing)
        self.after(lines, content)

    def after(self, lines: Lines, content: Any) -> None:
        self.reader.draft.losses.close(words(content))
        for box in lines.boxes:
            self.children(box)

    def place(self, node: Any, style: str, content: Any, listing: _Listing | None) -> None:
        styles = self.reader.styles
        name, is_rtl = styles.name(style), styles.is_rtl(style)
        level = whole(node.get(t("outline-level")), 1) if local(node) == "h" else 0
        level = level or styles.heading_level(style)
        if name == "title" and self.body.say_title(content):
            return
        if name.startswith("contents ") or name == "toc heading":
            self.reader.draft.losses.counts["contents"] += bool(content)
        elif level and content:
            self.body.heading(content, level, self.number(node, level, listing), is_rtl=is_rtl)
        elif listing is not None:
            listing.put(content, is_rtl=is_rtl)
        else:
            self.body.paragraph(content, is_rtl=is_rtl)

    def number(self, node: Any, level: int, listing: _Listing | None) -> str:
        """The number of a heading: of the list it stands in, or of the outline."""
        if listing is not None:
            return listing.number()
        if node.get(t("is-list-header")) == "true":
            return ""
        return clean_number(self.reader.outline.next(level))

    def table(self, node: Any) -> None:
        own = self.reader.draft.new_id()
        rows = tuple(
            row for each, is_header in _rows(node, False) for row in self.rows(each, is_header)
        )
        self.body.table(Table(own, settled(rows)))

    def rows(self, node: Any, is_header: bool) -> list[Row]:
        made = []
        for _ in range(_repeated(node, "number-rows-repeated")):
            own = self.reader.draft.new_id()
            cells = tuple(
                self.cell(each)
                for each in node.iterchildren(table("table-cell"))
                for _ in range(_repeated(each, "number-columns-repeated"))
            )
            made.append(Row(own, cells, is_header))
        return made

    def cell(self, node: Any) -> Cell:
        spans = [
            max(1, min(whole(node.get(table(f"number-{what}-spanned")), 1), MOST_SPAN))
            for what in ("columns", "rows")
        ]
        return Cell(self.reader.blocks(node), *spans)


class _Listing:
    """Reads one list and those inside it; the first paragraph of an item bears the number."""

    def __init__(self, flow: _Flow, node: Any, outer: _Listing | None) -> None:
        self.flow, self.node = flow, node
        self.level: int = 1 if outer is None else outer.level + 1
        style = node.get(t("style-name"), "") or (outer.style if outer is not None else "")
        self.style: str = style
        is_same = outer is not None and outer.style == style
        self.counter: Counter = (
            outer.counter if outer is not None and is_same else flow.reader.counter(node, style)
        )
        self.is_fresh = False
        self.start: int | None = None

    def read(self) -> None:
        """Every item in its order."""
        for item in self.node:
            is_header = local(item) == "list-header"
            self.is_fresh = not is_header
            said = item.get(t("start-value"))
            self.start = whole(said, 1) if said else None
            for child in item:
                if local(child) in ("p", "h"):
                    self.flow.paragraph(child, self)
                elif local(child) == "list":
                    _Listing(self.flow, child, self).read()
                else:
                    self.flow.element(child)

    def number(self) -> str:
        """The number of what comes next, which is counted by this."""
        self.is_fresh = False
        return clean_number(self.counter.next(self.level, self.start))

    def put(self, content: Any, *, is_rtl: bool) -> None:
        """A paragraph of this list."""
        if not self.is_fresh:
            self.flow.body.go_on(content, level=self.level - 1, is_rtl=is_rtl)
            return
        self.flow.body.item(
            content, number=self.number(), level=self.level - 1, key=self.counter.key,
            is_ordered=self.counter.is_ordered(self.level), is_rtl=is_rtl,
        )  # fmt: skip


def _rows(node: Any, is_header: bool) -> list[tuple[Any, bool]]:
    found: list[tuple[Any, bool]] = []
    for child in node:
        name = local(child)
        if name == "table-row":
            found.append((child, is_header))
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            found += _rows(child, is_header or name == "table-header-rows")
    return found


def _repeated(node: Any, name: str) -> int:
    return max(1, min(whole(node.get(table(name)), 1), MOST_REPEATED))
