"""`python -m uratibu.config correct_profile`: correct a published edition, with a notice."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from uratibu.core.labels import label
from uratibu.web.reports.operations import NotPublished, correct_profile


class Command(BaseCommand):
    """Compiles an edition anew from the data as they are now and announces every figure."""

    help = "Replace a published edition; each figure that differs gets a public notice."

    def add_arguments(self, parser: CommandParser) -> None:
        """What is corrected, and why in each language."""
        parser.add_argument("outline")
        parser.add_argument("edition")
        parser.add_argument("--as-of", type=date.fromisoformat, help="day the data speak of")
        for language, name in settings.LANGUAGES:
            parser.add_argument(f"--reason-{language}", required=True, help=f"why, in {name}")

    def handle(self, *args: Any, **options: Any) -> None:
        """Correct, and tell how many figures differ."""
        system = settings.SYSTEM()
        newest = max(edition.retrieved_on for edition in system.store.editions())
        reasons = {code: options[f"reason_{code}"] for code, _name in settings.LANGUAGES}
        try:
            outline = system.installation.outline(options["outline"])
            count = correct_profile(
                outline, edition=options["edition"], as_of=options["as_of"] or newest,
                reason=label(reasons), corrected_on=datetime.now(UTC).date(),
            )  # fmt: skip
        except KeyError as unknown:
            raise CommandError(f"There is no outline {options['outline']}.") from unknown
        except NotPublished as unknown:
            raise CommandError(str(unknown)) from unknown
        self.stdout.write(f"{outline.id} {options['edition']}: {count} figure(s) corrected")
