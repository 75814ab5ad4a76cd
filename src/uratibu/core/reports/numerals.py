"""How a number is written for people: digits grouped as the language does, scales in words."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from uratibu.core.reports import words
from uratibu.core.reports.binding import SCALES
from uratibu.core.values import Value

_SCALE_WORDS = {
    "thousand": {"en": "{} thousand", "sw": "elfu {}"},
    "million": {"en": "{} million", "sw": "milioni {}"},
    "billion": {"en": "{} billion", "sw": "bilioni {}"},
}
_LOCALES = {"sw": "sw_KE"}


def locale_of(language: str) -> Locale:
    """The locale numbers and dates are written in; English where the language has none."""
    return Locale.parse(_LOCALES.get(language, language))


def written(value: Value, *, decimals: int, language: str, unit: str = "") -> str:
    """A value as it is printed: its number, or the sign of the state it has instead.

    decimals: digits after the point, always all of them. unit: "", thousand, million or billion;
    the number is divided by it and the word is added where the language wants it.
    """
    if value.number is None:
        return words.state_mark(value.state)
    number = value.number.scaleb(-SCALES[unit]) if unit else value.number
    text = digits(number, decimals=decimals, language=language)
    if not unit:
        return text
    shapes = _SCALE_WORDS[unit]
    return shapes.get(language, shapes["en"]).format(text)


def digits(number: Decimal, *, decimals: int, language: str) -> str:
    """A number with grouped digits and exactly `decimals` places, with a true minus sign."""
    exact = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(abs(exact), format=pattern, locale=locale_of(language))
    return f"\u2212{text}" if exact < 0 else text


def digits_of(amount: float, *, decimals: int, language: str) -> str:
    """The same for a number that was only drawn, never cited."""
    return digits(Decimal(repr(amount)), decimals=decimals, language=language)


def day_written(day: date, language: str) -> str:
    """A date in words: 30 June 2025."""
    return format_date(day, format="d MMMM y", locale=locale_of(language))
