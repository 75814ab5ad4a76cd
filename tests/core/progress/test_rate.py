"""Lights: value against target, lower is better, no light without enough to say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uratibu.core.findings import Where
from uratibu.core.indicators.model import Direction, Kind
from uratibu.core.labels import label
from uratibu.core.plans.model import PlanIndicator, PlanValue
from uratibu.core.progress.model import DEFAULT_SCALE, Rating, Scale, Trend
from uratibu.core.progress.rate import Light, load_scale, percent_of, rate
from uratibu.core.progress.sentences import answer, joined, rules, sentence, written
from uratibu.core.progress.spans import span
from uratibu.core.values import MISSING, NOT_APPLICABLE, NOT_YET, SUPPRESSED, Value, number

TRAINED = PlanIndicator(
    id="i1", title=label("Trained"), kind=Kind.FLOW, direction=Direction.HIGHER, unit="persons",
    targets=(PlanValue("2025/26-Q1", Decimal(1000)),),
)  # fmt: skip
COST = PlanIndicator(
    id="i2", title=label("Cost"), kind=Kind.RATIO, direction=Direction.LOWER, unit="percent",
    baseline=PlanValue("2024", Decimal(9)), targets=(PlanValue("2025", Decimal(5)),), decimals=1,
)  # fmt: skip
LAW = PlanIndicator(
    id="i3", title=label("Law"), kind=Kind.STOCK, direction=Direction.HIGHER, unit="answer",
    baseline=PlanValue("2024", Decimal(0)), targets=(PlanValue("2025", Decimal(1)),),
)  # fmt: skip


def light(
    indicator: PlanIndicator, values: dict[str, Value | int | str], today: date = date(2026, 1, 1),
    scale: Scale = DEFAULT_SCALE,
) -> Light:  # fmt: skip
    code = indicator.targets[0].period if indicator.targets else "2025"
    known = {k: v if isinstance(v, Value) else number(v) for k, v in values.items()}
    return rate(indicator, known, span(code), due_on=date(2025, 10, 15), today=today, scale=scale)


@pytest.mark.parametrize(
    ("value", "rating", "percent"),
    [(1200, "green", 120), (800, "green", 80), (799, "amber", "79.9"), (500, "amber", 50),
     (499, "red", "49.9"), (0, "red", 0)],
)  # fmt: skip
def test_rate_by_the_share_of_the_target(value: int, rating: str, percent: int | str) -> None:
    result = light(TRAINED, {"2025/26-Q1": value})
    assert (result.rating, result.percent, result.rule) == (rating, Decimal(percent), "rate/share")


def test_rate_says_why_in_both_languages_and_never_rounds_up_into_a_colour() -> None:
    said = light(TRAINED, {"2025/26-Q1": 799}).sentence
    assert said("en") == (
        "799 against a target of 1,000 for 2025/26-Q1: 79 %. Green from 80 %, amber from 50 %."
    )
    assert said("sw").startswith("799 ikilinganishwa na lengo la 1,000 kwa 2025/26-Q1")


@pytest.mark.parametrize(
    ("value", "rating", "percent"),
    [("5", "green", 100), ("4", "green", 125), ("6.5", "amber", "62.5"), ("9", "red", 0),
     ("11", "red", -50)],
)  # fmt: skip
def test_rate_of_a_level_is_the_way_from_its_baseline(
    value: str, rating: str, percent: int | str
) -> None:
    result = light(COST, {"2025": value})
    assert (result.rating, result.percent, result.rule) == (rating, Decimal(percent), "rate/way")


def test_rate_says_what_kind_of_target_it_was() -> None:
    yearly = replace(TRAINED, targets=(PlanValue("2025/26", Decimal(100)),))
    result = rate(
        yearly, {"2025/26-Q1": number(20)}, span("2025/26-Q1"),
        due_on=date(2025, 10, 15), today=date(2025, 10, 1),
    )  # fmt: skip
    assert result.sentence("en") == (
        "20 against a target of 25 for 2025/26-Q1: 80 %. Green from 80 %, amber from 50 %. "
        "The target is the part of 2025/26 that falls into the period."
    )


@pytest.mark.parametrize(("value", "rating"), [("1", "green"), ("0.5", "amber"), ("0", "red")])
def test_rate_of_a_policy_answer(value: str, rating: str) -> None:
    assert light(LAW, {"2025": value}).rating == rating


def test_rate_says_a_policy_answer_in_words() -> None:
    assert light(LAW, {"2025": "0.5"}).sentence("en").startswith("partly against a target of yes")


@pytest.mark.parametrize(
    ("value", "rule", "is_overdue"),
    [(MISSING, "rate/overdue", True), (NOT_YET, "rate/overdue", True),
     (SUPPRESSED, "rate/suppressed", False), (NOT_APPLICABLE, "rate/not-applicable", False)],
)  # fmt: skip
def test_rate_gives_no_light_without_a_number(value: Value, rule: str, is_overdue: bool) -> None:
    result = light(TRAINED, {"2025/26-Q1": value})
    assert (result.rating, result.rule, result.is_overdue) == (Rating.NONE, rule, is_overdue)


def test_rate_of_a_value_that_is_not_due_yet() -> None:
    result = light(TRAINED, {}, date(2025, 10, 15))
    assert (result.rule, result.is_overdue) == ("rate/not-yet", False)


@pytest.mark.parametrize(
    ("indicator", "rule"),
    [
        (replace(TRAINED, direction=None), "rate/no-direction"),
        (replace(TRAINED, direction=Direction.CONTEXT), "rate/context"),
        (replace(TRAINED, targets=()), "rate/no-target"),
    ],
)
def test_rate_gives_no_light_without_what_it_needs(indicator: PlanIndicator, rule: str) -> None:
    result = light(indicator, {"2025/26-Q1": 5, "2025": 5})
    assert (result.rating, result.rule) == (Rating.NONE, rule)


@pytest.mark.parametrize(
    "baseline",
    [PlanValue("2024", Decimal(5)), PlanValue("2024", Decimal(3)), PlanValue("2024")],
)
def test_rate_falls_back_on_the_share_where_the_baseline_leads_nowhere(
    baseline: PlanValue,
) -> None:
    result = light(replace(COST, baseline=baseline), {"2025": 10})
    assert (result.rule, result.percent) == ("rate/share", Decimal(50))


@pytest.mark.parametrize(
    ("value", "target", "direction", "percent"),
    [(3, 0, "lower-is-better", 0), (0, 0, "lower-is-better", 100), (0, 5, "lower-is-better", 100),
     (1, 0, "higher-is-better", 100), (-1, 0, "higher-is-better", 0)],
)  # fmt: skip
def test_percent_of_a_target_of_zero_is_met_or_not(
    value: int, target: int, direction: str, percent: int
) -> None:
    result = percent_of(Decimal(value), Decimal(target), None, Direction(direction))
    assert result == percent


def test_rate_follows_another_scale() -> None:
    scale = Scale(Decimal(95), Decimal(90))
    assert light(TRAINED, {"2025/26-Q1": 920}, scale=scale).rating is Rating.AMBER


@pytest.mark.parametrize(
    ("old", "new", "trend"),
    [(10, 20, Trend.WORSE), (20, 10, Trend.BETTER), (1000, 1009, Trend.SAME), (0, 0, Trend.SAME)],
)
def test_rate_tells_the_trend_in_the_sense_of_the_direction(
    old: int, new: int, trend: Trend
) -> None:
    assert light(COST, {"2024": old, "2025": new}).trend is trend


def test_rate_compares_only_periods_of_one_kind_up_to_the_rated_one() -> None:
    values: dict[str, Value | int | str] = {
        "2023": 9, "2024/25": 1, "2025": 8, "2026": 1, "never": 3, "2024": MISSING,
    }  # fmt: skip
    result = light(COST, values)
    assert (result.trend, result.trend_sentence("en")) == (
        Trend.BETTER, "Better: from 9.0 % in 2023 to 8.0 % in 2025.",
    )  # fmt: skip


def test_rate_needs_two_points_and_a_direction_for_a_trend() -> None:
    assert light(COST, {"2025": 8}).trend_sentence("en").startswith("No trend")
    told = light(replace(COST, direction=None), {"2024": 9, "2025": 8})
    assert (told.trend, told.trend_sentence("en")[:4]) == (Trend.UNKNOWN, "From")


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 10**6))
def test_percent_of_never_falls_when_things_get_better(target: int, value: int, more: int) -> None:
    upward = [percent_of(Decimal(v), Decimal(target), None, Direction.HIGHER)
              for v in (value, value + more)]  # fmt: skip
    downward = [percent_of(Decimal(v), Decimal(target), None, Direction.LOWER)
                for v in (value + more, value)]  # fmt: skip
    assert upward == sorted(upward)
    assert downward == sorted(downward)


def test_load_scale_reads_data() -> None:
    plain = {"green_from_percent": 90, "amber_from_percent": 60}
    assert load_scale(plain, Where()) == (Scale(Decimal(90), Decimal(60)), ())


def test_load_scale_refuses_amber_above_green() -> None:
    scale, findings = load_scale({"amber_from_percent": 81}, Where(file="scale.yaml"))
    assert scale == DEFAULT_SCALE
    assert [each.rule for each in findings] == ["progress/amber-above-green"]


def test_sentence_of_every_rule_exists_in_both_languages() -> None:
    holes = dict.fromkeys(
        (
            "value", "target", "period", "percent", "green", "amber", "baseline", "due", "of",
            "old", "before", "new", "after", "day", "because", "milestones", "count", "periods",
            "missed", "indicators", "reported", "places",
        ), "1"
    )  # fmt: skip
    for rule in rules():
        said = sentence(rule, holes)
        assert said.languages() == ("en", "sw")
        assert said("en") != said("sw")


def test_written_and_joined_and_answer() -> None:
    assert written(Decimal("-1234.55"), 1) == "\u22121,234.6"
    assert answer(Decimal("0.3"))("sw") == "0.3"
    assert joined(label("A."), label({"en": "B.", "sw": "C."}))("sw") == "A. C."
