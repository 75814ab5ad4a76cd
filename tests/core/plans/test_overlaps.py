"""Gaps and overlaps, as a secretariat reads them."""

from dataclasses import replace

from plan_examples import PLAN, element, large_plan
from uratibu.core.labels import label
from uratibu.core.plans import overlaps
from uratibu.core.plans.overlaps import Near, Shared

NORMS = ("g/1", "g/1/a", "g/1/b", "g/2", "g/2/a")
PARENTS = {"g/1/a": "g/1", "g/1/b": "g/1", "g/2/a": "g/2"}


def plan(*elements):
    return replace(PLAN, elements=elements)


def unserved(*norms):
    return overlaps.unserved(plan(element("A", norms=norms)), NORMS, PARENTS)


def test_unserved_names_what_nobody_serves():
    assert unserved() == NORMS
    assert unserved("g/1/a") == ("g/1/b", "g/2", "g/2/a")


def test_unserved_takes_the_parts_of_a_served_norm_as_served():
    assert unserved("g/1") == ("g/2", "g/2/a")


def test_shared_names_norms_that_several_institutions_lead_on():
    one, two = element("A", norms=("g/1/a",), lead="X"), element("B", norms=("g/1/a",), lead="Y")
    own = element("C", norms=("g/1/b",), lead="X")

    assert overlaps.shared(plan(one, two, own, replace(own, id="D")), NORMS) == (
        Shared("g/1/a", ("X", "Y"), (one, two)),
    )


def test_near_duplicates_finds_titles_that_share_most_words():
    one = element("A", title=label("Train county officers in data protection"))
    two = element("B", title=label("Train the county officers in data protection"))
    far = element("C", title=label("Train nurses"))

    assert overlaps.near_duplicates(plan(one, two, far)) == (Near(one, two, 83),)


def test_near_duplicates_does_not_compare_an_action_with_its_own_activity():
    one = element("A", title=label("Train officers"))
    inside = element("B", parent="A", title=label("Train officers"))

    assert overlaps.near_duplicates(plan(one, inside)) == ()


def test_near_duplicates_of_a_large_plan_does_not_compare_everything():
    assert len(overlaps.near_duplicates(large_plan(300, 0))) == 299
