"""What the XML of a sheet says that a reader of values does not tell.

Errors, formulas whose value was not saved, merged cells, hidden sheets, and how far the cells
reach: a single cell in the last corner makes a naive reader allocate the whole sheet.
"""

from __future__ import annotations

import contextlib
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

_CHUNK = 65_536
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class UnreadableXML(ValueError):
    """A part of the workbook is not well-formed, or declares a document type."""


@dataclass(frozen=True)
class SheetName:
    """A sheet as the workbook lists it."""

    name: str
    part: str
    is_hidden: bool


@dataclass
class Scan:
    """What was seen in one sheet. Addresses are (row, column) pairs from 1.

    odd: what stands in cells without a usable value: "#DIV/0!", or "=..." for a formula whose
    value was not saved. merged: (first row, first column, last row, last column).
    """

    odd: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    formulas: int = 0
    first_formula: tuple[int, int] = (0, 0)
    cells: int = 0
    last_row: int = 0
    last_column: int = 0


def sheets_of(path: Path) -> tuple[SheetName, ...]:
    """The sheets of a workbook in their order. Raises UnreadableXML."""
    with zipfile.ZipFile(path) as archive:
        targets: dict[str, str] = {}
        listed: list[tuple[str, str, str]] = []

        def relation(name: str, attributes: dict[str, str]) -> None:
            if name.endswith("Relationship"):
                targets[attributes.get("Id", "")] = attributes.get("Target", "")

        def sheet(name: str, attributes: dict[str, str]) -> None:
            if name.rpartition(":")[2] == "sheet":
                link = next((v for k, v in attributes.items() if k.endswith(":id")), "")
                state = attributes.get("state", "visible")
                listed.append((attributes.get("name", ""), link, state))

        _parse(archive, "xl/_rels/workbook.xml.rels", relation)
        _parse(archive, "xl/workbook.xml", sheet)
    return tuple(
        SheetName(name, _part(targets.get(link, "")), state != "visible")
        for name, link, state in listed
    )


def scan_sheet(path: Path, part: str, *, most_cells: int) -> Scan:
    """Look through one sheet; stops counting once it has more than `most_cells` cells.

    Raises UnreadableXML.
    """
    with zipfile.ZipFile(path) as archive:
        watch = _Watch(most_cells)
        with contextlib.suppress(_Enough):
            _parse(archive, part, watch.start, watch.end, watch.text)
        return watch.scan


class _Enough(Exception):
    """There are more cells than will be read."""


class _Watch:
    def __init__(self, most_cells: int) -> None:
        self.scan = Scan()
        self._most = most_cells
        self._at = (0, 0)
        self._row = 0
        self._column = 0
        self._is_error = False
        self._formula: list[str] | None = None
        self._value: list[str] | None = None
        self._has_formula = False
        self._into: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif tag == "c":
            self._cell(attributes)
        elif tag == "f":
            self._has_formula = True
            self._formula = self._into = []
        elif tag in ("v", "t"):
            self._value = self._into = self._value or []
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def text(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag in ("f", "v", "t"):
            self._into = None
        elif tag == "c":
            self._close_cell()

    def _cell(self, attributes: dict[str, str]) -> None:
        self._at = _address(attributes.get("r", "")) or (self._row, self._column + 1)
        self._column = self._at[1]
        self._is_error = attributes.get("t") == "e"
        self._value = self._formula = None
        self._has_formula = False

    def _close_cell(self) -> None:
        value = "".join(self._value or ())
        if not value and not self._has_formula:
            return
        scan = self.scan
        scan.cells += 1
        scan.last_row = max(scan.last_row, self._at[0])
        scan.last_column = max(scan.last_column, self._at[1])
        if self._has_formula:
            scan.formulas += 1
            if scan.formulas == 1:
                scan.first_formula = self._at
        if self._is_error:
            scan.odd[self._at] = value or "#ERROR!"
        elif self._has_formula and not value:
            scan.odd[self._at] = "=" + "".join(self._formula or ())[:80]
        if scan.cells > self._most:
            raise _Enough

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = _address(first), _address(last or first)
        if start and end and len(self.scan.merged) < self._most:
            self.scan.merged.append((*start, *end))


def _address(text: str) -> tuple[int, int] | None:
    found = _ADDRESS.fullmatch(text)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def column_letters(column: int) -> str:
    """The letters an office program writes above a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath("xl/" + target)


def _parse(  # type: ignore[no-untyped-def]
    archive: zipfile.ZipFile, part: str, start, end=None, text=None
) -> None:
    """Send the events of one part of a workbook to functions; no document type is taken."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        with archive.open(part) as file:
            while chunk := file.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
    except (expat.ExpatError, KeyError, ValueError) as error:
        raise UnreadableXML(f"{part}: {error}") from error


def _refuse_doctype(*_: object) -> None:
    raise UnreadableXML("a document type is declared")
