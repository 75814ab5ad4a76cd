"""Posts of a demonstration: a directorate and a county, each with focal point and head."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from uratibu.web.accounts.models import Person
from uratibu.web.institutions.models import Duty
from uratibu.web.institutions.operations import posts

POSTS = (
    ("DIS", Duty.FOCAL_POINT, "institution@demo.example"),
    ("DIS", Duty.HEAD, "dis.head@demo.example"),
    ("COUNTY-023", Duty.FOCAL_POINT, "county@demo.example"),
    ("COUNTY-023", Duty.HEAD, "county.head@demo.example"),
)


class Command(BaseCommand):
    """Make the posts whose institution this installation knows; one that is held stays."""

    help = __doc__

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Refuse outside a demonstration."""
        if not settings.DEMO:
            raise CommandError("demo posts exist only where URATIBU_DEMO is set")
        known = settings.SYSTEM().installation.codelist("institutions")
        people = {person.email: person for person in Person.objects.filter(is_demo=True)}
        for institution, duty, email in POSTS:
            if institution in known and email in people:
                self._fill(institution, duty, people[email])

    def _fill(self, institution: str, duty: Duty, person: Person) -> None:
        post = posts.create_post(institution, duty, by=None)
        if not post.holdings.exists():
            letter = posts.Letter("Demonstration, no letter")
            today = timezone.localdate()
            posts.appoint(post, person, valid_from=today, letter=letter, by=None)
