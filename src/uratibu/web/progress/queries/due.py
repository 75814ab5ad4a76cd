"""Returns as duties of the plan's calendar; `settings.DUTY_SOURCES` names this for the plans."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from uratibu.core.labels import label
from uratibu.core.periods import Period, PeriodKind
from uratibu.core.plans.calendar import Duty, DutyKind
from uratibu.core.plans.model import Plan
from uratibu.core.progress.asked import reporting_institutions
from uratibu.web.plans.queries import plans
from uratibu.web.progress.models import ReportingPeriod, Return

OPEN = frozenset({Return.State.DRAFT, Return.State.RETURNED})
"""A return in these states has not come in."""


def duties(plan: Plan) -> tuple[Duty, ...]:
    """One duty a period and institution that owes a return for it; two queries.

    In a locked period those alone who were invited owe one: for others it is over.
    """
    today = timezone.localdate()
    known = tuple(
        Return.objects.filter(plan=plan.id).values_list("period_id", "institution", "state")
    )
    invited = frozenset((period, who) for period, who, _state in known)
    done = frozenset((period, who) for period, who, state in known if state not in OPEN)
    rows = ReportingPeriod.objects.filter(plan=plan.id)
    return tuple(
        duty
        for row in rows
        for duty in _of_period(plan, row, done)
        if row.locks_on >= today or (row.pk, duty.institution) in invited
    )


def _of_period(
    plan: Plan, row: ReportingPeriod, done: frozenset[tuple[int, str]]
) -> Iterator[Duty]:
    period = Period(row.starts_on, row.ends_on, PeriodKind.QUARTER, row.code)
    owing = plans.of(plan, f"owing {row.code}", lambda one: reporting_institutions(one, period))
    for institution in owing:
        yield Duty(
            f"{plan.id}.return.{row.slug}.{institution}", DutyKind.RETURN, row.due_on,
            label(row.code), institution, is_done=(row.pk, institution) in done,
            is_sample=plan.is_sample,
        )  # fmt: skip
