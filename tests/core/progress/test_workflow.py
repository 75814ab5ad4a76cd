"""Who may take which step of a return, as a table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uratibu.core.progress.model import PeriodState, ReturnState
from uratibu.core.progress.workflow import (
    MOVES,
    WORDS,
    Case,
    Hand,
    Refusal,
    Verb,
    open_moves,
    refusal,
    waiting_below,
)

AUTHOR, OTHER = "7", "8"


def case(state: ReturnState, **facts: object) -> Case:
    known = {"period": PeriodState.OPEN, "authors": frozenset({AUTHOR})} | facts
    return Case(state=state, **known)


@pytest.mark.parametrize(
    ("state", "verb", "hand", "by", "said"),
    [
        ("draft", "submit", "focal-point", AUTHOR, None),
        ("returned", "submit", "focal-point", AUTHOR, None),
        ("draft", "submit", "secretariat", OTHER, "not-yours"),
        ("draft", "approve", "institution-head", OTHER, "not-now"),
        ("submitted", "verify", "secretariat", OTHER, None),
        ("submitted", "verify", "secretariat", AUTHOR, "own-work"),
        ("submitted", "verify", "focal-point", OTHER, "not-yours"),
        ("verified", "approve", "institution-head", OTHER, None),
        ("verified", "approve", "institution-head", AUTHOR, "own-work"),
        ("verified", "approve", "secretariat-head", OTHER, "not-yours"),
        ("approved", "publish", "secretariat-head", OTHER, None),
        ("approved", "publish", "institution-head", OTHER, "not-yours"),
        ("published", "publish", "secretariat-head", OTHER, "not-now"),
        ("published", "send-back", "secretariat-head", OTHER, "not-now"),
    ],
)
def test_refusal_follows_the_table(state, verb, hand, by, said):
    found = refusal(case(ReturnState(state)), Verb(verb), by=by, hands=[Hand(hand)], note="why")

    assert found == (Refusal(said) if said else None)


def test_refusal_asks_for_a_note_when_a_return_goes_back():
    seen = case(ReturnState.SUBMITTED)

    assert refusal(seen, Verb.SEND_BACK, by=OTHER, hands=[Hand.SECRETARIAT], note=" ") == "no-note"


def test_refusal_of_a_locked_period_and_of_a_missing_statement():
    locked = case(ReturnState.DRAFT, period=PeriodState.LOCKED)
    hands = [Hand.FOCAL_POINT]

    assert refusal(locked, Verb.SUBMIT, by=AUTHOR, hands=hands) is Refusal.LOCKED
    assert (
        refusal(case(ReturnState.DRAFT), Verb.SUBMIT, by=AUTHOR, hands=hands, has_statement=False)
        is Refusal.NO_STATEMENT
    )


def test_refusal_where_an_institution_below_has_not_approved():
    held_up = case(ReturnState.VERIFIED, waiting_below=("DIS",))

    found = refusal(held_up, Verb.APPROVE, by=OTHER, hands=[Hand.INSTITUTION_HEAD])

    assert found is Refusal.BELOW_FIRST


def test_refusal_of_whoever_decided_before():
    approved = case(ReturnState.APPROVED, deciders=frozenset({OTHER}))

    found = refusal(approved, Verb.PUBLISH, by=OTHER, hands=[Hand.SECRETARIAT_HEAD])

    assert found is Refusal.OWN_WORK


def test_waiting_below_looks_at_every_depth_and_not_at_neighbours():
    parents = {"DIS": "SDICS", "SDICS": "MINA", "NRB": "SDICS", "MOH": ""}
    states = {
        "DIS": ReturnState.SUBMITTED,
        "NRB": ReturnState.APPROVED,
        "SDICS": ReturnState.DRAFT,
        "MOH": ReturnState.DRAFT,
    }

    assert waiting_below("MINA", parents, states) == ("DIS", "SDICS")
    assert waiting_below("DIS", parents, states) == ()


def test_waiting_below_ends_where_parents_go_in_a_circle():
    circle = {"A": "B", "B": "A"}

    assert waiting_below("A", circle, {"B": ReturnState.DRAFT}) == ("B",)


def test_open_moves_of_the_head_of_an_institution():
    moves = open_moves(case(ReturnState.VERIFIED), by=OTHER, hands=[Hand.INSTITUTION_HEAD])

    assert [move.verb for move in moves] == [Verb.APPROVE, Verb.SEND_BACK]


@given(
    state=st.sampled_from(ReturnState),
    verb=st.sampled_from([Verb.VERIFY, Verb.APPROVE, Verb.PUBLISH]),
    hands=st.frozensets(st.sampled_from(Hand)),
)
def test_refusal_never_lets_an_author_decide_whatever_they_hold(state, verb, hands):
    assert refusal(case(state), verb, by=AUTHOR, hands=hands) is not None


def test_every_state_but_the_last_leads_on_and_every_refusal_has_words():
    assert {move.before for move in MOVES} == set(ReturnState) - {ReturnState.PUBLISHED}
    assert {each for each in Refusal if not WORDS[each]("sw")} == set()
