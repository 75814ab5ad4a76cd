"""What is wrong with the definition of one measure, alone and among the others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from uratibu.core.findings import Finding, Severity
from uratibu.core.findings import Where as Place
from uratibu.core.identifiers import is_name
from uratibu.core.indicators.model import Indicator
from uratibu.core.statistics.model import Formula, Measure, Part

ALWAYS = ("area", "period")
"""What every observation has, whatever its indicator declares."""


def measure(defined: Measure, place: Place) -> tuple[Finding, ...]:
    """Every fault of one measure that can be seen without the rest of the pack."""
    return (
        *unusable_id(defined, place),
        *ratio_without_denominator(defined, place),
        *value_with_denominator(defined, place),
        *ratio_without_unit(defined, place),
        *unusable_factor(defined, place),
        *denominator_of_another_place(defined, place),
        *numerator_that_does_not_inherit(defined, place),
        *negative_decimals(defined, place),
    )


def parts(
    defined: Measure,
    place: Place,
    *,
    indicators: Mapping[str, Indicator],
    datasets: Collection[str],
    measures: Collection[str],
) -> tuple[Finding, ...]:
    """Every fault of one measure against all that is installed."""
    return (
        *unknown_part(defined, place, indicators, datasets),
        *unknown_dimension(defined, place, indicators),
        *value_in_another_unit(defined, place, indicators),
        *unknown_alternative(defined, place, measures),
    )


def unusable_id(defined: Measure, place: Place) -> Iterator[Finding]:
    """The id cannot be cited."""
    if defined.id and not is_name(defined.id):
        yield _fault(
            _at(place, "id", defined.id),
            "measures/id",
            "The id cannot be cited.",
            "Use letters, digits, dot, slash and hyphen.",
        )


def ratio_without_denominator(defined: Measure, place: Place) -> Iterator[Finding]:
    """A ratio does not say what it is divided by."""
    if defined.formula is Formula.RATIO and defined.denominator is None:
        yield _fault(
            _at(place, "denominator", ""),
            "measures/no-denominator",
            "A ratio without a denominator cannot be rolled up.",
            "Add denominator with its indicator and dataset, or write formula: value.",
        )


def value_with_denominator(defined: Measure, place: Place) -> Iterator[Finding]:
    """A plain value names a denominator that nothing would use."""
    if defined.formula is Formula.VALUE and defined.denominator is not None:
        yield _fault(
            _at(place, "denominator", defined.denominator.indicator),
            "measures/unused-denominator",
            "A measure of formula value is not divided by anything.",
            "Write formula: ratio, or leave the denominator out.",
        )


def ratio_without_unit(defined: Measure, place: Place) -> Iterator[Finding]:
    """A ratio has another unit than its numerator and must name it."""
    if defined.formula is Formula.RATIO and not defined.unit:
        yield _fault(
            _at(place, "unit", ""),
            "measures/no-unit",
            "A ratio must name its unit.",
            "Write for example unit: percent.",
        )


def unusable_factor(defined: Measure, place: Place) -> Iterator[Finding]:
    """The factor of a ratio is not a positive number."""
    try:
        usable = Decimal(defined.per).is_finite() and Decimal(defined.per) > 0
    except InvalidOperation:
        usable = False
    if not usable:
        yield _fault(
            _at(place, "per", defined.per),
            "measures/per",
            "per is not a positive number.",
            'Write for example per: "100".',
        )


def denominator_of_another_place(defined: Measure, place: Place) -> Iterator[Finding]:
    """Numerator and denominator would speak of different areas or periods."""
    denominator = defined.denominator
    if denominator is None:
        return
    fixed = {dimension for dimension, _ in denominator.where} & set(ALWAYS)
    lost = [d for d in ALWAYS if "*" not in denominator.inherits and d not in denominator.inherits]
    if fixed or lost:
        yield _fault(
            _at(place, "denominator", ""),
            "measures/denominator-elsewhere",
            "The denominator speaks of another area or period than the numerator.",
            "Let it inherit area and period, and fix neither in where.",
        )


def numerator_that_does_not_inherit(defined: Measure, place: Place) -> Iterator[Finding]:
    """The numerator would ignore filters of a question."""
    if defined.numerator.inherits != ("*",):
        yield _fault(
            _at(place, "numerator.inherits", ", ".join(defined.numerator.inherits)),
            "measures/numerator-inherits",
            "A numerator always follows the filters and grouping of the question.",
            "Leave inherits out of the numerator.",
        )


def negative_decimals(defined: Measure, place: Place) -> Iterator[Finding]:
    """Fewer than no digits are to be shown."""
    if defined.decimals < 0:
        yield _fault(
            _at(place, "decimals", str(defined.decimals)),
            "measures/decimals",
            "The number of digits shown is negative.",
            "Write 0 or more.",
        )


def unknown_part(
    defined: Measure, place: Place, indicators: Mapping[str, Indicator], datasets: Collection[str]
) -> Iterator[Finding]:
    """An ingredient names an indicator or a data set that no installed pack has."""
    for key, part in _parts(defined):
        if part.indicator not in indicators:
            yield _fault(
                _at(place, f"{key}.indicator", part.indicator),
                "measures/unknown-indicator",
                "No installed pack has this indicator.",
                "Correct the id or add the indicator.",
            )
        if part.dataset not in datasets:
            yield _fault(
                _at(place, f"{key}.dataset", part.dataset),
                "measures/unknown-dataset",
                "No installed pack has this data set.",
                "Correct the id or add the data set.",
            )


def unknown_dimension(
    defined: Measure, place: Place, indicators: Mapping[str, Indicator]
) -> Iterator[Finding]:
    """A filter of an ingredient names a dimension its indicator is not broken down by."""
    for key, part in _parts(defined):
        if part.indicator not in indicators:
            continue
        known = [*ALWAYS, *(d.id for d in indicators[part.indicator].dimensions)]
        for dimension, _ in part.where:
            if dimension not in known:
                yield _fault(
                    _at(place, f"{key}.where.{dimension}", ""),
                    "measures/unknown-dimension",
                    f"{part.indicator} is not broken down by {dimension}.",
                    f"It has: {', '.join(known)}.",
                )


def value_in_another_unit(
    defined: Measure, place: Place, indicators: Mapping[str, Indicator]
) -> Iterator[Finding]:
    """A plain value calls its figures something else than its indicator does."""
    indicator = indicators.get(defined.numerator.indicator)
    if defined.formula is Formula.VALUE and indicator and defined.unit not in ("", indicator.unit):
        yield _fault(
            _at(place, "unit", defined.unit),
            "measures/other-unit",
            f"The indicator {indicator.id} is in {indicator.unit}.",
            f"Write unit: {indicator.unit}, or leave the unit out.",
        )


def unknown_alternative(
    defined: Measure, place: Place, measures: Collection[str]
) -> Iterator[Finding]:
    """An alternative is not a measure of an installed pack."""
    for index, other in enumerate(defined.alternatives):
        if other not in measures:
            yield _fault(
                _at(place, f"alternatives[{index}]", other),
                "measures/unknown-alternative",
                "No installed pack has this measure.",
                "Correct the id or add the measure.",
            )


def _parts(defined: Measure) -> Iterator[tuple[str, Part]]:
    yield "numerator", defined.numerator
    if defined.denominator is not None:
        yield "denominator", defined.denominator


def _at(place: Place, key: str, value: str) -> Place:
    return replace(place, key=".".join(part for part in (place.key, key) if part), value=value)


def _fault(where: Place, rule: str, message: str, remedy: str) -> Finding:
    return Finding(where, rule, Severity.ERROR, message, remedy)
