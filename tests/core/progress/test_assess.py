"""Where an indicator stands, period by period and now."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from uratibu.core.disclosure import figure
from uratibu.core.disclosure.figure import Approved, ReleasedFigure
from uratibu.core.indicators.model import Direction, Kind
from uratibu.core.labels import label
from uratibu.core.plans.model import Element, Level, PlanIndicator, PlanValue
from uratibu.core.progress.assess import Assessed, Calendar, Reporting, assess
from uratibu.core.progress.model import ReportingPeriod
from uratibu.core.progress.spans import span
from uratibu.core.values import MISSING, Value, number

ACTION = Element("A-1", Level.ACTION, label("Train"))
TRAINED = PlanIndicator(
    id="i1", title=label("Trained"), kind=Kind.FLOW, direction=Direction.HIGHER, unit="persons",
    frequency="quarter", targets=(PlanValue("2025/26", Decimal(100)), PlanValue("2026/27")),
)  # fmt: skip
QUARTERS = tuple(f"2025/26-Q{n}" for n in range(1, 5))


def of(period: str, value: int | Value, place: str = "") -> ReleasedFigure:
    amount = value if isinstance(value, Value) else number(value)
    return figure.from_return(
        Approved("i1", period, place, amount, "persons", f"return:DIS/{period}")
    )


def calendar(today: str, *codes: str) -> Calendar:
    periods = tuple(
        ReportingPeriod(code, span(code), span(code).start, date(2026, 8, 20), date(2026, 12, 31))
        for code in codes
    )
    return Calendar(date.fromisoformat(today), periods)


def told(result: Assessed) -> dict[str, tuple[object, str]]:
    return {s.period.code: (s.light.value.number, str(s.light.rating)) for s in result.standings}


def test_assess_rolls_the_quarters_of_a_year_up() -> None:
    figures = [of(code, 20) for code in QUARTERS]
    result = assess(TRAINED, ACTION, figures, calendar("2026-08-01"))
    assert told(result) == {
        **dict.fromkeys(QUARTERS, (Decimal(20), "green")),
        "2025/26": (Decimal(80), "green"),
        "2026/27": (None, "none"),
    }
    assert result.reporting is Reporting.REPORTED


def test_assess_rolls_counties_up_where_nobody_speaks_for_the_country() -> None:
    action = replace(ACTION, places=("KE-01", "KE-02"))
    figures = [of("2025/26-Q1", 10, "KE-01")]
    result = assess(TRAINED, action, figures, calendar("2025-11-01"))
    combined = result.standings[0].combined
    assert (combined.value, combined.partial, combined.reported, combined.places) == (
        MISSING, number(10), 1, 2,
    )  # fmt: skip


def test_assess_lets_the_country_speak_for_itself() -> None:
    figures = [of("2025/26-Q1", 10, "KE-01"), of("2025/26-Q1", 25)]
    result = assess(TRAINED, ACTION, figures, calendar("2025-11-01"))
    assert result.now is not None
    assert (result.now.light.value, result.now.origin) == (number(25), "return:DIS/2025/26-Q1")


def test_assess_of_a_year_takes_the_longest_parts_there_are() -> None:
    figures = [of("2025-01", 1), of("2025-02", 2)]
    asked = replace(TRAINED, targets=(PlanValue("2025", Decimal(3)),))
    result = assess(asked, ACTION, figures, calendar("2026-01-02"))
    assert told(result)["2025"] == (Decimal(3), "green")


def test_assess_asks_for_the_periods_of_the_calendar() -> None:
    result = assess(TRAINED, ACTION, [], calendar("2026-08-21", *QUARTERS))
    assert list(told(result)) == ["2025/26-Q1", "2025/26-Q2", "2025/26-Q3", "2025/26-Q4",
                                  "2025/26", "2026/27"]  # fmt: skip
    assert (result.reporting, result.is_overdue) == (Reporting.LATE, True)


@pytest.mark.parametrize(
    ("today", "figures", "reporting"),
    [
        ("2026-07-10", [], Reporting.NO_DATA),
        ("2026-07-16", [], Reporting.LATE),
        ("2026-06-01", [], Reporting.PLANNED),
        ("2025-01-01", [], Reporting.PLANNED),
        ("2026-07-16", [of("2025/26", 90)], Reporting.REPORTED),
    ],
)
def test_assess_tells_whether_values_come_in(
    today: str, figures: list[ReleasedFigure], reporting: Reporting
) -> None:
    assert assess(TRAINED, ACTION, figures, calendar(today)).reporting is reporting


def test_assess_of_published_data_is_never_late() -> None:
    asked = replace(TRAINED, measure="stock.total")
    result = assess(asked, ACTION, [], calendar("2026-09-01", *QUARTERS))
    assert (result.reporting, result.is_overdue) == (Reporting.NO_DATA, False)


def test_assess_speaks_for_now_by_the_last_number() -> None:
    figures = [of("2025/26-Q1", 30), of("2025/26-Q2", MISSING)]
    result = assess(TRAINED, ACTION, figures, calendar("2026-02-01"))
    assert result.now is not None
    assert (result.now.period.code, result.is_overdue) == ("2025/26-Q1", True)


def test_assess_of_nothing_is_planned() -> None:
    asked = replace(TRAINED, targets=(PlanValue("some day", Decimal(1)),))
    assert assess(asked, ACTION, [], calendar("2026-02-01")) == Assessed(
        (), None, Reporting.PLANNED
    )
