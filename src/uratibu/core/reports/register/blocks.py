"""Blocks of an outline that speak of the register: said words, lists, items and status charts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from uratibu.core.findings import Finding
from uratibu.core.labels import Label
from uratibu.core.progress.status import Status
from uratibu.core.reports import marks, numerals, texts, writing
from uratibu.core.reports.model import (
    Block,
    BoundFigure,
    Paragraph,
    RegisterChart,
    RegisterTable,
    TableColumn,
    TableRow,
)
from uratibu.core.reports.options import Options
from uratibu.core.reports.register import fields, words
from uratibu.core.reports.register.fields import Field
from uratibu.core.reports.register.reader import Reader
from uratibu.core.reports.register.rows import Row, elements_under, rows

if TYPE_CHECKING:
    from uratibu.core.reports.blocks import Builder


class NoRegister(Exception):
    """A block of the register stands in an outline without one; it names the block's place."""


def said_once(reader: Reader) -> dict[str, str]:
    """Words of the whole report: {plan}, {period}, {institution}, {publisher}, {currency}."""
    register, language = reader.register, reader.language
    return {
        "plan": register.plan.title(language),
        "period": register.period,
        "institution": register.name(register.scope)(language) if register.scope else "",
        "publisher": register.name(register.plan.publisher)(language),
        "currency": register.plan.currency,
    }


def here_said(reader: Reader, row: Row) -> dict[str, str]:
    """Words of the place a loop stands at: {here.title}, {here.code}, {here.lead} and the like."""
    found = {}
    for each in fields.FIELDS[row.kind]:
        if not each.is_number:
            cell = each.make(reader, row)
            found[f"here.{each.name}"] = cell if isinstance(cell, str) else cell.text
    return found


def _reader(builder: Builder, options: Options) -> Reader:
    if builder.reader is None:
        raise NoRegister(options.place)
    return builder.reader


def _rows(builder: Builder, options: Options) -> tuple[Row, ...]:
    register = _reader(builder, options).register
    return rows(register, options.text("of"), options.narrowed(), builder.here)


def _anchor(builder: Builder, options: Options) -> str:
    """A permanent anchor: the block's name and what it is repeated for."""
    return _plain("-".join((options.text("name"), *(code for _, code in builder.here.at))))


def _plain(name: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in name)


def _said(builder: Builder, options: Options) -> Iterator[Block]:
    """Words with bound figures in them."""
    source = writing.Source(
        _anchor(builder, options),
        options.label("words"),
        builder.language,
        options.text("style") or "body",
        options.claim("optional"),
        options.place,
    )
    for found in writing.paragraphs(source, builder.figure, builder.plain):
        if isinstance(found, Finding):
            builder.findings.append(found)
        else:
            yield found


def _empty(builder: Builder, options: Options) -> Paragraph:
    """What stands where a list has no rows: an empty list is an answer too."""
    said = builder.say(options.label("empty")) or words.word("no-rows", builder.language)
    return Paragraph((said,), "body", f"{_anchor(builder, options)}-none")


def _list(builder: Builder, options: Options) -> Iterator[Block]:
    found = _rows(builder, options)
    if not found:
        yield _empty(builder, options)
        return
    reader, kind = _reader(builder, options), options.text("of")
    chosen = [_field(kind, name) for name in options.texts("columns")]
    notes = builder.say(options.label("notes"))
    number = builder.number("table")
    yield RegisterTable(
        number=number,
        anchor=f"list-{_anchor(builder, options)}",
        caption=builder.say(options.label("caption")),
        columns=tuple(TableColumn(f.title(builder.language), f.is_number) for f in chosen),
        rows=tuple(_row(reader, row, chosen) for row in found),
        notes=(notes,) if notes else (),
        source=source_line(reader),
        widths=tuple(f.width for f in chosen),
    )


def _field(kind: str, name: str) -> Field:
    found = fields.field_of(kind, name)
    if found is None:
        raise KeyError(f"{kind} have no field {name}")
    return found


def _row(reader: Reader, row: Row, chosen: list[Field]) -> TableRow:
    cells = tuple(each.make(reader, row) for each in chosen)
    return TableRow(row.id, cells, references(reader, row))


def references(reader: Reader, row: Row) -> tuple[str, ...]:
    """What a row rests on: its action or norm, and the return whose words it repeats."""
    plan = reader.register.plan.id
    own: tuple[str, ...] = ()
    if row.element is not None:
        own = (f"action:{plan}/{row.element.id}",)
    elif row.kind == "norms":
        own = (f"norm:{row.id}",)
    return (*own, *fields.returns_behind(reader, row))


def source_line(reader: Reader) -> str:
    """The plan and the state in which it was read."""
    register = reader.register
    day = numerals.day_written(register.as_of, reader.language)
    title = register.plan.title(reader.language)
    return words.word(
        "source-plan", reader.language, plan=title, revision=register.revision, day=day
    )


def _items(builder: Builder, options: Options) -> Iterator[Block]:
    """A paragraph for each row, of words with the row's fields between braces."""
    found = _rows(builder, options)
    if not found:
        yield _empty(builder, options)
        return
    reader = _reader(builder, options)
    for row in found:
        runs = tuple(_runs(builder, reader, row, options.label("words")))
        anchor = f"{_anchor(builder, options)}-{_plain(row.id)}"
        style = options.text("style") or "item"
        yield Paragraph(runs, style, anchor, references(reader, row))


def _runs(builder: Builder, reader: Reader, row: Row, said: Label) -> (
    Iterator[str | BoundFigure]
):  # fmt: skip
    for is_field, piece in texts.pieces(said(builder.language)):
        known = fields.field_of(row.kind, piece) if is_field else None
        if known is not None:
            yield known.make(reader, row)
        else:
            yield builder.plain.get(piece, f"{{{piece}}}") if is_field else piece


def _status_chart(builder: Builder, options: Options) -> Iterator[Block]:
    """Stacked bars: how many actions of each theme, objective or institution have which status."""
    found = [row for row in _rows(builder, options) if _under(builder, options, row)]
    if not found:
        yield _empty(builder, options)
        return
    reader = _reader(builder, options)
    number = builder.number("figure")
    anchor = f"chart-{_anchor(builder, options)}"
    caption = builder.say(options.label("caption"))
    shown = [s for s in Status if any(_amount(reader, row, s) for row in found)]
    chosen = [_field(options.text("of"), name) for name in ("title", *map(str, shown))]
    data = RegisterTable(
        number=number,
        anchor=f"{anchor}-data",
        caption=caption,
        columns=tuple(TableColumn(f.title(builder.language), f.is_number) for f in chosen),
        rows=tuple(_row(reader, row, chosen) for row in found),
        notes=(),
        source=source_line(reader),
        widths=tuple(f.width for f in chosen),
    )
    yield RegisterChart(
        number, anchor, caption, _drawn(reader, found, shown), _told(data), data.source, data
    )


def _under(builder: Builder, options: Options, row: Row) -> bool:
    return bool(elements_under(_reader(builder, options).register, row))


def _amount(reader: Reader, row: Row, status: Status) -> int:
    register = reader.register
    return sum(register.status_of(e) is status for e in elements_under(register, row))


def _drawn(reader: Reader, found: list[Row], shown: list[Status]) -> str:
    language = reader.language
    data = [
        marks.Datum(_short(_named(reader, row)), row.id, float(_amount(reader, row, status)),
                    str(_amount(reader, row, status)), words.status(status, language))
        for row in found
        for status in shown
    ]  # fmt: skip
    unit = words.word("actions", language)
    body = marks.parts(marks.Drawing(tuple(data), False, unit, (), 0, language))
    specification = marks.framed(body)
    return json.dumps(specification, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _words(reader: Reader, row: Row) -> str:
    cell = _field(row.kind, "title").make(reader, row)
    return cell if isinstance(cell, str) else cell.text


def _named(reader: Reader, row: Row) -> str:
    """Code and title: two titles may begin alike."""
    code = _field(row.kind, "code").make(reader, row)
    return f"{code if isinstance(code, str) else code.text} {_words(reader, row)}"


def _short(title: str, most: int = 44) -> str:
    """A title that fits beside a bar; the table below has it in full."""
    return title if len(title) <= most else f"{title[: most - 1].rstrip()}\u2026"


def _told(data: RegisterTable) -> str:
    """The text alternative, made of the table."""
    heads = [column.header for column in data.columns[1:]]
    lines = []
    for row in data.rows:
        name, *cells = (c if isinstance(c, str) else c.text for c in row.cells)
        counts = ", ".join(f"{h} {c}" for h, c in zip(heads, cells, strict=True) if c != "0")
        lines.append(f"{name}: {counts}.")
    return f"{data.caption}. {' '.join(lines)}"


BUILDERS: Mapping[str, Callable[[Builder, Options], Iterator[Block]]] = {
    "said": _said,
    "list": _list,
    "items": _items,
    "status-chart": _status_chart,
}
"""Kinds of block that speak of the register."""
