"""Faults of the tree: what hangs on nothing, in a circle, or holds nothing."""

from __future__ import annotations

from collections.abc import Iterator

from uratibu.core.plans.check.context import Context
from uratibu.core.plans.check.fault import Fault, Rules, fault
from uratibu.core.plans.check.subjects import answering, live
from uratibu.core.plans.model import Element, Level, Plan
from uratibu.core.plans.words import LEVELS

ORDER = tuple(Level)
"""From the widest to the narrowest; what is narrower stands inside what is wider."""


def unknown_parent(plan: Plan, _context: Context) -> Iterator[Fault]:
    """An element inside one that the plan does not have any more, or never had."""
    for each in live(plan):
        above = plan.get(each.parent)
        if each.parent and (above is None or not above.is_live):
            yield fault(each.id, "parent", parent=each.parent)


def parent_cycle(plan: Plan, _context: Context) -> Iterator[Fault]:
    """Elements that contain each other; told once, at the first of them."""
    told: set[str] = set()
    for each in live(plan):
        ring = _ring(plan, each)
        if ring and not told & set(ring):
            told |= set(ring)
            yield fault(each.id, "parent", ring=" > ".join((*ring, ring[0])))


def wider_inside_narrower(plan: Plan, _context: Context) -> Iterator[Fault]:
    """An element inside one of a lower level, such as an objective in an activity."""
    for each in live(plan):
        above = plan.get(each.parent)
        if above and above.id != each.id and ORDER.index(above.level) > ORDER.index(each.level):
            yield fault(each.id, "parent", level=LEVELS[each.level], above=LEVELS[above.level])


def branch_without_actions(plan: Plan, _context: Context) -> Iterator[Fault]:
    """A theme, objective or result that nobody does anything for."""
    kept = {above.id for each in plan.actions() for above in plan.above(each.id)}
    kept |= {theme for each in plan.actions() for theme in each.themes}
    for each in live(plan):
        if not each.is_doing and each.id not in kept and not _ring(plan, each):
            yield fault(each.id, "level", title=each.title)


def unknown_theme(plan: Plan, _context: Context) -> Iterator[Fault]:
    """A further theme that the plan does not have."""
    for each in live(plan):
        for theme in each.themes:
            found = plan.get(theme)
            if found is None or found.level is not Level.THEME or not found.is_live:
                yield fault(each.id, "themes", theme=theme)


def action_without_theme(plan: Plan, _context: Context) -> Iterator[Fault]:
    """An action of a plan of themes that stands under none of them."""
    if any(each.level is Level.THEME for each in live(plan)):
        for each in answering(plan):
            above = plan.get(each.parent)
            if not plan.themes_of(each.id) and (above is not None or not each.parent):
                yield fault(each.id, "parent", title=each.title)


def _ring(plan: Plan, element: Element) -> tuple[str, ...]:
    """The ids of a circle that an element is part of, from itself upwards; () if of none."""
    found = [element.id]
    here = plan.get(element.parent)
    while here is not None and here.id not in found:
        found.append(here.id)
        here = plan.get(here.parent)
    return tuple(found) if here is not None and here.id == element.id else ()


RULES: Rules = {
    "plans/unknown-parent": unknown_parent,
    "plans/parent-cycle": parent_cycle,
    "plans/wrong-level": wider_inside_narrower,
    "plans/empty-branch": branch_without_actions,
    "plans/unknown-theme": unknown_theme,
    "plans/no-theme": action_without_theme,
}
