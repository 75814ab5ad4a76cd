"""One row for each thing a person or the system did. Rows are added, never changed or removed."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models


class AppendOnly(Exception):
    """Somebody tried to change or remove a row of the audit log."""


class Additions(models.QuerySet["Entry"]):
    """Rows may be read and added; the database refuses the rest too (see the migrations)."""

    def update(self, **values: object) -> NoReturn:
        """Refused."""
        raise AppendOnly("an audit row cannot be changed; record a new one")

    def delete(self) -> NoReturn:
        """Refused."""
        raise AppendOnly("an audit row cannot be removed")

    def bulk_update(self, objs: object, fields: object, batch_size: object = None) -> NoReturn:
        """Refused."""
        raise AppendOnly("audit rows cannot be changed; record new ones")


class Entry(models.Model):
    """One act: what was done, to what, by whom, when.

    facts: JSON text of names and codes (an edition, a role), never what a person wrote. A text
    and not a JSON column: SQLite refuses that column's check while trusted_schema is off.
    """

    act = models.CharField(max_length=80)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    target_kind = models.CharField(max_length=80, blank=True)
    target = models.CharField(max_length=200, blank=True)
    facts = models.TextField(default="{}")

    objects = Additions.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["target_kind", "target"], name="audit_entry_of_target")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(act=""), name="audit_entry_says_what")
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.act} {self.target}".strip()

    def save(self, *arguments: Any, **options: Any) -> None:
        """Add the row; a row that stands already is refused."""
        if not self._state.adding:
            raise AppendOnly("an audit row cannot be changed; record a new one")
        super().save(*arguments, **options)

    def delete(self, *arguments: Any, **options: Any) -> NoReturn:
        """Refused."""
        raise AppendOnly("an audit row cannot be removed")
