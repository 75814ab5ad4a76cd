"""An action's status with the rule that gave it, and what somebody set by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from uratibu.core.plans.model import Element, Plan
from uratibu.core.progress.status import Status
from uratibu.design import wording
from uratibu.web.accounts import permissions as policy
from uratibu.web.progress.models import Override
from uratibu.web.progress.queries import bars, standings
from uratibu.web.progress.queries.lines import Sign

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from uratibu.web.accounts.models import Person


@dataclass(frozen=True)
class Held:
    """A status set by hand: what, why, by whom, until when, and whether it is confirmed."""

    pk: int
    sign: Sign
    reason: str
    by: str
    until: str
    confirmed_by: str
    is_over: bool
    may_confirm: bool


@dataclass(frozen=True)
class StatusPage:
    """The status that counts, the derived one with its sentence, and what was set by hand."""

    now: Sign
    derived: Sign
    because: str
    open: Held | None
    past: tuple[Held, ...]


def status_page(plan: Plan, element: Element, person: Person | AnonymousUser) -> StatusPage:
    """Three queries for any number of overrides."""
    here = standings.held(plan.id)
    now = standings.statuses(here, plan.id).get(element.id, Status.NO_DATA)
    told = standings.because(plan.id, [element.id]).get(element.id, {})
    derived = Status(str(told.get("derived", now)))
    rows = Override.objects.filter(plan=plan.id, key=element.id).select_related(
        "by", "confirmed_by"
    )
    held = [(row, _held(row, person)) for row in rows]
    standing = [each for row, each in held if row.ended_at is None and not each.is_over]
    return StatusPage(
        now=bars.status_sign(now),
        derived=bars.status_sign(derived),
        because=standings.in_words(told),
        open=standing[0] if standing else None,
        past=tuple(each for _row, each in held if each not in standing),
    )


def _held(row: Override, person: Person | AnonymousUser) -> Held:
    may = policy.may(person, "progress.override-confirm")
    return Held(
        pk=row.pk,
        sign=bars.status_sign(Status(row.status)),
        reason=row.reason,
        by=row.by.name,
        until=wording.day(row.until),
        confirmed_by=row.confirmed_by.name if row.confirmed_by else "",
        is_over=row.until < timezone.localdate(),
        may_confirm=may and row.by_id != person.pk and row.confirmed_by_id is None,
    )
