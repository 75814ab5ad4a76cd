"""A document as one semantic HTML page, or as the part of a page that a portal puts in its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import singledispatchmethod
from html import escape
from importlib import resources

from uratibu.core.reports import draw, numerals, words
from uratibu.core.reports.model import (
    Block,
    BoundFigure,
    ChartBlock,
    ComparedSource,
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
    TableRow,
    UsedEdition,
    WordTable,
)
from uratibu.core.reports.words import edition_id, edition_title

Mark = Callable[[str], str]
"""Where words that rest on a return lead, by their anchor: their own trace."""
Link = Callable[[BoundFigure], str]
"""Where a figure in a sentence leads: its trace page, or its source in the annex."""

_PARAGRAPHS = {"body": "p", "lead": "p", "note": "p", "gap": "p", "item": "li"}


def to_annex(figure: BoundFigure) -> str:
    """The link of a page that stands alone: the edition in its annex."""
    return f"#{figure.place}"


def page(document: Document, *, corrections: Iterable[Correction] = ()) -> str:
    """The whole document as one file with its styles and charts inside; nothing is loaded."""
    language = document.language
    style = resources.files("uratibu.core.reports").joinpath("profile.css").read_text("utf-8")
    return (
        f'<!doctype html>\n<html lang="{_e(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_e(document.title)} \u2013 {_e(document.edition)}</title>\n"
        f"<style>\n{style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#text">{_e(words.word("skip", language))}</a>\n'
        f"{_cover(document)}\n{'' if document.is_brief else contents(document)}\n"
        f'<main id="text">\n{_corrections(corrections, language)}{fragment(document)}</main>\n'
        f"<footer>{_proof(document)}</footer>\n</body>\n</html>\n"
    )


def fragment(document: Document, *, link: Link = to_annex, mark: Mark | None = None) -> str:
    """The text of the document without page, cover and styles, for a page that has its own."""
    writer = _Writer(document.language, link, mark)
    return "".join(writer.write(document.blocks))


def contents(document: Document) -> str:
    """The table of contents: headings of the first two levels as links."""
    lines = [
        f'<li class="level-{b.level}"><a href="#{_e(b.anchor)}">'
        f'<span class="number">{_e(b.number)}</span> {_e(b.text)}</a></li>'
        for b in document.blocks
        if isinstance(b, Heading) and b.level <= 2
    ]
    title = _e(words.word("contents", document.language))
    return (
        f'<nav class="contents" aria-label="{title}"><h2>{title}</h2>'
        f"<ol>{''.join(lines)}</ol></nav>"
    )


def _cover(document: Document) -> str:
    notices = "".join(f'<p class="notice">{_e(notice)}</p>' for notice in document.notices)
    day = numerals.day_written(document.as_of, document.language)
    as_of = words.word("as-of", document.language, day=day)
    publisher = f'<p class="publisher">{_e(document.publisher)}</p>' if document.publisher else ""
    return (
        f'<header class="cover">{publisher}<h1>{_e(document.title)}</h1>'
        f'<p class="subtitle">{_e(document.subtitle)}</p><p class="as-of">{_e(as_of)}</p>'
        f"{notices}</header>"
    )


def _proof(document: Document) -> str:
    name = words.word("document-digest", document.language)
    edition = words.word("edition", document.language)
    return (
        f"<p>{_e(document.id)} \u00b7 {_e(edition)} {_e(document.edition)} \u00b7 "
        f'{_e(name)} <code>{document.digest}</code></p>'
    )  # fmt: skip


def _corrections(corrections: Iterable[Correction], language: str) -> str:
    lines = [
        words.word(
            "correction", language,
            day=numerals.day_written(c.corrected_on, language), figure=c.figure,
            old=c.old_text, new=c.new_text, reason=c.reason(language),
        )
        for c in corrections
    ]  # fmt: skip
    if not lines:
        return ""
    items = "".join(f"<li>{_e(line)}</li>" for line in lines)
    title = _e(words.word("corrections", language))
    return f'<section class="corrections"><h2>{title}</h2><ul>{items}</ul></section>\n'


class _Writer:
    """Writes blocks; a run of items becomes one list."""

    def __init__(self, language: str, link: Link, mark: Mark | None = None) -> None:
        self.language = language
        self.link = link
        self.mark = mark

    def write(self, blocks: Iterable[Block]) -> Iterator[str]:
        """The blocks in order, one line each."""
        in_list = False
        for block in blocks:
            is_item = isinstance(block, Paragraph) and block.style == "item"
            if is_item != in_list:
                yield "<ul>\n" if is_item else "</ul>\n"
                in_list = is_item
            yield self.block(block) + "\n"
        if in_list:
            yield "</ul>\n"

    @singledispatchmethod
    def block(self, block: Block) -> str:
        """One block."""
        raise TypeError(f"no HTML for {type(block).__name__}")

    @block.register
    def _(self, block: Heading) -> str:
        level = block.level + 1
        return (
            f'<h{level} id="{_e(block.anchor)}"><span class="number">{_e(block.number)}</span> '
            f"{_e(block.text)}</h{level}>"
        )

    @block.register
    def _(self, block: Paragraph) -> str:
        tag = _PARAGRAPHS[block.style]
        style = f' class="{block.style}"' if block.style in ("lead", "note", "gap") else ""
        anchor = f' id="{_e(block.anchor)}"' if block.anchor else ""
        inner = "".join(
            _e(run) if isinstance(run, str) else self._figure(run) for run in block.runs
        )
        return f"<{tag}{anchor}{style}>{inner}{self._mark(block)}</{tag}>"

    def _mark(self, block: Paragraph) -> str:
        if self.mark is None or not block.refs:
            return ""
        name = _e(words.word("trace", self.language))
        return (
            f' <a class="sentence" href="{_e(self.mark(block.anchor))}" title="{name}">'
            f'<span aria-hidden="true">\u00a7</span><span class="hidden-text">{name}</span></a>'
        )

    @block.register
    def _(self, block: KeyStatistics) -> str:
        tiles = "".join(
            f'<li><span class="name">{_e(tile.name)}</span>'
            f'<span class="value">{self._figure(tile.figure)}</span>'
            f'<span class="tile-note">{_e(tile.note)}</span></li>'
            for tile in block.tiles
        )
        map_ = self.block(block.map) if block.map is not None else ""
        return (
            f'<section class="key-statistics" id="{_e(block.anchor)}"><p class="sheet-title">'
            f'{_e(block.title)}</p><ul class="tiles">{tiles}</ul>{map_}</section>'
        )

    @block.register
    def _(self, block: TableBlock) -> str:
        return self._table(block, f"{words.word('table', self.language)} {block.number}")

    @block.register
    def _(self, block: ChartBlock) -> str:
        drawn = draw.svg(
            block.specification,
            title=block.caption,
            alternative=block.alternative,
            label_id=block.anchor,
        )
        name = f"{words.word('figure', self.language)} {block.number}"
        data = ""
        if block.data is not None:
            show = _e(words.word("show-data", self.language))
            table = self._table(block.data, name, with_source=False)
            data = f'<details class="data"><summary>{show}</summary>{table}</details>'
        return (
            f'<figure class="chart" id="{_e(block.anchor)}"><figcaption><strong>{_e(name)}.'
            f'</strong> {_e(block.caption)}</figcaption>{_wide(name)}{drawn}</div>'
            f'<p class="source">{_e(block.source)}</p>{data}</figure>'
        )  # fmt: skip

    @block.register
    def _(self, block: SourceComparison) -> str:
        heads = ("source-name", "value", "definition", "reference", "method", "used-heading")
        head = "".join(f'<th scope="col">{_e(words.word(h, self.language))}</th>' for h in heads)
        rows = "".join(self._compared(source) for source in block.sources)
        name = f"{words.word('table', self.language)} {block.number}"
        choice = words.word("choice", self.language)
        return (
            f'<div class="table" id="{_e(block.anchor)}">{_wide(name)}<table><caption>'
            f"<strong>{_e(name)}.</strong> {_e(block.caption)}</caption><thead><tr>{head}</tr>"
            f'</thead><tbody>{rows}</tbody></table></div><p class="note">'
            f"<strong>{_e(choice)}:</strong> {_e(block.choice)}</p></div>"
        )

    @block.register
    def _(self, block: WordTable) -> str:
        head = "".join(f'<th scope="col">{_e(text)}</th>' for text in block.headers)
        rows = "".join(
            f'<tr><th scope="row">{_e(row[0])}</th>'
            + "".join(f"<td>{_e(cell)}</td>" for cell in row[1:])
            + "</tr>"
            for row in block.rows
        )
        name = f"{words.word('table', self.language)} {block.number}"
        return (
            f'<div class="table" id="{_e(block.anchor)}">{_wide(name)}<table><caption>'
            f"<strong>{_e(name)}.</strong> {_e(block.caption)}</caption>"
            f"<thead><tr>{head}</tr></thead>"
            f"<tbody>{rows}</tbody></table></div>{_notes(block.notes)}</div>"
        )

    @block.register
    def _(self, block: RegisterTable) -> str:
        name = f"{words.word('table', self.language)} {block.number}"
        source = f'<p class="source">{_e(block.source)}</p>'
        return self._register_table(block, name) + source + "</div>"

    @block.register
    def _(self, block: RegisterChart) -> str:
        drawn = draw.svg(
            block.specification, title=block.caption, alternative=block.alternative,
            label_id=block.anchor,
        )  # fmt: skip
        name = f"{words.word('figure', self.language)} {block.number}"
        show = _e(words.word("show-data", self.language))
        table = self._register_table(block.data, name) + "</div>"
        return (
            f'<figure class="chart" id="{_e(block.anchor)}"><figcaption><strong>{_e(name)}.'
            f"</strong> {_e(block.caption)}</figcaption>{_wide(name)}{drawn}</div>"
            f'<p class="source">{_e(block.source)}</p>'
            f'<details class="data"><summary>{show}</summary>{table}</details></figure>'
        )

    def _register_table(self, block: RegisterTable, name: str) -> str:
        head = "".join(
            f'<th scope="col"{_number(column.is_number)}>{_e(column.header)}</th>'
            for column in block.columns
        )
        numbers = [column.is_number for column in block.columns]
        rows = "".join(
            f'<tr id="{_e(block.anchor)}.{_e(row.id)}">{self._register_row(row, numbers)}</tr>\n'
            for row in block.rows
        )
        return (
            f'<div class="table" id="{_e(block.anchor)}">{_wide(name)}<table><caption>'
            f"<strong>{_e(name)}.</strong> {_e(block.caption)}</caption>"
            f"<thead><tr>{head}</tr></thead>"
            f"<tbody>{rows}</tbody></table></div>{_notes(block.notes)}"
        )

    def _register_row(self, row: TableRow, numbers: list[bool]) -> str:
        first = row.cells[0]
        cells = [f'<th scope="row">{_e(first if isinstance(first, str) else first.text)}</th>']
        for cell, is_number in zip(row.cells[1:], numbers[1:], strict=True):
            text = _e(cell) if isinstance(cell, str) else self._figure(cell)
            cells.append(f"<td{_number(is_number)}>{text}</td>")
        return "".join(cells)

    @block.register
    def _(self, block: SourceList) -> str:
        return "".join(self._edition(used) for used in block.editions)

    def _figure(self, figure: BoundFigure) -> str:
        source = "@".join(figure.editions[0][:2]) if figure.editions else figure.release
        hint = f"{figure.period} \u00b7 {source}"
        return (
            f'<a class="figure" href="{_e(self.link(figure))}" data-figure="{_e(figure.id)}" '
            f'title="{_e(hint)}">{_e(figure.text)}</a>'
        )

    def _table(self, block: TableBlock, name: str, *, with_source: bool = True) -> str:
        head = "".join(
            f'<th scope="col"{_number(column.is_number)}>{_e(column.header)}</th>'
            for column in block.columns
        )
        numbers = [column.is_number for column in block.columns]
        rows = "".join(f"<tr>{self._row(row, numbers)}</tr>\n" for row in block.rows)
        source = f'<p class="source">{_e(block.source)}</p>' if with_source else ""
        return (
            f'<div class="table" id="{_e(block.anchor)}">{_wide(name)}<table><caption>'
            f"<strong>{_e(name)}.</strong> {_e(block.caption)}</caption>"
            f"<thead><tr>{head}</tr></thead>"
            f"<tbody>{rows}</tbody></table></div>{_notes(block.notes)}{source}</div>"
        )

    def _row(self, row: tuple[str | BoundFigure, ...], numbers: list[bool]) -> str:
        cells = [f'<th scope="row">{_e(str(row[0]))}</th>']
        for cell, is_number in zip(row[1:], numbers[1:], strict=True):
            if isinstance(cell, BoundFigure):
                cells.append(f'<td class="n" data-figure="{_e(cell.id)}">{_e(cell.text)}</td>')
            else:
                cells.append(f"<td{_number(is_number)}>{_e(cell)}</td>")
        return "".join(cells)

    def _compared(self, source: ComparedSource) -> str:
        used = words.word("used" if source.is_used else "not-used", self.language)
        mark = ' class="is-used"' if source.is_used else ""
        return (
            f'<tr{mark}><th scope="row">{_e(source.name)}</th>'
            f'<td class="n">{self._figure(source.figure)}</td><td>{_e(source.definition)}</td>'
            f"<td>{_e(source.reference)}</td><td>{_e(source.method)}</td><td>{_e(used)}</td></tr>"
        )

    def _edition(self, used: UsedEdition) -> str:
        facts = (
            ("dataset", edition_id(used)),
            ("method", used.method),
            ("coverage", used.coverage),
            ("licence", used.licence),
        )
        lines = "".join(
            f"<dt>{_e(words.word(name, self.language))}</dt><dd>{_e(text)}</dd>"
            for name, text in facts
            if text
        )
        return (
            f'<section class="source-entry" id="{_e(used.anchor)}">'
            f"<h3>{_e(edition_title(used, self.language))}</h3><dl>{lines}"
            f"<dt>SHA-256</dt><dd><code>{_e(used.sha256)}</code></dd></dl></section>"
        )


def _notes(notes: tuple[str, ...]) -> str:
    if not notes:
        return ""
    return f'<ul class="notes">{"".join(f"<li>{_e(note)}</li>" for note in notes)}</ul>'


def _wide(name: str) -> str:
    """What is wider than a phone scrolls inside itself, by keyboard too."""
    return f'<div class="wide" tabindex="0" role="group" aria-label="{_e(name)}">'


def _number(is_number: bool) -> str:
    return ' class="n"' if is_number else ""


def _e(text: str) -> str:
    return escape(text, quote=True)
