"""What is done with reporting periods: made, locked, opened again by two, returns invited."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from uratibu.core.progress import periods
from uratibu.core.progress.asked import reporting_institutions
from uratibu.core.progress.periods import DEFAULT_RHYTHM, Rhythm
from uratibu.web.accounts import permissions as policy
from uratibu.web.audit import operations as audit
from uratibu.web.plans.queries import plans
from uratibu.web.progress import permissions
from uratibu.web.progress.models import Reopening, ReportingPeriod, Return
from uratibu.web.progress.queries import returns

if TYPE_CHECKING:
    from uratibu.web.accounts.models import Person


class NotLikeThis(Exception):
    """A period cannot be changed like this; the message says why."""


@transaction.atomic
def create_quarters(
    plan_id: str, *, by: Person | None, rhythm: Rhythm = DEFAULT_RHYTHM
) -> int:  # fmt: skip
    """Make the quarters of a plan that are missing; how many were made. Again changes nothing."""
    if by is not None:
        policy.require(by, "returns.periods")
    plan = plans.current(plan_id)
    known = set(ReportingPeriod.objects.filter(plan=plan_id).values_list("code", flat=True))
    new = [
        ReportingPeriod(
            plan=plan_id, code=each.code, slug=periods.address(each.code),
            starts_on=each.period.start, ends_on=each.period.end, opens_on=each.opens_on,
            due_on=each.due_on, locks_on=each.locks_on, created_by=by, created_at=timezone.now(),
        )
        for each in periods.quarters(plan, rhythm=rhythm)
        if each.code not in known
    ]  # fmt: skip
    ReportingPeriod.objects.bulk_create(new)
    if new:
        facts = {"plan": plan_id, "periods": [each.code for each in new]}
        audit.record("progress.periods-created", by=by, facts=facts)
    return len(new)


@transaction.atomic
def invite_returns(period: ReportingPeriod, *, by: Person | None) -> int:
    """Open a draft for every institution that owes one; how many are new."""
    if by is not None:
        policy.require(by, "returns.periods")
    plan = plans.current(period.plan)
    owing = reporting_institutions(plan, returns.core_period(period).period)
    known = set(Return.objects.filter(period=period).values_list("institution", flat=True))
    now = timezone.now()
    new = [
        Return(
            plan=period.plan, period=period, institution=each, invited_by=by, invited_at=now,
            created_at=now,
        )
        for each in owing
        if each not in known
    ]  # fmt: skip
    Return.objects.bulk_create(new)
    if new:
        facts = {"institutions": [each.institution for each in new]}
        audit.record("progress.returns-invited", by=by, target=period, facts=facts)
    return len(new)


@transaction.atomic
def lock_period(period: ReportingPeriod, *, by: Person, today: date) -> ReportingPeriod:
    """Take no more returns for a period from today on. Raises NotLikeThis before it is due."""
    policy.require(by, "returns.periods")
    if today <= period.due_on:
        raise NotLikeThis(f"{period} is not past its due day {period.due_on}")
    period.locks_on = max(period.due_on, today - timedelta(days=1))
    period.save(update_fields=["locks_on"])
    audit.record("progress.period-locked", by=by, target=period)
    return period


@transaction.atomic
def ask_reopening(
    period: ReportingPeriod, *, by: Person, reason: str, until: date, today: date
) -> Reopening:  # fmt: skip
    """Ask that a locked period takes returns again until a day. Raises NotLikeThis."""
    policy.require(by, "returns.periods")
    if today <= period.locks_on:
        raise NotLikeThis(f"{period} is not locked")
    if until < today:
        raise NotLikeThis(f"{until} is past")
    known = Reopening.objects.filter(period=period, confirmed_by=None).first()
    if known is not None:
        return known
    asked = Reopening.objects.create(
        period=period, reason=reason, until=until, asked_by=by, asked_at=timezone.now()
    )
    facts = {"period": period.code, "until": until.isoformat(), "reason": reason}
    audit.record("progress.reopening-asked", by=by, target=asked, facts=facts)
    return asked


@transaction.atomic
def confirm_reopening(reopening: Reopening, *, by: Person) -> Reopening:
    """Agree, as a second person, that a period opens again. Raises OwnWork."""
    policy.require(by, "returns.reopen")
    if reopening.asked_by_id == by.pk:
        raise permissions.OwnWork(f"{reopening} was asked for by {by}")
    here = Reopening.objects.filter(pk=reopening.pk, confirmed_by=None)
    if here.update(confirmed_by=by, confirmed_at=timezone.now()):
        audit.record("progress.reopening-confirmed", by=by, target=reopening)
    reopening.refresh_from_db()
    return reopening
