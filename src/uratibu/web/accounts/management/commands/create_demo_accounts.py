"""Accounts of a demonstration: some for each role, and a password that all may know."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from uratibu.web.accounts import operations
from uratibu.web.accounts.models import Person

PASSWORD = "demonstration only"  # noqa: S105 - it is printed on the screen of every demonstration
ACCOUNTS = (
    ("diaspora@demo.example", "Demo diaspora member", "DIA"),
    ("institution@demo.example", "Demo institution focal point", "IFP"),
    ("county@demo.example", "Demo county focal point", "CFP"),
    ("dis.head@demo.example", "Demo head of an institution", "IHD"),
    ("county.head@demo.example", "Demo head of a county", "IHD"),
    ("secretariat@demo.example", "Demo secretariat officer", "SEC"),
    ("head@demo.example", "Demo head of secretariat", "HEAD"),
    ("statistician@demo.example", "Demo statistician", "STA"),
    ("second.statistician@demo.example", "Demo second statistician", "STA"),
    ("caseworker@demo.example", "Demo case worker", "CAS"),
    ("auditor@demo.example", "Demo auditor", "AUD"),
    ("administrator@demo.example", "Demo administrator", "ADM"),
)


class Command(BaseCommand):
    """Make the accounts that do not stand yet; prolong nothing, change nothing."""

    help = __doc__

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Refuse outside a demonstration: these passwords are public."""
        if not settings.DEMO:
            raise CommandError("demo accounts exist only where URATIBU_DEMO is set")
        known = set(Person.objects.filter(is_demo=True).values_list("email", flat=True))
        for email, name, role in ACCOUNTS:
            if email not in known:
                self._make(email, name, role)

    def _make(self, email: str, name: str, role: str) -> None:
        account = operations.NewAccount(email, name, PASSWORD, is_demo=True)
        person = operations.create_account(account, by=None)
        today = timezone.localdate()
        operations.grant_role(
            person, role, by=None, reason="Demonstration",
            valid_from=today, valid_to=today + timedelta(days=365),
        )  # fmt: skip
