"""Released figures, standings made of them, and statuses a person set by hand."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from uratibu.web.progress.models.returns import Return


class Released(models.Model):
    """One released figure: of a table, or of a published return (`of`).

    A correction adds a row and ends the one before; nothing is overwritten.
    origin: the release or return it came out of. editions: JSON list behind it.
    """

    plan = models.CharField(max_length=80)
    indicator = models.CharField(max_length=120)
    period = models.CharField(max_length=20)
    place = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=16)
    value = models.CharField(max_length=60, blank=True)
    quality = models.CharField(max_length=12, default="final")
    numerator = models.CharField(max_length=60, blank=True)
    denominator = models.CharField(max_length=60, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    origin = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    editions = models.TextField(default="[]")
    of = models.ForeignKey(Return, null=True, on_delete=models.PROTECT, related_name="released")
    released_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["plan", "indicator", "period", "place"]
        indexes = [
            models.Index(fields=["plan", "period"], name="released_plan_period"),
            models.Index(fields=["origin"], name="released_origin"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "indicator", "period", "place"],
                condition=Q(ended_at=None),
                name="released_figure_stands_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}@{self.period}#{self.place}"


class Standing(models.Model):
    """Where an indicator or element of a plan stands in a period, kept so that pages are quick.

    key: an indicator's or element's key. as_of: the day it was worked out for.
    period "" is where it stands now, by the figure of period `at`. state: of the value, as in
    core.values. reporting: reported, late, no-data or planned. because: JSON, language to sentence.
    origin: the release or return that the value came out of.
    """

    plan = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    period = models.CharField(max_length=20, blank=True)
    rating = models.CharField(max_length=8, default="none")
    trend = models.CharField(max_length=8, default="unknown")
    status = models.CharField(max_length=16, blank=True)
    value = models.CharField(max_length=60, blank=True)
    target = models.CharField(max_length=60, blank=True)
    because = models.TextField(blank=True)
    as_of = models.DateField()
    at = models.CharField(max_length=20, blank=True)
    rule = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=16, blank=True)
    origin = models.CharField(max_length=200, blank=True)
    reporting = models.CharField(max_length=10, blank=True)
    is_overdue = models.BooleanField(default=False)

    class Meta:
        ordering = ["plan", "key", "period"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key", "period"], name="standing_once"),
        ]
        # What speaks for now is one row in twenty, and nearly every page asks for it.
        indexes = [models.Index(fields=["plan", "period", "status"], name="standing_of_period")]

    def __str__(self) -> str:
        return f"{self.plan} {self.key} {self.period}"


class Survey(models.Model):
    """When the standings of a plan were last worked out; a new stamp says that some differ."""

    plan = models.CharField(max_length=80, primary_key=True)
    stamp = models.CharField(max_length=32)
    plan_stamp = models.CharField(max_length=32, blank=True)
    as_of = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["plan"]

    def __str__(self) -> str:
        return f"{self.plan} {self.as_of}"


class Override(models.Model):
    """A status that a person set by hand, with a reason and an end.

    It holds once another person has confirmed it.
    """

    plan = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    status = models.CharField(max_length=16)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateField()
    ended_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["plan", "key", "-at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="override_has_a_reason"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("by")),
                name="override_four_eyes",
            ),
            models.UniqueConstraint(
                fields=["plan", "key"], condition=Q(ended_at=None), name="override_stands_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.key}: {self.status}"
