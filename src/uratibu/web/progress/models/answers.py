"""What a return says: reports on actions, values of indicators, files that show it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from uratibu.web.progress.models.returns import Return


class ActionReport(models.Model):
    """What is said of one action: done, next, in the way."""

    of = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="reports")
    action = models.CharField(max_length=80)
    answered = models.CharField(max_length=12, default="not-yet")
    status = models.CharField(max_length=16, default="not-started")
    done = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    obstacles = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["of", "action"]
        constraints = [
            models.UniqueConstraint(fields=["of", "action"], name="action_reported_once"),
        ]

    def __str__(self) -> str:
        return f"{self.of} {self.action}"


class ReportedValue(models.Model):
    """The value of one indicator for a period and place, as exact text.

    plan, period: repeated from the return, so that a series is read without a join.
    """

    of = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="values", db_index=False)
    plan = models.CharField(max_length=80)
    indicator = models.CharField(max_length=120)
    period = models.CharField(max_length=20)
    place = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=16)
    value = models.CharField(max_length=60, blank=True)
    quality = models.CharField(max_length=12, default="final")
    numerator = models.CharField(max_length=60, blank=True)
    denominator = models.CharField(max_length=60, blank=True)
    comment = models.TextField(blank=True)
    explanation = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+",
        db_index=False,
    )  # fmt: skip
    at = models.DateTimeField()

    class Meta:
        ordering = ["of", "id"]
        indexes = [
            models.Index(fields=["plan", "indicator", "period"], name="value_plan_indicator"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["of", "indicator", "period", "place"], name="value_reported_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}@{self.period}#{self.place}"


class AnswerVersion(models.Model):
    """An answer as it stood before: its words as JSON, who wrote them and when."""

    of = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="versions")
    answer = models.CharField(max_length=200)
    version = models.PositiveIntegerField()
    body = models.TextField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["of", "answer", "version"]
        constraints = [
            models.UniqueConstraint(fields=["of", "answer", "version"], name="answer_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.answer} {self.version}"


class Evidence(models.Model):
    """A file that shows what an answer says; `answer` is an action's or indicator's key."""

    of = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="evidence")
    answer = models.CharField(max_length=120)
    file_name = models.CharField(max_length=255)
    kind = models.CharField(max_length=8)
    sha256 = models.CharField(max_length=64)
    bytes = models.BigIntegerField()
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["of", "answer", "at"]
        constraints = [
            models.UniqueConstraint(
                fields=["of", "answer", "sha256"],
                condition=Q(removed_at=None),
                name="evidence_once",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class Upload(models.Model):
    """A workbook that came back: nothing of it is stored but the file, until it is committed.

    result: JSON of what the check found. key: of the form it came with.
    """

    of = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="uploads")
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    bytes = models.BigIntegerField()
    key = models.UUIDField(unique=True)
    result = models.TextField(default="{}")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.file_name
