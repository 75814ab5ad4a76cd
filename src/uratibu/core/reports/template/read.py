"""Fields of a Word file with their places, and everything that is wrong with them.

Word splits a field over several runs as it pleases; fields are looked for in the text of the whole
paragraph. A file passes the gate of `core.intake` before it is opened.
"""

from __future__ import annotations

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
from uratibu.core.reports.template import grammar

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_TEXT = qn("w:t")


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

    def where(self, value: str) -> Where:
        """The place for a finding."""
        part = self.part or "text"
        if self.table:
            key = f"{part}, table {self.table}, row {self.row}, cell {self.cell}"
        else:
            key = f"{part}, paragraph {self.paragraph}"
        return Where(key=key, value=value)


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
    for section in file.sections:
        yield from _of_part("header", section.header._element)
        yield from _of_part("footer", section.footer._element)


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
    for row_number, row in enumerate(table.findall(_ROW), start=1):
        for cell_number, cell in enumerate(row.findall(_CELL), start=1):
            for node in cell.findall(_PARAGRAPH):
                place = Place(part, 0, number, row_number, cell_number)
                yield Line(place, text_of(node), node, row)


def text_of(paragraph: Any) -> str:
    """The text of a paragraph, over all its runs."""
    return "".join(node.text or "" for node in paragraph.iter(_TEXT))


def check(file: Any) -> tuple[tuple[grammar.Field, ...], tuple[Finding, ...]]:
    """Every field of a template, and every finding: unknown, unclosed, or outside its list."""
    found: list[grammar.Field] = []
    faults: list[Finding] = []
    listed = _rows_with_list(file)
    for line in lines(file):
        own = listed.get(_row_of(line), "") if line.row is not None else _listed(line.text)
        for field in _fields(line, faults):
            found.append(field)
            if field.kind == "row" and field.row != own:
                faults.append(_outside(line, field, own))
    if not found and not faults:
        where = Where(key="text")
        remedy = f"Write for example {{{{ {grammar.ALONE[0]} }}}} where the title belongs."
        faults.append(
            Finding(where, "template/no-field", Severity.ERROR, "The file has no field.", remedy)
        )
    return tuple(found), tuple(faults)


def _row_of(line: Line) -> tuple[str, int, int]:
    return line.place.part, line.place.table, line.place.row


def _rows_with_list(file: Any) -> dict[tuple[str, int, int], str]:
    """Rows of tables that repeat, by what they list."""
    found: dict[tuple[str, int, int], str] = {}
    for line in lines(file):
        if line.row is not None and _listed(line.text):
            found[_row_of(line)] = _listed(line.text)
    return found


def _listed(text: str) -> str:
    for match in grammar.FIELD.finditer(text):
        try:
            field = grammar.parse(match[1])
        except grammar.NotAField:
            continue
        if field.kind == "list":
            return field.name
    return ""


def _fields(line: Line, faults: list[Finding]) -> Iterator[grammar.Field]:
    for match in grammar.FIELD.finditer(line.text):
        try:
            yield grammar.parse(match[1])
        except grammar.NotAField as fault:
            faults.append(
                Finding(
                    line.place.where(match[0]),
                    "template/unknown-field",
                    Severity.ERROR,
                    f"The field {match[0]} {fault}.",
                    f"Did you mean {{{{ {fault.near} }}}}?",
                )
            )
    rest = grammar.FIELD.sub("", line.text)
    if "{{" in rest or "}}" in rest:
        faults.append(
            Finding(
                line.place.where(rest.strip()[:60]),
                "template/unclosed-field",
                Severity.ERROR,
                "Double braces are opened or closed without the other.",
                "Write the field in one line, as {{ plan.title }}.",
            )
        )


def _outside(line: Line, field: grammar.Field, own: str) -> Finding:
    name = f"{grammar.ONE[field.row]}.{field.name}"
    if own:
        message = f"The field {{{{ {name} }}}} stands in a list of {own}."
        remedy = f"Use a field of {own}, or list {field.row} here."
    else:
        message = f"The field {{{{ {name} }}}} stands outside a list."
        remedy = f"Write {{{{ list {field.row} }}}} in the same paragraph or table row."
    return Finding(line.place.where(name), "template/outside-list", Severity.ERROR, message, remedy)
