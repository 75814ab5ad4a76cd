"""Periods of a plan by the words of a heading: Y1 is the first year of the plan."""

from __future__ import annotations

import re

from uratibu.core.plans.intake.days import period_code
from uratibu.core.plans.model import Plan

UNKNOWN_YEAR = 1
"""The year of a plan whose period nobody said."""


def period_named(name: str, plan: Plan) -> str:
    """The code of a period; Y1 to Y9 count the plan's years, which may be fiscal years."""
    found = re.fullmatch(r"Y([1-9])", name)
    if not found:
        return period_code(name)
    if plan.starts_on.year <= UNKNOWN_YEAR:
        return name
    return year_of_plan(plan, int(found[1]))


def year_of_plan(plan: Plan, number: int) -> str:
    """The code of the plan's year of a number from 1: 2025/26 where it starts a fiscal year."""
    year = plan.starts_on.year + number - 1
    is_fiscal = plan.starts_on.month == plan.fiscal_start_month != 1
    return f"{year}/{(year + 1) % 100:02}" if is_fiscal else str(year)


def last_year(plan: Plan) -> str:
    """The code of the year in which the plan ends."""
    if plan.ends_on.year <= UNKNOWN_YEAR:
        return ""
    month = plan.fiscal_start_month
    is_fiscal = plan.starts_on.month == month != 1
    if not is_fiscal:
        return str(plan.ends_on.year)
    start = plan.ends_on.year - (plan.ends_on.month < month)
    return f"{start}/{(start + 1) % 100:02}"


def years_of(plan: Plan) -> tuple[str, ...]:
    """The codes of all years of a plan, in order."""
    last, found = last_year(plan), []
    for number in range(1, 31):
        found.append(year_of_plan(plan, number))
        if found[-1] == last:
            break
    return tuple(found)
