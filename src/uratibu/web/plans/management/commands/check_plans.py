"""`python -m uratibu.config check_plans`: run the linter over every plan and keep the findings."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from uratibu.web.plans import models
from uratibu.web.plans.operations import record_check


class Command(BaseCommand):
    """Meant for every night: some faults come with time alone, such as an action overdue."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the ids of plans."""
        parser.add_argument("plan", nargs="*", help="ids of plans; all if absent")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check each plan and say what was found."""
        rows = models.Plan.objects.all()
        if options["plan"]:
            rows = rows.filter(pk__in=options["plan"])
        for plan in rows.values_list("pk", flat=True):
            made = record_check(plan)
            self.stdout.write(
                f"plan {plan} r{made.revision}: {made.errors} error(s), "
                f"{made.warnings} warning(s), {made.notes} note(s)"
            )
