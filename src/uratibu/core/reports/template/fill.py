"""A checked template filled from the register: the ministry's styles stay, rows repeat."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from docx.oxml.ns import qn

from uratibu.core.findings import Finding, Refused
from uratibu.core.labels import Label
from uratibu.core.paper import docx_parts
from uratibu.core.reports.model import BoundFigure
from uratibu.core.reports.register import words
from uratibu.core.reports.register.model import Register
from uratibu.core.reports.register.reader import Reader
from uratibu.core.reports.register.rows import Row
from uratibu.core.reports.register.said import Cell
from uratibu.core.reports.template import grammar, outside, read
from uratibu.core.reports.template.grammar import Field
from uratibu.core.reports.template.saying import Sayer

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
Say = Callable[[Field], str]


@dataclass(frozen=True)
class Filled:
    """A filled file, and every figure that was put into it, for its trace."""

    content: bytes
    figures: tuple[BoundFigure, ...]


def fill(
    content: bytes, register: Register, *, language: str, country: tuple[str, Label]
) -> Filled:
    """Fill a template. country: its code and name.

    Raises Refused with every field that is unknown or whose figure is not released.
    """
    file, faults = read.opened(content)
    if file is not None:
        faults = read.check(file, language)[1]
    if faults:
        raise Refused(faults)
    filling = _Filling(Sayer(Reader(register, language, country[0]), country[1]), [], [])
    for line in list(read.lines(file)):
        filling.line(line)
    if filling.faults:
        raise Refused(filling.faults)
    if register.plan.is_sample and not filling.said_sample:
        file.element.body.insert(0, _plain(words.word("sample", language)))
    outside.forget_styles(file)
    out = io.BytesIO()
    file.save(out)
    return Filled(docx_parts.timeless(out.getvalue()), tuple(filling.figures))


@dataclass
class _Filling:
    sayer: Sayer
    figures: list[BoundFigure]
    faults: list[Finding]
    said_sample: bool = False

    def line(self, line: read.Line) -> None:
        """Fill one paragraph, or repeat the paragraph or table row that lists."""
        node = line.node if line.row is None else line.row
        if node.getparent() is None:
            return
        text = line.text if line.row is None else _text_of(line.row)
        listed = next((f for f in _fields(text) if f.kind == "list"), None)
        if listed is None:
            self._replace(line.node, partial(self._said, line))
            return
        self.faults += self.sayer.odd(line.place, listed)
        found = self.sayer.rows(listed)
        for row in found:
            made = copy.deepcopy(node)
            node.addprevious(made)
            for paragraph in _paragraphs(made):
                self._replace(paragraph, partial(self._cell, line, row))
        if not found:
            self._empty(node)
        node.getparent().remove(node)

    def _empty(self, node: Any) -> None:
        """A list without rows says so; an empty table would look as if it were forgotten."""
        made = copy.deepcopy(node)
        node.addprevious(made)
        paragraphs = list(_paragraphs(made))
        for paragraph in paragraphs:
            self._replace(paragraph, lambda _field: "")
        _set(paragraphs[0], words.word("no-rows", self.sayer.language))

    def _cell(self, line: read.Line, row: Row, found: Field) -> str:
        field = grammar.inside(found, row.kind)
        if field.kind == "list":
            return ""
        if field.kind != "row":
            return self._said(line, field)
        return self._kept(self.sayer.cell(row, field))

    def _kept(self, said: Cell) -> str:
        if isinstance(said, str):
            return said
        self.figures.append(said)
        return said.text

    def _said(self, line: read.Line, field: Field) -> str:
        self.said_sample |= field.name == "notice"
        odd = self.sayer.odd(line.place, field)
        said = "" if odd else self.sayer.say(line.place, field)
        if isinstance(said, Finding):
            odd, said = (said,), ""
        self.faults += odd
        return self._kept(said)

    def _replace(self, paragraph: Any, say: Say) -> None:
        """Put words in the place of fields; the run in which a field begins gives its look."""
        nodes = read.texts_of(paragraph)
        text = "".join(node.text or "" for node in nodes)
        found = list(grammar.FIELD.finditer(text))
        said = [say(grammar.parse(match[1])) for match in found]
        for match, words_ in reversed(list(zip(found, said, strict=True))):
            _put(nodes, match.start(), match.end(), words_)


def _fields(text: str) -> Iterator[Field]:
    return (grammar.parse(match[1]) for match in grammar.FIELD.finditer(text))


def _paragraphs(node: Any) -> Iterator[Any]:
    return iter(list(node.iter(qn("w:p"))))


def _text_of(row: Any) -> str:
    return " ".join(read.text_of(paragraph) for paragraph in read.paragraphs_of(row))


def _put(nodes: list[Any], start: int, end: int, words_: str) -> None:
    """Replace the characters from start to end of the joined texts."""
    at = 0
    for node in nodes:
        text = node.text or ""
        low, high = max(start - at, 0), min(end - at, len(text))
        if low < high:
            is_first = at <= start
            node.text = text[:low] + (words_ if is_first else "") + text[high:]
            node.set(_SPACE, "preserve")
        at += len(text)


def _set(paragraph: Any, said: str) -> None:
    nodes = read.texts_of(paragraph)
    if nodes:
        nodes[0].text = said


def _plain(said: str) -> Any:
    paragraph = docx_parts.element("p")
    run = docx_parts.element("r")
    text = docx_parts.element("t")
    text.text = said
    run.append(text)
    paragraph.append(run)
    return paragraph
