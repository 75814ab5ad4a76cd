"""What each rule of a return finds; the same on the grid, the page and the workbook."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from return_examples import ASKED, CELLS, key
from uratibu.core.findings import Severity, Where
from uratibu.core.plans.model import ActionStatus
from uratibu.core.progress.check_values import (
    Before,
    check_action,
    check_return,
    check_value,
    needs_explanation,
    outlier_score,
)
from uratibu.core.progress.model import ActionReport, Answered, Reported
from uratibu.core.progress.typed import (
    Typed,
    TypedAction,
    plain_text,
    read_number,
    understood_action,
    understood_value,
)
from uratibu.core.values import MISSING, NOT_YET, number

HERE = Where(key="here")


def rules(found):
    return [each.rule.removeprefix("returns/") for each in found]


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1200.5", "1200.5"), ("1,200.5", "1200.5"), ("1 200", "1200"), ("1\u00a0200", "1200"),
     ("-3", "-3"), (" 7 ", "7"), ("0", "0")],
)  # fmt: skip
def test_read_number_as_people_write_it(text, amount):
    assert read_number(text, HERE) == (Decimal(amount), ())


@pytest.mark.parametrize(
    ("text", "rule"),
    [("1.200,5", "number-format"), ("12,5", "number-format"), ("1,20,000", "number-format"),
     ("about 5", "not-a-number"), ("1e5", "not-a-number"), ("٣", "not-a-number"),
     ("NaN", "not-a-number"), ("80%", "not-a-number"), ("2026-09-30", "a-date"),
     ("30/09/2026", "a-date")],
)  # fmt: skip
def test_read_number_never_guesses(text, rule):
    amount, found = read_number(text, HERE)

    assert (amount, rules(found)) == (None, [rule])


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=0, max_value=10**9))
def test_read_number_takes_back_what_it_wrote(amount):
    assert read_number(plain_text(amount), HERE) == (amount, ())


@pytest.mark.parametrize(
    ("indicator", "typed", "rule"),
    [
        ("A-1/desks", Typed("4.5"), "too-exact"),
        ("A-1/desks", Typed("1.000"), "number-format"),
        ("A-1/desks", Typed("-1"), "negative"),
        ("A-1/desks", Typed("4", numerator="4"), "parts-not-asked"),
        ("A-1/desks", Typed("4", state="no data"), "value-and-state"),
        ("A-1/desks", Typed(state="perhaps"), "unknown-state"),
        ("A-1/desks", Typed("4", comment="x" * 2001), "too-long"),
        ("A-1/in-time", Typed("80"), "no-parts"),
        ("A-1/in-time", Typed(numerator="8"), "no-parts"),
        ("A-1/in-time", Typed(numerator="8", denominator="0"), "zero-denominator"),
        ("A-1/in-time", Typed("0.8", numerator="8", denominator="10"), "ratio-typed"),
        ("A-2/law", Typed("maybe"), "not-an-answer"),
    ],
)
def test_understood_value_refuses(indicator, typed, rule):
    answer, found = understood_value(CELLS[key(indicator)], typed, where=HERE)

    assert (answer, rules(found)) == (None, [rule])


def test_understood_value_computes_a_ratio_from_its_parts():
    asked = CELLS[key("A-1/in-time")]

    answer, found = understood_value(asked, Typed("67", "2", "3"), where=HERE)

    assert found == ()
    assert answer == Reported(
        "A-1/in-time", "2026/27-Q1", number("66.7"), numerator=Decimal(2), denominator=Decimal(3)
    )


@pytest.mark.parametrize(
    ("text", "amount"), [("yes", "1"), ("Kwa sehemu", "0.5"), ("no", "0"), ("1", "1")]
)
def test_understood_value_of_a_policy_answer(text, amount):
    answer, _ = understood_value(CELLS[key("A-2/law")], Typed(text), where=HERE)

    assert answer is not None
    assert answer.value == number(amount)


def test_understood_value_of_an_empty_line_is_not_answered_yet():
    answer, found = understood_value(CELLS[key("A-1/desks")], Typed(), where=HERE)

    assert answer == Reported("A-1/desks", "2026/27-Q1", NOT_YET)
    assert found == ()


def test_understood_action_speaks_both_languages_and_names_the_choices():
    report, _ = understood_action("A-1", TypedAction("Hakuna badiliko", "imekwama"), where=HERE)
    nothing, found = understood_action("A-1", TypedAction("perhaps", "on time"), where=HERE)

    assert report == ActionReport("A-1", Answered.NO_CHANGE, ActionStatus.STALLED)
    assert (nothing, rules(found)) == (None, ["unknown-answer", "unknown-status"])
    assert found[1].remedy == (
        "Choose one of: not started, on track, delayed, stalled, completed, cancelled, transferred."
    )


@pytest.mark.parametrize(
    ("report", "rule"),
    [
        (ActionReport("A-1"), ["not-answered"]),
        (ActionReport("A-1", Answered.REPORTED), ["nothing-said"]),
        (ActionReport("A-1", Answered.NIL, done="Much"), ["words-on-nil"]),
        (ActionReport("A-1", Answered.REPORTED, ActionStatus.STALLED, "Little"), ["no-obstacle"]),
        (ActionReport("A-1", Answered.NIL), []),
        (ActionReport("A-1", Answered.REPORTED, ActionStatus.ON_TRACK, "Two desks"), []),
    ],
)
def test_check_action(report, rule):
    assert rules(check_action(report)) == rule


def test_outlier_score_by_the_median_absolute_deviation():
    history = [Decimal(each) for each in (10, 11, 12, 13, 14)]

    assert outlier_score(Decimal(100), history) == Decimal("59.356")
    assert outlier_score(Decimal(100), history[:4]) is None
    assert outlier_score(Decimal(100), [Decimal(5)] * 6) is None


@pytest.mark.parametrize(
    ("indicator", "amount", "history", "rule"),
    [
        ("A-1/served", 500, [10, 11, 12, 13, 14], ["outlier"]),
        ("A-1/served", 60, [10, 20, 30], ["out-of-range"]),
        ("A-1/served", 32, [10, 20, 30], []),
        ("A-2/trained", 39, [20, 40], ["cumulative-falls"]),
        ("A-2/trained", 400, [20, 40], []),
    ],
)
def test_check_value_against_its_history(indicator, amount, history, rule):
    cell = CELLS[key(indicator)]
    given_value = Reported(cell.indicator.id, cell.period, number(amount))

    found = check_value(cell, given_value, [Decimal(each) for each in history])

    assert rules(found) == rule
    assert needs_explanation(found) == bool(rule)


def test_check_value_keeps_the_explanation_of_a_doubt_as_a_note():
    cell = CELLS[key("A-2/trained")]
    told = Reported("A-2/trained", cell.period, number(39), explanation="Counted twice before.")

    [note] = check_value(cell, told, [Decimal(40)])

    assert (note.rule, note.severity, note.remedy) == (
        "returns/cumulative-falls", Severity.NOTE, "Counted twice before.",
    )  # fmt: skip


def test_check_value_without_a_number_wants_a_reason():
    cell = CELLS[key("A-1/desks")]
    bare = Reported("A-1/desks", cell.period, MISSING)

    assert rules(check_value(cell, bare, ())) == ["missing-without-reason"]
    assert check_value(cell, replace(bare, comment="The register was lost."), ()) == ()


def answers(**amounts):
    """Values of the cells; a pair is a ratio."""
    found = {}
    for cell in ASKED.values:
        said = amounts.get(cell.key.partition("@")[0].split("/")[1].replace("-", "_"), {})
        amount = said.get(cell.place) if isinstance(said, dict) else said
        if isinstance(amount, tuple):
            over, under = map(Decimal, amount)
            value = number((over / under * 100).quantize(Decimal("0.1")))
            found[cell.key] = Reported(
                cell.indicator.id, cell.period, value, cell.place, over, under
            )
        elif amount is not None:
            found[cell.key] = Reported(cell.indicator.id, cell.period, number(amount), cell.place)
    return found


def said_actions():
    return {
        each.id: ActionReport(each.id, Answered.REPORTED, ActionStatus.ON_TRACK, "Done.")
        for each in ASKED.actions
    }


FULL = {
    "desks": {"": 6, "023": 4, "047": 2},
    "served": {"": 30, "023": 10, "047": 20},
    "in_time": {"": (21, 30), "023": (6, 10), "047": (15, 20)},
    "trained": 10, "enrolled": 12, "law": 1,
}  # fmt: skip


def test_check_return_finds_nothing_in_a_full_one():
    assert check_return(ASKED, said_actions(), answers(**FULL)) == ()


@pytest.mark.parametrize(
    ("change", "place", "rule"),
    [
        ({"desks": {"": 7, "023": 4, "047": 2}}, key("A-1/desks"), "sum-of-places"),
        ({"in_time": {"": (9, 10), "023": (6, 10), "047": (15, 20)}}, key("A-1/in-time"),
         "sum-of-places"),
        ({"in_time": {"": (36, 30), "023": (16, 10), "047": (20, 20)}}, key("A-1/in-time"),
         "over-hundred"),
        ({"trained": 13}, key("A-2/trained"), "more-than-other"),
        ({"law": None}, key("A-2/law"), "not-answered"),
    ],
)  # fmt: skip
def test_check_return_finds_what_cells_say_together(change, place, rule):
    found = check_return(ASKED, said_actions(), answers(**FULL | change))

    assert (f"returns/{rule}", place) in {(each.rule, each.where.key) for each in found}


def test_check_return_speaks_swahili():
    found = check_return(ASKED, {}, answers(**FULL), language="sw")

    assert found[0].message == "Bado hakuna kilichoandikwa hapa."


def test_check_return_looks_at_the_series_of_the_same_place():
    before = Before(
        {("A-1/served", "023"): [Decimal(1)] * 3, ("A-1/served", ""): [Decimal(30)] * 3}
    )

    found = check_return(ASKED, said_actions(), answers(**FULL), before=before)

    assert [(each.rule, each.where.key) for each in found] == [
        ("returns/out-of-range", key("A-1/served", "023"))
    ]
