"""The reading order of a plan: each element before what it contains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from uratibu.core.plans.model import Element


def reading_order(elements: Iterable[Element]) -> tuple[Element, ...]:
    """Elements as one reads them; siblings keep the order they are given in.

    What hangs on a missing element, or contains itself, stands at the end: nothing is lost.
    """
    given = tuple(elements)
    known = {each.id for each in given}
    below: dict[str, list[Element]] = defaultdict(list)
    for each in given:
        below[each.parent if each.parent in known else ""].append(each)
    ordered: dict[str, Element] = {}
    open_ones = below[""][::-1]
    while open_ones:
        here = open_ones.pop()
        if here.id not in ordered:
            ordered[here.id] = here
            open_ones.extend(reversed(below[here.id]))
    ordered.update({each.id: each for each in given if each.id not in ordered})
    return tuple(ordered.values())
