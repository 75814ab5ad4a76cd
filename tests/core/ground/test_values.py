"""A value says a number or why there is none, and cannot say both."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uratibu.core.values import MISSING, SUPPRESSED, WITH_NUMBER, Quality, State, Value, number


def test_number_of_nothing_is_the_state_zero() -> None:
    assert number(0) == Value(State.ZERO, Decimal(0))


def test_suppressed_missing_and_zero_are_three_different_values() -> None:
    assert len({SUPPRESSED, MISSING, number(0)}) == 3


def test_quality_is_kept_beside_the_state() -> None:
    assert number("7.4", Quality.ESTIMATED) == Value(
        State.NUMBER, Decimal("7.4"), Quality.ESTIMATED
    )


@pytest.mark.parametrize("state", sorted(set(State) - WITH_NUMBER))
def test_a_state_without_number_refuses_one(state: State) -> None:
    with pytest.raises(ValueError, match="cannot hold the number 5"):
        Value(state, Decimal(5))


@pytest.mark.parametrize("state", sorted(WITH_NUMBER))
def test_a_state_with_number_needs_one(state: State) -> None:
    with pytest.raises(ValueError, match="cannot hold the number None"):
        Value(state)


@pytest.mark.parametrize(
    ("state", "amount", "message"),
    [
        (State.NUMBER, "0", "written with the state zero"),
        (State.ZERO, "3", "cannot hold the number 3"),
        (State.NUMBER, "NaN", "not a finite number"),
        (State.NUMBER, "Infinity", "not a finite number"),
    ],
)
def test_contradictions_are_refused(state: State, amount: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Value(state, Decimal(amount))


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_number_keeps_the_amount_exactly(amount: Decimal) -> None:
    assert number(amount).number == amount
