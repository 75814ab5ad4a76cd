"""Faults about where it happens."""

from __future__ import annotations

from collections.abc import Iterator

from uratibu.core.codelists.model import CodeList
from uratibu.core.plans.check.context import Context
from uratibu.core.plans.check.fault import Fault, Rules, fault
from uratibu.core.plans.check.near import nearest
from uratibu.core.plans.check.subjects import live
from uratibu.core.plans.model import Plan


def unknown_place(plan: Plan, context: Context) -> Iterator[Fault]:
    """A place that is in no list of areas."""
    for element, place, areas in _unknown(plan, context):
        if context.numbered(place) is None:
            yield fault(element, "places", value=place, nearest=nearest(place, areas, context))


def place_of_another_numbering(plan: Plan, context: Context) -> Iterator[Fault]:
    """A place written with the code of another list, which may look like that of another place."""
    for element, place, _areas in _unknown(plan, context):
        area = context.numbered(place)
        if area is not None:
            yield fault(element, "places", value=place, meant=area.code, title=area.title)


def place_twice(plan: Plan, _context: Context) -> Iterator[Fault]:
    """A place that is named twice for one action."""
    for each in live(plan):
        for place in dict.fromkeys(p for p in each.places if each.places.count(p) > 1):
            yield fault(each.id, "places", value=place)


def _unknown(plan: Plan, context: Context) -> Iterator[tuple[str, str, CodeList]]:
    if context.areas is not None:
        for each in live(plan):
            for place in each.places:
                if place not in context.areas:
                    yield each.id, place, context.areas


RULES: Rules = {
    "plans/unknown-place": unknown_place,
    "plans/place-of-another-numbering": place_of_another_numbering,
    "plans/place-twice": place_twice,
}
