"""What one return asks of one institution: its actions, and a value for each of its indicators."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from uratibu.core.indicators.model import Kind
from uratibu.core.periods import Period
from uratibu.core.plans.model import ANSWER, ENDED, Element, Plan, PlanIndicator
from uratibu.core.progress.periods import value_period

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class AskedValue:
    """One cell: the indicator of an element for a period and place ("" is the whole country)."""

    indicator: PlanIndicator
    element: str
    period: str
    place: str = ""

    @property
    def key(self) -> str:
        """Its permanent name, as A-1-01/i1@2025/26-Q1#023."""
        return f"{self.indicator.id}@{self.period}#{self.place}"

    @property
    def is_ratio(self) -> bool:
        """Whether it is answered by a numerator and a denominator."""
        return self.indicator.kind is Kind.RATIO or self.indicator.unit == "percent"

    @property
    def is_answer(self) -> bool:
        """Whether it is answered by yes, partly or no."""
        return self.indicator.unit == ANSWER

    @property
    def scale(self) -> Decimal:
        """What numerator over denominator is multiplied by to be in the unit."""
        return HUNDRED if self.indicator.unit == "percent" else Decimal(1)


@dataclass(frozen=True)
class Asked:
    """All that one return asks, in the order of the plan."""

    plan: str
    institution: str
    period: Period
    actions: tuple[Element, ...]
    values: tuple[AskedValue, ...]

    def action(self, key: str) -> Element | None:
        """The action of a key, None where it is not asked."""
        return next((each for each in self.actions if each.id == key), None)

    def by_key(self) -> dict[str, AskedValue]:
        """The cells by their name."""
        return {each.key: each for each in self.values}


def asked_of(plan: Plan, institution: str, period: Period) -> Asked:
    """What an institution is asked for a period: what runs, and what it answers for.

    An indicator with a declared measure is answered from data, and so it is asked of nobody.
    """
    own = [each for each in plan.actions() if each.reports == institution]
    actions = tuple(each for each in own if _runs(each, period))
    cells = tuple(
        cell
        for element, indicator in plan.indicators()
        if _answers(element, indicator) == institution and not indicator.measure
        if element.starts_on is None or element.starts_on <= period.end
        for cell in _cells(element, indicator, period, plan.fiscal_start_month)
    )
    return Asked(plan.id, institution, period, actions, cells)


def reporting_institutions(plan: Plan, period: Period) -> tuple[str, ...]:
    """The institutions that owe a return for a period, in the order of the plan."""
    doing = [e.reports for e in plan.actions() if e.reports and _runs(e, period)]
    answering = [
        _answers(element, indicator)
        for element, indicator in plan.indicators()
        if not indicator.measure
        and value_period(indicator.frequency, period, start_month=plan.fiscal_start_month)
    ]
    return tuple(dict.fromkeys(each for each in (*doing, *answering) if each))


def _answers(element: Element, indicator: PlanIndicator) -> str:
    return indicator.owner or element.reports


def _runs(element: Element, period: Period) -> bool:
    """Whether something is to be said of an action: it has begun and was not over before."""
    if element.starts_on is not None and element.starts_on > period.end:
        return False
    is_over = element.ends_on is not None and element.ends_on < period.start
    return not (is_over and element.status in ENDED)


def _cells(
    element: Element, indicator: PlanIndicator, period: Period, start_month: int
) -> Iterable[AskedValue]:
    code = value_period(indicator.frequency, period, start_month=start_month)
    if not code:
        return ()
    several = element.places if len(element.places) > 1 else ()
    only = element.places[:1] if len(element.places) == 1 else ("",)
    places = ("", *several) if several else only
    return tuple(AskedValue(indicator, element.id, code, place) for place in places)
