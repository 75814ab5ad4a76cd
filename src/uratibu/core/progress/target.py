"""What an indicator should have reached by the end of a period, where the plan says so or not.

A target stated for the period stands. Where none is stated:
- a flow's target for a longer period is shared out by months: 100 in a year is 25 in a quarter;
- everything else lies on the straight line between the last point before (baseline or target) and
  the next target, by the last days of their periods; after the last target, that target holds;
- an answer (yes, partly, no) has no half way: the last target due stands, and before it none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import StrEnum

from uratibu.core.indicators.model import Kind
from uratibu.core.periods import NotAPeriod, Period
from uratibu.core.plans.model import ANSWER, PlanIndicator, PlanValue
from uratibu.core.progress.combine import PER
from uratibu.core.progress.spans import months_in, span

DIVISION = Context(prec=34, rounding=ROUND_HALF_EVEN)


class Derived(StrEnum):
    """Where the target of a period comes from."""

    STATED = "stated"
    SHARED = "shared"
    BETWEEN = "between"
    HELD = "held"


@dataclass(frozen=True)
class Target:
    """The number to be reached by the end of a period. of: the period of the plan's own target."""

    value: Decimal
    derived: Derived
    of: str


Point = tuple[Period, Decimal]


def target_for(
    indicator: PlanIndicator, period: Period, *, place: str = "", fiscal_start_month: int = 7
) -> Target | None:
    """The target of an indicator for a period and place; None where the plan gives none."""
    points = _points(indicator, indicator.targets, place, fiscal_start_month)
    stated = next((value for at, value in points if at.code == period.code), None)
    if stated is not None:
        return Target(stated, Derived.STATED, period.code)
    if indicator.kind is Kind.FLOW:
        return _shared(points, period)
    first = [indicator.baseline] if indicator.baseline else []
    earlier = _points(indicator, first, place, fiscal_start_month)
    return _on_the_line(earlier, points, period.end, is_answer=indicator.unit == ANSWER)


def number_of(value: PlanValue, unit: str) -> Decimal | None:
    """The number of a baseline or target; that of a ratio comes from its two parts."""
    if value.value is not None or value.numerator is None or not value.denominator:
        return value.value
    return DIVISION.divide(value.numerator * PER.get(unit, Decimal(1)), value.denominator)


def _points(
    indicator: PlanIndicator, values: Iterable[PlanValue], place: str, fiscal_start_month: int
) -> list[Point]:
    """What can be read of the values of a place, oldest first."""
    found = []
    for each in values:
        number = number_of(each, indicator.unit)
        if number is None or each.place != place:
            continue
        try:
            found.append((span(each.period, fiscal_start_month=fiscal_start_month), number))
        except NotAPeriod:
            continue
    return sorted(found, key=lambda point: point[0].end)


def _shared(points: list[Point], period: Period) -> Target | None:
    """The part of a flow's target that falls into a shorter period inside it."""
    for at, value in points:
        if at.start <= period.start and period.end <= at.end:
            share = DIVISION.divide(value * months_in(period), Decimal(months_in(at)))
            return Target(share, Derived.SHARED, at.code)
    return None


def _on_the_line(
    baseline: list[Point], targets: list[Point], day: date, *, is_answer: bool
) -> Target | None:
    """The level on a day between the last point before it and the next target after it."""
    due = [point for point in targets if point[0].end <= day]
    ahead = [point for point in targets if point[0].end > day]
    if due and (is_answer or not ahead):
        return Target(due[-1][1], Derived.HELD, due[-1][0].code)
    before = due or [point for point in baseline if point[0].end <= day]
    if is_answer or not (before and ahead):
        return None
    (old, low), (new, high) = before[-1], ahead[0]
    way = Decimal((day - old.end).days) / Decimal((new.end - old.end).days)
    return Target(low + (high - low) * way, Derived.BETWEEN, new.code)
