"""People, the roles they were given for a time, and failed attempts to sign in."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class People(BaseUserManager["Person"]):
    """Finds a person by e-mail address, whatever its letters' case."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person of this e-mail address. Raises Person.DoesNotExist."""
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """Someone with an account. Accounts are disabled, never removed: acts keep their author."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    institution = models.CharField(_("institution"), max_length=80, blank=True)
    language = models.CharField(
        _("language"), max_length=8, choices=settings.LANGUAGES, default="en"
    )
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)

    objects = People()
    _roles: frozenset[str]

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="person_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """One spelling of an address."""
        self.email = self.email.strip().lower()


class Grants(models.QuerySet["Grant"]):
    """Roles given."""

    def holding_on(self, day: date) -> Grants:
        """The grants in force on a day."""
        return self.filter(valid_from__lte=day, valid_to__gte=day, withdrawn_at=None)


class Grant(models.Model):
    """A role given to a person for a time and a reason; `by` is empty for the first ones."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=8)
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = Grants.as_manager()

    class Meta:
        ordering = ["person", "role", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="grant_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="grant_has_a_reason"),
            models.CheckConstraint(
                condition=Q(by=None) | ~Q(by=F("person")), name="grant_is_not_to_oneself"
            ),
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=Q(withdrawn_at=None),
                name="grant_stands_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.valid_from} - {self.valid_to}"


class Proposal(models.Model):
    """A role that one person proposes for another; a third confirms or declines it.

    Confirmed proposals have their grant, declined ones a reason; open ones neither.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proposals")
    role = models.CharField(max_length=8)
    reason = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    declined = models.CharField(max_length=200, blank=True)
    grant = models.OneToOneField(Grant, null=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="proposal_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="proposal_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(proposed_by=F("person")), name="proposal_is_for_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | (~Q(decided_by=F("proposed_by")) & ~Q(decided_by=F("person"))),
                name="proposal_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, grant=None, declined="")
                | Q(decided_by__isnull=False, grant__isnull=False, declined="")
                | (Q(decided_by__isnull=False, grant=None) & ~Q(declined="")),
                name="proposal_is_open_granted_or_declined",
            ),
            models.UniqueConstraint(
                fields=["person", "role"], condition=Q(decided_by=None), name="proposal_waits_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.valid_from} - {self.valid_to}"


class Failure(models.Model):
    """One failed attempt to sign in. `account` is a keyed digest of the address that was typed."""

    account = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
