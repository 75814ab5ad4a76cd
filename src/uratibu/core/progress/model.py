"""The nouns of reporting: periods, returns with their steps, what they say, and what was released.

One return is what one institution says for one reporting period: a report on each of its actions
and a value for each of its indicators.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from uratibu.core.periods import Period
from uratibu.core.plans.model import ActionStatus
from uratibu.core.values import Value


class PeriodState(StrEnum):
    """Whether returns may come in for a period.

    open: the period runs or has just ended. due: it has ended and the day is not past.
    late: the day is past, returns are still taken. locked: none is taken any more.
    """

    NOT_OPEN = "not-open"
    OPEN = "open"
    DUE = "due"
    LATE = "late"
    LOCKED = "locked"


@dataclass(frozen=True)
class ReportingPeriod:
    """A period that institutions report on. Source of the rhythm: the country's plan rules.

    code: unique in its plan, as 2025/26-Q1. reopened_until: a locked period takes returns again
    up to this day, by the decision of two persons.
    """

    code: str
    period: Period
    opens_on: date
    due_on: date
    locks_on: date
    reopened_until: date | None = None

    def state(self, today: date) -> PeriodState:
        """Whether returns are taken on a day."""
        if today < self.opens_on:
            return PeriodState.NOT_OPEN
        if today > self.locks_on:
            is_reopened = self.reopened_until is not None and today <= self.reopened_until
            return PeriodState.LATE if is_reopened else PeriodState.LOCKED
        if today <= self.period.end:
            return PeriodState.OPEN
        return PeriodState.DUE if today <= self.due_on else PeriodState.LATE


class ReturnState(StrEnum):
    """How far a return has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    VERIFIED = "verified"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"


class Answered(StrEnum):
    """How an action was reported on. nil: nothing happened, said on purpose."""

    NOT_YET = "not-yet"
    REPORTED = "reported"
    NO_CHANGE = "no-change"
    NIL = "nil"


@dataclass(frozen=True)
class ActionReport:
    """What is said of one action for one period: three questions.

    done: what was done? next_steps: what comes next, by when? obstacles: what stands in the way?
    """

    action: str
    answered: Answered = Answered.NOT_YET
    status: ActionStatus = ActionStatus.NOT_STARTED
    done: str = ""
    next_steps: str = ""
    obstacles: str = ""
    version: int = 0


@dataclass(frozen=True)
class Reported:
    """The value of one indicator for one period and place, as an institution reports it.

    place: area code, "" for the whole country. numerator, denominator: compulsory for a ratio,
    whose value is computed from them. explanation: why a value that a check doubts is right.
    """

    indicator: str
    period: str
    value: Value
    place: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    comment: str = ""
    explanation: str = ""
    version: int = 0


@dataclass(frozen=True)
class Step:
    """One step of a return: from where to where, by whom (an account), when and why."""

    before: ReturnState
    after: ReturnState
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True)
class Return:
    """What an institution says for a period, and the steps it took, oldest first."""

    plan: str
    institution: str
    period: str
    state: ReturnState = ReturnState.DRAFT
    actions: tuple[ActionReport, ...] = ()
    values: tuple[Reported, ...] = ()
    steps: tuple[Step, ...] = ()
    version: int = 0


class Rating(StrEnum):
    """The light of an indicator or action; none: not enough points to say."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NONE = "none"


class Trend(StrEnum):
    """Where the values of an indicator are going, in the sense of its direction."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Scale:
    """From which percentage of the target an indicator is green or amber. Data, not code."""

    green_from_percent: Decimal = Decimal(80)
    amber_from_percent: Decimal = Decimal(50)


DEFAULT_SCALE = Scale()
