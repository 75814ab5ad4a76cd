"""A page (HTML) as a text. Nothing is fetched and nothing is run; what is no text is left out."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree
from lxml import html as parser

from uratibu.core.documents import numerals
from uratibu.core.documents.load.body import Body
from uratibu.core.documents.load.docx_package import whole
from uratibu.core.documents.load.draft import Draft
from uratibu.core.documents.load.grid import settled
from uratibu.core.documents.load.html_nodes import (
    classes,
    heading_level,
    listing,
    looking,
    notes_of,
    number_of,
    only_note,
    rows_of,
    runs_rtl,
    spans,
)
from uratibu.core.documents.load.line import PLAIN, Line, Look, clean
from uratibu.core.documents.load.lists import DEEPEST
from uratibu.core.documents.model import (
    Block,
    Cell,
    Content,
    Note,
    NoteReference,
    Paragraph,
    Row,
    Table,
    Text,
)
from uratibu.core.documents.outline import words

DEEPEST_NESTING = 250
_DROPPED = frozenset({"style", "head", "template", "noscript", "colgroup", "col", "title", "meta",
                      "link"})  # fmt: skip
_ACTIVE = frozenset({"script", "iframe", "object", "embed", "applet", "form", "input", "button",
                     "select", "textarea", "svg", "math", "video", "audio", "canvas"})  # fmt: skip
_BLOCKS = frozenset({"p", "div", "section", "article", "main", "header", "footer", "aside", "body",
                     "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd", "li",
                     "table", "blockquote", "pre", "figure", "figcaption", "hr", "address",
                     "center", "details", "summary", "tr", "td", "th", "tbody", "thead", "tfoot",
                     "caption", "html", "fieldset"})  # fmt: skip
_BACK = frozenset({"footnote-back", "sdfootnotesym", "sdendnotesym"})
_SPACE = re.compile(r"[ \t\r\n\f]+")
_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman",
          "I": "upperRoman"}  # fmt: skip
_PICTURE = re.compile(r"data:image/[\w.+-]+;base64,(.*)", re.DOTALL)


class TooDeep(Exception):
    """Elements of a page are nested deeper than any text is."""


def read(source: str, draft: Draft) -> Text:
    """The text of a page. Raises TooDeep, and lxml.etree.LxmlError for what is no page."""
    tree = _tree(source)
    _refuse_depth(tree)
    body = tree.find("body")
    for node in (tree, body):
        draft.say_language(node.get("lang") if node is not None else None)
    reader = _Reader(draft, notes_of(tree))
    is_rtl = runs_rtl(tree, False)
    if body is not None:
        is_rtl = runs_rtl(body, is_rtl)
    blocks = list(reader.body(body if body is not None else tree, is_top=True, is_rtl=is_rtl))
    reader.read_notes()
    if not draft.title:
        title = tree.find(".//title")
        draft.title = " ".join(clean((title.text if title is not None else "") or "").split())
        first = blocks[0] if blocks else None
        if isinstance(first, Paragraph) and draft.title and words(first.content) == draft.title:
            blocks.pop(0)
    return draft.finished(blocks)


def _tree(source: str) -> Any:
    """The tree of a page; a page without elements is one paragraph."""
    own = parser.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True,
                            remove_pis=True, huge_tree=True)  # fmt: skip
    return parser.document_fromstring(source.encode("utf-8", "replace") or b"<p></p>", parser=own)


def _refuse_depth(tree: Any) -> None:
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST_NESTING:
            raise TooDeep


@dataclass
class _Reader:
    draft: Draft
    notes: dict[str, Any]
    note_ids: dict[str, str] = field(default_factory=dict)
    _nodes: set[int] = field(init=False)

    def __post_init__(self) -> None:
        # The nodes are held by `notes`, so their identities last as long as the reader.
        self._nodes = {id(node) for node in self.notes.values()}

    def body(self, node: Any, *, is_top: bool = False, is_rtl: bool = False) -> tuple[Block, ...]:
        flow = _Flow(self, Body(self.draft, is_top), is_rtl=is_rtl)
        flow.children(node, PLAIN)
        flow.end_line()
        return flow.body.done()

    def read_notes(self) -> None:
        done: set[str] = set()
        while waiting := [key for key in self.note_ids if key not in done]:
            for key in waiting:
                done.add(key)
                node, own = self.notes[key], self.note_ids[key]
                is_end = "endnotes" in classes(listing(node)) or "sdendnote" in key
                is_end = is_end or node.get("role") == "doc-endnote"
                self.draft.notes[own] = Note(own, self.body(node), is_end)

    def is_note(self, node: Any) -> bool:
        """Whether it is a note, or the list of notes at the end."""
        is_list = bool(classes(node) & {"footnotes", "endnotes"}) and node.tag != "a"
        return is_list or id(node) in self._nodes


@dataclass
class _Flow:
    """Reads the elements of one container; text between blocks is a paragraph of its own."""

    reader: _Reader
    body: Body
    line: Line = field(default_factory=Line)
    listing: _Listing | None = None
    is_rtl: bool = False

    def children(self, node: Any, look: Look) -> None:
        self.text(node.text, look)
        for child in node:
            if isinstance(child.tag, str):
                self.element(child, look)
            self.text(child.tail, look)

    def text(self, said: str | None, look: Look) -> None:
        if said:
            self.line.add(_SPACE.sub(" ", said), look)

    def element(self, node: Any, look: Look) -> None:
        name = node.tag
        if name in _ACTIVE:
            self.reader.draft.losses.add("script")
        elif name == "nav":
            self.reader.draft.losses.add("contents")
        elif name in _DROPPED or self.reader.is_note(node) or classes(node) & _BACK:
            return
        elif name in _BLOCKS or node.get("role") == "heading":
            self.end_line()
            self.block(node, look)
            self.end_line()
        else:
            self.inline(node, look)

    def inline(self, node: Any, look: Look) -> None:
        self.anchor(node)
        name = node.tag
        if name == "br":
            self.line.add("\n", look)
        elif name == "img":
            self.picture(node)
        elif name == "a" and self.note(node):
            return
        elif name == "a" and node.get("href"):
            address = self.reader.draft.link(node.get("href", ""))
            self.children(node, replace(look, link=address))
        elif name == "sup" and only_note(node, self.reader.notes):
            self.children(node, look)
        else:
            self.children(node, looking(node, look))

    def block(self, node: Any, look: Look) -> None:
        level = heading_level(node)
        before, self.is_rtl = self.is_rtl, runs_rtl(node, self.is_rtl)
        if level:
            self.heading(node, level)
        elif node.tag in ("ul", "ol"):
            _Listing(self, node).read(look)
        elif node.tag == "table":
            self.table(node)
        elif node.tag == "pre":
            self.anchor(node)
            self.line.add("".join(node.itertext()).strip("\n"), look)
        else:
            self.anchor(node)
            if node.tag == "blockquote":
                self.reader.draft.losses.add("quotation")
            self.children(node, look)
        self.end_line()
        self.is_rtl = before

    def heading(self, node: Any, level: int) -> None:
        self.anchor(node)
        number = number_of(node)
        self.children(node, PLAIN)
        content, self.line = self.line.content(), Line()
        if "title" not in classes(node) or not self.body.say_title(content):
            if self.listing is not None and content:
                self.reader.draft.losses.add("table-in-list")
            self.body.heading(content, level, number, is_rtl=self.is_rtl)
        self.reader.draft.losses.close(words(content))

    def end_line(self) -> None:
        """What was read since the last block is a paragraph, or goes where the list says."""
        line, self.line = self.line, Line()
        content = line.content()
        if self.listing is not None:
            self.listing.put(content)
        elif content:
            self.body.paragraph(content, is_rtl=self.is_rtl)
        self.reader.draft.losses.close(words(content))

    def anchor(self, node: Any) -> None:
        for name in (node.get("id"), node.get("name") if node.tag == "a" else None):
            if name:
                self.body.waiting.append(name)

    def note(self, node: Any) -> bool:
        """Whether a link is the reference of a note."""
        key = node.get("href", "").removeprefix("#")
        if key not in self.reader.notes or not node.get("href", "").startswith("#"):
            return False
        ids = self.reader.note_ids
        self.line.add_part(NoteReference(ids.setdefault(key, self.reader.draft.new_id())))
        return True

    def picture(self, node: Any) -> None:
        found = _PICTURE.match(node.get("src", ""))
        if not found:
            self.reader.draft.losses.add("picture-elsewhere")
            return
        try:
            blob = base64.b64decode(found[1])
        except (binascii.Error, ValueError):
            blob = b""
        picture = self.reader.draft.picture(blob, node.get("alt", ""))
        if picture is not None:
            self.line.add_part(picture)

    def table(self, node: Any) -> None:
        if self.listing is not None:
            self.reader.draft.losses.add("table-in-list")
        for caption in node.iterchildren("caption"):
            self.children(caption, PLAIN)
            self.end_line()
        own = self.reader.draft.new_id()
        self.anchor(node)
        waiting, self.body.waiting = self.body.waiting, []
        rows = tuple(self.row(row) for row in rows_of(node))
        self.body.waiting += waiting
        self.body.table(Table(own, settled(rows), self.is_rtl))

    def row(self, node: Any) -> Row:
        own = self.reader.draft.new_id()
        cells = list(node.iterchildren("td", "th"))
        made = tuple(
            Cell(self.reader.body(cell, is_rtl=runs_rtl(cell, self.is_rtl)), *spans(cell))
            for cell in cells
        )
        above = node.getparent()
        is_head = above is not None and above.tag == "thead"
        return Row(own, made, is_head or bool(cells and all(c.tag == "th" for c in cells)))


class _Listing:
    """Reads one list: the first paragraph of an item is the item, others go inside it."""

    def __init__(self, flow: _Flow, node: Any) -> None:
        self.flow, self.node = flow, node
        self.outer: _Listing | None = flow.listing
        above = self.outer
        self.depth: int = 0 if above is None else min(above.depth + 1, DEEPEST - 1)
        is_clamped = above is not None and above.depth == self.depth
        own = flow.reader.draft.new_id()
        self.key: str = above.key if above is not None and is_clamped else own
        self.is_ordered = node.tag == "ol"
        self.is_fresh = False
        self.number = ""

    def read(self, look: Look) -> None:
        """Every item in its order."""
        flow = self.flow
        if self.outer is not None and self.outer.is_fresh:
            self.outer.open(())
        flow.listing = self
        count = whole(self.node.get("start"), 1)
        for child in self.node:
            if child.tag == "li":
                count = whole(child.get("value"), count)
                self.item(child, look, count)
                count += 1
            elif isinstance(child.tag, str):
                flow.element(child, look)
        flow.end_line()
        flow.listing = self.outer

    def item(self, node: Any, look: Look, count: int) -> None:
        """One item; an item without words of its own still holds what is inside it."""
        flow = self.flow
        before, flow.is_rtl = flow.is_rtl, runs_rtl(node, flow.is_rtl)
        flow.end_line()
        self.is_fresh, self.number = True, self._number(node, count)
        flow.anchor(node)
        flow.children(node, look)
        flow.end_line()
        flow.is_rtl = before

    def put(self, content: Content) -> None:
        """A paragraph that stands in this list."""
        if content and self.is_fresh:
            self.open(content)
        elif content:
            self.flow.body.go_on(content, level=self.depth, is_rtl=self.flow.is_rtl)

    def open(self, content: Content) -> None:
        """Begin the item with its first line."""
        self.is_fresh = False
        self.flow.body.item(
            content, number=self.number, level=self.depth, key=self.key,
            is_ordered=self.is_ordered, is_rtl=self.flow.is_rtl,
        )  # fmt: skip

    def _number(self, node: Any, count: int) -> str:
        said = number_of(node)
        if not self.is_ordered or said or "as-shown" in classes(self.node):
            return said if self.is_ordered else ""
        return f"{numerals.shown(count, _TYPES.get(self.node.get('type', '1'), 'decimal'))}."
