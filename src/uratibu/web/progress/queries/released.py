"""Released figures of a plan's indicators as values of the core: one query for any number."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from django.db.models import Max, QuerySet

from uratibu.core.disclosure import figure
from uratibu.core.disclosure.figure import ReleasedFigure
from uratibu.core.values import Quality, State, Value
from uratibu.web.progress.models import Released

COLUMNS = (
    "indicator", "period", "place", "state", "value", "quality", "numerator", "denominator",
    "unit", "origin", "digest", "editions",
)  # fmt: skip


def figures(plan_id: str, indicators: Collection[str]) -> dict[str, list[ReleasedFigure]]:
    """The figures that stand now, by indicator. Ask for some hundreds at a time."""
    rows = Released.objects.filter(plan=plan_id, indicator__in=indicators, ended_at=None)
    found: dict[str, list[ReleasedFigure]] = defaultdict(list)
    for row in rows.order_by().values_list(*COLUMNS).iterator(chunk_size=5000):
        found[row[0]].append(_figure(*row))
    return found


def of_indicator(plan_id: str, indicator: str) -> list[ReleasedFigure]:
    """The figures of one indicator that stand now."""
    return figures(plan_id, [indicator]).get(indicator, [])


def last(plan_id: str, until: str) -> tuple[ReleasedFigure, ...]:
    """Of each indicator the last figure up to a period: of the whole country, else of a place.

    Four queries, of which two read an index; a plan has a million figures and a report wants 5,000.
    """
    rows = Released.objects.filter(plan=plan_id, ended_at=None, period__lte=until)
    whole = _last_periods(rows.filter(place=""))
    parts = {key: at for key, at in _last_periods(rows).items() if key not in whole}
    found = {row[0]: row for row in _rows(rows.filter(place=""), whole)}
    for row in _rows(rows, parts):
        if row[0] not in found or row[2] > found[row[0]][2]:
            found[row[0]] = row
    return tuple(_figure(*row) for row in found.values())


def _last_periods(rows: QuerySet[Released]) -> dict[str, str]:
    return dict(rows.order_by().values_list("indicator").annotate(Max("period")))


def _rows(rows: QuerySet[Released], last: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The rows of the last period of some indicators."""
    wanted = rows.filter(period__in=set(last.values())).order_by().values_list(*COLUMNS)
    for row in wanted.iterator(chunk_size=5000):
        if last.get(row[0]) == row[1]:
            yield row


def _figure(  # noqa: PLR0917 the columns of a row, in their order
    indicator: str, period: str, place: str, state: str, value: str, quality: str, numerator: str,
    denominator: str, unit: str, origin: str, digest: str, editions: str,
) -> ReleasedFigure:  # fmt: skip
    return figure.as_kept(
        indicator=indicator, period=period, area=place, unit=unit, release=origin, digest=digest,
        value=Value(State(state), _number(value), Quality(quality)),
        numerator=_number(numerator), denominator=_number(denominator),
        editions=() if editions == "[]" else tuple(tuple(e) for e in json.loads(editions)),
    )  # fmt: skip


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
