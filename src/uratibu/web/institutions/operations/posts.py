"""Posts made; people appointed to them by letter, their time ended, posts handed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from uratibu.web.accounts import permissions as policy
from uratibu.web.accounts.models import Person
from uratibu.web.audit import operations as audit
from uratibu.web.institutions import permissions
from uratibu.web.institutions.models import Duty, Holding, Post


class Taken(Exception):
    """Somebody else holds the post on one of these days; the message names whom and when."""


class PostRefused(Exception):
    """There cannot be such a post; the message says why."""


class EndRefused(Exception):
    """A holding cannot end like this; the message says why."""


@dataclass(frozen=True)
class Letter:
    """The letter that nominates: its reference, and its file where one was brought."""

    reference: str
    name: str = ""
    sha256: str = ""


@transaction.atomic
def create_post(institution: str, duty: str, *, title: str = "", by: Person | None) -> Post:
    """A seat in an institution; the one that stands already if it does.

    Raises PostRefused for a second head of an institution, NotAllowed.
    """
    if by is not None:
        policy.require(by, "institutions.appoint")
    if duty == Duty.HEAD and Post.objects.filter(institution=institution, duty=duty).exclude(
        title=title
    ):
        raise PostRefused(_("An institution has one head; the post stands already."))
    post, is_new = Post.objects.get_or_create(institution=institution, duty=duty, title=title)
    if is_new:
        audit.record("institutions.post-created", by=by, target=post, facts=_facts(post))
    return post


@transaction.atomic
def appoint(
    post: Post, person: Person, *, valid_from: date, valid_to: date | None = None,
    letter: Letter, by: Person | None,
) -> Holding:  # fmt: skip
    """Put a person into a post for a time, by letter.

    Raises Taken if another holds it on one of these days, OwnAppointment, NotAllowed.
    """
    if by is not None:
        permissions.require_appointer(by, person)
    Post.objects.select_for_update().get(pk=post.pk)
    _require_free(post, valid_from, valid_to)
    holding = Holding.objects.create(
        post=post, person=person, valid_from=valid_from, valid_to=valid_to,
        letter=letter.reference, letter_name=letter.name, letter_sha256=letter.sha256,
        appointed_by=by, appointed_at=timezone.now(),
    )  # fmt: skip
    audit.record("institutions.appointed", by=by, target=holding, facts=_facts(post))
    return holding


@transaction.atomic
def end_holding(holding: Holding, *, valid_to: date, reason: str, by: Person) -> Holding:
    """End a person's time in a post on a day. Raises EndRefused, OwnAppointment, NotAllowed."""
    permissions.require_appointer(by, holding.person)
    here = Holding.objects.select_for_update().get(pk=holding.pk)
    if valid_to < here.valid_from:
        raise EndRefused(_("The end lies before the beginning."))
    if here.valid_to is not None and here.valid_to < valid_to:
        raise EndRefused(_("It ends earlier already; appoint anew with a letter."))
    here.valid_to, here.ended_by, here.end_reason = valid_to, by, reason
    here.save(update_fields=["valid_to", "ended_by", "end_reason"])
    audit.record("institutions.holding-ended", by=by, target=here, facts=_facts(here.post))
    return here


@transaction.atomic
def hand_over(post: Post, successor: Person, *, on: date, letter: Letter, by: Person) -> Holding:
    """The holder leaves the day before, the successor begins on the day: no day without one.

    Raises Taken if the holder began on that very day or a later holder stands already.
    """
    present = Holding.objects.on(on).filter(post=post).select_related("person").first()
    if present is not None:
        if present.valid_from == on or present.person_id == successor.pk:
            raise Taken(_holds(present))
        end_holding(present, valid_to=on - timedelta(days=1), reason=_("Handed over"), by=by)
    return appoint(post, successor, valid_from=on, letter=letter, by=by)


def _require_free(post: Post, valid_from: date, valid_to: date | None) -> None:
    until = Q() if valid_to is None else Q(valid_from__lte=valid_to)
    clash = post.holdings.filter(until, Q(valid_to=None) | Q(valid_to__gte=valid_from))
    found = clash.select_related("person").first()
    if found is not None:
        raise Taken(_holds(found))


def _holds(holding: Holding) -> str:
    facts = {"name": holding.person.name, "since": holding.valid_from.isoformat()}
    if holding.valid_to is None:
        return _("%(name)s holds this post since %(since)s.") % facts
    until = holding.valid_to.isoformat()
    return _("%(name)s holds this post from %(since)s to %(until)s.") % (facts | {"until": until})


def _facts(post: Post) -> dict[str, object]:
    return {"institution": post.institution, "duty": post.duty}
