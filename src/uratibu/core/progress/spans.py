"""Codes of periods read without being told their kind: 2025/26-Q1, 2025/26, 2024, 2024-05."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from uratibu.core.periods import NotAPeriod, Period, PeriodKind, parse_period

_KINDS = (
    PeriodKind.FISCAL_YEAR,
    PeriodKind.QUARTER,
    PeriodKind.HALF,
    PeriodKind.DAY,
    PeriodKind.FIVE_YEARS,
    PeriodKind.MONTH,
    PeriodKind.YEAR,
)
_PART = re.compile(r"(\d{4}/\d{2})-([QH])([1-4])")
_LENGTHS = {"Q": (3, PeriodKind.QUARTER), "H": (6, PeriodKind.HALF)}


@lru_cache(maxsize=4096)
def span(code: str, *, fiscal_start_month: int = 7) -> Period:
    """First and last day of a period; quarters and halves of fiscal years too. Raises NotAPeriod.

    A year by itself is a calendar year.
    """
    part = _PART.fullmatch(code)
    if part is not None:
        return _part_of_a_fiscal_year(code, part, fiscal_start_month)
    for kind in _KINDS:
        try:
            return parse_period(code, kind, fiscal_start_month=fiscal_start_month)
        except NotAPeriod:
            continue
    raise NotAPeriod(f"{code!r} is not a period; write it like 2025/26-Q1, 2025/26 or 2024")


def _part_of_a_fiscal_year(code: str, part: re.Match[str], fiscal_start_month: int) -> Period:
    year = parse_period(part[1], PeriodKind.FISCAL_YEAR, fiscal_start_month=fiscal_start_month)
    months, kind = _LENGTHS[part[2]]
    number = int(part[3])
    if months * number > 12:
        raise NotAPeriod(f"{code!r} is not a period; a fiscal year has two halves")
    start = _month_after(year.start, months * (number - 1))
    end = _month_after(year.start, months * number) - timedelta(days=1)
    return Period(start, end, kind, code)


def _month_after(day: date, months: int) -> date:
    """The first day of the month so many months after that of a day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def months_in(period: Period) -> int:
    """How many months a period touches."""
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
