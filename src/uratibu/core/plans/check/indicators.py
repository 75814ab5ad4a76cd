"""Faults about how one would see success: what an indicator does not say."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from uratibu.core.indicators.model import Kind
from uratibu.core.periods import PeriodKind
from uratibu.core.plans.check.context import Context, Question
from uratibu.core.plans.check.fault import Fault, Rule, Rules, fault
from uratibu.core.plans.check.subjects import answering, indicators
from uratibu.core.plans.model import ANSWER, Plan, PlanIndicator

PERCENT = "percent"


def no_indicator(plan: Plan, _context: Context) -> Iterator[Fault]:
    """An action of which nobody will know whether it succeeded."""
    for each in answering(plan):
        if not each.indicators and not any(below.indicators for below in plan.below(each.id)):
            yield fault(each.id, "indicators", title=each.title)


def lacking(field: str, lacks: Callable[[PlanIndicator], bool]) -> Rule:
    """The rule that finds indicators which do not say one thing."""

    def indicator_lacking(plan: Plan, _context: Context) -> Iterator[Fault]:
        for element, each, place in indicators(plan):
            if lacks(each):
                yield fault(element.id, f"{place}.{field}", indicator=each.title)

    return indicator_lacking


def is_without_breakdown(indicator: PlanIndicator) -> bool:
    """Whether it counts people or things and is not broken down; a yes or no has no parts."""
    return not indicator.disaggregation and indicator.unit != ANSWER


def is_percentage_of_nothing(indicator: PlanIndicator) -> bool:
    """Whether it is a share and does not say of what."""
    return not indicator.denominator and (indicator.kind is Kind.RATIO or indicator.unit == PERCENT)


def is_baseline_undated(indicator: PlanIndicator) -> bool:
    """Whether its baseline belongs to no period."""
    return indicator.baseline is not None and not indicator.baseline.period


def is_baseline_unsourced(indicator: PlanIndicator) -> bool:
    """Whether nobody says where its baseline comes from."""
    return indicator.baseline is not None and not indicator.baseline.source


def is_target_undated(indicator: PlanIndicator) -> bool:
    """Whether one of its targets belongs to no period."""
    return any(not target.period for target in indicator.targets)


def is_frequency_unclear(indicator: PlanIndicator) -> bool:
    """Whether its frequency is no kind of period."""
    return bool(indicator.frequency) and indicator.frequency not in set(PeriodKind)


def indicator_id_twice(plan: Plan, _context: Context) -> Iterator[Fault]:
    """Two indicators of the plan with one id: a return could not say which it is about."""
    seen: set[str] = set()
    for element in plan.elements:
        for each in element.indicators:
            if each.id in seen:
                yield fault(element.id, f"indicators[{each.id}].id", indicator=each.id)
            seen.add(each.id)


def unknown_source(plan: Plan, context: Context) -> Iterator[Fault]:
    """A source written like the id of a data set that is not in the registry.

    A source in words (two or more) is a means of verification and needs no registry.
    """
    if context.datasets is not None:
        for element, each, place in indicators(plan):
            if each.source and not _is_words(each.source) and each.source not in context.datasets:
                yield fault(element.id, f"{place}.source", source=each.source)


def unknown_measure(plan: Plan, context: Context) -> Iterator[Fault]:
    """A measure that no pack declares."""
    if context.measures is not None:
        for element, each, place in indicators(plan):
            if each.measure and each.measure not in context.measures:
                yield fault(element.id, f"{place}.measure", measure=each.measure)


def data_cannot_answer(plan: Plan, context: Context) -> Iterator[Fault]:
    """An indicator whose measure, asked as the plan will ask it, has no answer."""
    if context.answers is not None:
        for element, each, place in indicators(plan):
            if each.measure and each.measure in (context.measures or ()):
                missing = context.answers(_question(each, element.places))
                if missing:
                    yield fault(element.id, f"{place}.measure", measure=each.measure, said=missing)


def _question(indicator: PlanIndicator, places: tuple[str, ...]) -> Question:
    baseline = indicator.baseline
    return Question(
        indicator.measure,
        where=indicator.where,
        places=(baseline.place,) if baseline and baseline.place else places,
        periods=(baseline.period,) if baseline and baseline.period else (),
        by=indicator.disaggregation,
    )


def _is_words(source: str) -> bool:
    return " " in source.strip()


RULES: Rules = {
    "plans/no-indicator": no_indicator,
    "plans/no-definition": lacking("definitions", lambda i: not i.definitions),
    "plans/no-unit": lacking("unit", lambda i: not i.unit),
    "plans/no-kind": lacking("kind", lambda i: i.kind is None),
    "plans/no-direction": lacking("direction", lambda i: i.direction is None),
    "plans/no-source": lacking("source", lambda i: not i.source),
    "plans/no-frequency": lacking("frequency", lambda i: not i.frequency),
    "plans/unclear-frequency": lacking("frequency", is_frequency_unclear),
    "plans/no-disaggregation": lacking("disaggregation", is_without_breakdown),
    "plans/no-owner": lacking("owner", lambda i: not i.owner),
    "plans/no-baseline": lacking("baseline", lambda i: i.baseline is None),
    "plans/baseline-without-period": lacking("baseline.period", is_baseline_undated),
    "plans/baseline-without-source": lacking("baseline.source", is_baseline_unsourced),
    "plans/no-target": lacking("targets", lambda i: not i.targets),
    "plans/target-without-period": lacking("targets.period", is_target_undated),
    "plans/no-denominator": lacking("denominator", is_percentage_of_nothing),
    "plans/indicator-id-twice": indicator_id_twice,
    "plans/unknown-source": unknown_source,
    "plans/unknown-measure": unknown_measure,
    "plans/data-cannot-answer": data_cannot_answer,
}
