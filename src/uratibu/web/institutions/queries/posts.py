"""Which posts people hold, and who holds a post on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from uratibu.web.accounts.models import Person
from uratibu.web.institutions.models import Duty, Holding

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


def institutions_of(person: Person | AnonymousUser, *duties: str, today: date) -> frozenset[str]:
    """The codes of the institutions where a person holds a post of one of these duties on a day.

    Without a duty, any post counts.
    """
    if not person.is_authenticated:
        return frozenset()
    held = Holding.objects.on(today).filter(person_id=person.pk)
    if duties:
        held = held.filter(post__duty__in=duties)
    return frozenset(held.values_list("post__institution", flat=True))


def holders(institution: str, *duties: str, today: date) -> tuple[Person, ...]:
    """The people who hold such a post of an institution on a day, by name; all duties if none."""
    held = Person.objects.filter(
        pk__in=Holding.objects.on(today)
        .filter(post__institution=institution, post__duty__in=duties or Duty.values)
        .values("person")
    )
    return tuple(held.filter(is_active=True))


def posts_of(person: Person, *, today: date) -> tuple[Holding, ...]:
    """What a person holds on a day, with the post."""
    return tuple(Holding.objects.on(today).filter(person=person).select_related("post"))


def holdings_of(institution: str) -> tuple[Holding, ...]:
    """Every holding there was or is in an institution, the newest of a post first."""
    held = Holding.objects.filter(post__institution=institution)
    return tuple(held.select_related("post", "person", "appointed_by"))
