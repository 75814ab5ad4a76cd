"""Elements as rows, and a new revision of a plan. Only operations of this room call this."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db.models import F
from django.utils import timezone

from uratibu.core.plans import plain
from uratibu.core.plans.model import Element
from uratibu.web.plans import models

if TYPE_CHECKING:
    from uratibu.web.accounts.models import Person


def next_revision(plan_id: str, *, act: str, by: Person | None, reason: str) -> models.Change:
    """Raise the revision of a plan; whoever changes it too waits for this transaction.

    Raises Plan.DoesNotExist.
    """
    stamp = uuid4().hex
    if not models.Plan.objects.filter(pk=plan_id).update(revision=F("revision") + 1, stamp=stamp):
        raise models.Plan.DoesNotExist(plan_id)
    plan = models.Plan.objects.get(pk=plan_id)
    return models.Change.objects.create(
        plan=plan, revision=plan.revision, act=act, by=by, at=timezone.now(), reason=reason,
        stamp=stamp, facts=plan.facts,
    )  # fmt: skip


def as_text(element: Element) -> str:
    """An element as it is stored."""
    return json.dumps(plain.element_as_plain(element), ensure_ascii=False)


def columns(element: Element) -> dict[str, object]:
    """What queries need of an element, and the element."""
    return {
        "parent_key": element.parent,
        "level": str(element.level),
        "lead": element.lead,
        "starts_on": element.starts_on,
        "ends_on": element.ends_on,
        "withdrawn_on": element.withdrawn_on,
        "body": as_text(element),
    }


def new_row(element: Element, change: models.Change, position: int) -> models.Element:
    """The row of an element that did not stand before; not yet saved."""
    return models.Element(
        plan_id=change.plan_id, key=element.id, position=position, version=1,
        revision=change.revision, **columns(element),
    )  # fmt: skip


def keep_versions(rows: list[models.Element], change: models.Change) -> None:
    """Add what rows say now to the history of their elements."""
    models.ElementVersion.objects.bulk_create(
        [
            models.ElementVersion(
                plan_id=row.plan_id, change=change, key=row.key, version=row.version,
                revision=change.revision, position=row.position, body=row.body,
            )
            for row in rows
        ],
        batch_size=200,
    )  # fmt: skip
