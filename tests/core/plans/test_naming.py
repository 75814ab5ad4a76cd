"""Ids that nobody ever had, and numbers that follow."""

from dataclasses import replace

from plan_examples import PLAN, element
from uratibu.core.plans.model import Level
from uratibu.core.plans.naming import next_code, next_id, next_part


def test_next_id_follows_the_theme_and_never_takes_a_withdrawn_one():
    assert next_id(PLAN, Level.ACTION, "T2") == "A-2-03"
    assert next_id(PLAN, Level.ACTION) == "A-01"
    assert next_id(PLAN, Level.THEME) == "T3"
    assert next_id(PLAN, Level.OBJECTIVE, "T1") == "O-02"
    assert next_id(PLAN, Level.ACTIVITY, "A-1-01") == "A-1-01-b"


def test_next_id_goes_on_with_numbers_after_the_last_letter():
    letters = [element(f"A-{chr(97 + n)}", Level.ACTIVITY, parent="A") for n in range(26)]

    assert next_id(replace(PLAN, elements=tuple(letters)), Level.ACTIVITY, "A") == "A-27"


def test_next_code_follows_the_siblings():
    assert next_code(PLAN, "T2") == "2.2"
    assert next_code(PLAN) == "3"
    assert next_code(PLAN, "A-2-02") == ""


def test_next_part_follows_the_highest_number():
    assert next_part("m", {"m1", "m7"}) == "m8"
    assert next_part("i", set()) == "i1"
