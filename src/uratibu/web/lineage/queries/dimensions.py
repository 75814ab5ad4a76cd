"""The names of dimensions and of their members in words, and what filters keep."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from uratibu.core.indicators.model import Dimension
from uratibu.core.packs.model import Installation
from uratibu.design import wording

PLACE_AND_TIME = ("area", "period")


def title(dimension: Dimension) -> str:
    """The name of a dimension in words."""
    if dimension.title:
        return wording.words(dimension.title)
    return wording.words(_installed().codelist(dimension.codelist).title)


def name(indicator_id: str, dimension_id: str) -> str:
    """The name of a dimension of an indicator by its id; "area" is the places inside."""
    if dimension_id == "area":
        return _("Place")
    if dimension_id == "period":
        return _("Period")
    found = _installed().indicator(indicator_id).dimension(dimension_id)
    return title(found) if found else dimension_id


def member(indicator_id: str, dimension_id: str, code: str) -> str:
    """The name of a member of a dimension; the code where no list knows it."""
    known = _installed()
    dimension = known.indicator(indicator_id).dimension(dimension_id)
    codes = known.codelists().get(dimension.codelist if dimension else "areas")
    found = codes.get(code) if codes else None
    return wording.words(found.title) if found else code


def narrowing(measure_id: str, kept: Iterable[tuple[str, str]]) -> str:
    """What filters keep besides place and period: "Type: Refugees \u00b7 Sex: Female"."""
    indicator = _installed().measure(measure_id).numerator.indicator
    return " \u00b7 ".join(
        f"{name(indicator, dimension)}: {member(indicator, dimension, code)}"
        for dimension, code in kept
        if dimension not in PLACE_AND_TIME and code != "_T"
    )


def _installed() -> Installation:
    known: Installation = settings.SYSTEM().installation
    return known
