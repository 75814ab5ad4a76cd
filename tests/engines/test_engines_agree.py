"""Random indicators, observations and questions: every engine gives what the reference gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from spec.world import AGE, AREAS, SEX, World, file_facts
from uratibu.core.datasets.model import Observation
from uratibu.core.labels import Label
from uratibu.core.statistics.engines.duckdb import DuckDBEngine
from uratibu.core.statistics.engines.reference import ReferenceEngine
from uratibu.core.statistics.model import (
    Answer,
    Change,
    ChangeSince,
    Declined,
    Measure,
    NonsenseQuery,
    Part,
    Query,
    Rank,
    ShareOf,
    SourceRow,
    Top,
    TotalOver,
)
from uratibu.core.values import WITH_NUMBER, Quality, State, Value, number

CODES = {
    "area": ("KEN", "KE001", "KE002", "UGA"),
    "period": ("2020", "2021", "2022"),
    "sex": tuple(code.code for code in SEX),
    "origin": ("SOM", "SSD", "IND", "AFR", "_T"),
    "age": tuple(code.code for code in AGE),
}
DIMENSIONS = ("sex", "origin", "age")
TOTALS = ("stated", "summed", "none")


@dataclass(frozen=True)
class Case:
    """An indicator of a kind with dimensions, its observations, and a question to it."""

    kind: str
    unit: str
    dimensions: tuple[tuple[str, str], ...]
    observations: tuple[Observation, ...]
    query: Query


Outcome = tuple[Answer | Label, list[tuple[SourceRow, ...]]]


@st.composite
def values(draw: st.DrawFn) -> Value:
    state = draw(st.sampled_from([State.NUMBER] * 6 + list(State)))
    if state not in WITH_NUMBER:
        return Value(state)
    amount = draw(st.decimals(min_value=-(10**12), max_value=10**12, places=9))
    quality = draw(st.sampled_from(Quality))
    return Value(state, amount, quality) if state is State.ROUNDED else number(amount, quality)


@st.composite
def sets_of_observations(draw: st.DrawFn, names: tuple[str, ...]) -> tuple[Observation, ...]:
    columns = ("area", "period", *names)
    key = st.tuples(*(st.sampled_from(CODES[name]) for name in columns))
    keys = draw(st.lists(key, min_size=1, max_size=40, unique=True))
    found = []
    for row, (area, period, *codes) in enumerate(keys, start=2):
        pairs = tuple(sorted(zip(names, codes, strict=True)))
        note = draw(st.sampled_from(["", "", "Refugees are included.", "Break in series; é"]))
        found.append(Observation("thing", area, period, pairs, draw(values()), row, note))
    return tuple(found)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    names = tuple(sorted(draw(st.sets(st.sampled_from(DIMENSIONS)))))
    totals = [(name, draw(st.sampled_from(TOTALS))) for name in names]
    if draw(st.booleans()):
        totals.append(("area", "summed"))
    kind = draw(st.sampled_from(["stock", "flow", "cumulative", "ratio"]))
    observations = draw(sets_of_observations(names))
    return Case(
        kind=kind,
        unit=draw(st.sampled_from(["persons", "percent"])) if kind == "ratio" else "persons",
        dimensions=tuple(totals),
        observations=observations,
        query=draw(queries(names)),
    )


@st.composite
def queries(draw: st.DrawFn, names: tuple[str, ...]) -> Query:
    world = World(Path("unused"), ReferenceEngine())
    is_ratio = draw(st.booleans())
    below = Part("thing", "thing", inherits=("area", "period")) if is_ratio else None
    said = {"denominator": below, "per": "100", "unit": "percent"} if is_ratio else {}
    measure = world.measure("thing", **said)
    by = draw(st.permutations(["area", "period", *names]).flatmap(some_of))
    where = [("area", draw(some_codes("area")))] if draw(st.integers(0, 3)) else []
    filtered = [name for name in names if draw(st.booleans())]
    where += [(name, draw(some_codes(name))) for name in filtered]
    periods = draw(st.sampled_from([(), ("latest",), ("2020",), ("2020", "2022")]))
    return Query(measure, by, tuple(where), periods, (), draw(comparisons(by)))


def some_of(names: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.integers(0, min(3, len(names))).map(lambda count: tuple(names[:count]))


def some_codes(name: str) -> st.SearchStrategy[tuple[str, ...]]:
    codes = st.sampled_from(CODES[name])
    few = st.lists(codes, min_size=1, max_size=3, unique=True).map(tuple)
    stars = [("KEN/*",)] if name == "area" else []
    return st.one_of(codes.map(lambda code: (code,)), few, *(st.just(star) for star in stars))


def comparisons(by: tuple[str, ...]) -> st.SearchStrategy[tuple[object, ...]]:
    across = [name for name in by if name != "period"]
    steps = [
        (),
        (),
        (TotalOver(),),
        (ChangeSince(Change.ABSOLUTE),),
        (ChangeSince(Change.PERCENT),),
    ]
    for name in across:
        steps += [(Rank(name),), (ShareOf(name),), (Top(name, 2),), (Top(name, 1), ShareOf(name))]
        steps += [(TotalOver(), ShareOf(name)), (TotalOver(), Top(name, 1))]
    return st.sampled_from(steps)


class Bench:
    """One folder and both engines; every case gets a data set of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.duckdb = DuckDBEngine()
        self.cases = 0

    def register(self, case: Case) -> tuple[World, World, Query]:
        """The case in a world of each engine, over the same store."""
        self.cases += 1
        dataset = f"thing-{self.cases}"
        worlds = World(self.root, ReferenceEngine()), World(self.root, self.duckdb)
        for world in worlds:
            world.indicator("thing", case.kind, case.unit, **dict(case.dimensions))
            world.dataset(dataset)
        facts = file_facts("thing.csv", "content")
        worlds[0].store.register(worlds[0].datasets[dataset], "2024", case.observations, facts)
        return *worlds, replace(case.query, measure=at(case.query.measure, dataset))


def at(measure: Measure, dataset: str) -> Measure:
    """The measure with its parts in a data set."""
    below = measure.denominator and replace(measure.denominator, dataset=dataset)
    above = replace(measure.numerator, dataset=dataset)
    return replace(measure, numerator=above, denominator=below)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    made = Bench(tmp_path_factory.mktemp("store"))
    yield made
    made.duckdb.close()


def outcome(world: World, query: Query) -> Outcome:
    """The answer with the source rows of its first and last cell, or the words of the refusal."""
    try:
        answer = world.statistics.answer(query)
    except (NonsenseQuery, Declined) as refused:
        return refused.words, []
    ends = dict.fromkeys([answer.cells[0].key, answer.cells[-1].key])
    return answer, [world.statistics.source_rows(answer, key) for key in ends]


@settings(max_examples=120, deadline=None)
@given(case=cases())
def test_engines_agree_cell_by_cell(bench: Bench, case: Case) -> None:
    reference, duckdb, query = bench.register(case)
    expected = outcome(reference, query)
    event("answered" if isinstance(expected[0], Answer) else "refused")
    assert outcome(duckdb, query) == expected
    require_numbers_to_follow_from_rows(query, expected)


def require_numbers_to_follow_from_rows(query: Query, found: Outcome) -> None:
    """An independent look: a plain number is the sum of the numbers of the rows behind it."""
    answer, rows = found
    if not isinstance(answer, Answer) or query.then or query.measure.denominator:
        return
    cells = {cell.key: cell for cell in (answer.cells[0], answer.cells[-1])}
    for cell, behind in zip(cells.values(), rows, strict=True):
        if cell.value.number is not None:
            numbers = [row.observation.value.number or Decimal(0) for row in behind]
            assert sum(numbers, Decimal(0)) == cell.value.number
        else:
            states = {row.observation.value.state for row in behind}
            assert cell.value.state in {State.MISSING, *states}


def test_areas_of_the_cases_have_words() -> None:
    assert set(CODES["area"]) <= {code.code for code in AREAS}
