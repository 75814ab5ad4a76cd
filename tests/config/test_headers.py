"""What every answer carries, and what it must not: headers, cookies, scripts from elsewhere."""

import re

import pytest
from django.test import Client
from django.utils.timezone import now

from uratibu.config import sessions

PAGES = ("/policy/", "/account/sign-in/", "/nothing-here/", "/sw/policy/")


@pytest.mark.parametrize("page", PAGES)
def test_every_answer_carries_the_safe_headers(client, db, page):
    headers = client.get(page).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("page", PAGES)
def test_the_content_policy_is_strict(client, db, page):
    policy = client.get(page).headers["Content-Security-Policy"]

    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives == {
        "default-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "object-src": "'none'",
    }


@pytest.mark.parametrize("page", ["/policy/", "/account/sign-in/"])
def test_a_page_has_no_inline_script_or_style_and_nothing_from_outside(client, db, page):
    text = client.get(page).content.decode()

    assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|<style", text)
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", text)


def test_a_reader_without_an_account_gets_no_cookie(client, db):
    assert not client.get("/policy/").cookies


def test_cookies_are_closed_to_scripts_and_other_sites(client, person):
    client.force_login(person())
    answer = client.get("/account/sign-in/")
    session, csrf = client.cookies["session"], answer.cookies["csrf"]

    for cookie in (session, csrf):
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert session["max-age"] == 30 * 60


def test_a_page_of_a_signed_in_person_is_kept_nowhere(client, person):
    client.force_login(person())

    assert client.get("/account/").headers["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("address", ["/account/sign-in/", "/account/", "/account/sign-out/"])
@pytest.mark.parametrize("origin", [None, "https://evil.example"])
def test_an_unsafe_request_without_a_token_is_refused(person, address, origin):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person())

    answer = strict.post(address, {}, headers={"origin": origin} if origin else {})

    assert answer.status_code == 403


def test_a_session_ends_after_half_an_hour_without_use(client, person):
    client.force_login(person())
    client.get("/account/")
    age(client, used_seconds=sessions.settings.SESSION_COOKIE_AGE + 1)

    assert client.get("/account/").status_code == 302


def test_a_session_ends_after_ten_hours_of_use(client, person):
    client.force_login(person())
    client.get("/account/")
    age(client, started_seconds=10 * 60 * 60 + 1)

    assert client.get("/account/").status_code == 302


def test_a_session_in_use_goes_on_and_is_written_once_a_minute(client, person):
    client.force_login(person())
    client.get("/account/")
    age(client, used_seconds=30)
    noted = client.session["used_at"]
    client.get("/account/")
    assert client.session["used_at"] == noted

    age(client, used_seconds=61)
    client.get("/account/")

    assert client.session["used_at"] >= int(now().timestamp()) - 5


def age(client, *, used_seconds=0, started_seconds=0):
    """Let time pass over a session."""
    session = client.session
    session["used_at"] -= used_seconds
    session["started_at"] -= started_seconds
    session.save()


def test_an_address_without_a_page_leads_on_in_both_languages(client, db):
    for address, words in (("/none/", "There is nothing here"), ("/sw/none/", "Hapa hakuna kitu")):
        answer = client.get(address)

        assert answer.status_code == 404
        assert f"<h1>{words}</h1>" in answer.content.decode()


def test_a_fault_shows_a_page_that_needs_nothing(client, db, settings):
    settings.DEBUG = False
    settings.ROOT_URLCONF = "broken_urls"
    client.raise_request_exception = False

    answer = client.get("/policy/")

    assert answer.status_code == 500
    assert "Hitilafu imetokea" in answer.content.decode()


def test_a_form_that_grew_old_says_that_nothing_was_changed(db):
    answer = Client(enforce_csrf_checks=True).post("/sw/account/sign-in/", {})

    assert answer.status_code == 403
    assert "Hakuna kilichobadilishwa" in answer.content.decode()
