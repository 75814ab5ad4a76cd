"""The policy file covers every route and decides every request; nothing else is granted."""

import re
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404
from django.urls import NoReverseMatch, path, resolve, reverse

from uratibu.config import enforce
from uratibu.core.findings import Refused
from uratibu.web.accounts import permissions

PUBLIC = permissions.PUBLIC
ROLES = tuple(permissions.policy().roles)
ROUTES = tuple(permissions.policy().routes)


def test_every_route_has_a_line_and_every_line_a_route():
    assert enforce.routes_without_a_line() == ()
    assert enforce.lines_without_a_route() == ()


def test_a_route_without_a_line_does_not_start(settings):
    settings.ROOT_URLCONF = (path("new/", enforce.Policy, name="unlisted"),)

    with pytest.raises(ImproperlyConfigured, match="unlisted"):
        enforce.require_every_route()


@pytest.fixture
def one_of_each(person):
    """Someone of each role, and someone unknown."""
    return {role: AnonymousUser() if role == PUBLIC else person(role) for role in ROLES}


@pytest.mark.parametrize("route", ROUTES)
def test_matrix_every_role_meets_the_answer_of_the_policy(route, one_of_each, address_of, rf):
    granted = permissions.policy().routes[route]
    for role, someone in one_of_each.items():
        known = {permissions.SIGNED_IN} if role != PUBLIC else set()
        expected = "in" if granted & ({role, PUBLIC} | known) else "nothing"
        if expected == "nothing" and role == PUBLIC:
            expected = "sign in"
        assert meets(someone, address_of(route), rf) == expected, (route, role)


def meets(someone, address, rf):
    """What a person meets at the door of an address."""
    request = rf.get(address)
    request.user, request.resolver_match = someone, resolve(address)
    try:
        answer = enforce.Policy(lambda request: None).process_view(request, None, (), {})
    except Http404:
        return "nothing"
    return "in" if answer is None else "sign in"


def test_the_door_stands_in_the_way_of_every_request(client, db):
    assert client.get("/account/").status_code == 302
    assert client.post("/account/").status_code == 404


@pytest.fixture
def address_of():
    """An address of a route, with something in each place of its pattern."""

    def find(route):
        for filling in (each for n in range(6) for each in product(("1", "one"), repeat=n)):
            try:
                return reverse(route, args=filling)
            except NoReverseMatch:
                continue
        pytest.fail(f"no address was found for {route}")

    return find


def test_who_may_not_open_a_page_learns_nothing(client, person):
    client.force_login(person())

    refused = client.post("/account/sign-in/none/")

    assert refused.status_code == 404


BROKEN = """
roles:
  PUB: {title: {en: Public}}
routes:
  portal:home: [KING]
  portal:data: []
  portal:page: everyone
action: {}
"""


def test_load_policy_names_every_fault(tmp_path):
    file = tmp_path / "policy.yaml"
    file.write_text(BROKEN)

    with pytest.raises(Refused) as refused:
        permissions.load_policy(file)

    assert [(f.rule, f.where.key) for f in refused.value.findings] == [
        ("policy/roles", "routes.portal:home"),
        ("policy/roles", "routes.portal:data"),
        ("plain/unknown-key", "action"),
    ]


def test_an_action_that_the_policy_does_not_name_is_a_fault_of_the_code(person):
    with pytest.raises(permissions.UnknownAction, match=re.escape("'plans.adopt'")):
        permissions.may(person("STA"), "plans.adopt")


def test_require_hides_what_is_not_allowed(person):
    permissions.require(person(), "profile.change-own")
    with pytest.raises(permissions.NotAllowed):
        permissions.require(AnonymousUser(), "profile.change-own")


def test_every_role_and_action_has_words_in_both_languages():
    known = permissions.policy()

    for thing in (*known.roles.values(), *known.actions.values()):
        assert set(thing.title.languages()) >= {"en", "sw"}, thing
