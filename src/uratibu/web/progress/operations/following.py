"""Standings follow what happens: a change of the plan, a return that is published."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone

from uratibu.web.plans.models import Change, ElementVersion
from uratibu.web.plans.queries import plans
from uratibu.web.progress.models import Return
from uratibu.web.progress.operations.standings import refresh_standings


@receiver(post_save, sender=Change, dispatch_uid="progress.standings-follow-the-plan")
def after_a_change(instance: Change, created: bool, **_: Any) -> None:
    """Once a change of a plan is stored, bring what it touches up to date."""
    if created:
        transaction.on_commit(lambda: refresh_changed(instance))


def refresh_changed(change: Change) -> None:
    """Rate the indicators of the elements that a change touched; derive every status."""
    touched = set(
        ElementVersion.objects.filter(plan=change.plan_id, revision=change.revision).values_list(
            "key", flat=True
        )
    )
    plan = plans.current(change.plan_id)
    keys = {i.id for e in plan.elements if e.id in touched for i in e.indicators}
    refresh_standings(plan.id, today=timezone.localdate(), indicators=keys, elements=touched)


def after_publishing(row: Return) -> None:
    """Once a published return is stored, rate what it speaks of."""
    keys = set(row.values.values_list("indicator", flat=True))
    actions = set(row.reports.values_list("action", flat=True))
    today = timezone.localdate()
    transaction.on_commit(lambda: _rate(row.plan, today, keys, actions))


def _rate(plan_id: str, today: date, keys: set[str], actions: set[str]) -> None:
    refresh_standings(plan_id, today=today, indicators=keys, elements=actions)
