"""What a period code stands for, by kind."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uratibu.core.periods import NotAPeriod, PeriodKind, parse_period

K = PeriodKind


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("2024", K.MID_YEAR, date(2024, 7, 1), date(2024, 7, 1)),
        ("2024", K.YEAR_END, date(2024, 12, 31), date(2024, 12, 31)),
        ("2019-08-24", K.DAY, date(2019, 8, 24), date(2019, 8, 24)),
        ("2024", K.YEAR, date(2024, 1, 1), date(2024, 12, 31)),
        ("2023/24", K.FISCAL_YEAR, date(2023, 7, 1), date(2024, 6, 30)),
        ("1999/00", K.FISCAL_YEAR, date(1999, 7, 1), date(2000, 6, 30)),
        ("2016", K.JUNE_YEAR, date(2015, 7, 1), date(2016, 6, 30)),
        ("2021-H1", K.HALF, date(2021, 1, 1), date(2021, 6, 30)),
        ("2020-Q3", K.QUARTER, date(2020, 7, 1), date(2020, 9, 30)),
        ("2020-02", K.MONTH, date(2020, 2, 1), date(2020, 2, 29)),
        ("2015-2020", K.FIVE_YEARS, date(2015, 7, 1), date(2020, 6, 30)),
    ],
)
def test_parse_period_gives_first_and_last_day(
    text: str, kind: PeriodKind, start: date, end: date
) -> None:
    period = parse_period(text, kind)
    assert (period.start, period.end, period.kind, str(period)) == (start, end, kind, text)


def test_parse_period_follows_the_country_for_fiscal_years() -> None:
    period = parse_period("2023/24", K.FISCAL_YEAR, fiscal_start_month=4)
    assert (period.start, period.end) == (date(2023, 4, 1), date(2024, 3, 31))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2024", K.MONTH),
        ("2024-13", K.MONTH),
        ("2023/25", K.FISCAL_YEAR),
        ("2019-02-29", K.DAY),
        ("20224", K.YEAR),
        ("0060", K.YEAR),
        ("2015-2019", K.FIVE_YEARS),
        ("2024-Q5", K.QUARTER),
        ("", K.YEAR),
    ],
)
def test_parse_period_refuses_and_shows_an_example(text: str, kind: PeriodKind) -> None:
    with pytest.raises(NotAPeriod, match=f"not a period of kind {kind}; write it like"):
        parse_period(text, kind)


@given(st.integers(1000, 2998), st.integers(1, 12))
def test_months_of_a_year_follow_each_other_without_gap(year: int, month: int) -> None:
    this = parse_period(f"{year}-{month:02}", K.MONTH)
    following = (
        parse_period(f"{year}-{month + 1:02}", K.MONTH)
        if month < 12
        else parse_period(f"{year + 1}-01", K.MONTH)
    )
    assert (following.start - this.end).days == 1
