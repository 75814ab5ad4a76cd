"""The periods institutions report on, made of a plan and the rhythm of its country.

Source of the rhythm: returns about 15 days after the end of each quarter of the fiscal year.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from uratibu.core.periods import Period, PeriodKind
from uratibu.core.plans.model import Plan
from uratibu.core.progress.model import PeriodState, ReportingPeriod

MONTHS_OF_A_QUARTER = 3
QUARTERS = 4


@dataclass(frozen=True)
class Rhythm:
    """How long after its end a period is due, and how long until it locks. Data, not code."""

    due_after_days: int = 15
    locks_after_days: int = 60


DEFAULT_RHYTHM = Rhythm()


def fiscal_quarter(day: date, *, start_month: int = 7) -> Period:
    """The quarter of the fiscal year that a day lies in, as 2025/26-Q1 (July to September)."""
    year = day.year if day.month >= start_month else day.year - 1
    number = (day.month - start_month) % 12 // MONTHS_OF_A_QUARTER + 1
    return _quarter(year, number, start_month)


def quarters(plan: Plan, *, rhythm: Rhythm = DEFAULT_RHYTHM) -> tuple[ReportingPeriod, ...]:
    """Every quarter that touches the time of a plan, oldest first."""
    found: list[ReportingPeriod] = []
    here = fiscal_quarter(plan.starts_on, start_month=plan.fiscal_start_month)
    while here.start <= plan.ends_on:
        found.append(reporting_period(here, rhythm=rhythm))
        here = fiscal_quarter(here.end + timedelta(days=1), start_month=plan.fiscal_start_month)
    return tuple(found)


def reporting_period(period: Period, *, rhythm: Rhythm = DEFAULT_RHYTHM) -> ReportingPeriod:
    """A period with its days: opens as it begins, due and locked some days after its end."""
    return ReportingPeriod(
        code=period.code,
        period=period,
        opens_on=period.start,
        due_on=period.end + timedelta(days=rhythm.due_after_days),
        locks_on=period.end + timedelta(days=rhythm.locks_after_days),
    )


def value_period(frequency: str, quarter: Period, *, start_month: int = 7) -> str:
    """The code of the period whose value is due with a quarter, "" where none is.

    A yearly value is due with the quarter in which its year ends; an indicator that names no
    frequency is asked every quarter.
    """
    year = fiscal_year(quarter.start, start_month=start_month)
    number = int(quarter.code[-1])
    if frequency in {"", str(PeriodKind.QUARTER), str(PeriodKind.MONTH)}:
        return quarter.code
    if frequency == PeriodKind.HALF:
        return f"{year}-H{number // 2}" if number % 2 == 0 else ""
    if frequency in {str(PeriodKind.FISCAL_YEAR), str(PeriodKind.JUNE_YEAR)}:
        return year if number == QUARTERS else ""
    ends_a_year = quarter.start.month <= 12 <= quarter.end.month
    return str(quarter.end.year) if ends_a_year else ""


def fiscal_year(day: date, *, start_month: int = 7) -> str:
    """The fiscal year of a day, as 2025/26; a year from January is written 2025."""
    year = day.year if day.month >= start_month else day.year - 1
    return str(year) if start_month == 1 else f"{year}/{(year + 1) % 100:02}"


def address(code: str) -> str:
    """A period's code as an address writes it: 2025/26-Q1 becomes 2025-26-Q1."""
    return code.replace("/", "-")


def in_hand(periods: Iterable[ReportingPeriod], today: date) -> tuple[ReportingPeriod, ...]:
    """The periods that take returns on a day, the one to be answered first in front."""
    taken = {PeriodState.OPEN, PeriodState.DUE, PeriodState.LATE}
    return tuple(sorted((p for p in periods if p.state(today) in taken), key=lambda p: p.due_on))


def _quarter(year: int, number: int, start_month: int) -> Period:
    first = start_month - 1 + (number - 1) * MONTHS_OF_A_QUARTER
    last = first + MONTHS_OF_A_QUARTER - 1
    end_year, end_month = year + last // 12, last % 12 + 1
    start = date(year + first // 12, first % 12 + 1, 1)
    end = date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])
    code = f"{fiscal_year(start, start_month=start_month)}-Q{number}"
    return Period(start, end, PeriodKind.QUARTER, code)
