"""Faults about where it happens."""

from __future__ import annotations

from collections.abc import Iterator

from uratibu.core.codelists.model import Code, CodeList
from uratibu.core.plans.check.context import Context
from uratibu.core.plans.check.fault import Fault, Rules, fault
from uratibu.core.plans.check.near import nearest
from uratibu.core.plans.check.subjects import live
from uratibu.core.plans.model import Plan

NUMBERINGS = ("official_code", "iso_3166_2")
"""Attributes of an area that people write in place of its code. KE-30 and county 030 differ."""


def unknown_place(plan: Plan, context: Context) -> Iterator[Fault]:
    """A place that is in no list of areas."""
    for element, place, areas in _unknown(plan, context):
        if not _numbered(place, areas):
            yield fault(element, "places", value=place, nearest=nearest(place, areas))


def place_of_another_numbering(plan: Plan, context: Context) -> Iterator[Fault]:
    """A place written with the code of another list, which may look like that of another place."""
    for element, place, areas in _unknown(plan, context):
        for area in _numbered(place, areas)[:1]:
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


def _numbered(place: str, areas: CodeList) -> list[Code]:
    """Areas that have this as their number in another list; a bare number may lack its zeros."""
    written = {place.upper(), place.zfill(3)} if place.isdigit() else {place.upper()}
    return [area for area in areas if any(area.attribute(n) in written for n in NUMBERINGS)]


RULES: Rules = {
    "plans/unknown-place": unknown_place,
    "plans/place-of-another-numbering": place_of_another_numbering,
    "plans/place-twice": place_twice,
}
