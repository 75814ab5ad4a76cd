"""Fiscal quarters, their days, and which values are due with them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from return_examples import PLAN
from uratibu.core.progress.model import PeriodState
from uratibu.core.progress.periods import (
    Rhythm,
    address,
    fiscal_quarter,
    in_hand,
    quarters,
    value_period,
)


@pytest.mark.parametrize(
    ("day", "month", "code", "start", "end"),
    [
        (date(2025, 7, 1), 7, "2025/26-Q1", date(2025, 7, 1), date(2025, 9, 30)),
        (date(2025, 12, 31), 7, "2025/26-Q2", date(2025, 10, 1), date(2025, 12, 31)),
        (date(2026, 2, 28), 7, "2025/26-Q3", date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 6, 30), 7, "2025/26-Q4", date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 5, 1), 1, "2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        (date(1999, 12, 1), 7, "1999/00-Q2", date(1999, 10, 1), date(1999, 12, 31)),
    ],
)
def test_fiscal_quarter(day, month, code, start, end):
    found = fiscal_quarter(day, start_month=month)

    assert (found.code, found.start, found.end) == (code, start, end)


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(1, 12))
def test_fiscal_quarter_contains_its_day(day, month):
    found = fiscal_quarter(day, start_month=month)

    assert found.start <= day <= found.end


def test_quarters_of_a_plan_are_due_fifteen_days_after_their_end():
    found = [(p.code, p.opens_on, p.due_on, p.locks_on) for p in quarters(PLAN)]

    assert found == [
        ("2026/27-Q1", date(2026, 7, 1), date(2026, 10, 15), date(2026, 11, 29)),
        ("2026/27-Q2", date(2026, 10, 1), date(2027, 1, 15), date(2027, 3, 1)),
        ("2026/27-Q3", date(2027, 1, 1), date(2027, 4, 15), date(2027, 5, 30)),
        ("2026/27-Q4", date(2027, 4, 1), date(2027, 7, 15), date(2027, 8, 29)),
    ]


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 6, 30), "not-open"),
        (date(2026, 9, 30), "open"),
        (date(2026, 10, 15), "due"),
        (date(2026, 10, 16), "late"),
        (date(2026, 11, 30), "locked"),
    ],
)
def test_state_of_a_period_by_day(day, state):
    assert quarters(PLAN)[0].state(day) is PeriodState(state)


def test_in_hand_puts_the_earliest_due_first():
    found = in_hand(quarters(PLAN, rhythm=Rhythm(20, 90)), date(2026, 10, 10))

    assert [(p.code, p.due_on) for p in found] == [
        ("2026/27-Q1", date(2026, 10, 20)),
        ("2026/27-Q2", date(2027, 1, 20)),
    ]


@pytest.mark.parametrize(
    ("frequency", "codes"),
    [
        ("quarter", ["2026/27-Q1", "2026/27-Q2", "2026/27-Q3", "2026/27-Q4"]),
        ("", ["2026/27-Q1", "2026/27-Q2", "2026/27-Q3", "2026/27-Q4"]),
        ("half", ["", "2026/27-H1", "", "2026/27-H2"]),
        ("fiscal-year", ["", "", "", "2026/27"]),
        ("year", ["", "2026", "", ""]),
    ],
)
def test_value_period_of_each_quarter(frequency, codes):
    assert [value_period(frequency, each.period) for each in quarters(PLAN)] == codes


def test_address_has_no_slash():
    assert address("2025/26-Q1") == "2025-26-Q1"
