"""A small plan to read tests by: two themes, two actions, one activity, one withdrawn action."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from uratibu.core.labels import label
from uratibu.core.plans.model import (
    BudgetLine,
    Element,
    Level,
    Milestone,
    Plan,
    PlanIndicator,
    PlanStatus,
    PlanValue,
    Rate,
    Slip,
    Stage,
)


def element(key: str, level: Level = Level.ACTION, **said: object) -> Element:
    """An element named by its id unless a title is said."""
    said.setdefault("title", label({"en": f"Element {key}", "sw": f"Kipengele {key}"}))
    return Element(key, level, **said)


INDICATOR = PlanIndicator(
    "A-1-01/i1", label("Desks opened"), unit="desks",
    baseline=PlanValue("2023/24", Decimal(0)), targets=(PlanValue("2024/25", Decimal(4)),),
)  # fmt: skip
WELCOME = element(
    "A-1-01", parent="O-1", code="1.1.1", title=label("Open welcome desks"),
    norms=("gcm/16",), lead="DIS", partners=("IOM",), places=("TLD-1",),
    starts_on=date(2024, 7, 1), ends_on=date(2026, 6, 30),
    milestones=(
        Milestone("m1", label("Rooms found"), date(2025, 3, 31),
                  slips=(Slip(date(2024, 12, 31), date(2025, 1, 10), "Rent was too high."),)),
        Milestone("m2", label("Desks open"), date(2026, 3, 31)),
    ),
    budget=(
        BudgetLine(Stage.PLANNED, Decimal(1000), "TLC", "DIS", "2024/25"),
        BudgetLine(Stage.PLANNED, Decimal(10), "USD", "IOM", "2025/26"),
        BudgetLine(Stage.COMMITTED, Decimal(400), "TLC", "DIS", "2024/25"),
    ),
    indicators=(INDICATOR,),
)  # fmt: skip
TRAIN = element(
    "A-2-01", parent="T2", code="2.1", title=label("Train officers"),
    norms=("gcm/16",), lead="DIS", starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31),
)  # fmt: skip
PLAN = Plan(
    id="tiny-plan",
    title=label({"en": "Tiny plan", "sw": "Mpango mdogo"}),
    starts_on=date(2024, 7, 1),
    ends_on=date(2027, 6, 30),
    currency="TLC",
    publisher="NCM",
    status=PlanStatus.DRAFT,
    is_sample=True,
    rates=(Rate("USD", Decimal(130), date(2024, 7, 1), "Central bank"),),
    elements=(
        element("T1", Level.THEME, code="1", title=label("Arrival")),
        element("O-1", Level.OBJECTIVE, parent="T1", code="1.1", title=label("People arrive well")),
        WELCOME,
        element("A-1-01-a", Level.ACTIVITY, parent="A-1-01", lead="COUNTY-1"),
        element("T2", Level.THEME, code="2", title=label("Skills")),
        TRAIN,
        element("A-2-02", parent="T2", lead="IOM", withdrawn_on=date(2025, 1, 1),
                withdrawn_because="Done by others."),
    ),
)  # fmt: skip


def large_plan(actions: int = 2000, indicators: int = 5000) -> Plan:
    """A plan of five themes with as many actions and indicators as asked for."""
    themes = [element(f"T{n}", Level.THEME, code=str(n)) for n in range(1, 6)]
    made = []
    for number in range(actions):
        own = range(number, indicators, actions)
        made.append(
            replace(
                WELCOME, id=f"A-{number}", parent=f"T{number % 5 + 1}", code=f"1.{number}",
                lead=("DIS", "IOM", "NCM")[number % 3], norms=(f"gcm/{number % 23 + 1}",),
                indicators=tuple(replace(INDICATOR, id=f"A-{number}/i{one}") for one in own),
            )
        )  # fmt: skip
    return replace(PLAN, id="large-plan", elements=(*themes, *made))
