"""Random indicators, observations and questions: every engine gives what the reference gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from spec.world import AREAS, World, file_facts
from uratibu.core.datasets.model import Observation
from uratibu.core.labels import Label, label
from uratibu.core.statistics.engines.duckdb import DuckDBEngine
from uratibu.core.statistics.engines.reference import ReferenceEngine
from uratibu.core.statistics.model import (
    Answer,
    Change,
    ChangeSince,
    Declined,
    Formula,
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
    "sex": ("F", "M", "_T"),
    "origin": ("SOM", "SSD", "IND", "AFR", "_T"),
    "age": ("Y0T17", "Y18T59", "Y60", "_T"),
}
DIMENSIONS = ("sex", "origin", "age")
TOTALS = ("stated",) * 4 + ("summed",) * 4 + ("none",)
QUESTIONS = 8


@dataclass(frozen=True)
class Case:
    """An indicator of a kind with dimensions, its observations, and questions to it."""

    kind: str
    unit: str
    dimensions: tuple[tuple[str, str], ...]
    observations: tuple[Observation, ...]
    queries: tuple[Query, ...]


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
    """Nearly every combination of some codes: real tables have few holes."""
    random = draw(st.randoms(use_true_random=False))
    columns = ("area", "period", *names)
    chosen = [
        random.sample(CODES[name], len(CODES[name]) - random.choice([0, 0, 0, 1]))
        for name in columns
    ]
    few = draw(st.lists(values(), min_size=3, max_size=12))
    found = []
    for row, (area, period, *codes) in enumerate(product(*chosen), start=2):
        if random.random() < 0.05:
            continue
        pairs = tuple(sorted(zip(names, codes, strict=True)))
        note = random.choice(["", "", "Refugees are included.", "Break in series; é"])
        observation = Observation("thing", area, period, pairs, random.choice(few), row, note)
        found.append(observation)
    return tuple(found)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    names = draw(st.lists(st.sampled_from(DIMENSIONS), unique=True, max_size=2).map(tuple))
    totals = [(name, draw(st.sampled_from(TOTALS))) for name in names]
    if draw(st.booleans()):
        totals.append(("area", "summed"))
    kind = draw(st.sampled_from(["stock", "stock", "flow", "flow", "flow", "cumulative", "ratio"]))
    return Case(
        kind=kind,
        unit="percent" if kind == "ratio" else "persons",
        dimensions=tuple(totals),
        observations=draw(sets_of_observations(names)),
        queries=tuple(draw(queries(names)) for _ in range(QUESTIONS)),
    )


@st.composite
def queries(draw: st.DrawFn, names: tuple[str, ...]) -> Query:
    by = draw(st.permutations(["area", "period", *names]).flatmap(some_of))
    is_everywhere = "area" in by and draw(st.booleans())
    where = [("area", draw(some_codes("area")))] if not is_everywhere else []
    filtered = [name for name in names if draw(st.integers(0, 2)) == 0]
    where += [(name, draw(some_codes(name))) for name in filtered]
    periods = draw(st.sampled_from([(), (), (), ("2020", "2022"), ("latest",), ("2020",)]))
    measure = draw(st.sampled_from([VALUE, VALUE, VALUE, RATIO]))
    return Query(measure, by, tuple(where), periods, (), draw(comparisons(by)))


VALUE = Measure("thing", label("Thing"), Formula.VALUE, Part("thing", "thing"))
RATIO = Measure(
    "thing", label("Thing"), Formula.RATIO, Part("thing", "thing"),
    Part("thing", "thing", inherits=("area", "period")), per="100", unit="percent",
)  # fmt: skip


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

    def register(self, case: Case) -> tuple[World, World, str]:
        """The case in a world of each engine, over the same store."""
        self.cases += 1
        dataset = f"thing-{self.cases}"
        worlds = World(self.root, ReferenceEngine()), World(self.root, self.duckdb)
        for world in worlds:
            world.indicator("thing", case.kind, case.unit, **dict(case.dimensions))
            world.dataset(dataset)
        facts = file_facts("thing.csv", "content")
        worlds[0].store.register(worlds[0].datasets[dataset], "2024", case.observations, facts)
        return *worlds, dataset


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


@settings(max_examples=40, deadline=None)
@given(case=cases())
def test_engines_agree_cell_by_cell(bench: Bench, case: Case) -> None:
    reference, duckdb, dataset = bench.register(case)
    for asked in case.queries:
        query = replace(asked, measure=at(asked.measure, dataset))
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
