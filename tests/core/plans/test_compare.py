"""Two states of a plan, and what a reader is told of the difference."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from plan_examples import PLAN, TRAIN, WELCOME, element
from uratibu.core.labels import label
from uratibu.core.plans.compare import (
    Comparison,
    ElementChange,
    FieldChange,
    Kind,
    compare,
    compare_elements,
)


def changed(old, **said):
    """The plan with one element that says something else."""
    new = replace(old, **said)
    return replace(PLAN, elements=tuple(new if e.id == old.id else e for e in PLAN.elements)), new


def test_compare_with_itself_finds_nothing():
    assert compare(PLAN, PLAN) == Comparison((), (), same=7)


def test_compare_names_each_field_by_its_path():
    moved = replace(WELCOME.milestones[1], due_on=date(2026, 5, 31))
    new, element_after = changed(
        WELCOME, title=label("Open desks"), milestones=(WELCOME.milestones[0], moved)
    )

    assert compare(PLAN, new).elements == (
        ElementChange(Kind.CHANGED, WELCOME, element_after, (
            FieldChange(("title", "en"), "Open welcome desks", "Open desks"),
            FieldChange(("milestones", "m2", "due_on"), "2026-03-31", "2026-05-31"),
        )),
    )  # fmt: skip


def test_compare_tells_added_removed_and_withdrawn_apart():
    gone = replace(TRAIN, withdrawn_on=date(2026, 1, 1), withdrawn_because="No money.")
    new = replace(PLAN, elements=(*PLAN.elements[:5], gone, element("A-3")))

    assert [(c.kind, c.element.id) for c in compare(PLAN, new).elements] == [
        (Kind.WITHDRAWN, "A-2-01"), (Kind.ADDED, "A-3"), (Kind.REMOVED, "A-2-02"),
    ]  # fmt: skip


def test_compare_sees_what_moved_and_what_was_only_renumbered():
    moved, _ = changed(TRAIN, parent="T1")
    renumbered, _ = changed(TRAIN, code="2.7")

    assert (compare(PLAN, moved).moved, compare(PLAN, moved).renumbered) == (1, 0)
    assert (compare(PLAN, renumbered).moved, compare(PLAN, renumbered).renumbered) == (0, 1)


def test_compare_tells_what_the_plan_itself_says_otherwise():
    new = replace(PLAN, version="2")

    assert compare(PLAN, new).plan == (FieldChange(("version",), "", "2"),)


def test_compare_elements_keeps_budget_lines_of_one_name_apart():
    twice = replace(WELCOME, budget=(WELCOME.budget[0], WELCOME.budget[0]))
    once = replace(WELCOME, budget=(WELCOME.budget[0],))

    found = compare_elements(once, twice)

    assert {change.path[1] for change in found} == {"planned DIS 2024/25 TLC+"}


@given(st.permutations(PLAN.elements))
def test_compare_does_not_mind_the_order(elements):
    assert compare(PLAN, replace(PLAN, elements=tuple(elements))).elements == ()
