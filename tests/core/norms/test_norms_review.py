"""A crosswalk with reviews: the newest settled word wins, the pack's link stays."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uratibu.core.findings import Where
from uratibu.core.labels import label
from uratibu.core.norms import export, review
from uratibu.core.norms.load import load_crosswalk
from uratibu.core.norms.model import Crosswalk, Link, Relation, Status
from uratibu.core.norms.review import Answer, Review, Reviewed, Standing, Verdict

LINK = Link("gcm/5", "sdg/10.7", Relation.SUPPORTS, "source", reason="from the titles")
DAY = date(2026, 5, 4)


def word(verdict, relation=Relation.SUPPORTS, **more):
    needs = Answer.NOT_NEEDED if verdict is Verdict.CONFIRM else Answer.WAITING
    facts = {"reviewer": "Asha", "reviewed_on": DAY, "reason": "read both", "answer": needs}
    return Review("gcm/5", "sdg/10.7", verdict, Relation.SUPPORTS, relation, **(facts | more))


def test_a_link_without_reviews_stands_as_the_pack_says():
    assert review.in_force(LINK, ()) == Reviewed(LINK, LINK, Standing.UNREVIEWED)
    confirmed = replace(LINK, status=Status.CONFIRMED)
    assert review.in_force(confirmed, ()).standing is Standing.CONFIRMED


def test_confirm_names_the_reviewer_and_keeps_the_rest():
    said = word(Verdict.CONFIRM)

    assert review.in_force(LINK, [said]) == Reviewed(
        replace(
            LINK, reviewer="Asha", reviewed_on=DAY, status=Status.CONFIRMED, reason="read both"
        ),
        LINK, Standing.CONFIRMED, said,
    )  # fmt: skip


@pytest.mark.parametrize("verdict", [Verdict.CHANGE, Verdict.REJECT])
def test_a_change_waits_for_a_second_person(verdict):
    said = word(verdict, Relation.EQUIVALENT)

    assert review.in_force(LINK, [said]) == Reviewed(LINK, LINK, Standing.UNREVIEWED, waiting=said)


def test_an_agreed_change_has_the_new_relation():
    said = word(Verdict.CHANGE, Relation.EQUIVALENT, answer=Answer.AGREED, second="Ben")
    found = review.in_force(LINK, [said])

    assert (found.standing, found.link.relation, found.pack_link) == (
        Standing.CHANGED, Relation.EQUIVALENT, LINK,
    )  # fmt: skip


def test_an_agreed_rejection_takes_the_link_out_of_force():
    found = review.in_force(LINK, [word(Verdict.REJECT, answer=Answer.AGREED)])

    assert (found.is_in_force, found.standing, found.link.status) == (
        False, Standing.REJECTED, Status.SUPERSEDED,
    )  # fmt: skip


def test_a_declined_change_leaves_what_stood_before():
    first = word(Verdict.CONFIRM)
    declined = word(Verdict.REJECT, answer=Answer.DECLINED)

    assert review.in_force(LINK, [first, declined]) == review.in_force(LINK, [first])


def test_a_review_of_another_relation_does_not_hold_unless_the_pack_took_it_over():
    said = word(Verdict.CHANGE, Relation.EQUIVALENT, answer=Answer.AGREED)
    taken_over = replace(LINK, relation=Relation.EQUIVALENT)
    moved_on = replace(LINK, relation=Relation.CONFLICTS)

    assert review.in_force(taken_over, [said]).standing is Standing.CONFIRMED
    assert review.in_force(moved_on, [said]).standing is Standing.UNREVIEWED


def test_a_review_of_another_pair_says_nothing():
    assert review.in_force(LINK, [replace(word(Verdict.CONFIRM), to_node="sdg/1")]).review is None


words = st.builds(
    word, st.sampled_from(Verdict), st.sampled_from(Relation), answer=st.sampled_from(Answer)
)


@given(st.lists(words, max_size=6))
def test_the_newest_settled_review_always_wins(said):
    found = review.in_force(LINK, said)
    settled = [each for each in said if each.is_settled]

    assert found.review == (settled[-1] if settled else None)
    assert found.pack_link == LINK
    assert found.is_in_force == (not settled or settled[-1].verdict is not Verdict.REJECT)


@given(st.lists(words, max_size=6))
def test_a_reviewed_crosswalk_is_read_back_as_it_was_written(said):
    walk = Crosswalk("a--b", label({"en": "A and B"}), (LINK,))
    taken = review.reviewed_crosswalk(walk, said)
    rows = csv.DictReader(io.StringIO(export.crosswalk_as_csv(taken)))

    assert load_crosswalk(rows, walk.id, walk.title, Where()) == (taken, ())


def test_counts_have_every_standing():
    walk = Crosswalk("a--b", label({"en": "A"}), (LINK, replace(LINK, to_node="sdg/1")))

    assert review.counts(review.crosswalk(walk, [word(Verdict.CONFIRM)])) == {
        Standing.UNREVIEWED: 1, Standing.CONFIRMED: 1, Standing.CHANGED: 0, Standing.REJECTED: 0,
    }  # fmt: skip
