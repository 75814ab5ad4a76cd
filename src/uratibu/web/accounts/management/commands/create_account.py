"""Make an account with one role, from the machine itself: the first people of an installation."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from uratibu.web.accounts import operations


class Command(BaseCommand):
    """`create_account EMAIL --name NAME --role STA --reason WHY`; the password is asked for."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, which role, why, until when."""
        parser.add_argument("email")
        parser.add_argument("--name", required=True)
        parser.add_argument("--institution", default="")
        parser.add_argument("--role", required=True, help="a role of the policy file, as STA")
        parser.add_argument("--reason", required=True)
        parser.add_argument("--until", type=date.fromisoformat, help="2026-12-31; a year at most")

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Make account and role together, or neither."""
        asked = getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        today = timezone.localdate()
        account = operations.NewAccount(
            options["email"], options["name"], asked, institution=options["institution"]
        )
        try:
            validate_password(asked)
            with transaction.atomic():
                person = operations.create_account(account, by=None)
                operations.grant_role(
                    person, options["role"], by=None, reason=options["reason"],
                    valid_from=today, valid_to=options["until"] or today + timedelta(days=365),
                )  # fmt: skip
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        except operations.RoleRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{person.email} may sign in as {options['role']}.")
