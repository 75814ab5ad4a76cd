"""The shape of a plan: which element stands where and serves what."""

from __future__ import annotations

import hashlib

from uratibu.core.plans.model import Element, Level, Plan

_BETWEEN, _AFTER = "\x1f", "\x1e"
"""The separators of ASCII for units and records, which no id contains."""


def shape(plan: Plan) -> str:
    """A sha256 that stays while no element comes, goes, moves, or serves another norm or place.

    What an action is called, costs or reports leaves it as it is; the words of themes, which head
    columns, do not.
    """
    said = _AFTER.join(_of(each) for each in plan.elements)
    return hashlib.sha256(said.encode()).hexdigest()


def _of(element: Element) -> str:
    parts = (
        element.id, element.level, element.parent, "1" if element.is_live else "", element.lead,
        *element.norms, "", *element.themes, "", *element.places,
    )  # fmt: skip
    if element.level is Level.THEME:
        parts += (element.code, *(text for pair in element.title.texts for text in pair))
    return _BETWEEN.join(parts)
