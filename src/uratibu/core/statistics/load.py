"""One measure from the YAML of a pack: a value of one indicator, or a ratio of two."""

from __future__ import annotations

from collections.abc import Mapping

from uratibu.core.findings import Finding, has_errors
from uratibu.core.findings import Where as Place
from uratibu.core.plain import Reading
from uratibu.core.statistics import check
from uratibu.core.statistics.model import Formula, Measure, Part, Where


def load_measure(
    plain: Mapping[str, object], place: Place
) -> tuple[Measure | None, tuple[Finding, ...]]:
    """Make a measure of what a pack says, or tell everything that is wrong with it.

    A measure with a denominator is a ratio unless it says otherwise. Whether its indicators and
    data sets exist is a question for who has them all: `check.parts`.
    """
    reading = Reading(plain, place)
    measure = _measure(reading)
    reading.close()
    findings = (*reading.findings, *check.measure(measure, place))
    return (None if has_errors(findings) else measure), findings


def _measure(reading: Reading) -> Measure:
    numerator = _part(reading, "numerator")
    if numerator is None:
        reading.fault(
            "plain/missing-key", "numerator", "is missing.",
            "Add numerator with its indicator and dataset.",
        )  # fmt: skip
    denominator = _part(reading, "denominator")
    default = Formula.VALUE if denominator is None else Formula.RATIO
    return Measure(
        id=reading.text("id"),
        title=reading.label("title", required=True),
        formula=reading.choice("formula", Formula, default=default),
        numerator=numerator or Part("", ""),
        denominator=denominator,
        per=reading.text("per", default="1"),
        unit=reading.text("unit", default=""),
        unit_label=reading.label("unit_label"),
        decimals=reading.whole("decimals", default=0),
        norms=reading.texts("norms"),
        tables=reading.texts("tables"),
        description=reading.label("description"),
        chart=reading.text("chart", default="bar"),
        alternatives=reading.texts("alternatives"),
        choice=reading.label("choice"),
    )


def _part(reading: Reading, key: str) -> Part | None:
    inner = reading.inner(key)
    if inner is None:
        return None
    part = Part(
        indicator=inner.text("indicator"),
        dataset=inner.text("dataset"),
        where=_where(inner),
        inherits=inner.texts("inherits") or ("*",),
    )
    inner.close()
    return part


def _where(reading: Reading) -> Where:
    """Filters: `{sex: F}` or `{origin: [SOM, SSD]}`."""
    inner = reading.inner("where")
    if inner is None:
        return ()
    found = []
    for dimension in sorted(inner.plain):
        stands = inner.plain[dimension]
        codes = inner.texts(dimension) if isinstance(stands, list) else (inner.text(dimension),)
        found.append((dimension, codes))
    return tuple(found)
