"""What may be asked: the periods and codes the latest edition has for a measure."""

from __future__ import annotations

from uratibu.core.codelists.model import TOTAL, Code
from uratibu.core.datasets.model import Edition
from uratibu.core.statistics.asked import inherits, parts_of
from uratibu.core.statistics.catalogue import AREA, PERIOD, Catalogue, Facts, known, position
from uratibu.core.statistics.model import Measure, Part, Selection


def periods(measure: Measure, area: str, catalogue: Catalogue, facts: Facts) -> tuple[str, ...]:
    """The periods every part of a measure has for an area, oldest first; "" is any area."""
    found = [set(_codes(part, PERIOD, area, catalogue, facts)) for part in parts_of(measure)]
    return tuple(sorted(set.intersection(*found)))


def codes(
    measure: Measure, dimension: str, area: str, catalogue: Catalogue, facts: Facts
) -> tuple[Code, ...]:
    """The codes of a dimension for an area, in the order of their list, the total last.

    For the dimension area: the areas inside `area`, or all areas where it is "".
    """
    part = measure.numerator
    indicator = catalogue.indicators[part.indicator]
    codelist = catalogue.codelist(indicator, dimension)
    there = _codes(part, dimension, "" if dimension == AREA else area, catalogue, facts)
    if dimension == AREA and area:
        there = tuple(code for code in there if area in codelist.ancestors(code))
    places = position(codelist)
    ordered = sorted(there, key=lambda c: (c == TOTAL, places.get(c, len(places)), c))
    return tuple(known(codelist, code) for code in ordered if code)


def _codes(
    part: Part, dimension: str, area: str, catalogue: Catalogue, facts: Facts
) -> tuple[str, ...]:
    edition = _latest(part, facts)
    if edition is None:
        return ()
    indicator = catalogue.indicators[part.indicator]
    if dimension not in (AREA, PERIOD, *facts.dimensions(edition)):
        return ()
    where = dict(part.where)
    if area and inherits(part, AREA):
        where[AREA] = (area,)
    selection = Selection(indicator, edition.id, (), tuple(sorted(where.items())), ())
    found = facts.codes(selection, edition, dimension)
    if found or not area:
        return found
    inside = _inside(part, area, catalogue, facts, edition)
    where[AREA] = inside
    selection = Selection(indicator, edition.id, (), tuple(sorted(where.items())), ())
    return facts.codes(selection, edition, dimension) if inside else ()


def _inside(
    part: Part, area: str, catalogue: Catalogue, facts: Facts, edition: Edition
) -> tuple[str, ...]:
    """The areas inside one that has no row itself, where the indicator declares areas summed."""
    indicator = catalogue.indicators[part.indicator]
    if indicator.dimension(AREA) is None:
        return ()
    everywhere = facts.codes(Selection(indicator, edition.id, (), (), ()), edition, AREA)
    listed = catalogue.codelist(indicator, AREA)
    return tuple(code for code in everywhere if area in listed.ancestors(code))


def _latest(part: Part, facts: Facts) -> Edition | None:
    there = facts.store.editions(part.dataset)
    return there[-1] if there else None
