"""What one cell says: a number, a period, a code. A cell that cannot be read says why not.

Nothing is guessed: 1.234 could be one thousand or one, so only plain digits are taken.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal

from rapidfuzz import fuzz, process

from uratibu.core.codelists.model import TOTAL, CodeList
from uratibu.core.datasets.parquet import EXACT, trimmed
from uratibu.core.periods import NotAPeriod, Period, PeriodKind, parse_period

NINE_DIGITS = Decimal("0.000000001")
LARGEST = Decimal(10) ** 29
_PLAIN = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
_NUMBER_FAULTS = (
    (r"(?i)[+-]?(nan|inf|infinity)", "is not a number of anything",
     "Leave the cell empty if there is no number."),
    (r"(?s)=.*", "is a formula whose value was not saved",
     "Open the file in an office program, let it calculate, and save it again."),
    (r"#[A-Z0-9/!?]+", "is an error of a formula", "Mend the formula and save the file again."),
    (r"[+-]?[0-9.,\s\u00a0\u202f]+\s?[%\u066a]", "carries a percent sign",
     "Write the bare number; the unit belongs to the indicator."),
    (r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", "has commas between thousands",
     "Write the digits without separators, such as 1234.5."),
    (r"[+-]?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?", "has points between thousands",
     "Write the digits without separators, such as 1234.5."),
    (r"[+-]?[0-9]+,[0-9]+", "has a comma as decimal sign", "Write a point, such as 1234.5."),
    (r"[+-]?[0-9]{1,3}([\s\u00a0\u202f'\u2019_][0-9]{3})+(\.[0-9]+)?",
     "has separators between its digits",
     "Write the digits without separators, such as 1234.5."),
    (r"[+-]?[0-9_]+(\.[0-9_]+)?", "has underscores", "Write the digits without separators."),
    (r"[+-]?[\d.,\u066b\u066c]+", "is written with digits other than 0 to 9",
     "Write the digits 0 to 9."),
    (r"(?i)(true|false)", "is true or false", "Write a number."),
)  # fmt: skip
_NOTATIONS = {
    PeriodKind.FISCAL_YEAR: (
        (r"(?:FY\s?)?([0-9]{4})[-/\u2013]([0-9]{2})", "{0}/{1}"),
        (r"(?:FY\s?)?([0-9]{4})[-/\u2013][0-9]{2}([0-9]{2})", "{0}/{1}"),
    ),
    PeriodKind.QUARTER: (
        (r"([0-9]{4})[\s-]?Q([1-4])", "{0}-Q{1}"),
        (r"Q([1-4])[\s-]([0-9]{4})", "{1}-Q{0}"),
    ),
    PeriodKind.HALF: ((r"([0-9]{4})[\s-]?H([12])", "{0}-H{1}"),),
    PeriodKind.MONTH: ((r"([0-9]{4})-?M([0-9]{2})", "{0}-{1}"),),
    PeriodKind.FIVE_YEARS: ((r"([0-9]{4})[/\u2013]([0-9]{4})", "{0}-{1}"),),
}


class Unreadable(Exception):
    """Why a cell could not be read. `rule` is permanent; `remedy` says what to write."""

    def __init__(self, rule: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.remedy = remedy


def read_number(cell: object) -> Decimal:
    """The number of a cell, exact to nine decimals. Raises Unreadable with the reason."""
    if isinstance(cell, bool | date):
        raise Unreadable("datasets/not-a-number", "is a date or true/false", "Write a number.")
    text = str(cell).strip(" ") if isinstance(cell, str) else str(cell)
    if _PLAIN.fullmatch(text) is None:
        raise _not_a_number(text)
    amount = Decimal(text)
    if amount.copy_abs() >= LARGEST:  # abs() would round to the digits of the context
        raise Unreadable(
            "datasets/too-large",
            "is larger than any count can be",
            "Check the digits of the number.",
        )
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -9:
        amount = amount.quantize(NINE_DIGITS, rounding=ROUND_HALF_EVEN, context=EXACT)
    return trimmed(amount)


def _not_a_number(text: str) -> Unreadable:
    for shape, message, remedy in _NUMBER_FAULTS:
        if re.fullmatch(shape, text):
            return Unreadable("datasets/not-a-number", message, remedy)
    return Unreadable(
        "datasets/not-a-number", "is text where a number belongs",
        "Write a number, or list the text under missing or states in the mapping.",
    )  # fmt: skip


def read_period(cell: object, kind: PeriodKind, fiscal_start_month: int) -> str:
    """The code of the period a cell names. Raises Unreadable, also for a period of another kind."""
    if isinstance(cell, date):
        return _period_of_day(cell, kind, fiscal_start_month)
    text = str(cell).strip()
    if isinstance(cell, float) and cell.is_integer():
        text = str(int(cell))
    for shape, written in _NOTATIONS.get(kind, ()):
        found = re.fullmatch(shape, text)
        if found:
            text = written.format(*found.groups())
            break
    try:
        return parse_period(text, kind, fiscal_start_month=fiscal_start_month).code
    except NotAPeriod as fault:
        raise _not_this_period(text, kind, str(fault)) from None


def _not_this_period(text: str, kind: PeriodKind, message: str) -> Unreadable:
    remedy = message.rpartition("; ")[2].capitalize() + "."
    for other in PeriodKind:
        try:
            parse_period(text, other)
        except NotAPeriod:
            continue
        return Unreadable(
            "datasets/other-kind", f"is a period of kind {other}, the data set speaks of {kind}",
            f"{remedy} Kinds of period are never mixed in one data set.",
        )  # fmt: skip
    return Unreadable("datasets/not-a-period", f"is not a period of kind {kind}", remedy)


def _period_of_day(day: date, kind: PeriodKind, fiscal_start_month: int) -> str:
    if isinstance(day, datetime):
        day = day.date()
    for code in _candidates(day, fiscal_start_month).get(kind, ()):
        period = _period(code, kind, fiscal_start_month)
        if period is not None and period.start <= day <= period.end:
            return code
    raise Unreadable(
        "datasets/other-kind", f"is the day {day}, the data set speaks of periods of kind {kind}",
        "Write the code of the period, not a day.",
    )  # fmt: skip


def _period(code: str, kind: PeriodKind, fiscal_start_month: int) -> Period | None:
    try:
        return parse_period(code, kind, fiscal_start_month=fiscal_start_month)
    except NotAPeriod:
        return None


def _candidates(day: date, fiscal_start_month: int) -> dict[PeriodKind, tuple[str, ...]]:
    year = day.year
    fiscal = year if day.month >= fiscal_start_month else year - 1
    return {
        PeriodKind.DAY: (day.isoformat(),),
        PeriodKind.MONTH: (f"{year}-{day.month:02}",),
        PeriodKind.QUARTER: (f"{year}-Q{(day.month + 2) // 3}",),
        PeriodKind.HALF: (f"{year}-H{1 if day.month < 7 else 2}",),
        PeriodKind.YEAR: (str(year),),
        PeriodKind.MID_YEAR: (str(year),),
        PeriodKind.YEAR_END: (str(year),),
        PeriodKind.JUNE_YEAR: (str(year), str(year + 1)),
        PeriodKind.FISCAL_YEAR: (f"{fiscal}/{(fiscal + 1) % 100:02}",),
    }


def read_code(cell: object, codelist: CodeList, recode: dict[str, str]) -> tuple[str, bool]:
    """The code a cell names, and whether it was found by its title or an alias.

    Raises Unreadable, suggesting the nearest code.
    """
    text = plain_text(cell)
    text = recode.get(text, text)
    if text == TOTAL or text in codelist:
        return text, False
    if not text:
        raise Unreadable(
            "datasets/empty-code", "is empty where a code belongs",
            "Fill in the code, or leave such rows out with `without` in the mapping.",
        )  # fmt: skip
    found = codelist.find(text)
    if found is not None:
        return found.code, True
    raise Unreadable(
        "datasets/unknown-code", f"is not in the code list {codelist.id}",
        _nearest(text, codelist) + "Or recode it in the mapping, or add it to the code list.",
    )  # fmt: skip


def plain_text(cell: object) -> str:
    """The text of a cell; a whole number without the decimal point of its format."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _nearest(text: str, codelist: CodeList) -> str:
    padded = [c.code for c in codelist if text.isdigit() and c.code.lstrip("0") == text.lstrip("0")]
    if padded:
        return f"Did leading zeros get lost? There is {padded[0]}. "
    known = {code.code: code.code for code in codelist} | {c.title(): c.code for c in codelist}
    best = process.extractOne(text, known.keys(), scorer=fuzz.ratio, score_cutoff=50)
    return f"Do you mean {known[best[0]]}? " if best else ""


def nearest_name(text: str, names: tuple[str, ...]) -> str:
    """The name most like a text, "" where none comes near."""
    best = process.extractOne(text, names, scorer=fuzz.ratio, score_cutoff=50)
    return str(best[0]) if best else ""
