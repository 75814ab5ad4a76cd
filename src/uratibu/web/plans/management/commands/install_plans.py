"""`python -m uratibu.config install_plans`: store the plans that the country's pack carries."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from uratibu.web.plans.operations import install_plan, record_check


class Command(BaseCommand):
    """Stores what is not there yet; a plan in the database is never overwritten."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Install each plan of the pack and say what came of it."""
        for plan in settings.SYSTEM().installation.plans:
            is_new = install_plan(plan, by=None)
            if is_new:
                record_check(plan.id)
            told = f"{len(plan.elements)} elements" if is_new else "installed before"
            self.stdout.write(f"plan {plan.id}: {told}")
