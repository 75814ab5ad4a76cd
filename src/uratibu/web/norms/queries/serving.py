"""Which measures serve a norm: its own, those of the norms below it, those of related norms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from uratibu.core.disclosure.model import NotReleasable
from uratibu.core.norms.model import Framework
from uratibu.core.norms.model import Link as NormLink
from uratibu.core.packs.model import Installation
from uratibu.design import wording
from uratibu.design.parts import Empty, Link, Tile
from uratibu.web.lineage.queries import figures

MOST_TILES = 6
KEY_SHEET = "T01"
"""The table of the profile's working list that holds the headline figures; they come first."""


@dataclass(frozen=True)
class Serving:
    """A measure that serves a norm: directly, or through a norm below it."""

    id: str
    title: str
    through: str = ""


def framework(known: Installation, framework_id: str) -> Framework | None:
    """The framework of this id, None where there is none."""
    return next((f for f in known.frameworks if f.id == framework_id), None)


def has(known: Installation, node_id: str) -> bool:
    """Whether a pack has the norm of this id."""
    try:
        known.node(node_id)
    except KeyError:
        return False
    return True


def serving(known: Installation, node_id: str) -> tuple[Serving, ...]:
    """The measures that serve a norm, first its own, then those of the norms below it."""
    direct, below = [], []
    for measure in sorted(known.measures, key=lambda each: KEY_SHEET not in each.tables):
        norms = norms_of(known, measure.id)
        inner = [norm for norm in norms if norm.startswith((f"{node_id}/", f"{node_id}."))]
        if node_id in norms:
            direct.append(Serving(measure.id, figures.measure_title(measure.id)))
        elif inner:
            through = known.node(inner[0]).code if has(known, inner[0]) else inner[0]
            below.append(Serving(measure.id, figures.measure_title(measure.id), through))
    return (*direct, *below)


def ordered(known: Installation, node_id: str, measures: Iterable[Serving]) -> tuple[Serving, ...]:
    """Measures of the norm's own indicators first, of each kind those with the newest figures."""
    newest = sorted(measures, key=lambda each: _newest(each.id), reverse=True)
    return tuple(sorted(newest, key=lambda each: _distance(known, node_id, each.id)))


def _newest(measure_id: str) -> str:
    """The year of the newest figure of a measure for the installed country; "" without one."""
    try:
        found = settings.SYSTEM().publisher.periods(measure_id, figures.at_home())
    except NotReleasable:
        return ""
    return max(found, default="")[:4]


def _distance(known: Installation, node_id: str, measure_id: str) -> int:
    """How directly a measure serves a norm: by its code, by its indicator, itself, from below."""
    if f"{measure_id}.".startswith(f"{node_id.replace('/', '.')}."):
        return 0
    served = norms_of(known, measure_id)
    inside = [n for n in served if n == node_id or n.startswith((f"{node_id}/", f"{node_id}."))]
    if any(has(known, n) and known.node(n).kind == "indicator" for n in inside):
        return 1
    return 2 if node_id in served else 3


def through_related(
    known: Installation, node_id: str, links: Iterable[NormLink]
) -> tuple[Serving, ...]:
    """The measures of norms of other frameworks that relate to this one, each with the first."""
    own = {each.id for each in serving(known, node_id)}
    found: dict[str, Serving] = {}
    for other in _related_ids(known, node_id, links):
        node = known.node(other)
        home = framework(known, node.framework)
        through = f"{wording.words(home.short) if home else node.framework} {node.code}"
        for each in serving(known, other):
            if each.id not in own:
                found.setdefault(each.id, Serving(each.id, each.title, through))
    return tuple(found.values())


def _related_ids(known: Installation, node_id: str, links: Iterable[NormLink]) -> Iterable[str]:
    """The norms at the other ends of the links of a norm or of the norms below it."""
    for link in links:
        for here, there in ((link.from_node, link.to_node), (link.to_node, link.from_node)):
            if (here == node_id or here.startswith(f"{node_id}/")) and has(known, there):
                yield there


def served_by(measures: Iterable[Serving]) -> tuple[tuple[Tile, ...], tuple[Link, ...]]:
    """The newest figures of the installed country that serve a norm; the rest only by name."""
    tiles: list[Tile] = []
    more: list[Link] = []
    for each in measures:
        address = reverse("portal:measure", args=[each.id])
        found = figures.latest(each.id, figures.at_home()) if len(tiles) < MOST_TILES else None
        if found is None:
            more.append(Link(each.title, address))
        else:
            tiles.append(figures.tile(found, name=each.title, url=address))
    return tuple(tiles), tuple(more)


def gap_of_figures() -> Empty:
    """What a norm without figures says."""
    return Empty(
        title=_("No figure serves this norm yet."),
        text=_(
            "A statistician can bind an indicator to it in the country pack; until then this is"
            " a gap, not a zero."
        ),
        links=(
            Link(_("What is missing, and who could fill it"), reverse("reports:gaps")),
            Link(_("All statistics"), reverse("portal:statistics")),
        ),
    )


def gap_of_relations() -> Empty:
    """What a norm without relations says."""
    return Empty(
        title=_("No relation to another framework is recorded."),
        text=_("A reviewer can add one to a crosswalk, with its source."),
        links=(Link(_("All crosswalks"), reverse("norms:crosswalks")),),
    )


def norms_of(known: Installation, measure_id: str) -> tuple[str, ...]:
    """The norms a measure serves: its own and those of the indicator it counts."""
    measure = known.measure(measure_id)
    own = known.indicator(measure.numerator.indicator).norms
    return tuple(dict.fromkeys((*measure.norms, *own)))
