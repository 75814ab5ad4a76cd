"""Reading the audit log, always from someone's point of view."""

from __future__ import annotations

from django.db.models import Model, QuerySet

from uratibu.web.audit.models import Entry


def acts_on(target: Model) -> QuerySet[Entry]:
    """What was done to one thing, the newest first."""
    return Entry.objects.filter(
        target_kind=target._meta.label_lower, target=str(target.pk)
    ).select_related("by")


def acts_by(person_id: int) -> QuerySet[Entry]:
    """What one person did, the newest first."""
    return Entry.objects.filter(by_id=person_id)
