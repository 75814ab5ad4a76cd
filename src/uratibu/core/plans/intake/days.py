"""Days as people write them in plans: 31/12/2025, Dec 2025, FY 2025/26, Q1 2025, 2025."""

from __future__ import annotations

import calendar
import re
from datetime import date
from decimal import Decimal

from uratibu.core.intake.grids import Cell

MONTHS: dict[str, int] = {
    **{name.casefold(): number for number, name in enumerate(calendar.month_name) if name},
    **{name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name},
    "sept": 9,
    "januari": 1, "februari": 2, "machi": 3, "aprili": 4, "mei": 5, "juni": 6, "julai": 7,
    "agosti": 8, "septemba": 9, "oktoba": 10, "novemba": 11, "desemba": 12,
    "ago": 8, "okt": 10, "des": 12,
}  # fmt: skip
_FISCAL = re.compile(
    r"(?:(?:fy|fiscal year|financial year|mwaka wa fedha)\s*)?"
    r"(\d{4})\s*[/\-\u2013]\s*(\d{2}|\d{4})",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_WORDED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[\s\-]+)?([a-z]+)\.?,?[\s\-]+(\d{4})", re.IGNORECASE
)
_QUARTER = re.compile(
    r"(?:Q|quarter\s*|robo ya\s*)([1-4])[\s,/\-]*(.+)|(.+?)[\s,/\-]*Q([1-4])", re.IGNORECASE
)
Span = tuple[date, date]


def span(cell: Cell, *, fiscal_start_month: int = 7) -> Span | None:
    """First and last day of what a cell says; None where it says no time.

    A day is before its month, as 31/12/2025. A quarter of a fiscal year counts from its start.
    """
    if isinstance(cell, date):
        return cell, cell
    if isinstance(cell, Decimal):
        return _year(int(cell)) if cell == cell.to_integral_value() else None
    text = " ".join(cell.split())
    for reader in (_exact, _worded):
        if found := reader(text):
            return found
    return _quarter(text, fiscal_start_month) or _fiscal(text, fiscal_start_month)


def spans(cell: Cell, *, fiscal_start_month: int = 7) -> Span | None:
    """A stretch such as 2020-2022, Jan 2024 - Jun 2025 or one time; None where it is none."""
    years = re.fullmatch(r"(\d{4})\s*[-\u2013]\s*(\d{4})", cell) if isinstance(cell, str) else None
    whole = None if years else span(cell, fiscal_start_month=fiscal_start_month)
    if whole is not None or not isinstance(cell, str):
        return whole
    for between in (
        r"\s+(?:to|until|hadi|mpaka)\s+",
        r"\s*[\u2013\u2014]\s*",
        r"\s+-\s+",
        r"\s*-\s*",
    ):
        sides = re.split(between, cell.strip(), flags=re.IGNORECASE)
        if len(sides) == 2:
            first = span(sides[0], fiscal_start_month=fiscal_start_month)
            last = span(sides[1], fiscal_start_month=fiscal_start_month)
            if first and last and first[0] <= last[1]:
                return first[0], last[1]
    return None


def period_code(cell: Cell) -> str:
    """A period as the model writes it: 2025/26, 2025, 2025/26-Q1; else the words as they are."""
    if isinstance(cell, Decimal):
        return str(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    text = " ".join(cell.split())
    if fiscal := fiscal_code(text):
        return fiscal
    if (found := _QUARTER.fullmatch(text)) and (
        fiscal := fiscal_code((found[2] or found[3] or "").strip("() "))
    ):
        return f"{fiscal}-Q{found[1] or found[4]}"
    if found and re.fullmatch(r"\d{4}", year := (found[2] or found[3] or "").strip("() ")):
        return f"{year}-Q{found[1] or found[4]}"
    return text


def fiscal_code(text: str) -> str:
    """2025/26 for FY 2025/2026 and its like; "" for what is no fiscal year."""
    found = _FISCAL.fullmatch(text.strip())
    if not found:
        return ""
    start, end = int(found[1]), int(found[2])
    if end % 100 != (start + 1) % 100 or (end > 99 and end != start + 1):
        return ""
    return f"{start}/{end % 100:02}"


def _exact(text: str) -> Span | None:
    if re.fullmatch(r"\d{4}", text):
        return _year(int(text))
    if found := _ISO.fullmatch(text):
        return _one(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(text):
        return _one(int(found[3]), int(found[2]), int(found[1]))
    if (found := re.fullmatch(r"(\d{4})-(\d{2})", text)) and not fiscal_code(text):
        return _month(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"(\d{1,2})/(\d{4})", text):
        return _month(int(found[2]), int(found[1]))
    return None


def _worded(text: str) -> Span | None:
    found = _WORDED.fullmatch(text)
    month = MONTHS.get(found[2].casefold()) if found else None
    if not found or month is None:
        return None
    year = int(found[3])
    return _one(year, month, int(found[1])) if found[1] else _month(year, month)


def _quarter(text: str, fiscal_start: int) -> Span | None:
    found = _QUARTER.fullmatch(text)
    if not found:
        return None
    number, rest = int(found[1] or found[4]), (found[2] or found[3] or "").strip("() ")
    fiscal = fiscal_code(rest)
    if fiscal:
        first = int(fiscal[:4]) * 12 + fiscal_start - 1 + 3 * (number - 1)
    elif re.fullmatch(r"\d{4}", rest):
        first = int(rest) * 12 + 3 * (number - 1)
    else:
        return None
    return _months(first, 3)


def _fiscal(text: str, fiscal_start: int) -> Span | None:
    code = fiscal_code(text)
    return _months(int(code[:4]) * 12 + fiscal_start - 1, 12) if code else None


def _year(year: int) -> Span | None:
    return (date(year, 1, 1), date(year, 12, 31)) if 1900 <= year <= 2199 else None


def _month(year: int, month: int) -> Span | None:
    return _months(year * 12 + month - 1, 1) if 1 <= month <= 12 and _year(year) else None


def _one(year: int, month: int, day: int) -> Span | None:
    try:
        here = date(year, month, day)
    except ValueError:
        return None
    return here, here


def _months(first: int, count: int) -> Span | None:
    year, month = divmod(first, 12)
    last_year, last_month = divmod(first + count - 1, 12)
    if not _year(year) or not _year(last_year):
        return None
    last_day = calendar.monthrange(last_year, last_month + 1)[1]
    return date(year, month + 1, 1), date(last_year, last_month + 1, last_day)
