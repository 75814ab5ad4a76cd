"""Whatever a plan says, the linter answers and never raises."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from uratibu.core.indicators.model import Direction, Kind
from uratibu.core.labels import Label, label
from uratibu.core.plans import check
from uratibu.core.plans.check.context import Context
from uratibu.core.plans.model import (
    ActionStatus,
    BudgetLine,
    Element,
    Level,
    Milestone,
    Plan,
    PlanIndicator,
    PlanValue,
    Rate,
    Risk,
    Slip,
    Stage,
)

IDS = st.sampled_from(["", "a", "b", "c", "d.1", "e[2]"])
DAYS = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2032, 1, 1)))
TEXTS = st.sampled_from(["", " ", "DIS", "gcm/1", "{title}", "30", "KE-30", "2025/26", "\u0660"])
LABELS = st.one_of(
    st.just(Label()), TEXTS.map(lambda text: Label((("sw", text),))), TEXTS.map(label)
)
NUMBERS = st.one_of(st.none(), st.decimals(allow_nan=False, allow_infinity=False, places=2))
PERIODS = st.sampled_from(["", "2025", "2025/26", "2025/26-Q4", "2025/26-H3", "soon", "2025-13"])
VALUES = st.builds(PlanValue, period=PERIODS, value=NUMBERS, place=IDS)
INDICATORS = st.builds(
    PlanIndicator, id=IDS, title=LABELS, unit=st.sampled_from(["", "percent", "answer"]),
    kind=st.one_of(st.none(), st.sampled_from(Kind)),
    direction=st.one_of(st.none(), st.sampled_from(Direction)),
    baseline=st.one_of(st.none(), VALUES), targets=st.lists(VALUES, max_size=3).map(tuple),
    source=TEXTS, frequency=TEXTS, measure=TEXTS, norms=st.lists(TEXTS, max_size=2).map(tuple),
)  # fmt: skip
MILESTONES = st.builds(
    Milestone, id=IDS, title=LABELS, due_on=DAYS, reached_on=DAYS,
    slips=st.lists(
        st.builds(Slip, st.dates(), st.dates(), TEXTS), max_size=1
    ).map(tuple),
)  # fmt: skip
BUDGET = st.builds(
    BudgetLine, st.sampled_from(Stage),
    st.decimals(-10**9, 10**9, allow_nan=False, places=2), TEXTS, TEXTS, PERIODS,
)  # fmt: skip
RISKS = st.builds(Risk, LABELS, st.integers(-1, 9), st.integers(-1, 9), reviewed_on=DAYS)
ELEMENTS = st.builds(
    Element, id=IDS, level=st.sampled_from(Level), title=LABELS, parent=IDS, lead=TEXTS,
    norms=st.lists(TEXTS, max_size=2).map(tuple), themes=st.lists(IDS, max_size=1).map(tuple),
    partners=st.lists(TEXTS, max_size=2).map(tuple), places=st.lists(TEXTS, max_size=2).map(tuple),
    starts_on=DAYS, ends_on=DAYS, milestones=st.lists(MILESTONES, max_size=2).map(tuple),
    budget=st.lists(BUDGET, max_size=3).map(tuple), risks=st.lists(RISKS, max_size=1).map(tuple),
    indicators=st.lists(INDICATORS, max_size=2).map(tuple), status=st.sampled_from(ActionStatus),
    withdrawn_on=DAYS,
)  # fmt: skip
PLANS = st.builds(
    Plan, id=st.just("any"), title=LABELS, starts_on=st.dates(date(2024, 1, 1), date(2026, 1, 1)),
    ends_on=st.dates(date(2023, 1, 1), date(2030, 1, 1)), currency=TEXTS,
    is_sample=st.booleans(), elements=st.lists(ELEMENTS, max_size=6).map(tuple),
    rates=st.just((Rate("DIS", Decimal(2), date(2025, 1, 1), "bank"),)),
)  # fmt: skip


def known(plan: Plan, installed: Context) -> list[str]:
    """Every finding in both languages, as text."""
    faults = check.faults(plan, installed)
    return [str(check.finding(each, language)) for each in faults for language in ("en", "sw")]


@given(plan=PLANS)
def test_faults_of_any_plan_are_told_in_both_languages(known_alone: Context, plan: Plan):
    told = known(plan, known_alone)

    assert all(text and "None" not in text.split(": ", 1)[1] for text in told)
