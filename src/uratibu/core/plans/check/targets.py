"""Faults about baselines, targets and reported values as series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from uratibu.core.indicators.model import Direction, Kind
from uratibu.core.plans.check.context import Context
from uratibu.core.plans.check.fault import Fault, Rules, fault
from uratibu.core.plans.check.indicators import PERCENT
from uratibu.core.plans.check.spans import Span, is_outside, span
from uratibu.core.plans.check.subjects import indicators
from uratibu.core.plans.model import ANSWER, Plan, PlanIndicator, PlanValue

ANSWERS = frozenset({Decimal(0), Decimal("0.5"), Decimal(1)})
Point = tuple[PlanValue, Decimal]


def target_equals_baseline(plan: Plan, _context: Context) -> Iterator[Fault]:
    """A last target that changes nothing."""
    for element, each, place in indicators(plan):
        for start, (target, value) in _aims(each, plan):
            if value == start and each.direction is not Direction.CONTEXT:
                yield fault(
                    element.id, f"{place}.targets[{target.period}]",
                    indicator=each.title, value=value,
                )  # fmt: skip


def target_against_direction(plan: Plan, _context: Context) -> Iterator[Fault]:
    """A last target that is worse than the baseline."""
    for element, each, place in indicators(plan):
        for start, (target, value) in _aims(each, plan):
            if each.kind is not Kind.CUMULATIVE and _is_worse(value, start, each.direction):
                yield fault(
                    element.id, f"{place}.targets[{target.period}]",
                    indicator=each.title, value=value, baseline=start,
                )  # fmt: skip


def targets_turn_back(plan: Plan, _context: Context) -> Iterator[Fault]:
    """Targets that give up what an earlier target had reached."""
    for element, each, place in indicators(plan):
        if each.kind is Kind.CUMULATIVE or _is_against(each, plan):
            continue
        for series in _series(each.targets, plan):
            for (before, earlier), (after, later) in pairwise(series):
                if _is_worse(later, earlier, each.direction):
                    yield fault(
                        element.id, f"{place}.targets[{after.period}]",
                        indicator=each.title, earlier=earlier, later=later,
                        before=before.period, after=after.period,
                    )  # fmt: skip


def cumulative_series_falls(plan: Plan, context: Context) -> Iterator[Fault]:
    """A running total, planned or reported, that becomes smaller."""
    for element, each, place in indicators(plan):
        if each.kind is not Kind.CUMULATIVE:
            continue
        planned = (*((each.baseline,) if each.baseline else ()), *each.targets)
        for values in (planned, context.reported.get(each.id, ())):
            for series in _series(values, plan):
                for (before, earlier), (after, later) in pairwise(series):
                    if later < earlier:
                        yield fault(
                            element.id, f"{place}.targets[{after.period}]",
                            indicator=each.title, earlier=earlier, later=later,
                            before=before.period, after=after.period,
                        )  # fmt: skip


def percentage_outside_range(plan: Plan, _context: Context) -> Iterator[Fault]:
    """A share of a whole below 0 or above 100."""
    for element, each, place in indicators(plan):
        if each.unit == PERCENT and each.kind is Kind.RATIO:
            for name, value in _named(each):
                if value.value is not None and not 0 <= value.value <= 100:
                    yield fault(
                        element.id, f"{place}.{name}", indicator=each.title, value=value.value
                    )


def answer_outside_scale(plan: Plan, _context: Context) -> Iterator[Fault]:
    """A policy answer that is neither yes (1), partly (0.5) nor no (0)."""
    for element, each, place in indicators(plan):
        if each.unit == ANSWER:
            for name, value in _named(each):
                if value.value is not None and value.value not in ANSWERS:
                    yield fault(
                        element.id, f"{place}.{name}", indicator=each.title, value=value.value
                    )


def unclear_period(plan: Plan, _context: Context) -> Iterator[Fault]:
    """A baseline or target for a period that cannot be read."""
    for element, each, place in indicators(plan):
        for name, value in _named(each):
            if value.period and span(value.period, plan.fiscal_start_month) is None:
                yield fault(
                    element.id, f"{place}.{name}", indicator=each.title, period=value.period
                )


def target_outside_plan(plan: Plan, _context: Context) -> Iterator[Fault]:
    """A target for a time in which the plan does not run."""
    for element, each, place in indicators(plan):
        for target in each.targets:
            time = span(target.period, plan.fiscal_start_month) if target.period else None
            if time and is_outside(plan, *time):
                yield fault(
                    element.id, f"{place}.targets[{target.period}]",
                    indicator=each.title, period=target.period,
                )  # fmt: skip


def _named(indicator: PlanIndicator) -> Iterator[tuple[str, PlanValue]]:
    if indicator.baseline:
        yield "baseline", indicator.baseline
    for target in indicator.targets:
        yield f"targets[{target.period}]", target


def _aims(indicator: PlanIndicator, plan: Plan) -> Iterator[tuple[Decimal, Point]]:
    """The baseline with the last target, for each place that has both."""
    baseline = indicator.baseline
    if baseline is None or baseline.value is None:
        return
    for series in _series(indicator.targets, plan):
        if series[-1][0].place == baseline.place:
            yield baseline.value, series[-1]


def _is_against(indicator: PlanIndicator, plan: Plan) -> bool:
    aims = _aims(indicator, plan)
    return any(_is_worse(value, start, indicator.direction) for start, (_, value) in aims)


def _is_worse(later: Decimal, earlier: Decimal, direction: Direction | None) -> bool:
    if direction is Direction.HIGHER:
        return later < earlier
    return direction is Direction.LOWER and later > earlier


def _series(values: Iterable[PlanValue], plan: Plan) -> list[list[Point]]:
    """The values of each place in the order of time; what has no clear period is left out."""
    places: dict[str, list[tuple[Span, PlanValue, Decimal]]] = {}
    for value in values:
        time = span(value.period, plan.fiscal_start_month) if value.period else None
        if time and value.value is not None:
            places.setdefault(value.place, []).append(((time[1], time[0]), value, value.value))
    return [
        [(value, number) for _, value, number in sorted(found, key=lambda one: one[0])]
        for found in places.values()
    ]


RULES: Rules = {
    "plans/target-equals-baseline": target_equals_baseline,
    "plans/target-against-direction": target_against_direction,
    "plans/targets-turn-back": targets_turn_back,
    "plans/cumulative-falls": cumulative_series_falls,
    "plans/percentage-outside-range": percentage_outside_range,
    "plans/answer-outside-scale": answer_outside_scale,
    "plans/unclear-period": unclear_period,
    "plans/target-outside-plan": target_outside_plan,
}
