"""Returns and the steps they took."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from uratibu.web.progress.models.periods import ReportingPeriod


def _person() -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )


class Return(models.Model):
    """What one institution says for one period of a plan.

    edition: 1, then one more for each correction of a published return; `notice` says why.
    version: raised by every change of an answer or step.
    """

    class State(models.TextChoices):
        """How far it has come, as in core.progress.model."""

        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        VERIFIED = "verified", _("verified")
        RETURNED = "returned", _("returned")
        APPROVED = "approved", _("approved")
        PUBLISHED = "published", _("published")

    plan = models.CharField(max_length=80)
    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="returns")
    institution = models.CharField(max_length=40)
    edition = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=0)
    notice = models.CharField(max_length=500, blank=True)
    invited_by = _person()
    invited_at = models.DateTimeField(null=True)
    submitted_by = _person()
    submitted_at = models.DateTimeField(null=True)
    verified_by = _person()
    approved_by = _person()
    approved_at = models.DateTimeField(null=True)
    published_by = _person()
    published_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-period__starts_on", "institution", "-edition"]
        indexes = [
            models.Index(fields=["plan", "institution"], name="return_plan_institution"),
            models.Index(fields=["state"], name="return_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "institution", "edition"], name="return_once"
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~Q(verified_by=F("submitted_by")),
                name="return_verified_by_another",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None)
                | (~Q(approved_by=F("submitted_by")) & ~Q(approved_by=F("verified_by"))),
                name="return_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(published_by=None)
                | (~Q(published_by=F("submitted_by")) & ~Q(published_by=F("approved_by"))),
                name="return_published_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "published"]) | Q(approved_by__isnull=False),
                name="return_approved_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(edition=1) | ~Q(notice=""), name="return_corrected_with_notice"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution} {self.period.code}"


class ReturnStep(models.Model):
    """One step of a return: by whom, when, why; `statement` is what the person declared."""

    of = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="steps")
    before = models.CharField(max_length=12)
    after = models.CharField(max_length=12)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    note = models.TextField(blank=True)
    statement = models.TextField(blank=True)
    key = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(after="returned") | ~Q(note=""), name="return_sent_back_with_note"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.of}: {self.before} > {self.after}"
