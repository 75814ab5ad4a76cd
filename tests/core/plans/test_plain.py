"""A plan written as plain values and read back is the same plan."""

from datetime import date
from decimal import Decimal

from uratibu.core.findings import Where
from uratibu.core.indicators.model import Direction, Kind
from uratibu.core.labels import label
from uratibu.core.plans.load import load_plan
from uratibu.core.plans.model import (
    ActionStatus,
    BudgetLine,
    Element,
    Lane,
    Level,
    Milestone,
    Plan,
    PlanIndicator,
    PlanValue,
    Rate,
    Risk,
    Slip,
    Stage,
    Wording,
)
from uratibu.core.plans.plain import plan_as_plain

PLACE = Where(file="plan.yaml")
FULL = Plan(
    id="zz-plan",
    title=label({"en": "Plan", "sw": "Mpango"}),
    starts_on=date(2023, 7, 1),
    ends_on=date(2027, 6, 30),
    currency="KES",
    publisher="NCM",
    is_sample=True,
    rates=(Rate("USD", Decimal("129.5"), date(2024, 7, 1), "CBK"),),
    elements=(
        Element("T1", Level.THEME, label("Data")),
        Element(
            "A1",
            Level.ACTION,
            label({"en": "Count arrivals", "sw": "Kuhesabu wanaowasili"}),
            parent="T1",
            norms=("gcm/1/a",),
            lead="DIS",
            partners=("KNBS", "IOM"),
            places=("KE001",),
            starts_on=date(2024, 1, 1),
            ends_on=date(2026, 12, 31),
            milestones=(
                Milestone(
                    "m1",
                    label("Gates counted"),
                    date(2025, 6, 30),
                    slips=(Slip(date(2024, 12, 31), date(2025, 1, 10), "Late equipment"),),
                ),
            ),
            budget=(
                BudgetLine(Stage.PLANNED, Decimal("1200000.50"), "KES", "NTEP", "2024/25"),
                BudgetLine(Stage.DISBURSED, Decimal(0), "USD", "IOM", "2024/25"),
            ),
            risks=(Risk(label("Power cuts"), 3, 4, label("Batteries"), "DIS"),),
            assumptions=(label("Staff stay"),),
            indicators=(
                PlanIndicator(
                    "A1/i1",
                    label("Gates that count"),
                    (Wording(label("Share of gates"), date(2024, 1, 1)),),
                    unit="percent",
                    kind=Kind.RATIO,
                    direction=Direction.HIGHER,
                    lane=Lane.OUTCOME,
                    baseline=PlanValue("2023/24", Decimal("10"), Decimal(5), Decimal(50)),
                    targets=(PlanValue("2025/26", Decimal("80")),),
                    denominator=label("All gates"),
                    where=(("sex", "_T"),),
                ),
            ),
            status=ActionStatus.DELAYED,
        ),
    ),
)


def test_a_plan_reads_back_as_it_was_written():
    assert load_plan(plan_as_plain(FULL), PLACE) == (FULL, ())


def test_load_plan_names_every_fault_at_its_place():
    plain = {
        "id": "x",
        "title": "Plan",
        "starts_on": "2024-01-01",
        "currency": "KES",
        "elements": [
            {"id": "A", "level": "action", "title": "One", "budget": [{"amount": "much"}]},
            {"id": "A", "level": "deed", "title": "Two", "leed": "DIS"},
        ],
    }

    plan, findings = load_plan(plain, PLACE)

    assert plan is None
    assert [(f.rule, f.where.key) for f in findings] == [
        ("plain/missing-key", "ends_on"),
        ("plain/number", "elements[0].budget[0].amount"),
        ("plain/missing-key", "elements[0].budget[0].currency"),
        ("plain/choice", "elements[1].level"),
        ("plain/unknown-key", "elements[1].leed"),
        ("plans/id-twice", "elements[1].id"),
    ]


def test_an_action_serves_what_the_nearest_element_above_it_serves():
    plan = Plan(
        "p", label("P"), date(2024, 1, 1), date(2024, 12, 31), "KES",
        elements=(
            Element("T", Level.THEME, label("T"), norms=("gcm/1",)),
            Element("O", Level.OBJECTIVE, label("O"), parent="T", norms=("gcm/3",)),
            Element("A", Level.ACTION, label("A"), parent="O", themes=("T2",)),
        ),
    )  # fmt: skip

    assert plan.norms_of("A") == ("gcm/3",)
    assert plan.themes_of("A") == ("T", "T2")
    assert [e.id for e in plan.above("A")] == ["T", "O"]
    assert [e.id for e in plan.below("T")] == ["O", "A"]
