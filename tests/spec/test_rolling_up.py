"""Rolling up: 47 counties and 4 quarters against an oracle written by hand, plain loops and all.

Every kind of indicator has its own rule. Each rule stands here a second time, in the simplest way
it can be written, with exact fractions; the product must say the same.
"""

import random
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest

from uratibu.core.disclosure import figure
from uratibu.core.disclosure.figure import Approved, ReleasedFigure
from uratibu.core.indicators.model import Kind
from uratibu.core.progress.combine import Combined, combine
from uratibu.core.values import number

COUNTIES = tuple(f"KE-{n:02d}" for n in range(1, 48))
QUARTERS = tuple(f"2025/26-Q{n}" for n in range(1, 5))
Cells = dict[tuple[str, str], tuple[int, int]]
"""(numerator, denominator) of each county and quarter; of what is no ratio the first alone."""


def cells_of(seed: int) -> Cells:
    """One number and a larger one for each county and quarter."""
    chance = random.Random(seed)
    cells = {}
    for county in COUNTIES:
        for quarter in QUARTERS:
            top = chance.randint(0, 5000)
            cells[county, quarter] = (top, top + chance.randint(1, 5000))
    return cells


def rising(cells: Cells) -> Cells:
    """The same, each county's numbers put in order, so that a cumulative series never falls."""
    result = {}
    for county in COUNTIES:
        series = sorted(cells[county, quarter] for quarter in QUARTERS)
        result.update({(county, q): pair for q, pair in zip(QUARTERS, series, strict=True)})
    return result


def released(cells: Cells, unit: str, *, is_ratio: bool = False) -> list[ReleasedFigure]:
    """What the head of each county approved."""
    figures = []
    for (county, quarter), (top, bottom) in cells.items():
        share = Decimal(top) * 100 / Decimal(bottom)
        figures.append(
            figure.from_return(
                Approved(
                    indicator="A-1-01/i1", period=quarter, area=county, unit=unit,
                    value=number(share if is_ratio else top), origin=f"return:{county}",
                    numerator=Decimal(top) if is_ratio else None,
                    denominator=Decimal(bottom) if is_ratio else None,
                )
            )
        )  # fmt: skip
    return figures


def flow_by_hand(cells: Cells) -> Fraction:
    """Everybody trained in any county in any quarter."""
    total = Fraction(0)
    for county in COUNTIES:
        for quarter in QUARTERS:
            total = total + cells[county, quarter][0]
    return total


def stock_by_hand(cells: Cells) -> Fraction:
    """Everybody who is in a county at the end of the last quarter."""
    total = Fraction(0)
    for county in COUNTIES:
        total = total + cells[county, "2025/26-Q4"][0]
    return total


def cumulative_by_hand(cells: Cells) -> Fraction:
    """Everybody reached so far: the latest count of each county holds all before it."""
    total = Fraction(0)
    for county in COUNTIES:
        latest = Fraction(0)
        for quarter in QUARTERS:
            assert cells[county, quarter][0] >= latest
            latest = Fraction(cells[county, quarter][0])
        total = total + latest
    return total


def ratio_by_hand(cells: Cells) -> Fraction:
    """Of a hundred asked, how many were served: all served over all asked."""
    served = Fraction(0)
    asked = Fraction(0)
    for county in COUNTIES:
        for quarter in QUARTERS:
            served = served + cells[county, quarter][0]
            asked = asked + cells[county, quarter][1]
    return 100 * served / asked


def average_of_percentages(cells: Cells) -> Fraction:
    """What it must never be."""
    total = Fraction(0)
    for county in COUNTIES:
        for quarter in QUARTERS:
            total = total + Fraction(100 * cells[county, quarter][0], cells[county, quarter][1])
    return total / (47 * 4)


def together(figures: list[ReleasedFigure], kind: Kind) -> Combined:
    return combine(figures, kind, places=COUNTIES, periods=QUARTERS)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize(
    ("kind", "by_hand"),
    [
        (Kind.FLOW, flow_by_hand),
        (Kind.STOCK, stock_by_hand),
        (Kind.CUMULATIVE, cumulative_by_hand),
    ],
)
def test_counts_equal_the_oracle(
    kind: Kind, by_hand: Callable[[Cells], Fraction], seed: int
) -> None:
    cells = rising(cells_of(seed)) if kind is Kind.CUMULATIVE else cells_of(seed)
    result = together(released(cells, "persons"), kind)
    assert (Fraction(result.value.number or 0), result.places, result.reported) == (
        by_hand(cells), 47, 47,
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(10))
def test_a_ratio_equals_the_oracle_and_is_no_average(seed: int) -> None:
    cells = cells_of(seed)
    result = together(released(cells, "percent", is_ratio=True), Kind.RATIO)
    parts = Fraction(result.numerator or 0) / Fraction(result.denominator or 1)
    assert 100 * parts == ratio_by_hand(cells)
    assert abs(Fraction(result.value.number or 0) - ratio_by_hand(cells)) < Fraction(1, 10**30)
    assert abs(ratio_by_hand(cells) - average_of_percentages(cells)) > Fraction(1, 10**6)


def test_four_counties_that_did_not_report_are_told_and_not_counted_as_zero() -> None:
    cells = {cell: pair for cell, pair in cells_of(1).items() if cell[0] not in COUNTIES[43:]}
    result = together(released(cells, "persons"), Kind.FLOW)
    by_hand = sum(top for top, _ in cells.values())
    assert (result.value.state, result.partial.number, result.reported, result.places) == (
        "missing", by_hand, 43, 47,
    )  # fmt: skip
    assert {each.place for each in result.lacking} == set(COUNTIES[43:])
