"""The embedded engine: each selection is one SQL statement over the Parquet file of its edition."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from uratibu.core.datasets.model import Observation
from uratibu.core.datasets.store import Store
from uratibu.core.statistics.arithmetic import trimmed
from uratibu.core.statistics.engines.engine import LACKING, Row
from uratibu.core.statistics.engines.reference import edition_of, in_order
from uratibu.core.statistics.model import Selection
from uratibu.core.values import WITH_NUMBER, Quality, State, Value

_QUALITIES = tuple(Quality)


@dataclass(frozen=True)
class _Statement:
    """SQL text whose values are parameters: the file first. Names of columns are quoted."""

    text: str
    path: Path
    values: tuple[str, ...] = ()


class DuckDBEngine:
    """Runs selections in an in-memory DuckDB that can read the store's folder and nothing else.

    Safe to share between threads: each call works on a cursor of its own. Nothing is kept of an
    edition between calls. `close` ends the connections; they also end with the engine.
    """

    def __init__(self, *, memory_limit: str = "512MB", threads: int = 2) -> None:
        self._settings = {"memory_limit": memory_limit, "threads": str(threads)}
        self._connections: dict[Path, duckdb.DuckDBPyConnection] = {}
        self._lock = threading.Lock()
        self._closing = weakref.finalize(self, _close_all, self._connections)

    def close(self) -> None:
        """End every connection. The engine may be used again; it then opens new ones."""
        with self._lock:
            _close_all(self._connections)

    def run(self, selection: Selection, store: Store) -> tuple[Row, ...]:
        """One row for each group that has an observation, sorted by key."""
        statement = _grouped(selection, _path(selection.edition, store))
        return tuple(sorted((_row(r, selection) for r in self._ask(statement)), key=_key))

    def codes(self, selection: Selection, dimension: str, store: Store) -> tuple[str, ...]:
        """The distinct codes of a dimension among the selected observations, sorted."""
        source = _source(selection, _path(selection.edition, store))
        found = self._ask(replace(source, text=f"SELECT DISTINCT {_code(dimension)}{source.text}"))
        return tuple(sorted(code for (code,) in found))

    def observations(self, selection: Selection, store: Store) -> tuple[Observation, ...]:
        """The selected observations themselves, in the order of their source rows."""
        names = sorted(self.dimensions(selection.edition, store))
        source = _source(selection, _path(selection.edition, store))
        columns = ["indicator", "area", "period", "value", "state", "quality", "source_row", "note"]
        chosen = ", ".join([*columns, *map(_column, names)])
        found = self._ask(replace(source, text=f"SELECT {chosen}{source.text}"))
        return tuple(sorted((_observation(row, names) for row in found), key=in_order))

    def dimensions(self, edition: str, store: Store) -> frozenset[str]:
        """The dimensions an edition is broken down by."""
        text = "DESCRIBE SELECT * FROM read_parquet(?)"
        names = [str(row[0]) for row in self._ask(_Statement(text, _path(edition, store)))]
        return frozenset(name.removeprefix("d_") for name in names if name.startswith("d_"))

    def _ask(self, statement: _Statement) -> list[tuple[Any, ...]]:
        root = statement.path.parents[2]
        with self._cursor(root) as cursor:
            values = [str(statement.path), *statement.values]
            return cursor.execute(statement.text, values).fetchall()

    @contextmanager
    def _cursor(self, root: Path) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._lock:
            if root not in self._connections:
                self._connections[root] = _connect(root, self._settings)
            cursor = self._connections[root].cursor()
        with closing(cursor):
            yield cursor


def _connect(root: Path, settings: dict[str, str]) -> duckdb.DuckDBPyConnection:
    """A database in memory that reads one folder, loads no extension and cannot be unlocked."""
    connection = duckdb.connect(
        ":memory:",
        config={
            **settings,
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_community_extensions": "false",
        },
    )
    connection.execute("SET allowed_directories = [?]", [str(root.resolve())])
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _close_all(connections: dict[Path, duckdb.DuckDBPyConnection]) -> None:
    while connections:
        connections.popitem()[1].close()


def _path(edition: str, store: Store) -> Path:
    """The file of an edition: <root>/<data set>/<edition>/observations.parquet."""
    return store.parquet(edition_of(edition, store)).resolve()


def _column(dimension: str) -> str:
    if dimension in {"area", "period"}:
        return dimension
    quoted = dimension.replace('"', '""')
    return f'"d_{quoted}"'


def _code(dimension: str) -> str:
    """The code of a row; a row that is not broken down by the dimension has the code ''."""
    return f"coalesce({_column(dimension)}, '')"


def _source(selection: Selection, path: Path) -> _Statement:
    """FROM and WHERE of a selection."""
    conditions, values = ["indicator = ?"], [selection.indicator.id]
    for word, filters in (("IN", selection.where), ("NOT IN", selection.leave_out)):
        for dimension, codes in filters:
            column = _column(dimension) if word == "IN" else _code(dimension)
            conditions.append(f"{column} {word} ({', '.join('?' * len(codes))})")
            values.extend(codes)
    text = f" FROM read_parquet(?) WHERE {' AND '.join(conditions)}"
    return _Statement(text, path, tuple(values))


def _grouped(selection: Selection, path: Path) -> _Statement:
    keys = [_code(dimension) for dimension in selection.by]
    with_number = _one_of(WITH_NUMBER)
    lacking = ", ".join(["state", *map(_code, selection.add_over)])
    ranks = " ".join(f"WHEN '{quality}' THEN {i}" for i, quality in enumerate(_QUALITIES))
    chosen = [
        *keys,
        "count(*)",
        f"sum(value) FILTER (WHERE state IN ({with_number}))",
        "list(DISTINCT state)",
        f"max(CASE quality {ranks} END) FILTER (WHERE state IN ({with_number}))",
        f"list(DISTINCT [{lacking}]) FILTER (WHERE state IN ({_one_of(LACKING)}))",
        "list(DISTINCT note) FILTER (WHERE note <> '')",
        *(f"list(DISTINCT {_code(dimension)})" for dimension in selection.complete),
    ]
    source = _source(selection, path)
    grouping = f" GROUP BY {', '.join(keys)}" if keys else ""
    text = f"SELECT {', '.join(chosen)}{source.text}{grouping} HAVING count(*) > 0"
    return replace(source, text=text)


def _one_of(states: frozenset[State]) -> str:
    return ", ".join(f"'{state}'" for state in sorted(states))


def _row(found: tuple[Any, ...], selection: Selection) -> Row:
    width = len(selection.by)
    rows, total, states, rank, lacking, notes, *members = found[width:]
    return Row(
        key=tuple(found[:width]),
        rows=rows,
        total=total,
        states=tuple(sorted(State(state) for state in states)),
        quality=_QUALITIES[rank or 0],
        lacking=tuple(sorted(tuple(each) for each in lacking or ())),
        members=tuple(tuple(sorted(codes)) for codes in members),
        notes=tuple(sorted(notes or ())),
    )


def _key(row: Row) -> tuple[str, ...]:
    return row.key


def _observation(found: tuple[Any, ...], names: list[str]) -> Observation:
    indicator, area, period, number, state, quality, source_row, note, *codes = found
    return Observation(
        indicator=indicator,
        area=area,
        period=period,
        dimensions=tuple((n, c) for n, c in zip(names, codes, strict=True) if c),
        value=Value(State(state), None if number is None else trimmed(number), Quality(quality)),
        source_row=source_row,
        note=note or "",
    )
