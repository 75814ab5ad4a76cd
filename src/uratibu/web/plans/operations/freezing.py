"""Fix a state of a plan under a name: one person proposes, the head confirms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from uratibu.web.accounts import permissions as policy
from uratibu.web.audit import operations as audit
from uratibu.web.plans import models, permissions
from uratibu.web.plans.models import Freeze
from uratibu.web.plans.operations.changes import Moved

if TYPE_CHECKING:
    from uratibu.web.accounts.models import Person


class LabelTaken(Exception):
    """Another state of the plan has this name already."""


@transaction.atomic
def freeze(plan_id: str, *, label: str, reason: str, by: Person) -> Freeze:
    """Propose to fix the plan as it is now. Raises LabelTaken."""
    policy.require(by, "plans.freeze-propose")
    plan = models.Plan.objects.select_for_update().get(pk=plan_id)
    standing = [Freeze.Status.PROPOSED, Freeze.Status.CONFIRMED]
    if plan.freezes.filter(label=label, status__in=standing).exists():
        raise LabelTaken(label)
    made = Freeze.objects.create(
        plan=plan, label=label, revision=plan.revision, reason=reason,
        proposed_by=by, proposed_at=timezone.now(),
    )  # fmt: skip
    audit.record("plans.freeze-proposed", by=by, target=made, facts=_facts(made))
    return made


@transaction.atomic
def decide_freeze(one: Freeze, *, by: Person, is_confirmed: bool, decision: str = "") -> Freeze:
    """Confirm or decline what somebody else proposed. Raises OwnWork, or Moved if it is settled."""
    permissions.require_other_eyes(by, one)
    new = Freeze.Status.CONFIRMED if is_confirmed else Freeze.Status.DECLINED
    return _settle(one, new, by=by, decision=decision)


@transaction.atomic
def withdraw_freeze(one: Freeze, *, by: Person) -> Freeze:
    """Take back what one proposed oneself. Raises NotAllowed, or Moved if it is settled."""
    policy.require(by, "plans.freeze-propose")
    if one.proposed_by_id != by.pk:
        raise policy.NotAllowed(str(one))
    return _settle(one, Freeze.Status.WITHDRAWN, by=by, decision="")


def _settle(one: Freeze, new: Freeze.Status, *, by: Person, decision: str) -> Freeze:
    here = Freeze.objects.filter(pk=one.pk, status=Freeze.Status.PROPOSED)
    facts = {"decided_by": by, "decided_at": timezone.now(), "decision": decision}
    if not here.update(status=new, **facts):
        raise Moved((one.label,))
    audit.record(f"plans.freeze-{new}", by=by, target=one, facts=_facts(one))
    one.refresh_from_db()
    return one


def _facts(one: Freeze) -> dict[str, object]:
    return {"plan": one.plan_id, "label": one.label, "revision": one.revision}
