"""What stands behind one cell of an answer: its wholes, its earlier period, its selections."""

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
    Selection,
    TotalOver,
)
from uratibu.core.statistics.plan import Plan
from uratibu.core.statistics.refusals import nonsense
from uratibu.core.statistics.settle import Ingredient

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


def keys(answer: Answer, key: Key) -> Iterator[Key]:
    """The key itself and, for a change, the key of the period before it in its series.

    Raises KeyError where the answer has no such cell.
    """
    there = {cell.key for cell in answer.cells}
    if key not in there:
        raise KeyError(f"the answer has no cell {key}; its columns are {answer.columns}")
    yield key
    if any(isinstance(step, ChangeSince) for step in answer.query.then):
        place = answer.columns.index(PERIOD)
        series = {(*key[:place], other[place], *key[place + 1 :]) for other in there}
        before = [other for other in series & there if other[place] < key[place]]
        if before:
            yield max(before)


def narrowed(planned: Plan, key: Key) -> Iterator[tuple[Ingredient, Selection]]:
    """The selections of a plan, narrowed to the rows of one cell.

    key: one code a column of the plan. A remainder stands for everything in its place.
    """
    codes = dict(zip(planned.columns, key, strict=True))
    for ingredient in planned.ingredients:
        for step in ingredient.steps:
            if all(codes[d] in (code, REMAINDER) for d, code in step.fixed):
                yield ingredient, _narrowed(step.selection, codes)


def _narrowed(selection: Selection, codes: dict[str, str]) -> Selection:
    where = dict(selection.where)
    where.update((d, (codes[d],)) for d in selection.by if codes[d] != REMAINDER)
    return replace(selection, where=tuple(sorted(where.items())))
