"""Install a plan that a pack carries, or that the first import makes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from uratibu.core.plans import plain
from uratibu.core.plans.model import Plan
from uratibu.web.audit import operations as audit
from uratibu.web.plans import models
from uratibu.web.plans.operations import rows

if TYPE_CHECKING:
    from uratibu.web.accounts.models import Person


@transaction.atomic
def install_plan(plan: Plan, *, by: Person | None) -> bool:
    """Store a plan that is not there yet, as its first revision; whether it was new.

    A plan in the database is never overwritten: people have worked on it.
    """
    if models.Plan.objects.filter(pk=plan.id).exists():
        return False
    facts = plain.plan_as_plain(replace(plan, elements=()))
    row = models.Plan.objects.create(
        id=plan.id, facts=json.dumps(facts, ensure_ascii=False), is_sample=plan.is_sample,
        status=str(plan.status), starts_on=plan.starts_on, ends_on=plan.ends_on,
    )  # fmt: skip
    change = rows.next_revision(plan.id, act="installed", by=by, reason=plan.source[:500])
    made = [rows.new_row(each, change, number) for number, each in enumerate(plan.elements, 1)]
    models.Element.objects.bulk_create(made, batch_size=200)
    rows.keep_versions(made, change)
    told = {"elements": len(made), "revision": change.revision}
    audit.record("plans.installed", by=by, target=row, facts=told)
    return True
