"""Rows as SDMX-CSV: every state and quality has its code, and stands in words beside it.

Source: SDMX Technical Working Group, SDMX-CSV field guide 2.0; SDMX cross-domain code lists
CL_OBS_STATUS 2.2 and CL_CONF_STATUS 1.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from uratibu.core.datasets.exchange import csv_line, guarded
from uratibu.core.datasets.model import Observation
from uratibu.core.datasets.parquet import trimmed
from uratibu.core.values import Quality, State, Value

OBS_STATUS = {
    State.MISSING: "O",
    State.NOT_YET: "O",
    State.NOT_APPLICABLE: "M",
    State.SUPPRESSED: "Q",
}
"""O missing value, M data cannot exist, Q suppressed. SDMX has no code for "not yet" nor for
"rounded", which is why the columns STATE and QUALITY say it in words."""
OBS_QUALITY = {
    Quality.FINAL: "A",
    Quality.ESTIMATED: "E",
    Quality.PROVISIONAL: "P",
    Quality.MODELLED: "I",
}
"""A normal, E estimated, P provisional, I imputed by a model."""
NAMES = {"area": "REF_AREA", "period": "TIME_PERIOD"}
Row = tuple[tuple[str, ...], Value, str]


def sdmx_csv(rows: Iterable[Row], *, structure: str, columns: Sequence[str], unit: str = "") -> str:
    """Write rows as SDMX-CSV 2.0.

    rows: (codes in the order of `columns`, value, note) triples. structure: the dataflow, such
    as URATIBU:UNDESA_IMS(2024). columns: dimension of each code; area and period get the names
    SDMX has for them. unit: goes to UNIT_MEASURE.
    """
    names = [NAMES.get(name, name.upper().replace("-", "_")) for name in columns]
    lines = [csv_line([
        "STRUCTURE", "STRUCTURE_ID", "ACTION", *names, "OBS_VALUE", "OBS_STATUS", "CONF_STATUS",
        "UNIT_MEASURE", "STATE", "QUALITY", "COMMENT_OBS",
    ])]  # fmt: skip
    for codes, value, note in rows:
        lines.append(csv_line([
            "dataflow", structure, "I", *map(guarded, codes), number_text(value), status(value),
            confidentiality(value), unit, value.state.value, value.quality.value, guarded(note),
        ]))  # fmt: skip
    return "".join(lines)


def observations_as_sdmx(
    observations: Sequence[Observation], *, structure: str, unit: str = ""
) -> str:
    """Observations as SDMX-CSV; a dimension an observation has not is left empty."""
    dimensions = sorted({name for o in observations for name, _ in o.dimensions})
    rows = (
        (
            (o.indicator, o.area, *(dict(o.dimensions).get(d, "") for d in dimensions), o.period),
            o.value,
            o.note,
        )
        for o in observations
    )
    columns = ("indicator", "area", *dimensions, "period")
    return sdmx_csv(rows, structure=structure, columns=columns, unit=unit)


def status(value: Value) -> str:
    """OBS_STATUS of a value: why there is no number, or how firm it is."""
    return OBS_STATUS.get(value.state) or OBS_QUALITY[value.quality]


def confidentiality(value: Value) -> str:
    """CONF_STATUS of a value: C (confidential) for what was suppressed, else F (free)."""
    return "C" if value.state is State.SUPPRESSED else "F"


def number_text(value: Value) -> str:
    """The exact number with a decimal point, "" where there is none."""
    return "" if value.number is None else format(trimmed(value.number), "f")
