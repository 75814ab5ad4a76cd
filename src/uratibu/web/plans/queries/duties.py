"""What is due when, month by month, and the same as a calendar to subscribe to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from uratibu.core.plans import calendar
from uratibu.core.plans.calendar import Duty, DutyKind
from uratibu.core.plans.model import Plan
from uratibu.design import wording
from uratibu.design.parts import Choice, Option, Picker
from uratibu.web.plans.queries import plans, words

MOST_LINES = 60
"""Duties of a month that a page shows; the filters and the feed give all."""
MONTHS_AHEAD = 6
"""This month and the five after it; further ahead only where it is asked for."""


@dataclass(frozen=True)
class DutyLine:
    """One duty in words. state: done, overdue, or to come."""

    kind: str
    day: str
    title: str
    url: str
    institution: str
    state: str
    mark: str


@dataclass(frozen=True)
class Month:
    """The duties of one month. hidden: how many more there are than a page shows."""

    title: str
    count: int
    lines: tuple[DutyLine, ...]
    hidden: int


@dataclass(frozen=True)
class CalendarPage:
    """The obligation calendar. overdue: what is past and not done; months: from today on."""

    overdue: Month
    months: tuple[Month, ...]
    done: int
    picker: Picker
    feed: str
    is_all: bool


def duties_of(plan: Plan) -> tuple[Duty, ...]:
    """Everything that is due in a plan, by day.

    Rooms above this one know of further duties, such as returns; the settings name what gives them.
    """
    sources = map(import_string, settings.DUTY_SOURCES)
    others = [duty for source in sources for duty in source(plan)]
    own = plans.of(plan, "duties", calendar.duties)
    return calendar.merged(own, others)


def calendar_page(plan: Plan, asked: Mapping[str, str], today: date) -> CalendarPage:
    """What is overdue, then half a year ahead by month; ?all=1 shows everything to come."""
    every = duties_of(plan)
    institution, kind = asked.get("institution", ""), asked.get("kind", "")
    found = [duty for duty in calendar.owed_by(every, institution) if kind in ("", str(duty.kind))]
    open_ones = [duty for duty in found if not duty.is_done]
    is_all = asked.get("all") == "1"
    end = date.max if is_all else _months_ahead(today)
    coming = [duty for duty in open_ones if today <= duty.on < end]
    months = groupby(coming, key=lambda duty: (duty.on.year, duty.on.month))
    kept = f"?institution={institution}" if institution else ""
    return CalendarPage(
        overdue=_lines(plan, _("Overdue"), [d for d in open_ones if d.on < today], today),
        months=tuple(_month(plan, days, list(inside), today) for days, inside in months),
        done=len(found) - len(open_ones),
        picker=_picker(plan, every, institution, kind),
        feed=reverse("plans:feed", args=[plan.id]) + kept,
        is_all=is_all,
    )


def _months_ahead(today: date) -> date:
    """The first day of the seventh month from now."""
    years, month = divmod(today.month - 1 + MONTHS_AHEAD, 12)
    return date(today.year + years, month + 1, 1)


def feed(plan: Plan, institution: str, site: str) -> bytes:
    """The calendar file of a plan, or of what one institution owes in it."""
    found = calendar.owed_by(duties_of(plan), institution)
    here, language = plans.state(plan.id), get_language() or "en"
    name = words.text(plan.title)
    title = f"{name}: {words.institution(institution)}" if institution else name

    def made() -> bytes:
        return calendar.as_ical(
            found, title=title, site=site, made_at=plans.changed_at(here), language=language
        )

    return plans.keep(here, f"feed {language} {site} {hash(found)}", made)


def _month(plan: Plan, when: tuple[int, int], found: list[Duty], today: date) -> Month:
    title = wording.period(f"{when[0]}-{when[1]:02}", "month")
    return _lines(plan, title, found, today)


def _lines(plan: Plan, title: str, found: list[Duty], today: date) -> Month:
    shown = tuple(_line(plan, duty, today) for duty in found[:MOST_LINES])
    return Month(title, len(found), shown, max(0, len(found) - MOST_LINES))


def _line(plan: Plan, duty: Duty, today: date) -> DutyLine:
    state, mark = (_("overdue"), "overdue") if duty.on < today else (_("to come"), "due")
    url = reverse("plans:element", args=[plan.id, duty.element]) if duty.element else ""
    return DutyLine(
        kind=words.text(calendar.KINDS[duty.kind]),
        day=wording.day(duty.on),
        title=words.text(duty.title),
        url=url,
        institution=words.institution(duty.institution),
        state=state,
        mark=mark,
    )


def _picker(plan: Plan, every: Iterable[Duty], institution: str, kind: str) -> Picker:
    owing = sorted({d.institution for d in every if d.institution}, key=words.institution)
    institutions = [("", _("All institutions")), *((c, words.institution(c)) for c in owing)]
    kinds = [("", _("Everything")), *((str(k), words.text(calendar.KINDS[k])) for k in DutyKind)]
    return Picker(
        title=_("Narrow the calendar"),
        submit=_("Show"),
        action=reverse("plans:calendar", args=[plan.id]),
        choices=tuple(
            Choice(name, label, tuple(Option(v, text, v == chosen) for v, text in among))
            for name, label, chosen, among in (
                ("institution", _("Institution"), institution, institutions),
                ("kind", _("What is due"), kind, kinds),
            )
        ),
    )
