"""Where a field of an element stands: in words, on its page, and in the form that changes it."""

from __future__ import annotations

import re

from django.urls import reverse

from uratibu.core.plans.check.fault import Fault
from uratibu.core.plans.model import Element, Plan
from uratibu.core.plans.words import FIELDS
from uratibu.web.plans.queries import words

_PART = re.compile(r"(\w+)(?:\[(.*?)\](?=\.|$))?")
_ON_PAGE = {
    "milestones": "milestones", "budget": "budget", "indicators": "indicators",
    "risks": "risks", "norms": "norms", "level": "parts",
}  # fmt: skip
_FORMS = {
    "title": "words", "description": "words", "deliverables": "words", "code": "words",
    "status": "words", "lead": "who", "reporting": "who", "partners": "who", "places": "who",
    "starts_on": "who", "ends_on": "who", "parent": "position", "level": "position",
    "themes": "position", "norms": "norms", "milestones": "milestone", "budget": "money",
    "indicators": "indicator", "risks": "risk",
}  # fmt: skip


def in_words(field: str) -> str:
    """A field as a person says it: Indicator A-1-01/i1, Baseline."""
    said = []
    for name, item in _parts(field):
        word = words.text(FIELDS[name]) if name in FIELDS else name
        said.append(f"{word} {item}".strip())
    return ", ".join(said)


def place(plan: str, fault: Fault) -> str:
    """The address of the field on the page of its element; of the plan where it is in none."""
    if not fault.element:
        norm = next((item for name, item in _parts(fault.field) if name == "norms"), "")
        return reverse("norms:norm", args=[norm]) if norm else reverse("plans:browse", args=[plan])
    first = next((name for name, _ in _parts(fault.field)), "")
    return f"{reverse('plans:element', args=[plan, fault.element])}#{_ON_PAGE.get(first, 'facts')}"


def form(plan: Plan, fault: Fault) -> str:
    """The address of the form that mends it, "" where there is none."""
    element, parts = plan.get(fault.element), _parts(fault.field)
    if element is None:
        norm = next((item for name, item in parts if name == "norms"), "")
        return f"{reverse('plans:create', args=[plan.id])}?norm={norm}" if norm else ""
    name, item = parts[0] if parts else ("", "")
    if name == "withdrawn_because":
        return reverse("plans:withdraw", args=[plan.id, element.id])
    if name not in _FORMS:
        return ""
    url = reverse("plans:edit", args=[plan.id, element.id, _FORMS[name]])
    return f"{url}?item={_item(element, name, item)}" if item else url


def _item(element: Element, name: str, item: str) -> str:
    """What the form calls one of a list: milestones by id, the others by place from 0."""
    if name == "indicators":
        ids = [each.id for each in element.indicators]
        return str(ids.index(item)) if item in ids else ""
    return item if name == "milestones" else str(int(item) - 1)


def _parts(field: str) -> list[tuple[str, str]]:
    """The names in a dotted field, each with what stands in its brackets."""
    return [(name, item) for name, item in _PART.findall(field) if not name.isdigit()]
