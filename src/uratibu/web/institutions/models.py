"""Posts of an institution, and the people who hold them for a time by a letter.

Duties belong to the post: who holds it inherits them, who leaves it leaves them behind.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Duty(models.TextChoices):
    """What a post is there for."""

    FOCAL_POINT = "focal-point", _("focal point")
    APPROVER = "approver", _("approver")
    HEAD = "head", _("head")


class Post(models.Model):
    """A seat in an institution. `title` tells two of one duty apart (an alternate, a desk).

    institution: a code of the list `institutions`, which a pack keeps.
    """

    institution = models.CharField(max_length=40, db_index=True)
    duty = models.CharField(max_length=12, choices=Duty.choices)
    title = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["institution", "duty", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "duty", "title"], name="post_stands_once"
            ),
            models.UniqueConstraint(
                fields=["institution"], condition=Q(duty="head"), name="post_of_one_head"
            ),
            models.CheckConstraint(condition=~Q(institution=""), name="post_has_an_institution"),
            models.CheckConstraint(
                condition=Q(duty__in=["focal-point", "approver", "head"]), name="post_has_a_duty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution} {self.duty} {self.title}".strip()


class Holdings(models.QuerySet["Holding"]):
    """Who held which post."""

    def on(self, day: date) -> Holdings:
        """The holdings in force on a day; an open end holds on."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class Holding(models.Model):
    """One person in one post for a time. A post has one holder at a time.

    letter: reference of the letter that nominates; letter_sha256 and letter_name its file, where
    one was brought. appointed_by is empty only for what an installation starts with.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="holdings"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    letter = models.CharField(max_length=120)
    letter_name = models.CharField(max_length=120, blank=True)
    letter_sha256 = models.CharField(max_length=64, blank=True)
    appointed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    appointed_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    end_reason = models.CharField(max_length=200, blank=True)

    objects = Holdings.as_manager()

    class Meta:
        ordering = ["post", "-valid_from", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="holding_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(appointed_by=None) | ~Q(appointed_by=F("person")),
                name="holding_is_not_given_to_oneself",
            ),
            models.CheckConstraint(condition=~Q(letter=""), name="holding_has_a_letter"),
            models.UniqueConstraint(
                fields=["post"], condition=Q(valid_to=None), name="holding_is_open_once"
            ),
            models.UniqueConstraint(fields=["post", "valid_from"], name="holding_begins_once"),
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.valid_from} - {self.valid_to or ''}".strip()

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
