"""A plan, its elements, and every version of each.

An element is kept as JSON text in the shape of `core.plans.plain`; columns beside it serve queries.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from uratibu.core.plans.model import Level, PlanStatus


class Plan(models.Model):
    """One plan. facts: the plan without its elements, as JSON. revision: raised by every change.

    stamp: chance words of the revision, so that a kept value is never taken for another state.
    """

    id = models.SlugField(primary_key=True, max_length=80)
    facts = models.TextField()
    revision = models.PositiveIntegerField(default=0)
    stamp = models.CharField(max_length=32)
    is_sample = models.BooleanField(default=False)
    status = models.CharField(max_length=12)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["-starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="plan_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(status__in=[str(each) for each in PlanStatus]), name="plan_status_known"
            ),
        ]

    def __str__(self) -> str:
        return self.id


class Change(models.Model):
    """One revision of a plan: who made it, when, why. by: empty where the system installed it.

    act: installed, created, changed, withdrawn, imported, restored. facts: as of this revision.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="changes")
    revision = models.PositiveIntegerField()
    act = models.CharField(max_length=12)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)
    stamp = models.CharField(max_length=32)
    facts = models.TextField()

    class Meta:
        ordering = ["plan", "-revision"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "revision"], name="change_once_a_revision"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} r{self.revision}"


class Element(models.Model):
    """The version of an element that holds. key: its permanent id. body: the element as JSON.

    position: its place among its siblings. revision: of the plan, when this version came.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="elements")
    key = models.CharField(max_length=80)
    parent_key = models.CharField(max_length=80, blank=True)
    level = models.CharField(max_length=12)
    lead = models.CharField(max_length=80, blank=True, db_index=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    position = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    revision = models.PositiveIntegerField()
    body = models.TextField()

    class Meta:
        ordering = ["plan", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="element_lives_once"),
            models.CheckConstraint(condition=~Q(key=""), name="element_has_an_id"),
            models.CheckConstraint(condition=~Q(parent_key=F("key")), name="element_not_in_itself"),
            models.CheckConstraint(
                condition=Q(level__in=[str(each) for each in Level]), name="element_level_known"
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="element_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}:{self.key}"


class ElementVersion(models.Model):
    """An element as it stood from a revision of its plan on, until the next version."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="versions")
    key = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    body = models.TextField()

    class Meta:
        ordering = ["plan", "key", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key", "version"], name="element_version_once"),
            models.UniqueConstraint(
                fields=["plan", "key", "revision"], name="element_version_once_a_revision"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}:{self.key} v{self.version}"
