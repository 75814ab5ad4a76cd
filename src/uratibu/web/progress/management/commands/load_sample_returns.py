"""`python -m uratibu.config load_sample_returns`: returns for sample plans of a demonstration."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from uratibu.core.findings import Refused, has_errors
from uratibu.core.packs.demo import Demo, read_demo
from uratibu.web.accounts import operations as accounts
from uratibu.web.accounts.models import Person
from uratibu.web.institutions.models import Duty, Holding
from uratibu.web.progress.operations.samples import Hands, load_samples

SECRETARIAT, HEAD_OF_SECRETARIAT = "secretariat@demo.example", "head@demo.example"
NOBODYS = (
    ("sample.focal.points@demo.example", "Sample focal points (no sign-in)"),
    ("sample.heads@demo.example", "Sample heads of institutions (no sign-in)"),
)
"""Who acted for the institutions whose posts nobody holds in a demonstration."""


class Command(BaseCommand):
    """Loads what is not there yet; `refresh_standings` works out where the plan then stands."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse outside a demonstration: these returns are invented."""
        if not settings.DEMO:
            raise CommandError("sample returns exist only where URATIBU_DEMO is set")
        for pack in settings.SYSTEM().installation.packs:
            for plan in pack.plans:
                demo, findings = read_demo(pack.root, plan)
                if has_errors(findings):
                    raise Refused(findings)
                if plan.is_sample and demo.returns:
                    self._load(demo)

    def _load(self, demo: Demo) -> None:
        count = load_samples(demo.plan, demo.periods, demo.returns, _hands())
        told = f"{count} sample returns" if count else "sample returns loaded before"
        self.stdout.write(f"plan {demo.plan}: {told}")


def _hands() -> dict[str, Hands]:
    """Who takes the steps, by institution; "" for those whose posts nobody holds."""
    people = {each.email: each for each in Person.objects.filter(is_demo=True)}
    secretariat, head = people[SECRETARIAT], people[HEAD_OF_SECRETARIAT]
    focal, chief = (people.get(email) or _nobodys(email, name) for email, name in NOBODYS)
    held: dict[str, dict[str, Person]] = {}
    for holding in Holding.objects.select_related("post", "person"):
        held.setdefault(holding.post.institution, {})[holding.post.duty] = holding.person
    own = {
        institution: Hands(
            by_duty.get(Duty.FOCAL_POINT, focal), secretariat, by_duty.get(Duty.HEAD, chief), head
        )
        for institution, by_duty in held.items()
    }
    return own | {"": Hands(focal, secretariat, chief, head)}


def _nobodys(email: str, name: str) -> Person:
    """An account that nobody can sign in with."""
    account = accounts.NewAccount(email, name, secrets.token_urlsafe(40), is_demo=True)
    person = accounts.create_account(account, by=None)
    person.is_active = False
    person.save(update_fields=["is_active"])
    return person
