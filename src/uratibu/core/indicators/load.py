"""One indicator from the YAML of a pack."""

from __future__ import annotations

from collections.abc import Mapping

from uratibu.core.findings import Finding, Where, has_errors
from uratibu.core.indicators import check
from uratibu.core.indicators.model import Dimension, Direction, Indicator, Kind, Totals
from uratibu.core.plain import Reading


def load_indicator(
    plain: Mapping[str, object], place: Where
) -> tuple[Indicator | None, tuple[Finding, ...]]:
    """Make an indicator of what a pack says, or tell everything that is wrong with it."""
    reading = Reading(plain, place)
    indicator = _indicator(reading)
    reading.close()
    findings = (*reading.findings, *check.indicator(indicator, place))
    return (None if has_errors(findings) else indicator), findings


def _indicator(reading: Reading) -> Indicator:
    return Indicator(
        id=reading.text("id"),
        title=reading.label("title", required=True),
        definition=reading.label("definition", required=True),
        unit=reading.text("unit"),
        unit_label=reading.label("unit_label"),
        kind=reading.choice("kind", Kind),
        direction=reading.choice("direction", Direction, default=Direction.CONTEXT),
        dimensions=tuple(_dimension(each) for each in reading.each("dimensions")),
        norms=reading.texts("norms"),
        decimals=reading.whole("decimals", default=0),
        tables=reading.texts("tables"),
        method=reading.label("method"),
        limits=reading.label("limits"),
        source=reading.text("source", default=""),
        status=reading.text("status", default="unreviewed"),
    )


def _dimension(reading: Reading) -> Dimension:
    dimension = Dimension(
        id=reading.text("id"),
        codelist=reading.text("codelist"),
        totals=reading.choice("totals", Totals),
        title=reading.label("title"),
    )
    reading.close()
    return dimension
