"""The sample plan of Kenya: what it covers, what the linter says, where baselines come from."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from uratibu.core.disclosure.request import Request
from uratibu.core.packs.plan_context import context_of
from uratibu.core.packs.system import System, open_system
from uratibu.core.plans.check import run
from uratibu.core.plans.model import Lane, Level, Plan, PlanIndicator

KENYA = Path(__file__).resolve().parents[2] / "packs" / "ke"
PLANTED = {
    ("plans/high-risk-not-reviewed", "A-2-02"),
    ("plans/lead-abolished", "A-2-08"),
    ("plans/overdue-without-return", "A-2-08"),
    ("plans/no-baseline", "O-06"),
    ("plans/no-target", "O-06"),
    ("plans/no-budget", "A-3-20"),
    ("plans/not-started", "A-3-20"),
    ("plans/data-cannot-answer", "O-16"),
    ("plans/replaced-norm", "A-5-11"),
}
"""What the head of plans/ke-sample/plan.yaml lists: the rule and the element."""
WITHOUT_BREAKDOWN = {"O-02", "O-04", "O-08", "O-10", "O-18", "O-19", "O-20", "O-21"}
"""Objectives with an outcome whose data set carries no breakdown."""


@pytest.fixture(scope="module")
def kenya(tmp_path_factory: pytest.TempPathFactory) -> System:
    """Kenya with its data, opened in an empty home."""
    return open_system(KENYA, tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def plan(kenya: System) -> Plan:
    """The sample plan."""
    return kenya.installation.plan("ke-sample")


def _ask(kenya: System, indicator: PlanIndicator, period: str = "") -> Decimal | None:
    request = Request(
        measure=indicator.measure,
        by=("period",),
        where=(("area", ("KEN",)), *((name, (code,)) for name, code in indicator.where)),
        periods=(period,) if period else (),
    )
    cells = kenya.publisher.table(request).cells
    return cells[-1].value.number if cells else None


def test_sample_plan_says_that_it_is_one(plan: Plan) -> None:
    assert plan.is_sample
    assert "not the Government's plan" in plan.notice("en")
    assert "Si mpango wa Serikali" in plan.notice("sw")


def test_sample_plan_serves_every_objective_of_the_compact_by_lettered_actions(plan: Plan) -> None:
    actions = [each for each in plan.actions() if each.level is Level.ACTION]
    served = {norm.split("/")[1] for a in actions for norm in a.norms if norm.count("/") == 2
              and norm.startswith("gcm/")}  # fmt: skip
    assert len(actions) >= 66
    assert served == {str(number) for number in range(1, 24)}
    assert all(any(n.startswith("gcm/") for n in action.norms) for action in actions)


def test_sample_plan_answers_every_objective_in_the_policy_lane(plan: Plan) -> None:
    objectives = [each for each in plan.elements if each.level is Level.OBJECTIVE]
    lanes = {o.id: Counter(i.lane for i in o.indicators)[Lane.POLICY] for o in objectives}
    assert lanes == {f"O-{number:02d}": 1 for number in range(1, 24)}


def test_sample_plan_says_nothing_twice(plan: Plan) -> None:
    titles = [each.title(language) for each in plan.elements for language in ("en", "sw")]
    assert [title for title, times in Counter(titles).items() if times > 1] == []


def test_linter_finds_in_the_sample_plan_what_was_planted_and_nothing_else(
    kenya: System, plan: Plan
) -> None:
    context = context_of(kenya, today=date(2026, 11, 25))
    found = {(fault.rule, fault.element) for fault in run.faults(plan, context)}
    assert found == {*PLANTED, *(("plans/no-disaggregation", each) for each in WITHOUT_BREAKDOWN)}


def test_baselines_of_declared_measures_are_what_the_measures_give(
    kenya: System, plan: Plan
) -> None:
    asked = [i for _, i in plan.indicators() if i.measure and i.id != "O-16/i2"]
    assert len(asked) >= 20
    unlike = {}
    for indicator in asked:
        assert indicator.baseline is not None
        answer = _ask(kenya, indicator, indicator.baseline.period)
        said = indicator.baseline.value
        if answer is None or said is None or abs(answer - said) > Decimal("0.005") * abs(said):
            unlike[indicator.id] = (said, answer)
    assert unlike == {}
