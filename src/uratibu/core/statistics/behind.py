"""What stands behind one cell of an answer: its wholes, its earlier period, the members of a
remainder, its selections.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from uratibu.core.codelists.model import TOTAL, CodeList
from uratibu.core.statistics.catalogue import AREA, PERIOD, containers
from uratibu.core.statistics.model import (
    REMAINDER,
    Answer,
    ChangeSince,
    Query,
    Selection,
    Top,
    TotalOver,
    Transform,
)
from uratibu.core.statistics.plan import Plan
from uratibu.core.statistics.refusals import nonsense
from uratibu.core.statistics.settle import Ingredient
from uratibu.core.statistics.transform import Key, Table

Block = tuple[tuple[str, ...], ...]
"""Keys of cells that were read from the data: every combination of the codes of each column."""


def whole(query: Query, dimension: str, codelist: CodeList) -> Query:
    """The question whose values are the wholes that the members of a dimension are shares of.

    The whole of areas is the nearest area that contains all of them.
    Raises NonsenseQuery where there is none, or where one of them contains another.
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
    outer = containers(codelist, areas)
    if outer:
        inside = [code for code in areas if outer[0] in codelist.ancestors(code)]
        raise nonsense(
            "whole-among-members", codes=", ".join(areas[:12]), container=outer[0],
            inside=", ".join(inside[:12]),
        )  # fmt: skip
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


def members(key: Key, steps: Sequence[Transform], stages: Sequence[Table]) -> list[Block]:
    """The cells that were put together in one cell: itself, or the members of its remainder.

    stages: the table before the first step and after each; none where nothing was put together.
    Each group and each period has a remainder of its own, so that these are looked up in turn.
    """
    blocks: list[Block] = [tuple((code,) for code in key)]
    for before, step, after in reversed(list(zip(stages, steps, stages[1:], strict=False))):
        if isinstance(step, Top):
            blocks = [
                each for block in blocks for each in _unfolded(block, before, after, step.dimension)
            ]
    return blocks


def _unfolded(block: Block, before: Table, after: Table, dimension: str) -> Iterator[Block]:
    place = before.place(dimension)
    if REMAINDER not in block[place]:
        yield block
        return
    there, left = before.groups(dimension), after.groups(dimension, PERIOD)
    for key in product(*block):
        codes: tuple[str, ...] = (key[place],)
        if codes == (REMAINDER,):
            shown = {cell.key[place] for cell in left[after.without(key, dimension, PERIOD)]}
            now = (cell.key[place] for cell in there[before.without(key, dimension)])
            codes = tuple(code for code in now if code not in {TOTAL, *shown} - {REMAINDER})
        each = tuple((code,) for code in key)
        yield (*each[:place], codes, *each[place + 1 :])


def narrowed(
    planned: Plan, codes: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Ingredient, Selection]]:
    """The selections of a plan, narrowed to some codes of each of its columns."""
    for ingredient in planned.ingredients:
        for step in ingredient.steps:
            if all(code in codes[d] for d, code in step.fixed):
                yield ingredient, _narrowed(step.selection, codes)


def _narrowed(selection: Selection, codes: Mapping[str, tuple[str, ...]]) -> Selection:
    where = {**dict(selection.where), **{d: codes[d] for d in selection.by}}
    return replace(selection, where=tuple(sorted(where.items())))
