"""Released figures of one indicator, rolled up over places and periods by what kind it is of.

flow: added over places and periods. stock: added over places as they were in the last period.
cumulative: the latest value of each place, added over places; a series that falls is refused.
ratio: numerators and denominators added, then divided; never added or averaged itself.
Source of the kinds: OECD, Glossary of Key Terms (2023); National Reporting Indicators of Kenya.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import StrEnum

from uratibu.core.disclosure.figure import ReleasedFigure
from uratibu.core.indicators.model import Kind
from uratibu.core.plans.model import ANSWER
from uratibu.core.values import MISSING, NOT_APPLICABLE, Quality, State, Value, number

EXACT = Context(prec=80, rounding=ROUND_HALF_EVEN)
DIVISION = Context(prec=34, rounding=ROUND_HALF_EVEN)
PER = {"percent": Decimal(100), "per 1 000": Decimal(1000), "per 100 000": Decimal(100_000)}
"""What a ratio of this unit is multiplied by; of any other unit by one."""
Cell = tuple[str, str]
"""A place and a period."""


class MixedFigures(ValueError):
    """The figures are of several indicators or units, or two speak of one place and period."""


class Refusal(StrEnum):
    """Why figures are not rolled up at all."""

    NO_KIND = "no-kind"
    ANSWERS = "answers"
    NO_PARTS = "no-parts"
    FALLS = "falls"
    ZERO = "zero-denominator"


@dataclass(frozen=True)
class Lacking:
    """A place and period without a number, and the state that stands there instead."""

    place: str
    period: str
    state: State


@dataclass(frozen=True)
class Combined:
    """What figures come to together.

    value: the whole; a state, never a number, where a member is lacking or the sum is refused.
    partial: what the members that have a number come to; the same as value where none is lacking.
    places, reported: how many places belong to it, and how many of them lack nothing.
    at: the cells at fault where the sum is refused.
    """

    value: Value
    partial: Value
    places: int
    reported: int
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    lacking: tuple[Lacking, ...] = ()
    refusal: Refusal | None = None
    at: tuple[Cell, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether every place that belongs to it reported."""
        return self.refusal is None and not self.lacking


def combine(
    figures: Iterable[ReleasedFigure],
    kind: Kind | None,
    *,
    places: Sequence[str],
    periods: Sequence[str],
) -> Combined:
    """Roll up the figures of one indicator over the places and periods that belong together.

    places: every place there should be a figure of. periods: oldest first. Figures of other
    places and periods are left out. A cell that does not apply is not expected to have a number.
    A number hidden by disclosure control is lacking: the total is hidden too.
    Raises MixedFigures.
    """
    known = _by_cell(figures)
    if len(places) == len(periods) == 1:
        return _single(known, (places[0], periods[0]))
    if any(each.unit == ANSWER for each in known.values()):
        return _refused(Refusal.ANSWERS, places)
    if kind is None:
        return _refused(Refusal.NO_KIND, places)
    cells = [(place, period) for place in places for period in periods]
    if kind is Kind.CUMULATIVE:
        fallen = _falls(known, places, periods)
        if fallen:
            return _refused(Refusal.FALLS, places, fallen)
    if kind is Kind.RATIO:
        without = tuple(cell for cell in cells if cell in known and _lacks_parts(known[cell]))
        if without:
            return _refused(Refusal.NO_PARTS, places, without)
    asked = [(p, periods[-1]) for p in places] if kind in _AT_THE_END else cells
    return _rolled_up(_taken(known, kind, places, periods), known, asked, kind)


_AT_THE_END = frozenset({Kind.STOCK, Kind.CUMULATIVE})


def _by_cell(figures: Iterable[ReleasedFigure]) -> dict[Cell, ReleasedFigure]:
    known: dict[Cell, ReleasedFigure] = {}
    for each in figures:
        cell = (each.area, each.period)
        first = next(iter(known.values()), each)
        if cell in known or (first.indicator, first.unit) != (each.indicator, each.unit):
            raise MixedFigures(
                f"figure {each.id} in {each.unit} cannot be combined with {first.id} in "
                f"{first.unit}; pass one figure of one indicator for each place and period"
            )
        known[cell] = each
    return known


def _single(known: Mapping[Cell, ReleasedFigure], cell: Cell) -> Combined:
    """One figure is what it is, of whatever kind."""
    figure = known.get(cell)
    value = figure.value if figure else MISSING
    lacks = value.number is None and value.state is not State.NOT_APPLICABLE
    return Combined(
        value=value,
        partial=value,
        places=1,
        reported=0 if lacks else 1,
        numerator=figure.numerator if figure else None,
        denominator=figure.denominator if figure else None,
        lacking=(Lacking(*cell, value.state),) if lacks else (),
    )


def _refused(why: Refusal, places: Sequence[str], at: tuple[Cell, ...] = ()) -> Combined:
    nothing = NOT_APPLICABLE if why is Refusal.ZERO else MISSING
    return Combined(nothing, nothing, len(places), 0, refusal=why, at=at)


def _falls(
    known: Mapping[Cell, ReleasedFigure], places: Sequence[str], periods: Sequence[str]
) -> tuple[Cell, ...]:
    """The cells of a cumulative series that are lower than one before them."""
    fallen = []
    for place in places:
        highest = None
        for period in periods:
            figure = known.get((place, period))
            if figure is None or figure.value.number is None:
                continue
            if highest is not None and figure.value.number < highest:
                fallen.append((place, period))
            highest = max(figure.value.number, highest or figure.value.number)
    return tuple(fallen)


def _lacks_parts(figure: ReleasedFigure) -> bool:
    """Whether a ratio has a number but not the two numbers it was made of."""
    has_number = figure.value.number is not None
    return has_number and (figure.numerator is None or figure.denominator is None)


def _taken(
    known: Mapping[Cell, ReleasedFigure],
    kind: Kind,
    places: Sequence[str],
    periods: Sequence[str],
) -> tuple[ReleasedFigure, ...]:
    """The figures with a number that go into the sum."""
    within = periods[-1:] if kind is Kind.STOCK else periods
    taken = []
    for place in places:
        found = [known[place, period] for period in within if (place, period) in known]
        numbers = [each for each in found if each.value.number is not None]
        taken += numbers[-1:] if kind is Kind.CUMULATIVE else numbers
    return tuple(taken)


def _rolled_up(
    taken: tuple[ReleasedFigure, ...],
    known: Mapping[Cell, ReleasedFigure],
    asked: list[Cell],
    kind: Kind,
) -> Combined:
    states = {cell: known[cell].value.state if cell in known else State.MISSING for cell in asked}
    expected = [cell for cell in asked if states[cell] is not State.NOT_APPLICABLE]
    lacking = tuple(
        Lacking(*cell, states[cell]) for cell in expected if states[cell] in _WITHOUT_NUMBER
    )
    places = {place for place, _ in expected}
    top, bottom, partial, refusal = _amount(taken, kind)
    return Combined(
        value=_whole(partial, lacking),
        partial=partial,
        places=len(places),
        reported=len(places - {each.place for each in lacking}),
        numerator=top,
        denominator=bottom,
        lacking=lacking,
        refusal=refusal,
    )


_WITHOUT_NUMBER = frozenset({State.SUPPRESSED, State.MISSING, State.NOT_YET})
_GRAVEST = (State.SUPPRESSED, State.MISSING, State.NOT_YET)


def _whole(partial: Value, lacking: tuple[Lacking, ...]) -> Value:
    """The whole is hidden if a part is hidden, else missing, else not yet there."""
    met = {each.state for each in lacking}
    return next((Value(state) for state in _GRAVEST if state in met), partial)


def _amount(
    taken: tuple[ReleasedFigure, ...], kind: Kind
) -> tuple[Decimal | None, Decimal | None, Value, Refusal | None]:
    """Numerator, denominator and value of what is there; NOT_APPLICABLE where nothing is."""
    if not taken:
        return None, None, NOT_APPLICABLE, None
    if kind is not Kind.RATIO:
        total = _add(each.value.number for each in taken)
        return None, None, _valued(total, taken), None
    top = _add(each.numerator for each in taken)
    bottom = _add(each.denominator for each in taken)
    if bottom == 0:
        return top, bottom, NOT_APPLICABLE, Refusal.ZERO
    per = PER.get(taken[0].unit, Decimal(1))
    share = DIVISION.divide(EXACT.multiply(top, per), bottom)
    return top, bottom, _valued(share, taken), None


def _add(numbers: Iterable[Decimal | None]) -> Decimal:
    """The exact sum of what is there."""
    total = Decimal(0)
    for each in numbers:
        total = EXACT.add(total, each or Decimal(0))
    return total


def _valued(amount: Decimal, taken: tuple[ReleasedFigure, ...]) -> Value:
    """The amount with the weakest quality of its parts; rounded if one of them is."""
    order = list(Quality)
    quality = max((each.value.quality for each in taken), key=order.index)
    if any(each.value.state is State.ROUNDED for each in taken):
        return Value(State.ROUNDED, amount, quality)
    return number(amount, quality)
