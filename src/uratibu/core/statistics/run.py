"""The door of the room: a question in, an answer with its lineage out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product

from uratibu.core.codelists.model import Code, CodeList
from uratibu.core.datasets.model import Dataset
from uratibu.core.datasets.store import Store
from uratibu.core.indicators.model import Indicator
from uratibu.core.labels import Label, label
from uratibu.core.statistics import available, behind, transform
from uratibu.core.statistics.arithmetic import Noted, divide, sum_of
from uratibu.core.statistics.asked import PERCENT, unit_of
from uratibu.core.statistics.catalogue import PERIOD, Catalogue, Facts
from uratibu.core.statistics.engines.engine import Engine, Row
from uratibu.core.statistics.lineage import lineage_of
from uratibu.core.statistics.model import (
    REMAINDER,
    Answer,
    Cell,
    Change,
    ChangeSince,
    Measure,
    Query,
    Rank,
    Selection,
    ShareOf,
    SourceRow,
    Top,
    Transform,
)
from uratibu.core.statistics.plan import Plan, plan
from uratibu.core.statistics.refusals import declined
from uratibu.core.statistics.settle import Ingredient
from uratibu.core.statistics.transform import Key, Table
from uratibu.core.statistics.words import both
from uratibu.core.values import MISSING, Value

NO_ROW = both("The edition has no row for it.", "Toleo halina safu yake.")
POINTS = both("percentage points", "pointi za asilimia")
PERCENT_LABEL = both("percent", "asilimia")


class Statistics:
    """Answers questions over everything that is installed. Safe to share between threads."""

    def __init__(
        self, *, indicators: Mapping[str, Indicator], measures: Mapping[str, Measure],
        datasets: Mapping[str, Dataset], codelists: Mapping[str, CodeList], store: Store,
        engine: Engine,
    ) -> None:  # fmt: skip
        self.catalogue = Catalogue(indicators, measures, datasets, codelists)
        self.facts = Facts(store, engine)

    def answer(self, query: Query) -> Answer:
        """The answer to a question, one cell a key, in the order of the code lists.

        Raises NonsenseQuery where the question has no meaning, and Declined where the data
        cannot answer it.
        """
        planned = plan(query, self.catalogue, self.facts)
        return self._answer(planned, self._stages(planned)[-1])

    def source_rows(self, answer: Answer, key: Key) -> tuple[SourceRow, ...]:
        """The rows of the editions behind one cell of an answer. Raises KeyError for no such cell.

        A change has the rows of both periods, a share those of its whole, a remainder those of
        the members it stands for: neither those shown beside it nor their stated total.
        """
        planned = plan(answer.query, self.catalogue, self.facts)
        wholes = [
            plan(self._whole(planned, step.dimension), self.catalogue, self.facts)
            for step in answer.query.then
            if isinstance(step, ShareOf)
        ]
        stages = self._stages(planned) if REMAINDER in key else ()
        found: list[SourceRow] = []
        for each in behind.keys(answer, key):
            for block in behind.members(each, answer.query.then, stages):
                codes = dict(zip(planned.columns, block, strict=True))
                for read in (planned, *wholes):
                    found.extend(self._rows(read, codes))
        return tuple(dict.fromkeys(found))

    def periods(self, measure: Measure, area: str) -> tuple[str, ...]:
        """The periods every part of a measure has for an area, oldest first."""
        return available.periods(measure, area, self.catalogue, self.facts)

    def codes(self, measure: Measure, dimension: str, area: str) -> tuple[Code, ...]:
        """The codes of a dimension for an area, in the order of their list."""
        return available.codes(measure, dimension, area, self.catalogue, self.facts)

    def _rows(self, planned: Plan, codes: Mapping[str, tuple[str, ...]]) -> Iterator[SourceRow]:
        for ingredient, selection in behind.narrowed(planned, codes):
            for observation in self.facts.engine.observations(selection, self.facts.store):
                yield SourceRow(
                    role=ingredient.role,
                    dataset=ingredient.edition.dataset,
                    edition=ingredient.edition.edition,
                    file_name=ingredient.edition.file_name,
                    row=observation.source_row,
                    observation=observation,
                )

    def _stages(self, planned: Plan) -> tuple[Table, ...]:
        """What is read, then what each comparison in turn makes of it."""
        stages = [self._table(planned)]
        steps = planned.query.then
        for index, step in enumerate(steps):
            stages.append(self._compared(stages[-1], step, planned, steps[:index]))
        return tuple(stages)

    def _table(self, planned: Plan) -> Table:
        cells = self._cells(planned)
        table = Table(planned.columns, (*cells.values(), *_unfilled(planned, cells)))
        return transform.in_order(table, [self._codes(planned, d) for d in planned.columns])

    def _cells(self, planned: Plan) -> dict[Key, Cell]:
        numerators = self._values(planned, planned.ingredients[0])
        if len(planned.ingredients) == 1:
            return numerators
        below = planned.ingredients[1]
        denominators = self._values(planned, below)
        per = Decimal(planned.query.measure.per)
        shared = [planned.columns.index(d) for d in (*below.columns, PERIOD)]
        cells = {}
        for key, cell in numerators.items():
            other = denominators.get(tuple(key[i] for i in shared), Cell(key, MISSING))
            value, notes = divide(cell.value, other.value, per)
            cells[key] = Cell(
                key, value, cell.value, other.value, notes=(*cell.notes, *other.notes, *notes)
            )
        return cells

    def _values(self, planned: Plan, ingredient: Ingredient) -> dict[Key, Cell]:
        """The cells of one ingredient, keyed by its own columns and the period."""
        columns = _columns(planned, ingredient)
        cells = {}
        for step in ingredient.steps:
            for row in self.facts.engine.run(step.selection, self.facts.store):
                codes = {
                    PERIOD: planned.stretch,
                    **dict(step.fixed),
                    **dict(zip(step.selection.by, row.key, strict=True)),
                }
                key = tuple(codes[dimension] for dimension in columns)
                value, notes = _value(row, step.selection, ingredient.edition.id)
                cells[key] = Cell(key, value, notes=notes)
        return cells

    def _compared(
        self, table: Table, step: Transform, planned: Plan, before: tuple[Transform, ...]
    ) -> Table:
        if isinstance(step, ChangeSince):
            return transform.change_since(table, step.kind)
        if isinstance(step, ShareOf):
            return transform.share_of(table, step.dimension, self._wholes(planned, step.dimension))
        if isinstance(step, Rank):
            return transform.rank(table, step.dimension, self._codes(planned, step.dimension))
        if isinstance(step, Top):
            codes = self._codes(planned, step.dimension)
            return transform.top(table, step.dimension, step.count, codes)
        return table

    def _wholes(self, planned: Plan, dimension: str) -> dict[Key, Value]:
        """The values of the same question without a dimension, by the rest of the key."""
        whole = plan(self._whole(planned, dimension), self.catalogue, self.facts)
        return {key: cell.value for key, cell in self._cells(whole).items()}

    def _whole(self, planned: Plan, dimension: str) -> Query:
        return behind.whole(planned.query, dimension, self._codes(planned, dimension))

    def _answer(self, planned: Plan, table: Table) -> Answer:
        unit, words, decimals = self._unit(planned.query)
        return Answer(
            query=planned.query,
            columns=table.columns,
            cells=table.cells,
            unit=unit,
            unit_label=words,
            decimals=decimals,
            period_kind=planned.ingredients[0].dataset.period_kind,
            lineage=lineage_of(planned),
        )

    def _unit(self, query: Query) -> tuple[str, Label, int]:
        measure = query.measure
        indicator = self._indicator(query)
        unit = unit_of(measure, self.catalogue)
        words = measure.unit_label or indicator.unit_label or label(unit)
        decimals = measure.decimals
        if measure.denominator is None:
            decimals = max(decimals, indicator.decimals)
        for step in query.then:
            is_percent_change = isinstance(step, ChangeSince) and step.kind is Change.PERCENT
            if isinstance(step, ShareOf) or is_percent_change:
                unit, words, decimals = PERCENT, PERCENT_LABEL, 1
            elif isinstance(step, ChangeSince) and unit == PERCENT:
                unit, words = "percentage-points", POINTS
        return unit, words, decimals

    def _indicator(self, query: Query) -> Indicator:
        return self.catalogue.indicators[query.measure.numerator.indicator]

    def _codes(self, planned: Plan, dimension: str) -> CodeList:
        return self.catalogue.codelist(planned.ingredients[0].indicator, dimension)


def _columns(planned: Plan, ingredient: Ingredient) -> tuple[str, ...]:
    if ingredient.role == "numerator":
        return planned.columns
    return (*ingredient.columns, PERIOD)


def _value(row: Row, selection: Selection, edition: str) -> Noted:
    """What a row of an engine says: a value, with notes on what it lacks and of its source."""
    if row.rows > 1 and not selection.add_over:
        raise declined("twice", indicator=selection.indicator.title, edition=edition)
    where = dict(selection.where)
    absent = tuple(
        code
        for dimension, there in zip(selection.complete, row.members, strict=True)
        for code in where[dimension]
        if code not in there
    )
    value, notes = sum_of(
        total=row.total, states=row.states, quality=row.quality,
        lacking=row.lacking, absent=absent,
    )  # fmt: skip
    return value, notes + tuple(label(note) for note in row.notes)


def _unfilled(planned: Plan, cells: Mapping[Key, Cell]) -> Iterator[Cell]:
    """A missing cell for each combination that was asked for by name and has no row."""
    where = dict(planned.query.where)
    periods = (planned.stretch,) if planned.stretch else planned.query.periods
    if all(dimension in where for dimension in planned.query.by if dimension != PERIOD):
        named = [periods if d == PERIOD else where[d] for d in planned.columns]
        for key in product(*named):
            if key not in cells:
                yield Cell(key, MISSING, notes=(NO_ROW,))
