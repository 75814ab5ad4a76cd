"""Every word and refusal exists in English and Swahili, and nothing is left unfilled."""

import re

import pytest

from uratibu.core.indicators.model import Kind
from uratibu.core.labels import label
from uratibu.core.periods import PeriodKind
from uratibu.core.statistics import refusals, words
from uratibu.core.statistics.model import Change, ChangeSince, Rank, ShareOf, Top, TotalOver
from uratibu.core.statistics.steps import NotAStep, parse_step, write_step
from uratibu.core.values import Quality, State


def fields(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("rule", refusals.NONSENSE)
def test_each_refusal_says_what_why_and_what_instead_in_both_languages(rule: str) -> None:
    template = refusals.NONSENSE[rule]
    facts = {name: f"<{name}>" for name in fields(template("en"))}
    refused = refusals.nonsense(rule, **facts)
    assert refused.rule == rule
    assert fields(template("en")) == fields(template("sw"))
    assert fields(refused.words("en") + refused.words("sw")) == set()
    assert "Ask instead:" in str(refused)
    assert "Badala yake uliza:" in refused.words("sw")


@pytest.mark.parametrize("rule", refusals.DECLINED)
def test_each_declined_question_is_in_both_languages(rule: str) -> None:
    asked, missing = refusals.DECLINED[rule]
    names = fields(asked("en") + missing("en"))
    declined = refusals.declined(rule, available=("a", "b"), **{name: name for name in names})
    assert names == fields(asked("sw") + missing("sw"))
    assert str(declined) == f"{declined.asked}: {declined.missing}. There is: a, b."
    assert declined.words("sw") != declined.words("en")


def test_facts_are_said_in_the_language_of_the_sentence() -> None:
    title = label({"en": "Migrants", "sw": "Wahamiaji"})
    refused = refusals.nonsense("no-area", measure=title)
    assert refused.words("sw").startswith("Wahamiaji bila eneo:")


def test_a_declined_question_names_the_first_twelve_of_what_there_is() -> None:
    there = tuple(str(year) for year in range(2000, 2020))
    declined = refusals.declined("edition", dataset="d", edition="e", available=there)
    assert str(declined).endswith("2010, 2011 and 8 more.")
    assert declined.available == there


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        (words.STATES, State),
        (words.STATE_MEANINGS, State),
        (words.QUALITIES, Quality),
        (words.PERIOD_KINDS, PeriodKind),
        (words.KINDS, Kind),
    ],
)
def test_every_word_exists_in_both_languages(table: dict[object, object], keys: object) -> None:
    assert set(table) == set(keys)  # type: ignore[call-overload]
    assert {entry.languages() for entry in table.values()} == {("en", "sw")}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("code", "kind", "english", "swahili"),
    [
        ("2024", PeriodKind.MID_YEAR, "mid-2024", "katikati ya 2024"),
        ("2024", PeriodKind.YEAR_END, "end of 2024", "mwisho wa 2024"),
        ("2024", PeriodKind.YEAR, "2024", "2024"),
        ("2023/24", PeriodKind.FISCAL_YEAR, "2023/24", "2023/24"),
        ("2024", PeriodKind.JUNE_YEAR, "year to June 2024", "mwaka ulioishia Juni 2024"),
        ("2015-2020", PeriodKind.FIVE_YEARS, "2015–2020", "2015–2020"),
        ("2024-Q3", PeriodKind.QUARTER, "quarter 3 of 2024", "robo ya 3 ya 2024"),
        ("2024-H1", PeriodKind.HALF, "half 1 of 2024", "nusu ya 1 ya 2024"),
        ("2024-05", PeriodKind.MONTH, "May 2024", "Mei 2024"),
        ("2019-08-04", PeriodKind.DAY, "4 August 2019", "4 Agosti 2019"),
        ("2019..2021", PeriodKind.YEAR, "2019–2021", "2019–2021"),
    ],
)
def test_period_words(code: str, kind: PeriodKind, english: str, swahili: str) -> None:
    written = words.period_words(code, kind)
    assert (written("en"), written("sw")) == (english, swahili)


STEPS = {
    "change:absolute": ChangeSince(Change.ABSOLUTE),
    "change:percent": ChangeSince(Change.PERCENT),
    "share:origin": ShareOf("origin"),
    "rank:origin": Rank("origin"),
    "top:10:origin": Top("origin", 10),
    "total:period": TotalOver("period"),
}


@pytest.mark.parametrize("text", STEPS)
def test_a_step_is_read_as_it_is_written(text: str) -> None:
    assert parse_step(text) == STEPS[text]
    assert write_step(STEPS[text]) == text


@pytest.mark.parametrize(
    "text",
    ["", "top", "top:x:origin", "top:3:", "top:²:origin", "change:much", "share:", "rank:a:b"],
)
def test_what_is_no_step_is_refused_with_the_shapes(text: str) -> None:
    with pytest.raises(NotAStep, match="write one of: change:absolute"):
        parse_step(text)
