"""What adding, dividing and comparing values means when some of them are not numbers.

All numbers are exact decimals; only a division can have more digits than are kept (34 significant
ones, as in IEEE 754 decimal128). Rounding for the eye happens where a figure is printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Context, Decimal

from uratibu.core.labels import Label
from uratibu.core.statistics.words import STATES, both
from uratibu.core.values import MISSING, NOT_APPLICABLE, WITH_NUMBER, Quality, State, Value, number

EXACT = Context(prec=80, rounding=ROUND_HALF_EVEN)
DIVISION = Context(prec=34, rounding=ROUND_HALF_EVEN)
HUNDRED = Decimal(100)
Noted = tuple[Value, tuple[Label, ...]]
"""A value and what must be said about it."""


def add(numbers: Iterable[Decimal]) -> Decimal:
    """The exact sum."""
    total = Decimal(0)
    for each in numbers:
        total = EXACT.add(total, each)
    return total


def weakest(qualities: Iterable[Quality]) -> Quality:
    """The least firm of the qualities: modelled before provisional, estimated and final."""
    order = list(Quality)
    return max(qualities, key=order.index, default=Quality.FINAL)


def trimmed(amount: Decimal) -> Decimal:
    """The same number without zeros at its end and without an exponent."""
    return Decimal(format(EXACT.normalize(amount), "f"))


def valued(amount: Decimal, quality: Quality, *, is_rounded: bool = False) -> Value:
    """A value of this number; rounded if any part of it was."""
    exact = trimmed(amount)
    return Value(State.ROUNDED, exact, quality) if is_rounded else number(exact, quality)


def sum_of(
    *, total: Decimal | None, states: Iterable[State], quality: Quality,
    lacking: tuple[tuple[str, ...], ...], absent: tuple[str, ...],
) -> Noted:  # fmt: skip
    """What the sum of a set of observations is.

    All have numbers, or cannot have one (not applicable adds nothing): their exact sum.
    None has a number and all say the same: that state. Anything else: missing, with a note that
    names the members (codes) without which the sum is not complete.
    absent: codes that the question names and the edition has no row for.
    """
    met = set(states)
    if total is not None and not lacking and not absent:
        return valued(total, quality, is_rounded=State.ROUNDED in met), ()
    if total is None and not absent and len(met) == 1:
        return Value(met.pop()), ()
    return MISSING, (incomplete(lacking, absent),)


def incomplete(lacking: tuple[tuple[str, ...], ...], absent: tuple[str, ...]) -> Label:
    """The note on a sum that is not complete, naming what it lacks (the first twelve)."""
    texts = []
    for language, opening, none, more in (
        ("en", "Incomplete without", "no row", "and {} more"),
        ("sw", "Haijakamilika bila", "hakuna safu", "na {} zaidi"),
    ):
        members = [f"{code} ({none})" for code in absent]
        members += [
            f"{'/'.join(codes)} ({STATES[State(state)](language)})" for state, *codes in lacking
        ]
        shown = ", ".join(members[:12])
        if len(members) > 12:
            shown = f"{shown} {more.format(len(members) - 12)}"
        texts.append(f"{opening} {shown}.")
    return both(*texts)


def joint_state(values: Iterable[Value]) -> Value:
    """What stands where a number cannot be computed because some of its parts have none.

    Not applicable wins (there cannot be a number); parts that lack theirs for one and the same
    reason hand it on; different reasons make it missing.
    """
    lacking = {value.state for value in values if value.state not in WITH_NUMBER}
    if State.NOT_APPLICABLE in lacking:
        return NOT_APPLICABLE
    return Value(lacking.pop()) if len(lacking) == 1 else MISSING


def divide(numerator: Value, denominator: Value, per: Decimal) -> Noted:
    """`per` times numerator over denominator; nothing over zero is not applicable."""
    if numerator.number is None or denominator.number is None:
        return joint_state((numerator, denominator)), ()
    if denominator.number == 0:
        return NOT_APPLICABLE, (both("The denominator is zero.", "Kigawanyo ni sifuri."),)
    scaled = EXACT.multiply(numerator.number, per)
    return _joint(DIVISION.divide(scaled, denominator.number), (numerator, denominator)), ()


def difference(value: Value, other: Value) -> Noted:
    """The first less the second; no number where either has none."""
    if value.number is None or other.number is None:
        return joint_state((value, other)), ()
    return _joint(EXACT.subtract(value.number, other.number), (value, other)), ()


def change_percent(value: Value, before: Value) -> Noted:
    """The change since `before` in percent of it; not applicable from zero or a negative number."""
    if before.number is not None and before.number <= 0 and value.number is not None:
        return NOT_APPLICABLE, (
            both(
                "A change in percent needs a positive number to start from.",
                "Badiliko kwa asilimia linahitaji kuanza na nambari chanya.",
            ),
        )
    return divide(difference(value, before)[0], before, HUNDRED)


def _joint(amount: Decimal, parts: tuple[Value, ...]) -> Value:
    is_rounded = any(part.state is State.ROUNDED for part in parts)
    return valued(amount, weakest(p.quality for p in parts), is_rounded=is_rounded)
