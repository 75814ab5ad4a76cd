"""Pages of accounts: each once with one who may and one who may not."""

import re

import pytest
from django.urls import reverse

from uratibu.web.accounts.models import Person
from uratibu.web.audit.models import Entry
from web_set_up import PASSWORD


def sign_in(client, email, password=PASSWORD, wanted=""):
    address = reverse("accounts:sign-in") + (f"?next={wanted}" if wanted else "")
    return client.post(address, {"email": email, "password": password})


def test_sign_in_leads_to_ones_desk(client, person):
    person(email="a@example.org")

    answer = sign_in(client, "a@example.org")

    assert (answer.status_code, answer["Location"]) == (302, reverse("desk:index"))
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_sign_in_with_a_wrong_password_says_so_and_keeps_the_address(client, person):
    person(email="a@example.org")

    answer = sign_in(client, "a@example.org", "wrong")

    assert answer.status_code == 422
    text = answer.content.decode()
    assert "The e-mail address or the password is not right." in text
    assert 'value="a@example.org"' in text
    assert "wrong" not in re.sub(r"<[^>]*class=\"[^\"]*wrong[^\"]*\"[^>]*>", "", text)


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_sign_in_never_leads_to_another_site(client, person, wanted):
    person(email="a@example.org")

    assert sign_in(client, "a@example.org", wanted=wanted)["Location"] == "/desk/"


def test_sign_in_gives_a_new_session(client, person):
    person(email="a@example.org")
    client.session["mine"] = "planted"
    before = client.session.session_key

    sign_in(client, "a@example.org")

    assert client.session.session_key not in (None, before)


def test_sign_out_ends_the_session_for_good(client, person):
    person(email="a@example.org")
    sign_in(client, "a@example.org")
    stolen = client.cookies["session"].value

    assert client.post(reverse("accounts:sign-out")).status_code == 302
    client.cookies["session"] = stolen

    assert client.get(reverse("accounts:profile")).status_code == 302


def test_profile_asks_the_unknown_to_sign_in(client, db):
    answer = client.get(reverse("accounts:profile"))

    assert answer["Location"] == "/account/sign-in/?next=/account/"


def test_profile_shows_ones_name_roles_and_work(client, person):
    client.force_login(person("STA"))

    text = client.get("/account/").content.decode()

    assert 'value="Person 1"' in text
    assert "Statistician, until 1 January 2999" in text
    assert 'href="/desk/data/"' in text


def test_profile_shows_no_work_that_one_may_not_open(client, person):
    client.force_login(person("CAS"))

    assert "/desk/data/" not in client.get("/account/").content.decode()


def test_profile_saves_what_was_changed(client, person):
    someone = person("STA")
    client.force_login(someone)

    answer = client.post(reverse("accounts:profile"), {"name": "Amina", "language": "sw"})

    assert answer.status_code == 302
    stored = Person.objects.get(pk=someone.pk)
    assert (stored.name, stored.language) == ("Amina", "sw")
    assert list(Entry.objects.values_list("act", flat=True)) == ["accounts.profile-changed"]


def test_policy_is_public_and_shows_every_role(client, db):
    text = client.get("/sw/policy/").content.decode()

    assert "Mtakwimu" in text
    assert "profile.change-own" not in text


def test_the_banner_stands_on_every_page_of_a_demonstration_only(client, db, settings):
    banner = "Demonstration set-up"
    assert banner not in client.get("/policy/").content.decode()
    settings.DEMO = True

    for address in ("/policy/", "/account/sign-in/"):
        assert banner in client.get(address).content.decode()
