"""Definitions of indicators, and every way to get one wrong."""

import pytest

from uratibu.core.findings import Where
from uratibu.core.indicators.load import load_indicator
from uratibu.core.indicators.model import Dimension, Direction, Indicator, Kind, Totals
from uratibu.core.labels import NO_WORDS, label

PLACE = Where(file="indicators/migrant-stock.yaml")
WRITTEN: dict[str, object] = {
    "id": "migrant-stock",
    "title": {"en": "Migrants", "sw": "Wahamiaji"},
    "definition": "People living in a country they were not born in.",
    "unit": "persons",
    "unit_label": {"en": "persons", "sw": "watu"},
    "kind": "stock",
    "direction": "context",
    "dimensions": [
        {"id": "sex", "codelist": "sex", "totals": "stated", "title": "Sex"},
        {"id": "origin", "codelist": "areas", "totals": "summed"},
    ],
    "norms": ["gcm/1"],
    "decimals": 1,
    "tables": ["T03"],
    "method": "Census.",
    "limits": "Refugees are left out.",
    "source": "UN DESA",
    "status": "confirmed",
}


def faults(**changed: object) -> list[tuple[str, str]]:
    made, findings = load_indicator(WRITTEN | changed, PLACE)
    assert (made is None) == bool(findings)
    return [(finding.rule, finding.where.key) for finding in findings]


def test_load_indicator_takes_what_is_well_written() -> None:
    assert load_indicator(WRITTEN, PLACE) == (
        Indicator(
            id="migrant-stock",
            title=label({"en": "Migrants", "sw": "Wahamiaji"}),
            definition=label("People living in a country they were not born in."),
            unit="persons",
            unit_label=label({"en": "persons", "sw": "watu"}),
            kind=Kind.STOCK,
            direction=Direction.CONTEXT,
            dimensions=(
                Dimension("sex", "sex", Totals.STATED, label("Sex")),
                Dimension("origin", "areas", Totals.SUMMED, NO_WORDS),
            ),
            norms=("gcm/1",),
            decimals=1,
            tables=("T03",),
            method=label("Census."),
            limits=label("Refugees are left out."),
            source="UN DESA",
            status="confirmed",
        ),
        (),
    )


def dimension(**said: str) -> list[dict[str, str]]:
    return [{"id": "sex", "codelist": "sex", "totals": "stated"} | said]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"id": "a b"}, [("indicators/id", "id")]),
        ({"kind": "heap"}, [("plain/choice", "kind")]),
        ({"unti": "x"}, [("plain/unknown-key", "unti")]),
        (
            {"dimensions": dimension(id="Sex!")},
            [("indicators/dimension-id", "dimensions[0].id")],
        ),
        (
            {"dimensions": dimension(id="period")},
            [("indicators/dimension-period", "dimensions[0].id")],
        ),
        (
            {"dimensions": dimension(id="area")},
            [("indicators/dimension-area", "dimensions[0].id")],
        ),
        ({"dimensions": dimension(id="area", totals="summed")}, []),
        (
            {"dimensions": dimension() + dimension()},
            [("indicators/dimension-twice", "dimensions[1].id")],
        ),
        ({"dimensions": dimension(total="x")}, [("plain/unknown-key", "dimensions[0].total")]),
        ({"unit": "percent"}, [("indicators/percent-adds-up", "kind")]),
        ({"kind": "ratio"}, [("indicators/ratio-summed", "dimensions[1].totals")]),
        ({"decimals": -1}, [("indicators/decimals", "decimals")]),
        ({"status": "sure"}, [("indicators/status", "status")]),
        (
            {"id": "", "unit": None},
            [("plain/missing-key", "id"), ("plain/missing-key", "unit")],
        ),
    ],
)
def test_load_indicator_names_each_fault(
    changed: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    assert faults(**changed) == expected


def test_an_indicator_knows_its_dimensions() -> None:
    made, _ = load_indicator(WRITTEN, PLACE)
    assert made is not None
    assert made.dimension("sex") == made.dimensions[0]
    assert made.dimension("age") is None
