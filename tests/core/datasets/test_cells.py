"""What a cell says is never guessed; what cannot be read says why not."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from core.datasets.factories import AREAS
from uratibu.core.datasets.cells import (
    Unreadable,
    nearest_name,
    read_code,
    read_number,
    read_period,
)
from uratibu.core.periods import PeriodKind


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("12", "12"), (" -3.50 ", "-3.5"), (7, "7"), (2.5, "2.5"), (1e15, "1000000000000000"),
        ("1e3", "1000"), (0.1 + 0.2, "0.3"), (Decimal("1E+2"), "100"), ("+4", "4"),
        ("0.00000000049", "0"), ("9" * 29, "9" * 29),
    ],
)  # fmt: skip
def test_read_number_takes_plain_digits(cell: object, expected: str) -> None:
    assert f"{read_number(cell):f}" == expected


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("1,234.5", "commas between thousands"),
        ("1.234,5", "points between thousands"),
        ("1.234.567", "points between thousands"),
        ("12,5", "comma as decimal sign"),
        ("1 234", "separators"),
        ("1\u00a0234", "separators"),
        ("1'234", "separators"),
        ("1_000", "separators"),
        ("1_0", "underscores"),
        ("١٢٣", "digits other than 0 to 9"),
        ("NaN", "not a number of anything"),
        ("-Infinity", "not a number of anything"),
        (float("nan"), "not a number of anything"),
        (float("inf"), "not a number of anything"),
        ("1e309", "larger than any count"),
        ("1" + "0" * 29, "larger than any count"),
        ("1e9999", "text where a number belongs"),
        ("12%", "percent sign"),
        ("TRUE", "true or false"),
        ("#DIV/0!", "error of a formula"),
        ("=SUM(A1:A2)", "whose value was not saved"),
        ("about 500", "text where a number belongs"),
        ("0x1F", "text where a number belongs"),
        (True, "a date or true/false"),
        (date(2024, 1, 1), "a date or true/false"),
    ],
)
def test_read_number_says_why_a_cell_is_none(cell: object, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason) as fault:
        read_number(cell)
    assert fault.value.remedy


@pytest.mark.parametrize(
    ("cell", "kind", "expected"),
    [
        ("2024", PeriodKind.MID_YEAR, "2024"),
        (2024.0, PeriodKind.YEAR, "2024"),
        (2024, PeriodKind.JUNE_YEAR, "2024"),
        ("2023/24", PeriodKind.FISCAL_YEAR, "2023/24"),
        ("FY 2023/2024", PeriodKind.FISCAL_YEAR, "2023/24"),
        ("2023-24", PeriodKind.FISCAL_YEAR, "2023/24"),
        ("2011Q1", PeriodKind.QUARTER, "2011-Q1"),
        ("Q3 2020", PeriodKind.QUARTER, "2020-Q3"),
        ("2021H1", PeriodKind.HALF, "2021-H1"),
        ("2020M05", PeriodKind.MONTH, "2020-05"),
        ("2005/2010", PeriodKind.FIVE_YEARS, "2005-2010"),
        (date(2024, 5, 3), PeriodKind.DAY, "2024-05-03"),
        (date(2024, 5, 3), PeriodKind.MONTH, "2024-05"),
        (datetime(2024, 5, 3), PeriodKind.QUARTER, "2024-Q2"),  # noqa: DTZ001 - as a sheet has it
        (date(2024, 5, 3), PeriodKind.HALF, "2024-H1"),
        (date(2024, 5, 3), PeriodKind.YEAR, "2024"),
        (date(2024, 5, 3), PeriodKind.FISCAL_YEAR, "2023/24"),
        (date(2024, 7, 1), PeriodKind.FISCAL_YEAR, "2024/25"),
        (date(2024, 6, 30), PeriodKind.JUNE_YEAR, "2024"),
        (date(2024, 7, 1), PeriodKind.JUNE_YEAR, "2025"),
        (date(2024, 7, 1), PeriodKind.MID_YEAR, "2024"),
        (date(2024, 12, 31), PeriodKind.YEAR_END, "2024"),
    ],
)
def test_read_period_knows_the_usual_notations(
    cell: object, kind: PeriodKind, expected: str
) -> None:
    assert read_period(cell, kind, 7) == expected


@pytest.mark.parametrize(
    ("cell", "kind", "rule"),
    [
        ("20224", PeriodKind.YEAR, "datasets/not-a-period"),
        ("29/02/2023", PeriodKind.DAY, "datasets/not-a-period"),
        ("2023-02-29", PeriodKind.DAY, "datasets/not-a-period"),
        ("31/04", PeriodKind.DAY, "datasets/not-a-period"),
        ("60", PeriodKind.DAY, "datasets/not-a-period"),
        ("", PeriodKind.YEAR, "datasets/not-a-period"),
        ("2024", PeriodKind.FISCAL_YEAR, "datasets/other-kind"),
        ("2023/24", PeriodKind.MID_YEAR, "datasets/other-kind"),
        ("2024-05", PeriodKind.YEAR, "datasets/other-kind"),
        (date(2024, 5, 3), PeriodKind.MID_YEAR, "datasets/other-kind"),
        (date(2024, 5, 3), PeriodKind.FIVE_YEARS, "datasets/other-kind"),
        (date(24, 5, 3), PeriodKind.YEAR, "datasets/other-kind"),
    ],
)
def test_read_period_refuses_what_is_none_or_of_another_kind(
    cell: object, kind: PeriodKind, rule: str
) -> None:
    with pytest.raises(Unreadable) as fault:
        read_period(cell, kind, 7)
    assert fault.value.rule == rule


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("KEN", ("KEN", False)), (" KEN ", ("KEN", False)), ("kenya", ("KEN", True)),
        ("Republic of Kenya", ("KEN", True)), ("NA", ("NAM", True)), ("_T", ("_T", False)),
        ("K.", ("KEN", False)), ("007", ("007", False)),
    ],
)  # fmt: skip
def test_read_code_finds_codes_recoded_texts_and_titles(
    cell: object, expected: tuple[str, bool]
) -> None:
    assert read_code(cell, AREAS, {"K.": "KEN"}) == expected


@pytest.mark.parametrize(
    ("cell", "rule", "remedy"),
    [
        ("KEM", "datasets/unknown-code", "Do you mean KEN?"),
        ("Ugnda", "datasets/unknown-code", "Do you mean UGA?"),
        (7.0, "datasets/unknown-code", "leading zeros get lost? There is 007"),
        ("@@@@@@", "datasets/unknown-code", "Or recode it"),
        ("", "datasets/empty-code", "Fill in the code"),
        (None, "datasets/empty-code", "Fill in the code"),
    ],
)
def test_read_code_suggests_the_nearest(cell: object, rule: str, remedy: str) -> None:
    with pytest.raises(Unreadable) as fault:
        read_code(cell, AREAS, {})
    assert (fault.value.rule, remedy in fault.value.remedy) == (rule, True)


def test_nearest_name_is_empty_where_nothing_comes_near() -> None:
    assert nearest_name("destinaton", ("origin", "destination")) == "destination"
    assert not nearest_name("xyz", ("origin", "destination"))
