"""What changes the shape of a plan, by which its large tables are kept, and what leaves it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from uratibu.core.labels import label
from uratibu.core.plans.model import (
    ActionStatus,
    BudgetLine,
    Element,
    Level,
    Milestone,
    Plan,
    Stage,
)
from uratibu.core.plans.shape import shape

THEME = Element("T1", Level.THEME, label("Data"), code="1")
OTHER = Element("T2", Level.THEME, label("Borders"), code="2")
ACTION = Element(
    "A-1", Level.ACTION, label("Count"), parent="T1", lead="KNBS", norms=("gcm/1",),
    places=("KE-01",),
)  # fmt: skip
PLAN = Plan(
    "p", label("Plan"), date(2024, 7, 1), date(2027, 6, 30), "KES",
    elements=(THEME, OTHER, ACTION),
)  # fmt: skip


def with_action(**facts):
    return replace(PLAN, elements=(THEME, OTHER, replace(ACTION, **facts)))


@pytest.mark.parametrize(
    "facts",
    [
        {"title": label("Count again")},
        {"description": label("By asking.")},
        {"budget": (BudgetLine(Stage.PLANNED, Decimal(5), "KES"),)},
        {"milestones": (Milestone("m1", label("Begin")),)},
        {"ends_on": date(2026, 1, 1)},
        {"status": ActionStatus.COMPLETED},
    ],
)
def test_words_money_and_days_leave_the_shape(facts):
    assert shape(with_action(**facts)) == shape(PLAN)


@pytest.mark.parametrize(
    "facts",
    [
        {"parent": "T2"},
        {"themes": ("T2",)},
        {"level": Level.ACTIVITY},
        {"lead": "DIS"},
        {"norms": ("gcm/1", "gcm/3")},
        {"norms": ()},
        {"places": ()},
        {"withdrawn_on": date(2025, 1, 1)},
    ],
)
def test_what_a_table_counts_by_changes_the_shape(facts):
    assert shape(with_action(**facts)) != shape(PLAN)


def test_order_and_the_words_of_themes_which_head_columns_change_the_shape():
    renamed = replace(THEME, title=label("Data and research"))
    assert shape(replace(PLAN, elements=(renamed, OTHER, ACTION))) != shape(PLAN)
    assert shape(replace(PLAN, elements=(OTHER, THEME, ACTION))) != shape(PLAN)
    assert shape(replace(PLAN, elements=(THEME, OTHER))) != shape(PLAN)


def test_lists_of_norms_themes_and_places_do_not_run_together():
    one = with_action(norms=("gcm/1",), themes=(), places=("T2",))
    other = with_action(norms=("gcm/1",), themes=("T2",), places=())
    assert shape(one) != shape(other)
