"""Builds the plan and the context that an example of a rule describes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import yaml

from uratibu.core.findings import Where
from uratibu.core.plans.check.context import Context
from uratibu.core.plans.check.rules import BASE, About
from uratibu.core.plans.load import load_plan
from uratibu.core.plans.model import Plan, Waiver

Plain = dict[str, object]
PARTS = ("milestone", "budget", "risk", "indicator")
LISTS = {"milestone": "milestones", "budget": "budget", "risk": "risks", "indicator": "indicators"}


def base() -> dict[str, Plain]:
    """The plan without a fault, part by part."""
    return yaml.safe_load(BASE.read_text(encoding="utf-8"))


def changed(part: Plain, change: object) -> Plain:
    """A part with what an example says of it; null takes away."""
    both = {**part, **(change if isinstance(change, Mapping) else {})}
    return {key: value for key, value in both.items() if value is not None}


def action_of(change: Mapping[str, object]) -> Plain:
    """The action of the base plan with the changes of an example."""
    parts = base()
    for part, name in LISTS.items():
        parts["action"][name] = [changed(parts[part], change.get(part))]
    return changed(parts["action"], change.get("action"))


def further(element: Plain, *, number: int) -> Plain:
    """A further line: like the action, with ids of its own, unless it is no action."""
    parts = base()
    if element.get("level", "action") not in ("action", "activity"):
        return changed({"title": {"en": f"Line {number}", "sw": f"Mstari {number}"}}, element)
    given = element.pop("indicators", [{"id": f"{element['id']}/i1"}])
    lines = [changed(parts["indicator"], each) for each in given]
    own: Plain = {name: [parts[part]] for part, name in LISTS.items()}
    title = {"en": f"Print posters number {number}", "sw": f"Kuchapisha bango la {number}"}
    return changed({**parts["action"], **own, "title": title, "indicators": lines}, element)


def elements_of(change: Mapping[str, object]) -> list[Plain]:
    """The lines of the plan of an example."""
    parts = base()
    more = change.get("more", [])
    return [
        changed(parts["theme"], change.get("theme")),
        changed(parts["objective"], change.get("objective")),
        action_of(change),
        *(further(dict(each), number=at) for at, each in enumerate(more)),
    ]


def plain_of(change: Mapping[str, object]) -> Plain:
    """The whole plan of an example as plain values."""
    head = changed(base()["plan"], change.get("plan"))
    return {**head, "elements": elements_of(change)}


def plan_of(change: Mapping[str, object]) -> Plan:
    """The whole plan of an example."""
    plan, findings = load_plan(plain_of(change), Where(file="example"))
    assert findings == ()
    assert plan is not None
    return plan


def context_for(change: Mapping[str, object], known: Context) -> Context:
    """The context of an example: what is known, and what the example says besides."""
    said = change.get("context", {})
    return replace(
        known,
        is_published=said.get("is_published", False),
        last_returns=said.get("last_returns", {}),
        waivers=tuple(Waiver(**each) for each in said.get("waivers", [])),
    )


def expected(about: About) -> list[str]:
    """What the failing example must find, and nothing else: rule and place."""
    if about.finds:
        return sorted(about.finds)
    field = about.field
    for part, name in (
        ("indicators[]", "indicators[A-1/i1]"), ("milestones[]", "milestones[m1]"),
        ("budget[]", "budget[1]"), ("risks[]", "risks[1]"), ("targets[]", "targets[2026/27]"),
    ):  # fmt: skip
        field = field.replace(part, name)
    element, _, rest = field.partition(".")
    return [f"{about.id} {rest if element == 'plan' else f'A-1.{field}'}"]


def today() -> date:
    """The day on which the examples are looked at."""
    return base()["context"]["today"]
