"""What holds of a crosswalk once people have reviewed its links.

The pack's link stays as it is. A review says of it: confirmed, changed to another relation, or
rejected. One person confirms; a change or a rejection holds once a second person agrees.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from uratibu.core.norms.model import Crosswalk, Link, Relation, Status


class Verdict(StrEnum):
    """What a reviewer says of a link."""

    CONFIRM = "confirm"
    CHANGE = "change"
    REJECT = "reject"


class Answer(StrEnum):
    """What became of a change or rejection: a second person has still to speak, or has spoken."""

    NOT_NEEDED = "not-needed"
    WAITING = "waiting"
    AGREED = "agreed"
    DECLINED = "declined"


class Standing(StrEnum):
    """How a link stands in the end."""

    UNREVIEWED = "unreviewed"
    CONFIRMED = "confirmed"
    CHANGED = "changed"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Review:
    """One person's word on one link, with what a second person answered.

    of: the relation of the pack's link when it was reviewed. relation: the one it leaves.
    """

    from_node: str
    to_node: str
    verdict: Verdict
    of: Relation
    relation: Relation
    reviewer: str
    reviewed_on: date
    reason: str = ""
    answer: Answer = Answer.NOT_NEEDED
    second: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether it holds: confirmed by one, or changed and agreed to by two."""
        return self.answer in (Answer.NOT_NEEDED, Answer.AGREED)


@dataclass(frozen=True)
class Reviewed:
    """A link as it holds now. link: in force; pack_link: as the pack has it."""

    link: Link
    pack_link: Link
    standing: Standing
    review: Review | None = None
    waiting: Review | None = None

    @property
    def is_in_force(self) -> bool:
        """Whether the two norms relate at all."""
        return self.standing is not Standing.REJECTED


Pair = tuple[str, str]


def in_force(link: Link, reviews: Iterable[Review]) -> Reviewed:
    """A link with its reviews, oldest first: the newest settled one wins.

    A review of a relation that the pack no longer states does not hold, unless the pack took over
    what the review said.
    """
    ours = [r for r in reviews if (r.from_node, r.to_node) == (link.from_node, link.to_node)]
    fitting = [r for r in ours if link.relation in (r.of, r.relation)]
    settled = [r for r in fitting if r.is_settled]
    open_ones = [r for r in fitting if r.answer is Answer.WAITING]
    waiting = open_ones[-1] if open_ones else None
    if not settled:
        return Reviewed(link, link, _of_pack(link), waiting=waiting)
    newest = settled[-1]
    return Reviewed(_applied(link, newest), link, _standing(link, newest), newest, waiting)


def crosswalk(walk: Crosswalk, reviews: Sequence[Review]) -> tuple[Reviewed, ...]:
    """Every link of a crosswalk as it holds now, in the order of the pack."""
    by_pair: dict[Pair, list[Review]] = {}
    for review in reviews:
        by_pair.setdefault((review.from_node, review.to_node), []).append(review)
    return tuple(
        in_force(link, by_pair.get((link.from_node, link.to_node), ())) for link in walk.links
    )


def counts(links: Iterable[Reviewed]) -> Mapping[Standing, int]:
    """How many links stand how; every standing has a number."""
    found = dict.fromkeys(Standing, 0)
    for each in links:
        found[each.standing] += 1
    return found


def reviewed_crosswalk(walk: Crosswalk, reviews: Sequence[Review]) -> Crosswalk:
    """The crosswalk as a pack can take it over: reviewed links say who reviewed them and when.

    A rejected link stays in the file as superseded, so that its reason is kept.
    """
    return replace(walk, links=tuple(each.link for each in crosswalk(walk, reviews)))


def _applied(link: Link, review: Review) -> Link:
    rejected = review.verdict is Verdict.REJECT
    return replace(
        link,
        relation=link.relation if rejected else review.relation,
        reviewer=review.reviewer,
        reviewed_on=review.reviewed_on,
        status=Status.SUPERSEDED if rejected else Status.CONFIRMED,
        reason=review.reason or link.reason,
    )


def _standing(link: Link, review: Review) -> Standing:
    if review.verdict is Verdict.REJECT:
        return Standing.REJECTED
    return Standing.CONFIRMED if review.relation is link.relation else Standing.CHANGED


def _of_pack(link: Link) -> Standing:
    known = {Status.CONFIRMED: Standing.CONFIRMED, Status.SUPERSEDED: Standing.REJECTED}
    return known.get(link.status, Standing.UNREVIEWED)
