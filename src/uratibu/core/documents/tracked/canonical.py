"""When two Word files are exactly the same: the lines and marks that are compared.

Two files are **the same** where their canonical forms are equal. The form holds, in reading order,
of the document and of every note, header and footer in the place it is referred to:

- each paragraph: its words; every tab, break, symbol, field, picture, formula and note; each with
  its formatting once neighbours of one formatting are joined; its links with their targets; its own
  properties, those of its mark, and its section with the headers and footers that hold in it,
  its own or those of the section before; one that is blank counts as none;
- each table: its properties, grid, rows and cells with theirs; each content control with its own;
- styles, lists, pictures and links by what they are and not by the id they bear; two lists of
  the same shape stay two lists;
- where each bookmark of the file begins and ends, counted in characters and marks.

It leaves out what nobody wrote: revision numbers (rsid), proofing marks, page breaks as last drawn,
conditional table formats, ids of paragraphs, bookmarks, pictures and controls, the formatting of
field codes; empty runs and links; the names of styles, of which the definition counts. Comments are
beside the text, not of it; the document's defaults, theme and settings belong to the file and not
to the text: both are reported apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from uratibu.core.documents.tracked.ooxml import (
    BARE,
    ID,
    IGNORED,
    PPR,
    RPR,
    RUN,
    SDT,
    SECTPR,
    STORIES,
    TBL,
    TC,
    TCPR,
    TR,
    TRPR,
    VAL,
    Element,
    P,
    is_comment_mark,
    local,
    w,
)  # fmt: skip
from uratibu.core.documents.tracked.package import MAIN, Package
from uratibu.core.documents.tracked.values import (
    STYLE_TAGS,
    Resolve,
    Values,
    digest,
    is_link,
    plain,
    serialised,
)  # fmt: skip

_OUTSIDE = {"pPrChange", "rPrChange", "sectPrChange"}
_STYLED = {"pStyle": "paragraph", "tblStyle": "table"}
_STYLES_SAID = {w("pStyle"), w("tblStyle")}
"""Said at the head of a paragraph or table, with what goes without saying."""
_NOTES = {w(reference): (kind, each) for kind, (each, reference) in STORIES.items()}


@dataclass(frozen=True)
class Form:
    """The canonical form of a file: one line a paragraph, row, cell or table; and its bookmarks."""

    lines: tuple[str, ...]
    bookmarks: dict[str, tuple[int, int]]

    def differs_from(self, other: Form, *, names: frozenset[str] | None = None) -> str:
        """The first difference in words for whoever looks for it, or "".

        names: the bookmarks that count; all where None.
        """
        for number, (mine, others) in enumerate(zip(self.lines, other.lines, strict=False), 1):
            if mine != others:
                return f"line {number}: {mine!r} is not {others!r}"
        if len(self.lines) != len(other.lines):
            return f"{len(self.lines)} lines are not {len(other.lines)}"
        for name in sorted(names if names is not None else {*self.bookmarks, *other.bookmarks}):
            if self.bookmarks.get(name) != other.bookmarks.get(name):
                return f"bookmark {name}: {self.bookmarks.get(name)}, {other.bookmarks.get(name)}"
        return ""


def form_of(package: Package, *, headers: bool = True) -> Form:
    """The canonical form of a file without tracked changes. headers: whether they count."""
    reader = _Reader(package, headers=headers)
    body = package.tree(MAIN).find(w("body"))
    lines = tuple(reader.blocks(body, MAIN)) if body is not None else ()
    return Form(lines, reader.bookmarks)


@dataclass
class _Reader(Resolve):
    package: Package
    headers: bool
    bookmarks: dict[str, tuple[int, int]] = field(default_factory=dict)
    _open: dict[str | None, tuple[str, int]] = field(default_factory=dict)
    _effective: dict[str, str] = field(default_factory=dict)
    _part: str = MAIN
    _at: int = 0
    _lists: dict[str, int] = field(default_factory=dict)
    _known: dict[tuple[str, bytes], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.values = Values(self.package)

    def blocks(self, container: Element, part: str) -> Iterator[str]:
        """The lines of a body, cell, note or header."""
        before, self._part = self._part, part
        for block in container:
            if block.tag == P:
                yield self._paragraph(block)
            elif block.tag == TBL:
                yield from self._table(block)
            elif block.tag == SDT:
                yield "control " + self._of(block.find(w("sdtPr")))
                content = block.find(w("sdtContent"))
                yield from self.blocks(content if content is not None else [], part)
                yield "end of control"
            elif block.tag == SECTPR:
                said = self._section(block)
                if said:
                    yield "section " + said
            elif block.tag in BARE:
                self._mark(block)
            elif block.tag not in (TCPR, PPR, *IGNORED) and isinstance(block.tag, str):
                yield self._of(block)
        self._part = before

    def _table(self, table: Element) -> Iterator[str]:
        properties = table.find(w("tblPr"))
        yield f"table {self._style(properties, 'tblStyle')}{self._of(properties)}"
        grid = table.find(w("tblGrid"))
        yield "grid " + ("" if grid is None else "".join(self._of(each) for each in grid
                                                         if local(each) == "gridCol"))  # fmt: skip
        for row in table:
            yield from self._row(row)
        yield "end of table"

    def _row(self, row: Element) -> Iterator[str]:
        if row.tag == TR:
            yield f"row {self._of(row.find(TRPR))}{self._of(row.find(w('tblPrEx')))}"
            for cell in row:
                yield from self._cell(cell)
        elif row.tag == SDT:
            yield "control of rows " + self._of(row.find(w("sdtPr")))
            for each in row.iterfind(f"{w('sdtContent')}/*"):
                yield from self._row(each)
        elif row.tag in BARE:
            self._mark(row)

    def _cell(self, cell: Element) -> Iterator[str]:
        if cell.tag == TC:
            yield "cell " + self._of(cell.find(TCPR))
            yield from self.blocks(cell, self._part)
        elif cell.tag == SDT:
            yield "control of cells " + self._of(cell.find(w("sdtPr")))
            for each in cell.iterfind(f"{w('sdtContent')}/*"):
                yield from self._cell(each)
        elif cell.tag in BARE:
            self._mark(cell)

    def _paragraph(self, paragraph: Element) -> str:
        properties = paragraph.find(PPR)
        pieces: list[tuple[str, str]] = []
        self._inline(paragraph, "", pieces)
        words = "".join(f"[{look}]{said}" if look else said for look, said in _joined(pieces))
        own, mark, section = self._base(properties), "", ""
        if properties is not None:
            mark = self._of(properties.find(RPR))
            found = properties.find(SECTPR)
            section = "" if found is None else " section " + self._section(found)
        self._at += 1
        return f"paragraph {words} | {own} | {mark}{section}"

    def _base(self, properties: Element | None) -> str:
        left_out = {w("rPr"), SECTPR, w("pPrChange")}
        key = b"" if properties is None else b"".join(
            serialised(each) for each in properties if each.tag not in left_out
        )  # fmt: skip
        if ("base", key) not in self._known or b"numId" in key:
            said = [] if properties is None else [
                self._of(each) for each in properties if each.tag not in left_out
            ]  # fmt: skip
            self._known["base", key] = self._style(properties, "pStyle") + "".join(sorted(said))
        return self._known["base", key]

    def _inline(self, parent: Element, link: str, pieces: list[tuple[str, str]]) -> None:
        for child in parent:
            tag = child.tag
            if tag == PPR or tag in IGNORED or is_comment_mark(child):
                continue
            if tag == RUN:
                self._run(child, link, pieces)
            elif tag in BARE:
                self._mark(child)
            elif tag == w("hyperlink"):
                target = "".join(
                    f" {name.rpartition('}')[2]}={self.attribute(child, name, value)}"
                    for name, value in sorted(child.attrib.items())
                    if local(child) and name != w("history")
                )
                self._inline(child, f"link{target}", pieces)
            elif tag == w("fldSimple"):
                self._simple_field(child, link, pieces)
            elif isinstance(tag, str):
                self._say(link, self._of(child), pieces)

    def _simple_field(self, child: Element, link: str, pieces: list[tuple[str, str]]) -> None:
        self._say(link, '<fldChar fldCharType="begin"/>', pieces)
        self._say(link, f"<instrText>{child.get(w('instr'), '')}</>", pieces)
        self._say(link, '<fldChar fldCharType="separate"/>', pieces)
        self._inline(child, link, pieces)
        self._say(link, '<fldChar fldCharType="end"/>', pieces)

    def _run(self, run: Element, link: str, pieces: list[tuple[str, str]]) -> None:
        properties = run.find(RPR)
        key = serialised(properties)
        if ("look", key) not in self._known:
            self._known["look", key] = self._of(properties)
        look = f"{link} {self._known['look', key]}".strip()
        for child in run:
            if child.tag == w("t"):
                text = child.text or ""
                pieces.append((look, text.replace("<", "&lt;")))
                self._at += len(text)
            elif child.tag == w("instrText"):
                self._say(link, f"<instrText>{child.text or ''}</>", pieces)
            elif child.tag == w("fldChar"):
                self._say(link, self._of(child), pieces)
            elif child.tag != RPR and child.tag not in IGNORED:
                self._say(look, self._of(child), pieces)

    def _say(self, look: str, said: str, pieces: list[tuple[str, str]]) -> None:
        pieces.append((look, said))
        self._at += 1

    def _mark(self, mark: Element) -> None:
        key = mark.get(ID)
        if local(mark) == "bookmarkStart":
            self._open[key] = (mark.get(w("name"), ""), self._at)
        elif local(mark) == "bookmarkEnd" and key in self._open:
            name, start = self._open.pop(key)
            if name and name != "_GoBack":
                self.bookmarks.setdefault(name, (start, self._at))

    def _section(self, section: Element) -> str:
        said = [self._of(child) for child in section if not local(child).endswith("Reference")]
        for child in section:
            if local(child).endswith("Reference"):
                which = f"{local(child)} {child.get(w('type'), 'default')}"
                self._effective[which] = self._header(child)
        shown = [f"{which}: {text}" for which, text in sorted(self._effective.items()) if text]
        return "".join(sorted(said)) + ("".join(shown) if self.headers else "")

    def _header(self, reference: Element) -> str:
        key = next((value for name, value in reference.attrib.items() if is_link(name)), "")
        link = self.package.links(MAIN).get(key)
        if link is None or link.target not in self.package.parts:
            return ""
        root = self.package.tree(link.target)
        is_blank = len(root) == 1 and root[0].tag == P and all(each.tag == PPR for each in root[0])
        return "" if is_blank else self._aside(root, link.target)

    def _aside(self, container: Element, part: str) -> str:
        """The lines of a header or note as one text; they do not count for bookmarks."""
        at, marks, opened = self._at, self.bookmarks, self._open
        self.bookmarks, self._open = {}, {}
        said = "\n".join(self.blocks(container, part))
        self._at, self.bookmarks, self._open = at, marks, opened
        return said

    def _of(self, element: Element | None) -> str:
        return "" if element is None else plain(element, self)

    def _style(self, properties: Element | None, tag: str) -> str:
        """The style of a paragraph or table by value, said or by default."""
        said = None if properties is None else properties.find(w(tag))
        key = (
            self.values.default_styles.get(_STYLED[tag], "") if said is None else said.get(VAL, "")
        )
        value = self.values.style(key)
        return f"style {value} " if value else ""

    def attribute(self, element: Element, name: str, value: str) -> str:
        """Ids by what they stand for; see `Resolve`."""
        if is_link(name):
            return self.values.link(self._part, value)
        if name == VAL and element.tag in STYLE_TAGS:
            return self.values.style(value)
        if name == VAL and element.tag == w("numId"):
            return self._number(value)
        if name == ID and element.tag in BARE:
            return ""
        return "" if local(element) in ("docPr", "cNvPr") and name in ("id", "name") else value

    def instead(self, element: Element) -> str | None:
        """Notes by their text; what only an office program wants to know, not at all."""
        if element.tag in _NOTES:
            return f"<note {self._note(element)}>"
        if element.tag == w("txbxContent"):
            return f"<box {self._aside(element, self._part)}>"
        if element.tag in _STYLES_SAID or (
            element.tag == w("rStyle") and not self.values.style(element.get(VAL, ""))
        ):
            return ""
        if local(element) in _OUTSIDE or (
            local(element) == "id" and local(element.getparent()) == "sdtPr"
        ):
            return ""
        return None

    def _note(self, reference: Element) -> str:
        kind, each = _NOTES[reference.tag]
        part = self.package.part_of_kind(kind)
        if not part:
            return kind
        key = reference.get(ID)
        found = next(
            (n for n in self.package.tree(part).iterchildren(w(each)) if n.get(ID) == key), None
        )
        return kind if found is None else f"{kind} {self._aside(found, part)}"

    def _number(self, key: str) -> str:
        value = self.values.number(key)
        if not value:
            return "none"
        return f"{value} list {self._lists.setdefault(key, len(self._lists) + 1)}"


def _joined(pieces: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Pieces of one formatting as one."""
    look, said = "", ""
    for each, text in pieces:
        if each != look and said:
            yield look, said
            said = ""
        look, said = each, said + text
    if said:
        yield look, said


__all__ = ["Form", "digest", "form_of"]
