"""Parquet files: the observations of an edition, and the rows of a file somebody brought.

DuckDB serves here as the codec of the format and nothing else (docs/decisions/0003).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Context, Decimal
from itertools import islice
from pathlib import Path

import duckdb

from uratibu.core.datasets.model import Column, Observation
from uratibu.core.values import Quality, State, Value

BATCH = 20_000
EXACT = Context(prec=60)
"""More digits than any value has; the default of 28 would round the largest."""

FIXED = ("indicator", "area", "period", "value", "state", "quality", "source_row", "note")
_TYPES = {"value": "DECIMAL(38,9)", "source_row": "INTEGER"}
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": "1",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


Error = duckdb.Error
"""What reading a damaged edition raises."""


class NotParquet(ValueError):
    """The file is not a Parquet file, or is damaged; the message says what was found."""


def write_observations(
    path: Path, observations: Iterable[Observation], dimensions: Sequence[str]
) -> None:
    """Write observations in their order: one row an observation, a column d_<name> a dimension."""
    columns = _columns(dimensions)
    listed = ", ".join(f'"{name}" {kind}' for name, kind in columns)
    unnested = ", ".join(
        f"unnest(${i}::{'VARCHAR' if name == 'value' else kind}[])::{kind}"
        for i, (name, kind) in enumerate(columns, start=1)
    )
    with duckdb.connect(config=_SETTINGS) as codec:
        codec.execute(f"CREATE TABLE observations ({listed})")
        for batch in _batches(observations):
            rows = [_row(observation, dimensions) for observation in batch]
            codec.execute(
                f"INSERT INTO observations SELECT {unnested}",
                [list(column) for column in zip(*rows, strict=True)],
            )
        target = str(path).replace("'", "''")
        codec.execute(f"COPY observations TO '{target}' (FORMAT parquet, COMPRESSION zstd)")


def write_rows(path: Path, columns: Sequence[Column], rows: Iterable[Sequence[str | None]]) -> None:
    """Write any table; cells are texts, a column's type says what they are read as."""
    listed = ", ".join(f'"{_quoted(column.name)}" {column.type}' for column in columns)
    unnested = ", ".join(
        f"unnest(${i}::VARCHAR[])::{column.type}" for i, column in enumerate(columns, start=1)
    )
    with duckdb.connect(config=_SETTINGS) as codec:
        codec.execute(f"CREATE TABLE cells ({listed})")
        cells = [list(column) for column in zip(*rows, strict=True)]
        if cells:
            codec.execute(f"INSERT INTO cells SELECT {unnested}", cells)
        target = str(path).replace("'", "''")
        codec.execute(f"COPY cells TO '{target}' (FORMAT parquet, COMPRESSION zstd)")


def _quoted(name: str) -> str:
    return name.replace('"', '""')


def read_observations(path: Path, indicator: str | None = None) -> Iterator[Observation]:
    """The observations of an edition in the order they were written, all or of one indicator."""
    with duckdb.connect(config=_SETTINGS) as codec:
        query = "SELECT * FROM read_parquet($1)"
        arguments = [_named(path)]
        if indicator is not None:
            query += " WHERE indicator = $2"
            arguments.append(indicator)
        answer = codec.execute(query, arguments)
        names = [column[0] for column in answer.description]
        places = [(i, name[2:]) for i, name in enumerate(names) if name.startswith("d_")]
        fixed = [names.index(name) for name in FIXED]
        values: dict[tuple[Decimal | None, str, str], Value] = {}
        while rows := answer.fetchmany(BATCH):
            for row in rows:
                yield _observation(row, fixed, places, values)


def columns_of(path: Path) -> tuple[Column, ...]:
    """The columns of any Parquet file. Raises NotParquet."""
    try:
        with duckdb.connect(config=_SETTINGS) as codec:
            answer = codec.execute("DESCRIBE SELECT * FROM read_parquet($1)", [_named(path)])
            return tuple(Column(row[0], row[1]) for row in answer.fetchall())
    except duckdb.Error as error:
        raise NotParquet(_first_line(error)) from error


def count_of(path: Path) -> int:
    """How many rows a Parquet file says it has. Raises NotParquet."""
    try:
        with duckdb.connect(config=_SETTINGS) as codec:
            answer = codec.execute("SELECT count(*) FROM read_parquet($1)", [_named(path)])
            return int(answer.fetchall()[0][0])
    except duckdb.Error as error:
        raise NotParquet(_first_line(error)) from error


def rows_of(path: Path, columns: Sequence[str]) -> Iterator[tuple[object, ...]]:
    """The rows of any Parquet file, only the columns named, in the order of the file.

    Raises NotParquet when a page of the file is damaged.
    """
    listed = ", ".join('"' + name.replace('"', '""') + '"' for name in columns) or "NULL"
    try:
        with duckdb.connect(config=_SETTINGS) as codec:
            answer = codec.execute(
                f"SELECT {listed} FROM read_parquet($1)",  # noqa: S608 - quoted names of the file
                [_named(path)],
            )
            while rows := answer.fetchmany(BATCH):
                yield from rows
    except duckdb.Error as error:
        raise NotParquet(_first_line(error)) from error


def _columns(dimensions: Sequence[str]) -> list[tuple[str, str]]:
    named = [(name, _TYPES.get(name, "VARCHAR")) for name in FIXED]
    return named + [(f"d_{name}", "VARCHAR") for name in dimensions]


def _row(observation: Observation, dimensions: Sequence[str]) -> tuple[object, ...]:
    value = observation.value
    codes = dict(observation.dimensions)
    return (
        observation.indicator,
        observation.area,
        observation.period,
        None if value.number is None else format(value.number, "f"),
        value.state.value,
        value.quality.value,
        observation.source_row,
        observation.note,
        *(codes.get(name) for name in dimensions),
    )


def _observation(
    row: tuple[object, ...], fixed: list[int], places: list[tuple[int, str]],
    values: dict[tuple[Decimal | None, str, str], Value],
) -> Observation:  # fmt: skip
    indicator, area, period, amount, state, quality, source_row, note = (row[i] for i in fixed)
    number = amount if isinstance(amount, Decimal) else None
    key = (number, str(state), str(quality))
    value = values.get(key)
    if value is None:
        value = Value(State(key[1]), None if number is None else trimmed(number), Quality(key[2]))
        if len(values) < BATCH:
            values[key] = value
    dimensions = tuple((name, str(row[i])) for i, name in places if row[i] is not None)
    return Observation(
        str(indicator), str(area), str(period), dimensions, value, _whole(source_row), str(note)
    )


def trimmed(number: Decimal) -> Decimal:
    """The same number without zeros after the decimal point and without an exponent."""
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1), context=EXACT) if whole == number else number.normalize(EXACT)


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _batches(observations: Iterable[Observation]) -> Iterator[list[Observation]]:
    stream = iter(observations)
    while batch := list(islice(stream, BATCH)):
        yield batch


def _named(path: Path) -> str:
    """The path as the codec takes it: signs it would take for a pattern stand for themselves."""
    return re.sub(r"([*?\[])", r"[\1]", str(path.absolute()))


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:200]
