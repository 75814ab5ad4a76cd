"""Who may see and change a plan, beyond the role that the policy file asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uratibu.core.plans.model import PlanStatus
from uratibu.web.accounts import permissions as policy
from uratibu.web.plans.models import Freeze, Plan

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from uratibu.web.accounts.models import Person


class OwnWork(Exception):
    """Nobody decides on what they proposed themselves, whatever their role."""


def is_public(plan: Plan) -> bool:
    """Whether everyone may read a plan: it is adopted, closed, or a sample."""
    return plan.is_sample or plan.status in {PlanStatus.ADOPTED, PlanStatus.CLOSED}


def may_see(person: Person | AnonymousUser, plan: Plan) -> bool:
    """Whether a person may read a plan; a draft is for those who work on it."""
    return is_public(plan) or policy.may(person, "plans.see-drafts")


def may_edit(person: Person | AnonymousUser) -> bool:
    """Whether a person may change plans."""
    return policy.may(person, "plans.edit")


def may_see_proposals(person: Person | AnonymousUser) -> bool:
    """Whether a person sees what is not decided yet."""
    return policy.may(person, "plans.see-drafts")


def may_decide(person: Person | AnonymousUser, freeze: Freeze) -> bool:
    """Whether a person may confirm or decline a freeze now."""
    return (
        freeze.status == Freeze.Status.PROPOSED
        and freeze.proposed_by_id != person.pk
        and policy.may(person, "plans.freeze-confirm")
    )


def require_other_eyes(person: Person, freeze: Freeze) -> None:
    """Go on only if a person may confirm and did not propose. Raises NotAllowed or OwnWork."""
    policy.require(person, "plans.freeze-confirm")
    if freeze.proposed_by_id == person.pk:
        raise OwnWork(f"{freeze} was proposed by {person}")
