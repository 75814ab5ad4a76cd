"""Roles: proposed by one, confirmed by another; accounts closed and opened; one's own password."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from uratibu.web.accounts import operations
from uratibu.web.accounts.models import Grant, Person, Proposal
from uratibu.web.accounts.operations import RoleRefused, proposals
from uratibu.web.accounts.permissions import NotAllowed, roles_of
from uratibu.web.audit.models import Entry
from web_set_up import PASSWORD


def wish(role="IFP", days=300, reason="Nominated"):
    today = timezone.localdate()
    return proposals.Wish(role, today, today + timedelta(days=days), reason)


def acts():
    return list(Entry.objects.order_by("id").values_list("act", flat=True))


@pytest.fixture
def proposed(person):
    return proposals.propose_role(person(), wish(), by=person("SEC"))


def test_a_confirmed_proposal_gives_the_role(person, proposed):
    assert roles_of(proposed.person) == {"PUB"}

    confirmed = proposals.confirm_proposal(proposed, by=person("HEAD"))

    assert roles_of(Person.objects.get(pk=proposed.person_id)) == {"PUB", "IFP"}
    assert confirmed.grant.reason == "Nominated"
    assert acts() == [
        "accounts.role-proposed", "accounts.role-granted", "accounts.proposal-confirmed",
    ]  # fmt: skip


def test_nobody_confirms_what_they_proposed_or_get(person, proposed):
    proposer, receiver = person("ADM"), person("ADM")
    mine = proposals.propose_role(person(), wish("CFP"), by=proposer)
    for_one = proposals.propose_role(receiver, wish("SEC"), by=proposer)

    for proposal, by in ((mine, proposer), (for_one, receiver)):
        with pytest.raises(RoleRefused, match="A second person decides"):
            proposals.confirm_proposal(proposal, by=by)
    with pytest.raises(NotAllowed):
        proposals.confirm_proposal(proposed, by=person("SEC"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=mine.pk).update(decided_by=proposer, declined="no")


def test_a_declined_proposal_gives_nothing_and_keeps_the_reason(person, proposed):
    proposals.decline_proposal(proposed, by=person("ADM"), reason="No letter")

    proposed.refresh_from_db()
    assert (proposed.declined, Grant.objects.filter(person=proposed.person).count()) == (
        "No letter", 0,
    )  # fmt: skip
    with pytest.raises(RoleRefused, match="decided this already"):
        proposals.confirm_proposal(proposed, by=person("HEAD"))


@pytest.mark.parametrize(
    ("held", "wanted", "said"),
    [
        ((), wish(days=366), "a year at most"),
        ((), wish("CAS", days=93), "three months"),
        (("AUD",), wish("STA"), "only one of these roles"),
        (("IFP",), wish("IFP"), "withdraw it before"),
        ((), wish("KING"), "is not a role"),
    ],
    ids=["long", "long-case-worker", "second-of-a-kind", "has-it", "unknown"],
)
def test_propose_role_refuses_what_no_rule_allows(person, held, wanted, said):
    with pytest.raises(RoleRefused, match=said):
        proposals.propose_role(person(*held), wanted, by=person("ADM"))


def test_propose_role_refuses_oneself_and_a_second_time(person, proposed):
    officer = person("SEC")

    with pytest.raises(RoleRefused, match="for themselves"):
        proposals.propose_role(officer, wish("IHD"), by=officer)
    with pytest.raises(RoleRefused, match="proposed already"):
        proposals.propose_role(proposed.person, wish(), by=officer)


def test_the_head_confirms_a_case_worker(person):
    proposal = proposals.propose_role(person(), wish("CAS", days=90), by=person("SEC"))

    with pytest.raises(RoleRefused, match="head of the secretariat"):
        proposals.confirm_proposal(proposal, by=person("ADM"))
    assert proposals.confirm_proposal(proposal, by=person("HEAD")).grant is not None


def test_a_role_that_ran_out_is_renewed(person):
    someone = person()
    Grant.objects.create(
        person=someone, role="IFP", reason="last year",
        valid_from=date(2025, 1, 1), valid_to=date(2025, 12, 31),
    )  # fmt: skip
    proposal = proposals.propose_role(someone, wish(), by=person("SEC"))

    proposals.confirm_proposal(proposal, by=person("HEAD"))

    assert roles_of(someone) == {"PUB", "IFP"}


def test_disable_account_ends_every_role_and_the_session(client, person):
    someone, admin = person("IFP", "DIA"), person("ADM")
    client.force_login(someone)

    operations.disable_account(someone, by=admin, reason="Left the ministry")

    assert client.get("/account/").status_code == 302
    assert not someone.grants.filter(withdrawn_at=None).exists()
    with pytest.raises(operations.SignInRefused):
        operations.check_credentials(someone.email, PASSWORD)
    with pytest.raises(RoleRefused):
        operations.disable_account(admin, by=admin, reason="x")
    operations.enable_account(someone, by=admin)
    assert operations.check_credentials(someone.email, PASSWORD) == someone


def test_people_on_screen_propose_confirm_and_withdraw(client, person):
    someone, officer, head = person(), person("SEC"), person("HEAD")
    today = timezone.localdate()
    client.force_login(officer)
    asked = {
        "role": "CFP", "valid_from": today.isoformat(),
        "valid_to": (today + timedelta(days=200)).isoformat(), "reason": "Letter TUR/3",
    }  # fmt: skip

    assert client.post(f"/people/{someone.pk}/propose/", asked).status_code == 302
    proposal = Proposal.objects.get()
    assert client.post(f"/people/proposals/{proposal.pk}/confirm/").status_code == 404
    client.force_login(head)
    page = client.get(f"/people/{someone.pk}/").content.decode()
    assert f"/people/proposals/{proposal.pk}/confirm/" in page
    client.post(f"/people/proposals/{proposal.pk}/confirm/")
    assert roles_of(Person.objects.get(pk=someone.pk)) == {"PUB", "CFP"}
    client.post(f"/people/grants/{Grant.objects.get(person=someone).pk}/withdraw/")
    assert roles_of(Person.objects.get(pk=someone.pk)) == {"PUB"}


def test_people_on_screen_decline_needs_a_reason(client, person, proposed):
    client.force_login(person("HEAD"))
    address = f"/people/proposals/{proposed.pk}/decline/"

    told = client.post(address, follow=True).content.decode()
    assert "Say why; the reason is kept." in told
    client.post(address, {"reason": "No letter"})
    proposed.refresh_from_db()
    assert proposed.declined == "No letter"


def test_a_wrong_proposal_says_where(client, person):
    someone = person()
    client.force_login(person("ADM"))
    asked = {"role": "CFP", "valid_from": "2026-02-01", "valid_to": "2026-01-01", "reason": "x"}

    answer = client.post(f"/people/{someone.pk}/propose/", asked)

    assert answer.status_code == 422
    assert "The end lies before the beginning." in answer.content.decode()


def test_an_account_is_closed_and_opened_on_screen(client, person):
    someone = person("IFP")
    client.force_login(person("ADM"))

    client.post(f"/people/{someone.pk}/disable/", {"reason": "Left"})
    assert not Person.objects.get(pk=someone.pk).is_active
    assert "Open the account again" in client.get(f"/people/{someone.pk}/").content.decode()
    client.post(f"/people/{someone.pk}/enable/")
    assert Person.objects.get(pk=someone.pk).is_active


@pytest.mark.parametrize("several", [1, 3])
def test_queries_of_people_do_not_grow(client, person, several, django_assert_num_queries):
    for _time in range(several):
        person("IFP")
    client.force_login(person("ADM"))
    client.get("/people/")

    with django_assert_num_queries(7):
        client.get("/people/")


def test_people_are_searched_by_name_and_address(client, person):
    person(email="asha@example.org")
    client.force_login(person("AUD", email="zed@example.net"))

    text = client.get("/people/?q=ASHA").content.decode()

    assert "asha@example.org" in text
    assert "zed@example.net" not in text


NEW = "a sentence nobody guesses"


def change(client, **more):
    return client.post("/account/password/", {"old": PASSWORD, "new": NEW, "again": NEW, **more})


def test_one_s_own_password_is_changed_and_one_stays_signed_in(client, person):
    someone = person()
    client.force_login(someone)

    assert change(client).status_code == 302
    assert client.get("/account/").status_code == 200
    assert operations.check_credentials(someone.email, NEW) == someone
    assert "accounts.password-changed" in acts()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"old": "wrong"}, "The present password is not right."),
        ({"again": "other"}, "The two are not the same."),
        ({"new": "short", "again": "short"}, "too short"),
    ],
    ids=["wrong", "not-alike", "weak"],
)
def test_a_password_that_cannot_be_changed_says_why(client, person, more, said):
    someone = person()
    client.force_login(someone)

    answer = change(client, **more)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert operations.check_credentials(someone.email, PASSWORD) == someone


def test_the_password_of_a_demonstration_stays(client, person):
    client.force_login(person(is_demo=True))

    assert "all may know it" in change(client).content.decode()
