"""Plans of any content, for general rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from uratibu.core.indicators.model import Direction, Kind
from uratibu.core.labels import NO_WORDS, Label
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

WORDS = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=30
).filter(lambda t: t == t.strip() and not t.startswith("_x"))
CODES = st.from_regex(r"[A-Z]{3}[A-Z0-9]{0,4}", fullmatch=True)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
MAYBE_DAY = st.none() | DAYS
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18,
                      places=3)  # fmt: skip
MAYBE_NUMBER = st.none() | NUMBERS
YEARS = st.sampled_from(["2024/25", "2025/26", "2026/27", "2025"])
LABELS = st.builds(
    lambda en, sw: Label(tuple(p for p in (("en", en), ("sw", sw)) if p[1])),
    WORDS, st.just("") | WORDS,
)  # fmt: skip
MAYBE_LABEL = st.just(NO_WORDS) | LABELS
LISTS = st.lists(CODES, max_size=3, unique=True).map(tuple)
VALUES = st.builds(
    PlanValue, YEARS, MAYBE_NUMBER, MAYBE_NUMBER, MAYBE_NUMBER, st.just("") | WORDS,
    st.just("") | CODES,
)  # fmt: skip


def _few(of: st.SearchStrategy[object], most: int = 2) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(of, max_size=most).map(tuple)


INDICATORS = st.builds(
    PlanIndicator, id=st.just(""), title=LABELS,
    definitions=_few(st.builds(Wording, LABELS, MAYBE_DAY, MAYBE_DAY, st.just("") | WORDS)),
    unit=st.just("") | CODES, kind=st.none() | st.sampled_from(Kind),
    direction=st.none() | st.sampled_from(Direction), lane=st.sampled_from(Lane),
    baseline=st.none() | VALUES, targets=_few(VALUES), denominator=MAYBE_LABEL,
    source=st.just("") | WORDS, disaggregation=LISTS, owner=st.just("") | CODES, norms=LISTS,
    where=st.dictionaries(CODES, CODES, max_size=2).map(lambda d: tuple(d.items())),
    method=MAYBE_LABEL, decimals=st.integers(0, 3), threshold=st.integers(0, 20),
)  # fmt: skip
MILESTONES = st.builds(
    Milestone, st.just(""), LABELS, MAYBE_DAY, MAYBE_DAY, st.just("") | WORDS,
    _few(st.builds(Slip, DAYS, DAYS, WORDS)),
)  # fmt: skip
ELEMENTS = st.builds(
    Element, id=st.just(""), level=st.sampled_from(Level), title=LABELS,
    code=st.just("") | CODES, description=MAYBE_LABEL, norms=LISTS, themes=LISTS,
    lead=st.just("") | CODES, reporting=st.just("") | CODES, partners=LISTS, places=LISTS,
    starts_on=MAYBE_DAY, ends_on=MAYBE_DAY, deliverables=MAYBE_LABEL,
    milestones=_few(MILESTONES), indicators=_few(INDICATORS),
    budget=_few(st.builds(BudgetLine, st.sampled_from(Stage), NUMBERS, CODES, st.just("") | WORDS,
                          st.just("") | YEARS)),
    risks=_few(st.builds(Risk, LABELS, st.integers(0, 5), st.integers(0, 5), MAYBE_LABEL,
                         st.just("") | CODES, MAYBE_DAY)),
    assumptions=_few(LABELS), status=st.sampled_from(ActionStatus), source=st.just("") | WORDS,
    page=st.just("") | WORDS, withdrawn_on=MAYBE_DAY, withdrawn_because=st.just("") | WORDS,
)  # fmt: skip


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan of a few lines, each with an id of its own."""
    elements: list[Element] = []
    for number, each in enumerate(draw(st.lists(ELEMENTS, min_size=1, max_size=5)), start=1):
        vars(each)["id"] = f"E-{number:02}"
        if elements and draw(st.booleans()):
            vars(each)["parent"] = draw(st.sampled_from(elements)).id
        for index, indicator in enumerate(each.indicators, start=1):
            vars(indicator)["id"] = f"E-{number:02}/i{index}"
        for index, milestone in enumerate(each.milestones, start=1):
            vars(milestone)["id"] = f"m{index}"
        elements.append(each)
    return Plan(
        "zz-plan", draw(LABELS), date(2024, 7, 1), date(2028, 6, 30), "KES",
        publisher=draw(st.just("") | CODES), is_sample=draw(st.booleans()),
        notice=draw(MAYBE_LABEL), source=draw(st.just("") | WORDS), elements=tuple(elements),
        rates=draw(_few(st.builds(Rate, CODES, st.decimals(1, 200, places=2), DAYS, WORDS))),
    )  # fmt: skip


ZERO = Decimal(0)
