"""Roles proposed by one person and confirmed or declined by another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from uratibu.web.accounts import permissions
from uratibu.web.accounts.models import Person, Proposal
from uratibu.web.accounts.operations import RoleRefused, grant_role, require_grantable
from uratibu.web.audit import operations as audit

CASES = "CAS"
LONGEST_CASE_ROLE = timedelta(days=92)
"""Who reads cases of people is looked at anew every three months."""


@dataclass(frozen=True)
class Wish:
    """What is proposed: a role, from when until when, and why."""

    role: str
    valid_from: date
    valid_to: date
    reason: str


@transaction.atomic
def propose_role(person: Person, wish: Wish, *, by: Person) -> Proposal:
    """Propose a role for somebody else. Raises RoleRefused, NotAllowed."""
    permissions.require(by, "accounts.propose-role")
    if by.pk == person.pk:
        raise RoleRefused(_("Nobody proposes a role for themselves."))
    if wish.role == CASES and wish.valid_to - wish.valid_from > LONGEST_CASE_ROLE:
        raise RoleRefused(_("A case worker is given the role for three months at most."))
    require_grantable(person, wish.role, valid_from=wish.valid_from, valid_to=wish.valid_to)
    if person.grants.filter(
        role=wish.role, withdrawn_at=None, valid_to__gte=timezone.localdate()
    ).exists():
        raise RoleRefused(_("This person has the role; withdraw it before it is given anew."))
    if Proposal.objects.filter(person=person, role=wish.role, decided_by=None).exists():
        raise RoleRefused(_("This role is proposed already and waits for a second person."))
    proposal = Proposal.objects.create(
        person=person, role=wish.role, reason=wish.reason, valid_from=wish.valid_from,
        valid_to=wish.valid_to, proposed_by=by, proposed_at=timezone.now(),
    )  # fmt: skip
    audit.record("accounts.role-proposed", by=by, target=proposal, facts={"role": wish.role})
    return proposal


@transaction.atomic
def confirm_proposal(proposal: Proposal, *, by: Person) -> Proposal:
    """Give the role that somebody else proposed. Raises RoleRefused, NotAllowed."""
    here = _open_one(proposal, by)
    if here.role == CASES and "HEAD" not in permissions.roles_of(by):
        raise RoleRefused(_("The head of the secretariat confirms a case worker."))
    # A role that ran out makes room for its renewal.
    here.person.grants.filter(
        role=here.role, withdrawn_at=None, valid_to__lt=timezone.localdate()
    ).update(withdrawn_at=timezone.now())
    here.grant = grant_role(
        here.person, here.role, by=by, reason=here.reason,
        valid_from=here.valid_from, valid_to=here.valid_to,
    )  # fmt: skip
    return _decided(here, by, "accounts.proposal-confirmed")


@transaction.atomic
def decline_proposal(proposal: Proposal, *, by: Person, reason: str) -> Proposal:
    """Refuse a role that somebody else proposed, with the reason. Raises RoleRefused."""
    here = _open_one(proposal, by)
    here.declined = reason
    return _decided(here, by, "accounts.proposal-declined")


def _open_one(proposal: Proposal, by: Person) -> Proposal:
    permissions.require(by, "accounts.confirm-role")
    here = Proposal.objects.select_for_update().select_related("person").get(pk=proposal.pk)
    if here.decided_by_id is not None:
        raise RoleRefused(_("Somebody has decided this already."))
    if by.pk in (here.proposed_by_id, here.person_id):
        raise RoleRefused(_("A second person decides: neither who proposed it nor who gets it."))
    return here


def _decided(here: Proposal, by: Person, act: str) -> Proposal:
    here.decided_by, here.decided_at = by, timezone.now()
    here.save()
    audit.record(act, by=by, target=here, facts={"role": here.role})
    return here
