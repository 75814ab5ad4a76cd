"""Send everybody who has duties one digest for today; run it every morning."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from uratibu.web.desk import operations


class Command(BaseCommand):
    """`send_digests`: one e-mail a person a day; doing it again on a day sends nothing."""

    help = __doc__

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Send, and say how many."""
        count = operations.send_digests(today=timezone.localdate())
        self.stdout.write(f"{count} digests sent")
