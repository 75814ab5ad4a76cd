"""Accept a finding for a time, or take that back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from uratibu.core.plans.check import waivers
from uratibu.core.plans.model import Waiver as Value
from uratibu.web.accounts import permissions as policy
from uratibu.web.audit import operations as audit
from uratibu.web.plans.models import Plan, Waiver
from uratibu.web.plans.operations.changes import Moved
from uratibu.web.plans.operations.checking import record_check
from uratibu.web.plans.queries import checking

if TYPE_CHECKING:
    from uratibu.web.accounts.models import Person

LONGEST = timedelta(days=366)
"""A waiver lasts a year at most; then somebody looks again."""


class NothingToWaive(Exception):
    """No finding of this rule stands at this place."""


class NotADay(ValueError):
    """A waiver must end after today and within a year."""


@transaction.atomic
def waive(plan_id: str, *, rule: str, place: str, reason: str, until: date, by: Person) -> Waiver:
    """Set a finding aside up to and including a day. A waiver that ran out makes way.

    place: the element, or element.field. Raises NotAllowed, NothingToWaive, NotADay, or Moved
    where somebody waived it meanwhile.
    """
    policy.require(by, "plans.waive")
    today = timezone.localdate()
    if not today < until <= today + LONGEST:
        raise NotADay(until)
    Plan.objects.select_for_update().get(pk=plan_id)
    _end_those_past(plan_id, rule, place, by=by, today=today)
    if Waiver.objects.filter(plan=plan_id, rule=rule, place=place, ended_at=None).exists():
        raise Moved((place,))
    wanted = Value(rule, place, reason, str(by), until)
    if not any(waivers.covers(wanted, each) for each in checking.checked(plan_id).standing):
        raise NothingToWaive(f"{rule} {place}")
    made = Waiver.objects.create(
        plan_id=plan_id, rule=rule, place=place, reason=reason, until=until, by=by,
        at=timezone.now(),
    )  # fmt: skip
    audit.record("plans.waived", by=by, target=made, facts=_facts(made))
    record_check(plan_id, by=by)
    return made


@transaction.atomic
def end_waiver(one: Waiver, *, by: Person) -> Waiver:
    """Let a waived finding stand again. Raises NotAllowed, or Moved if it is ended already."""
    policy.require(by, "plans.waive")
    here = Waiver.objects.filter(pk=one.pk, ended_at=None)
    if not here.update(ended_by=by, ended_at=timezone.now()):
        raise Moved((one.place,))
    audit.record("plans.waiver-ended", by=by, target=one, facts=_facts(one))
    record_check(one.plan_id, by=by)
    one.refresh_from_db()
    return one


def _end_those_past(plan_id: str, rule: str, place: str, *, by: Person, today: date) -> None:
    past = Waiver.objects.filter(
        plan=plan_id, rule=rule, place=place, ended_at=None, until__lt=today
    )
    for each in past:
        end_waiver(each, by=by)


def _facts(one: Waiver) -> dict[str, object]:
    return {
        "plan": one.plan_id, "rule": one.rule, "place": one.place, "reason": one.reason,
        "until": one.until.isoformat(),
    }  # fmt: skip
