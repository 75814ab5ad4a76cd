"""Money is added in one currency with dated rates, and never without one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plan_examples import PLAN, WELCOME, element
from uratibu.core.plans import budget
from uratibu.core.plans.budget import Converted, Sum
from uratibu.core.plans.model import BudgetLine, Rate, Stage

OLD = Rate("USD", Decimal(100), date(2020, 7, 1), "Central bank")
NEW = Rate("USD", Decimal(130), date(2024, 7, 1), "Central bank")
WITH_BOTH = replace(PLAN, rates=(NEW, OLD))


def dollars(year=""):
    return BudgetLine(Stage.PLANNED, Decimal(2), "USD", "IOM", year)


def with_activity(line):
    """The plan whose activity A-1-01-a names money too."""
    elements = tuple(replace(e, budget=(line,)) if e.id == "A-1-01-a" else e for e in PLAN.elements)
    return replace(PLAN, elements=elements)


@pytest.mark.parametrize(
    ("year", "rate"),
    [("2022/23", OLD), ("2024/25", NEW), ("2025", NEW), ("2019/20", OLD), ("", NEW)],
)
def test_convert_takes_the_rate_known_when_the_year_began(year, rate):
    line = dollars(year)

    assert budget.convert(line, WITH_BOTH) == Converted(line, 2 * rate.rate, rate)


def test_total_adds_and_tells_the_gap():
    found = budget.total(PLAN)

    assert found == Sum("", planned=Decimal(2300), committed=Decimal(400), covered=Decimal(400))
    assert found.gap == 1900


def test_total_takes_what_was_paid_for_covered_even_where_nobody_committed_it():
    lines = (
        BudgetLine(Stage.PLANNED, Decimal(500), "TLC", "DIS", "2024/25"),
        BudgetLine(Stage.COMMITTED, Decimal(300), "TLC", "DIS", "2024/25"),
        BudgetLine(Stage.DISBURSED, Decimal(200), "TLC", "DIS", "2024/25"),
        BudgetLine(Stage.PLANNED, Decimal(100), "TLC", "IOM", "2024/25"),
        BudgetLine(Stage.DISBURSED, Decimal(90), "TLC", "IOM", "2024/25"),
    )

    found = budget.total(replace(PLAN, elements=(element("A", budget=lines),)))

    assert (found.committed, found.covered, found.gap) == (300, 390, 210)


def test_total_keeps_money_without_a_rate_apart():
    found = budget.total(replace(PLAN, rates=()))

    assert found == Sum(
        "", planned=Decimal(1000), committed=Decimal(400), covered=Decimal(400),
        without_rate=((Stage.PLANNED, "USD", Decimal(10)),),
    )  # fmt: skip
    assert not found.is_complete


def test_total_does_not_count_the_parts_of_an_action_again():
    inside = with_activity(BudgetLine(Stage.PLANNED, Decimal(600), "TLC"))
    besides = with_activity(BudgetLine(Stage.DISBURSED, Decimal(300), "TLC"))

    assert budget.total(inside).planned == 2300
    assert budget.total(besides).disbursed == 300


def test_total_leaves_out_what_was_withdrawn():
    gone = replace(WELCOME, withdrawn_on=date(2025, 1, 1))

    assert budget.total(replace(PLAN, elements=(gone,))) == Sum("")


def test_sums_by_theme_source_and_year():
    assert budget.by_theme(PLAN) == (
        Sum("T1", planned=Decimal(2300), committed=Decimal(400), covered=Decimal(400)),
    )
    assert budget.by_source(PLAN) == (
        Sum("IOM", planned=Decimal(1300)),
        Sum("DIS", planned=Decimal(1000), committed=Decimal(400), covered=Decimal(400)),
    )
    assert budget.by_year(PLAN, theme="T1") == (
        Sum("2024/25", planned=Decimal(1000), committed=Decimal(400), covered=Decimal(400)),
        Sum("2025/26", planned=Decimal(1300)),
    )
    assert budget.by_year(PLAN, theme="T2") == ()


def test_sum_of_money_outside_every_theme_comes_last():
    loose = element("A-9", budget=(BudgetLine(Stage.PLANNED, Decimal(5), "TLC"),))
    plan = replace(PLAN, elements=(loose, *PLAN.elements))

    assert [(s.key, s.planned) for s in budget.by_theme(plan)] == [("T1", 2300), ("", 5)]
    assert [s.key for s in budget.by_source(plan)] == ["IOM", "DIS", ""]


def test_by_theme_and_year_adds_up_to_the_themes():
    cells = budget.by_theme_and_year(PLAN)

    assert {key: each.planned for key, each in cells.items()} == {
        ("T1", "2024/25"): 1000, ("T1", "2025/26"): 1300,
    }  # fmt: skip


def test_rates_used_are_those_behind_the_sums():
    assert budget.rates_used(WITH_BOTH) == (NEW,)


def test_of_element_counts_its_own_lines():
    assert budget.of_element(PLAN, WELCOME).planned == 2300
    assert budget.of_element(PLAN, PLAN.elements[0]) == Sum("T1")


@pytest.mark.parametrize("code", ["", "next year", "2024/2025", "0000"])
def test_year_start_of_no_year_is_none(code):
    assert budget.year_start(code, 7) is None
