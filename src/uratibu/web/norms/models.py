"""What people said of the links of crosswalks. Rows are added; none is changed or removed."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class WordsStay(Exception):
    """Somebody tried to change or remove what a reviewer said; say something new instead."""


class LinkReview(models.Model):
    """One word on one link: confirm, change, reject; or agree to or decline another's word.

    of: the relation the pack stated then. answers: the change or rejection this row answers, and
    proposed_by its author, kept here so that the database can tell the two people apart.
    institution: where the reviewer holds a post, or empty; role: as what they reviewed.
    """

    crosswalk = models.CharField(max_length=120, db_index=True)
    from_node = models.CharField(max_length=120)
    to_node = models.CharField(max_length=120)
    verdict = models.CharField(max_length=8)
    of = models.CharField(max_length=12)
    relation = models.CharField(max_length=12)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    institution = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=8)
    answers = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="answer"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=["confirm", "change", "reject", "agree", "decline"]),
                name="link_review_verdict",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["confirm", "agree"]) | ~Q(reason=""),
                name="link_review_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["agree", "decline"], answers__isnull=False)
                & Q(proposed_by__isnull=False)
                | Q(
                    verdict__in=["confirm", "change", "reject"],
                    answers__isnull=True,
                    proposed_by__isnull=True,
                ),
                name="link_review_answers_something",
            ),
            models.CheckConstraint(
                condition=Q(proposed_by=None) | ~Q(proposed_by=F("by")),
                name="link_review_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_node} {self.to_node}: {self.verdict}"

    def save(self, *arguments: Any, **options: Any) -> None:
        """Add the row; a row that stands already is refused."""
        if not self._state.adding:
            raise WordsStay("a review is not changed; add another")
        super().save(*arguments, **options)

    def delete(self, *arguments: Any, **options: Any) -> NoReturn:
        """Refused."""
        raise WordsStay("a review is not removed; add another")
