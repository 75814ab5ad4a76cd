"""The status of an action, derived from dates, returns and figures by the first rule that holds.

RULES is the whole of it: an ordered list of (id, status, condition). A rule's condition says what
stands in its sentence, or None where it does not hold. The last rule always holds.
docs/explanation/progress.md lists them in words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from uratibu.core.labels import Label, label
from uratibu.core.plans.model import ActionStatus, Element, Milestone
from uratibu.core.progress.model import ActionReport, Answered, Rating
from uratibu.core.progress.sentences import sentence


class Status(StrEnum):
    """The status of an action: what an institution may say of it, or that there is no data."""

    NOT_STARTED = "not-started"
    ON_TRACK = "on-track"
    DELAYED = "delayed"
    STALLED = "stalled"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    TRANSFERRED = "transferred"
    NO_DATA = "no-data"


WORST_FIRST = (
    Status.STALLED,
    Status.DELAYED,
    Status.NO_DATA,
    Status.NOT_STARTED,
    Status.ON_TRACK,
    Status.COMPLETED,
    Status.TRANSFERRED,
    Status.CANCELLED,
)
"""What stands for a group: the first of these that one of its members has."""


@dataclass(frozen=True)
class Said:
    """What a return said of the action for a period."""

    period: str
    report: ActionReport


@dataclass(frozen=True)
class Seen:
    """All that is known of an action on a day.

    reports: of approved returns, oldest first. due: codes of the periods in which a return was
    due by today, oldest first. ratings: title and light of each indicator that has one.
    """

    action: Element
    today: date
    reports: tuple[Said, ...] = ()
    due: tuple[str, ...] = ()
    ratings: tuple[tuple[Label, Rating], ...] = ()

    @property
    def said(self) -> ActionStatus | None:
        """The last status that an institution gave; that of the plan where no return speaks."""
        given = [each.report for each in self.reports if each.report.answered is not Answered.NIL]
        if given:
            return given[-1].status
        of_plan = self.action.status
        return None if of_plan is ActionStatus.NOT_STARTED else of_plan

    @property
    def open_milestones(self) -> tuple[Milestone, ...]:
        """What is not reached."""
        return tuple(m for m in self.action.milestones if m.reached_on is None)


@dataclass(frozen=True)
class Derivation:
    """A status, the rule that gave it and the sentence that explains it."""

    status: Status
    rule: str
    sentence: Label


@dataclass(frozen=True)
class Override:
    """A status that a person set by hand. Both are shown; it ends after its last day."""

    status: Status
    reason: str
    by: str
    until: date


@dataclass(frozen=True)
class Judged:
    """The derived status and, where one is in force, the one set by hand."""

    derived: Derivation
    override: Override | None = None

    @property
    def status(self) -> Status:
        """The status that counts."""
        return self.override.status if self.override else self.derived.status


@dataclass(frozen=True)
class Gathered:
    """The status of a theme or objective: the worst of its actions, and how many have which."""

    worst: Status
    counts: tuple[tuple[Status, int], ...]


Holes = Mapping[str, object]
Condition = Callable[[Seen], Holes | None]


def derive(seen: Seen) -> Derivation:
    """The status by the first rule that holds."""
    for rule, status, condition in RULES:
        holes = condition(seen)
        if holes is not None:
            return Derivation(status, rule, sentence(rule, holes))
    raise AssertionError("the last rule always holds")  # pragma: no cover


def judge(seen: Seen, overrides: Iterable[Override] = ()) -> Judged:
    """The derived status with the last override in force on the day."""
    held = [each for each in overrides if seen.today <= each.until]
    return Judged(derive(seen), held[-1] if held else None)


def gather(statuses: Iterable[Status]) -> Gathered:
    """The worst and the counts, worst first; of nothing: no data."""
    counts = Counter(statuses)
    found = tuple((each, counts[each]) for each in WORST_FIRST if each in counts)
    return Gathered(found[0][0] if found else Status.NO_DATA, found)


def _said(status: ActionStatus) -> Condition:
    return lambda seen: {} if seen.said is status else None


def _withdrawn(seen: Seen) -> Holes | None:
    if seen.action.withdrawn_on is None:
        return None
    return {"day": _day(seen.action.withdrawn_on), "because": seen.action.withdrawn_because}


def _completed_but_open(seen: Seen) -> Holes | None:
    if seen.said is not ActionStatus.COMPLETED or not seen.open_milestones:
        return None
    return {"milestones": _titles(each.title for each in seen.open_milestones)}


def _milestones_reached(seen: Seen) -> Holes | None:
    if not seen.action.milestones or seen.open_milestones:
        return None
    return {"count": len(seen.action.milestones)}


def _nil_twice(seen: Seen) -> Holes | None:
    last = seen.reports[-2:]
    if len(last) < 2 or any(each.report.answered is not Answered.NIL for each in last):
        return None
    return {"periods": ", ".join(each.period for each in last)}


def _not_due(seen: Seen) -> Holes | None:
    starts_on = seen.action.starts_on
    is_ahead = starts_on is not None and seen.today < starts_on
    if not is_ahead or seen.said not in (None, ActionStatus.NOT_STARTED):
        return None
    return {"day": _day(starts_on)}


def _no_dates(seen: Seen) -> Holes | None:
    has_dates = seen.action.starts_on is not None or seen.action.ends_on is not None
    return None if has_dates or seen.reports or seen.said else {}


def _never_reported(seen: Seen) -> Holes | None:
    if seen.reports or seen.said or not seen.due:
        return None
    return {"day": _day(_since(seen.action))}


def _no_return_due(seen: Seen) -> Holes | None:
    if seen.reports or seen.said or seen.due:
        return None
    return {"day": _day(_since(seen.action))}


def _gone_silent(seen: Seen) -> Holes | None:
    """Two due periods or more went by since the last report."""
    if not seen.reports:
        return None
    last = seen.reports[-1].period
    missed = seen.due[seen.due.index(last) + 1 :] if last in seen.due else ()
    return {"period": last, "missed": ", ".join(missed)} if len(missed) >= 2 else None


def _past_its_end(seen: Seen) -> Holes | None:
    ends_on = seen.action.ends_on
    return {"day": _day(ends_on)} if ends_on is not None and ends_on < seen.today else None


def _milestone_late(seen: Seen) -> Holes | None:
    late = [m for m in seen.open_milestones if m.due_on is not None and m.due_on < seen.today]
    return {"milestones": _titles(each.title for each in late)} if late else None


def _not_begun(seen: Seen) -> Holes | None:
    if seen.said is not ActionStatus.NOT_STARTED or seen.action.starts_on is None:
        return None
    return {"day": _day(seen.action.starts_on)}


def _indicator_red(seen: Seen) -> Holes | None:
    red = [title for title, rating in seen.ratings if rating is Rating.RED]
    return {"indicators": _titles(red)} if red else None


def _always(_seen: Seen) -> Holes | None:
    return {}


RULES: tuple[tuple[str, Status, Condition], ...] = (
    ("status/withdrawn", Status.CANCELLED, _withdrawn),
    ("status/transferred", Status.TRANSFERRED, _said(ActionStatus.TRANSFERRED)),
    ("status/cancelled", Status.CANCELLED, _said(ActionStatus.CANCELLED)),
    ("status/completed-but-open", Status.DELAYED, _completed_but_open),
    ("status/completed", Status.COMPLETED, _said(ActionStatus.COMPLETED)),
    ("status/milestones-reached", Status.COMPLETED, _milestones_reached),
    ("status/not-due", Status.NOT_STARTED, _not_due),
    ("status/no-dates", Status.NO_DATA, _no_dates),
    ("status/never-reported", Status.NO_DATA, _never_reported),
    ("status/gone-silent", Status.NO_DATA, _gone_silent),
    ("status/reported-stalled", Status.STALLED, _said(ActionStatus.STALLED)),
    ("status/nil-twice", Status.STALLED, _nil_twice),
    ("status/past-its-end", Status.DELAYED, _past_its_end),
    ("status/milestone-late", Status.DELAYED, _milestone_late),
    ("status/reported-delayed", Status.DELAYED, _said(ActionStatus.DELAYED)),
    ("status/not-begun", Status.DELAYED, _not_begun),
    ("status/no-return-due", Status.NO_DATA, _no_return_due),
    ("status/indicator-red", Status.DELAYED, _indicator_red),
    ("status/on-track", Status.ON_TRACK, _always),
)
"""The rules in their order; the first that holds decides."""


def _since(action: Element) -> date | None:
    return action.starts_on or action.ends_on


def _day(day: date | None) -> str:
    return day.isoformat() if day else "?"


def _titles(titles: Iterable[Label]) -> Label:
    """Titles in a row, in each language."""
    kept = tuple(titles)
    languages = dict.fromkeys(language for each in kept for language in each.languages())
    return label({each: ", ".join(title(each) for title in kept) for each in languages})
