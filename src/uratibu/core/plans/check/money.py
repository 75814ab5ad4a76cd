"""Faults about what it costs and who pays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from uratibu.core.plans.check.context import Context
from uratibu.core.plans.check.fault import Fault, Rules, fault
from uratibu.core.plans.check.spans import is_outside, span
from uratibu.core.plans.check.subjects import answering, live
from uratibu.core.plans.model import BudgetLine, Element, Plan, Stage


def no_budget(plan: Plan, _context: Context) -> Iterator[Fault]:
    """An action that nobody has costed."""
    for each in answering(plan):
        if not each.budget and not any(below.budget for below in plan.below(each.id)):
            yield fault(each.id, "budget", title=each.title)


def budget_without_year(plan: Plan, _context: Context) -> Iterator[Fault]:
    """Money that belongs to no year; a total above its years is no fault."""
    for each, line, field in _lines(plan):
        if not line.year and not _yearly(each, line):
            yield _line(each, line, f"{field}.year")


def unclear_budget_year(plan: Plan, _context: Context) -> Iterator[Fault]:
    """A budget year that is no year."""
    for each, line, field in _lines(plan):
        if line.year and span(line.year, plan.fiscal_start_month) is None:
            yield _line(each, line, f"{field}.year")


def budget_year_outside_plan(plan: Plan, _context: Context) -> Iterator[Fault]:
    """Money for a year in which the plan does not run."""
    for each, line, field in _lines(plan):
        year = span(line.year, plan.fiscal_start_month) if line.year else None
        if year and is_outside(plan, *year):
            yield _line(each, line, f"{field}.year")


def years_do_not_add_up(plan: Plan, _context: Context) -> Iterator[Fault]:
    """A stated total that differs from the sum of its years."""
    for each, line, field in _lines(plan):
        years = [] if line.year else _yearly(each, line)
        if years and sum(other.amount for other in years) != line.amount:
            total = sum((other.amount for other in years), Decimal(0))
            yield fault(
                each.id, f"{field}.amount", stated=line.amount, sum=total, currency=line.currency
            )


def parts_exceed_whole(plan: Plan, _context: Context) -> Iterator[Fault]:
    """Parts that together need more than what contains them states."""
    for each in live(plan):
        stated = _sum(each.budget, Stage.PLANNED, plan)
        below = [line for part in plan.children(each.id) if part.is_live for line in part.budget]
        parts = _sum(below, Stage.PLANNED, plan)
        if stated is not None and parts is not None and parts > stated:
            yield fault(each.id, "budget", stated=stated, sum=parts, currency=plan.currency)


def budget_without_source(plan: Plan, _context: Context) -> Iterator[Fault]:
    """Money that is committed or paid by nobody, or planned without a payer in sight."""
    for each, line, field in _lines(plan):
        if not line.source and (line.year or not _yearly(each, line)):
            yield _line(each, line, f"{field}.source")


def currency_without_rate(plan: Plan, _context: Context) -> Iterator[Fault]:
    """Money in a currency that the plan has no dated rate for."""
    rated = {rate.currency for rate in plan.rates} | {plan.currency}
    for each, line, field in _lines(plan):
        if line.currency not in rated:
            yield fault(
                each.id, f"{field}.currency", currency=line.currency, plan_currency=plan.currency
            )


def negative_amount(plan: Plan, _context: Context) -> Iterator[Fault]:
    """A budget line below zero."""
    for each, line, field in _lines(plan):
        if line.amount < 0:
            yield _line(each, line, f"{field}.amount")


def committed_more_than_planned(plan: Plan, _context: Context) -> Iterator[Fault]:
    """More was promised than the action needs."""
    yield from _exceeds(plan, Stage.COMMITTED, Stage.PLANNED)


def disbursed_more_than_committed(plan: Plan, _context: Context) -> Iterator[Fault]:
    """More was paid than anybody promised."""
    yield from _exceeds(plan, Stage.DISBURSED, Stage.COMMITTED)


def _exceeds(plan: Plan, firm: Stage, soft: Stage) -> Iterator[Fault]:
    for each in live(plan):
        more, less = _sum(each.budget, firm, plan), _sum(each.budget, soft, plan)
        if more is not None and less is not None and more > less:
            yield fault(each.id, "budget", more=more, less=less, currency=plan.currency)


def _sum(lines: Iterable[BudgetLine], stage: Stage, plan: Plan) -> Decimal | None:
    """What the lines of a stage come to in the plan's currency; None if that cannot be said.

    A line without year beside lines with years is their total and is not added to them.
    """
    rates = {rate.currency: rate.rate for rate in plan.rates} | {plan.currency: Decimal(1)}
    years: dict[bool, Decimal] = defaultdict(Decimal)
    for line in lines:
        if line.stage is stage:
            if line.currency not in rates or line.amount < 0:
                return None
            years[bool(line.year)] += line.amount * rates[line.currency]
    return years.get(True, years.get(False))


def _yearly(element: Element, line: BudgetLine) -> list[BudgetLine]:
    """The lines with a year that a line without one could be the total of."""
    return [
        other for other in element.budget
        if other.year and (other.stage, other.currency) == (line.stage, line.currency)
    ]  # fmt: skip


def _lines(plan: Plan) -> Iterator[tuple[Element, BudgetLine, str]]:
    for each in live(plan):
        for number, line in enumerate(each.budget, start=1):
            yield each, line, f"budget[{number}]"


def _line(element: Element, line: BudgetLine, field: str) -> Fault:
    return fault(
        element.id, field, amount=line.amount, currency=line.currency, year=line.year or "-"
    )


RULES: Rules = {
    "plans/no-budget": no_budget,
    "plans/budget-without-year": budget_without_year,
    "plans/unclear-budget-year": unclear_budget_year,
    "plans/budget-year-outside-plan": budget_year_outside_plan,
    "plans/years-do-not-add-up": years_do_not_add_up,
    "plans/parts-exceed-whole": parts_exceed_whole,
    "plans/budget-without-source": budget_without_source,
    "plans/currency-without-rate": currency_without_rate,
    "plans/negative-amount": negative_amount,
    "plans/committed-more-than-planned": committed_more_than_planned,
    "plans/disbursed-more-than-committed": disbursed_more_than_committed,
}
