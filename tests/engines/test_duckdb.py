"""The embedded engine is shut in: one folder, no network, no extension, many threads."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from spec.world import World
from uratibu.core.statistics.engines.duckdb import DuckDBEngine
from uratibu.core.statistics.model import Selection

TABLE = "area | period | sex | persons\nKEN | 2024 | F | 40\nKEN | 2024 | M | 2\n"


@pytest.fixture
def engine():  # type: ignore[no-untyped-def]
    opened = DuckDBEngine(memory_limit="256MB", threads=1)
    yield opened
    opened.close()


@pytest.fixture
def world(tmp_path: Path, engine: DuckDBEngine) -> World:
    made = World(tmp_path / "store", engine)
    made.facts("stock", TABLE, sex="summed")
    made.answer("measure=stock&area=KEN")
    return made


def test_it_reads_nothing_outside_the_store(world: World, engine: DuckDBEngine) -> None:
    outside = world.store._root.parent / "secret.csv"
    outside.write_text("a\n1\n")
    with engine._cursor(world.store._root.resolve()) as cursor:
        for question in (
            f"FROM read_csv('{outside}')",
            f"COPY (SELECT 1) TO '{outside}'",
            f"ATTACH '{outside}.db' AS other",
            "INSTALL httpfs",
            "LOAD httpfs",
        ):
            with pytest.raises(duckdb.Error):
                cursor.execute(question)
    assert outside.read_text() == "a\n1\n"


def test_its_settings_cannot_be_turned_back(world: World, engine: DuckDBEngine) -> None:
    with engine._cursor(world.store._root.resolve()) as cursor:
        names = "enable_external_access", "autoinstall_known_extensions", "memory_limit", "threads"
        found = cursor.execute(
            "SELECT " + ", ".join(f"current_setting('{name}')" for name in names)
        ).fetchone()
        assert found == (False, False, "244.1 MiB", 1)
        with pytest.raises(duckdb.Error):
            cursor.execute("SET enable_external_access = true")


def test_a_dimension_cannot_carry_sql(world: World, engine: DuckDBEngine) -> None:
    indicator = world.indicators["stock"]
    evil = 'sex" FROM x; DROP TABLE y; --'
    selection = Selection(indicator, "stock@2024", (evil,), (("area", ("KEN' OR 1=1",)),), ())
    with pytest.raises(duckdb.BinderException):
        engine.run(selection, world.store)


def test_it_is_used_by_many_threads_at_once(world: World) -> None:
    address = "measure=stock&by=sex&area=KEN"
    expected = world.ask(address)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: world.ask(address), range(40)))
    assert found == [expected] * 40


def test_it_may_be_used_again_after_it_was_closed(world: World, engine: DuckDBEngine) -> None:
    engine.close()
    assert world.ask("measure=stock&area=KEN")[1] == ["2024", "42"]


def test_its_connections_end_with_it(world: World) -> None:
    engine = DuckDBEngine()
    other = World(world.store._root, engine)
    other.indicators.update(world.indicators)
    other.datasets.update(world.datasets)
    other.measures.update(world.measures)
    other.answer("measure=stock&area=KEN")
    (connection,) = engine._connections.values()
    engine._closing()
    with pytest.raises(duckdb.ConnectionException):
        connection.execute("SELECT 1")


def test_a_large_edition_is_filtered_and_not_read_into_python(tmp_path: Path) -> None:
    """300,000 observations: a question must not take the time of reading them all."""
    engine = DuckDBEngine()
    world = World(tmp_path, engine)
    world.indicator("stock", sex="summed", origin="summed")
    lines = ["area | period | sex | origin | persons"]
    lines += [
        f"KEN | {year} | {sex} | {origin} | 7"
        for year in range(1000, 1040)
        for sex in "FM"
        for origin in range(250)
    ]
    world.edition("stock", "2024", "stock", "\n".join(lines))
    world.measure("stock")
    try:
        started = time.perf_counter()
        found = world.ask("measure=stock&area=KEN&period=1001")
        assert found[1] == ["1001", "3500"]
        assert time.perf_counter() - started < 5
    finally:
        engine.close()
