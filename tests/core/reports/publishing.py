"""A publisher for tests: it answers requests from rows written in the test, as the gate would."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import pairwise

from uratibu.core.codelists.model import Code
from uratibu.core.disclosure import model as disclosure
from uratibu.core.disclosure.model import NotReleasable, Reason, ReleasedCell, ReleasedTable
from uratibu.core.disclosure.request import Request
from uratibu.core.labels import Label, label
from uratibu.core.periods import PeriodKind
from uratibu.core.statistics.model import EditionUsed, Lineage
from uratibu.core.values import MISSING, SUPPRESSED, Quality, Value, number

WORDS: dict[tuple[str, str], Label] = {
    ("origin", "SOM"): label({"en": "Somalia", "sw": "Somalia"}),
    ("origin", "UGA"): label({"en": "Uganda", "sw": "Uganda"}),
    ("origin", "SSD"): label({"en": "South Sudan", "sw": "Sudan Kusini"}),
    ("origin", "OOO"): label({"en": "Other or unknown", "sw": "Nyingine au haijulikani"}),
    ("origin", "_R"): label({"en": "All others", "sw": "Wengine wote"}),
    ("sex", "F"): label({"en": "Women", "sw": "Wanawake"}),
    ("sex", "M"): label({"en": "Men", "sw": "Wanaume"}),
    ("area", "KE001"): label({"en": "Mombasa", "sw": "Mombasa"}),
    ("area", "KE047"): label({"en": "Nairobi City", "sw": "Jiji la Nairobi"}),
}
TITLES = {
    "period": label({"en": "Year", "sw": "Mwaka"}),
    "origin": label({"en": "Country of origin", "sw": "Nchi ya asili"}),
    "sex": label({"en": "Sex", "sw": "Jinsia"}),
    "area": label({"en": "County", "sw": "Kaunti"}),
}
MIGRANTS = label({"en": "Migrants", "sw": "Wahamiaji"})
PERSONS = label({"en": "persons", "sw": "watu"})
Key = tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """What the publisher knows of one measure: dimensions and one value a key.

    A key is (area, period, one code for each dimension); "_T" is the total of a dimension.
    """

    dimensions: tuple[str, ...]
    rows: Mapping[Key, Value]
    title: Label = MIGRANTS
    unit: str = "persons"
    unit_label: Label = PERSONS
    decimals: int = 0
    dataset: str = "undesa-ims"
    edition: str = "2024"
    notes: Mapping[Key, tuple[Label, ...]] = field(default_factory=dict)
    refusal: NotReleasable | None = None


class FixturePublisher:
    """Answers as `disclosure.publish.Publisher` does, from facts of the test."""

    def __init__(self, measures: Mapping[str, Facts]) -> None:
        self.measures = measures
        self.asked: list[Request] = []

    def table(self, request: Request) -> ReleasedTable:
        """The released table of the rows that fit the request."""
        self.asked.append(request)
        facts = self._facts(request.measure)
        cells = _changed(_picked(facts, request), request)
        if not cells:
            raise refusal("declined", f"{request.measure} has no such figure")
        return _released(request, facts, cells)

    def periods(self, measure: str, area: str) -> tuple[str, ...]:
        """The periods of the rows of an area."""
        return tuple(sorted({key[1] for key in self._facts(measure).rows if key[0] == area}))

    def codes(self, measure: str, dimension: str, area: str) -> tuple[Code, ...]:
        """The codes of the rows of a dimension; the areas themselves for the dimension area."""
        facts = self._facts(measure)
        place = ("area", "period", *facts.dimensions).index(dimension)
        found = {key[place] for key in facts.rows if place == 0 or key[0] == area}
        return tuple(Code(code, label(code)) for code in sorted(found))

    def _facts(self, measure: str) -> Facts:
        if measure not in self.measures:
            raise refusal("unknown", f"there is no measure {measure}")
        facts = self.measures[measure]
        if facts.refusal is not None:
            raise facts.refusal
        return facts


def refusal(kind: str, message: str) -> NotReleasable:
    """A refusal as the gate gives it."""
    return NotReleasable(kind=kind, words=label(message))


def _picked(facts: Facts, request: Request) -> list[ReleasedCell]:
    where = dict(request.where)
    names = ("area", "period", *facts.dimensions)
    periods = request.periods
    if periods == ("latest",):
        areas = where.get("area", ())
        known = [key[1] for key in facts.rows if key[0] in areas]
        periods = (max(known),) if known else ()
    cells = []
    for key, value in facts.rows.items():
        said = dict(zip(names, key, strict=True))
        fits = all(
            said[name] in where[name] if name in where
            else (said[name] != "_T") if name in request.by else said[name] == "_T"
            for name in names if name != "period" and (name != "area" or name in where)
        )  # fmt: skip
        if fits and (not periods or said["period"] in periods):
            columns = (*request.by, "period")
            cells.append(ReleasedCell(tuple(said[c] for c in columns), value,
                                      notes=facts.notes.get(key, ())))  # fmt: skip
    return cells


def _changed(cells: list[ReleasedCell], request: Request) -> list[ReleasedCell]:
    for step in request.then:
        name, _, rest = step.partition(":")
        if name == "change":
            cells = _change(cells)
        if name == "share":
            whole = sum((c.value.number or Decimal(0)) for c in cells)
            cells = [replace(c, value=number((c.value.number or Decimal(0)) / whole * 100))
                     for c in cells]  # fmt: skip
        if name == "rank":
            ranked = sorted(cells, key=lambda c: -(c.value.number or Decimal(0)))
            cells = [replace(c, rank=ranked.index(c) + 1) for c in cells]
        if name == "top":
            count = int(rest.partition(":")[0])
            ranked = sorted(cells, key=lambda c: -(c.value.number or Decimal(0)))
            rest_sum = sum((c.value.number or Decimal(0)) for c in ranked[count:])
            cells = [*ranked[:count], ReleasedCell(("_R", cells[0].key[-1]), number(rest_sum))]
    return cells


def _change(cells: list[ReleasedCell]) -> list[ReleasedCell]:
    ordered = sorted(cells, key=lambda c: c.key[-1])
    changed = []
    for before, after in pairwise(ordered):
        old, new = before.value.number or Decimal(1), after.value.number or Decimal(0)
        changed.append(replace(after, value=number((new - old) / old * 100)))
    return changed


def _released(request: Request, facts: Facts, cells: Sequence[ReleasedCell]) -> ReleasedTable:
    columns = (*request.by, "period")
    digest = hashlib.sha256(repr([(c.key, c.value) for c in cells]).encode()).hexdigest()
    used = EditionUsed(
        facts.dataset, facts.edition, "a1" * 32, "d1" * 32, "already-public", "UN DESA",
        label({"en": "International Migrant Stock", "sw": "Idadi ya Wahamiaji wa Kimataifa"}),
        "estimate", label({"en": "Refugees are included.", "sw": "Wakimbizi wamejumuishwa."}),
        "CC BY 3.0 IGO",
    )  # fmt: skip
    return ReleasedTable(
        id=f"release-{request.measure}-{digest[:8]}",
        measure=request.measure,
        title=facts.title,
        columns=columns,
        titles=tuple(TITLES[name] for name in columns),
        labels=tuple(WORDS.items()),
        cells=tuple(cells),
        unit=facts.unit,
        unit_label=facts.unit_label,
        decimals=facts.decimals,
        period_kind=PeriodKind.MID_YEAR,
        reason=Reason.ALREADY_PUBLIC,
        released_at=datetime(2025, 7, 1, tzinfo=UTC),
        digest=digest,
        lineage=Lineage("stock.total", ("migrant-stock",), (used,), (), "value", ("sdg/10.7",)),
        gate=disclosure._GATE,
    )


def kenya() -> FixturePublisher:
    """Stocks by origin and sex for two years, county figures, and one of each state."""
    stock: dict[Key, Value] = {}
    for year, factor in (("2020", 10), ("2024", 11)):
        for origin, base in (("SOM", 30000), ("UGA", 20000), ("SSD", 12000), ("OOO", 900)):
            stock["KEN", year, origin, "_T"] = number(base * factor, Quality.ESTIMATED)
            stock["KEN", year, origin, "F"] = number(base * factor // 2, Quality.ESTIMATED)
            stock["KEN", year, origin, "M"] = number(base * factor // 2, Quality.ESTIMATED)
        whole = 62900 * factor
        stock["KEN", year, "_T", "_T"] = number(whole, Quality.ESTIMATED)
        stock["KEN", year, "_T", "F"] = number(whole // 2, Quality.ESTIMATED)
        stock["KEN", year, "_T", "M"] = number(whole // 2, Quality.ESTIMATED)
    money = {("KEN", year): number(amount) for year, amount in
             (("2020", 3108000000), ("2021", 3718000000), ("2022", 4091000000))}  # fmt: skip
    counties = {("KE001", "2019"): number(1208333), ("KE047", "2019"): number(4397073)}
    return FixturePublisher({
        "stock.total": Facts(("origin", "sex"), stock),
        "remittances.inflow": Facts(
            (), money, unit="USD", unit_label=label({"en": "US dollars", "sw": "dola za Marekani"}),
            title=label({"en": "Remittances received", "sw": "Fedha zilizopokelewa"})),
        "population.census": Facts((), {**counties, ("KEN", "2019"): number(47564296)},
                                   dataset="knbs-census-sex", edition="2019"),
        "stateless.total": Facts((), {("KEN", "2024"): SUPPRESSED}),
        "displacement.new": Facts((), {("KEN", "2023"): MISSING}),
        "cases.total": Facts((), {}, refusal=refusal("unprotected", "counted from records")),
    })  # fmt: skip
