"""The whole life of one commitment: who hangs on whom from the norm to what was published."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404

from uratibu.core.identifiers import Kind
from uratibu.core.norms.model import Framework, Node
from uratibu.core.plans.model import Element, Plan, PlanIndicator
from uratibu.core.progress.coverage import counted_actions
from uratibu.web.plans.models import Change
from uratibu.web.plans.queries import plans
from uratibu.web.plans.queries.words import installed

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from uratibu.web.accounts.models import Person

MOST_STATES = 20


@dataclass(frozen=True)
class State:
    """A state of the plan that can be looked back to."""

    revision: int
    day: date
    is_now: bool


@dataclass(frozen=True)
class Strand:
    """What hangs together: norms, the actions that serve them, and their indicators.

    plan: None where no plan is public. here: the reference the reader came with.
    own: indicators that serve the norm themselves, whatever their action serves.
    """

    here: str
    norms: tuple[Node, ...]
    plan: Plan | None
    actions: tuple[Element, ...]
    indicators: tuple[tuple[Element, PlanIndicator], ...]
    states: tuple[State, ...]
    is_past: bool


def strand(reference: str, person: Person | AnonymousUser, revision: str) -> Strand:
    """Everything that hangs on a norm, an action or an indicator of a plan. Raises Http404.

    revision: of the plan, to look back; "" is now.
    """
    kind, _colon, name = reference.partition(":")
    if kind == Kind.NORM:
        plan, states, is_past = _plan(plans.the_plan(), revision)
        return _of_norm(reference, name, plan, states, is_past=is_past)
    plan_id, _slash, key = name.partition("/")
    if kind not in (Kind.ACTION, Kind.PLAN_INDICATOR) or not key:
        raise Http404(reference)
    plan, states, is_past = _plan(plans.seen(person, plan_id), revision)
    if plan is None:
        raise Http404(reference)
    find = _of_action if kind == Kind.ACTION else _of_indicator
    return find(reference, key, plan, states, is_past=is_past)


def _plan(now: Plan | None, revision: str) -> tuple[Plan | None, tuple[State, ...], bool]:
    """The plan now or as a revision left it, with the states there are to look back to."""
    if now is None:
        return None, (), False
    rows = Change.objects.filter(plan=now.id).order_by("-revision").values_list("revision", "at")
    held = list(rows[:MOST_STATES])
    newest = held[0][0] if held else 0
    wanted = int(revision) if revision.isdecimal() and len(revision) < 9 else newest
    states = tuple(State(number, at.date(), number == wanted) for number, at in held)
    if wanted == newest:
        return now, states, False
    return plans.as_of(now.id, wanted), states, True


def _of_norm(
    here: str, norm: str, plan: Plan | None, states: tuple[State, ...], *, is_past: bool
) -> Strand:
    try:
        node = installed().node(norm)
    except KeyError:
        raise Http404(here) from None
    home = framework_of(node)
    wanted = {node.id, *below(home, node.id)}
    actions: tuple[Element, ...] = ()
    own: list[tuple[Element, PlanIndicator]] = []
    if plan is not None:
        index = _index(plan, is_past=is_past)
        keys = {key for each in wanted for key in index.get(each, ())}
        actions = tuple(e for e in plan.elements if e.id in keys)
        own = _own(plan, wanted, is_past=is_past)
    above = home.get(node.parent)
    chain = tuple(filter(None, (above, node)))
    return Strand(here, chain, plan, actions, _indicators(actions, own), states, is_past)


def _of_action(
    here: str, key: str, plan: Plan, states: tuple[State, ...], *, is_past: bool
) -> Strand:
    element = plan.get(key)
    if element is None:
        raise Http404(here)
    inner = (each for each in plan.below(element.id) if each.is_live)
    actions = (element, *inner)
    return Strand(
        here, _nodes(plan.norms_of(key)), plan, actions, _indicators(actions, ()), states, is_past
    )


def _of_indicator(
    here: str, key: str, plan: Plan, states: tuple[State, ...], *, is_past: bool
) -> Strand:
    pair = next((pair for pair in plan.indicators() if pair[1].id == key), None)
    if pair is None:
        raise Http404(here)
    norms = _nodes(pair[1].norms or plan.norms_of(pair[0].id))
    return Strand(here, norms, plan, (pair[0],), (pair,), states, is_past)


def below(home: Framework, norm: str) -> set[str]:
    """The ids of every norm below one."""
    inner = {each.id for each in home.children(norm)}
    return inner.union(*(below(home, each) for each in inner))


def framework_of(node: Node) -> Framework:
    """The framework of a norm."""
    return next(each for each in installed().frameworks if each.id == node.framework)


def _index(plan: Plan, *, is_past: bool) -> dict[str, list[str]]:
    if is_past:
        return _by_norm(plan)
    return plans.derived(plan.id, "actions-by-norm", _by_norm)


def _by_norm(plan: Plan) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for each in counted_actions(plan):
        for norm in plan.norms_of(each.id):
            found[norm].append(each.id)
    return dict(found)


def _own(plan: Plan, wanted: set[str], *, is_past: bool) -> list[tuple[Element, PlanIndicator]]:
    """The indicators that serve one of some norms themselves."""
    serving = _with_norms(plan) if is_past else plans.derived(plan.id, "serving", _with_norms)
    return [(element, one) for norms, element, one in serving if not wanted.isdisjoint(norms)]


def _with_norms(plan: Plan) -> list[tuple[tuple[str, ...], Element, PlanIndicator]]:
    found = ((_served(plan, *pair), *pair) for pair in plan.indicators())
    return [each for each in found if each[0]]


def _served(plan: Plan, element: Element, indicator: PlanIndicator) -> tuple[str, ...]:
    """Norms that an indicator serves itself; those of an objective count for its indicators."""
    if indicator.norms or element.is_doing:
        return indicator.norms
    return plan.norms_of(element.id)


def _nodes(norms: tuple[str, ...]) -> tuple[Node, ...]:
    known = {node.id: node for each in installed().frameworks for node in each.nodes}
    return tuple(known[norm] for norm in norms if norm in known)


def _indicators(
    actions: tuple[Element, ...], own: list[tuple[Element, PlanIndicator]] | tuple[()]
) -> tuple[tuple[Element, PlanIndicator], ...]:
    pairs = [*own, *((each, one) for each in actions for one in each.indicators)]
    return tuple({one.id: (element, one) for element, one in pairs}.values())
