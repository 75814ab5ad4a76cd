"""How a norm relates to those of other frameworks, as reviewed; and which measures that brings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from uratibu.core.norms.review import Reviewed
from uratibu.core.packs.model import Installation
from uratibu.design import wording
from uratibu.web.norms.queries import crosswalks, norms, reviews, serving


@dataclass(frozen=True)
class RelatedNorm:
    """A norm of another framework with how it relates, who says so and who reviewed that."""

    relation: str
    framework: str
    title: str
    url: str
    status: str
    source: str
    reason: str
    review: str = ""
    link_url: str = ""


def related(
    known: Installation, node_id: str, walks: reviews.Walks | None = None
) -> tuple[RelatedNorm, ...]:
    """The norms that crosswalks connect with this one, either way; rejected links do not count.

    walks: the crosswalks as they hold now; without them, as the packs have them.
    """
    found = walks if walks is not None else reviews.as_the_pack_says(known)
    ours = (_related(known, *pair, node_id) for pair in _links_of(found, node_id))
    return tuple(sorted(filter(None, ours), key=lambda each: (each.framework, each.title)))


def serving_through(
    known: Installation, node_id: str, walks: reviews.Walks
) -> tuple[serving.Serving, ...]:
    """The measures of norms of other frameworks that relate to this one or to norms below it."""
    links = [each.link for links in walks.values() for each in links if each.is_in_force]
    return serving.through_related(known, node_id, links)


def _links_of(walks: reviews.Walks, node_id: str) -> Iterator[tuple[str, Reviewed]]:
    for name, links in walks.items():
        for each in links:
            if each.is_in_force and node_id in (each.link.from_node, each.link.to_node):
                yield name, each


def _related(known: Installation, walk_id: str, each: Reviewed, node_id: str) -> RelatedNorm | None:
    is_start = each.link.from_node == node_id
    other = each.link.to_node if is_start else each.link.from_node
    if not serving.has(known, other):
        return None
    node = known.node(other)
    home = serving.framework(known, node.framework)
    walk = crosswalks.walk_named(known, walk_id)
    line = crosswalks.line(known, walk, each)
    return RelatedNorm(
        relation=str(norms.RELATIONS[each.link.relation][0 if is_start else 1]),
        framework=wording.words(home.short) if home else node.framework,
        title=f"{node.code} {wording.words(node.title)}",
        url=norms.norm_address(other),
        status=line.standing,
        source=line.source,
        reason=line.reason,
        review=line.review,
        link_url=line.url,
    )
