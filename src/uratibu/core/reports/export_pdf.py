"""A document as a tagged PDF (PDF/UA-1) with bookmarks, page numbers and repeated table headers.

The pages are set by a fixed template (profile.typ). Words reach it as JSON, so nothing a pack or a
publisher wrote can ever be read as markup. Only the typesetter's own fonts are used: the same
document gives the same bytes on every machine.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from functools import singledispatchmethod
from importlib import resources
from pathlib import Path

import typst

from uratibu.core.findings import Finding, Refused, Severity, Where
from uratibu.core.reports import draw, numerals, words
from uratibu.core.reports.contents import charts_of
from uratibu.core.reports.model import (
    Block,
    BoundFigure,
    ChartBlock,
    Correction,
    Document,
    Heading,
    KeyStatistics,
    Paragraph,
    RegisterChart,
    RegisterTable,
    SourceComparison,
    SourceList,
    TableBlock,
    WordTable,
)

_WORDS = ("table", "figure", "digest", "document-digest", "contents", "choice")
_HEADS = ("source-name", "value", "definition", "reference", "method", "used-heading")
FONT = "Libertinus Serif"
Page = dict[str, object]


def export(document: Document, *, corrections: Iterable[Correction] = ()) -> bytes:
    """The PDF. The same document gives the same bytes.

    Raises Refused where the typesetter cannot show what was written, such as a character that
    its fonts do not have: an accessible PDF may not print a blank instead.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        data = json.dumps(pages(document, corrections=corrections), ensure_ascii=False)
        (root / "data.json").write_text(data, "utf-8")
        template = resources.files("uratibu.core.reports").joinpath("profile.typ")
        (root / "main.typ").write_text(template.read_text("utf-8"), "utf-8")
        for chart in charts_of(document.blocks):
            drawn = draw.svg(chart.specification, title=chart.caption, alternative="", font=FONT)
            (root / f"{chart.anchor}.svg").write_text(drawn, "utf-8")
        return _set(root, document)


def _set(root: Path, document: Document) -> bytes:
    try:
        made = typst.compile(
            str(root / "main.typ"),
            root=str(root),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards="ua-1",
            timestamp=datetime.combine(document.as_of, time(), UTC),
        )
    except typst.TypstError as fault:
        where = Where(f"profile.{document.language}.pdf")
        remedy = "Write the words with other characters, or add a font that has them."
        message = f"The PDF cannot be made: {fault.message}."
        raise Refused([Finding(where, "profile/pdf", Severity.ERROR, message, remedy)]) from fault
    return bytes(made)


def pages(document: Document, *, corrections: Iterable[Correction] = ()) -> Page:
    """The document as plain data for the template."""
    language = document.language
    shown = words.word("page-of", language, page="|", pages="|")
    writer = _Writer(language)
    return {
        "id": document.id,
        "title": document.title,
        "subtitle": document.subtitle,
        "publisher": document.publisher,
        "language": language,
        "day": [document.as_of.year, document.as_of.month, document.as_of.day],
        "as-of": words.word("as-of", language, day=numerals.day_written(document.as_of, language)),
        "digest": document.digest,
        "wide": document.is_wide,
        "brief": document.is_brief,
        "notices": [*document.notices, *_corrections(corrections, language)],
        "words": {name: words.word(name, language) for name in _WORDS} | {"page-of": shown},
        "blocks": [*writer.write(document.blocks), *_annex(writer, document)],
    }


def _annex(writer: _Writer, document: Document) -> Iterator[Page]:
    """The figures behind the charts; a brief is too short to repeat them."""
    return iter(()) if document.is_brief else writer.data_annex(document.blocks)


def _corrections(corrections: Iterable[Correction], language: str) -> Iterator[str]:
    for c in corrections:
        day = numerals.day_written(c.corrected_on, language)
        yield words.word(
            "correction", language, day=day, figure=c.figure, old=c.old_text, new=c.new_text,
            reason=c.reason(language),
        )  # fmt: skip


class _Writer:
    """Turns blocks into plain data, one kind a method."""

    def __init__(self, language: str) -> None:
        self.language = language

    def say(self, name: str, **said: object) -> str:
        """A fixed word in the language of the document."""
        return words.word(name, self.language, **said)

    def write(self, blocks: Iterable[Block]) -> Iterator[Page]:
        """The blocks in order; neighbouring items become one list."""
        items: list[object] = []
        for block in blocks:
            if isinstance(block, Paragraph) and block.style == "item":
                items.append(_runs(block))
                continue
            if items:
                yield {"kind": "items", "items": items}
                items = []
            yield from self.block(block)
        if items:
            yield {"kind": "items", "items": items}

    def data_annex(self, blocks: Iterable[Block]) -> Iterator[Page]:
        """The figures of the charts, in full."""
        drawn = [chart for chart in charts_of(blocks) if chart.data is not None]
        if not drawn:
            return
        yield {
            "kind": "heading", "level": 1, "number": self.say("annex", letter="B"),
            "text": self.say("annex-data"), "anchor": "annex-data",
        }  # fmt: skip
        yield {"kind": "body", "runs": [self.say("data-lead")]}
        for chart in drawn:
            if chart.data is not None:
                made = _any_table(chart.data)
                yield made | {"kind": "data", "number": chart.number}

    @singledispatchmethod
    def block(self, block: Block) -> Iterator[Page]:
        """One block as plain data."""
        raise TypeError(f"no PDF form for {type(block).__name__}")

    @block.register
    def _(self, block: Heading) -> Iterator[Page]:
        yield {
            "kind": "heading", "level": block.level, "number": block.number, "text": block.text,
            "anchor": block.anchor,
        }  # fmt: skip

    @block.register
    def _(self, block: Paragraph) -> Iterator[Page]:
        yield {"kind": block.style, "runs": _runs(block)}

    @block.register
    def _(self, block: KeyStatistics) -> Iterator[Page]:
        tiles = [
            {"name": t.name, "value": t.figure.text, "note": t.note, "place": place(t.figure)}
            for t in block.tiles
        ]
        yield {"kind": "key", "title": block.title, "tiles": tiles}
        if block.map is not None:
            yield from self.block(block.map)

    @block.register
    def _(self, block: TableBlock) -> Iterator[Page]:
        yield _table(block)

    @block.register
    def _(self, block: RegisterTable) -> Iterator[Page]:
        yield _register_table(block)

    @block.register
    def _(self, block: ChartBlock | RegisterChart) -> Iterator[Page]:
        yield {
            "kind": "chart", "caption": block.caption, "anchor": block.anchor,
            "file": f"{block.anchor}.svg", "alternative": block.alternative,
            "source": block.source,
        }  # fmt: skip

    @block.register
    def _(self, block: WordTable) -> Iterator[Page]:
        yield {
            "kind": "words", "caption": block.caption, "anchor": block.anchor,
            "headers": list(block.headers), "rows": [list(row) for row in block.rows],
            "notes": list(block.notes),
        }  # fmt: skip

    @block.register
    def _(self, block: SourceComparison) -> Iterator[Page]:
        rows = [
            {
                "used": s.is_used,
                "cells": [s.name, s.figure.text, s.definition,
                          s.reference, s.method, self.say("used" if s.is_used else "not-used")],
            }
            for s in block.sources
        ]  # fmt: skip
        yield {
            "kind": "comparison", "caption": block.caption, "anchor": block.anchor,
            "headers": [self.say(name) for name in _HEADS], "rows": rows, "choice": block.choice,
        }  # fmt: skip

    @block.register
    def _(self, block: SourceList) -> Iterator[Page]:
        for used in block.editions:
            facts = (
                (self.say("dataset"), words.edition_id(used)),
                (self.say("method"), used.method),
                (self.say("coverage"), used.coverage),
                (self.say("licence"), used.licence),
                ("SHA-256", used.sha256),
            )
            yield {
                "kind": "source",
                "anchor": used.anchor,
                "title": words.edition_title(used, self.language),
                "facts": [list(fact) for fact in facts if fact[1]],
            }


def place(figure: BoundFigure) -> str:
    """Where a figure's source stands in the annex."""
    return figure.place


def _runs(block: Paragraph) -> list[object]:
    return [run if isinstance(run, str) else [run.text, place(run)] for run in block.runs]


def _any_table(block: TableBlock | RegisterTable) -> Page:
    return _register_table(block) if isinstance(block, RegisterTable) else _table(block)


def _register_table(block: RegisterTable) -> Page:
    return {
        "kind": "table",
        "caption": block.caption,
        "anchor": block.anchor,
        "columns": [[column.header, column.is_number] for column in block.columns],
        "widths": list(block.widths),
        "rows": [[c if isinstance(c, str) else c.text for c in row.cells] for row in block.rows],
        "notes": list(block.notes),
        "source": block.source,
    }


def _table(block: TableBlock) -> Page:
    return {
        "kind": "table",
        "caption": block.caption,
        "anchor": block.anchor,
        "columns": [[column.header, column.is_number] for column in block.columns],
        "rows": [[c if isinstance(c, str) else c.text for c in row] for row in block.rows],
        "notes": list(block.notes),
        "source": block.source,
    }
