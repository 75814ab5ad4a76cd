"""People with their roles and posts, and the roles that wait for a second person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from uratibu.core.likeness import folded
from uratibu.design import wording
from uratibu.web.accounts import permissions as policy
from uratibu.web.accounts.models import Grant, Person, Proposal
from uratibu.web.institutions.models import Duty, Holding
from uratibu.web.institutions.queries import register


@dataclass(frozen=True)
class PersonLine:
    """One person in the list: what they are and what they hold today."""

    person: Person
    roles: tuple[str, ...]
    posts: tuple[str, ...]


@dataclass(frozen=True)
class GrantLine:
    """A role a person has or had."""

    grant: Grant
    title: str
    time: str
    is_present: bool


@dataclass(frozen=True)
class ProposalLine:
    """A role somebody proposes; whether this reader may decide it."""

    proposal: Proposal
    title: str
    time: str
    may_decide: bool


@dataclass(frozen=True)
class PostHeld:
    """A post a person holds or held."""

    title: str
    url: str
    time: str
    is_present: bool


@dataclass(frozen=True)
class PersonPage:
    """One person: roles, posts, and what was proposed."""

    person: Person
    grants: tuple[GrantLine, ...]
    posts: tuple[PostHeld, ...]
    proposals: tuple[ProposalLine, ...]


def people(text: str, *, today: date) -> tuple[PersonLine, ...]:
    """The people whose name or address has these letters, by name; three queries."""
    wanted = folded(text)
    found = Person.objects.prefetch_related("grants", "holdings", "holdings__post")
    return tuple(
        _person_line(each, today)
        for each in found
        if wanted in folded(each.name) or wanted in folded(each.email)
    )


def person_page(number: int, *, reader: Person, today: date) -> PersonPage:
    """One person. Raises Http404."""
    found = Person.objects.filter(pk=number).first()
    if found is None:
        raise Http404(str(number))
    proposals = Proposal.objects.filter(person=found).select_related("proposed_by", "decided_by")
    grants = found.grants.select_related("by").order_by("-valid_from", "role")
    holdings = found.holdings.select_related("post").order_by("-valid_from")
    return PersonPage(
        person=found,
        grants=tuple(_grant_line(each, today) for each in grants),
        posts=tuple(_post_held(each, today) for each in holdings),
        proposals=tuple(_proposal_line(each, reader) for each in proposals),
    )


def waiting(reader: Person) -> tuple[ProposalLine, ...]:
    """The roles that wait for a second person, the oldest first."""
    found = Proposal.objects.filter(decided_by=None).select_related("person", "proposed_by")
    return tuple(_proposal_line(each, reader) for each in found.order_by("proposed_at", "id"))


def roles_to_give(language: str) -> tuple[tuple[str, str], ...]:
    """Code and words of each role that can be given."""
    known = policy.policy().roles.values()
    return tuple((r.code, r.title(language)) for r in known if r.code != policy.PUBLIC)


def _person_line(person: Person, today: date) -> PersonLine:
    grants = [g for g in person.grants.all() if _is_present(g, today)]
    holdings = [h for h in person.holdings.all() if h.holds_on(today)]
    return PersonLine(
        person=person,
        roles=tuple(_role_words(g.role) for g in grants),
        posts=tuple(_post_words(h) for h in holdings),
    )


def _is_present(grant: Grant, today: date) -> bool:
    return grant.withdrawn_at is None and grant.valid_from <= today <= grant.valid_to


def _grant_line(grant: Grant, today: date) -> GrantLine:
    end = timezone.localdate(grant.withdrawn_at) if grant.withdrawn_at else grant.valid_to
    return GrantLine(
        grant, _role_words(grant.role), _span(grant.valid_from, end), _is_present(grant, today)
    )


def _proposal_line(proposal: Proposal, reader: Person) -> ProposalLine:
    parties = (proposal.proposed_by_id, proposal.person_id)
    is_open = proposal.decided_by_id is None
    may = is_open and reader.pk not in parties and policy.may(reader, "accounts.confirm-role")
    time = _span(proposal.valid_from, proposal.valid_to)
    return ProposalLine(proposal, _role_words(proposal.role), time, may)


def _post_held(holding: Holding, today: date) -> PostHeld:
    end = holding.valid_to
    start = holding.valid_from
    return PostHeld(
        title=_post_words(holding),
        url=register.address(holding.post.institution),
        time=_span(start, end) if end else _("since %(day)s") % {"day": wording.day(start)},
        is_present=holding.holds_on(today),
    )


def _post_words(holding: Holding) -> str:
    post = holding.post
    return f"{post.title or Duty(post.duty).label}, {register.title_of(post.institution)}"


def _role_words(code: str) -> str:
    role = policy.policy().roles.get(code)
    return role.title(get_language() or "en") if role else code


def _span(start: date, end: date) -> str:
    return f"{wording.day(start)} \u2013 {wording.day(end)}"
