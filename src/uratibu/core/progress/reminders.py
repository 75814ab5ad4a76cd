"""Who is reminded of what on a day: a ladder for each return, gathered into one digest a person.

14 and 3 days before the due day, on it, and 7 days after it the focal point is reminded; 14 days
after it the head of the institution hears of it too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from uratibu.core.progress.model import ReturnState
from uratibu.core.progress.workflow import TAKES_ANSWERS, Hand


class Rung(StrEnum):
    """A step of the ladder."""

    TWO_WEEKS_BEFORE = "two-weeks-before"
    THREE_DAYS_BEFORE = "three-days-before"
    DUE_TODAY = "due-today"
    ONE_WEEK_LATE = "one-week-late"
    TWO_WEEKS_LATE = "two-weeks-late"


LADDER: dict[int, tuple[Rung, frozenset[Hand]]] = {
    -14: (Rung.TWO_WEEKS_BEFORE, frozenset({Hand.FOCAL_POINT})),
    -3: (Rung.THREE_DAYS_BEFORE, frozenset({Hand.FOCAL_POINT})),
    0: (Rung.DUE_TODAY, frozenset({Hand.FOCAL_POINT})),
    7: (Rung.ONE_WEEK_LATE, frozenset({Hand.FOCAL_POINT})),
    14: (Rung.TWO_WEEKS_LATE, frozenset({Hand.FOCAL_POINT, Hand.INSTITUTION_HEAD})),
}
"""Days from the due day to the step, and who hears of it."""


@dataclass(frozen=True)
class Open:
    """A return that is owed: whose, for which period, due when, and where it stands."""

    institution: str
    period: str
    due_on: date
    state: ReturnState


@dataclass(frozen=True)
class Reminder:
    """One line of a digest: which return, and which step of the ladder it is on."""

    institution: str
    period: str
    due_on: date
    rung: Rung


def reminders(owed: Iterable[Open], hand: Hand, today: date) -> tuple[Reminder, ...]:
    """What whoever acts with a hand is reminded of on a day, the most pressing first.

    A return that was submitted reminds nobody; between the steps of the ladder there is silence.
    """
    found = []
    for each in owed:
        rung, hands = LADDER.get((today - each.due_on).days, (None, frozenset()))
        if rung is not None and hand in hands and each.state in TAKES_ANSWERS:
            found.append(Reminder(each.institution, each.period, each.due_on, rung))
    return tuple(sorted(found, key=lambda r: (r.due_on, r.institution, r.period)))
