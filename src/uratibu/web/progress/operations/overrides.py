"""A status set by hand: proposed with a reason and an end, confirmed by another person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from uratibu.core.plans.model import Plan
from uratibu.core.progress.status import Status
from uratibu.web.accounts import permissions as policy
from uratibu.web.audit import operations as audit
from uratibu.web.progress.models import Override
from uratibu.web.progress.operations.standings import refresh_standings

if TYPE_CHECKING:
    from uratibu.web.accounts.models import Person

LONGEST_DAYS = 366
"""A status set by hand ends within a year; then it is to be thought of anew."""


class StandsAlready(Exception):
    """Another status set by hand stands or waits for this action; it has to be ended first."""


class OwnWork(Exception):
    """Nobody confirms what they proposed themselves, whatever their role."""


@dataclass(frozen=True)
class Wanted:
    """What a person wants an action's status to be, why, and up to which day."""

    status: Status
    reason: str
    until: date


@transaction.atomic
def propose_override(plan: Plan, key: str, wanted: Wanted, *, by: Person) -> Override:
    """Ask for a status that the rules do not give. Raises StandsAlready, NotAllowed."""
    policy.require(by, "progress.override")
    open_ones = Override.objects.select_for_update().filter(plan=plan.id, key=key, ended_at=None)
    open_ones.filter(until__lt=timezone.localdate()).update(ended_at=timezone.now())
    if open_ones.filter(until__gte=timezone.localdate()).exists():
        raise StandsAlready(f"{plan.id} {key}")
    made = Override.objects.create(
        plan=plan.id, key=key, status=str(wanted.status), reason=wanted.reason,
        until=wanted.until, by=by, at=timezone.now(),
    )  # fmt: skip
    audit.record("progress.override-proposed", by=by, target=made, facts=_facts(made))
    return made


@transaction.atomic
def confirm_override(override: Override, *, by: Person) -> None:
    """Let it hold, if another person proposed it. Raises OwnWork, NotAllowed."""
    policy.require(by, "progress.override-confirm")
    held = Override.objects.select_for_update().get(pk=override.pk)
    if held.by_id == by.pk:
        raise OwnWork(f"{held} was proposed by {by}")
    if held.ended_at is not None or held.confirmed_by_id is not None:
        return
    held.confirmed_by, held.confirmed_at = by, timezone.now()
    held.save(update_fields=["confirmed_by", "confirmed_at"])
    audit.record("progress.override-confirmed", by=by, target=held, facts=_facts(held))
    _refresh_after(held.plan, held.key)


@transaction.atomic
def end_override(override: Override, *, by: Person) -> None:
    """Take it back or end it before its day; the rules speak again. Raises NotAllowed."""
    policy.require(by, "progress.override")
    held = Override.objects.select_for_update().get(pk=override.pk)
    if held.ended_at is not None:
        return
    held.ended_at = timezone.now()
    held.save(update_fields=["ended_at"])
    audit.record("progress.override-ended", by=by, target=held, facts=_facts(held))
    _refresh_after(held.plan, held.key)


def _refresh_after(plan_id: str, key: str) -> None:
    """The status of the action and of what holds it, once the change is stored."""
    today = timezone.localdate()
    transaction.on_commit(lambda: _refresh(plan_id, today, key))


def _refresh(plan_id: str, today: date, key: str) -> None:
    refresh_standings(plan_id, today=today, indicators=(), elements=(key,))


def _facts(override: Override) -> dict[str, object]:
    return {
        "plan": override.plan, "key": override.key, "status": override.status,
        "reason": override.reason, "until": override.until.isoformat(),
    }  # fmt: skip
