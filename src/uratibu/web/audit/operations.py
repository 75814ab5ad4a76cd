"""The one way to write to the audit log."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.db import models, transaction
from django.utils import timezone

from uratibu.web.audit.models import Entry


class OutsideTransaction(Exception):
    """An act was recorded outside the transaction of its write; one could stand alone."""


def record(
    act: str,
    *,
    by: models.Model | None,
    target: models.Model | None = None,
    facts: Mapping[str, object] | None = None,
) -> Entry:
    """Add one row for an act, in the transaction of the write it tells of.

    act: `room.verb`, as `datasets.registered`. by: None where the system itself acts.
    Raises OutsideTransaction unless a transaction is open.
    """
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(f"record {act!r} inside the transaction of its write")
    return Entry.objects.create(
        act=act,
        at=timezone.now(),
        by_id=by.pk if by is not None else None,
        target_kind=target._meta.label_lower if target is not None else "",
        target=str(target.pk) if target is not None else "",
        facts=json.dumps(dict(facts or {}), sort_keys=True, ensure_ascii=False),
    )
