"""`python -m uratibu.config refresh_standings`: work out where every plan stands today."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from uratibu.web.plans.models import Plan
from uratibu.web.progress.operations.standings import refresh_standings


class Command(BaseCommand):
    """Run every night, and after a plan was installed."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Refresh each plan and say how many rows were written."""
        for plan_id in Plan.objects.values_list("pk", flat=True):
            written = refresh_standings(plan_id, today=timezone.localdate())
            self.stdout.write(f"plan {plan_id}: {written} standings")
