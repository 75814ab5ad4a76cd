"""What lies on a person's desk: due, returned, waiting on others, changed since the last look.

Every room gives its duties in a number of queries that does not grow with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from uratibu.core.progress.model import PeriodState, ReturnState
from uratibu.core.progress.workflow import Hand, is_taken
from uratibu.web.accounts import permissions as policy
from uratibu.web.audit.models import Entry
from uratibu.web.datasets.models import Status, Submission
from uratibu.web.institutions.queries.register import title_of
from uratibu.web.plans.models import Freeze, Waiver
from uratibu.web.progress import models
from uratibu.web.progress.permissions import Seat, seat_of
from uratibu.web.progress.queries import pages, returns, words

if TYPE_CHECKING:
    from uratibu.web.accounts.models import Person

EXPIRES_WITHIN = timedelta(days=14)
MOST_CHANGES = 30
STEPS: dict[str, Hand] = {
    ReturnState.SUBMITTED: Hand.SECRETARIAT,
    ReturnState.VERIFIED: Hand.INSTITUTION_HEAD,
    ReturnState.APPROVED: Hand.SECRETARIAT_HEAD,
}


@dataclass(frozen=True)
class Duty:
    """One thing on the desk: what is to be done, with what, by when."""

    title: str
    url: str
    act: str
    due: str = ""
    due_on: date | None = None
    is_late: bool = False
    note: str = ""


@dataclass(frozen=True)
class Change:
    """One act on a return that the person sees, done by somebody else."""

    title: str
    url: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Desk:
    """Everything on one desk; the most pressing first."""

    due: tuple[Duty, ...] = ()
    returned: tuple[Duty, ...] = ()
    waiting: tuple[Duty, ...] = ()
    changed: tuple[Change, ...] = ()
    institutions: tuple[str, ...] = field(default_factory=tuple)


def desk_of(person: Person, *, today: date, since: datetime | None = None) -> Desk:
    """The desk of a person on a day. since: changes are those after it."""
    seat = seat_of(person, today=today)
    rows = _rows(seat)
    due = [
        *_returns_due(rows, seat, today),
        *_reopenings(person),
        *_overrides(person),
        *_submissions(person),
        *_freezes(person),
        *_waivers(person, today),
    ]
    return Desk(
        due=_sorted(due),
        returned=_sorted(_returned(rows, seat, today)),
        waiting=_sorted(_waiting(rows, seat, today)),
        changed=tuple(_changes(person, rows, since)),
        institutions=tuple(sorted(title_of(code) for code in seat.fills | seat.approves)),
    )


def _rows(seat: Seat) -> list[models.Return]:
    """The newest edition of every return that is not published and that the person sees."""
    found = returns.visible_to(seat).exclude(state=ReturnState.PUBLISHED)
    rows = found.prefetch_related("period__reopenings").order_by("edition")
    return list({(row.period_id, row.institution): row for row in rows}.values())


def _returns_due(rows: list[models.Return], seat: Seat, today: date) -> Iterator[Duty]:
    for row in rows:
        hands = seat.hands(row.institution)
        state = returns.core_period(row.period).state(today)
        if row.state == ReturnState.DRAFT and Hand.FOCAL_POINT in hands and is_taken(state):
            yield _duty(row, today, _("Fill the return"))
        needed = STEPS.get(row.state)
        decided = {row.submitted_by_id, row.verified_by_id, row.approved_by_id}
        if needed in hands and seat.account not in {str(pk) for pk in decided if pk}:
            act = {
                Hand.SECRETARIAT: _("Verify the return"),
                Hand.INSTITUTION_HEAD: _("Approve the return"),
                Hand.SECRETARIAT_HEAD: _("Publish the return"),
            }
            yield _duty(row, today, act[needed], is_dated=False)


def _returned(rows: list[models.Return], seat: Seat, today: date) -> Iterator[Duty]:
    mine = [
        row for row in rows
        if row.state == ReturnState.RETURNED and Hand.FOCAL_POINT in seat.hands(row.institution)
    ]  # fmt: skip
    steps = models.ReturnStep.objects.filter(of__in=[row.pk for row in mine], after="returned")
    notes = {step.of_id: step.note for step in steps.order_by("at")}
    for row in mine:
        yield _duty(row, today, _("Mend the return"), note=notes.get(row.pk, ""))


def _waiting(rows: list[models.Return], seat: Seat, today: date) -> Iterator[Duty]:
    """What somebody else must do before one's own work goes on."""
    for row in rows:
        hands = seat.hands(row.institution)
        needed = STEPS.get(row.state, Hand.FOCAL_POINT)
        is_own = Hand.FOCAL_POINT in hands or Hand.SECRETARIAT in hands
        state = returns.core_period(row.period).state(today)
        is_pressing = row.state in STEPS or state in {PeriodState.DUE, PeriodState.LATE}
        if is_own and needed not in hands and is_pressing:
            yield _duty(row, today, str(words.NEXT[row.state]), is_dated=row.state not in STEPS)


def _duty(
    row: models.Return, today: date, act: str, *, is_dated: bool = True, note: str = ""
) -> Duty:  # fmt: skip
    period = returns.core_period(row.period)
    return Duty(
        title=f"{title_of(row.institution)}, {row.period.code}", url=pages.address("return", row),
        act=act, due=words.due_words(period, today) if is_dated else "",
        due_on=period.due_on if is_dated else None,
        is_late=is_dated and today > period.due_on, note=note,
    )  # fmt: skip


def _reopenings(person: Person) -> Iterator[Duty]:
    if policy.may(person, "returns.reopen"):
        asked = models.Reopening.objects.filter(confirmed_by=None).exclude(asked_by=person)
        for each in asked.select_related("period"):
            url, act = reverse("progress:periods"), _("Agree to reopen the period")
            yield Duty(each.period.code, url, act, note=each.reason)


def _overrides(person: Person) -> Iterator[Duty]:
    if policy.may(person, "progress.override-confirm"):
        asked = models.Override.objects.filter(confirmed_by=None, ended_at=None)
        for each in asked.exclude(by=person):
            url = reverse("progress:status", args=[each.plan, each.key])
            yield Duty(each.key, url, _("Confirm a status set by hand"), note=each.reason)


def _submissions(person: Person) -> Iterator[Duty]:
    if policy.may(person, "datasets.approve"):
        waiting = Submission.objects.filter(status=Status.WAITING).exclude(brought_by=person)
        for each in waiting:
            url = reverse("datasets:submission", args=[each.pk])
            yield Duty(str(each), url, _("Approve the new edition"))


def _freezes(person: Person) -> Iterator[Duty]:
    if policy.may(person, "plans.freeze-confirm"):
        asked = Freeze.objects.filter(status=Freeze.Status.PROPOSED).exclude(proposed_by=person)
        for each in asked:
            url = reverse("plans:versions", args=[each.plan_id])
            yield Duty(each.label, url, _("Confirm a state of the plan"), note=each.reason)


def _waivers(person: Person, today: date) -> Iterator[Duty]:
    if policy.may(person, "plans.edit"):
        ending = Waiver.objects.filter(until__gte=today, until__lte=today + EXPIRES_WITHIN)
        for each in ending.filter(ended_at=None):
            url = reverse("plans:element", args=[each.plan_id, each.place.partition(".")[0]])
            yield Duty(each.rule, url, _("A waiver expires"), due_on=each.until, note=each.reason)


def _changes(person: Person, rows: list[models.Return], since: datetime | None) -> Iterator[Change]:
    """Steps that others took on returns the person sees, the newest first."""
    if since is None:
        return
    known = {str(row.pk): row for row in rows}
    acts = {f"progress.return-{verb}" for verb in ("submitted", "verified", "approved",
                                                   "sent-back")}  # fmt: skip
    entries = Entry.objects.filter(at__gt=since, act__in=acts, target__in=list(known))
    told = {
        "progress.return-submitted": _("submitted"), "progress.return-verified": _("verified"),
        "progress.return-approved": _("approved"), "progress.return-sent-back": _("sent back"),
    }  # fmt: skip
    newest = entries.exclude(by=person).select_related("by").order_by("-at")[:MOST_CHANGES]
    for each in newest:
        row = known[each.target]
        title = f"{title_of(row.institution)}, {row.period.code}"
        name = each.by.name if each.by else ""
        yield Change(title, pages.address("return", row), told[each.act], name, each.at)


def _sorted(duties: Iterator[Duty] | list[Duty]) -> tuple[Duty, ...]:
    """What is dated comes by its day, what waits for a decision before that."""
    return tuple(
        sorted(duties, key=lambda d: (d.due_on is not None, d.due_on or date.min, d.title))
    )
