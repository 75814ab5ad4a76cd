"""One cell of our own layout as the plain value of its field, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from uratibu.core.intake.grids import Cell
from uratibu.core.plans.intake import amounts, days, names
from uratibu.core.plans.intake.headings import folded_heading
from uratibu.core.plans.known import Known
from uratibu.core.plans.layout import Column, Holds


class Unreadable(Exception):
    """A cell that does not hold what its column holds: rule, message, remedy."""

    def __init__(self, rule: str, message: str, remedy: str) -> None:
        self.rule, self.message, self.remedy = rule, message, remedy
        super().__init__(message)


Reader = Callable[[Cell, Column, Known], object]


def read(cell: Cell, column: Column, known: Known) -> object:
    """The plain value of a cell, None where it is empty. Raises Unreadable."""
    if cell == "":
        return None
    return _READERS[column.holds](cell, column, known)


def text_of(cell: Cell) -> str:
    """A cell as words."""
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return cell.isoformat() if isinstance(cell, date) else cell


def _text(cell: Cell, column: Column, known: Known) -> object:
    return text_of(cell)


def _day(cell: Cell, column: Column, known: Known) -> object:
    found = days.span(cell, fiscal_start_month=known.fiscal_start_month)
    if found is None:
        raise Unreadable(
            "not-a-day", "This is not a day.", "Write it like 2025-12-31 or 31/12/2025."
        )
    is_first = column.key in ("starts_on", "valid_from")
    return (found[0] if is_first else found[1]).isoformat()


def _number(cell: Cell, column: Column, known: Known) -> object:
    found = amounts.number(cell)
    if found is None:
        raise Unreadable("not-a-number", "This is not a number.", "Write digits, as 1200.5.")
    return format(found, "f")


def _whole(cell: Cell, column: Column, known: Known) -> object:
    found = amounts.number(cell)
    if found is None or found != found.to_integral_value():
        raise Unreadable("not-a-number", "This is not a whole number.", "Write digits only.")
    return int(found)


def _claim(cell: Cell, column: Column, known: Known) -> object:
    words = {"yes": True, "true": True, "ndiyo": True, "1": True,
             "no": False, "false": False, "hapana": False, "0": False}  # fmt: skip
    found = words.get(text_of(cell).casefold())
    if found is None:
        raise Unreadable("not-a-claim", "This says neither yes nor no.", "Write yes or no.")
    return found


def _list(cell: Cell, column: Column, known: Known) -> object:
    return list(names.parts(text_of(cell)))


def _pairs(cell: Cell, column: Column, known: Known) -> object:
    pairs = [part.partition("=") for part in names.parts(text_of(cell))]
    if any(not equals or not key.strip() for key, equals, _ in pairs):
        raise Unreadable("not-pairs", "This is not a filter.", "Write sex=F; age=0-17.")
    return {key.strip(): value.strip() for key, _, value in pairs}


def _choice(cell: Cell, column: Column, known: Known) -> object:
    written = folded_heading(text_of(cell))
    for code, word in column.choices:
        if written in (folded_heading(code), *(folded_heading(w) for _, w in word.texts)):
            return code
    allowed = ", ".join(word() for _, word in column.choices)
    raise Unreadable("not-a-choice", "This is not one of the words.", f"Write one of: {allowed}.")


def _institution(cell: Cell, column: Column, known: Known) -> object:
    return names.institution(text_of(cell), known)


def _institutions(cell: Cell, column: Column, known: Known) -> object:
    return list(names.institutions(text_of(cell), known))


def _area(cell: Cell, column: Column, known: Known) -> object:
    found = names.areas(text_of(cell), known)
    return found[0] if len(found) == 1 else text_of(cell)


def _areas(cell: Cell, column: Column, known: Known) -> object:
    return list(names.areas(text_of(cell), known))


def _norms(cell: Cell, column: Column, known: Known) -> object:
    return list(names.norms(text_of(cell), known))


_READERS: dict[Holds, Reader] = {
    Holds.TEXT: _text, Holds.LABEL: _text, Holds.DAY: _day, Holds.NUMBER: _number,
    Holds.WHOLE: _whole, Holds.CLAIM: _claim, Holds.LIST: _list, Holds.PAIRS: _pairs,
    Holds.CHOICE: _choice, Holds.INSTITUTION: _institution, Holds.INSTITUTIONS: _institutions,
    Holds.AREA: _area, Holds.AREAS: _areas, Holds.NORMS: _norms,
}  # fmt: skip
