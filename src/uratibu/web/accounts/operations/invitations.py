"""An account for somebody who has none: opened by the person, with a link that works once."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.utils.translation import gettext as _

from uratibu.web.accounts import permissions
from uratibu.web.accounts.models import Person
from uratibu.web.accounts.operations import RoleRefused
from uratibu.web.audit import operations as audit


class LinkRefused(Exception):
    """The link opens no account: it is too old, was used, or somebody changed it."""


@transaction.atomic
def invite_person(*, name: str, email: str, language: str, by: Person) -> Person:
    """Make an account without a password and without a role. Raises RoleRefused, NotAllowed.

    Nobody can sign in to it until the person has opened it with `new_link`.
    """
    permissions.require(by, "accounts.invite")
    address = email.strip().lower()
    if Person.objects.filter(email=address).exists():
        raise RoleRefused(_("There is an account with this address already."))
    person = Person(email=address, name=name.strip(), language=language)
    person.set_unusable_password()
    person.full_clean()
    person.save()
    audit.record("accounts.created", by=by, target=person, facts={"is_demo": False})
    return person


@transaction.atomic
def new_link(person: Person, *, by: Person) -> str:
    """The token of a link that opens an account; an earlier one stays good for its three days.

    Raises RoleRefused where the person has a password: else whoever makes links could take over
    the account of whoever has to check them. Raises NotAllowed.
    """
    permissions.require(by, "accounts.invite")
    if person.has_usable_password() or not person.is_active:
        raise RoleRefused(_("The account has been opened already, or is closed."))
    audit.record("accounts.invited", by=by, target=person)
    return default_token_generator.make_token(person)


def invited(number: int, token: str) -> Person:
    """The person whom a link invites. Raises LinkRefused."""
    person = Person.objects.filter(pk=number, is_active=True).first()
    if person is None or person.has_usable_password():
        raise LinkRefused
    if not default_token_generator.check_token(person, token):
        raise LinkRefused
    return person


@transaction.atomic
def open_account(number: int, token: str, *, password: str) -> Person:
    """Set the first password of an account. Raises LinkRefused, ValidationError if it is weak."""
    Person.objects.select_for_update().filter(pk=number).first()
    person = invited(number, token)
    validate_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    audit.record("accounts.opened", by=person, target=person)
    return person
