"""An outline as a pack writes it becomes an Outline, or a list of findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import cast

from uratibu.core.findings import Finding, Where, has_errors
from uratibu.core.labels import Label, label
from uratibu.core.plain import Reading
from uratibu.core.reports import binding
from uratibu.core.reports.model import BlockPlan, Outline, SectionPlan
from uratibu.core.reports.register import asking, fields

_ASKING = ("measure", "by", "where", "periods", "from", "then", "editions")
KINDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "text": (("text",), ("style",)),
    "key-statistics": (("title", "tiles"), ("map",)),
    "table": (
        ("caption", "measure"),
        (*_ASKING, "across", "sort", "total", "notes", "unit", "decimals"),
    ),
    "chart": (
        ("caption", "chart", "measure"),
        (*_ASKING, "table", "across", "sort", "unit", "decimals"),
    ),
    "source-comparison": (("caption", "sources", "choice"), ()),
    "facts": (("caption", "headers", "rows"), ("notes",)),
    "said": (("name", "words"), ("style",)),
    "list": (
        ("name", "of", "columns", "caption"),
        ("narrow", "sort", "notes", "empty", "total"),
    ),
    "items": (("name", "of", "words"), ("narrow", "empty", "style")),
    "status-chart": (("name", "of", "caption"), ("narrow",)),
}
"""Kinds of block: (compulsory options, further options). See docs/reference/outline.md."""

REPEATED = ("themes", "objectives", "institutions", "actions", "norms")
"""What a section may be repeated for."""
Where_ = tuple[tuple[str, tuple[str, ...]], ...]


def load_outline(
    plain: Mapping[str, object], place: Where
) -> tuple[Outline | None, tuple[Finding, ...]]:
    """Read an outline from plain data; None and the findings where it has errors.

    place: the file the data came from; every finding names it and the key inside it.
    """
    reading = Reading(plain, place)
    outline = Outline(
        id=reading.text("id"),
        title=reading.label("title", required=True),
        subtitle=reading.label("subtitle"),
        source=reading.text("source", default=""),
        status=reading.text("status", default="unreviewed"),
        publisher=reading.label("publisher"),
        notice=reading.label("notice"),
        subject=reading.text("subject", default="data"),
        scope=reading.text("scope", default=""),
        is_wide=reading.claim("wide"),
        is_brief=reading.claim("brief"),
        shared=tuple(_shared(reading)),
        sections=tuple(_section(inner) for inner in reading.each("sections")),
    )
    reading.close()
    findings = tuple(reading.findings)
    return (None if has_errors(findings) else outline), findings


def _shared(reading: Reading) -> Iterator[tuple[str, BlockPlan]]:
    inner = reading.inner("shared")
    if inner is None:
        return
    for name in inner.plain:
        block = inner.inner(str(name))
        if block is not None:
            yield str(name), _block(block)
    inner.close()


def _section(reading: Reading) -> SectionPlan:
    section = SectionPlan(
        id=reading.text("id"),
        title=reading.label("title", required=True),
        blocks=tuple(_block(inner) for inner in reading.each("blocks")),
        sections=tuple(_section(inner) for inner in reading.each("sections")),
        each=reading.text("each", default=""),
        where=_narrowing(reading, "narrow") if "narrow" in reading.plain else (),
    )
    if section.each and section.each not in REPEATED:
        reading.fault(
            "outline/each", "each", "is nothing a section repeats for.",
            f"Choose one of: {', '.join(REPEATED)}.",
        )  # fmt: skip
    reading.close()
    return section


def _block(reading: Reading) -> BlockPlan:
    place = ", ".join(part for part in (reading.place.file, reading.place.key) if part)
    used = reading.text("use", default="")
    kind = "use" if used else reading.text("kind")
    if kind != "use" and kind not in KINDS:
        reading.fault(
            "outline/kind", "kind", "is not a kind of block.", f"Choose one of: {', '.join(KINDS)}."
        )
        return BlockPlan(kind, (), place)
    required, further = KINDS.get(kind, ((), tuple(READERS)))
    options: dict[str, object] = {"use": used} if used else {}
    for name in (*required, *further, "optional"):
        if name in reading.plain:
            options[name] = READERS[name](reading, name)
        elif name in required:
            reading.fault("plain/missing-key", name, "is missing.", f"Add the key {name}.")
        else:
            reading.value(name)
    reading.close()
    return BlockPlan(kind, tuple(options.items()), place)


def _text(reading: Reading, key: str) -> object:
    return reading.text(key)


def _texts(reading: Reading, key: str) -> object:
    value = reading.plain[key]
    return (reading.text(key),) if isinstance(value, str) else reading.texts(key)


def _label(reading: Reading, key: str) -> object:
    return reading.label(key)


def _whole(reading: Reading, key: str) -> object:
    return reading.whole(key)


def _claim(reading: Reading, key: str) -> object:
    return reading.claim(key)


def _pairs(reading: Reading, key: str) -> object:
    return reading.pairs(key)


def _filters(reading: Reading, key: str) -> object:
    """A mapping of dimension to a code or a list of codes."""
    inner = reading.inner(key)
    if inner is None:
        return ()
    filters = tuple((str(name), _texts(inner, str(name))) for name in inner.plain)
    inner.close()
    return filters


def _narrowing(reading: Reading, key: str) -> Where_:
    """A mapping of filter of the register to values; an unknown filter is a finding."""
    found = cast("Where_", _filters(reading, key))
    try:
        asking.unknown_filter(found)
    except binding.NotAFigure as fault:
        reading.fault("outline/narrow", key, f"is wrong: {fault}.", "Correct or remove the filter.")
    return found


def _rows_of(reading: Reading, key: str) -> object:
    kind = reading.text(key)
    if kind not in fields.FIELDS:
        known = ", ".join(fields.FIELDS)
        reading.fault("outline/of", key, "is no kind of row.", f"Choose one of: {known}.")
    return kind


def _columns(reading: Reading, key: str) -> object:
    names = cast("tuple[str, ...]", _texts(reading, key))
    kind = str(reading.plain.get("of", ""))
    odd = [name for name in names if fields.field_of(kind, name) is None]
    if odd and kind in fields.FIELDS:
        known = ", ".join(each.name for each in fields.FIELDS[kind])
        reading.fault(
            "outline/columns", key, f"names {odd[0]}, which {kind} do not have.",
            f"Choose of: {known}.",
        )  # fmt: skip
    return names


def _mapping(reading: Reading, key: str) -> object:
    """A block inside a block (the map of the key-statistics sheet)."""
    inner = reading.inner(key)
    if inner is None:
        return None
    return replace(_block(inner), place=f"{inner.place.file}, {inner.place.key}")


def _tiles(reading: Reading, key: str) -> object:
    return tuple(_tile(inner) for inner in reading.each(key))


def _tile(reading: Reading) -> tuple[str, Label, Label]:
    found = (_expression(reading, "figure"), reading.label("name", required=True),
             reading.label("note"))  # fmt: skip
    reading.close()
    return found


def _sources(reading: Reading, key: str) -> object:
    return tuple(_source(inner) for inner in reading.each(key))


def _source(reading: Reading) -> tuple[str, Label, Label, bool]:
    found = (
        _expression(reading, "figure"),
        reading.label("name", required=True),
        reading.label("definition", required=True),
        reading.claim("used"),
    )
    reading.close()
    return found


def _expression(reading: Reading, key: str) -> str:
    """A bound figure without its braces; a faulty one is a finding here already."""
    text = reading.text(key)
    try:
        binding.parse_expression(text)
    except binding.NotAFigure as fault:
        reading.fault("outline/figure", key, f"is not a bound figure: {fault}.", binding.EXAMPLES)
    return text


def _labels(reading: Reading, key: str) -> object:
    """A list of texts in languages."""
    return _label_list(reading, key, reading.value(key))


def _rows(reading: Reading, key: str) -> object:
    """A list of rows, each a list of texts in languages."""
    rows = reading.value(key)
    if not isinstance(rows, list):
        reading.fault("plain/list", key, "is not a list.", "Start each row with a hyphen.")
        return ()
    return tuple(_label_list(reading, key, row) for row in rows)


def _label_list(reading: Reading, key: str, value: object) -> tuple[Label, ...]:
    if isinstance(value, list) and all(isinstance(cell, str | Mapping) for cell in value):
        return tuple(label(cell) for cell in value)
    reading.fault(
        "outline/words", key, "is not a list of texts.", "Write [{en: ..., sw: ...}, ...]."
    )
    return ()


READERS: dict[str, Callable[[Reading, str], object]] = {
    "text": _text,
    "style": _text,
    "title": _label,
    "tiles": _tiles,
    "map": _mapping,
    "caption": _label,
    "measure": _text,
    "by": _texts,
    "where": _filters,
    "periods": _texts,
    "from": _text,
    "then": _texts,
    "editions": _pairs,
    "across": _text,
    "sort": _text,
    "total": _label,
    "notes": _label,
    "unit": _text,
    "decimals": _whole,
    "chart": _text,
    "table": _text,
    "sources": _sources,
    "choice": _label,
    "headers": _labels,
    "rows": _rows,
    "optional": _claim,
    "name": _text,
    "words": _label,
    "of": _rows_of,
    "columns": _columns,
    "narrow": _narrowing,
    "empty": _label,
}
"""How each option of a block is read."""
