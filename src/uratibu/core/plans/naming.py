"""Names for new elements: a permanent id, and the number it is printed with."""

from __future__ import annotations

import re

from uratibu.core.plans.model import Level, Plan

PREFIXES = {
    Level.THEME: "T",
    Level.OBJECTIVE: "O",
    Level.OUTCOME: "OC",
    Level.OUTPUT: "OP",
    Level.ACTION: "A",
}


def next_id(plan: Plan, level: Level, parent: str = "") -> str:
    """An id that no element of the plan ever had: T6, O-07, A-1-13, A-1-13-b.

    An action carries the number of its theme; an activity the id of what contains it.
    """
    if level is Level.THEME:
        return _free(plan, PREFIXES[level], 1)
    if level is Level.ACTIVITY and parent:
        return _lettered(plan, f"{parent}-")
    if level is Level.ACTION:
        digits = re.sub(r"\D", "", next(iter(plan.themes_of(parent)), ""))
        return _free(plan, f"A-{digits}-" if digits else "A-", 2)
    return _free(plan, f"{PREFIXES.get(level, 'X')}-", 2)


def next_code(plan: Plan, parent: str = "") -> str:
    """The number a new element is printed with: after the last of its siblings, 1.2.4."""
    home = plan.get(parent)
    before = f"{home.code}." if home and home.code else ""
    used = [
        int(match[1])
        for each in plan.children(parent)
        if (match := re.fullmatch(re.escape(before) + r"(\d+)", each.code))
    ]
    return f"{before}{max(used, default=0) + 1}" if before or not parent else ""


def next_part(prefix: str, used: set[str]) -> str:
    """An id for a part of an element that no other part has: m4, i2."""
    numbers = [int(m[1]) for each in used if (m := re.search(r"(\d+)$", each))]
    return f"{prefix}{max(numbers, default=0) + 1}"


def _free(plan: Plan, prefix: str, digits: int) -> str:
    taken = [
        int(match[1])
        for each in plan.elements
        if (match := re.fullmatch(re.escape(prefix) + r"(\d+)", each.id))
    ]
    return f"{prefix}{max(taken, default=0) + 1:0{digits}}"


def _lettered(plan: Plan, prefix: str) -> str:
    for number in range(1, 1000):
        letters = chr(96 + number) if number <= 26 else str(number)
        if plan.get(prefix + letters) is None:
            return prefix + letters
    raise ValueError(f"{prefix} has no free letter or number")
