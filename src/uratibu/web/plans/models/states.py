"""States of a plan that were fixed under a name."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from uratibu.web.plans.models.plan import Plan


class Freeze(models.Model):
    """A revision fixed under a label, for a reason: one person proposes, another confirms."""

    class Status(models.TextChoices):
        """Where a freeze stands."""

        PROPOSED = "proposed", _("waiting for the second person")
        CONFIRMED = "confirmed", _("frozen")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="freezes")
    label = models.CharField(max_length=80)
    revision = models.PositiveIntegerField()
    reason = models.CharField(max_length=500)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["plan", "-revision", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "label"],
                condition=Q(status__in=["proposed", "confirmed"]),
                name="freeze_label_once",
            ),
            models.CheckConstraint(
                condition=~Q(label="") & ~Q(reason=""), name="freeze_has_label_and_reason"
            ),
            models.CheckConstraint(
                condition=~Q(status="confirmed")
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                name="freeze_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="freeze_decision_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.label}"
