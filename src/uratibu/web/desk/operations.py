"""What is done on a desk: looked at, digests sent and turned off."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from uratibu.core.progress.model import ReturnState
from uratibu.core.progress.reminders import Open, Reminder, reminders
from uratibu.core.progress.workflow import Hand
from uratibu.web.accounts.models import Person
from uratibu.web.audit import operations as audit
from uratibu.web.desk.models import Digest, Visit
from uratibu.web.desk.queries.duties import Desk, Duty, desk_of
from uratibu.web.progress.models import Return
from uratibu.web.progress.permissions import seat_of

if TYPE_CHECKING:
    from collections.abc import Iterable

A_LOOK_LASTS_MINUTES = 30


@transaction.atomic
def note_visit(person: Person) -> datetime | None:
    """Note that a person looks at the desk; the time of the look before this one."""
    now = timezone.now()
    visit, is_first = Visit.objects.get_or_create(person=person, defaults={"at": now})
    if is_first:
        return None
    if (now - visit.at).total_seconds() > A_LOOK_LASTS_MINUTES * 60:
        visit.before, visit.at = visit.at, now
        visit.save(update_fields=["before", "at"])
    return visit.before


@transaction.atomic
def set_digest(person: Person, *, is_wanted: bool) -> None:
    """Turn one's own digest on or off."""
    Visit.objects.update_or_create(
        person=person,
        defaults={"wants_digest": is_wanted},
        create_defaults={"wants_digest": is_wanted, "at": timezone.now()},
    )
    audit.record("desk.digest-set", by=person, target=person, facts={"is_wanted": is_wanted})


def send_digests(*, today: date) -> int:
    """Send everybody who has duties one digest for today; how many were sent. Never a second one.

    A desk with nothing on it sends nothing.
    """
    unwanted = set(Visit.objects.filter(wants_digest=False).values_list("person", flat=True))
    sent = set(Digest.objects.filter(day=today).values_list("person", flat=True))
    people = Person.objects.filter(is_active=True).exclude(pk__in=unwanted | sent)
    return sum(_send(person, today) for person in people.order_by("pk"))


@transaction.atomic
def _send(person: Person, today: date) -> int:
    with override(person.language):
        desk = desk_of(person, today=today, since=_yesterday(person, today))
        reminded = _reminded(person, today)
        count = len(desk.due) + len(desk.returned)
        if not count and not desk.changed:
            return 0
        _, is_new = Digest.objects.get_or_create(
            person=person, day=today, defaults={"lines": count, "sent_at": timezone.now()}
        )
        if not is_new:
            return 0
        send_mail(_subject(count), _text(person, desk, reminded), settings.DEFAULT_FROM_EMAIL,
                  [person.email])  # fmt: skip
    audit.record("desk.digest-sent", by=None, target=person, facts={"lines": count})
    return 1


def _subject(count: int) -> str:
    said = ngettext("%(count)s duty on your desk", "%(count)s duties on your desk", count)
    return said % {"count": count}


def _text(person: Person, desk: Desk, reminded: Iterable[Reminder]) -> str:
    """The digest in plain text: the same sections as the desk, in the same order."""
    site = settings.SITE_URL
    told = [_("%(name)s, this is on your desk today.") % {"name": person.name}]
    told += _section(_("Returned to me"), [_line(each, site) for each in desk.returned])
    told += _section(_("Due"), [_line(each, site) for each in desk.due])
    told += _section(
        _("Reminders"), [f"- {e.institution}, {e.period}: {e.due_on}" for e in reminded]
    )
    told += _section(
        _("Changed since your last visit"),
        [f"- {each.title}: {each.words} ({each.by})" for each in desk.changed],
    )
    told += ["", site + reverse("desk:index"), _("One e-mail a day. Turn it off on your desk.")]
    return "\n".join(told)


def _section(title: str, lines: list[str]) -> list[str]:
    return ["", title, *lines] if lines else []


def _line(duty: Duty, site: str) -> str:
    due = f" ({duty.due})" if duty.due else ""
    note = f". \u201c{duty.note}\u201d" if duty.note else ""
    return f"- {duty.act}: {duty.title}{due}{note}\n  {site}{duty.url}"


def _reminded(person: Person, today: date) -> tuple[Reminder, ...]:
    """The steps of the ladder that fall on today for what the person fills or heads."""
    seat = seat_of(person, today=today)
    rows = Return.objects.filter(institution__in=seat.fills | seat.approves)
    owed = [
        (row.institution, Open(row.institution, row.period.code, row.period.due_on,
                               ReturnState(row.state)))
        for row in rows.select_related("period")
    ]  # fmt: skip
    as_focal = reminders((o for i, o in owed if i in seat.fills), Hand.FOCAL_POINT, today)
    as_head = reminders((o for i, o in owed if i in seat.approves), Hand.INSTITUTION_HEAD, today)
    return (*as_focal, *as_head)


def _yesterday(person: Person, today: date) -> datetime:
    """Changes count from the digest before, else from yesterday."""
    last = Digest.objects.filter(person=person, day__lt=today).order_by("-day").first()
    if last is not None:
        return last.sent_at
    start = datetime.combine(today, datetime.min.time(), tzinfo=timezone.get_current_timezone())
    return start - timedelta(days=1)
