"""What is known of a plan on a day: its calendar, published returns, statuses set by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from uratibu.core.labels import Label
from uratibu.core.periods import Period, PeriodKind
from uratibu.core.plans.model import ActionStatus, Element, Plan
from uratibu.core.progress import status
from uratibu.core.progress.assess import Calendar
from uratibu.core.progress.model import ActionReport, Answered, Rating, ReportingPeriod
from uratibu.web.progress import models


def calendar(plan: Plan, today: date) -> Calendar:
    """The reporting periods of a plan, oldest first; one query."""
    rows = models.ReportingPeriod.objects.filter(plan=plan.id).order_by("starts_on")
    return Calendar(today, tuple(_period(row) for row in rows), plan.fiscal_start_month)


def reports(plan_id: str, actions: Collection[str] | None = None) -> dict[str, list[status.Said]]:
    """What published returns say of each action, oldest first; of a correction the last edition."""
    asked = models.ActionReport.objects.filter(
        of__plan=plan_id, of__state=models.Return.State.PUBLISHED
    )
    if actions is not None:
        asked = asked.filter(action__in=actions)
    rows = (
        asked.exclude(answered=str(Answered.NOT_YET))
        .order_by("of__period__starts_on", "of__edition")
        .values_list("action", "of__period__code", "answered", "status")
    )
    newest: dict[str, dict[str, status.Said]] = defaultdict(dict)
    for action, period, answered, said in rows.iterator(chunk_size=5000):
        report = ActionReport(action, Answered(answered), ActionStatus(said))
        newest[action][period] = status.Said(period, report)
    return {action: list(each.values()) for action, each in newest.items()}


def overrides(plan_id: str) -> dict[str, list[status.Override]]:
    """Statuses set by hand that a second person confirmed and that nobody ended."""
    rows = models.Override.objects.filter(
        plan=plan_id, ended_at=None, confirmed_by__isnull=False
    ).values_list("key", "status", "reason", "by__name", "until")
    found: dict[str, list[status.Override]] = defaultdict(list)
    for key, said, reason, by, until in rows:
        found[key].append(status.Override(status.Status(said), reason, by, until))
    return found


def judged(
    plan: Plan,
    when: Calendar,
    ratings: Mapping[str, Rating],
    touched: Collection[str] | None = None,
) -> dict[str, status.Judged]:
    """The status of every action and activity, or of some; two queries for any number."""
    said, by_hand = reports(plan.id, touched), overrides(plan.id)
    return {
        each.id: status.judge(
            status.Seen(
                each, when.today, tuple(said.get(each.id, ())), _due(each, when),
                tuple(_rated(each, ratings)),
            ),
            by_hand.get(each.id, ()),
        )
        for each in plan.elements
        if each.is_doing and (touched is None or each.id in touched)
    }  # fmt: skip


def _rated(element: Element, ratings: Mapping[str, Rating]) -> Iterable[tuple[Label, Rating]]:
    return ((each.title, ratings.get(each.id, Rating.NONE)) for each in element.indicators)


def _due(element: Element, when: Calendar) -> tuple[str, ...]:
    """Periods in which the action ran and whose return was due before today."""
    return tuple(
        each.code
        for each in when.periods
        if each.due_on < when.today
        and (element.starts_on is None or element.starts_on <= each.period.end)
        and (element.ends_on is None or each.period.start <= element.ends_on)
    )


def _period(row: models.ReportingPeriod) -> ReportingPeriod:
    period = Period(row.starts_on, row.ends_on, PeriodKind.QUARTER, row.code)
    return ReportingPeriod(row.code, period, row.opens_on, row.due_on, row.locks_on)
