"""Each kind of block of an outline becomes a block of a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from uratibu.core.disclosure.model import ReleasedTable
from uratibu.core.disclosure.request import Request
from uratibu.core.findings import Finding, Severity, Where
from uratibu.core.labels import NO_WORDS, Label
from uratibu.core.periods import PeriodKind
from uratibu.core.reports import chart, tables, words, writing
from uratibu.core.reports.bind import Binder, Filters, Unbound
from uratibu.core.reports.binding import parse_expression
from uratibu.core.reports.marks import Tiles
from uratibu.core.reports.model import (
    Block,
    BlockPlan,
    BoundFigure,
    ChartBlock,
    ComparedSource,
    KeyStatistics,
    Paragraph,
    SourceComparison,
    TableBlock,
    Tile,
    WordTable,
)
from uratibu.core.reports.options import Options
from uratibu.core.reports.register import asking
from uratibu.core.reports.register import blocks as register_blocks
from uratibu.core.reports.register.answer import ask
from uratibu.core.reports.register.reader import Reader
from uratibu.core.reports.register.rows import Here, Row

_OPEN_PLACES = re.compile(r"[,\s]*\{(unit|period)\}")
"""What only an answer can fill in; a caption without an answer is said without it."""
TILES = "tiles"
"""Written as an area filter: every area of the country's tile map that the data have."""


@dataclass
class Builder:
    """Builds the blocks of one document and collects what stands in the way of it.

    plain: words for {country}, {edition} and the like. texts: section texts by name.
    """

    binder: Binder
    language: str
    plain: Mapping[str, str]
    texts: Mapping[str, Label]
    tiles: Tiles
    reader: Reader | None = None
    here: Here = field(default_factory=Here)
    findings: list[Finding] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def inside(self, row: Row, plain: Mapping[str, str]) -> Builder:
        """The same builder inside a loop: further plain words, and what `here` means.

        Findings and numbers are counted on together.
        """
        return replace(self, plain={**self.plain, **plain}, here=self.here.inside(row))

    def figure(self, expression: str) -> BoundFigure:
        """Bind the words between braces, of a data set or of the register.

        Raises NotAFigure and Unbound.
        """
        if self.reader is not None and asking.is_of_register(expression):
            return ask(self.reader, self.here, expression)
        return self.binder.figure(parse_expression(expression))

    def build(self, plan: BlockPlan) -> Iterator[Block]:
        """The blocks a plan asks for; findings are collected, gaps shown where they may be."""
        options = Options(plan)
        before = dict(self.counts)
        try:
            yield from _BUILDERS[plan.kind](self, options)
        except (Unbound, chart.NotDrawable) as fault:
            self.counts = before
            yield from self._gap_or_finding(plan, options, fault)

    def _gap_or_finding(
        self, plan: BlockPlan, options: Options, fault: Unbound | chart.NotDrawable
    ) -> Iterator[Block]:
        kind = fault.kind if isinstance(fault, Unbound) else "not-drawable"
        if options.claim("optional") and kind in ("declined", "missing", "not-drawable"):
            name = self.say(options.label("caption") or options.label("title"))
            what = _OPEN_PLACES.sub("", name)
            yield Paragraph((words.word("gap", self.language, what=what),), "gap")
            return
        remedy = fault.remedy if isinstance(fault, Unbound) else "Choose another kind of chart."
        self.fault(plan.place, f"profile/block-{kind}", str(fault), remedy)

    def fault(self, place: str, rule: str, message: str, remedy: str) -> None:
        """Add a finding at a place of the outline."""
        file, _, key = place.partition(", ")
        where = Where(file=file, key=key)
        self.findings.append(Finding(where, rule, Severity.ERROR, message, remedy))

    def say(self, text: Label, **more: str) -> str:
        """A label in the document's language with its plain words put in."""
        said = text(self.language)
        for name, value in {**self.plain, **more}.items():
            said = said.replace("{" + name + "}", value)
        return said

    def number(self, series: str) -> str:
        """The next number of a series of tables or figures."""
        self.counts[series] = self.counts.get(series, 0) + 1
        return str(self.counts[series])

    def ask(self, options: Options) -> tuple[Request, ReleasedTable]:
        """The request of a table or chart, and its answer. Raises Unbound."""
        request = Request(
            measure=options.text("measure"),
            by=options.texts("by"),
            where=self._where(options),
            periods=self._periods(options),
            editions=options.pairs("editions"),
            then=options.texts("then"),
        )
        return request, self.binder.table(request)

    def _where(self, options: Options) -> Filters:
        said = dict(options.filters("where"))
        area = said.pop("area", ())
        if area == (TILES,):
            there = self.binder.areas(options.text("measure"))
            area = tuple(code for code, _, _ in self.tiles if code in there)
        filters = tuple(sorted(said.items()))
        if not area and "area" in options.texts("by"):
            return filters
        return (("area", area or (self.binder.area,)), *filters)

    def _periods(self, options: Options) -> tuple[str, ...]:
        periods = options.texts("periods") or ("latest",)
        start = options.text("from")
        if start:
            measure = options.text("measure")
            return tuple(p for p in self.binder.periods(measure, self.binder.area) if p >= start)
        if periods != ("all",):
            return periods
        if any(step.startswith("change:") for step in options.texts("then")):
            return self.binder.periods(options.text("measure"), self.binder.area)
        return ()


def _text(builder: Builder, options: Options) -> Iterator[Block]:
    name = options.text("text")
    source = writing.Source(
        name,
        builder.texts.get(name, NO_WORDS),
        builder.language,
        options.text("style") or "body",
        options.claim("optional"),
    )
    for found in writing.paragraphs(source, builder.figure, builder.plain):
        if isinstance(found, Finding):
            builder.findings.append(found)
        else:
            yield found


def _table(builder: Builder, options: Options) -> Iterator[Block]:
    request, table = builder.ask(options)
    yield _printed(builder, options, (request, table), "table")


def _printed(
    builder: Builder, options: Options, asked: tuple[Request, ReleasedTable], series: str
) -> TableBlock:
    """A table as it is printed; series "figure" makes it the data of a chart."""
    request, table = asked
    notes = builder.say(options.label("notes"))
    layout = tables.Layout(
        across=options.text("across"),
        sort=options.text("sort"),
        unit=options.text("unit"),
        decimals=options.whole("decimals", -1),
        notes=(notes,) if notes else (),
    )
    number = builder.number(series)
    anchor = f"table-{number}" if series == "table" else f"figure-{number}-data"
    titled = tables.Titled(_caption(builder, options, table), number, anchor)
    total = _total(builder, options, request)
    return tables.lay_out(request, table, layout, titled, language=builder.language, total=total)


def _total(builder: Builder, options: Options, request: Request) -> tables.Total | None:
    title = options.label("total")
    if not title:
        return None
    across = options.text("across")
    by = tuple(name for name in request.by if name == across)
    where = tuple((name, codes) for name, codes in request.where if name not in request.by)
    area = (
        where if any(n == "area" for n, _ in where) else (("area", (builder.binder.area,)), *where)
    )
    whole = Request(
        measure=request.measure,
        by=by,
        where=area,
        periods=request.periods,
        editions=request.editions,
        then=(),
    )
    return tables.Total(builder.say(title), whole, builder.binder.table(whole))


def _caption(builder: Builder, options: Options, table: ReleasedTable) -> str:
    return builder.say(
        options.label("caption"),
        period=tables.period_words(table, builder.language),
        unit=tables.unit_words(table, builder.language, options.text("unit")),
    )


def _chart(builder: Builder, options: Options) -> Iterator[Block]:
    asked = builder.ask(options)
    drawn = _drawn(builder, options, asked)
    if options.text("table") == "below":
        yield replace(drawn, data=None)
        yield _printed(builder, options, asked, "table")
    else:
        yield drawn


def _drawn(builder: Builder, options: Options, asked: tuple[Request, ReleasedTable]) -> ChartBlock:
    table = asked[1]
    caption = _caption(builder, options, table)
    specified = chart.for_table(
        table,
        options.text("chart"),
        builder.language,
        title=caption,
        tiles=builder.tiles,
        unit=options.text("unit"),
        decimals=options.whole("decimals", -1),
    )
    data = _printed(builder, options, asked, "figure")
    return ChartBlock(
        number=data.number,
        anchor=f"figure-{data.number}",
        caption=caption,
        specification=specified.specification,
        alternative=specified.alternative,
        source=tables.source_line(table, builder.language),
        table=table,
        data=data,
    )


def _key_statistics(builder: Builder, options: Options) -> Iterator[Block]:
    tiles = []
    for expression, name, note in options.triples("tiles"):
        tiles.append(_tile(builder, options, expression, name, note))
    inner = options.block("map")
    drawn = next(builder.build(inner), None) if inner is not None and builder.tiles else None
    yield KeyStatistics(
        builder.say(options.label("title")),
        tuple(tile for tile in tiles if tile is not None),
        drawn if isinstance(drawn, ChartBlock) else None,
        anchor="key-statistics",
    )


def _tile(
    builder: Builder, options: Options, expression: str, name: Label, note: Label
) -> Tile | None:
    try:
        figure = builder.figure(expression)
    except Unbound as fault:
        if not (options.claim("optional") and fault.kind in ("declined", "missing")):
            message = (
                f"The tile \u201c{name(builder.language)}\u201d ({expression}): {fault.reason}"
            )
            builder.fault(options.place, f"profile/figure-{fault.kind}", message, fault.remedy)
        return None
    period = builder.binder.period_words(figure)
    return Tile(builder.say(name, period=period), figure, builder.say(note, period=period))


def _comparison(builder: Builder, options: Options) -> Iterator[Block]:
    compared = tuple(_compared(builder, said) for said in options.quadruples("sources"))
    number = builder.number("table")
    yield SourceComparison(
        number=number,
        anchor=f"table-{number}",
        caption=builder.say(options.label("caption")),
        sources=compared,
        choice=builder.say(options.label("choice")),
    )


def _compared(builder: Builder, said: tuple[str, Label, Label, bool]) -> ComparedSource:
    expression, name, definition, is_used = said
    figure = builder.figure(expression)
    table = builder.binder.released(figure)
    edition = table.lineage.editions[0]
    return ComparedSource(
        name=builder.say(name),
        figure=figure,
        definition=builder.say(definition),
        coverage=edition.coverage(builder.language),
        reference=_reference(builder, figure, table.period_kind),
        method=words.word(edition.method, builder.language),
        is_used=is_used,
    )


def _reference(builder: Builder, figure: BoundFigure, kind: PeriodKind) -> str:
    said = builder.binder.period_words(figure)
    return said if kind is PeriodKind.DAY else f"{said} ({words.word(kind, builder.language)})"


def _facts(builder: Builder, options: Options) -> Iterator[Block]:
    number = builder.number("table")
    notes = builder.say(options.label("notes"))
    yield WordTable(
        number=number,
        anchor=f"table-{number}",
        caption=builder.say(options.label("caption")),
        headers=tuple(builder.say(head) for head in options.labels("headers")),
        rows=tuple(tuple(builder.say(cell) for cell in row) for row in options.rows("rows")),
        notes=(notes,) if notes else (),
    )


_BUILDERS: dict[str, Callable[[Builder, Options], Iterator[Block]]] = {
    "text": _text,
    "table": _table,
    "chart": _chart,
    "key-statistics": _key_statistics,
    "source-comparison": _comparison,
    "facts": _facts,
    **register_blocks.BUILDERS,
}
