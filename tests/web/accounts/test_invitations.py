"""How somebody without an account comes to one, and what a link cannot do."""

from datetime import timedelta

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils import timezone

from uratibu.web.accounts.models import Person
from uratibu.web.accounts.operations import RoleRefused, invitations
from uratibu.web.accounts.permissions import NotAllowed
from uratibu.web.audit.models import Entry

PASSWORD = "a sentence about the lake"
ASKED = {"name": "Amina Example", "email": "Amina@Ministry.example", "language": "sw"}


def invited(client, by):
    client.force_login(by)
    response = client.post(reverse("institutions:invite"), ASKED)
    assert response.status_code == 200
    return Person.objects.get(email="amina@ministry.example"), response.context["address"]


def test_an_invited_person_chooses_a_password_and_signs_in(client, person):
    someone, address = invited(client, person("SEC"))
    assert not someone.has_usable_password()
    client.logout()
    page = client.get(address)
    assert (page.status_code, "amina@ministry.example" in page.content.decode()) == (200, True)
    opened = client.post(address, {"new": PASSWORD, "again": PASSWORD})
    assert opened.headers["Location"].endswith(reverse("accounts:sign-in"))
    said = {"email": "amina@ministry.example", "password": PASSWORD}
    assert client.post(reverse("accounts:sign-in"), said).status_code == 302
    acts = list(Entry.objects.order_by("id").values_list("act", flat=True))
    assert [act for act in acts if act.startswith("accounts.")] == [
        "accounts.created", "accounts.invited", "accounts.opened", "accounts.signed-in",
    ]  # fmt: skip


def test_a_link_works_once_and_only_as_it_was_given(client, person):
    someone, address = invited(client, person("SEC"))
    client.logout()
    assert client.get(address.rstrip("/") + "x/").status_code == 410
    other = reverse("accounts:open", args=[someone.pk + 1, address.rstrip("/").split("/")[-1]])
    assert client.get(other).status_code == 410
    client.post(address, {"new": PASSWORD, "again": PASSWORD})
    used = client.post(address, {"new": "another sentence here", "again": "another sentence here"})
    assert (used.status_code, Person.objects.get(pk=someone.pk).check_password(PASSWORD)) == (
        410, True,
    )  # fmt: skip


def test_a_link_is_too_old_after_three_days(person, monkeypatch):
    by = person("SEC")
    someone = invitations.invite_person(**ASKED, by=by)
    token = invitations.new_link(someone, by=by)
    later = timezone.now().replace(tzinfo=None) + timedelta(days=3, minutes=1)
    assert invitations.invited(someone.pk, token) == someone
    monkeypatch.setattr(default_token_generator, "_now", lambda: later)
    with pytest.raises(invitations.LinkRefused):
        invitations.invited(someone.pk, token)


def test_a_weak_password_is_refused_with_its_reason(client, person):
    someone, address = invited(client, person("SEC"))
    client.logout()
    response = client.post(address, {"new": "short", "again": "short"})
    assert (response.status_code, "12" in response.content.decode()) == (422, True)
    assert not Person.objects.get(pk=someone.pk).has_usable_password()


def test_nobody_makes_a_link_into_an_account_that_has_a_password(client, person):
    head, officer = person("HEAD"), person("SEC")
    head.set_password(PASSWORD)
    head.save()
    with pytest.raises(RoleRefused):
        invitations.new_link(head, by=officer)
    client.force_login(officer)
    response = client.post(reverse("institutions:invite-again", args=[head.pk]))
    assert response.headers["Location"] == reverse("institutions:person", args=[head.pk])


def test_an_address_is_taken_once_however_it_is_written(client, person):
    by = person("SEC")
    invitations.invite_person(**ASKED, by=by)
    client.force_login(by)
    response = client.post(
        reverse("institutions:invite"), ASKED | {"email": "AMINA@ministry.EXAMPLE"}
    )
    assert response.status_code == 422
    assert Person.objects.filter(email__iexact="amina@ministry.example").count() == 1


@pytest.mark.parametrize("role", ["IFP", "IHD", "STA", "AUD"])
def test_others_make_no_accounts(client, person, role):
    one = person(role)
    with pytest.raises(NotAllowed):
        invitations.invite_person(**ASKED, by=one)
    client.force_login(one)
    assert client.post(reverse("institutions:invite"), ASKED).status_code == 404
