"""Who may do what with returns: the role of the policy file, and the post at the institution."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from uratibu.core.progress.workflow import Hand
from uratibu.web.accounts import permissions as policy
from uratibu.web.institutions.models import Duty
from uratibu.web.institutions.queries import posts

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from uratibu.web.accounts.models import Person


class OwnWork(Exception):
    """Nobody decides on what they asked for themselves, whatever their role."""


@dataclass(frozen=True)
class Seat:
    """What a person may do with returns on a day; asked once for a page, however long.

    fills, approves: institutions by the person's posts. sees_all: whether every return is seen.
    """

    account: str
    fills: frozenset[str]
    approves: frozenset[str]
    verifies: bool
    publishes: bool
    sees_all: bool

    def hands(self, institution: str) -> frozenset[Hand]:
        """As what the person acts on the return of an institution."""
        held = {
            Hand.FOCAL_POINT: institution in self.fills,
            Hand.INSTITUTION_HEAD: institution in self.approves,
            Hand.SECRETARIAT: self.verifies,
            Hand.SECRETARIAT_HEAD: self.publishes,
        }
        return frozenset(hand for hand, holds in held.items() if holds)

    def sees(self, institution: str) -> bool:
        """Whether the person sees the returns of an institution before they are published."""
        return self.sees_all or institution in self.fills | self.approves


def seat_of(person: Person | AnonymousUser, *, today: date) -> Seat:
    """What a person may do with returns on a day: two queries."""
    fills = policy.may(person, "returns.fill")
    approves = policy.may(person, "returns.approve")
    return Seat(
        account=str(person.pk),
        fills=_at(person, Duty.FOCAL_POINT, today=today) if fills else frozenset(),
        approves=_at(person, Duty.HEAD, Duty.APPROVER, today=today) if approves else frozenset(),
        verifies=policy.may(person, "returns.verify"),
        publishes=policy.may(person, "returns.publish"),
        sees_all=policy.may(person, "returns.see-all"),
    )


def _at(person: Person | AnonymousUser, *duties: str, today: date) -> frozenset[str]:
    return posts.institutions_of(person, *duties, today=today)
