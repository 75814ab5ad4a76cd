"""Crosswalks with what people said of their links, from one query."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import get_language

from uratibu.core.norms import review
from uratibu.core.norms.model import Crosswalk, Relation
from uratibu.core.norms.review import Answer, Review, Reviewed, Verdict
from uratibu.core.packs.model import Installation
from uratibu.web.accounts import permissions as policy
from uratibu.web.institutions.queries import register
from uratibu.web.norms.models import LinkReview

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from uratibu.web.accounts.models import Person

Walks = dict[str, tuple[Reviewed, ...]]
"""The links of each crosswalk as they hold now, by the crosswalk's id."""


def walks_in_force(known: Installation, *, names: bool) -> Walks:
    """Every crosswalk of the installation as it holds now; one query.

    names: whether reviewers are named; else their institution or role stands for them.
    """
    said: dict[str, list[Review]] = {}
    for row, answer in _words(LinkReview.objects.all()):
        said.setdefault(row.crosswalk, []).append(as_review(row, answer, names=names))
    return {walk.id: review.crosswalk(walk, said.get(walk.id, ())) for walk in known.crosswalks}


def as_the_pack_says(known: Installation) -> Walks:
    """Every crosswalk without what was said on screen."""
    return {walk.id: review.crosswalk(walk, ()) for walk in known.crosswalks}


def reviews_of(walk: Crosswalk, *, names: bool) -> tuple[Review, ...]:
    """What was said of the links of one crosswalk, oldest first; one query."""
    rows = LinkReview.objects.filter(crosswalk=walk.id)
    return tuple(as_review(row, answer, names=names) for row, answer in _words(rows))


def rows_of_link(crosswalk: str, from_node: str, to_node: str) -> tuple[LinkReview, ...]:
    """Every word on one link, oldest first."""
    rows = LinkReview.objects.filter(crosswalk=crosswalk, from_node=from_node, to_node=to_node)
    return tuple(rows.select_related("by", "answers"))


def sees_names(reader: Person | AnonymousUser) -> bool:
    """Whether a reader is told who reviewed a link."""
    return policy.may(reader, "institutions.see-holders")


def said_by(row: LinkReview, *, names: bool) -> str:
    """Who said it: the person for who works here, the institution or office for everyone."""
    if names:
        return row.by.name
    if row.institution:
        return register.title_of(row.institution)
    role = policy.policy().roles.get(row.role)
    return role.title(get_language() or "en") if role else row.role


def as_review(row: LinkReview, answer: LinkReview | None, *, names: bool) -> Review:
    """A row with its answer, as the core knows it."""
    verdict = Verdict(row.verdict)
    return Review(
        from_node=row.from_node,
        to_node=row.to_node,
        verdict=verdict,
        of=Relation(row.of),
        relation=Relation(row.relation),
        reviewer=said_by(row, names=names),
        reviewed_on=timezone.localdate(row.at),
        reason=row.reason,
        answer=_answer(verdict, answer),
        second=said_by(answer, names=names) if answer else "",
    )


def _answer(verdict: Verdict, answer: LinkReview | None) -> Answer:
    if verdict is Verdict.CONFIRM:
        return Answer.NOT_NEEDED
    if answer is None:
        return Answer.WAITING
    return Answer.AGREED if answer.verdict == "agree" else Answer.DECLINED


def _words(rows: QuerySet[LinkReview]) -> Iterable[tuple[LinkReview, LinkReview | None]]:
    """The words on links with the answer to each; answers do not stand by themselves."""
    found = list(rows.select_related("by").order_by("id"))
    answers = {row.answers_id: row for row in found if row.answers_id}
    return [(row, answers.get(row.pk)) for row in found if not row.answers_id]
