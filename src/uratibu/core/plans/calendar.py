"""What is due when: milestones, ends of actions, reviews of risks, and returns handed in.

Every day is computed from the plan; nothing is kept twice. Source of the file: RFC 5545, iCalendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from icalendar import Calendar, Event

from uratibu.core.labels import Label
from uratibu.core.plans.model import ENDED, Element, Plan
from uratibu.core.plans.words import both


class DutyKind(StrEnum):
    """What is due."""

    MILESTONE = "milestone"
    END = "end"
    RISK_REVIEW = "risk-review"
    RETURN = "return"


KINDS: dict[DutyKind, Label] = {
    DutyKind.MILESTONE: both("Milestone", "Hatua muhimu"),
    DutyKind.END: both("End of the action", "Mwisho wa hatua"),
    DutyKind.RISK_REVIEW: both("Review of a risk", "Mapitio ya hatari"),
    DutyKind.RETURN: both("Return due", "Ripoti inahitajika"),
}
RISK_REVIEW_DAYS = 182
"""A risk is looked at again half a year after its last review."""


@dataclass(frozen=True)
class Duty:
    """One thing due on one day. element: its id, "" for a return. institution: who owes it.

    is_done: it was reached, or nothing is due any more.
    """

    id: str
    kind: DutyKind
    on: date
    title: Label
    institution: str = ""
    element: str = ""
    is_done: bool = False
    is_sample: bool = False


def duties(plan: Plan, returns: Iterable[Duty] = ()) -> tuple[Duty, ...]:
    """Everything a plan makes due, with returns from elsewhere, by day."""
    found = [duty for element in plan.actions() for duty in _of_element(plan, element)]
    return merged(found, returns)


def merged(found: Iterable[Duty], others: Iterable[Duty]) -> tuple[Duty, ...]:
    """Duties from two places, by day."""
    return tuple(sorted((*found, *others), key=lambda duty: (duty.on, duty.id)))


def owed_by(found: Iterable[Duty], institution: str) -> tuple[Duty, ...]:
    """The duties of one institution; "" gives all."""
    return tuple(d for d in found if not institution or d.institution == institution)


def as_ical(
    found: Iterable[Duty], *, title: str, site: str, made_at: datetime, language: str
) -> bytes:
    """Duties as a calendar file that office programs subscribe to; whole days without alarms.

    site: host name that makes the ids unique in the world. made_at: with a time zone.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Uratibu//Plan//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    for duty in found:
        event = Event()
        event.add("uid", f"{duty.id}@{site}")
        event.add("dtstamp", made_at)
        event.add("dtstart", duty.on)
        event.add("dtend", duty.on + timedelta(days=1))
        event.add("summary", _summary(duty, language))
        event.add("categories", [KINDS[duty.kind](language)])
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _summary(duty: Duty, language: str) -> str:
    said = ": ".join(filter(None, (KINDS[duty.kind](language), duty.title(language))))
    owner = f" ({duty.institution})" if duty.institution else ""
    sample = both("Sample: ", "Mfano: ")(language) if duty.is_sample else ""
    return f"{sample}{said}{owner}"


def _of_element(plan: Plan, element: Element) -> Iterator[Duty]:
    def duty(kind: DutyKind, on: date, title: Label, part: str, *, is_done: bool) -> Duty:
        name = f"{plan.id}.{element.id}.{kind}{part}"
        return Duty(name, kind, on, title, element.reports, element.id, is_done, plan.is_sample)

    is_over = element.status in ENDED
    for each in element.milestones:
        if each.due_on:
            is_reached = each.reached_on is not None
            part = f".{each.id}"
            yield duty(DutyKind.MILESTONE, each.due_on, each.title, part, is_done=is_reached)
    if element.ends_on:
        yield duty(DutyKind.END, element.ends_on, element.title, "", is_done=is_over)
    for number, risk in enumerate(element.risks, 1):
        if risk.reviewed_on and not is_over:
            on = risk.reviewed_on + timedelta(days=RISK_REVIEW_DAYS)
            yield duty(DutyKind.RISK_REVIEW, on, risk.title, f".{number}", is_done=False)
