"""Fields of a Word file with their places, and everything that is wrong with them.

Word splits a field over several runs as it pleases; fields are looked for in the text of the whole
paragraph. A file passes the gate of `core.intake` before it is opened.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from uratibu.core.findings import Finding, Severity, Where
from uratibu.core.intake import gate
from uratibu.core.intake.faults import Faults
from uratibu.core.reports.template import grammar, outside, words

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_TEXT = qn("w:t")
_OURS = frozenset({_PARAGRAPH, _TABLE, _ROW, _CELL})
_RUNNING = {"header": "header", "footer": "footer"}
_UNFILLED = ("footnotes", "endnotes", "comments")
"""Parts of a Word file that are not filled; a field there would stay as it is."""


@dataclass(frozen=True)
class Place:
    """Where a paragraph stands: in the text or a table, as a person counts.

    part: "" for the text, header or footer. A number of 0 means that it does not apply.
    """

    part: str
    paragraph: int
    table: int = 0
    row: int = 0
    cell: int = 0

    def words(self, language: str = "en") -> str:
        """The place as a person says it."""
        counted = ((name, getattr(self, name)) for name in ("paragraph", "table", "row", "cell"))
        said = (f"{words.PARTS[name](language)} {number}" for name, number in counted if number)
        return ", ".join((words.PARTS[self.part](language), *said))

    def where(self, value: str, language: str = "en") -> Where:
        """The place for a finding."""
        return Where(key=self.words(language), value=value)


@dataclass(frozen=True)
class Line:
    """A paragraph of the file with its text. node: the paragraph; row: the table row around it."""

    place: Place
    text: str
    node: Any
    row: Any = None


def opened(content: bytes) -> tuple[Any, tuple[Finding, ...]]:
    """A Word file that passed the gate, or None and why not. Macros and other parts are refused."""
    faults = Faults(Where(file="template.docx"), room="template")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.docx"
        path.write_bytes(content)
        if not gate.inspect(path, faults, gate.DOCX):
            return None, faults.findings()
        return docx.Document(str(path)), ()


def lines(file: Any) -> Iterator[Line]:
    """Every paragraph of the text, its tables, headers and footers, in order."""
    yield from _of_part("", file.element.body)
    for name, part in _parts(file):
        if name in _RUNNING:
            yield from _of_part(name, part.element)


def _parts(file: Any) -> Iterator[tuple[str, Any]]:
    """The parts around the text by what they are: a first page has headers of its own."""
    named = ((each.reltype.rpartition("/")[2], each) for each in file.part.rels.values())
    inside = [(name, each.target_part) for name, each in named if not each.is_external]
    yield from sorted(inside, key=lambda each: (each[0] != "header", str(each[1].partname)))


def _of_part(part: str, root: Any) -> Iterator[Line]:
    numbers, tables = 0, 0
    for node in root.iter(_PARAGRAPH, _TABLE):
        if node.tag == _TABLE:
            tables += 1
            yield from _of_table(part, node, tables)
        elif not any(each.tag == _TABLE for each in node.iterancestors()):
            numbers += 1
            yield Line(Place(part, numbers), text_of(node), node)


def _of_table(part: str, table: Any, number: int) -> Iterator[Line]:
    """The paragraphs of a table itself; a table inside it comes on its own."""
    for row_number, row in enumerate(_own(table, _ROW), start=1):
        for cell_number, cell in enumerate(_own(row, _CELL), start=1):
            for node in _own(cell, _PARAGRAPH):
                place = Place(part, 0, number, row_number, cell_number)
                yield Line(place, text_of(node), node, row)


def _own(node: Any, tag: str) -> Iterator[Any]:
    """What of a kind stands in a table, row or cell; content controls around it do not count."""
    for each in node:
        if each.tag == tag:
            yield each
        elif each.tag not in _OURS:
            yield from _own(each, tag)


def paragraphs_of(row: Any) -> Iterator[Any]:
    """The paragraphs of a table row, without those of a table inside it."""
    for cell in _own(row, _CELL):
        yield from _own(cell, _PARAGRAPH)


def texts_of(paragraph: Any) -> list[Any]:
    """The pieces of text of a paragraph, without those of a text box that hangs in it."""
    pieces = paragraph.iter(_TEXT)
    return [each for each in pieces if next(each.iterancestors(_PARAGRAPH)) is paragraph]


def text_of(paragraph: Any) -> str:
    """The text of a paragraph, over all its runs."""
    return "".join(node.text or "" for node in texts_of(paragraph))


@dataclass(frozen=True)
class Found:
    """A field of a template and its place. own: the list it stands in, None outside of any."""

    place: Place
    field: grammar.Field
    own: grammar.Field | None = None


def check(file: Any, language: str = "en") -> tuple[tuple[Found, ...], tuple[Finding, ...]]:
    """Every field of a template, and every finding: unknown, unclosed, or outside its list."""
    found: list[Found] = []
    faults = [_out_of_reach(part, language) for part in _unfilled(file)]
    faults += [
        _fault(Place("", 0), "outside-part", language, value=each)
        for each in outside.taken_in(file)
    ]
    listed = _rows_with_list(file)
    for line in lines(file):
        own = listed.get(_row_of(line)) if line.row is not None else _listed(line.text)
        for each in _fields(line, faults, language):
            field = grammar.inside(each, own.name) if own is not None else each
            found.append(Found(line.place, field, own))
            if field.kind == "row" and (own is None or field.row != own.name):
                faults.append(_outside(line, field, own, language))
            if field.kind == "list" and field != own:
                faults.append(_fault(line.place, "second-list", language, field=field))
    if not found and not faults:
        faults.append(_fault(Place("", 0), "no-field", language))
    return tuple(found), tuple(faults)


def _row_of(line: Line) -> tuple[str, int, int]:
    return line.place.part, line.place.table, line.place.row


def _rows_with_list(file: Any) -> dict[tuple[str, int, int], grammar.Field]:
    """Rows of tables that repeat, by what they list."""
    found: dict[tuple[str, int, int], grammar.Field] = {}
    for line in lines(file):
        field = _listed(line.text) if line.row is not None else None
        if field is not None:
            found.setdefault(_row_of(line), field)
    return found


def _listed(text: str) -> grammar.Field | None:
    for match in grammar.FIELD.finditer(text):
        try:
            field = grammar.parse(match[1])
        except grammar.NotAField:
            continue
        if field.kind == "list":
            return field
    return None


def _fields(line: Line, faults: list[Finding], language: str) -> Iterator[grammar.Field]:
    for match in grammar.FIELD.finditer(line.text):
        try:
            yield grammar.parse(match[1])
        except grammar.NotAField as fault:
            faults.append(_unknown(line, match[0], fault, language))
    rest = grammar.FIELD.sub("", line.text)
    if "{{" in rest or "}}" in rest:
        faults.append(_fault(line.place, "unclosed", language, value=rest.strip()[:60]))


def _unknown(line: Line, written: str, fault: grammar.NotAField, language: str) -> Finding:
    said = words.fault(fault.kind, language, written=written[:80], **fault.facts)
    remedy = words.fault("did-you-mean", language, near=fault.near)
    where = line.place.where(written[:80], language)
    return Finding(where, "template/unknown-field", Severity.ERROR, said, remedy)


_RULES = {"unclosed": "unclosed-field", "other-list": "outside-list", "outside": "outside-list"}


def _fault(
    place: Place, name: str, language: str, *, field: grammar.Field | None = None,
    value: str = "", **facts: str,
) -> Finding:  # fmt: skip
    """A fault of a field in its place, in words of the catalogue."""
    written = grammar.written(field) if field is not None else ""
    said = facts | {"written": written or value}
    return Finding(
        place.where(value or written, language), f"template/{_RULES.get(name, name)}",
        Severity.ERROR, words.fault(name, language, **said),
        words.fault(f"{name}-remedy", language, **said),
    )  # fmt: skip


def _outside(line: Line, field: grammar.Field, own: grammar.Field | None, language: str) -> Finding:
    if own is None:
        return _fault(line.place, "outside", language, field=field, row=field.row)
    return _fault(line.place, "other-list", language, field=field, own=own.name, row=field.row)


def _unfilled(file: Any) -> Iterator[str]:
    """Parts with a field that nobody would fill."""
    for name, part in _parts(file):
        if name in _UNFILLED and "{{" in _LETTERS.sub("", part.blob.decode("utf-8", "replace")):
            yield name


_LETTERS = re.compile("<[^>]*>")
"""Marks between the letters of an XML part: Word splits a field over several of them."""


def _out_of_reach(part: str, language: str) -> Finding:
    return _fault(Place(part, 0), "out-of-reach", language, part=words.PARTS[part](language))
