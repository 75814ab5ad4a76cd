"""Links of crosswalks reviewed on screen: who may, four eyes, and where the decision shows."""

import csv
import io
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from uratibu.core.norms.model import Relation
from uratibu.core.norms.review import Standing, Verdict
from uratibu.web.accounts.permissions import NotAllowed
from uratibu.web.audit.models import Entry
from uratibu.web.institutions.models import Duty
from uratibu.web.institutions.operations import posts
from uratibu.web.norms import operations
from uratibu.web.norms.models import LinkReview, WordsStay
from uratibu.web.norms.permissions import OwnWord
from uratibu.web.norms.queries import crosswalks, relations, reviews

WALK, ENDS = "gcm--sdg", ("gcm/1", "sdg/10.7")
LINK = f"/commitments/crosswalks/{WALK}/link/?from=gcm/1&to=sdg/10.7"


@pytest.fixture
def known(site_of_kenya):
    return site_of_kenya.installation


@pytest.fixture
def officer(person):
    return person("SEC")


def page(known):
    return crosswalks.link_page(known, WALK, *ENDS, names=True)


def say(known, verdict, by, **more):
    found = page(known)
    facts = {"relation": found.found.link.relation, "reason": "Both texts read", **more}
    return operations.review_link(
        WALK, found.found, verdict, seen=facts.pop("seen", found.newest), by=by, **facts
    )


def test_confirm_is_one_act_and_names_the_person_to_colleagues_only(client, known, officer):
    say(known, Verdict.CONFIRM, officer)

    public = client.get(f"/commitments/crosswalks/{WALK}/?standing=confirmed").content.decode()
    client.force_login(officer)
    inside = client.get(f"/commitments/crosswalks/{WALK}/?standing=confirmed").content.decode()

    assert "Secretariat officer," in public
    assert officer.name not in public
    assert f"{officer.name}," in inside
    assert list(Entry.objects.values_list("act", flat=True)) == ["norms.link-reviewed"]


def test_the_public_reads_the_institution_of_the_reviewer(client, known, person, officer):
    post = posts.create_post("KNBS", Duty.FOCAL_POINT, by=officer)
    statistician = person("STA")
    posts.appoint(
        post, statistician, valid_from=date(2026, 1, 1), letter=posts.Letter("A"), by=officer
    )
    say(known, Verdict.CONFIRM, statistician)

    assert "Kenya National Bureau of Statistics" in client.get(LINK).content.decode()


def test_a_change_holds_once_a_second_person_agrees(known, person, officer):
    row = say(known, Verdict.CHANGE, officer, relation=Relation.SUPPORTS)
    assert page(known).found.standing is Standing.UNREVIEWED
    assert page(known).line.is_waiting

    operations.answer_review(row, agrees=True, reason="", by=person("STA"))

    found = page(known).found
    assert (found.standing, found.link.relation, found.pack_link.relation) == (
        Standing.CHANGED, Relation.SUPPORTS, Relation.DIRECT,
    )  # fmt: skip
    walks = reviews.walks_in_force(known, names=False)
    told = [r for r in relations.related(known, "gcm/1", walks) if "/sdg/10.7/" in r.url]
    assert [(r.relation, r.status) for r in told] == [("supports", "confirmed with a change")]


def test_a_rejected_link_leaves_the_pages_of_its_norms(client, known, person, officer):
    row = say(known, Verdict.REJECT, officer)
    operations.answer_review(row, agrees=True, reason="", by=person("STA"))

    assert 'href="/commitments/sdg/10.7/"' not in client.get("/commitments/gcm/1/").content.decode()
    rejected = client.get(f"/commitments/crosswalks/{WALK}/?standing=rejected").content.decode()
    assert 'href="/commitments/sdg/10.7/"' in rejected


def test_nobody_answers_their_own_proposal_and_the_database_agrees(known, officer):
    row = say(known, Verdict.REJECT, officer)

    with pytest.raises(OwnWord):
        operations.answer_review(row, agrees=True, reason="", by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        LinkReview.objects.create(
            crosswalk=WALK, from_node=ENDS[0], to_node=ENDS[1], verdict="agree", of="direct",
            relation="direct", by=officer, at=row.at, role="SEC", answers=row,
            proposed_by=officer,
        )  # fmt: skip


def test_a_proposal_is_answered_once(known, person, officer):
    row = say(known, Verdict.REJECT, officer)
    operations.answer_review(row, agrees=False, reason="They do relate", by=person("STA"))

    with pytest.raises(operations.Moved):
        operations.answer_review(row, agrees=True, reason="", by=person("SEC"))
    assert page(known).found.standing is Standing.UNREVIEWED


def test_the_later_of_two_reviewers_reads_the_first(known, person, officer):
    say(known, Verdict.CONFIRM, officer)

    with pytest.raises(operations.Moved):
        say(known, Verdict.REJECT, person("STA"), seen=0)


@pytest.mark.parametrize("role", ["IFP", "HEAD", "AUD", "ADM"])
def test_review_is_for_those_whom_the_policy_names(known, person, role):
    with pytest.raises(NotAllowed):
        say(known, Verdict.CONFIRM, person(role))


def test_a_word_is_never_changed_or_removed(known, officer):
    row = say(known, Verdict.CONFIRM, officer)

    for act in (row.save, row.delete):
        with pytest.raises(WordsStay):
            act()


def test_the_file_has_the_columns_of_a_pack_and_the_review(client, known, officer):
    say(known, Verdict.CONFIRM, officer)
    client.force_login(officer)

    answer = client.get(f"/commitments/crosswalks/{WALK}/file/")

    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    ours = [row for row in rows if (row["from"], row["to"]) == ENDS]
    assert len(rows) == len(crosswalks.walk_named(known, WALK).links)
    assert [(row["status"], row["reviewer"], row["reason"]) for row in ours] == [
        ("confirmed", officer.name, "Both texts read")
    ]


def test_review_on_screen_goes_from_proposal_to_answer(client, person, officer):
    second = person("STA")
    client.force_login(officer)
    wish = {"verdict": "change", "relation": "supports", "reason": "Only in part", "seen": 0}

    assert client.post(LINK, {**wish, "reason": ""}).status_code == 422
    assert client.post(LINK, wish).status_code == 302
    assert "Somebody was quicker" in client.post(LINK, wish).content.decode()
    row = LinkReview.objects.get()
    own = client.post(f"/commitments/reviews/{row.pk}/answer/", {"agrees": "yes"}, follow=True)
    assert "this is your own proposal" in own.content.decode()
    client.force_login(second)
    no = client.post(f"/commitments/reviews/{row.pk}/answer/", {"agrees": "no"}, follow=True)
    assert "Say why you decline." in no.content.decode()
    yes = client.post(f"/commitments/reviews/{row.pk}/answer/", {"agrees": "yes"}, follow=True)
    assert "confirmed with a change" in yes.content.decode()


def test_the_public_reads_a_link_without_a_form(client):
    text = client.get(LINK).content.decode()

    assert "Nobody has reviewed this link here." in text
    assert "<textarea" not in text
    said = client.post(LINK, {"verdict": "confirm", "relation": "direct", "seen": 0})
    assert said.status_code == 404
    assert not LinkReview.objects.exists()


@pytest.mark.parametrize(
    "address",
    ["/commitments/crosswalks/none/", f"/commitments/crosswalks/{WALK}/link/?from=gcm/1&to=gcm/2"],
)
def test_what_is_no_link_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_crosswalk_turned_reads_from_the_far_end(known):
    straight = crosswalks.page(known, WALK, standing="", turned=False, names=False)
    turned = crosswalks.page(known, WALK, standing="", turned=True, names=False)

    assert {line.url for line in straight.lines} == {line.url for line in turned.lines}
    assert straight.lines != turned.lines
    assert sum(count.number for count in straight.counts[:-1]) == straight.total


@pytest.mark.parametrize("several", [1, 3])
def test_queries_of_a_crosswalk_do_not_grow(
    client, known, officer, several, django_assert_num_queries
):
    for _time in range(several):
        say(known, Verdict.CONFIRM, officer)

    with django_assert_num_queries(1):
        client.get(f"/commitments/crosswalks/{WALK}/")
    with django_assert_num_queries(1):
        client.get("/commitments/crosswalks/")
    with django_assert_num_queries(1):
        client.get("/commitments/gcm/1/")


def test_a_norm_leads_to_the_ones_before_and_after_it(client):
    first, second = (client.get(f"/commitments/gcm/{n}/").content.decode() for n in (1, 2))

    assert 'rel="next"' in first
    assert 'rel="prev"' not in first
    assert 'href="/commitments/gcm/1/" rel="prev"' in second


def test_the_crosswalks_lead_a_second_person_to_what_waits(client, known, person, officer):
    say(known, Verdict.REJECT, officer)
    told = "Proposals that wait for a second person"

    client.force_login(officer)
    assert told not in client.get("/commitments/crosswalks/").content.decode()
    client.force_login(person("STA"))
    text = client.get("/commitments/crosswalks/").content.decode()
    assert told in text
    assert "gcm/1 \u2192 sdg/10.7" in text
