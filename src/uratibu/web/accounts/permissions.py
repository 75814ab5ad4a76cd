"""Who may do what: the policy file read once, and the questions asked of it.

The file is the only place that grants; what it does not name is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from uratibu.core.findings import Finding, Refused, Where
from uratibu.core.labels import Label
from uratibu.core.plain import Reading

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from uratibu.web.accounts.models import Person

PUBLIC = "PUB"
EVERYONE = "everyone"
SIGNED_IN = "signed-in"


class UnknownAction(Exception):
    """Code asks for an action that the policy file does not name."""


class NotAllowed(Http404):
    """This person may not do this; to them it is as if it were not there."""


@dataclass(frozen=True)
class Role:
    """What a person may be. No one holds two roles that are one of a kind."""

    code: str
    title: Label
    is_one_of_a_kind: bool = False


@dataclass(frozen=True)
class Action:
    """A named thing to do, and the roles that may."""

    id: str
    title: Label
    roles: frozenset[str]


@dataclass(frozen=True)
class Policy:
    """The policy file: roles by code; for each route and action the roles that may."""

    roles: dict[str, Role]
    routes: dict[str, frozenset[str]]
    actions: dict[str, Action]
    desk: dict[str, Label]
    """Where people work: routes that a person who may open them finds in their account."""


@lru_cache(maxsize=1)
def policy() -> Policy:
    """The policy of this installation. Raises findings.Refused if the file has faults."""
    return load_policy(settings.POLICY_FILE)


def load_policy(file: Path) -> Policy:
    """Read a policy file. Raises findings.Refused with every fault of it."""
    plain = yaml.safe_load(file.read_text(encoding="utf-8"))
    findings: list[Finding] = []
    reading = Reading(plain, Where(file=file.name), findings)
    roles = _roles(reading)
    routes, actions = _routes(reading, roles), _actions(reading, roles)
    desk = _desk(reading, routes)
    reading.close()
    if findings:
        raise Refused(findings)
    return Policy(roles, routes, actions, desk)


def roles_of(person: Person | AnonymousUser) -> frozenset[str]:
    """The roles a person holds today; everyone is at least the public."""
    if not person.is_authenticated or not person.is_active:
        return frozenset({PUBLIC})
    known = getattr(person, "_roles", None)
    if known is None:
        held = person.grants.holding_on(timezone.localdate()).values_list("role", flat=True)
        known = frozenset(held) & frozenset(policy().roles) | {PUBLIC}
        person._roles = known
    return frozenset(known)


def person_of(request: HttpRequest) -> Person:
    """The signed-in person behind a request. Raises NotAllowed if there is none."""
    if not request.user.is_authenticated:
        raise NotAllowed(request.path)
    return request.user


def is_known(route: str) -> bool:
    """Whether the policy file has a line for a route."""
    return route in policy().routes


def may_open(person: Person | AnonymousUser, route: str) -> bool:
    """Whether a person may open a route; one without a line is closed to all."""
    return _is_allowed(person, policy().routes.get(route, frozenset()))


def may(person: Person | AnonymousUser, action: str) -> bool:
    """Whether a person may do something. Raises UnknownAction if the file does not name it."""
    known = policy().actions.get(action)
    if known is None:
        raise UnknownAction(f"add a line for {action!r} under actions in the policy file")
    return _is_allowed(person, known.roles)


def require(person: Person | AnonymousUser, action: str) -> None:
    """Go on only if a person may do something. Raises NotAllowed (shown as not found)."""
    if not may(person, action):
        raise NotAllowed(action)


def addresses() -> dict[str, str]:
    """The address of every route of the site by its full name; unnamed ones by their address."""
    return dict(_addresses(get_resolver(), "", "/"))


def _addresses(resolver: URLResolver, space: str, path: str) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        here = path + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = ":".join(part for part in (space, entry.namespace) if part)
            yield from _addresses(entry, inner, here)
        elif isinstance(entry, URLPattern):
            name = entry.name or here
            yield (f"{space}:{name}" if space else name), here


def _is_allowed(person: Person | AnonymousUser, roles: frozenset[str]) -> bool:
    if SIGNED_IN in roles:
        return bool(person.is_authenticated and person.is_active)
    return bool(roles & roles_of(person))


def _roles(reading: Reading) -> dict[str, Role]:
    listed = reading.inner("roles")
    roles = {}
    for code in listed.plain if listed else ():
        one = listed.inner(code) if listed else None
        if one is not None:
            roles[code] = Role(code, one.label("title", required=True), one.claim("one_of_a_kind"))
            one.close()
    return roles


def _routes(reading: Reading, roles: dict[str, Role]) -> dict[str, frozenset[str]]:
    listed = reading.inner("routes")
    return {name: _who(listed, name, roles) for name in (listed.plain if listed else ())}


def _actions(reading: Reading, roles: dict[str, Role]) -> dict[str, Action]:
    listed = reading.inner("actions")
    actions = {}
    for name in listed.plain if listed else ():
        one = listed.inner(name) if listed else None
        if one is not None:
            who = _who(one, "roles", roles)
            actions[name] = Action(name, one.label("title", required=True), who)
            one.close()
    return actions


def _desk(reading: Reading, routes: dict[str, frozenset[str]]) -> dict[str, Label]:
    listed = reading.inner("desk")
    if listed is None:
        return {}
    for route in listed.plain:
        if route not in routes:
            listed.fault("policy/desk", route, "is no route.", "Give it a line under routes.")
    return {str(route): listed.label(str(route), required=True) for route in listed.plain}


def _who(reading: Reading | None, key: str, roles: dict[str, Role]) -> frozenset[str]:
    """The roles a line names: all of them, whoever signed in, or a list."""
    value = reading.value(key) if reading else None
    if value == EVERYONE:
        return frozenset(roles)
    if value == SIGNED_IN:
        return frozenset({SIGNED_IN})
    named = frozenset(value) if isinstance(value, list) else frozenset()
    if reading is not None and (not named or not named <= set(roles)):
        reading.fault(
            "policy/roles", key, "names no role of this file.",
            f"Write everyone, signed-in or a list of: {', '.join(roles)}.",
        )  # fmt: skip
    return named
