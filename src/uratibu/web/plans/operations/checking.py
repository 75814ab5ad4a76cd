"""Run the linter over a plan and keep what it found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from uratibu.core.plans import check
from uratibu.web.audit import operations as audit
from uratibu.web.plans import models
from uratibu.web.plans.queries import checking, plans

if TYPE_CHECKING:
    from uratibu.web.accounts.models import Person


@transaction.atomic
def record_check(plan_id: str, *, by: Person | None = None) -> models.Check:
    """Check a plan as it is now and keep the findings with its revision.

    Called every night, after an import and when a plan is installed. by: None where the system
    runs it. Raises Http404.
    """
    here = plans.state(plan_id)
    found = checking.checked(plan_id)
    counts = found.counts()
    told = [check.finding(each, file=plan_id).as_plain() for each in found.standing]
    made = models.Check.objects.create(
        plan_id=plan_id, revision=here.revision, at=timezone.now(),
        findings=json.dumps(told, ensure_ascii=False),
        errors=counts["error"], warnings=counts["warning"], notes=counts["note"],
    )  # fmt: skip
    audit.record("plans.checked", by=by, target=made, facts={"plan": plan_id, **counts})
    return made
