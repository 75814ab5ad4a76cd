"""Files brought as new editions of a data set, and what became of them.

The observations themselves stand in the store; a row here says who brought and who approved them.
"""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class FactsAreFixed(Exception):
    """Somebody tried to change what a submission is about; bring the file again instead."""


class Status(models.TextChoices):
    """Where a submission stands. It only moves forward."""

    FAULTY = "faulty", _("has errors")
    CHECKED = "checked", _("checked")
    WAITING = "waiting", _("waiting for approval")
    APPROVED = "approved", _("approved")
    REGISTERED = "registered", _("registered")
    WITHDRAWN = "withdrawn", _("withdrawn")
    RETURNED = "returned", _("returned")


FACTS = ("dataset", "edition", "sha256", "bytes", "file_name", "brought_by_id", "key")


class Submission(models.Model):
    """One file brought as one edition of one data set. Its facts never change, its status does.

    key: of the form it came with, so that a form sent twice makes one submission.
    findings: JSON list of what was found in the file; `found` counts them.
    """

    dataset = models.CharField(max_length=80)
    edition = models.CharField(max_length=80)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    bytes = models.BigIntegerField()
    rows = models.IntegerField(default=0)
    observations = models.IntegerField(default=0)
    findings = models.TextField(default="[]")
    found = models.IntegerField(default=0)
    retrieved_on = models.DateField()
    key = models.UUIDField(unique=True)
    status = models.CharField(max_length=12, choices=Status.choices)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    brought_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    registered_at = models.DateTimeField(null=True)

    _facts: dict[str, object]

    class Meta:
        ordering = ["-brought_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "edition"],
                condition=Q(status__in=["approved", "registered"]),
                name="submission_edition_once",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("brought_by")),
                name="submission_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="submission_decision_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["approved", "registered", "returned"])
                | Q(decided_by__isnull=False),
                name="submission_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(status="returned") | ~Q(reason=""),
                name="submission_returned_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dataset}@{self.edition}"

    @classmethod
    def from_db(cls, *arguments: Any, **options: Any) -> Submission:
        """Remember the facts as they were read."""
        read = super().from_db(*arguments, **options)
        read._facts = {name: read.__dict__.get(name) for name in FACTS}
        return read

    def save(self, *arguments: Any, **options: Any) -> None:
        """Refuse to change the facts; the database refuses it too."""
        known = getattr(self, "_facts", None)
        if known and any(known[name] not in (None, getattr(self, name)) for name in FACTS):
            raise FactsAreFixed(f"{self} is what it is; bring the file again")
        super().save(*arguments, **options)

    @property
    def found_list(self) -> list[dict[str, Any]]:
        """The findings as plain values."""
        return list(json.loads(self.findings))
