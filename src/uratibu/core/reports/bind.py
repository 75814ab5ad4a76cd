"""From a question to a bound figure: the only way a number gets into a document."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlencode

from uratibu.core.codelists.model import Code
from uratibu.core.disclosure.model import NotReleasable, ReleasedCell, ReleasedTable
from uratibu.core.disclosure.request import Request
from uratibu.core.reports import numerals
from uratibu.core.reports.binding import LATEST, Ask, figure_id
from uratibu.core.reports.model import BoundFigure
from uratibu.core.values import State

Filters = tuple[tuple[str, tuple[str, ...]], ...]
NOT_LEADING = frozenset({"_T", "_R", "OOO", "UNK", "STA", "U"})
"""Members that are no single place or group, so they cannot be "the largest"."""


class Publisher(Protocol):
    """What a document needs of `disclosure.publish.Publisher`."""

    def table(self, request: Request) -> ReleasedTable:
        """The released answer. Raises NotReleasable."""

    def periods(self, measure: str, area: str) -> tuple[str, ...]:
        """The periods there are for a measure in an area, oldest first."""

    def codes(self, measure: str, dimension: str, area: str) -> tuple[Code, ...]:
        """The codes there are of a dimension; the areas themselves for the dimension area."""


class Unbound(Exception):
    """A figure cannot stand in a document; it says why and what to do."""

    def __init__(self, kind: str, reason: str, remedy: str) -> None:
        self.kind = kind
        self.reason = reason
        self.remedy = remedy
        super().__init__(reason)


_REMEDIES = {
    "nonsense": "Ask for something that has a meaning, as the message says.",
    "declined": "Ask for a period and members the data have, or register the missing data.",
    "unprotected": "Have the table protected by a disclosure method before it is cited.",
    "unknown": "Use a measure, a dimension and codes that the installed packs declare.",
}


@dataclass
class Binder:
    """Asks the publisher once for each table and binds figures for one country and language."""

    publisher: Publisher
    area: str
    language: str
    _tables: dict[str, ReleasedTable | Unbound] = field(default_factory=dict)

    def table(self, request: Request) -> ReleasedTable:
        """The released table of a request. Raises Unbound."""
        address = address_of(request)
        if address not in self._tables:
            self._tables[address] = self._ask(request)
        found = self._tables[address]
        if isinstance(found, Unbound):
            raise found
        return found

    def tables(self) -> tuple[ReleasedTable, ...]:
        """Every table that was released to this document so far."""
        return tuple(found for found in self._tables.values() if not isinstance(found, Unbound))

    def released(self, figure: BoundFigure) -> ReleasedTable:
        """The released table a figure stands in. Raises Unbound."""
        found = self._tables[figure.request]
        if isinstance(found, Unbound):
            raise found
        return found

    def period_words(self, figure: BoundFigure) -> str:
        """The period of a figure as it is said in the document's language."""
        return self.released(figure).label("period", figure.period)(self.language)

    def figure(self, ask: Ask) -> BoundFigure:
        """The bound figure of a question. Raises Unbound where there is no number to print."""
        area = ask.area or self.area
        period = self._settled_period(ask, area)
        request = _request(ask, area, period)
        table = self.table(request)
        cell = _leader(table, ask, period) if ask.leader else _cell(table, ask, period)
        text = _printed(ask, table, cell, self.language)
        found = bound(ask, request, table, cell, text=text)
        _refuse_no_number(found)
        return found

    def periods(self, measure: str, area: str) -> tuple[str, ...]:
        """The periods of a measure. Raises Unbound."""
        try:
            return self.publisher.periods(measure, area)
        except NotReleasable as refusal:
            raise _unbound(refusal) from refusal

    def areas(self, measure: str) -> frozenset[str]:
        """The areas a measure has figures for. Raises Unbound."""
        try:
            codes = self.publisher.codes(measure, "area", self.area)
        except NotReleasable as refusal:
            raise _unbound(refusal) from refusal
        return frozenset(code.code for code in codes)

    def _ask(self, request: Request) -> ReleasedTable | Unbound:
        try:
            return self.publisher.table(request)
        except NotReleasable as refusal:
            return _unbound(refusal)

    def _settled_period(self, ask: Ask, area: str) -> str:
        """The code of the period, so that "latest" gets the same id as its year."""
        if ask.period != LATEST:
            return ask.period
        plain = Ask(ask.measure, LATEST, where=ask.where, edition=ask.edition, share=ask.share)
        table = self.table(_request(plain, area, LATEST))
        place = table.columns.index("period")
        return max(cell.key[place] for cell in table.cells)


def address_of(request: Request) -> str:
    """The address parameters of a request, in their one canonical order."""
    return urlencode(request.parameters(), doseq=True, safe=":,")


def _unbound(refusal: NotReleasable) -> Unbound:
    kind = str(refusal.kind)
    there_is = ", ".join(refusal.available)
    hint = f" There is: {there_is}." if there_is and there_is not in str(refusal) else ""
    return Unbound(kind, f"{refusal.message}{hint}", _REMEDIES.get(kind, _REMEDIES["unknown"]))


def _request(ask: Ask, area: str, period: str) -> Request:
    spread = _spread(ask)
    members = ((name, (code,)) for name, code in ask.where if name not in spread)
    where: Filters = (("area", (area,)), *members)
    return Request(
        measure=ask.measure,
        by=spread,
        where=where,
        periods=(ask.since, period) if ask.change else (period,),
        editions=(ask.edition,) if ask.edition else (),
        then=_then(ask),
    )


def _spread(ask: Ask) -> tuple[str, ...]:
    """The dimensions the table must be broken down by, so that the figure can be picked."""
    of_top = ask.top.partition(":")[2]
    leading = ask.leader[0] if ask.leader else ""
    wanted = (ask.share, ask.rank, of_top, leading)
    return tuple(dict.fromkeys(name for name in wanted if name))


def _then(ask: Ask) -> tuple[str, ...]:
    steps = []
    if ask.change:
        steps.append(f"change:{ask.change}")
    if ask.top:
        steps.append(f"top:{ask.top}")
    if ask.share:
        steps.append(f"share:{ask.share}")
    if ask.rank:
        steps.append(f"rank:{ask.rank}")
    return tuple(steps)


def _cell(table: ReleasedTable, ask: Ask, period: str) -> ReleasedCell:
    wanted = {"period": period, **dict(ask.where)}
    for cell in table.cells:
        said = dict(zip(table.columns, cell.key, strict=True))
        if all(said[name] == code for name, code in wanted.items() if name in said):
            return cell
    raise Unbound(
        "declined",
        f"{ask.measure} has no figure for {', '.join(f'{k} {v}' for k, v in wanted.items())}.",
        _REMEDIES["declined"],
    )


def _leader(table: ReleasedTable, ask: Ask, period: str) -> ReleasedCell:
    dimension, place = ask.leader or ("", 1)
    column, when = table.columns.index(dimension), table.columns.index("period")
    members = [
        cell
        for cell in table.cells
        if cell.key[when] == period
        and cell.key[column] not in NOT_LEADING
        and cell.value.number is not None
    ]
    ranked = sorted(members, key=lambda c: (-(c.value.number or 0), c.key))
    if len(ranked) < place:
        raise Unbound(
            "declined",
            f"{ask.measure} by {dimension} has {len(ranked)} figures in {period}, "
            f"so none is number {place}.",
            _REMEDIES["declined"],
        )
    return ranked[place - 1]


def bound(
    ask: Ask, request: Request, table: ReleasedTable, cell: ReleasedCell, *, text: str
) -> BoundFigure:
    """Bind one cell of a released table; `text` is what is printed for it."""
    said = dict(zip(table.columns, cell.key, strict=True))
    filters = {name: codes[0] for name, codes in request.where if len(codes) == 1}
    place = filters | said
    dimensions = tuple(sorted((k, v) for k, v in place.items() if k not in ("area", "period")))
    settled = ask.at(area=place["area"], period=said["period"], where=dimensions)
    identity = figure_id(settled)
    editions = tuple((e.dataset, e.edition, e.sha256) for e in table.lineage.editions)
    return BoundFigure(
        id=identity,
        text=text,
        value=cell.value,
        unit=table.unit,
        period=said["period"],
        area=place["area"],
        measure=table.measure,
        release=table.id,
        norms=table.lineage.norms,
        editions=editions,
        indicators=table.lineage.indicators,
        dimensions=dimensions,
        request=address_of(request),
        key=cell.key,
        digest=_digest(identity, cell, table.unit, editions),
        is_number=ask.shown not in ("period", "name") and not ask.rank,
    )


def _printed(ask: Ask, table: ReleasedTable, cell: ReleasedCell, language: str) -> str:
    said = dict(zip(table.columns, cell.key, strict=True))
    if ask.shown == "period":
        return table.label("period", said["period"])(language)
    if ask.shown == "name":
        dimension = ask.leader[0] if ask.leader else ""
        return table.label(dimension, said[dimension])(language)
    decimals = table.decimals if ask.decimals < 0 else ask.decimals
    if ask.rank:
        return str(cell.rank) if cell.rank is not None else ""
    text = numerals.written(cell.value, decimals=decimals, language=language, unit=ask.unit)
    return text.removeprefix("\u2212") if ask.shown == "magnitude" else text


def _refuse_no_number(figure: BoundFigure) -> None:
    if figure.value.number is not None:
        return
    remedies = {
        State.SUPPRESSED: "Say it without this figure, or for a larger group that may be shown.",
        State.MISSING: "Cite a period or member that has a figure, or name the gap in words.",
        State.NOT_APPLICABLE: "Remove the figure: it has no meaning for these members.",
        State.NOT_YET: "Cite the latest published period until the figure is published.",
    }
    state = figure.value.state
    raise Unbound(str(state), f"The figure {figure.id} is {state}.", remedies[state])


def _digest(
    identity: str, cell: ReleasedCell, unit: str, editions: Iterable[tuple[str, str, str]]
) -> str:
    amount = None if cell.value.number is None else f"{cell.value.number.normalize():f}"
    facts = [identity, amount, cell.value.state, cell.value.quality, unit, list(editions)]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()
