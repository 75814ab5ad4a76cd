"""What is done with accounts: made, signed in to, changed, given roles."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import BoundedSemaphore

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from uratibu.web.accounts import permissions
from uratibu.web.accounts.models import Failure, Grant, Person
from uratibu.web.audit import operations as audit

FREE_FAILURES = 5
FIRST_DELAY = timedelta(minutes=15)
LONGEST_DELAY = timedelta(hours=24)
LONGEST_GRANT = timedelta(days=365)
_TWO_HASHES_AT_ONCE = BoundedSemaphore(2)


class SignInRefused(Exception):
    """The address and password do not open an account; the message is for the person."""


class RoleRefused(Exception):
    """A role cannot be given like this; the message says why."""


class PasswordRefused(Exception):
    """The password cannot be changed like this; the message says why."""


@dataclass(frozen=True)
class NewAccount:
    """What is needed to make an account."""

    email: str
    name: str
    password: str
    institution: str = ""
    language: str = "en"
    is_demo: bool = False


@transaction.atomic
def create_account(account: NewAccount, *, by: Person | None) -> Person:
    """Make an account without any role."""
    person = Person(
        email=account.email.strip().lower(),
        name=account.name,
        institution=account.institution,
        language=account.language,
        is_demo=account.is_demo,
    )
    person.set_password(account.password)
    person.full_clean()
    person.save()
    audit.record("accounts.created", by=by, target=person, facts={"is_demo": account.is_demo})
    return person


@transaction.atomic
def grant_role(
    person: Person, role: str, *, by: Person | None, reason: str, valid_from: date, valid_to: date
) -> Grant:
    """Give a role for a time and a reason. Raises RoleRefused if a rule forbids it."""
    if by is not None and by.pk == person.pk:
        raise RoleRefused(_("Nobody gives a role to themselves."))
    require_grantable(person, role, valid_from=valid_from, valid_to=valid_to)
    grant = Grant.objects.create(
        person=person, role=role, reason=reason, by=by, valid_from=valid_from, valid_to=valid_to
    )
    audit.record("accounts.role-granted", by=by, target=grant, facts={"role": role})
    return grant


def require_grantable(person: Person, role: str, *, valid_from: date, valid_to: date) -> None:
    """Go on only if a person may be given a role for a time. Raises RoleRefused."""
    known = permissions.policy().roles
    if role not in known or role == permissions.PUBLIC:
        raise RoleRefused(f"{role!r} is not a role that can be given; there are {sorted(known)}")
    if valid_to - valid_from > LONGEST_GRANT:
        raise RoleRefused(_("A role is given for a year at most."))
    held = {grant.role for grant in person.grants.filter(withdrawn_at=None)}
    kind = {code for code in held | {role} if known[code].is_one_of_a_kind}
    if len(kind) > 1:
        raise RoleRefused(
            _("One person holds only one of these roles: %(roles)s.")
            % {"roles": ", ".join(sorted(kind))}
        )


@transaction.atomic
def withdraw_role(grant: Grant, *, by: Person | None) -> Grant:
    """End a role at once. Raises NotAllowed."""
    if by is not None:
        permissions.require(by, "accounts.withdraw-role")
    grant.withdrawn_at = timezone.now()
    grant.save(update_fields=["withdrawn_at"])
    audit.record("accounts.role-withdrawn", by=by, target=grant, facts={"role": grant.role})
    return grant


@transaction.atomic
def disable_account(person: Person, *, by: Person, reason: str) -> Person:
    """Close an account and end all its roles at once; what it did keeps its author.

    Raises RoleRefused for one's own account, NotAllowed.
    """
    permissions.require(by, "accounts.disable")
    if by.pk == person.pk:
        raise RoleRefused(_("Nobody closes their own account."))
    for grant in person.grants.filter(withdrawn_at=None):
        grant.withdrawn_at = timezone.now()
        grant.save(update_fields=["withdrawn_at"])
        audit.record("accounts.role-withdrawn", by=by, target=grant, facts={"role": grant.role})
    person.is_active = False
    person.save(update_fields=["is_active"])
    audit.record("accounts.disabled", by=by, target=person, facts={"reason": reason})
    return person


@transaction.atomic
def enable_account(person: Person, *, by: Person) -> Person:
    """Open an account again, without any role. Raises NotAllowed."""
    permissions.require(by, "accounts.disable")
    person.is_active = True
    person.save(update_fields=["is_active"])
    audit.record("accounts.enabled", by=by, target=person)
    return person


@transaction.atomic
def change_password(person: Person, *, old: str, new: str) -> Person:
    """Change one's own password, known the old one.

    Raises PasswordRefused if the old one is wrong or the account is one of a demonstration,
    ValidationError if the new one is weak.
    """
    if person.is_demo:
        raise PasswordRefused(_("The password of a demonstration stays; all may know it."))
    with _TWO_HASHES_AT_ONCE:
        is_right = person.check_password(old)
    if not is_right:
        raise PasswordRefused(_("The present password is not right."))
    validate_password(new, person)
    person.set_password(new)
    person.save(update_fields=["password"])
    audit.record("accounts.password-changed", by=person, target=person)
    return person


@transaction.atomic
def change_profile(person: Person, *, name: str, language: str) -> Person:
    """Change one's own name and language."""
    person.name, person.language = name, language
    person.full_clean(exclude=["password"])
    person.save(update_fields=["name", "language"])
    audit.record("accounts.profile-changed", by=person, target=person)
    return person


def check_credentials(email: str, password: str) -> Person:
    """The person whom an address and a password open.

    Takes the same time whether the address is known or not, hashes for two people at once at
    most, and after five failures makes the account wait: 15 minutes, then 30, then an hour ...
    Raises SignInRefused.
    """
    account, now = _account(email), timezone.now()
    until = _waits_until(account, now)
    if until is not None:
        minutes = max(1, int((until - now).total_seconds() // 60) + 1)
        raise SignInRefused(
            _("Too many failed attempts. Try again in %(minutes)s minutes.") % {"minutes": minutes}
        )
    person = _opened_by(email, password)
    if person is None:
        _note_failure(account, now)
        raise SignInRefused(_("The e-mail address or the password is not right."))
    _note_success(person, account)
    return person


def _opened_by(email: str, password: str) -> Person | None:
    person = Person.objects.filter(email=email.strip().lower()).first()
    with _TWO_HASHES_AT_ONCE:
        if person is None:
            Person().set_password(password)
            return None
        is_right = person.check_password(password)
    is_open = person.is_active and (settings.DEMO or not person.is_demo)
    return person if is_right and is_open else None


def _account(email: str) -> str:
    """A keyed digest: the table of failures names nobody."""
    typed = email.strip().lower().encode()
    return hmac.new(settings.SECRET_KEY.encode(), typed, hashlib.sha256).hexdigest()


def _waits_until(account: str, now: datetime) -> datetime | None:
    """The time until which an account takes no attempt; None if it takes one now."""
    recent = Failure.objects.filter(account=account, at__gt=now - LONGEST_DELAY).order_by("-at")
    failures = list(recent[:100].values_list("at", flat=True))
    if len(failures) < FREE_FAILURES:
        return None
    rounds = len(failures) // FREE_FAILURES - 1
    until = failures[0] + min(FIRST_DELAY * 2**rounds, LONGEST_DELAY)
    return until if until > now else None


@transaction.atomic
def _note_failure(account: str, now: datetime) -> None:
    Failure.objects.filter(at__lte=now - LONGEST_DELAY).delete()
    Failure.objects.create(account=account, at=now)


@transaction.atomic
def _note_success(person: Person, account: str) -> None:
    Failure.objects.filter(account=account).delete()
    audit.record("accounts.signed-in", by=person, target=person)
