"""Numbers and money as people write them: 1,200,000; KES 1.2 million; 45%; 12 (2019)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from uratibu.core.intake.grids import Cell

NOTHING = frozenset({
    "", "-", "\u2013", "\u2014", "n/a", "na", "nil", "none", "tbd", "tbc", "to be determined",
    "hakuna", "\u2026", "...",
})  # fmt: skip
"""Cells that say that there is no number (yet)."""
_CURRENCIES = {"ksh": "KES", "kshs": "KES", "kes": "KES", "us$": "USD", "$": "USD", "usd": "USD",
               "\u20ac": "EUR", "eur": "EUR", "\u00a3": "GBP", "gbp": "GBP"}  # fmt: skip
_FACTORS = {
    "": 1, "k": 1_000, "'000": 1_000, "000": 1_000, "thousand": 1_000, "thousands": 1_000,
    "elfu": 1_000, "m": 1_000_000, "mn": 1_000_000, "million": 1_000_000, "millions": 1_000_000,
    "milioni": 1_000_000, "mil": 1_000_000, "b": 1_000_000_000, "bn": 1_000_000_000,
    "billion": 1_000_000_000, "billions": 1_000_000_000, "bilioni": 1_000_000_000,
}  # fmt: skip
_NUMBER = r"[-+]?(?:\d{1,3}(?:[ ,\u00a0\u202f]\d{3})+|\d+)(?:\.\d+)?"
_PLAIN = re.compile(rf"({_NUMBER})\s*%?")
_MONEY = re.compile(
    rf"([a-z$\u20ac\u00a3]*)\.?\s*({_NUMBER})\s*([a-z]*)\.?\s*([a-z$]*)", re.IGNORECASE
)
_DATED = re.compile(
    rf"({_NUMBER})\s*%?\s*[\(\[]?\s*(?:in\s+)?(\d{{4}}(?:/\d{{2}})?)?\s*[,;]?\s*([^()\[\]]*)[\)\]]?"
)
_HEADING = re.compile(
    r"\(([^()]*)\)|\b(KES|KShs?|USD|US\$|EUR)\b[ .]*(M|Mn|millions?|milioni|'?000)?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Money:
    """An amount in whole units. currency: "" where none is written."""

    amount: Decimal
    currency: str = ""


def number(cell: Cell) -> Decimal | None:
    """The number a cell says, None where it says none. Thousands are parted, a point is decimal."""
    if isinstance(cell, Decimal):
        return cell
    found = _PLAIN.fullmatch(cell.strip()) if isinstance(cell, str) else None
    return _exact(found[1]) if found else None


def says_nothing(cell: Cell) -> bool:
    """Whether a cell says that there is no number."""
    return isinstance(cell, str) and cell.strip().casefold() in NOTHING


def money(cell: Cell, *, factor: int = 1) -> Money | None:
    """The money a cell says; factor: of its heading, as 1,000,000 for KES M."""
    if isinstance(cell, Decimal):
        return Money(cell * factor)
    found = _MONEY.fullmatch(cell.strip()) if isinstance(cell, str) else None
    if not found:
        return None
    before, after, last = found[1].casefold(), found[3].casefold(), found[4].casefold()
    currency = _CURRENCIES.get(before) or _CURRENCIES.get(after) or _CURRENCIES.get(last)
    known = {"", *_CURRENCIES}
    if before not in known or last not in known:
        return None
    own = _FACTORS.get(after) if after not in _CURRENCIES else 1
    if own is None:
        return None
    amount = _exact(found[2])
    return Money(amount * (own if own > 1 else factor), currency or "")


def heading_money(heading: str) -> tuple[int, str]:
    """Factor and currency of a heading such as "Budget (KES M)" or "Cost in USD '000"."""
    factor, currency = 1, ""
    for found in _HEADING.finditer(heading):
        for word in re.findall(r"[\w$\u20ac\u00a3']+", found[0]):
            folded = word.casefold()
            currency = currency or _CURRENCIES.get(folded, "")
            if folded in _FACTORS:
                factor = max(factor, _FACTORS[folded])
    return factor, currency


def dated(cell: Cell) -> tuple[Decimal, str, str] | None:
    """Number, period and source of a cell such as "12% (2019, KNBS)"; None where none leads."""
    if isinstance(cell, Decimal):
        return cell, "", ""
    found = _DATED.fullmatch(cell.strip()) if isinstance(cell, str) else None
    if not found:
        return None
    return _exact(found[1]), found[2] or "", found[3].strip(" ,;")


def _exact(text: str) -> Decimal:
    return Decimal(re.sub(r"[ ,\u00a0\u202f]", "", text))
