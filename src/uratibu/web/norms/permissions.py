"""Who may review a link: the policy names the roles; nobody judges what they said themselves."""

from __future__ import annotations

from uratibu.core.norms.review import Reviewed
from uratibu.web.accounts import permissions as policy
from uratibu.web.accounts.models import Person

REVIEW = "norms.review"
ROLES = ("STA", "SEC")


def require_other_than_source(by: Person, found: Reviewed) -> None:
    """Go on only if somebody else reviewed the link for the pack. Raises OwnWord, NotAllowed."""
    policy.require(by, REVIEW)
    if found.pack_link.reviewer and found.pack_link.reviewer == by.name:
        raise OwnWord


def role_of(by: Person) -> str:
    """As what a person reviews."""
    return next(role for role in ROLES if role in policy.roles_of(by))


class OwnWord(Exception):
    """Nobody confirms or answers what they said themselves."""
