"""From when to when a period code of a plan runs, whatever kind of period it is."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from uratibu.core.periods import NotAPeriod, PeriodKind, parse_period
from uratibu.core.plans.model import Plan

_KINDS = (
    PeriodKind.FISCAL_YEAR, PeriodKind.YEAR, PeriodKind.QUARTER, PeriodKind.HALF,
    PeriodKind.MONTH, PeriodKind.DAY, PeriodKind.FIVE_YEARS,
)  # fmt: skip
_FISCAL_PART = re.compile(r"(\d{4}/\d{2})-([QH])([1-4])")

Span = tuple[date, date]


@lru_cache(maxsize=4096)
def span(code: str, fiscal_start_month: int) -> Span | None:
    """First and last day of 2025, 2025/26, 2025/26-Q1, 2025-Q3 ...; None if it is no period."""
    part = _FISCAL_PART.fullmatch(code)
    if part:
        year = span(part[1], fiscal_start_month)
        return year and _part_of(year, 3 if part[2] == "Q" else 6, int(part[3]))
    for kind in _KINDS:
        try:
            read = parse_period(code, kind, fiscal_start_month=fiscal_start_month)
        except NotAPeriod:
            continue
        return read.start, read.end
    return None


def is_outside(plan: Plan, first: date, last: date) -> bool:
    """Whether no day of a stretch lies in the plan; a plan that ends before it starts has none."""
    return plan.starts_on <= plan.ends_on and (last < plan.starts_on or first > plan.ends_on)


def _part_of(year: Span, months: int, number: int) -> Span | None:
    if months * number > 12:
        return None
    return _after(year[0], months * (number - 1)), _after(year[0], months * number) - timedelta(1)


def _after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)
