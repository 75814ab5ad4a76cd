"""What a cell of a table can say: a number, or why there is none.

Suppressed is not zero, missing is not zero, and neither is an empty text: the state is a type.
Source: SDMX CL_OBS_STATUS and CL_CONF_STATUS for the codes used in exchange files.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class State(StrEnum):
    """Whether there is a number, and if not, why."""

    NUMBER = "number"
    ZERO = "zero"
    ROUNDED = "rounded"
    SUPPRESSED = "suppressed"
    MISSING = "missing"
    NOT_APPLICABLE = "not-applicable"
    NOT_YET = "not-yet"


class Quality(StrEnum):
    """How firm a number is. Independent of the state."""

    FINAL = "final"
    ESTIMATED = "estimated"
    PROVISIONAL = "provisional"
    MODELLED = "modelled"


WITH_NUMBER = frozenset({State.NUMBER, State.ZERO, State.ROUNDED})


@dataclass(frozen=True)
class Value:
    """A state, the number if the state has one, and the quality of that number.

    Raises ValueError when state and number contradict each other.
    """

    state: State
    number: Decimal | None = None
    quality: Quality = Quality.FINAL

    def __post_init__(self) -> None:
        if (self.number is not None) != (self.state in WITH_NUMBER):
            raise ValueError(f"a value in state {self.state} cannot hold the number {self.number}")
        if self.number is not None and not self.number.is_finite():
            raise ValueError(f"{self.number} is not a finite number")
        if self.state is State.NUMBER and self.number == 0:
            raise ValueError("the number 0 is written with the state zero")
        if self.state is State.ZERO and self.number != 0:
            raise ValueError(f"the state zero cannot hold the number {self.number}")


def number(amount: Decimal | int | str, quality: Quality = Quality.FINAL) -> Value:
    """A value that has a number; 0 gets the state zero."""
    exact = Decimal(amount)
    return Value(State.ZERO if exact == 0 else State.NUMBER, exact, quality)


MISSING = Value(State.MISSING)
SUPPRESSED = Value(State.SUPPRESSED)
NOT_APPLICABLE = Value(State.NOT_APPLICABLE)
NOT_YET = Value(State.NOT_YET)
