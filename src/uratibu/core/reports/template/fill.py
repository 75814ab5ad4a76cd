"""A checked template filled from the register: the ministry's styles stay, rows repeat."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from docx.oxml.ns import qn

from uratibu.core.findings import Finding, Refused, Severity
from uratibu.core.labels import Label
from uratibu.core.paper import docx_parts
from uratibu.core.reports import numerals
from uratibu.core.reports.bind import Unbound
from uratibu.core.reports.model import BoundFigure
from uratibu.core.reports.register import fields, words
from uratibu.core.reports.register.answer import ask
from uratibu.core.reports.register.model import Register
from uratibu.core.reports.register.reader import Reader
from uratibu.core.reports.register.rows import Here, Row, rows
from uratibu.core.reports.template import grammar, read
from uratibu.core.reports.template.grammar import Field

_TEXT, _SPACE = qn("w:t"), "{http://www.w3.org/XML/1998/namespace}space"
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
        faults = read.check(file)[1]
    if faults:
        raise Refused(faults)
    filling = _Filling(Reader(register, language, country[0]), country[1], [], [])
    for line in list(read.lines(file)):
        filling.line(line)
    if filling.faults:
        raise Refused(filling.faults)
    if register.plan.is_sample and not filling.said_sample:
        file.element.body.insert(0, _plain(words.word("sample", language)))
    out = io.BytesIO()
    file.save(out)
    return Filled(docx_parts.timeless(out.getvalue()), tuple(filling.figures))


@dataclass
class _Filling:
    reader: Reader
    country: Label
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
        found = rows(self.reader.register, listed.name, listed.where, Here())
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
        _set(paragraphs[0], words.word("no-rows", self.reader.language))

    def _cell(self, line: read.Line, row: Row, field: Field) -> str:
        if field.kind == "list":
            return ""
        if field.kind != "row":
            return self._said(line, field)
        known = fields.field_of(row.kind, field.name)
        made = known.make(self.reader, row) if known else ""
        return made if isinstance(made, str) else self._kept(made)

    def _kept(self, figure: BoundFigure) -> str:
        self.figures.append(figure)
        return figure.text

    def _said(self, line: read.Line, field: Field) -> str:
        if field.kind == "alone":
            return self._alone(field.name)
        expression = field.name
        try:
            return self._kept(ask(self.reader, Here(), expression))
        except Unbound as fault:
            self.faults.append(
                Finding(line.place.where(expression), f"template/figure-{fault.kind}",
                        Severity.ERROR, fault.reason, fault.remedy)
            )  # fmt: skip
            return ""

    def _alone(self, name: str) -> str:
        register, language = self.reader.register, self.reader.language
        self.said_sample |= name == "notice"
        said = {
            "plan.title": lambda: register.plan.title(language),
            "plan.id": lambda: register.plan.id,
            "period": lambda: register.period,
            "institution.title": lambda: register.name(register.scope)(language)
            if register.scope else "",
            "publisher": lambda: register.name(register.plan.publisher)(language),
            "country": lambda: self.country(language),
            "currency": lambda: register.plan.currency,
            "as-of": lambda: numerals.day_written(register.as_of, language),
            "notice": lambda: words.word("sample", language) if register.plan.is_sample else "",
        }  # fmt: skip
        return said[name]()

    def _replace(self, paragraph: Any, say: Say) -> None:
        """Put words in the place of fields; the run in which a field begins gives its look."""
        nodes = list(paragraph.iter(_TEXT))
        text = "".join(node.text or "" for node in nodes)
        for match in reversed(list(grammar.FIELD.finditer(text))):
            _put(nodes, match.start(), match.end(), say(grammar.parse(match[1])))


def _fields(text: str) -> Iterator[Field]:
    return (grammar.parse(match[1]) for match in grammar.FIELD.finditer(text))


def _paragraphs(node: Any) -> Iterator[Any]:
    return node.iter(qn("w:p")) if node.tag != qn("w:p") else iter((node,))


def _text_of(row: Any) -> str:
    return " ".join(read.text_of(paragraph) for paragraph in _paragraphs(row))


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
    nodes = list(paragraph.iter(_TEXT))
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
