"""Whose desk a person may look at."""

from __future__ import annotations

from django.utils import timezone

from uratibu.web.accounts import permissions as policy
from uratibu.web.accounts.models import Person
from uratibu.web.institutions.queries.posts import institutions_of


def require_hand_over_of(person: Person, institution: str) -> None:
    """Go on only if a person holds a post there, or may read every hand-over. Raises NotAllowed."""
    if policy.may(person, "desk.read-hand-overs"):
        return
    if institution not in institutions_of(person, today=timezone.localdate()):
        raise policy.NotAllowed(institution)
