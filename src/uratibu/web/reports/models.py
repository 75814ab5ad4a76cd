"""Reports of the register: drafts and published ones, comments on them, templates of ministries."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Report(models.Model):
    """A report made of an outline, a plan and a reporting period.

    scope: an institution it is about, "" for the whole plan. compilation: raised each time it is
    compiled; its files lie in a folder of that number. digest: of the document in English.
    as_of: the day the register was read. edition: raised by each correction, which has a notice.
    """

    class State(models.TextChoices):
        """How far it has come."""

        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        PUBLISHED = "published", _("published")

    outline = models.CharField(max_length=80)
    plan = models.CharField(max_length=80)
    period = models.CharField(max_length=20)
    scope = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    compilation = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    plan_revision = models.PositiveIntegerField(default=0)
    as_of = models.DateField()
    edition = models.PositiveSmallIntegerField(default=1)
    corrects = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    notice = models.CharField(max_length=500, blank=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    prepared_at = models.DateTimeField()
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-prepared_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_by=None)
                | (~Q(published_by=F("prepared_by")) & ~Q(published_by=F("submitted_by"))),
                name="report_published_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(published_by__isnull=False, published_at__isnull=False),
                name="report_published_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(edition=1) | ~Q(notice=""), name="report_corrected_with_notice"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outline} {self.plan} {self.period}"


class ReportComment(models.Model):
    """A comment on a place of a draft. anchor: "" is the whole report.

    Who wrote it does not resolve it; the answer says what was done.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="comments")
    anchor = models.CharField(max_length=160, blank=True)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="report_comment_says_something"),
            models.CheckConstraint(
                condition=Q(resolved_by=None) | ~Q(resolved_by=F("by")),
                name="report_comment_resolved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(resolved_by=None, resolved_at=None)
                | (Q(resolved_by__isnull=False, resolved_at__isnull=False) & ~Q(answer="")),
                name="report_comment_resolved_with_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.anchor}"


class WordTemplate(models.Model):
    """One version of a Word file with field names, checked when it was brought; it never changes.

    institution: "" is the secretariat, whose templates all may fill. sha256: names the file in the
    folder of templates. version: raised by each newer file of the same name. language: in which it
    is filled unless another is asked for.
    """

    institution = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=120)
    version = models.PositiveSmallIntegerField(default=1)
    language = models.CharField(max_length=10)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    bytes = models.PositiveIntegerField()
    fields = models.PositiveIntegerField()
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    brought_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["institution", "name", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "name", "version"], name="template_version_stands_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="template_has_a_name"),
            models.CheckConstraint(
                condition=Q(version__gte=1, fields__gte=1), name="template_has_fields"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="template_withdrawn_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class WorkingCopy(models.Model):
    """A template that somebody filled: the figures in it and what each is bound to.

    The file is handed out and not kept: sha256 tells whether a copy is this one. scope: the
    institution it is about. figures: JSON, as `core.reports.template.bring.Figure`.
    """

    template = models.ForeignKey(WordTemplate, on_delete=models.PROTECT, related_name="copies")
    plan = models.CharField(max_length=80)
    period = models.CharField(max_length=20)
    scope = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=10)
    plan_revision = models.PositiveIntegerField()
    as_of = models.DateField()
    sha256 = models.CharField(max_length=64)
    figures = models.TextField()
    figure_count = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name_plural = "working copies"
        constraints = [
            models.UniqueConstraint(
                fields=["template", "by", "sha256"], name="working_copy_is_noted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template_id} {self.plan} {self.period}"
