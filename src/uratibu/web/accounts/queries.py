"""The policy as a table anyone may read."""

from __future__ import annotations

from dataclasses import dataclass

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


def policy_lines(language: str) -> tuple[PolicyLine, ...]:
    """One line for each action and each route, as the policy file says it."""
    known = permissions.policy()
    acts = [(a.id, a.title(language), a.roles) for a in known.actions.values()]
    opens = [(name, name, roles) for name, roles in known.routes.items()]
    return tuple(PolicyLine(i, title, _may(who)) for i, title, who in acts + opens)


def _may(who: frozenset[str]) -> tuple[bool, ...]:
    codes = permissions.policy().roles
    if permissions.SIGNED_IN in who:
        return tuple(code != permissions.PUBLIC for code in codes)
    return tuple(code in who for code in codes)


def grants_of(person: Person, language: str) -> tuple[tuple[str, Grant], ...]:
    """Words and grant of each role a person holds today."""
    roles = permissions.policy().roles
    held = person.grants.holding_on(timezone.localdate())
    return tuple((roles[g.role].title(language), g) for g in held if g.role in roles)
