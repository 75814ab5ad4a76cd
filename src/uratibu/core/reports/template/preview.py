"""What each field of a template would say now, and what each known field says at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from uratibu.core.findings import Finding, Severity
from uratibu.core.labels import Label, label
from uratibu.core.plans.words import both
from uratibu.core.reports.register import fields
from uratibu.core.reports.register import words as register_words
from uratibu.core.reports.register.rows import Row
from uratibu.core.reports.register.said import Cell
from uratibu.core.reports.template import grammar, read, words
from uratibu.core.reports.template.grammar import Field
from uratibu.core.reports.template.saying import Sayer

MOST_LETTERS = 160
"""Letters of a value that are shown."""


@dataclass(frozen=True)
class Shown:
    """A field of a template with its places and what it would say; faults: why it says nothing.

    is_wrong: whether the template cannot be kept because of it.
    """

    written: str
    places: tuple[str, ...]
    value: str
    faults: tuple[Finding, ...] = ()
    is_wrong: bool = False


def preview(file: Any, sayer: Sayer) -> tuple[tuple[Shown, ...], tuple[Finding, ...]]:
    """The fields of a template in the order they stand, each once; and every finding.

    A field of a row says what it would say of the first row of its list.
    """
    found, faults = read.check(file, sayer.language)
    merged: dict[tuple[Field, Field | None], Shown] = {}
    for each in found:
        key = (each.field, each.own if each.field.kind == "row" else None)
        place, before = each.place.words(sayer.language), merged.get(key)
        if before is None:
            merged[key] = _shown(each, place, sayer)
        elif place not in before.places:
            merged[key] = replace(before, places=(*before.places, place))
    shown = tuple(merged.values())
    told = (*faults, *(fault for each in shown for fault in each.faults))
    return shown, _in_order(file, told, sayer.language)


def _in_order(file: Any, told: tuple[Finding, ...], language: str) -> tuple[Finding, ...]:
    """Findings in the order of their places; what stands in no paragraph comes last."""
    places = (line.place.words(language) for line in read.lines(file))
    order = {place: number for number, place in enumerate(dict.fromkeys(places))}
    return tuple(sorted(told, key=lambda each: order.get(each.where.key, len(order))))


def _shown(found: read.Found, place: str, sayer: Sayer) -> Shown:
    field, written = found.field, grammar.written(found.field)
    if field.kind == "row" and (found.own is None or found.own.name != field.row):
        return Shown(written, (place,), "", is_wrong=True)
    said = sayer.odd(found.place, field) or _value(found, sayer)
    if isinstance(said, str):
        return Shown(written, (place,), said)
    is_wrong = any(each.severity is Severity.ERROR for each in said)
    return Shown(written, (place,), "", said, is_wrong)


def _value(found: read.Found, sayer: Sayer) -> str | tuple[Finding, ...]:
    field = found.field
    if field.kind == "list":
        return _rows(sayer, field)
    if field.kind == "row" and found.own is not None:
        return _of_first(sayer, field, found.own)
    said = sayer.say(found.place, field)
    return (said,) if isinstance(said, Finding) else _text(said)


def _rows(sayer: Sayer, field: Field) -> str:
    return words.fault("rows", sayer.language, count=len(sayer.rows(field)))


def _of_first(sayer: Sayer, field: Field, own: Field) -> str:
    """What a field says of the first row of its list."""
    found = sayer.rows(own)
    if not found:
        return register_words.word("no-rows", sayer.language)
    return _text(sayer.cell(found[0], field))


def _text(said: Cell) -> str:
    text = " ".join((said if isinstance(said, str) else said.text).split())
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}\u2026"


@dataclass(frozen=True)
class Known:
    """A field there is: how it is written, what it says, an example of what it gives."""

    written: str
    about: Label
    value: str = ""


@dataclass(frozen=True)
class Group:
    """Fields that belong together. id: of the list, or alone or asked."""

    id: str
    title: Label
    fields: tuple[Known, ...]


def catalogue(sayer: Sayer | None = None) -> tuple[Group, ...]:
    """Every field there is, by where it may stand; with a register also what each gives now."""
    alone = tuple(
        Known(grammar.written(Field("alone", name)), words.ALONE[name], _said(sayer, name))
        for name in grammar.ALONE
    )
    return (
        Group("alone", both("Anywhere in the file", "Popote katika faili"), alone),
        Group("asked", both("Numbers, anywhere in the file", "Namba, popote katika faili"),
              tuple(_asked(sayer))),
        *(_group(kind, sayer) for kind in fields.FIELDS),
    )  # fmt: skip


def _said(sayer: Sayer | None, name: str) -> str:
    said = sayer.say(read.Place("", 0), grammar.parse(name)) if sayer else ""
    return "" if isinstance(said, Finding) else _text(said)


def _asked(sayer: Sayer | None) -> Iterator[Known]:
    examples = {"figure": _example_figure(sayer), "count": "count actions status=delayed",
                "budget": "budget planned unit=million"}  # fmt: skip
    for name, said in examples.items():
        yield Known(f"{{{{ {said} }}}}", words.ASKED[name], _said(sayer, said))


def _example_figure(sayer: Sayer | None) -> str:
    """A figure that the plan has; where it has none, the name of one."""
    figures = sayer.reader.register.figures if sayer else ()
    return f"figure {figures[0].indicator if figures else 'A-1-01/i1'} latest"


def _group(kind: str, sayer: Sayer | None) -> Group:
    one = words.LISTED[kind]
    title = label({tongue: _capital(one(tongue)) for tongue in ("en", "sw")})
    found = sayer.rows(Field("list", kind)) if sayer else ()
    repeats = label({tongue: words.LIST(tongue).format(one=one(tongue)) for tongue in ("en", "sw")})
    listed = Field("list", kind)
    first = Known(grammar.written(listed), repeats, _rows(sayer, listed) if sayer else "")
    return Group(kind, title, (first, *(
        Known(grammar.written(Field("row", each.name, row=kind)), words.ROW[each.name],
              _example(sayer, found, Field("row", each.name, row=kind)))
        for each in fields.FIELDS[kind]
    )))  # fmt: skip


MOST_TRIED = 40
"""Rows that are looked at for one that says something."""


def _example(sayer: Sayer | None, found: tuple[Row, ...], field: Field) -> str:
    """What a field says of the first row of which it says anything."""
    if sayer is None:
        return ""
    said = (_text(sayer.cell(row, field)) for row in found[:MOST_TRIED])
    return next((each for each in said if each), "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
