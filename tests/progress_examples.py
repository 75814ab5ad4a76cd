"""A small plan with indicators of every sort, periods, and figures released from returns."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from plan_examples import PLAN as TINY
from plan_examples import WELCOME, element
from uratibu.core.indicators.model import Direction, Kind
from uratibu.core.labels import label
from uratibu.core.plans.model import (
    ANSWER,
    Lane,
    Level,
    Plan,
    PlanIndicator,
    PlanStatus,
    PlanValue,
)
from uratibu.web.progress.models import Released, ReportingPeriod

TODAY = date(2025, 11, 1)
DESKS = PlanIndicator(
    "A-1-01/i1", label({"en": "Desks opened", "sw": "Madawati yaliyofunguliwa"}), unit="desks",
    kind=Kind.CUMULATIVE, direction=Direction.HIGHER, frequency="quarter",
    baseline=PlanValue("2023/24", Decimal(0)),
    targets=(PlanValue("2024/25", Decimal(4)), PlanValue("2026/27", Decimal(12))),
)  # fmt: skip
LAW = PlanIndicator(
    "O-1/i1", label({"en": "A law is in force", "sw": "Sheria inatumika"}), unit=ANSWER,
    kind=Kind.STOCK, direction=Direction.HIGHER, lane=Lane.POLICY, frequency="fiscal-year",
    targets=(PlanValue("2024/25", Decimal(1)),), owner="DIS",
)  # fmt: skip
COST = PlanIndicator(
    "O-1/i2", label({"en": "Cost of recruitment", "sw": "Gharama ya kuajiriwa"}), unit="percent",
    kind=Kind.RATIO, direction=Direction.LOWER, lane=Lane.OUTCOME, measure="no.such-measure",
    targets=(PlanValue("2024/25", Decimal(5)),),
)  # fmt: skip
PLAN: Plan = replace(
    TINY,
    id="progress-plan",
    status=PlanStatus.ADOPTED,
    elements=(
        element("T1", Level.THEME, code="1", title=label({"en": "Arrival", "sw": "Kuwasili"})),
        element("O-1", Level.OBJECTIVE, parent="T1", code="1.1", norms=("gcm/16",),
                indicators=(LAW, COST)),
        replace(WELCOME, indicators=(DESKS,)),
        element("T2", Level.THEME, code="2"),
        element("A-2-01", parent="T2", code="2.1", lead="IOM", norms=("gcm/18/a",),
                starts_on=date(2026, 7, 1), ends_on=date(2027, 6, 30)),
    ),
)  # fmt: skip


def open_period(code: str, starts_on: date, ends_on: date, due_on: date) -> ReportingPeriod:
    """A reporting period of the plan."""
    return ReportingPeriod.objects.create(
        plan=PLAN.id, code=code, slug=code.replace("/", "-"), starts_on=starts_on,
        ends_on=ends_on, opens_on=starts_on, due_on=due_on, locks_on=date(2027, 12, 31),
        created_at=datetime(2025, 7, 1, tzinfo=UTC),
    )  # fmt: skip


def release(indicator: str, period: str, value: str, **facts: str) -> Released:
    """A figure of a published return."""
    said = {
        "state": "number" if value not in ("0", "") else "zero" if value else "missing",
        "unit": "desks", "origin": f"return:DIS/{period}", "digest": "d" * 64, **facts,
    }  # fmt: skip
    return Released.objects.create(
        plan=PLAN.id, indicator=indicator, period=period, value=value,
        released_at=datetime(2025, 10, 20, tzinfo=UTC), **said,
    )  # fmt: skip
