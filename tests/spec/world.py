"""A small invented world whose data are written as tables, so that examples can be read.

    area | period | sex | persons
    KEN  | 2024   | F   | 40

A value is a number, a state (missing, suppressed, not-yet, not-applicable), a rounded number (~40)
or a number that is not final (40e estimated, 40p provisional, 40m modelled).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from uratibu.core.codelists.model import Code, CodeList
from uratibu.core.datasets.model import Access, Dataset, Edition, Method, Observation
from uratibu.core.datasets.store import FileFacts, Store
from uratibu.core.disclosure.publish import Publisher
from uratibu.core.disclosure.request import Request, parse_request
from uratibu.core.indicators.model import Dimension, Direction, Indicator, Kind, Totals
from uratibu.core.labels import NO_WORDS, Label, label
from uratibu.core.periods import PeriodKind
from uratibu.core.statistics.engines.engine import Engine
from uratibu.core.statistics.model import Answer, Cell, Formula, Measure, Part, Query
from uratibu.core.statistics.run import Statistics
from uratibu.core.statistics.steps import parse_step
from uratibu.core.values import Quality, State, Value, number

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
AREAS = CodeList(
    "areas",
    label("Areas"),
    (
        Code("AFR", label("Africa"), is_aggregate=True),
        Code("KEN", label("Kenya"), parent="AFR"),
        Code("UGA", label("Uganda"), parent="AFR"),
        Code("SOM", label("Somalia"), parent="AFR"),
        Code("SSD", label("South Sudan"), parent="AFR"),
        Code("IND", label("India")),
        Code("OOO", label({"en": "Other or unknown", "sw": "Nyingine au haijulikani"})),
        Code("KE001", label("Mombasa"), parent="KEN"),
        Code("KE002", label("Kwale"), parent="KEN"),
        Code("KE003", label("Kilifi"), parent="KEN"),
        Code("KE004", label("Tana River"), parent="KEN"),
        Code("_T", label("All areas"), is_aggregate=True),
    ),
)
SEX = CodeList(
    "sex",
    label({"en": "Sex", "sw": "Jinsia"}),
    (
        Code("F", label({"en": "Women", "sw": "Wanawake"}), parent="_T"),
        Code("M", label({"en": "Men", "sw": "Wanaume"}), parent="_T"),
        Code("X", label({"en": "Intersex", "sw": "Jinsia mbili"}), parent="_T"),
        Code("_T", label({"en": "Both sexes", "sw": "Jinsia zote"}), is_aggregate=True),
    ),
)
AGE = CodeList(
    "age",
    label("Age"),
    (
        Code("Y0T17", label("Children"), parent="_T"),
        Code("Y18T59", label("18 to 59"), parent="Y18"),
        Code("Y60", label("60 and over"), parent="Y18"),
        Code("Y18", label("Adults"), parent="_T", is_aggregate=True),
        Code("_T", label("All ages"), is_aggregate=True),
    ),
)
CODELISTS = {"areas": AREAS, "sex": SEX, "age": AGE}
LISTS = {"origin": "areas", "destination": "areas", "area": "areas"}
QUALITIES = {"e": Quality.ESTIMATED, "p": Quality.PROVISIONAL, "m": Quality.MODELLED}


class World:
    """Indicators, data sets and measures that a test declares, answered by one engine."""

    def __init__(self, root: Path, engine: Engine) -> None:
        self.store = Store(root)
        self.indicators: dict[str, Indicator] = {}
        self.datasets: dict[str, Dataset] = {}
        self.measures: dict[str, Measure] = {}
        self.statistics = Statistics(
            indicators=self.indicators,
            measures=self.measures,
            datasets=self.datasets,
            codelists=CODELISTS,
            store=self.store,
            engine=engine,
        )
        self.publisher = Publisher(self.statistics, lambda: NOW)

    def indicator(
        self, name: str, kind: str = "stock", unit: str = "persons", **dimensions: str
    ) -> Indicator:
        """An indicator; dimensions are written sex="stated", origin="summed", age="none"."""
        self.indicators[name] = Indicator(
            id=name,
            title=label(name.title()),
            definition=NO_WORDS,
            unit=unit,
            unit_label=label(unit),
            kind=Kind(kind),
            direction=Direction.CONTEXT,
            dimensions=tuple(
                Dimension(d, LISTS.get(d, d), Totals(totals)) for d, totals in dimensions.items()
            ),
            norms=(f"gcm/{name}",),
        )
        return self.indicators[name]

    def dataset(
        self, name: str, period_kind: PeriodKind = PeriodKind.MID_YEAR,
        access: Access = Access.PUBLIC,
    ) -> Dataset:  # fmt: skip
        """A data set of one kind of period."""
        self.datasets[name] = Dataset(
            id=name,
            title=label(f"Data of {name}"),
            publisher="Office",
            custodian="Office",
            definition=NO_WORDS,
            coverage=label("Everyone"),
            method=Method.COUNT,
            unit="persons",
            period_kind=period_kind,
            licence="CC BY 4.0",
            access=access,
            kept_at="the office",
        )
        return self.datasets[name]

    def edition(self, dataset: str, edition: str, indicator: str, table: str) -> Edition:
        """Register an edition with the observations of a table."""
        observations = observations_of(indicator, table)
        if dataset not in self.datasets:
            self.dataset(dataset)
        made = self.store.register(
            self.datasets[dataset], edition, observations, file_facts(f"{dataset}.csv", table)
        )
        return made.edition

    def measure(self, name: str, **said: object) -> Measure:
        """A measure of the same name as its indicator and data set unless it says otherwise."""
        facts: dict[str, object] = {
            "title": label(name.title()),
            "formula": Formula.RATIO if "denominator" in said else Formula.VALUE,
            "numerator": Part(name, name),
        }
        self.measures[name] = Measure(id=name, **(facts | said))  # type: ignore[arg-type]
        return self.measures[name]

    def facts(self, name: str, table: str, kind: str = "stock", **dimensions: str) -> None:
        """Indicator, data set with edition 2024 and measure of one name, in one go."""
        self.indicator(name, kind, **dimensions)
        self.edition(name, "2024", name, table)
        self.measure(name)

    def query(self, address: str) -> Query:
        """The question of an address such as measure=stock&by=origin&area=KEN."""
        asked = request(address)
        return Query(
            measure=self.measures[asked.measure],
            by=asked.by,
            where=asked.where,
            periods=asked.periods,
            editions=asked.editions,
            then=tuple(parse_step(step) for step in asked.then),
        )

    def answer(self, address: str) -> Answer:
        """The answer to the question of an address."""
        return self.statistics.answer(self.query(address))

    def ask(self, address: str) -> list[list[str]]:
        """The answer as rows of text: the columns, then a line a cell."""
        answer = self.answer(address)
        return [[*answer.columns, "value"], *([*c.key, shown(c.value)] for c in answer.cells)]

    def cell(self, address: str) -> Cell:
        """The only cell of an answer."""
        (cell,) = self.answer(address).cells
        return cell


def request(address: str) -> Request:
    """The request of an address."""
    return parse_request([tuple(pair.split("=", 1)) for pair in address.split("&")])  # type: ignore[misc]


def rows(table: str) -> list[list[str]]:
    """The lines of a written table, as lists of texts."""
    lines = [line for line in table.strip().splitlines() if line.strip()]
    return [[part.strip() for part in line.split("|")] for line in lines]


def observations_of(indicator: str, table: str) -> list[Observation]:
    """The observations of a written table; its second line is row 2 of the file."""
    header, *lines = rows(table)
    found = []
    for row, line in enumerate(lines, start=2):
        said = dict(zip(header, line, strict=False))
        area, period = said.pop("area"), said.pop("period")
        note = said.pop("note", "")
        text = said.pop(header[-1] if header[-1] != "note" else header[-2])
        codes = tuple(sorted((d, code) for d, code in said.items() if code))
        found.append(Observation(indicator, area, period, codes, value(text), row, note))
    return found


def value(text: str) -> Value:
    """The value of a written text."""
    if text in {str(state) for state in State}:
        return Value(State(text))
    if text.startswith("~"):
        return Value(State.ROUNDED, Decimal(text[1:]))
    quality = QUALITIES.get(text[-1], Quality.FINAL)
    return number(Decimal(text.rstrip("epm")), quality)


def shown(written: Value) -> str:
    """A value as a test writes it; long fractions are cut to four digits."""
    if written.number is None:
        return str(written.state)
    marks: Mapping[Quality, str] = {quality: mark for mark, quality in QUALITIES.items()}
    amount = written.number
    if amount != round(amount, 4):
        amount = round(amount, 4).normalize()
    rounded = "~" if written.state is State.ROUNDED else ""
    return f"{rounded}{amount:f}{marks.get(written.quality, '')}"


def file_facts(name: str, content: str) -> FileFacts:
    """What is known of the file of an invented edition."""
    return FileFacts(
        file_name=name,
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        bytes=len(content),
        rows=content.count("\n"),
        columns=(),
        retrieved_on=date(2026, 1, 1),
        registered_at=NOW,
    )


def notes(cell: Cell, language: str = "en") -> list[str]:
    """The notes of a cell in one language."""
    return [note(language) for note in cell.notes]


def title(english: str, swahili: str) -> Label:
    """A title in both languages."""
    return label({"en": english, "sw": swahili})
