"""Who may do what here; the policy file grants, the posts narrow it to an institution."""

from __future__ import annotations

from django.utils.translation import gettext as _

from uratibu.web.accounts import permissions as policy
from uratibu.web.accounts.models import Person


class OwnAppointment(Exception):
    """Nobody appoints themselves, or ends what they hold through an appointment of their own."""


def require_appointer(by: Person, person: Person) -> None:
    """Go on only if one may appoint, and appoints somebody else. Raises NotAllowed."""
    policy.require(by, "institutions.appoint")
    if by.pk == person.pk:
        raise OwnAppointment(_("Somebody else must decide about what you hold yourself."))
