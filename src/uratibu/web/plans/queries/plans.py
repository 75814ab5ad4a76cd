"""Plans as values of the core. A process keeps the value of each revision it was asked for."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, TypeVar, cast

from django.http import Http404
from django.utils import timezone

from uratibu.core.findings import Refused, Where
from uratibu.core.plans import load, plain
from uratibu.core.plans.model import Element, Plan, PlanStatus
from uratibu.core.plans.order import reading_order
from uratibu.design import wording
from uratibu.web.plans import models, permissions

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from uratibu.web.accounts.models import Person

Made = TypeVar("Made")
MOST_KEPT = 256
_kept: OrderedDict[tuple[str, str], object] = OrderedDict()
_making: dict[tuple[str, str], Lock] = {}
_lock = Lock()


@dataclass(frozen=True)
class State:
    """One state of a plan: its revision, and a stamp that no other state has."""

    plan: str
    revision: int
    stamp: str


def state(plan_id: str) -> State:
    """The state a plan is in now; one small query. Raises Http404."""
    found = models.Plan.objects.filter(pk=plan_id).values_list("revision", "stamp").first()
    if found is None:
        raise Http404(plan_id)
    return State(plan_id, *found)


def current(plan_id: str) -> Plan:
    """The plan as it is now. Raises Http404."""
    return at(state(plan_id))


def at(here: State) -> Plan:
    """The plan in a state that was just read; no query where the process has it."""
    return keep(here, "plan", lambda: _read(here.plan))


def derived(plan_id: str, name: str, make: Callable[[Plan], Made]) -> Made:
    """Something computed from the plan as it is now, made once for each of its states.

    name: of what is made, unique in the site. It must depend on the plan alone.
    """
    here = state(plan_id)
    return keep(here, name, lambda: make(at(here)))


def of(plan: Plan, name: str, make: Callable[[Plan], Made]) -> Made:
    """Something computed from a plan that was read here; made once for its value, without a query.

    name: of what is made, unique in the site. It must depend on the plan alone, and on its name.
    """
    key = (f"value {id(plan)}", name)
    with _lock:
        held = cast("tuple[Plan, Made] | None", _kept.get(key))
        if held is not None and held[0] is plan:
            _kept.move_to_end(key)
            return held[1]
    made = make(plan)
    _put(key, (plan, made))
    return made


def as_of(plan_id: str, revision: int) -> Plan:
    """The plan as a revision left it. Raises Http404 where there was no such revision."""
    changed = models.Change.objects.filter(plan=plan_id, revision=revision).first()
    if changed is None:
        raise Http404(f"{plan_id} has no revision {revision}")
    here = State(plan_id, revision, changed.stamp)
    return keep(here, "as-of", lambda: _read_as_of(changed))


def all_plans(person: Person | AnonymousUser | None = None) -> tuple[Plan, ...]:
    """Every plan a person may see; without a person those that are public.

    Adopted ones stand first, samples behind real ones, the newest of each first.
    """
    rows = [
        row
        for row in models.Plan.objects.all()
        if (permissions.may_see(person, row) if person else permissions.is_public(row))
    ]
    return tuple(at(State(row.pk, row.revision, row.stamp)) for row in sorted(rows, key=_rank))


def the_plan() -> Plan | None:
    """The plan the site leads to: the newest adopted one, else a sample; None where none is public.

    Only its head row is read where the process has its value.
    """
    rows = sorted(filter(permissions.is_public, models.Plan.objects.all()), key=_rank)
    return at(State(rows[0].pk, rows[0].revision, rows[0].stamp)) if rows else None


def _rank(row: models.Plan) -> tuple[bool, bool]:
    """Adopted plans first, real ones before samples; within that the newest, as they come."""
    return row.is_sample, row.status != PlanStatus.ADOPTED


def seen(person: Person | AnonymousUser, plan_id: str) -> Plan:
    """The plan as it is now, for somebody who may see it. Raises Http404."""
    row = models.Plan.objects.filter(pk=plan_id).first()
    if row is None or not permissions.may_see(person, row):
        raise Http404(plan_id)
    return at(State(row.pk, row.revision, row.stamp))


def changed_at(here: State) -> datetime:
    """When a state of a plan came; asked once for each state."""

    def read() -> datetime:
        return models.Change.objects.get(plan=here.plan, revision=here.revision).at

    return keep(here, "changed-at", read)


def changed_on(here: State) -> str:
    """The day on which a state of a plan came, in words."""
    return wording.day(timezone.localtime(changed_at(here)))


def digest(here: State) -> str:
    """The sha256 over everything a state of a plan says."""
    return keep(here, "digest", lambda: digest_of(at(here)))


def digest_of(plan: Plan) -> str:
    """The sha256 over a plan as JSON with sorted keys; what stayed is not written anew."""
    facts = plain.plan_as_plain(replace(plan, elements=()))
    parts = {name: _text(value) for name, value in facts.items()}
    if plan.elements:
        inner = ", ".join(_element_text(_Same(each)) for each in plan.elements)
        parts["elements"] = f"[{inner}]"
    said = ", ".join(f"{_text(name)}: {parts[name]}" for name in sorted(parts))
    return hashlib.sha256(f"{{{said}}}".encode()).hexdigest()


class _Same:
    """An element that is equal to itself alone, so that asking for it again costs nothing."""

    __slots__ = ("element",)

    def __init__(self, element: Element) -> None:
        self.element = element

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.element is self.element

    def __hash__(self) -> int:
        return id(self.element)


@lru_cache(maxsize=8192)
def _element_text(same: _Same) -> str:
    return _text(plain.element_as_plain(same.element))


def _text(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def keep(here: State, name: str, make: Callable[[], Made]) -> Made:
    """What was made of a state before, else made now and kept; the least asked for goes first.

    Whoever asks while it is being made waits for it: after a change many ask for the same at once.
    """
    key = (here.stamp, name)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return cast("Made", _kept[key])
        making = _making.setdefault(key, Lock())
    with making:
        with _lock:
            if key in _kept:
                return cast("Made", _kept[key])
        try:
            made = make()
            _put(key, made)
        finally:
            with _lock:
                _making.pop(key, None)
    return made


def _put(key: tuple[str, str], made: object) -> None:
    with _lock:
        _kept[key] = made
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)


def _read(plan_id: str) -> Plan:
    """One query for the plan, one for all of its elements."""
    facts = models.Plan.objects.values_list("facts", flat=True).get(pk=plan_id)
    bodies = models.Element.objects.filter(plan=plan_id).values_list("body", flat=True)
    return _plan(facts, tuple(bodies))


def _read_as_of(changed: models.Change) -> Plan:
    """The newest version of each element up to a revision, in the order of its time."""
    rows = models.ElementVersion.objects.filter(
        plan=changed.plan_id, revision__lte=changed.revision
    ).order_by("revision", "id")
    newest = {key: (position, body) for key, position, body in rows.values_list(
        "key", "position", "body"
    )}  # fmt: skip
    ordered = sorted(newest.values(), key=lambda found: found[0])
    return _plan(changed.facts, tuple(body for _, body in ordered))


def _plan(facts: str, bodies: tuple[str, ...]) -> Plan:
    plan, findings = load.load_plan(json.loads(facts), Where(file="plan"))
    if plan is None:
        raise Refused(findings)
    return replace(plan, elements=reading_order(map(element_of, bodies)))


@lru_cache(maxsize=8192)
def element_of(body: str) -> Element:
    """A stored element as a value. Raises findings.Refused where what is stored is no element.

    Kept by its text: a change of one element lets the others of a large plan be read at once.
    """
    element, findings = load.load_element(json.loads(body), Where(file="element"))
    if element is None:
        raise Refused(findings)
    return element
