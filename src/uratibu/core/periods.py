"""What time a figure speaks of: a point (mid-year, year end, a day) or a stretch of time.

Two figures may only be compared when their periods are of one kind.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PeriodKind(StrEnum):
    """What a period code such as 2024 stands for."""

    MID_YEAR = "mid-year"
    YEAR_END = "year-end"
    DAY = "day"
    YEAR = "year"
    FISCAL_YEAR = "fiscal-year"
    JUNE_YEAR = "june-year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    FIVE_YEARS = "five-years"


POINTS = frozenset({PeriodKind.MID_YEAR, PeriodKind.YEAR_END, PeriodKind.DAY})


class NotAPeriod(ValueError):
    """The text is not a period of the kind that was asked for."""


@dataclass(frozen=True, order=True)
class Period:
    """One period: first and last day, its kind and the code it is written with."""

    start: date
    end: date
    kind: PeriodKind
    code: str

    def __str__(self) -> str:
        return self.code


_EXAMPLES = {
    PeriodKind.MID_YEAR: "2024",
    PeriodKind.YEAR_END: "2024",
    PeriodKind.YEAR: "2024",
    PeriodKind.JUNE_YEAR: "2024",
    PeriodKind.FISCAL_YEAR: "2023/24",
    PeriodKind.FIVE_YEARS: "2015-2020",
    PeriodKind.HALF: "2024-H1",
    PeriodKind.QUARTER: "2024-Q3",
    PeriodKind.MONTH: "2024-05",
    PeriodKind.DAY: "2019-08-24",
}
_SHAPES = {
    PeriodKind.MID_YEAR: r"(\d{4})",
    PeriodKind.YEAR_END: r"(\d{4})",
    PeriodKind.YEAR: r"(\d{4})",
    PeriodKind.JUNE_YEAR: r"(\d{4})",
    PeriodKind.FISCAL_YEAR: r"(\d{4})/(\d{2})",
    PeriodKind.FIVE_YEARS: r"(\d{4})-(\d{4})",
    PeriodKind.HALF: r"(\d{4})-H([12])",
    PeriodKind.QUARTER: r"(\d{4})-Q([1-4])",
    PeriodKind.MONTH: r"(\d{4})-(\d{2})",
    PeriodKind.DAY: r"(\d{4})-(\d{2})-(\d{2})",
}


def parse_period(text: str, kind: PeriodKind, *, fiscal_start_month: int = 7) -> Period:
    """Read the code of a period of a known kind.

    fiscal_start_month: first month of the fiscal year, 1 to 12 (Kenya: 7).
    Raises NotAPeriod, naming the code, the kind and an example.
    """
    match = re.fullmatch(_SHAPES[kind], text)
    try:
        if match is None or not 1000 <= int(match[1]) <= 2999:
            raise ValueError(text)
        start, end = _bounds(kind, tuple(map(int, match.groups())), fiscal_start_month)
    except ValueError:
        raise NotAPeriod(
            f"{text!r} is not a period of kind {kind}; write it like {_EXAMPLES[kind]}"
        ) from None
    return Period(start, end, kind, text)


def _bounds(kind: PeriodKind, parts: tuple[int, ...], fiscal_start: int) -> tuple[date, date]:
    year = parts[0]
    if kind is PeriodKind.MID_YEAR:
        return date(year, 7, 1), date(year, 7, 1)
    if kind is PeriodKind.YEAR_END:
        return date(year, 12, 31), date(year, 12, 31)
    if kind is PeriodKind.DAY:
        day = date(*parts)
        return day, day
    if kind is PeriodKind.FISCAL_YEAR:
        if parts[1] != (year + 1) % 100:
            raise ValueError("a fiscal year ends in the year after it starts")
        return _months(year, fiscal_start, 12)
    if kind is PeriodKind.FIVE_YEARS:
        if parts[1] != year + 5:
            raise ValueError("five years apart")
        return date(year, 7, 1), date(year + 5, 6, 30)
    if kind is PeriodKind.JUNE_YEAR:
        return _months(year - 1, 7, 12)
    first, length = {
        PeriodKind.YEAR: (1, 12),
        PeriodKind.HALF: (1 + 6 * (parts[-1] - 1), 6),
        PeriodKind.QUARTER: (1 + 3 * (parts[-1] - 1), 3),
        PeriodKind.MONTH: (parts[-1], 1),
    }[kind]
    return _months(year, first, length)


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    last_index = year * 12 + (first - 1) + count - 1
    last_year, last_month = divmod(last_index, 12)
    last_day = calendar.monthrange(last_year, last_month + 1)[1]
    return date(year, first, 1), date(last_year, last_month + 1, last_day)
