"""Numbers, periods and states in the reader's language, as components show them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from typing import Protocol

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

STATES: dict[str, Promise] = {
    "suppressed": gettext_lazy("hidden to protect people"),
    "missing": gettext_lazy("not reported"),
    "not-applicable": gettext_lazy("does not apply"),
    "not-yet": gettext_lazy("not yet published"),
}
"""States of a value that has no number, in words that stand where the number would."""

QUALITIES: dict[str, Promise] = {
    "estimated": gettext_lazy("estimated"),
    "provisional": gettext_lazy("provisional"),
    "modelled": gettext_lazy("modelled"),
}
METHODS: dict[str, Promise] = {
    "count": gettext_lazy("count"),
    "estimate": gettext_lazy("estimate"),
    "model": gettext_lazy("model"),
}
STATUSES: dict[str, Promise] = {
    "confirmed": gettext_lazy("confirmed"),
    "unreviewed": gettext_lazy("not yet reviewed"),
    "superseded": gettext_lazy("superseded"),
}
PERIOD_KINDS: dict[str, Promise] = {
    "mid-year": gettext_lazy("mid-year"),
    "year-end": gettext_lazy("end of year"),
    "day": gettext_lazy("day"),
    "year": gettext_lazy("year"),
    "fiscal-year": gettext_lazy("fiscal year"),
    "june-year": gettext_lazy("year to June"),
    "half": gettext_lazy("half year"),
    "quarter": gettext_lazy("quarter"),
    "month": gettext_lazy("month"),
    "five-years": gettext_lazy("five years"),
}


class InLanguages(Protocol):
    """A text in several languages, as the core's labels are."""

    def __call__(self, language: str) -> str:
        """The text in this language, else in another it has."""

    def languages(self) -> tuple[str, ...]:
        """The languages it really has."""


def words(label: InLanguages) -> str:
    """A label in the reader's language."""
    return label(get_language() or "en")


def marked(label: InLanguages) -> str:
    """A label for the running text of a page: said to be English where the reader's is missing."""
    text, language = words(label), get_language() or "en"
    known = label.languages()
    if not text or language in known:
        return text
    return format_html('<span lang="{}">{}</span>', "en" if "en" in known else known[0], text)


def in_english(text: str) -> str:
    """A text that only exists in English (a publisher's licence, a source), said to be so."""
    if not text or get_language() == "en":
        return text
    return format_html('<span lang="en">{}</span>', text)


def amount(number: Decimal, decimals: int) -> str:
    """A number with grouped digits, exactly `decimals` places and a true minus sign."""
    exact = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)
    text = _grouped(abs(exact), decimals, str(_locale()))
    return f"\u2212{text}" if exact < 0 else text


def short_amount(number: Decimal) -> str:
    """A large number for a label or sentence: 1.05 million; below a million all its digits."""
    size = abs(number)
    if size >= 1_000_000_000:
        return _("%(number)s billion") % {"number": _trimmed(number / 1_000_000_000)}
    if size >= 1_000_000:
        return _("%(number)s million") % {"number": _trimmed(number / 1_000_000)}
    return amount(number, 0 if size >= 100 or number == number.to_integral_value() else 1)


def period(code: str, kind: str) -> str:
    """A period in words: Mid-year 2024, 24 August 2019, Fiscal year 2023/24."""
    shapes = {
        "mid-year": _("Mid-year %(code)s"),
        "year-end": _("End of %(code)s"),
        "fiscal-year": _("Fiscal year %(code)s"),
        "june-year": _("Year to June %(code)s"),
        "quarter": _("Quarter %(code)s"),
        "half": _("Half year %(code)s"),
    }
    first, dots, last = code.partition("..")
    if dots:
        return f"{period(first, kind)}\u2013{period(last, kind)}"
    if kind == "day":
        return day(date.fromisoformat(code))
    if kind == "month":
        return format_date(date.fromisoformat(f"{code}-01"), "MMMM y", locale=_locale())
    if kind == "five-years":
        return code.replace("-", "\u2013")
    return shapes.get(kind, "%(code)s") % {"code": code}


def at_period(code: str, kind: str) -> str:
    """A period inside a sentence, with its preposition: in mid-2024, at the end of 2024."""
    shapes = {
        "mid-year": _("in mid-%(code)s"),
        "year-end": _("at the end of %(code)s"),
        "day": _("on %(code)s"),
        "june-year": _("in the year to June %(code)s"),
        "fiscal-year": _("in fiscal year %(code)s"),
    }
    said = code if kind in ("mid-year", "year-end", "june-year", "fiscal-year") else None
    return shapes.get(kind, _("in %(code)s")) % {"code": said or period(code, kind)}


def day(on: date | datetime) -> str:
    """A day in words: 23 November 2026."""
    return format_date(on, "d MMMM y", locale=_locale())


def state(name: str) -> str:
    """The words of a state that has no number; empty for one that has."""
    return str(STATES.get(name, ""))


def quality(name: str) -> str:
    """The words of a quality that is not final; empty for a final number."""
    return str(QUALITIES.get(name, ""))


def _trimmed(number: Decimal) -> str:
    text = amount(number, 2 if abs(number) < 10 else 1)
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=20_000)
def _grouped(number: Decimal, decimals: int, locale: str) -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(number, format=pattern, locale=locale)


def _locale() -> Locale:
    return _known_locale(get_language() or "en")


@lru_cache(maxsize=8)
def _known_locale(language: str) -> Locale:
    return Locale.parse({"sw": "sw_KE", "en": "en_GB"}.get(language, language))
