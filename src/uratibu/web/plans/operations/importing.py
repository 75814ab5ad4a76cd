"""Bring a file into a plan: kept, its columns named, committed. Nothing is stored before that."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from uratibu.core.plans.model import Plan, PlanStatus
from uratibu.web.accounts import permissions as policy
from uratibu.web.audit import operations as audit
from uratibu.web.datasets.operations import Kept, keep_file, safe_name
from uratibu.web.plans import models
from uratibu.web.plans.operations.changes import Changed, Moved, apply_changes
from uratibu.web.plans.operations.installing import install_plan

if TYPE_CHECKING:
    from uratibu.core.plans.intake.match import Matched
    from uratibu.web.accounts.models import Person

READ, MAPPING = models.Import.Status.READ, models.Import.Status.MAPPING
COMMITTED = models.Import.Status.COMMITTED


@dataclass(frozen=True)
class BroughtFile:
    """A file as it came. key: of the form it came with."""

    name: str
    pieces: Iterable[bytes]
    key: UUID


@transaction.atomic
def bring_file(plan_id: str, file: BroughtFile, *, by: Person) -> models.Import:
    """Keep a file for a plan. The same form sent twice makes one import."""
    policy.require(by, "plans.import")
    known = models.Import.objects.filter(key=file.key, brought_by=by).first()
    return known or _note(plan_id, keep(file), file.key, by)


def keep(file: BroughtFile) -> Kept:
    """Lay a file into the home folder, under its digest."""
    return keep_file(file.pieces, safe_name(file.name))


@transaction.atomic
def begin_plan(plan: Plan, kept: Kept, key: UUID, *, by: Person) -> models.Import:
    """An empty draft of a plan, with the file that fills it once that is committed.

    Where a plan of this id stands already, the file is brought into that one.
    """
    policy.require(by, "plans.import")
    known = models.Import.objects.filter(key=key, brought_by=by).first()
    if known is not None:
        return known
    install_plan(replace(plan, elements=(), rates=plan.rates, status=PlanStatus.DRAFT), by=by)
    return _note(plan.id, kept, key, by)


def _note(plan_id: str, kept: Kept, key: UUID, by: Person) -> models.Import:
    plan = models.Plan.objects.get(pk=plan_id)
    made = models.Import.objects.create(
        plan=plan, key=key, file_name=kept.path.name, sha256=kept.sha256, bytes=kept.bytes,
        base_revision=plan.revision, brought_by=by, brought_at=timezone.now(),
    )  # fmt: skip
    told = {"plan": plan_id, "file": made.file_name, "sha256": made.sha256}
    audit.record("plans.brought", by=by, target=made, facts=told)
    return made


@transaction.atomic
def name_columns(one: models.Import, columns: dict[str, object], *, by: Person) -> None:
    """Say what each column of the file holds, {} for our own layout."""
    _require_own(one, by)
    open_ones = models.Import.objects.filter(pk=one.pk, status__in=[READ, MAPPING])
    said = json.dumps(columns, ensure_ascii=False)
    if not open_ones.update(columns=said, status=READ):
        raise Moved((str(one),))
    one.refresh_from_db()


@transaction.atomic
def commit_import(
    one: models.Import, matched: Matched, *, revision: int, by: Person, reason: str
) -> Changed:
    """Store what a file changes, as the preview showed it.

    revision: of the plan that the preview was made from. Raises Moved where the plan was changed
    since, or where the import was committed already.
    """
    _require_own(one, by)
    plan = models.Plan.objects.select_for_update().get(pk=one.plan_id)
    if plan.revision != revision:
        raise Moved((one.plan_id,))
    here = models.Import.objects.filter(pk=one.pk, status=READ)
    if not here.update(status=COMMITTED, committed_at=timezone.now()):
        raise Moved((str(one),))
    told = f"{reason} ({one.file_name})" if reason else one.file_name
    changed = apply_changes(
        one.plan_id, matched.elements, by=by, reason=told[:500], base_revision=revision
    )
    counts = json.dumps(matched.counts())
    models.Import.objects.filter(pk=one.pk).update(
        counts=counts, base_revision=revision, committed_revision=changed.revision
    )
    facts = {"plan": one.plan_id, "sha256": one.sha256, **matched.counts()}
    audit.record("plans.committed", by=by, target=one, facts=facts)
    return changed


def _require_own(one: models.Import, by: Person) -> None:
    """Only who brought a file goes on with it. Raises NotAllowed."""
    policy.require(by, "plans.import")
    if one.brought_by_id != by.pk:
        raise policy.NotAllowed(str(one))
