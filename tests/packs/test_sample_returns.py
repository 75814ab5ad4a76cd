"""The sample returns of Kenya: complete, checked by the rules of every return, and in order."""

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from uratibu.core.findings import Severity
from uratibu.core.packs.demo import Demo, read_demo
from uratibu.core.packs.install import install
from uratibu.core.plans.model import Plan
from uratibu.core.progress.asked import asked_of
from uratibu.core.progress.check_values import Before, check_return
from uratibu.core.progress.model import ReturnState

KENYA = Path(__file__).resolve().parents[2] / "packs" / "ke"
NEWEST = "2026/27-Q1"


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The sample plan."""
    return install(KENYA).plan("ke-sample")


@pytest.fixture(scope="module")
def demo(plan: Plan) -> Demo:
    """Its periods and returns."""
    demo, findings = read_demo(KENYA, plan)
    assert findings == ()
    return demo


def test_periods_are_due_15_days_after_their_end_and_lock_before_the_next_is_due(
    demo: Demo,
) -> None:
    assert [each.code for each in demo.periods][::15] == ["2023/24-Q1", "2026/27-Q4"]
    assert {(each.due_on - each.period.end).days for each in demo.periods} == {15}
    following = zip(demo.periods, demo.periods[1:], strict=False)
    assert all(before.locks_on < after.due_on for before, after in following)


def test_sample_returns_answer_what_is_asked_and_nothing_else(plan: Plan, demo: Demo) -> None:
    periods = {each.code: each.period for each in demo.periods}
    series: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    open_findings = []
    for each in sorted(demo.returns, key=lambda one: periods[one.period]):
        asked = asked_of(plan, each.institution, periods[each.period])
        values = {f"{v.indicator}@{v.period}#{v.place}": v for v in each.values}
        assert set(values) <= set(asked.by_key())
        found = check_return(
            asked, {report.action: report for report in each.actions}, values,
            before=Before(series),
        )  # fmt: skip
        if each.state is not ReturnState.DRAFT:
            open_findings += [f for f in found if f.severity is not Severity.NOTE]
        for value in each.values:
            if value.value.number is not None:
                series[value.indicator, value.place].append(value.value.number)
    assert open_findings == []


def test_newest_period_leaves_something_to_do(demo: Demo) -> None:
    newest = {each.institution: each.state for each in demo.returns if each.period == NEWEST}
    assert "DIS" not in newest
    assert set(newest.values()) == set(ReturnState)
    assert len({each.institution for each in demo.returns}) - len(newest) >= 5


def test_steps_of_sample_returns_follow_each_other(demo: Demo) -> None:
    for each in demo.returns:
        moments = [step.at for step in each.steps]
        assert moments == sorted(moments)
        assert (each.steps[-1].after if each.steps else ReturnState.DRAFT) is each.state
