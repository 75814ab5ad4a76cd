"""Rolling figures up: what is lacking is told, what cannot be added is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uratibu.core.disclosure import figure
from uratibu.core.disclosure.figure import Approved, ReleasedFigure
from uratibu.core.indicators.model import Kind
from uratibu.core.progress.combine import (
    Combined,
    Lacking,
    MixedFigures,
    Refusal,
    combine,
)
from uratibu.core.values import (
    MISSING,
    NOT_APPLICABLE,
    NOT_YET,
    SUPPRESSED,
    Quality,
    State,
    Value,
    number,
)

PLACES = ("KE-01", "KE-02")
PERIODS = ("2025/26-Q1", "2025/26-Q2")


def of(
    place: str, period: str, value: Value | int, *, unit: str = "persons", threshold: int = 0,
    parts: tuple[int, int] | None = None, indicator: str = "i1",
) -> ReleasedFigure:  # fmt: skip
    top, bottom = parts or (None, None)
    return figure.from_return(
        Approved(
            indicator=indicator, period=period, area=place, unit=unit, threshold=threshold,
            value=number(value) if isinstance(value, int) else value, origin="return:X",
            numerator=None if top is None else Decimal(top),
            denominator=None if bottom is None else Decimal(bottom),
        )
    )  # fmt: skip


def every(values: list[Value | int], unit: str = "persons") -> list[ReleasedFigure]:
    cells = [(place, period) for place in PLACES for period in PERIODS]
    return [
        of(place, period, value, unit=unit)
        for (place, period), value in zip(cells, values, strict=True)
    ]


def rolled(values: list[Value | int], kind: Kind | None, unit: str = "persons") -> Combined:
    return combine(every(values, unit), kind, places=PLACES, periods=PERIODS)


def whole(amount: int, **more: object) -> Combined:
    return Combined(number(amount), number(amount), 2, 2, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "total"), [(Kind.FLOW, 100), (Kind.STOCK, 60), (Kind.CUMULATIVE, 60)]
)
def test_combine_adds_by_kind(kind: Kind, total: int) -> None:
    assert rolled([10, 20, 30, 40], kind) == whole(total)


def test_combine_hides_a_total_with_a_hidden_member() -> None:
    hidden = Lacking("KE-02", "2025/26-Q2", State.SUPPRESSED)
    assert rolled([10, 20, 30, SUPPRESSED], Kind.FLOW) == Combined(
        SUPPRESSED, number(60), 2, 1, lacking=(hidden,)
    )


def test_combine_hides_what_a_threshold_hides() -> None:
    figures = [of("KE-01", "2024", 3, threshold=10), of("KE-02", "2024", 40, threshold=10)]
    result = combine(figures, Kind.FLOW, places=PLACES, periods=("2024",))
    assert (result.value, result.partial) == (SUPPRESSED, number(40))


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ([1, 2, 3, MISSING], MISSING),
        ([1, NOT_YET, 3, MISSING], MISSING),
        ([1, NOT_YET, 3, 4], NOT_YET),
        ([SUPPRESSED, MISSING, NOT_YET, 1], SUPPRESSED),
        ([NOT_APPLICABLE] * 4, NOT_APPLICABLE),
    ],
)
def test_combine_takes_the_gravest_state(values: list[Value | int], state: Value) -> None:
    assert rolled(values, Kind.FLOW).value == state


def test_combine_does_not_expect_what_does_not_apply() -> None:
    result = rolled([10, 20, NOT_APPLICABLE, NOT_APPLICABLE], Kind.FLOW)
    assert result == Combined(number(30), number(30), 1, 1)
    assert result.is_complete


def test_combine_of_a_stock_does_not_fall_back_on_an_earlier_period() -> None:
    result = rolled([10, MISSING, 30, 40], Kind.STOCK)
    lacking = (Lacking("KE-01", "2025/26-Q2", State.MISSING),)
    assert result == Combined(MISSING, number(40), 2, 1, lacking=lacking)
    assert not result.is_complete


def test_combine_of_a_cumulative_series_lets_the_latest_stand_and_tells() -> None:
    result = rolled([10, MISSING, 30, 40], Kind.CUMULATIVE)
    lacking = (Lacking("KE-01", "2025/26-Q2", State.MISSING),)
    assert result == Combined(MISSING, number(50), 2, 1, lacking=lacking)


def test_combine_refuses_a_cumulative_series_that_falls() -> None:
    result = rolled([10, 9, 30, 40], Kind.CUMULATIVE)
    at = (("KE-01", "2025/26-Q2"),)
    assert result == Combined(MISSING, MISSING, 2, 0, refusal=Refusal.FALLS, at=at)


def test_combine_sees_a_fall_over_a_gap() -> None:
    figures = [of("KE-01", "Q1", 10), of("KE-01", "Q3", 9)]
    result = combine(figures, Kind.CUMULATIVE, places=("KE-01",), periods=("Q1", "Q2", "Q3"))
    assert result.at == (("KE-01", "Q3"),)


def test_combine_divides_sums() -> None:
    figures = [
        of("KE-01", "2024", 50, unit="percent", parts=(1, 2)),
        of("KE-02", "2024", 10, unit="percent", parts=(80, 800)),
    ]
    result = combine(figures, Kind.RATIO, places=PLACES, periods=("2024",))
    assert (result.numerator, result.denominator, result.reported) == (81, 802, 2)
    assert round(result.value.number or 0, 6) == Decimal("10.099751")


def test_combine_refuses_a_percentage_without_its_parts() -> None:
    figures = [
        of("KE-01", "2024", 50, unit="percent", parts=(1, 2)),
        of("KE-02", "2024", 10, unit="percent"),
    ]
    assert combine(figures, Kind.RATIO, places=PLACES, periods=("2024",)) == Combined(
        MISSING, MISSING, 2, 0, refusal=Refusal.NO_PARTS, at=(("KE-02", "2024"),)
    )


def test_combine_tells_a_hidden_ratio_apart_from_one_without_parts() -> None:
    figures = [
        of("KE-01", "2024", 50, unit="percent", parts=(1, 2)),
        of("KE-02", "2024", SUPPRESSED, unit="percent"),
    ]
    result = combine(figures, Kind.RATIO, places=PLACES, periods=("2024",))
    assert (result.value, result.partial, result.refusal) == (SUPPRESSED, number(50), None)


def test_combine_of_nothing_over_nothing_does_not_apply() -> None:
    figures = [of(place, "2024", 0, unit="percent", parts=(0, 0)) for place in PLACES]
    result = combine(figures, Kind.RATIO, places=PLACES, periods=("2024",))
    assert (result.value, result.refusal) == (NOT_APPLICABLE, Refusal.ZERO)


def test_combine_does_not_add_policy_answers() -> None:
    assert rolled([1, 1, 1, 1], Kind.STOCK, "answer") == Combined(
        MISSING, MISSING, 2, 0, refusal=Refusal.ANSWERS
    )


def test_combine_does_not_guess_a_kind() -> None:
    assert rolled([1, 1, 1, 1], None).refusal is Refusal.NO_KIND


@pytest.mark.parametrize("kind", [None, *Kind])
def test_combine_lets_one_figure_be_what_it_is(kind: Kind | None) -> None:
    one = of("KE-01", "2024", 7, unit="answer")
    assert combine([one], kind, places=("KE-01",), periods=("2024",)) == Combined(
        number(7), number(7), 1, 1
    )


@pytest.mark.parametrize(
    ("figures", "value", "reported"),
    [
        ([], MISSING, 0),
        ([of("KE-01", "2024", SUPPRESSED)], SUPPRESSED, 0),
        ([of("KE-01", "2024", NOT_APPLICABLE)], NOT_APPLICABLE, 1),
    ],
)
def test_combine_of_one_cell_without_a_number(
    figures: list[ReleasedFigure], value: Value, reported: int
) -> None:
    result = combine(figures, Kind.FLOW, places=("KE-01",), periods=("2024",))
    assert (result.value, result.reported) == (value, reported)


@pytest.mark.parametrize(
    "other",
    [
        of("KE-01", "2024", 1),
        of("KE-02", "2024", 1, unit="USD"),
        of("KE-02", "2024", 1, indicator="i2"),
    ],
)
def test_combine_raises_over_mixed_figures(other: ReleasedFigure) -> None:
    with pytest.raises(MixedFigures, match="cannot be combined"):
        combine([of("KE-01", "2024", 1), other], Kind.FLOW, places=PLACES, periods=("2024",))


def test_combine_keeps_the_weakest_quality_and_says_rounded() -> None:
    estimated = number(5, Quality.ESTIMATED)
    rounded = Value(State.ROUNDED, Decimal(10))
    assert rolled([estimated, rounded, 1, 1], Kind.FLOW).value == Value(
        State.ROUNDED, Decimal(17), Quality.ESTIMATED
    )


@given(st.lists(st.integers(-(10**12), 10**12), min_size=4, max_size=4), st.permutations(range(4)))
def test_combine_does_not_care_for_the_order_of_figures(
    values: list[int], order: list[int]
) -> None:
    figures = every(list(values))
    shuffled = [figures[n] for n in order]
    assert combine(shuffled, Kind.FLOW, places=PLACES, periods=PERIODS) == combine(
        figures, Kind.FLOW, places=PLACES, periods=PERIODS
    )


@given(st.data(), st.sampled_from([Kind.FLOW, Kind.STOCK]))
def test_combine_never_gives_a_number_where_a_member_is_lacking(
    data: st.DataObject, kind: Kind
) -> None:
    values = data.draw(
        st.lists(st.sampled_from([1, 5, MISSING, SUPPRESSED, NOT_YET]), min_size=4, max_size=4)
    )
    result = rolled(values, kind)
    assert (result.value.number is None) == bool(result.lacking)
