"""A small data set about an invented country, to be varied by each test."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from uratibu.core.codelists.model import Code, CodeList
from uratibu.core.datasets.model import (
    Access,
    Column,
    Dataset,
    Mapping,
    Method,
    Observation,
    Output,
)
from uratibu.core.datasets.read import ReadResult, read_file
from uratibu.core.datasets.store import FileFacts
from uratibu.core.indicators.model import Dimension, Direction, Indicator, Kind, Totals
from uratibu.core.labels import NO_WORDS, label
from uratibu.core.periods import PeriodKind
from uratibu.core.values import number

AREAS = CodeList(
    "areas",
    label("Areas"),
    (
        Code("KEN", label("Kenya"), parent="WLD", aliases=("Republic of Kenya",)),
        Code("NAM", label("Namibia"), parent="WLD", aliases=("NA",)),
        Code("UGA", label("Uganda"), parent="WLD"),
        Code("WLD", label("World"), is_aggregate=True),
        Code("EU27", label("European Union"), parent="WLD", is_aggregate=True),
        Code("OOO", label("Other or unknown")),
        Code("KE001", label("Mombasa"), parent="KEN"),
        Code("007", label("A code with zeros")),
    ),
)
SEX = CodeList(
    "sex", label("Sex"), tuple(Code(c, label(t)) for c, t in
    (("F", "Female"), ("M", "Male"), ("X", "Intersex"), ("_T", "Total")))
)  # fmt: skip
CODELISTS = {"areas": AREAS, "sex": SEX}
STOCK = Indicator(
    id="migrant-stock", title=label("Migrants"), definition=NO_WORDS, unit="persons",
    unit_label=NO_WORDS, kind=Kind.STOCK, direction=Direction.CONTEXT,
    dimensions=(Dimension("sex", "sex", Totals.STATED), Dimension("origin", "areas", Totals.NONE)),
)  # fmt: skip
INDICATORS = {STOCK.id: STOCK}
OUTPUT = Output(
    indicator="migrant-stock", area="area", period="year", value="persons",
    dimensions=(("origin", "origin"), ("sex", "sex")),
)  # fmt: skip
DATASET = Dataset(
    id="stocks", title=label("Stocks"), publisher="P", custodian="C", definition=label("D"),
    coverage=label("All"), method=Method.COUNT, unit="persons", period_kind=PeriodKind.MID_YEAR,
    licence="CC BY 4.0", access=Access.PUBLIC, kept_at="the statistics office",
    mapping=Mapping(outputs=(OUTPUT,)),
)  # fmt: skip
HEADING = "area,year,origin,sex,persons"


def dataset(*, period_kind: PeriodKind = PeriodKind.MID_YEAR, **mapping: object) -> Dataset:
    """The data set with another mapping; output=... changes its one output."""
    output = replace(OUTPUT, **mapping.pop("output", {}))
    changed = replace(Mapping(outputs=(output,)), **mapping)
    return replace(DATASET, mapping=changed, period_kind=period_kind)


def observation(
    amount: object = 5, *, area: str = "KEN", period: str = "2024", origin: str = "UGA",
    sex: str = "F", row: int = 2, note: str = "",
) -> Observation:  # fmt: skip
    return Observation(
        "migrant-stock", area, period, (("origin", origin), ("sex", sex)), number(amount), row, note
    )


def write(folder: Path, *lines: str, name: str = "stocks.csv", heading: str = HEADING) -> Path:
    """A CSV file with the usual heading and the given lines."""
    path = folder / name
    path.write_text("\n".join((heading, *lines)) + "\n", encoding="utf-8")
    return path


def read(path: Path, described: Dataset = DATASET, **more: object) -> ReadResult:
    return read_file(path, described, CODELISTS, INDICATORS, **more)


def said(result: ReadResult) -> list[tuple[str, int, str, str]]:
    """Rule, row, column and value of every finding."""
    return [(f.rule, f.where.row, f.where.column, f.where.value) for f in result.findings]


def facts(sha256: str = "a" * 64, **more: object) -> FileFacts:
    plain = {
        "file_name": "stocks.csv", "sha256": sha256, "bytes": 10, "rows": 1,
        "columns": (Column("area", "text"),), "retrieved_on": date(2025, 1, 2),
        "registered_at": datetime(2025, 1, 3, tzinfo=UTC),
    }  # fmt: skip
    return FileFacts(**plain | more)
