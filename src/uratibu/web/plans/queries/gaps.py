"""Norms that nobody serves, and places where several may do the same."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from uratibu.core.norms.model import Framework
from uratibu.core.plans import overlaps
from uratibu.core.plans.model import Plan
from uratibu.design.parts import Choice, Link, Option, Picker
from uratibu.web.plans.queries import plans, words


@dataclass(frozen=True)
class GapLine:
    """A norm nobody serves, with its unserved parts. create: address that starts an action."""

    norm: Link
    parts: tuple[Link, ...]
    create: str


@dataclass(frozen=True)
class OverlapLine:
    """Actions that may be doing the same, and why one thinks so."""

    about: Link
    why: str
    elements: tuple[tuple[Link, str], ...]


@dataclass(frozen=True)
class GapsPage:
    """The gap and overlap list of a plan against one framework."""

    picker: Picker
    framework: str
    served: str
    unserved: tuple[GapLine, ...]
    partly: tuple[GapLine, ...]
    shared: tuple[OverlapLine, ...]
    near: tuple[OverlapLine, ...]


def gaps_page(plan: Plan, framework_id: str) -> GapsPage | None:
    """Gaps and overlaps against a framework, the one most actions serve if none is named.

    None where the installation has no framework with norms.
    """
    frameworks = [each for each in words.installed().frameworks if each.nodes]
    if not frameworks:
        return None
    by_id = {each.id: each for each in frameworks}
    home = by_id.get(framework_id) or by_id[_most_served(plan, frameworks)]
    parents = {node.id: node.parent for node in home.nodes}
    missing = set(overlaps.unserved(plan, parents, parents))
    holders = [node.id for node in home.nodes if _is_whole(home, node.id)]
    return GapsPage(
        picker=_picker(plan, frameworks, home.id),
        framework=words.text(home.short),
        served=_served(len(holders) - len(missing & set(holders)), len(holders)),
        unserved=tuple(_gap(plan, home, n, missing) for n in holders if n in missing),
        partly=tuple(
            _gap(plan, home, n, missing)
            for n in holders
            if n not in missing and any(c.id in missing for c in home.children(n))
        ),
        shared=tuple(_shared(plan, each) for each in overlaps.shared(plan, parents)),
        near=_near(plan),
    )


def _is_whole(home: Framework, node: str) -> bool:
    """Whether a norm is what commitments are counted by: it has lettered parts, or could have.

    A pillar that gathers objectives is not, nor a principle that stands beside them.
    """
    children = home.children(node)
    if any(home.children(each.id) for each in children):
        return False
    found = home.get(node)
    beside = home.children(found.parent if found else "")
    return bool(children) or (
        any(home.children(each.id) for each in beside if found and each.kind == found.kind)
        or not any(home.children(each.id) for each in home.children(""))
    )


def _most_served(plan: Plan, frameworks: list[Framework]) -> str:
    named = [norm for element in plan.actions() for norm in plan.norms_of(element.id)]

    def served(home: Framework) -> int:
        return sum(home.get(norm) is not None for norm in named)

    return max(frameworks, key=served).id


def _served(served: int, count: int) -> str:
    return _("%(served)s of %(count)s norms are served by at least one action.") % {
        "served": served,
        "count": count,
    }


def _gap(plan: Plan, home: Framework, node: str, missing: set[str]) -> GapLine:
    create = f"{reverse('plans:create', args=[plan.id])}?norm={node}"
    parts = tuple(words.norm(each.id) for each in home.children(node) if each.id in missing)
    return GapLine(words.norm(node), parts, create)


def _shared(plan: Plan, each: overlaps.Shared) -> OverlapLine:
    why = ngettext("%(number)s institution", "%(number)s institutions", len(each.institutions))
    return OverlapLine(
        words.norm(each.norm),
        why % {"number": len(each.institutions)},
        tuple((words.element_link(plan.id, e), words.institution(e.lead)) for e in each.elements),
    )


def _near(plan: Plan) -> tuple[OverlapLine, ...]:
    found = plans.of(plan, "near-duplicates", overlaps.near_duplicates)
    return tuple(
        OverlapLine(
            Link(""),
            _("%(percent)s percent of their words are the same") % {"percent": near.percent},
            tuple(
                (words.element_link(plan.id, e), words.institution(e.lead))
                for e in (near.first, near.second)
            ),
        )
        for near in found[:50]
    )


def _picker(plan: Plan, frameworks: list[Framework], chosen: str) -> Picker:
    options = tuple(Option(f.id, words.text(f.short), f.id == chosen) for f in frameworks)
    return Picker(
        _("Choose a framework"), _("Show"), (Choice("framework", _("Framework"), options),),
        reverse("plans:gaps", args=[plan.id]),
    )  # fmt: skip
