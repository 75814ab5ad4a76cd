"""Links of crosswalks reviewed: confirmed by one person, changed or rejected by two."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from uratibu.core.norms.model import Relation
from uratibu.core.norms.review import Reviewed, Verdict
from uratibu.web.accounts import permissions as policy
from uratibu.web.accounts.models import Person
from uratibu.web.audit import operations as audit
from uratibu.web.institutions.queries.posts import institutions_of
from uratibu.web.norms import permissions
from uratibu.web.norms.models import LinkReview


class Moved(Exception):
    """The link no longer stands where the reviewer saw it; somebody was quicker."""


@transaction.atomic
def review_link(
    crosswalk: str, found: Reviewed, verdict: Verdict, *,
    relation: Relation, reason: str, seen: int, by: Person,
) -> LinkReview:  # fmt: skip
    """Say of a link that it is right, should read otherwise, or should go.

    seen: the number of the newest word on the link when the reviewer read it, 0 for none.
    A change or a rejection waits for a second person. Raises Moved, OwnWord, NotAllowed.
    """
    permissions.require_other_than_source(by, found)
    link = found.pack_link
    _require_unmoved(crosswalk, link.from_node, link.to_node, seen)
    stated = relation if verdict is Verdict.CHANGE else found.link.relation
    row = LinkReview.objects.create(
        crosswalk=crosswalk, from_node=link.from_node, to_node=link.to_node,
        verdict=verdict.value, of=link.relation.value, relation=stated.value, reason=reason,
        **_author(by),
    )  # fmt: skip
    audit.record("norms.link-reviewed", by=by, target=row, facts=_facts(row))
    return row


@transaction.atomic
def answer_review(row: LinkReview, *, agrees: bool, reason: str, by: Person) -> LinkReview:
    """Agree to a change or rejection that somebody else proposed, or decline it with a reason.

    Raises Moved if it was answered already, OwnWord for one's own word, NotAllowed.
    """
    policy.require(by, permissions.REVIEW)
    if row.by_id == by.pk:
        raise permissions.OwnWord
    if row.verdict not in ("change", "reject") or LinkReview.objects.filter(answers=row).exists():
        raise Moved(str(row))
    answer = LinkReview.objects.create(
        crosswalk=row.crosswalk, from_node=row.from_node, to_node=row.to_node,
        verdict="agree" if agrees else "decline", of=row.of, relation=row.relation,
        reason=reason, answers=row, proposed_by_id=row.by_id, **_author(by),
    )  # fmt: skip
    audit.record("norms.review-answered", by=by, target=answer, facts=_facts(answer))
    return answer


def _require_unmoved(crosswalk: str, from_node: str, to_node: str, seen: int) -> None:
    rows = LinkReview.objects.filter(crosswalk=crosswalk, from_node=from_node, to_node=to_node)
    newest = rows.order_by("-id").values_list("id", flat=True).first() or 0
    if newest != seen:
        raise Moved(f"{from_node} {to_node}")


def _author(by: Person) -> dict[str, object]:
    """Who speaks, when, as what, and for which institution if for one alone."""
    held = institutions_of(by, today=timezone.localdate())
    institution = next(iter(held)) if len(held) == 1 else ""
    role = permissions.role_of(by)
    return {"by": by, "at": timezone.now(), "institution": institution, "role": role}


def _facts(row: LinkReview) -> dict[str, object]:
    return {
        "crosswalk": row.crosswalk, "from": row.from_node, "to": row.to_node,
        "verdict": row.verdict, "relation": row.relation,
    }  # fmt: skip
