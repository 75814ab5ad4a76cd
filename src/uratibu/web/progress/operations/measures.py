"""Release the figures of indicators that a declared measure answers, from released tables."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from uratibu.core.disclosure import figure
from uratibu.core.disclosure.figure import ReleasedFigure
from uratibu.core.disclosure.model import NotReleasable, ReleasedTable
from uratibu.core.disclosure.request import Request
from uratibu.core.plans.model import Plan, PlanIndicator
from uratibu.web.audit import operations as audit
from uratibu.web.progress.models import Released

AREA = "area"
PERIOD = "period"


def release_measures(plan: Plan, indicators: Iterable[PlanIndicator]) -> int:
    """Bring the figures of measures up to date; how many are new or corrected.

    A figure that a new edition changed is ended and stands beside the new one; one that the
    tables no longer have is ended. Nothing is overwritten.
    """
    return sum(
        _keep(plan.id, indicator, figures_of(indicator))
        for indicator in indicators
        if indicator.measure
    )


def request_of(indicator: PlanIndicator) -> Request:
    """The question that answers an indicator: its measure and filters, of the whole country."""
    filters = {name: tuple(codes.split(",")) for name, codes in indicator.where}
    country = settings.SYSTEM().installation.country
    if country is not None:
        filters.setdefault(AREA, (country.code,))
    return Request(indicator.measure, where=tuple(filters.items()))


def figures_of(indicator: PlanIndicator) -> tuple[ReleasedFigure, ...]:
    """What the publisher gives for an indicator now; () where it gives nothing."""
    try:
        table = settings.SYSTEM().publisher.table(request_of(indicator))
    except NotReleasable:
        return ()
    return _by_period(table, indicator)


def _by_period(table: ReleasedTable, indicator: PlanIndicator) -> tuple[ReleasedFigure, ...]:
    if table.columns != (PERIOD,):
        return ()
    return tuple(
        figure.from_table(table, cell.key, indicator=indicator.id, area="", period=cell.key[0])
        for cell in table.cells
    )


@transaction.atomic
def _keep(plan_id: str, indicator: PlanIndicator, figures: tuple[ReleasedFigure, ...]) -> int:
    now = timezone.now()
    standing = Released.objects.filter(
        plan=plan_id, indicator=indicator.id, of=None, ended_at=None, place=""
    )
    held = {(row.period, row.digest): row.pk for row in standing}
    wanted = {(each.period, each.digest): each for each in figures}
    gone = [pk for key, pk in held.items() if key not in wanted]
    Released.objects.filter(pk__in=gone).update(ended_at=now)
    new = [_row(plan_id, each, now) for key, each in wanted.items() if key not in held]
    Released.objects.bulk_create(new, batch_size=200)
    if new or gone:
        facts = {"plan": plan_id, "indicator": indicator.id, "new": len(new), "ended": len(gone)}
        audit.record("progress.measures-released", by=None, facts=facts)
    return len(new)


def _row(plan_id: str, each: ReleasedFigure, now: datetime) -> Released:
    return Released(
        plan=plan_id, indicator=each.indicator, period=each.period, place=each.area,
        state=str(each.value.state), value=_text(each.value.number),
        quality=str(each.value.quality), numerator=_text(each.numerator),
        denominator=_text(each.denominator), unit=each.unit, origin=each.release,
        digest=each.digest, editions=json.dumps(each.editions), released_at=now,
    )  # fmt: skip


def _text(number: Decimal | None) -> str:
    return "" if number is None else format(number, "f")
