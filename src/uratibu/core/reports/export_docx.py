"""A document as a Word file with real styles, fields, captions, repeated headers and alt texts."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, datetime, time
from functools import singledispatchmethod
from typing import Any, cast

import docx
from docx.text.paragraph import Paragraph as WordParagraph

from uratibu.core.paper import docx_parts as parts
from uratibu.core.paper import docx_styles as looks
from uratibu.core.reports import draw, numerals, words
from uratibu.core.reports.contents import charts_of
from uratibu.core.reports.model import (
    Block,
    BoundFigure,
    Chart,
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
    Tile,
    UsedEdition,
    WordTable,
)

_STYLES = {"body": "Normal", "lead": "Lead", "note": "Document Note", "item": "List Bullet",
           "gap": "Gap"}  # fmt: skip
TILES_ACROSS = 3
KEPT_ROWS = 3
"""The first rows of a table, which stay with its caption."""
SHORT_TABLE = 16
"""Rows of a table that stays on one page with its caption and source."""
MAP_CM = 13.2
"""Width of the map on the sheet of key statistics, so that the sheet is one page."""


def export(document: Document, *, corrections: Iterable[Correction] = ()) -> bytes:
    """The Word file. The same document gives the same bytes."""
    file = docx.Document()
    looks.set_up(file, document.language)
    if document.is_wide:
        looks.lay_on_side(file)
    _properties(file, document)
    writer = _Writer(file, document)
    writer.cover(corrections)
    if document.is_brief:
        looks.run_on(file)
    else:
        writer.contents()
    for block in document.blocks:
        writer.block(block)
    if not document.is_brief:
        writer.data_annex()
    _running_lines(file, document)
    out = io.BytesIO()
    file.save(out)
    return parts.timeless(out.getvalue())


def _properties(file: Any, document: Document) -> None:
    core = file.core_properties
    moment = datetime.combine(document.as_of, time(), UTC)
    core.title, core.subject = document.title, document.subtitle
    core.author = core.last_modified_by = document.publisher
    core.language, core.identifier = document.language, document.digest
    core.version, core.revision = document.edition, 1
    core.keywords, core.comments = document.id, " ".join(document.notices)
    core.created = core.modified = moment


def _running_lines(file: Any, document: Document) -> None:
    section = file.sections[0]
    header = section.header.paragraphs[0]
    header.text = f"{document.title}\t{document.subtitle}"
    line = section.footer.paragraphs[0]
    line.add_run(f"{words.word('digest', document.language)} {document.digest[:12]}\t")
    shown = words.word("page-of", document.language, page="\0", pages="\1")
    before, _, rest = shown.partition("\0")
    between, _, after = rest.partition("\1")
    line.add_run(before)
    parts.add_field(line, "PAGE", "1")
    line.add_run(between)
    parts.add_field(line, "NUMPAGES", "1")
    line.add_run(after)


class _Writer:
    """Writes one block after the other into an open Word file."""

    def __init__(self, file: Any, document: Document) -> None:
        self.file = file
        self.document = document
        self.language = document.language
        self.bookmarks = 0
        self.styles = {each.name: each.style_id for each in file.styles}
        self.cell_styles = {n: self.styles["Cell Number" if n else "Cell"] for n in (True, False)}
        self.width = looks.WIDE_CM if document.is_wide else looks.TEXT_WIDTH_CM

    def line(self, text: str = "", style: str = "Normal") -> WordParagraph:
        """A new paragraph; its style is set by id, since looking it up takes long each time."""
        made = self.file.add_paragraph(text)
        made._p.style = self.styles[style]
        return cast("WordParagraph", made)

    def say(self, name: str, **said: object) -> str:
        """A fixed word in the language of the document."""
        return words.word(name, self.language, **said)

    def cover(self, corrections: Iterable[Correction]) -> None:
        """Title page: what it is, of when, by whom, and what must be known about it."""
        document = self.document
        if document.publisher:
            self.line(document.publisher, style="Cover Line")
        self.line(document.title, style="Title")
        self.line(document.subtitle, style="Subtitle")
        day = numerals.day_written(document.as_of, self.language)
        self.line(self.say("as-of", day=day), style="Cover Line")
        for notice in (*document.notices, *self._corrections(corrections)):
            self.line(notice, style="Notice")
        digest = f"{self.say('document-digest')}: {document.digest}"
        self.line(digest, style="Document Note")

    def _corrections(self, corrections: Iterable[Correction]) -> list[str]:
        return [
            self.say(
                "correction",
                day=numerals.day_written(c.corrected_on, self.language),
                figure=c.figure,
                old=c.old_text,
                new=c.new_text,
                reason=c.reason(self.language),
            )
            for c in corrections
        ]

    def contents(self) -> None:
        """A table of contents: a field, already filled in, that Word can bring up to date."""
        self.line(self.say("contents"), style="Contents Heading")
        headings = [b for b in self.document.blocks if isinstance(b, Heading) and b.level <= 2]
        entries = [(h.level, f"{h.number}  {h.text}", _bookmark(h.anchor)) for h in headings]
        if any(chart.data is not None for chart in charts_of(self.document.blocks)):
            entries.append((1, self._data_title(), _bookmark("annex-data")))
        for index, (level, text, bookmark) in enumerate(entries):
            line = self.line(style=f"TOC {level}")
            if index == 0:
                parts.open_field(line, 'TOC \\o "1-2" \\h \\z \\u')
            parts.add_link(line, text, bookmark)
            line.add_run("\t")
            parts.add_field(line, f"PAGEREF {bookmark} \\h", "", is_dirty=True)
        parts.close_field(line)

    def data_annex(self) -> None:
        """The figures of the charts, in full."""
        drawn = [chart for chart in charts_of(self.document.blocks) if chart.data is not None]
        if not drawn:
            return
        title = self.line(self._data_title(), style="Heading 1")
        self._mark(title, "annex-data")
        self.line(self.say("data-lead"))
        for chart in drawn:
            if chart.data is not None:
                name = self.line(style="Caption")
                name.add_run(f"{self.say('figure')} {chart.number}. {chart.caption}")
                self._data_table(chart.data)

    def _data_table(self, data: TableBlock | RegisterTable) -> None:
        if isinstance(data, RegisterTable):
            self._register_table(data)
        else:
            self._figures_table(data)

    def _data_title(self) -> str:
        return f"{self.say('annex', letter='B')}  {self.say('annex-data')}"

    @singledispatchmethod
    def block(self, block: Block) -> None:
        """Write one block."""
        raise TypeError(f"no Word form for {type(block).__name__}")

    @block.register
    def _(self, block: Heading) -> None:
        line = self.line(f"{block.number}  {block.text}", f"Heading {block.level}")
        self._mark(line, block.anchor)

    @block.register
    def _(self, block: Paragraph) -> None:
        line = self.line(style=_STYLES[block.style])
        self._runs(line, block.runs)
        if block.refs:
            self._mark(line, block.anchor)

    @block.register
    def _(self, block: KeyStatistics) -> None:
        rows = -(-len(block.tiles) // TILES_ACROSS)
        self.line(block.title, style="Caption")
        if rows:
            table = self.file.add_table(rows, TILES_ACROSS)
            table.style = looks.FACTS
            parts.describe_table(table, block.title)
            parts.fixed_widths(table, (looks.TEXT_WIDTH_CM / TILES_ACROSS,) * TILES_ACROSS)
            for index, tile in enumerate(block.tiles):
                self._tile(table.cell(index // TILES_ACROSS, index % TILES_ACROSS), tile)
            for row in table.rows:
                parts.keep_whole(row)
        if block.map is not None:
            self._chart(block.map, width_cm=MAP_CM)

    def _tile(self, cell: Any, tile: Tile) -> None:
        cell.paragraphs[0].style = self.file.styles["Key Name"]
        cell.paragraphs[0].add_run(tile.name)
        self._runs(cell.add_paragraph(style="Key Figure"), (tile.figure,))
        cell.add_paragraph(tile.note, style="Key Note")

    @block.register
    def _(self, block: TableBlock) -> None:
        self._caption("table", block.number, block.caption, block.anchor)
        self._figures_table(block)

    def _figures_table(self, block: TableBlock) -> None:
        numbers = tuple(column.is_number for column in block.columns)
        heads = tuple(column.header for column in block.columns)
        rows = [tuple(c if isinstance(c, str) else c.text for c in row) for row in block.rows]
        self._table(block.caption, heads, rows, numbers)
        self._below(block.notes, block.source)

    @block.register
    def _(self, block: ChartBlock) -> None:
        self._chart(block, width_cm=looks.TEXT_WIDTH_CM)

    @block.register
    def _(self, block: RegisterChart) -> None:
        self._chart(block, width_cm=self.width)

    @block.register
    def _(self, block: RegisterTable) -> None:
        self._caption("table", block.number, block.caption, block.anchor)
        self._register_table(block)

    def _register_table(self, block: RegisterTable) -> None:
        numbers = tuple(column.is_number for column in block.columns)
        heads = tuple(column.header for column in block.columns)
        rows = [tuple(c if isinstance(c, str) else c.text for c in row.cells) for row in block.rows]
        widths = _shares(block.widths, numbers, self.width)
        self._table(block.caption, heads, rows, numbers, widths)
        self._below(block.notes, block.source)

    def _chart(self, block: Chart, *, width_cm: float) -> None:
        self._caption("figure", block.number, block.caption, block.anchor)
        line = self.line()
        line.paragraph_format.keep_with_next = True
        parts.add_picture(
            line.add_run(),
            draw.png(block.specification),
            width_cm=width_cm,
            title=f"{self.say('figure')} {block.number}",
            alternative=block.alternative,
        )
        self._below((), block.source)

    @block.register
    def _(self, block: SourceComparison) -> None:
        self._caption("table", block.number, block.caption, block.anchor)
        names = ("source-name", "value", "definition", "reference", "method", "used-heading")
        rows = [
            (
                s.name, s.figure.text, s.definition, s.reference,
                s.method, self.say("used" if s.is_used else "not-used"),
            )
            for s in block.sources
        ]  # fmt: skip
        heads = tuple(self.say(name) for name in names)
        is_number = (False, True, False, False, False, False)
        widths = (3.2, 2.2, 4.8, 2.2, 1.9, 2.1)
        self._table(block.caption, heads, rows, is_number, widths)
        note = self.line(style="Source")
        note.add_run(f"{self.say('choice')}: ").bold = True
        note.add_run(block.choice)

    @block.register
    def _(self, block: WordTable) -> None:
        self._caption("table", block.number, block.caption, block.anchor)
        widths = _word_widths(len(block.headers))
        self._table(block.caption, block.headers, block.rows, (False,) * len(widths), widths)
        self._below(block.notes, "")

    @block.register
    def _(self, block: SourceList) -> None:
        for used in block.editions:
            self._edition(used)

    def _edition(self, used: UsedEdition) -> None:
        title = words.edition_title(used, self.language)
        line = self.line(title, style="Source Title")
        self._mark(line, used.anchor)
        facts = (
            (self.say("dataset"), words.edition_id(used)),
            (self.say("method"), used.method),
            (self.say("coverage"), used.coverage),
            (self.say("licence"), used.licence),
            ("SHA-256", used.sha256),
        )
        for name, text in facts:
            if text:
                fact = self.line(style="Document Note")
                fact.paragraph_format.space_after = 0
                fact.add_run(f"{name}: ").bold = True
                fact.add_run(text)

    def _runs(self, line: WordParagraph, runs: Iterable[str | BoundFigure]) -> None:
        for run in runs:
            if isinstance(run, str):
                line.add_run(run)
            else:
                parts.add_link(line, run.text, _bookmark(run.place), style="Bound Figure")

    def _caption(self, series: str, number: str, caption: str, anchor: str) -> None:
        name = self.say(series)
        line = self.line(style="Caption")
        line.add_run(f"{name} ")
        parts.add_field(line, f"SEQ {name} \\* ARABIC", number)
        line.add_run(f". {caption}")
        self._mark(line, anchor)

    def _table(
        self,
        caption: str,
        heads: tuple[str, ...],
        rows: Iterable[tuple[str, ...]],
        numbers: tuple[bool, ...],
        widths: tuple[float, ...] = (),
    ) -> None:
        body = list(rows)
        table = self.file.add_table(1 + len(body), len(heads))
        table.style = looks.TABLE
        parts.describe_table(table, caption)
        is_short = not widths and len(body) <= SHORT_TABLE
        kept = len(body) + 1 if is_short else KEPT_ROWS
        styles = tuple(self.cell_styles[is_number] for is_number in numbers)
        for index, (row, texts) in enumerate(zip(table.rows, (heads, *body), strict=True)):
            for cell, text, style in zip(row._tr.tc_lst, texts, styles, strict=True):
                parts.write_cell(cell, text, style, is_kept=index < kept)
            parts.keep_whole(row)
        parts.mark_header(table.rows[0])
        parts.fixed_widths(table, widths or _widths(numbers))

    def _below(self, notes: tuple[str, ...], source: str) -> None:
        for note in notes:
            self.line(note, style="Table Note")
        self.line(source, style="Source")

    def _mark(self, line: WordParagraph, anchor: str) -> None:
        self.bookmarks += 1
        parts.add_bookmark(line, _bookmark(anchor), self.bookmarks)


def _bookmark(anchor: str) -> str:
    """A name Word accepts: letters, digits, underscores, at most 40 characters."""
    kept = "".join(letter if letter.isalnum() else "_" for letter in anchor)
    return f"u_{kept}"[:40]


def _shares(widths: tuple[int, ...], numbers: tuple[bool, ...], width: float) -> tuple[float, ...]:
    """Numbers get 1.8 cm where there is room, words share what is left."""
    count = sum(numbers)
    number = min(1.8, width * 0.6 / count) if count else 0.0
    whole = sum(w for w, is_number in zip(widths, numbers, strict=True) if not is_number)
    rest = width - number * count
    return tuple(
        number if is_number else rest * share / whole
        for share, is_number in zip(widths, numbers, strict=True)
    )


def _widths(numbers: tuple[bool, ...]) -> tuple[float, ...]:
    """Words get what the numbers leave; a number needs 2.2 cm where there is room."""
    count = sum(numbers)
    stubs = len(numbers) - count
    number = min(2.6, (looks.TEXT_WIDTH_CM - 3.4 * stubs) / max(count, 1))
    rest = (looks.TEXT_WIDTH_CM - number * count) / max(stubs, 1)
    return tuple(number if is_number else rest for is_number in numbers)


def _word_widths(count: int) -> tuple[float, ...]:
    if count < 3:
        return (looks.TEXT_WIDTH_CM / count,) * count
    first = 1.6
    return (first, *((looks.TEXT_WIDTH_CM - first) / (count - 1),) * (count - 1))
