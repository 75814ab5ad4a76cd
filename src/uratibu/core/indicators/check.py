"""What is wrong with the definition of one indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from uratibu.core.findings import Finding, Severity, Where
from uratibu.core.identifiers import is_name
from uratibu.core.indicators.model import Indicator, Kind, Totals

_DIMENSION = re.compile(r"[a-z][a-z0-9_]*")
STATUSES = ("confirmed", "unreviewed", "superseded")
PERCENT = "percent"


def indicator(defined: Indicator, place: Where) -> tuple[Finding, ...]:
    """Every fault of one indicator, each pointing at its key."""
    return (
        *unusable_id(defined, place),
        *unusable_dimension(defined, place),
        *repeated_dimension(defined, place),
        *percentages_that_add_up(defined, place),
        *ratio_with_summed_totals(defined, place),
        *negative_decimals(defined, place),
        *unknown_status(defined, place),
    )


def unusable_id(defined: Indicator, place: Where) -> Iterator[Finding]:
    """The id cannot be cited."""
    if defined.id and not is_name(defined.id):
        yield _fault(
            _at(place, "id", defined.id),
            "indicators/id",
            "The id cannot be cited.",
            "Use letters, digits, dot, slash and hyphen.",
        )


def unusable_dimension(defined: Indicator, place: Where) -> Iterator[Finding]:
    """A dimension's id cannot be a column; period is never declared, area only to be summed."""
    for index, dimension in enumerate(defined.dimensions):
        key = f"dimensions[{index}].id"
        if dimension.id and not _DIMENSION.fullmatch(dimension.id):
            yield _fault(
                _at(place, key, dimension.id),
                "indicators/dimension-id",
                "The id of a dimension cannot be the name of a column.",
                "Use small letters, digits and underscores, and start with a letter.",
            )
        elif dimension.id == "period":
            yield _fault(
                _at(place, key, dimension.id),
                "indicators/dimension-period",
                "Every figure has a period; it is not a dimension to declare.",
                "Leave this dimension out.",
            )
        elif dimension.id == "area" and dimension.totals is not Totals.SUMMED:
            yield _fault(
                _at(place, key, dimension.id),
                "indicators/dimension-area",
                "Every figure has an area; it is declared only if areas inside may be added.",
                "Write totals: summed, or leave this dimension out.",
            )


def repeated_dimension(defined: Indicator, place: Where) -> Iterator[Finding]:
    """A dimension is declared twice."""
    ids = [dimension.id for dimension in defined.dimensions]
    for index, dimension_id in enumerate(ids):
        if dimension_id in ids[:index]:
            yield _fault(
                _at(place, f"dimensions[{index}].id", dimension_id),
                "indicators/dimension-twice",
                "The dimension is declared twice.",
                "Keep one of the two.",
            )


def percentages_that_add_up(defined: Indicator, place: Where) -> Iterator[Finding]:
    """The unit is percent but the kind says that values add up."""
    if defined.unit == PERCENT and defined.kind is not Kind.RATIO:
        yield _fault(
            _at(place, "kind", defined.kind),
            "indicators/percent-adds-up",
            f"Percentages never add up, but an indicator of kind {defined.kind} does.",
            "Write kind: ratio.",
        )


def ratio_with_summed_totals(defined: Indicator, place: Where) -> Iterator[Finding]:
    """A ratio's total over a dimension is said to be the sum of its members."""
    for index, dimension in enumerate(defined.dimensions):
        if defined.kind is Kind.RATIO and dimension.totals is Totals.SUMMED:
            yield _fault(
                _at(place, f"dimensions[{index}].totals", dimension.totals),
                "indicators/ratio-summed",
                f"Ratios never add up, so no total over {dimension.id} can be their sum.",
                "Write totals: stated if the publisher gives the total, else totals: none.",
            )


def negative_decimals(defined: Indicator, place: Where) -> Iterator[Finding]:
    """Fewer than no digits are to be shown."""
    if defined.decimals < 0:
        yield _fault(
            _at(place, "decimals", str(defined.decimals)),
            "indicators/decimals",
            "The number of digits shown is negative.",
            "Write 0 or more.",
        )


def unknown_status(defined: Indicator, place: Where) -> Iterator[Finding]:
    """The status is none of the three words."""
    if defined.status not in STATUSES:
        yield _fault(
            _at(place, "status", defined.status),
            "indicators/status",
            "The status is not one of the allowed words.",
            f"Choose one of: {', '.join(STATUSES)}.",
        )


def _at(place: Where, key: str, value: str) -> Where:
    return replace(place, key=".".join(part for part in (place.key, key) if part), value=value)


def _fault(where: Where, rule: str, message: str, remedy: str) -> Finding:
    return Finding(where, rule, Severity.ERROR, message, remedy)
