"""The light of an indicator: its value against the target of the period, by a rule that is data.

A flow, an answer and whatever has no baseline is rated by its share of the target; a level (stock,
cumulative, ratio) with a baseline by how much of the way from there to the target is gone.
Source of the default scale: the traffic light of e-NIMES as in docs/explanation/progress.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal

from uratibu.core.findings import Finding, Where, has_errors
from uratibu.core.indicators.model import Direction, Kind
from uratibu.core.labels import NO_WORDS, Label
from uratibu.core.periods import NotAPeriod, Period
from uratibu.core.plain import Reading
from uratibu.core.plans.model import ANSWER, PlanIndicator
from uratibu.core.progress.model import DEFAULT_SCALE, Rating, Scale, Trend
from uratibu.core.progress.sentences import answer, joined, sentence, written
from uratibu.core.progress.spans import span
from uratibu.core.progress.target import Derived, Target, number_of, target_for
from uratibu.core.values import MISSING, State, Value

DIVISION = Context(prec=34, rounding=ROUND_HALF_EVEN)
HUNDRED = Decimal(100)
SAME_WITHIN_PERCENT = Decimal(1)
"""A change smaller than this, of the older value, is no trend."""


@dataclass(frozen=True)
class Light:
    """A rating with the sentence that explains it; rule: which sentence.

    percent: of the target, or of the way to it. is_overdue: its value should be there by now.
    """

    rating: Rating
    rule: str
    sentence: Label
    value: Value
    target: Target | None = None
    percent: Decimal | None = None
    trend: Trend = Trend.UNKNOWN
    trend_sentence: Label = NO_WORDS
    is_overdue: bool = False


def rate(
    indicator: PlanIndicator,
    values: Mapping[str, Value],
    period: Period,
    *,
    due_on: date,
    today: date,
    scale: Scale = DEFAULT_SCALE,
    place: str = "",
    fiscal_start_month: int = 7,
) -> Light:
    """The light of an indicator for a period.

    values: by period code, of one place. due_on: the last day on which the value is in time.
    """
    value = values.get(period.code, MISSING)
    target = target_for(indicator, period, place=place, fiscal_start_month=fiscal_start_month)
    trend, why = _trend(indicator, values, period, fiscal_start_month)
    light = _rated(indicator, value, target, period, due_on=due_on, today=today, scale=scale)
    return replace(light, trend=trend, trend_sentence=why)


def load_scale(plain: Mapping[str, object], place: Where) -> tuple[Scale, tuple[Finding, ...]]:
    """A scale from plain data; the default and the findings where it has errors."""
    reading = Reading(plain, place)
    green = reading.whole("green_from_percent", default=int(DEFAULT_SCALE.green_from_percent))
    amber = reading.whole("amber_from_percent", default=int(DEFAULT_SCALE.amber_from_percent))
    reading.close()
    if amber > green:
        reading.fault(
            "progress/amber-above-green", "amber_from_percent", "is above green_from_percent.",
            "Write a percentage that is at most that of green.",
        )  # fmt: skip
    findings = tuple(reading.findings)
    return (DEFAULT_SCALE if has_errors(findings) else Scale(Decimal(green), Decimal(amber))), (
        findings
    )


def _rated(
    indicator: PlanIndicator,
    value: Value,
    target: Target | None,
    period: Period,
    *,
    due_on: date,
    today: date,
    scale: Scale,
) -> Light:
    if value.number is None:
        is_due = value.state in (State.MISSING, State.NOT_YET)
        is_overdue = is_due and today > due_on
        rule = f"rate/{'overdue' if is_overdue else 'not-yet' if is_due else value.state}"
        said = sentence(rule, {"period": period.code, "due": due_on.isoformat()})
        return Light(Rating.NONE, rule, said, value, target, is_overdue=is_overdue)
    lack = _what_lacks(indicator, target)
    if lack or target is None:
        return Light(Rating.NONE, lack, sentence(lack, {"period": period.code}), value, target)
    baseline = _start(indicator, target.value)
    percent = percent_of(value.number, target.value, baseline, indicator.direction)
    rating = _colour(percent, scale)
    rule = "rate/share" if baseline is None else "rate/way"
    said = _explained(
        rule=rule, indicator=indicator, period=period, value=value.number, target=target,
        baseline=baseline, percent=percent, scale=scale,
    )  # fmt: skip
    return Light(rating, rule, said, value, target, percent)


def _what_lacks(indicator: PlanIndicator, target: Target | None) -> str:
    """The rule that says why a value cannot have a light; "" where it can."""
    if indicator.direction is None:
        return "rate/no-direction"
    if indicator.direction is Direction.CONTEXT:
        return "rate/context"
    return "rate/no-target" if target is None else ""


def _start(indicator: PlanIndicator, target: Decimal) -> Decimal | None:
    """The baseline a level starts from; None where the value is rated by its share."""
    if indicator.kind is Kind.FLOW or indicator.unit == ANSWER or indicator.baseline is None:
        return None
    baseline = number_of(indicator.baseline, indicator.unit)
    if baseline is None or baseline == target:
        return None
    is_upward = indicator.direction is Direction.HIGHER
    return baseline if (target > baseline) == is_upward else None


def percent_of(
    value: Decimal, target: Decimal, baseline: Decimal | None, direction: Direction | None
) -> Decimal:
    """How much of the target, or of the way from the baseline, is reached, in percent.

    Where lower is better the share is the target over the value. Without a baseline a target of
    zero or less is either met (100) or not (0).
    """
    if baseline is not None:
        return DIVISION.divide((value - baseline) * HUNDRED, target - baseline)
    is_upward = direction is not Direction.LOWER
    part, whole = (value, target) if is_upward else (target, value)
    if target > 0 and whole > 0:
        return DIVISION.divide(part * HUNDRED, whole)
    is_met = value >= target if is_upward else value <= target
    return HUNDRED if is_met else Decimal(0)


def _colour(percent: Decimal, scale: Scale) -> Rating:
    if percent >= scale.green_from_percent:
        return Rating.GREEN
    return Rating.AMBER if percent >= scale.amber_from_percent else Rating.RED


def _explained(
    *, rule: str, indicator: PlanIndicator, period: Period, value: Decimal, target: Target,
    baseline: Decimal | None, percent: Decimal, scale: Scale,
) -> Label:  # fmt: skip
    holes = {
        "value": _said(indicator, value),
        "target": _said(indicator, target.value),
        "baseline": _said(indicator, baseline or Decimal(0)),
        "period": period.code,
        "percent": written(percent.to_integral_value(ROUND_FLOOR), 0),
        "green": written(scale.green_from_percent, 0),
        "amber": written(scale.amber_from_percent, 0),
    }
    said = sentence(rule, holes)
    if target.derived is Derived.STATED:
        return said
    return joined(said, sentence(f"target/{target.derived}", {"of": target.of}))


def _said(indicator: PlanIndicator, number: Decimal) -> object:
    if indicator.unit == ANSWER:
        return answer(number)
    text = written(number, indicator.decimals)
    return f"{text} %" if indicator.unit == "percent" else text


def _trend(
    indicator: PlanIndicator, values: Mapping[str, Value], until: Period, fiscal_start_month: int
) -> tuple[Trend, Label]:
    """From the last value but one to the last, of periods of the kind of the rated one."""
    points = _points(values, until, fiscal_start_month)
    if len(points) < 2:
        return Trend.UNKNOWN, sentence("trend/unknown")
    (before, old), (after, new) = points[-2:]
    trend = _moved(old, new, indicator.direction)
    rule = "no-direction" if trend is Trend.UNKNOWN else str(trend)
    holes = {
        "before": before.code, "after": after.code,
        "old": _said(indicator, old), "new": _said(indicator, new),
    }  # fmt: skip
    return trend, sentence(f"trend/{rule}", holes)


def _points(
    values: Mapping[str, Value], until: Period, fiscal_start_month: int
) -> list[tuple[Period, Decimal]]:
    found = []
    for code, value in values.items():
        if value.number is None:
            continue
        try:
            at = span(code, fiscal_start_month=fiscal_start_month)
        except NotAPeriod:
            continue
        if at.kind is until.kind and at.end <= until.end:
            found.append((at, value.number))
    return sorted(found, key=lambda point: point[0].end)


def _moved(old: Decimal, new: Decimal, direction: Direction | None) -> Trend:
    if direction in (None, Direction.CONTEXT):
        return Trend.UNKNOWN
    change = new - old
    if abs(change) * HUNDRED < SAME_WITHIN_PERCENT * abs(old) or change == 0:
        return Trend.SAME
    return Trend.BETTER if (change > 0) is (direction is Direction.HIGHER) else Trend.WORSE
