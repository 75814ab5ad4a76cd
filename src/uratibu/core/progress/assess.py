"""Where an indicator stands in every period, and now: its released figures against its targets.

A value of the whole country stands as it was released. Where only places report, they are rolled
up; a year without a figure of its own is rolled up from the quarters inside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from uratibu.core.disclosure.figure import ReleasedFigure
from uratibu.core.periods import NotAPeriod, Period, PeriodKind
from uratibu.core.plans.model import Element, PlanIndicator
from uratibu.core.progress.combine import Combined, combine
from uratibu.core.progress.model import DEFAULT_SCALE, ReportingPeriod, Scale
from uratibu.core.progress.periods import value_period
from uratibu.core.progress.rate import Light, rate
from uratibu.core.progress.spans import span
from uratibu.core.values import NOT_YET, State

COUNTRY = ""
"""The place of a figure that speaks of the whole country."""
DAYS_TO_REPORT = timedelta(days=15)
"""From the end of a period that the calendar does not know. Source: rhythm of Kenyan returns."""


class Reporting(StrEnum):
    """Whether the values of an indicator come in.

    reported: there is one, and none is overdue. late: one is overdue. planned: none is due yet.
    no-data: one period is over, and its value neither came nor is overdue.
    """

    REPORTED = "reported"
    LATE = "late"
    NO_DATA = "no-data"
    PLANNED = "planned"


@dataclass(frozen=True)
class Calendar:
    """A day, and the reporting periods of a plan."""

    today: date
    periods: tuple[ReportingPeriod, ...] = ()
    fiscal_start_month: int = 7

    def due_on(self, period: Period) -> date:
        """The last day on which a value of a period is in time."""
        for each in self.periods:
            if each.period.end == period.end:
                return each.due_on
        return period.end + DAYS_TO_REPORT


@dataclass(frozen=True)
class Standing:
    """An indicator in one period. origin: the release or return, "" where several were combined."""

    period: Period
    combined: Combined
    light: Light
    origin: str = ""


@dataclass(frozen=True)
class Assessed:
    """All standings, oldest first, the one that speaks for now, and whether values come in."""

    standings: tuple[Standing, ...]
    now: Standing | None
    reporting: Reporting
    is_overdue: bool = False


def assess(
    indicator: PlanIndicator,
    element: Element,
    figures: Iterable[ReleasedFigure],
    calendar: Calendar,
    scale: Scale = DEFAULT_SCALE,
) -> Assessed:
    """Rate an indicator in every period that has begun and has a figure, a target or a duty."""
    known = _Known.of(element, figures)
    periods = _periods(indicator, element, known, calendar)
    told = {each.code: _value(indicator, known, each, calendar) for each in periods}
    values = {code: combined.value for code, (combined, _) in told.items()}
    standings = tuple(
        Standing(
            each,
            told[each.code][0],
            rate(
                indicator, values, each, due_on=calendar.due_on(each), today=calendar.today,
                scale=scale, fiscal_start_month=calendar.fiscal_start_month,
            ),
            told[each.code][1],
        )
        for each in periods
    )  # fmt: skip
    now = _now(standings, calendar.today)
    is_overdue = not indicator.measure and _is_overdue(standings)
    return Assessed(standings, now, _reporting(standings, calendar, is_overdue), is_overdue)


@dataclass(frozen=True)
class _Known:
    """The figures of one indicator by period, and the places that should report."""

    by_period: dict[str, list[ReleasedFigure]]
    places: tuple[str, ...]

    @classmethod
    def of(cls, element: Element, figures: Iterable[ReleasedFigure]) -> _Known:
        """places: those of the action, else all that ever reported; () where none did."""
        by_period: dict[str, list[ReleasedFigure]] = defaultdict(list)
        met = set()
        for each in figures:
            by_period[each.period].append(each)
            met.add(each.area)
        met.discard(COUNTRY)
        return cls(dict(by_period), tuple(sorted(met.union(element.places))) if met else ())


def _periods(
    indicator: PlanIndicator,
    element: Element,
    known: _Known,
    calendar: Calendar,
) -> tuple[Period, ...]:
    """Periods that have begun: of figures, of targets, and those a value is asked for."""
    codes = {*known.by_period, *(each.period for each in indicator.targets)}
    if not indicator.measure:
        codes |= _asked(indicator, element, calendar)
    read = (_read(code, calendar.fiscal_start_month) for code in codes)
    begun = [each for each in read if each is not None and each.start <= calendar.today]
    return tuple(sorted(begun, key=lambda each: (each.end, -each.start.toordinal())))


def _asked(indicator: PlanIndicator, element: Element, calendar: Calendar) -> set[str]:
    """Codes of the periods that returns have to give a value for since the element began."""
    start_month = calendar.fiscal_start_month
    return {
        value_period(indicator.frequency, each.period, start_month=start_month)
        for each in calendar.periods
        if element.starts_on is None or element.starts_on <= each.period.end
    }


def _read(code: str, fiscal_start_month: int) -> Period | None:
    try:
        return span(code, fiscal_start_month=fiscal_start_month)
    except NotAPeriod:
        return None


def _value(
    indicator: PlanIndicator, known: _Known, period: Period, calendar: Calendar
) -> tuple[Combined, str]:
    """What the figures say of a period, and where a single one comes from.

    What is missing but not yet due is not there yet.
    """
    own = known.by_period.get(period.code)
    inner = () if own else _inside(known, period, calendar.fiscal_start_month)
    within = own or [each for code in inner for each in known.by_period.get(code, ())]
    combined, origin = _over_places(indicator, known, within, inner or (period.code,))
    if combined.value.state is State.MISSING and calendar.today <= calendar.due_on(period):
        combined = replace(combined, value=NOT_YET)
    return combined, origin


def _over_places(
    indicator: PlanIndicator,
    known: _Known,
    taken: Sequence[ReleasedFigure],
    periods: tuple[str, ...],
) -> tuple[Combined, str]:
    """The country's own figures where there are any, else those of its places rolled up."""
    places = known.places
    of_country = [each for each in taken if each.area == COUNTRY]
    if of_country or not places:
        taken, places = of_country, (COUNTRY,)
    result = combine(taken, indicator.kind, places=places, periods=periods)
    return result, taken[0].release if len(taken) == 1 else ""


def _inside(known: _Known, period: Period, fiscal_start_month: int) -> tuple[str, ...]:
    """Codes of the shorter periods that make up a longer one, where there is a figure of any."""
    met = defaultdict(list)
    for code in known.by_period:
        part = _read(code, fiscal_start_month)
        if part is not None and period.start <= part.start and part.end <= period.end:
            met[part.kind].append(part)
    if not met:
        return ()
    if period.kind is PeriodKind.FISCAL_YEAR and PeriodKind.QUARTER in met:
        return tuple(f"{period.code}-Q{number}" for number in range(1, 5))
    longest = max(met.values(), key=lambda parts: parts[0].end - parts[0].start)
    return tuple(part.code for part in sorted(longest))


def _now(standings: Sequence[Standing], today: date) -> Standing | None:
    """The last with a number, else the last that is over, else the first that has begun."""
    over = [each for each in standings if each.period.end <= today]
    told = [each for each in standings if each.light.value.number is not None]
    return next(iter([*told[-1:], *over[-1:], *standings[:1]]), None)


def _is_overdue(standings: Sequence[Standing]) -> bool:
    """Whether a value is overdue that is newer than the last that came."""
    for each in reversed(standings):
        if each.light.value.number is not None:
            return False
        if each.light.is_overdue:
            return True
    return False


def _reporting(standings: Sequence[Standing], calendar: Calendar, is_overdue: bool) -> Reporting:
    if is_overdue:
        return Reporting.LATE
    if any(each.light.value.number is not None for each in standings):
        return Reporting.REPORTED
    is_over = any(each.period.end <= calendar.today for each in standings)
    return Reporting.NO_DATA if is_over else Reporting.PLANNED
