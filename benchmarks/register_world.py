"""A register of the size of the promise: 2,000 actions, 5,000 indicators, a million figures."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from uratibu.core.indicators.model import Direction, Kind
from uratibu.core.labels import label
from uratibu.core.periods import Period
from uratibu.core.plans.model import (
    BudgetLine,
    Element,
    Lane,
    Level,
    Milestone,
    Plan,
    PlanIndicator,
    PlanStatus,
    PlanValue,
    Stage,
)
from uratibu.core.progress.periods import fiscal_quarter

PLAN = "benchmark"
START = date(2021, 7, 1)
LEADS = ("DIS", "KNBS", "NCM", "DRS", "NEA", "MFDA", "NITA", "COUNTY-023", "COUNTY-001")


@dataclass(frozen=True)
class Size:
    """How large the register is; figures are indicators times periods times places."""

    actions: int = 2000
    indicators: int = 5000
    periods: int = 20
    places: int = 10


def plan_of(size: Size) -> Plan:
    """The plan: five themes, 23 objectives, their actions and indicators."""
    themes = [
        Element(f"T{n}", Level.THEME, label({"en": f"Theme {n}", "sw": f"Mada {n}"}), code=str(n))
        for n in range(1, 6)
    ]
    objectives = [
        Element(
            f"O-{n:02}", Level.OBJECTIVE, label({"en": f"Objective {n}", "sw": f"Lengo {n}"}),
            parent=f"T{n % 5 + 1}", code=f"{n % 5 + 1}.{n}", norms=(f"gcm/{n}",),
        )
        for n in range(1, 24)
    ]  # fmt: skip
    actions = [_action(number, size) for number in range(size.actions)]
    return Plan(
        PLAN, label({"en": "Benchmark plan", "sw": "Mpango wa kipimo"}), START, date(2026, 6, 30),
        "KES", "NCM", status=PlanStatus.ADOPTED, is_sample=True,
        elements=(*themes, *objectives, *actions),
    )  # fmt: skip


def _action(number: int, size: Size) -> Element:
    letter = "abcde"[number % 5]
    own = range(number, size.indicators, size.actions)
    return Element(
        f"A-{number:04}", Level.ACTION,
        label({"en": f"Carry out activity {number} of the plan", "sw": f"Kutekeleza {number}"}),
        parent=f"O-{number % 23 + 1:02}", code=f"{number}", lead=LEADS[number % len(LEADS)],
        norms=(f"gcm/{number % 23 + 1}/{letter}",), places=(f"KE{number % 47 + 1:03}",),
        starts_on=START, ends_on=date(2026, 6, 30),
        milestones=(Milestone("m1", label("First step"), date(2024, 6, 30), date(2024, 6, 1)),
                    Milestone("m2", label("Second step"), date(2026, 6, 30))),
        budget=(BudgetLine(Stage.PLANNED, Decimal(1_000_000), "KES", "NTEP", "2024/25"),),
        indicators=tuple(_indicator(number, one) for one in own),
    )  # fmt: skip


def _indicator(action: int, number: int) -> PlanIndicator:
    return PlanIndicator(
        f"A-{action:04}/i{number}",
        label({"en": f"People reached by {number}", "sw": f"Watu waliofikiwa na {number}"}),
        unit="persons", kind=Kind.FLOW, direction=Direction.HIGHER, frequency="quarter",
        lane=Lane.OUTCOME if number % 10 == 0 else Lane.OUTPUT, source="Returns",
        baseline=PlanValue("2020/21", Decimal(0)),
        targets=tuple(PlanValue(f"20{y}/{y + 1}", Decimal(4000)) for y in range(21, 26)),
    )  # fmt: skip


def quarters(size: Size) -> list[Period]:
    """The reporting periods, oldest first."""
    found, here = [], fiscal_quarter(START)
    for _ in range(size.periods):
        found.append(here)
        month = here.end.month % 12 + 1
        here = fiscal_quarter(date(here.end.year + (month == 1), month, 1))
    return found


def released_rows(size: Size) -> Iterator[tuple[object, ...]]:
    """One row for each figure, in the columns of `RELEASED`."""
    chance = random.Random(47)  # noqa: S311 no secret hangs on it
    at = datetime(2026, 7, 20, tzinfo=UTC)
    codes = [each.code for each in quarters(size)]
    for number in range(size.indicators):
        key = f"A-{number % size.actions:04}/i{number}"
        for code in codes:
            for place in range(1, size.places + 1):
                value = str(chance.randint(40, 140))
                yield (PLAN, key, code, f"KE{place:03}", "number", value, "final", "", "",
                       "persons", f"return:DIS/{code}", "0" * 64, "[]", at)  # fmt: skip


RELEASED = (
    "plan", "indicator", "period", "place", "state", "value", "quality", "numerator",
    "denominator", "unit", "origin", "digest", "editions", "released_at",
)  # fmt: skip
