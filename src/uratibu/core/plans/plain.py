"""A plan as plain values for JSON and YAML; `load` reads them back to an equal plan."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from uratibu.core.labels import Label
from uratibu.core.plans.model import Element, Plan


def plan_as_plain(plan: Plan) -> dict[str, object]:
    """The whole plan; what is empty is left out."""
    return _mapping(plan)


def element_as_plain(element: Element) -> dict[str, object]:
    """One element; what is empty is left out."""
    return _mapping(element)


def _mapping(thing: object) -> dict[str, object]:
    """Every public field that says something, in the order of the model."""
    said: dict[str, object] = {}
    for each in fields(thing):  # type: ignore[arg-type]
        value = getattr(thing, each.name)
        if each.name.startswith("_") or value == each.default or _is_empty(value):
            continue
        said[each.name] = _pairs(value) if each.name == "where" else _plain(value)
    return said


def _is_empty(value: object) -> bool:
    return value in (None, "", ()) or (isinstance(value, Label) and not value)


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [{"text": _plain(v)} if isinstance(v, Label) else _plain(v) for v in value]
    if isinstance(value, Label):
        return dict(value.texts)
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return _mapping(value) if is_dataclass(value) else value


def _pairs(value: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return dict(value)
