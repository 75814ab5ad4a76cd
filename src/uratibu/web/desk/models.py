"""When a person last looked, which digests were sent, and who wants none."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Visit(models.Model):
    """When a person looked at the desk; `before` is the look before, which changes count from."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", primary_key=True
    )
    at = models.DateTimeField()
    before = models.DateTimeField(null=True)
    wants_digest = models.BooleanField(default=True)

    class Meta:
        ordering = ["person"]

    def __str__(self) -> str:
        return f"{self.person_id} {self.at:%Y-%m-%d %H:%M}"


class Digest(models.Model):
    """One digest sent to one person on one day; never a second one."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    lines = models.PositiveIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-day", "person"]
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], name="digest_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.day}"
