"""What was last heard of the actions and indicators of a plan, as the linter of plans takes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max, Sum
from django.utils import timezone

from uratibu.core.plans.model import PlanValue
from uratibu.web.progress.models import ActionReport, ReportedValue, Return

GIVEN = (
    Return.State.SUBMITTED, Return.State.VERIFIED, Return.State.APPROVED, Return.State.PUBLISHED,
)  # fmt: skip
"""States of a return that was given; a draft says nothing yet."""


def stamp(plan_id: str) -> str:
    """What changes whenever a return of a plan does; one small query."""
    said = Return.objects.filter(plan=plan_id).aggregate(count=Count("pk"), versions=Sum("version"))
    return f"{said['count']}-{said['versions'] or 0}"


def last_returns(plan_id: str) -> Mapping[str, date]:
    """The day on which an action was last reported on, by action."""
    rows = (
        ActionReport.objects.filter(of__plan=plan_id, of__state__in=GIVEN)
        .exclude(answered="not-yet")
        .values_list("action")
        .annotate(last=Max("of__submitted_at"))
    )
    return {action: timezone.localdate(last) for action, last in rows if last}


def reported(
    plan_id: str, indicators: frozenset[str]
) -> Mapping[str, tuple[PlanValue, ...]]:  # fmt: skip
    """The values that were reported for some indicators, in the order of their periods."""
    rows = (
        ReportedValue.objects.filter(plan=plan_id, indicator__in=indicators, of__state__in=GIVEN)
        .exclude(value="")
        .order_by("indicator", "period", "of__edition")
    )
    found: dict[str, dict[tuple[str, str], PlanValue]] = defaultdict(dict)
    for name, period, place, value in rows.values_list("indicator", "period", "place", "value"):
        found[name][period, place] = PlanValue(period, Decimal(value), place=place)
    return {name: tuple(values.values()) for name, values in found.items()}
