"""Crosswalks as pages: how their links stand, one crosswalk, one link with all that was said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from uratibu.core.norms import export, review
from uratibu.core.norms.model import Crosswalk, Framework, Node, Relation
from uratibu.core.norms.review import Reviewed, Standing
from uratibu.core.packs.model import Installation
from uratibu.design import wording
from uratibu.design.parts import Card, Link
from uratibu.web.accounts import permissions as policy
from uratibu.web.norms import permissions
from uratibu.web.norms.models import LinkReview
from uratibu.web.norms.queries import norms, reviews, serving

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from uratibu.web.accounts.models import Person

STANDINGS: dict[Standing, Promise] = {
    Standing.UNREVIEWED: gettext_lazy("not yet reviewed"),
    Standing.CONFIRMED: gettext_lazy("confirmed"),
    Standing.CHANGED: gettext_lazy("confirmed with a change"),
    Standing.REJECTED: gettext_lazy("rejected"),
}
WAITING = "waiting"
VERDICTS: dict[str, Promise] = {
    "confirm": gettext_lazy("confirmed it"),
    "change": gettext_lazy("proposed another relation"),
    "reject": gettext_lazy("proposed to reject it"),
    "agree": gettext_lazy("agreed"),
    "decline": gettext_lazy("declined the proposal"),
}


@dataclass(frozen=True)
class End:
    """One end of a link: the norm with its framework."""

    id: str
    framework: str
    code: str
    title: str
    text: str
    url: str


@dataclass(frozen=True)
class LinkLine:
    """One link as it holds, both ends, and who says so."""

    start: End
    end: End
    relation: str
    standing: str
    is_rejected: bool
    is_waiting: bool
    review: str
    source: str
    reason: str
    url: str


@dataclass(frozen=True)
class Count:
    """How many links stand so, and the address of those alone."""

    standing: str
    words: str
    number: int
    is_chosen: bool


@dataclass(frozen=True)
class LinkGroup:
    """The links of one norm."""

    norm: End
    lines: tuple[LinkLine, ...]


@dataclass(frozen=True)
class Page:
    """One crosswalk: its links, counts, and the norms at either end that have no link."""

    walk: Crosswalk
    title: str
    lines: tuple[LinkLine, ...]
    groups: tuple[LinkGroup, ...]
    counts: tuple[Count, ...]
    total: int
    unlinked: tuple[norms.Group, ...]


@dataclass(frozen=True)
class Word:
    """One word on a link: who, when, what, why; the row to answer if it waits for the reader."""

    who: str
    said: str
    relation: str
    on: str
    reason: str
    row: LinkReview
    is_waiting: bool


@dataclass(frozen=True)
class LinkPage:
    """One link with everything that was said of it. newest: the number of the last word, or 0."""

    walk: Crosswalk
    title: str
    found: Reviewed
    line: LinkLine
    pack_relation: str
    words: tuple[Word, ...]
    newest: int


def cards(known: Installation, walks: reviews.Walks) -> tuple[Card, ...]:
    """A card for each crosswalk with how far its review has come."""
    return tuple(_card(walk, walks[walk.id]) for walk in known.crosswalks)


def walk_named(known: Installation, walk_id: str) -> Crosswalk:
    """The crosswalk of this id. Raises Http404."""
    found = next((walk for walk in known.crosswalks if walk.id == walk_id), None)
    if found is None:
        raise Http404(walk_id)
    return found


def page(known: Installation, walk_id: str, *, standing: str, turned: bool, names: bool) -> Page:
    """A crosswalk, all of it or the links that stand one way; turned: sorted by the far end."""
    walk = walk_named(known, walk_id)
    links = review.crosswalk(walk, reviews.reviews_of(walk, names=names))
    chosen = [each for each in links if _stands(each, standing)]
    lines = [line(known, walk, each) for each in chosen]
    if turned:
        order = {node.id: place for place, node in enumerate(_nodes(known))}
        lines.sort(key=lambda each: (order.get(each.end.id, 0), order.get(each.start.id, 0)))
    return Page(
        walk=walk,
        title=wording.words(walk.title),
        lines=tuple(lines),
        groups=_by_norm(lines, turned=turned),
        counts=_counts(links, standing),
        total=len(links),
        unlinked=tuple(_unlinked(known, links)),
    )


def link_page(
    known: Installation, walk_id: str, from_node: str, to_node: str, *, names: bool
) -> LinkPage:
    """One link. Raises Http404 if the crosswalk has none between these norms."""
    walk = walk_named(known, walk_id)
    pair = (from_node, to_node)
    link = next((e for e in walk.links if (e.from_node, e.to_node) == pair), None)
    if link is None:
        raise Http404(f"{walk_id} {pair}")
    rows = reviews.rows_of_link(walk_id, from_node, to_node)
    said = [r for r in reviews.reviews_of(walk, names=names) if (r.from_node, r.to_node) == pair]
    found = review.in_force(link, said)
    return LinkPage(
        walk=walk,
        title=wording.words(walk.title),
        found=found,
        line=line(known, walk, found),
        pack_relation=relation_words(link.relation),
        words=tuple(_word(row, rows, names=names) for row in rows),
        newest=rows[-1].pk if rows else 0,
    )


def as_csv(known: Installation, walk_id: str, *, names: bool) -> str:
    """The crosswalk with its reviews in the columns of a pack, ready to take its place."""
    walk = walk_named(known, walk_id)
    said = reviews.reviews_of(walk, names=names)
    return export.crosswalk_as_csv(review.reviewed_crosswalk(walk, said))


def line(known: Installation, walk: Crosswalk, each: Reviewed) -> LinkLine:
    """A link as it holds now."""
    query = urlencode({"from": each.link.from_node, "to": each.link.to_node})
    return LinkLine(
        start=_end(known, each.link.from_node),
        end=_end(known, each.link.to_node),
        relation=relation_words(each.link.relation),
        standing=str(STANDINGS[each.standing]),
        is_rejected=not each.is_in_force,
        is_waiting=each.waiting is not None,
        review=reviewed_words(each),
        source=wording.in_english(each.link.source),
        reason=wording.in_english(each.link.reason),
        url=f"{reverse('norms:link', args=[walk.id])}?{query}",
    )


def reviewed_words(each: Reviewed) -> str:
    """Who reviewed a link and when; empty where nobody has."""
    if not each.link.reviewer or each.link.reviewed_on is None:
        return ""
    facts = {"who": each.link.reviewer, "day": wording.day(each.link.reviewed_on)}
    if each.review and each.review.second:
        facts["second"] = each.review.second
        return _("%(who)s and %(second)s, %(day)s") % facts
    return _("%(who)s, %(day)s") % facts


def relation_words(relation: Relation) -> str:
    """A relation read from its start."""
    return str(norms.RELATIONS[relation][0])


def waiting_for(known: Installation, reader: Person | AnonymousUser) -> tuple[Link, ...]:
    """The links with a proposal that this reader may answer as the second person."""
    if not policy.may(reader, permissions.REVIEW):
        return ()
    rows = LinkReview.objects.filter(verdict__in=["change", "reject"], answer=None)
    ours = {walk.id for walk in known.crosswalks}
    return tuple(
        Link(f"{row.from_node} \u2192 {row.to_node}", link_address(row))
        for row in rows.exclude(by_id=reader.pk).filter(crosswalk__in=ours)
    )


def link_address(row: LinkReview) -> str:
    """The page of the link that a word is about."""
    query = urlencode({"from": row.from_node, "to": row.to_node})
    return f"{reverse('norms:link', args=[row.crosswalk])}?{query}"


def _card(walk: Crosswalk, links: tuple[Reviewed, ...]) -> Card:
    found = review.counts(links)
    parts = [f"{number} {STANDINGS[each]}" for each, number in found.items() if number]
    told = ngettext("%(number)s link", "%(number)s links", len(links)) % {"number": len(links)}
    return Card(
        title=wording.words(walk.title),
        url=reverse("norms:crosswalk", args=[walk.id]),
        text=told,
        note=" \u00b7 ".join(parts),
    )


def _counts(links: Iterable[Reviewed], chosen: str) -> tuple[Count, ...]:
    listed = tuple(links)
    found = review.counts(listed)
    counts = [Count(e.value, str(STANDINGS[e]), n, e.value == chosen) for e, n in found.items()]
    waiting = sum(1 for each in listed if each.waiting)
    words = _("a change waits for a second person")
    return (*counts, Count(WAITING, words, waiting, chosen == WAITING))


def _stands(each: Reviewed, standing: str) -> bool:
    if standing == WAITING:
        return each.waiting is not None
    return standing not in set(Standing) or each.standing == standing


def _by_norm(lines: Iterable[LinkLine], *, turned: bool) -> tuple[LinkGroup, ...]:
    """Links with one norm together, in the order in which the norms are met."""
    met: dict[End, list[LinkLine]] = {}
    for each in lines:
        met.setdefault(each.end if turned else each.start, []).append(each)
    return tuple(LinkGroup(norm, tuple(inside)) for norm, inside in met.items())


def _end(known: Installation, node_id: str) -> End:
    node = known.node(node_id)
    home = serving.framework(known, node.framework)
    return End(
        id=node_id,
        framework=wording.words(home.short) if home else node.framework,
        code=node.code,
        title=wording.words(node.title),
        text=wording.words(node.description),
        url=norms.norm_address(node_id),
    )


def _nodes(known: Installation) -> Iterable[Node]:
    return (node for framework in known.frameworks for node in framework.nodes)


def _unlinked(known: Installation, links: tuple[Reviewed, ...]) -> Iterable[norms.Group]:
    """For each end, the norms of the kinds that have links, but that have none themselves."""
    living = [each.link for each in links if each.is_in_force]
    for ids in ({e.from_node for e in living}, {e.to_node for e in living}):
        nodes = [known.node(each) for each in ids]
        for name in sorted({node.framework for node in nodes}):
            home = serving.framework(known, name)
            kinds = {node.kind for node in nodes if node.framework == name}
            if home is not None:
                yield _gap(known, home, kinds, ids)


def _gap(known: Installation, home: Framework, kinds: set[str], ids: set[str]) -> norms.Group:
    left = [n for n in home.nodes if n.kind in kinds and n.id not in ids and n.valid_to is None]
    return norms.Group(
        wording.words(home.short), tuple(norms.norm_line(known, home, node) for node in left)
    )


def _word(row: LinkReview, rows: tuple[LinkReview, ...], *, names: bool) -> Word:
    answered = {each.answers_id for each in rows}
    return Word(
        who=reviews.said_by(row, names=names),
        said=str(VERDICTS[row.verdict]),
        relation=relation_words(Relation(row.relation)) if row.verdict == "change" else "",
        on=wording.day(row.at),
        reason=row.reason,
        row=row,
        is_waiting=row.verdict in ("change", "reject") and row.pk not in answered,
    )
