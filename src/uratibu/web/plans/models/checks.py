"""What was brought into a plan, what was found in it, and which findings were waived."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from uratibu.web.plans.models.plan import Plan


class Import(models.Model):
    """A file brought into a plan: nothing is stored before it is committed.

    key: of the form it came with, so that sending twice makes one import. columns: JSON of which
    column says what. base_revision: of the plan that the preview was made from.
    """

    class Status(models.TextChoices):
        """Where an import stands."""

        MAPPING = "mapping", _("columns to be named")
        READ = "read", _("read, not committed")
        COMMITTED = "committed", _("committed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="imports")
    key = models.UUIDField(unique=True)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    bytes = models.BigIntegerField()
    columns = models.TextField(default="{}")
    counts = models.TextField(default="{}")
    findings = models.TextField(default="[]")
    base_revision = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.MAPPING)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    brought_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True)
    committed_revision = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["-brought_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="committed") | Q(committed_at__isnull=False),
                name="import_committed_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.file_name}"


class Check(models.Model):
    """One run of the linter over one revision of a plan. findings: JSON list."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="checks")
    revision = models.PositiveIntegerField()
    at = models.DateTimeField()
    findings = models.TextField(default="[]")
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    notes = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["plan", "-at", "-id"]

    def __str__(self) -> str:
        return f"{self.plan_id} r{self.revision}"


class Waiver(models.Model):
    """A finding that somebody accepts until a day. place: element, or element.field."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="waivers")
    rule = models.CharField(max_length=80)
    place = models.CharField(max_length=160, blank=True)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["plan", "rule", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "rule", "place"],
                condition=Q(ended_at=None),
                name="waiver_stands_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.place}"
