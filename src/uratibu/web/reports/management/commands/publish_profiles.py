"""`python -m uratibu.config publish_profiles`: compile and freeze the country's profiles."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from uratibu.web.reports.operations import publish_profile


class Command(BaseCommand):
    """Publishes what is not published yet; what is stays untouched."""

    help = "Compile every outline of the country into a frozen edition."

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish each outline of the country's own pack, as of the newest data."""
        system = settings.SYSTEM()
        as_of = max(edition.retrieved_on for edition in system.store.editions())
        edition = str(as_of.year - 1)
        own = [
            o for p in system.installation.packs if p.country for o in p.outlines
            if o.sections and o.subject == "data"
        ]  # fmt: skip
        for outline in own:
            is_new = publish_profile(outline, edition=edition, as_of=as_of)
            told = "published" if is_new else "published before"
            self.stdout.write(f"{outline.id} {edition}: {told}")
