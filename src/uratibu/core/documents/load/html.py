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
from uratibu.core.documents.load.line import PLAIN, Line, Look, clean, clean_number
from uratibu.core.documents.load.lists import DEEPEST
from uratibu.core.documents.model import (
    Block,
    Cell,
    Content,
    Mark,
    Note,
    NoteReference,
    Paragraph,
    Row,
    Table,
    Text,
)
from uratibu.core.documents.outline import words

DEEPEST_NESTING = 250
MOST_SPAN = 200
_MARKS = {"b": Mark.BOLD, "strong": Mark.BOLD, "i": Mark.ITALIC, "em": Mark.ITALIC,
          "cite": Mark.ITALIC, "u": Mark.UNDERLINE, "ins": Mark.UNDERLINE, "s": Mark.STRIKE,
          "strike": Mark.STRIKE, "del": Mark.STRIKE, "sup": Mark.SUPER,
          "sub": Mark.SUB}  # fmt: skip
_DROPPED = frozenset({"style", "head", "template", "noscript", "colgroup", "col", "title", "meta",
                      "link"})  # fmt: skip
_ACTIVE = frozenset({"script", "iframe", "object", "embed", "applet", "form", "input", "button",
                     "select", "textarea", "svg", "math", "video", "audio", "canvas"})  # fmt: skip
_BLOCKS = frozenset({"p", "div", "section", "article", "main", "header", "footer", "aside", "body",
                     "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd", "li",
                     "table", "blockquote", "pre", "figure", "figcaption", "hr", "address",
                     "center", "details", "summary", "tr", "td", "th", "tbody", "thead", "tfoot",
                     "caption", "html", "fieldset"})  # fmt: skip
_NOTES = frozenset({"footnotes", "endnotes", "footnote", "sdfootnote", "sdendnote"})
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
    reader = _Reader(draft, _notes_of(tree))
    is_rtl = _is_rtl(tree, False)
    if body is not None:
        is_rtl = _is_rtl(body, is_rtl)
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


def _notes_of(tree: Any) -> dict[str, Any]:
    """Every note by the id that references point at, as the known programs write it."""
    found: dict[str, Any] = {}
    for node in tree.iter("li", "div", "p", "aside"):
        own, about = node.get("id", ""), _classes(node)
        above = node.getparent()
        is_listed = node.tag == "li" and above is not None and _classes(above.getparent()) & _NOTES
        if own and (is_listed or node.get("role") in ("doc-footnote", "doc-endnote")):
            found[own] = node
        elif node.tag == "div" and re.fullmatch(r"sd(foot|end)note\d+", own):
            found[f"{own}sym"] = node
        elif own and about & {"footnote", "endnote"}:
            found[own] = node
    return found


def _classes(node: Any) -> set[str]:
    return set((node.get("class") or "").split()) if node is not None else set()


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
                is_end = "endnotes" in _classes(_listing(node)) or "sdendnote" in key
                is_end = is_end or node.get("role") == "doc-endnote"
                self.draft.notes[own] = Note(own, self.body(node), is_end)

    def is_note(self, node: Any) -> bool:
        """Whether it is a note, or the list of notes at the end."""
        is_list = bool(_classes(node) & {"footnotes", "endnotes"}) and node.tag != "a"
        return is_list or id(node) in self._nodes


def _listing(node: Any) -> Any:
    above = node.getparent()
    return above.getparent() if above is not None else None


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
        elif name in _DROPPED or self.reader.is_note(node) or _classes(node) & _BACK:
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
        elif name == "sup" and _only_note(node, self.reader.notes):
            self.children(node, look)
        else:
            self.children(node, _look(node, look))

    def block(self, node: Any, look: Look) -> None:
        level = _heading_level(node)
        before, self.is_rtl = self.is_rtl, _is_rtl(node, self.is_rtl)
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
        number = _number_of(node)
        self.children(node, PLAIN)
        content, self.line = self.line.content(), Line()
        if "title" not in _classes(node) or not self.body.say_title(content):
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
        rows = tuple(self.row(row) for row in _rows(node))
        self.body.waiting += waiting
        self.body.table(Table(own, settled(rows), self.is_rtl))

    def row(self, node: Any) -> Row:
        own = self.reader.draft.new_id()
        cells = list(node.iterchildren("td", "th"))
        made = tuple(
            Cell(self.reader.body(cell, is_rtl=_is_rtl(cell, self.is_rtl)), *_spans(cell))
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
        before, flow.is_rtl = flow.is_rtl, _is_rtl(node, flow.is_rtl)
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
        said = _number_of(node)
        if not self.is_ordered or said or "as-shown" in _classes(self.node):
            return said if self.is_ordered else ""
        return f"{numerals.shown(count, _TYPES.get(self.node.get('type', '1'), 'decimal'))}."


def _rows(table: Any) -> list[Any]:
    found = []
    for child in table:
        if child.tag == "tr":
            found.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            found += list(child.iterchildren("tr"))
    return found


def _spans(cell: Any) -> tuple[int, int]:
    columns, rows = (whole(cell.get(name), 1) for name in ("colspan", "rowspan"))
    return max(1, min(columns, MOST_SPAN)), max(1, min(rows, MOST_SPAN))


def _heading_level(node: Any) -> int:
    if node.get("role") == "heading":
        return whole(node.get("aria-level"), 2)
    return int(node.tag[1]) if re.fullmatch("h[1-6]", node.tag) else 0


def _is_rtl(node: Any, above: bool) -> bool:
    said = node.get("dir", "").lower()
    return said == "rtl" if said in ("rtl", "ltr") else above


def _number_of(node: Any) -> str:
    """Take the number that is marked as such at the start of a heading or an item."""
    first = node[0] if len(node) else None
    if first is not None and first.tag == "p" and not (node.text or "").strip() and len(first):
        node, first = first, first[0]
    is_number = first is not None and _classes(first) & {"number", "header-section-number"}
    if first is None or not is_number or (node.text or "").strip():
        return ""
    number = clean_number("".join(first.itertext()))
    node.text = first.tail
    node.remove(first)
    return number


def _only_note(node: Any, notes: dict[str, Any]) -> bool:
    """Whether something raised is nothing but the reference of a note."""
    links = [child for child in node if child.tag == "a"]
    said = (node.text or "") + "".join(child.tail or "" for child in node)
    return (
        len(links) == 1 and not said.strip()
        and links[0].get("href", "").removeprefix("#") in notes
    )  # fmt: skip


def _look(node: Any, look: Look) -> Look:
    mark = _MARKS.get(node.tag)
    if mark is not None:
        look = look.with_mark(mark)
    style = (node.get("style") or "").replace(" ", "").lower()
    for sign, meant in _STYLED.items():
        if sign in style:
            look = look.with_mark(meant)
    return look


_STYLED = {"font-weight:bold": Mark.BOLD, "font-weight:700": Mark.BOLD,
           "font-style:italic": Mark.ITALIC, "text-decoration:underline": Mark.UNDERLINE,
           "text-decoration:line-through": Mark.STRIKE}  # fmt: skip
