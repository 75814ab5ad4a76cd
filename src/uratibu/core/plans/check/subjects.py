"""Which parts of a plan a rule looks at."""

from __future__ import annotations

from collections.abc import Iterator

from uratibu.core.plans.model import ActionStatus, Element, Plan, PlanIndicator

GIVEN_UP = frozenset({ActionStatus.CANCELLED, ActionStatus.TRANSFERRED})
"""Statuses after which an action owes nothing any more."""


def live(plan: Plan) -> Iterator[Element]:
    """Every element that still stands in the plan."""
    return (each for each in plan.elements if each.is_live)


def doing(plan: Plan) -> Iterator[Element]:
    """Every action and activity that still stands and was not given up."""
    return (each for each in live(plan) if each.is_doing and each.status not in GIVEN_UP)


def answering(plan: Plan) -> Iterator[Element]:
    """Actions that answer for themselves; an activity leaves it to the action above it."""
    for each in doing(plan):
        if not any(above.is_doing for above in plan.above(each.id)):
            yield each


def indicators(plan: Plan) -> Iterator[tuple[Element, PlanIndicator, str]]:
    """Every indicator that is followed, with its element and the field it stands in."""
    for element in live(plan):
        if element.status not in GIVEN_UP:
            for each in element.indicators:
                yield element, each, f"indicators[{each.id}]"
