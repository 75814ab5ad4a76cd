"""The questions whose rows stand behind one cell of an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from uratibu.core.codelists.model import CodeList
from uratibu.core.statistics.catalogue import AREA, PERIOD
from uratibu.core.statistics.model import (
    REMAINDER,
    Answer,
    ChangeSince,
    Query,
    ShareOf,
    TotalOver,
)
from uratibu.core.statistics.refusals import nonsense

Key = tuple[str, ...]


def whole(query: Query, dimension: str, codelist: CodeList) -> Query:
    """The question whose values are the wholes that the members of a dimension are shares of.

    The whole of areas is the nearest area that contains all of them.
    Raises NonsenseQuery where there is none.
    """
    where = tuple((d, codes) for d, codes in query.where if d != dimension)
    if dimension == AREA:
        where = (*where, (AREA, (_container(dict(query.where).get(AREA, ()), codelist),)))
    added = tuple(step for step in query.then if isinstance(step, TotalOver))
    return replace(
        query,
        by=tuple(d for d in query.by if d != dimension),
        where=where,
        periods=query.periods if added else (),
        then=added,
    )


def _container(areas: tuple[str, ...], codelist: CodeList) -> str:
    above = [codelist.ancestors(area) for area in areas]
    for candidate in above[0] if above else ():
        if all(candidate in each for each in above):
            return candidate
    raise nonsense("no-whole", codes=", ".join(areas[:12]) or "*")


def questions(answer: Answer, key: Key, codelist: CodeList) -> Iterator[Query]:
    """The questions that together read every row behind the cell of this key.

    codelist: of areas, to find the whole of a share. Raises KeyError for no such cell.
    """
    if all(cell.key != key for cell in answer.cells):
        raise KeyError(f"the answer has no cell {key}; its columns are {answer.columns}")
    here = _at(answer, key)
    yield here
    place = answer.columns.index(PERIOD)
    for step in answer.query.then:
        if isinstance(step, ShareOf):
            yield _whole_of(here, step.dimension, answer, codelist)
        if isinstance(step, ChangeSince):
            before = _before(answer, key, place)
            if before is not None:
                yield _at(answer, before)


def _at(answer: Answer, key: Key) -> Query:
    """The question for one cell; a remainder stands for everything in its place."""
    query = answer.query
    where = dict(query.where)
    periods = query.periods
    for dimension, code in zip(answer.columns, key, strict=True):
        if dimension == PERIOD:
            periods = (code,) if code in query.periods else query.periods
        elif code != REMAINDER:
            where[dimension] = (code,)
    return replace(query, where=tuple(where.items()), periods=periods, then=_added(query))


def _whole_of(here: Query, dimension: str, answer: Answer, codelist: CodeList) -> Query:
    asked = dict(answer.query.where)
    named = tuple((d, asked.get(d, c) if d == AREA == dimension else c) for d, c in here.where)
    return replace(whole(replace(here, where=named), dimension, codelist), periods=here.periods)


def _before(answer: Answer, key: Key, place: int) -> Key | None:
    rest = (*key[:place], *key[place + 1 :])
    earlier = [
        cell.key
        for cell in answer.cells
        if (*cell.key[:place], *cell.key[place + 1 :]) == rest and cell.key[place] < key[place]
    ]
    return max(earlier, key=lambda each: each[place], default=None)


def _added(query: Query) -> tuple[TotalOver, ...]:
    return tuple(step for step in query.then if isinstance(step, TotalOver))
