"""What a report takes from the register: one plan, one reporting period, all that is known of it.

The web fills it from its rooms, the command line from a pack; nothing in it is computed again here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import cast

from uratibu.core.disclosure.figure import ReleasedFigure
from uratibu.core.findings import Finding
from uratibu.core.labels import NO_WORDS, Label
from uratibu.core.plans.model import Element, Plan, PlanIndicator, Waiver
from uratibu.core.progress.model import (
    ActionReport,
    Rating,
    ReportingPeriod,
    Return,
    ReturnState,
    Trend,
)
from uratibu.core.progress.status import Status

QUOTED = frozenset({ReturnState.APPROVED, ReturnState.PUBLISHED})
"""States of a return whose words a report may repeat."""
Names = tuple[tuple[str, Label], ...]


@dataclass(frozen=True)
class Light:
    """How an action or indicator stands, as `progress` judged it.

    key: id of the element or indicator. percent: of the target that is reached, None where it
    cannot be said. target: the one it was measured against, of the period `at`; for a quarter it
    is that quarter's share of the year, or the point on the way there. reason: the rule that
    applied, in words.
    """

    key: str
    rating: Rating = Rating.NONE
    trend: Trend = Trend.UNKNOWN
    percent: Decimal | None = None
    target: Decimal | None = None
    at: str = ""
    is_overdue: bool = False
    reason: Label = NO_WORDS


@dataclass(frozen=True)
class Holder:
    """Who holds a post of an institution, for the hand-over. since: the day of the letter."""

    institution: str
    duty: str
    name: str
    since: date | None = None


@dataclass(frozen=True)
class Register:
    """Everything a report may say of a plan at one period.

    period: code of the period reported on. scope: an institution the report is about, "" for all.
    returns: of this and earlier periods; only approved ones are quoted. statuses: of actions as
    derived by `progress`; an action without one has what its last return or its plan says.
    norms: what the plan ought to serve, so that a gap can be named. figures: released ones only,
    of each indicator at least the last. every: asks for all of an indicator where these are fewer.
    """

    plan: Plan
    period: str
    as_of: date
    revision: int = 0
    scope: str = ""
    periods: tuple[ReportingPeriod, ...] = ()
    returns: tuple[Return, ...] = ()
    figures: tuple[ReleasedFigure, ...] = ()
    every: Callable[[str], Iterable[ReleasedFigure]] | None = field(
        default=None, repr=False, compare=False
    )
    lights: tuple[Light, ...] = ()
    statuses: tuple[tuple[str, Status], ...] = ()
    findings: tuple[Finding, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    institutions: Names = ()
    places: Names = ()
    norms: Names = ()
    holders: tuple[Holder, ...] = ()
    _figures: dict[str, tuple[ReleasedFigure, ...]] = field(
        init=False, repr=False, compare=False, hash=False
    )
    kept: dict[tuple[str, ...], object] = field(
        default_factory=dict, init=False, repr=False, compare=False, hash=False
    )
    """What was worked out of the register before, by what was asked; it never goes stale."""
    _lights: dict[str, Light] = field(init=False, repr=False, compare=False, hash=False)
    _names: dict[str, Label] = field(init=False, repr=False, compare=False, hash=False)
    _owners: dict[str, str] = field(init=False, repr=False, compare=False, hash=False)
    _statuses: dict[str, Status] = field(init=False, repr=False, compare=False, hash=False)
    _reports: dict[str, tuple[tuple[Return, ActionReport], ...]] = field(
        init=False, repr=False, compare=False, hash=False
    )

    def __post_init__(self) -> None:
        put = object.__setattr__
        figures: dict[str, list[ReleasedFigure]] = defaultdict(list)
        for each in _in_order(self.figures):
            figures[each.indicator].append(each)
        put(self, "_figures", {k: tuple(v) for k, v in figures.items()})
        put(self, "_owners", {i.id: e.id for e, i in self.plan.indicators()})
        put(self, "_statuses", dict(self.statuses))
        put(self, "_lights", {each.key: each for each in self.lights})
        put(self, "_names", dict((*self.norms, *self.places, *self.institutions)))
        reports: dict[str, list[tuple[Return, ActionReport]]] = defaultdict(list)
        for told in sorted(self.returns, key=lambda r: r.period):
            if told.state in QUOTED and told.period <= self.period:
                for report in told.actions:
                    reports[report.action].append((told, report))
        put(self, "_reports", {k: tuple(v) for k, v in reports.items()})

    def figures_of(self, indicator: str, area: str | None = None) -> tuple[ReleasedFigure, ...]:
        """The released figures of a plan's indicator, oldest first, up to the period reported on.

        area: only of this place; None means of all places. Years count up to the one that runs.
        """
        found = self._all_of(indicator)
        return tuple(
            f for f in found if _not_after(f.period, self.period) and area in (None, f.area)
        )

    def _all_of(self, indicator: str) -> tuple[ReleasedFigure, ...]:
        if self.every is None:
            return self._figures.get(indicator, ())
        key = ("figures", indicator)
        if key not in self.kept:
            self.kept[key] = tuple(_in_order(self.every(indicator)))
        return cast("tuple[ReleasedFigure, ...]", self.kept[key])

    def latest(self, indicator: str) -> ReleasedFigure | None:
        """The last released figure up to the period reported on: of the whole, else of a place."""
        found = self._figures.get(indicator, ())
        known = [each for each in found if _not_after(each.period, self.period)]
        whole = [each for each in known if not each.area]
        return next(reversed(whole or known), None)

    def light(self, key: str) -> Light:
        """How an element or indicator stands; without a judgement it has no light."""
        return self._lights.get(key, Light(key))

    def name(self, code: str) -> Label:
        """The words of an institution, a place or a norm; the code where nobody gave any."""
        return self._names.get(code) or Label((("en", code),))

    def report_on(self, action: str) -> tuple[Return, ActionReport] | None:
        """What was said of an action for the period reported on, in an approved return."""
        found = self._reports.get(action, ())
        return found[-1] if found and found[-1][0].period == self.period else None

    def status_of(self, action: Element) -> Status:
        """Its derived status, else what its last approved return says, else what the plan says."""
        derived = self._statuses.get(action.id)
        said = self._reports.get(action.id, ())
        return derived or Status(said[-1][1].status if said else action.status)

    def return_of(self, institution: str) -> Return | None:
        """The return of an institution for the period reported on, in whatever state."""
        found = (r for r in self.returns if (r.institution, r.period) == (institution, self.period))
        return next(found, None)

    def owner(self, indicator: str) -> str:
        """Id of the element an indicator belongs to, "" where the plan has no such indicator."""
        return self._owners.get(indicator, "")

    def indicator(self, key: str) -> tuple[Element, PlanIndicator] | None:
        """An indicator of the plan with its element, None where there is none of this id."""
        element = self.plan.get(self.owner(key))
        if element is None:
            return None
        return next(((element, i) for i in element.indicators if i.id == key), None)

    def reporting_period(self) -> ReportingPeriod | None:
        """The period reported on with its dates, None where nobody opened it."""
        return next((each for each in self.periods if each.code == self.period), None)


def _in_order(figures: Iterable[ReleasedFigure]) -> list[ReleasedFigure]:
    return sorted(figures, key=lambda each: (each.period, each.area))


def _not_after(period: str, last: str) -> bool:
    """Whether a period is not later than another; the whole year of a quarter is not later."""
    return period <= last or last.startswith(f"{period}-")
