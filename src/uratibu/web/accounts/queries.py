"""The policy as a table anyone may read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from uratibu.web.accounts import permissions
from uratibu.web.accounts.models import Grant, Person


@dataclass(frozen=True)
class PolicyLine:
    """One thing that can be done, and for each role whether it may."""

    id: str
    title: str
    may: tuple[bool, ...]


def policy_roles(language: str) -> tuple[tuple[str, str], ...]:
    """Code and words of each role, in the order of the policy file."""
    return tuple((role.code, role.title(language)) for role in permissions.policy().roles.values())


def policy_acts(language: str) -> tuple[PolicyLine, ...]:
    """One line for each act that the policy file names, in its order."""
    actions = permissions.policy().actions.values()
    return tuple(PolicyLine(a.id, a.title(language), _may(a.roles)) for a in actions)


def policy_pages() -> tuple[PolicyLine, ...]:
    """One line for each address of the site; what stands in <> differs from page to page."""
    known = permissions.addresses()
    pages = permissions.policy().routes.items()
    lines = (
        PolicyLine(name, _plain(known[name]), _may(who)) for name, who in pages if name in known
    )
    return tuple(sorted(lines, key=lambda line: line.title))


def _plain(address: str) -> str:
    """An address without the converters of its parts."""
    return re.sub(r"<\w+:", "<", address)


def _may(who: frozenset[str]) -> tuple[bool, ...]:
    codes = permissions.policy().roles
    if permissions.SIGNED_IN in who:
        return tuple(code != permissions.PUBLIC for code in codes)
    return tuple(code in who for code in codes)


def desk_of(person: Person, language: str) -> tuple[tuple[str, str], ...]:
    """Words and address of each place of work that a person may open."""
    desk = permissions.policy().desk
    return tuple(
        (title(language), reverse(route))
        for route, title in desk.items()
        if permissions.may_open(person, route)
    )


def grants_of(person: Person, language: str) -> tuple[tuple[str, Grant], ...]:
    """Words and grant of each role a person holds today."""
    roles = permissions.policy().roles
    held = person.grants.holding_on(timezone.localdate())
    return tuple((roles[g.role].title(language), g) for g in held if g.role in roles)
