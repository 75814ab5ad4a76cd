"""The target of a period: stated, shared out, on the line, held, or none."""

from decimal import Decimal

import pytest

from uratibu.core.indicators.model import Kind
from uratibu.core.labels import label
from uratibu.core.periods import NotAPeriod
from uratibu.core.plans.model import PlanIndicator, PlanValue
from uratibu.core.progress.spans import months_in, span
from uratibu.core.progress.target import Derived, Target, number_of, target_for


def indicator(
    kind: Kind | None, targets: dict[str, str], baseline: tuple[str, str] | None = None,
    unit: str = "persons",
) -> PlanIndicator:  # fmt: skip
    return PlanIndicator(
        id="i1", title=label("Trained"), kind=kind, unit=unit,
        baseline=PlanValue(baseline[0], Decimal(baseline[1])) if baseline else None,
        targets=tuple(PlanValue(code, Decimal(value)) for code, value in targets.items()),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("2025/26", "2025-07-01", "2026-06-30"),
        ("2025/26-Q1", "2025-07-01", "2025-09-30"),
        ("2025/26-Q4", "2026-04-01", "2026-06-30"),
        ("2025/26-H2", "2026-01-01", "2026-06-30"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-05", "2024-05-01", "2024-05-31"),
        ("2024-Q3", "2024-07-01", "2024-09-30"),
    ],
)
def test_span_reads_every_code(code: str, start: str, end: str) -> None:
    read = span(code)
    assert (read.start.isoformat(), read.end.isoformat(), read.code) == (start, end, code)


@pytest.mark.parametrize("code", ["", "2025/26-H3", "soon", "2025/27"])
def test_span_refuses_what_is_no_period(code: str) -> None:
    with pytest.raises(NotAPeriod):
        span(code)


def test_months_in_counts_the_months_of_a_period() -> None:
    assert [months_in(span(c)) for c in ("2025/26-Q2", "2025/26", "2024-02")] == [3, 12, 1]


def test_target_for_takes_what_the_plan_states() -> None:
    found = target_for(indicator(Kind.FLOW, {"2025/26-Q1": "30"}), span("2025/26-Q1"))
    assert found == Target(Decimal(30), Derived.STATED, "2025/26-Q1")


def test_target_for_shares_a_flow_out_by_months() -> None:
    found = target_for(indicator(Kind.FLOW, {"2025/26": "100"}), span("2025/26-Q1"))
    assert found == Target(Decimal(25), Derived.SHARED, "2025/26")


def test_target_for_a_flow_outside_every_target_is_none() -> None:
    assert target_for(indicator(Kind.FLOW, {"2025/26": "100"}), span("2026/27-Q1")) is None


def test_target_for_a_stock_lies_on_the_line_from_the_baseline() -> None:
    asked = indicator(Kind.STOCK, {"2026": "110"}, ("2024", "100"))
    assert target_for(asked, span("2025")) == Target(Decimal(105), Derived.BETWEEN, "2026")


def test_target_for_lies_between_two_targets() -> None:
    asked = indicator(Kind.STOCK, {"2026": "110", "2024": "100"}, ("2020", "0"))
    assert target_for(asked, span("2025")) == Target(Decimal(105), Derived.BETWEEN, "2026")


def test_target_for_holds_after_the_last_target() -> None:
    asked = indicator(Kind.STOCK, {"2024": "100"})
    assert target_for(asked, span("2025")) == Target(Decimal(100), Derived.HELD, "2024")


@pytest.mark.parametrize("unit", ["persons", "answer"])
def test_target_for_is_none_before_anything_is_due(unit: str) -> None:
    asked = indicator(Kind.STOCK, {"2026": "1"}, None, unit)
    assert target_for(asked, span("2025")) is None


def test_target_for_an_answer_has_no_half_way() -> None:
    asked = indicator(Kind.STOCK, {"2024": "0.5", "2026": "1"}, ("2020", "0"), "answer")
    assert target_for(asked, span("2025")) == Target(Decimal("0.5"), Derived.HELD, "2024")


def test_target_for_leaves_out_other_places_and_what_it_cannot_read() -> None:
    targets = (
        PlanValue("2025", Decimal(7), place="KE-01"),
        PlanValue("some day", Decimal(8)),
        PlanValue("2025"),
    )
    asked = PlanIndicator(id="i1", title=label("x"), kind=Kind.STOCK, targets=targets)
    assert target_for(asked, span("2025")) is None
    assert target_for(asked, span("2025"), place="KE-01") == Target(
        Decimal(7), Derived.STATED, "2025"
    )


def test_number_of_a_ratio_comes_from_its_parts() -> None:
    parts = PlanValue("2025", numerator=Decimal(1), denominator=Decimal(4))
    assert (number_of(parts, "percent"), number_of(parts, "per person")) == (
        Decimal(25), Decimal("0.25"),
    )  # fmt: skip
    assert number_of(PlanValue("2025", numerator=Decimal(1)), "percent") is None
