"""Periods that institutions report on, and their reopening by two persons."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class ReportingPeriod(models.Model):
    """One period of one plan, as 2025/26-Q1. `slug` is how an address writes it."""

    plan = models.CharField(max_length=80)
    code = models.CharField(max_length=20)
    slug = models.CharField(max_length=20)
    starts_on = models.DateField()
    ends_on = models.DateField()
    opens_on = models.DateField()
    due_on = models.DateField()
    locks_on = models.DateField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["plan", "-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="period_once"),
            models.UniqueConstraint(fields=["plan", "slug"], name="period_address_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on"))
                & Q(due_on__gt=F("ends_on"))
                & Q(locks_on__gte=F("due_on")),
                name="period_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.code}"


class Reopening(models.Model):
    """A locked period takes returns again until a day, once a second person agreed."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="reopenings")
    reason = models.CharField(max_length=500)
    until = models.DateField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="reopening_has_a_reason"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("asked_by")),
                name="reopening_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="reopening_confirmed_with_a_date",
            ),
            models.UniqueConstraint(
                fields=["period"], condition=Q(confirmed_by=None), name="reopening_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} until {self.until}"
