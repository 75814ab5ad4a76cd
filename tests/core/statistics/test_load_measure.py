"""Definitions of measures, alone and among the others."""

import pytest

from uratibu.core.findings import Finding, Where
from uratibu.core.indicators.model import Dimension, Direction, Indicator, Kind, Totals
from uratibu.core.labels import NO_WORDS, label
from uratibu.core.statistics import check
from uratibu.core.statistics.load import load_measure
from uratibu.core.statistics.model import Formula, Measure, Part

PLACE = Where(file="measures/stock.female-share.yaml")
PART = {"indicator": "migrant-stock", "dataset": "undesa-ims"}
VALUE: dict[str, object] = {"id": "stock.total", "title": "Migrants", "numerator": PART}
RATIO: dict[str, object] = {
    "id": "stock.female-share",
    "title": {"en": "Women among migrants", "sw": "Wanawake kati ya wahamiaji"},
    "formula": "ratio",
    "numerator": PART | {"where": {"sex": "F", "origin": ["SOM", "SSD"]}},
    "denominator": PART | {"inherits": ["area", "period", "origin"]},
    "per": "100",
    "unit": "percent",
    "unit_label": "percent",
    "decimals": 1,
    "norms": ["gcm/1"],
    "tables": ["T03"],
    "description": "Of all migrants.",
    "chart": "line",
    "alternatives": ["stock.total"],
    "choice": "It is the newest.",
}
STOCK = Indicator(
    id="migrant-stock", title=label("Migrants"), definition=NO_WORDS, unit="persons",
    unit_label=NO_WORDS, kind=Kind.STOCK, direction=Direction.CONTEXT,
    dimensions=(Dimension("sex", "sex", Totals.STATED),),
)  # fmt: skip


def rules(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.rule, finding.where.key) for finding in findings]


def test_load_measure_takes_a_value() -> None:
    assert load_measure(VALUE, PLACE) == (
        Measure(
            "stock.total", label("Migrants"), Formula.VALUE, Part("migrant-stock", "undesa-ims")
        ),
        (),
    )


def test_load_measure_takes_a_ratio() -> None:
    where = (("origin", ("SOM", "SSD")), ("sex", ("F",)))
    assert load_measure(RATIO, PLACE) == (
        Measure(
            id="stock.female-share",
            title=label({"en": "Women among migrants", "sw": "Wanawake kati ya wahamiaji"}),
            formula=Formula.RATIO,
            numerator=Part("migrant-stock", "undesa-ims", where),
            denominator=Part(
                "migrant-stock", "undesa-ims", (), inherits=("area", "period", "origin")
            ),
            per="100",
            unit="percent",
            unit_label=label("percent"),
            decimals=1,
            norms=("gcm/1",),
            tables=("T03",),
            description=label("Of all migrants."),
            chart="line",
            alternatives=("stock.total",),
            choice=label("It is the newest."),
        ),
        (),
    )


def test_load_measure_takes_a_denominator_as_a_ratio() -> None:
    made, _ = load_measure({key: RATIO[key] for key in RATIO if key != "formula"}, PLACE)
    assert made is not None
    assert made.formula is Formula.RATIO


@pytest.mark.parametrize(
    ("written", "changed", "expected"),
    [
        (VALUE, {"id": "a b"}, [("measures/id", "id")]),
        (VALUE, {"numerator": None}, [("plain/missing-key", "numerator")]),
        (VALUE, {"formula": "ratio"}, [
            ("measures/no-denominator", "denominator"), ("measures/no-unit", "unit"),
        ]),
        (RATIO, {"formula": "value"}, [("measures/unused-denominator", "denominator")]),
        (RATIO, {"unit": ""}, [("measures/no-unit", "unit")]),
        (RATIO, {"per": "many"}, [("measures/per", "per")]),
        (RATIO, {"per": "0"}, [("measures/per", "per")]),
        (RATIO, {"per": "Infinity"}, [("measures/per", "per")]),
        (RATIO, {"denominator": PART | {"inherits": ["area"]}},
         [("measures/denominator-elsewhere", "denominator")]),
        (RATIO, {"denominator": PART | {"where": {"area": "UGA"}}},
         [("measures/denominator-elsewhere", "denominator")]),
        (VALUE, {"numerator": PART | {"inherits": ["area", "period"]}},
         [("measures/numerator-inherits", "numerator.inherits")]),
        (VALUE, {"decimals": -1}, [("measures/decimals", "decimals")]),
        (VALUE, {"numerator": PART | {"wher": {}}}, [("plain/unknown-key", "numerator.wher")]),
        (VALUE, {"numerator": PART | {"where": "F"}}, [("plain/mapping", "numerator.where")]),
    ],
)  # fmt: skip
def test_load_measure_names_each_fault(
    written: dict[str, object], changed: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    made, findings = load_measure(written | changed, PLACE)
    assert made is None
    assert rules(findings) == expected


def among_others(measure: Measure) -> list[tuple[str, str]]:
    return rules(
        check.parts(
            measure,
            PLACE,
            indicators={"migrant-stock": STOCK},
            datasets={"undesa-ims"},
            measures={"stock.total"},
        )
    )


def test_check_parts_finds_what_no_pack_has() -> None:
    part = Part("x", "y", where=(("sex", ("F",)),))
    other = Part("migrant-stock", "undesa-ims", where=(("age", ("Y60",)), ("area", ("KEN",))))
    measure = Measure(
        "m", label("M"), Formula.RATIO, part, other, unit="percent", alternatives=("z",)
    )
    assert among_others(measure) == [
        ("measures/unknown-indicator", "numerator.indicator"),
        ("measures/unknown-dataset", "numerator.dataset"),
        ("measures/unknown-dimension", "denominator.where.age"),
        ("measures/unknown-alternative", "alternatives[0]"),
    ]


def test_check_parts_finds_a_value_in_another_unit() -> None:
    part = Part("migrant-stock", "undesa-ims")
    assert among_others(Measure("m", label("M"), Formula.VALUE, part, unit="USD")) == [
        ("measures/other-unit", "unit")
    ]


def test_check_parts_passes_what_is_there() -> None:
    part = Part("migrant-stock", "undesa-ims", where=(("sex", ("F",)),))
    good = Measure("m", label("M"), Formula.VALUE, part, alternatives=("stock.total",))
    assert among_others(good) == []
