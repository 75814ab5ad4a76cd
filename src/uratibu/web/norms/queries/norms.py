"""Frameworks and norms as a reader sees them: what they ask, how they relate, what serves them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from uratibu.core.norms.model import Definition, Framework, Node, NodeSet, Relation, Status
from uratibu.core.packs.model import Installation
from uratibu.core.plans.model import PlanStatus
from uratibu.design import wording
from uratibu.design.parts import Card, Proof
from uratibu.design.parts import Link as Step
from uratibu.web.norms.queries import serving

KINDS: dict[str, tuple[Promise, Promise]] = {
    "objective": (gettext_lazy("Objective"), gettext_lazy("Objectives")),
    "action": (gettext_lazy("Action"), gettext_lazy("Actions")),
    "principle": (gettext_lazy("Principle"), gettext_lazy("Principles")),
    "goal": (gettext_lazy("Goal"), gettext_lazy("Goals")),
    "target": (gettext_lazy("Target"), gettext_lazy("Targets")),
    "indicator": (gettext_lazy("Indicator"), gettext_lazy("Indicators")),
    "pillar": (gettext_lazy("Pillar"), gettext_lazy("Pillars")),
    "priority": (gettext_lazy("Priority"), gettext_lazy("Priorities")),
    "aspiration": (gettext_lazy("Aspiration"), gettext_lazy("Aspirations")),
    "theme": (gettext_lazy("Theme"), gettext_lazy("Themes")),
    "domain": (gettext_lazy("Domain"), gettext_lazy("Domains")),
    "chapter": (gettext_lazy("Chapter"), gettext_lazy("Chapters")),
    "cross-cutting": (gettext_lazy("Cross-cutting issue"), gettext_lazy("Cross-cutting issues")),
    "intervention": (gettext_lazy("Intervention"), gettext_lazy("Interventions")),
    "issue": (gettext_lazy("Issue"), gettext_lazy("Issues")),
    "policy-area": (gettext_lazy("Policy area"), gettext_lazy("Policy areas")),
    "sector": (gettext_lazy("Sector"), gettext_lazy("Sectors")),
    "strategic-priority": (
        gettext_lazy("Strategic priority"),
        gettext_lazy("Strategic priorities"),
    ),
}
"""Kinds of norms, one and several."""
RELATIONS: dict[Relation, tuple[Promise, Promise]] = {
    Relation.DIRECT: (gettext_lazy("relates to"), gettext_lazy("relates to")),
    Relation.SUPPORTS: (gettext_lazy("supports"), gettext_lazy("is supported by")),
    Relation.EQUIVALENT: (gettext_lazy("is the same as"), gettext_lazy("is the same as")),
    Relation.REPORTS_TO: (gettext_lazy("reports to"), gettext_lazy("is reported on by")),
    Relation.CONFLICTS: (gettext_lazy("conflicts with"), gettext_lazy("conflicts with")),
}
"""How a relation reads from its start and from its end."""


@dataclass(frozen=True)
class NormLine:
    """One norm in a list: how many measures serve it or anything below it."""

    code: str
    kind: str
    title: str
    url: str
    measures: int
    parts: int = 0


@dataclass(frozen=True)
class Group:
    """Norms of one kind, in reading order."""

    title: str
    norms: tuple[NormLine, ...]


@dataclass(frozen=True)
class Wording:
    """One wording of a norm and the time it is in force."""

    text: str
    since: str
    source: str


@dataclass(frozen=True)
class NormPage:
    """Everything about one norm; an empty tuple is a gap that the page shows as such."""

    node: Node
    heading: str
    kind: str
    title: str
    description: str
    status: str
    source: str
    framework: Framework
    steps: tuple[Step, ...]
    parts: tuple[Group, ...]
    sets: tuple[str, ...]
    wordings: tuple[Wording, ...]
    measures: tuple[serving.Serving, ...]
    successors: tuple[NormLine, ...]
    before: Step | None
    after: Step | None


def framework_cards(known: Installation) -> tuple[Card, ...]:
    """A card for each framework: the one that most figures serve first, the superseded last."""
    served = {each.id: _measures_in(known, each) for each in known.frameworks}
    ordered = sorted(
        known.frameworks,
        key=lambda each: (each.status is Status.SUPERSEDED, -served[each.id]),
    )
    return tuple(_card(each, served[each.id]) for each in ordered)


def _measures_in(known: Installation, inside: Framework) -> int:
    """How many measures serve a norm of a framework."""
    own = {node.id for node in inside.nodes}
    return sum(1 for m in known.measures if own & set(serving.norms_of(known, m.id)))


def groups(known: Installation, inside: Framework, parent: str = "") -> tuple[Group, ...]:
    """The norms directly under `parent` ("" for the top), grouped by their kind."""
    children = inside.children(parent)
    kinds = dict.fromkeys(node.kind for node in children)
    return tuple(
        Group(
            kinds_words(kind),
            tuple(norm_line(known, inside, n) for n in children if n.kind == kind),
        )
        for kind in kinds
    )


def sets_of(known: Installation, inside: Framework) -> tuple[Group, ...]:
    """The named groupings of a framework (round tables, themes) with their norms."""
    return tuple(
        Group(wording.words(each.title), tuple(_lines(known, each.nodes))) for each in inside.sets
    )


def norm_page(known: Installation, node_id: str) -> NormPage | None:
    """What a norm is and what serves it, None where there is none of this id."""
    try:
        node = known.node(node_id)
    except KeyError:
        return None
    home = serving.framework(known, node.framework)
    if home is None:
        return None
    return NormPage(
        node=node,
        heading=f"{wording.words(home.short)} {node.code}",
        kind=kind_words(node.kind),
        title=wording.marked(node.title),
        description=wording.marked(node.description),
        status=str(wording.STATUSES[node.status]),
        source=wording.in_english(node.source or home.source),
        framework=home,
        steps=_steps(home, node),
        parts=groups(known, home, node.id),
        sets=tuple(_sets_with(home, node)),
        wordings=tuple(_wording(each) for each in node.definitions),
        measures=serving.serving(known, node_id),
        successors=tuple(_lines(known, node.replaced_by)),
        before=_neighbour(home, node, -1),
        after=_neighbour(home, node, 1),
    )


def plans_serving(known: Installation, node_id: str) -> tuple[Step, ...]:
    """For each plan that everyone may read, its actions that serve a norm."""
    return tuple(
        Step(
            wording.words(plan.title),
            f"{reverse('plans:actions', args=[plan.id])}?{urlencode({'norm': node_id})}",
        )
        for plan in known.plans
        if plan.is_sample or plan.status in (PlanStatus.ADOPTED, PlanStatus.CLOSED)
    )


def proof(known: Installation, name: str, home: Framework) -> Proof:
    """What the page of a norm or framework proves itself with: the pack it was read from."""
    pack = next(p for p in known.packs if home in p.frameworks)
    return Proof(
        record=f"norm:{name}",
        version=f"{home.version}, {pack.id} {pack.version}",
        as_of=wording.day(home.adopted_on) if home.adopted_on else home.version,
        verify_url=reverse("lineage:trace", args=[f"norm:{name}"]),
    )


def kind_words(kind: str) -> str:
    """The kind of a norm in words; a kind only a pack knows stands as the pack writes it."""
    known = KINDS.get(kind)
    return str(known[0]) if known else kind.replace("-", " ").capitalize()


def kinds_words(kind: str) -> str:
    """Several norms of a kind in words."""
    known = KINDS.get(kind)
    return str(known[1]) if known else kind.replace("-", " ").capitalize()


def norm_line(known: Installation, inside: Framework, node: Node) -> NormLine:
    """A norm as one line of a list."""
    return NormLine(
        code=node.code,
        kind=kind_words(node.kind),
        title=wording.marked(node.title),
        url=norm_address(node.id),
        measures=len(serving.serving(known, node.id)),
        parts=len(inside.children(node.id)),
    )


def norm_address(node_id: str) -> str:
    """The page of a norm."""
    return reverse("norms:norm", args=[node_id])


def _neighbour(home: Framework, node: Node, step: int) -> Step | None:
    """The norm before or after one among those of its kind under the same parent."""
    beside = [each for each in home.children(node.parent) if each.kind == node.kind]
    place = beside.index(node) + step
    if not 0 <= place < len(beside):
        return None
    other = beside[place]
    return Step(f"{kind_words(other.kind)} {other.code}", norm_address(other.id))


def _lines(known: Installation, node_ids: Iterable[str]) -> Iterable[NormLine]:
    for node_id in node_ids:
        if serving.has(known, node_id):
            node = known.node(node_id)
            home = serving.framework(known, node.framework)
            if home is not None:
                yield norm_line(known, home, node)


def _card(each: Framework, measures: int) -> Card:
    parts = [each.publisher]
    if each.adopted_on:
        parts.append(_("adopted %(adopted)s") % {"adopted": wording.day(each.adopted_on)})
    parts.append(str(wording.STATUSES[each.status]))
    served = ngettext("%(number)s measure", "%(number)s measures", measures)
    parts.append(served % {"number": measures} if measures else _("no figure yet"))
    return Card(
        title=wording.words(each.short),
        url=norm_address(each.id),
        text=wording.words(each.title),
        note=" \u00b7 ".join(parts),
    )


def _steps(home: Framework, node: Node) -> tuple[Step, ...]:
    """From the list of frameworks down to the norm, which stands last without an address."""
    chain: list[Node] = []
    above = home.get(node.parent)
    while above is not None and above not in chain:
        chain.insert(0, above)
        above = home.get(above.parent)
    return (
        Step(_("Commitments"), reverse("norms:index")),
        Step(wording.words(home.short), norm_address(home.id)),
        *(Step(f"{kind_words(each.kind)} {each.code}", norm_address(each.id)) for each in chain),
        Step(f"{kind_words(node.kind)} {node.code}"),
    )


def _sets_with(home: Framework, node: Node) -> Iterable[str]:
    sets: tuple[NodeSet, ...] = home.sets
    return (wording.words(each.title) for each in sets if node.id in each.nodes)


def _wording(each: Definition) -> Wording:
    since = wording.day(each.valid_from) if each.valid_from else ""
    until = wording.day(each.valid_to) if each.valid_to else ""
    return Wording(
        text=wording.marked(each.text),
        since=f"{since} \u2013 {until}".strip(" \u2013") if until else since,
        source=wording.in_english(each.source),
    )
