"""Comparisons of cells, computed once in the core from exact decimals: change, share, rank, top n.

Each function takes the cells of an answer and gives new ones. A series is what has the same key
but for the period; a group is what has the same key but for one dimension.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from uratibu.core.codelists.model import TOTAL, CodeList
from uratibu.core.labels import Label
from uratibu.core.statistics.arithmetic import (
    HUNDRED,
    add,
    change_percent,
    difference,
    divide,
    sum_of,
    valued,
    weakest,
)
from uratibu.core.statistics.catalogue import containers, known
from uratibu.core.statistics.model import REMAINDER, Cell, Change
from uratibu.core.statistics.refusals import nonsense
from uratibu.core.statistics.words import both
from uratibu.core.values import MISSING, NOT_APPLICABLE, WITH_NUMBER, State, Value

Key = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Cells with the dimension of each part of their keys, in the order they are shown."""

    columns: tuple[str, ...]
    cells: tuple[Cell, ...]

    def place(self, dimension: str) -> int:
        """Which part of a key a dimension is."""
        return self.columns.index(dimension)

    def without(self, key: Key, *dimensions: str) -> Key:
        """A key without some of its parts."""
        left_out = {self.place(dimension) for dimension in dimensions}
        return tuple(part for index, part in enumerate(key) if index not in left_out)

    def groups(self, *dimensions: str) -> Mapping[Key, list[Cell]]:
        """The cells that have the same key but for these dimensions, in their order."""
        found: dict[Key, list[Cell]] = {}
        for cell in self.cells:
            found.setdefault(self.without(cell.key, *dimensions), []).append(cell)
        return found


def change_since(table: Table, kind: Change) -> Table:
    """Each value becomes its change since the period before it in its series.

    The first of a series has nothing before it and is not applicable; a note names the period
    each change is counted from.
    """
    place = table.place("period")
    before: dict[Key, Cell] = {}
    found: dict[Key, Cell] = {}
    for cell in sorted(table.cells, key=lambda each: each.key[place]):
        series = table.without(cell.key, "period")
        found[cell.key] = _changed(cell, before.get(series), kind, place)
        before[series] = cell
    return replace(table, cells=tuple(found[cell.key] for cell in table.cells))


def _changed(cell: Cell, before: Cell | None, kind: Change, place: int) -> Cell:
    if before is None:
        first = both("The first period has none before it.", "Kipindi cha kwanza hakina cha awali.")
        return Cell(cell.key, NOT_APPLICABLE, notes=(*cell.notes, first))
    since = before.key[place]
    note = both(f"Change since {since}.", f"Badiliko tangu {since}.")
    value, notes = difference(cell.value, before.value)
    if kind is Change.PERCENT:
        value, notes = change_percent(cell.value, before.value)
    return Cell(
        cell.key, value, numerator=cell.value, denominator=before.value,
        notes=(*cell.notes, note, *notes),
    )  # fmt: skip


def share_of(table: Table, dimension: str, wholes: Mapping[Key, Value]) -> Table:
    """Each value becomes its percentage of the whole over a dimension.

    wholes: the value of the same question without the dimension, by the rest of the key.
    """
    cells = []
    for cell in table.cells:
        whole = wholes.get(table.without(cell.key, dimension), MISSING)
        value, notes = divide(cell.value, whole, HUNDRED)
        cells.append(
            Cell(
                cell.key,
                value,
                numerator=cell.value,
                denominator=whole,
                rank=cell.rank,
                notes=(*cell.notes, *notes),
            )
        )
    return replace(table, cells=tuple(cells))


def rank(table: Table, dimension: str, codelist: CodeList) -> Table:
    """Each member gets its rank in its group, 1 for the highest; ties share the rank.

    Totals, remainders, aggregates, whatever contains another member of the group, and cells
    without a number have no rank.
    """
    place = table.place(dimension)
    ranks: dict[Key, int] = {}
    for cells in table.groups(dimension).values():
        above = containers(codelist, (cell.key[place] for cell in cells))
        ranked = [
            cell
            for cell in cells
            if _is_member(cell.key[place], codelist) and cell.key[place] not in above
        ]
        numbers = [cell.value.number for cell in ranked if cell.value.number is not None]
        for cell in ranked:
            if cell.value.number is not None:
                mine = cell.value.number
                ranks[cell.key] = 1 + sum(1 for other in numbers if other > mine)
    cells_now = tuple(replace(cell, rank=ranks.get(cell.key)) for cell in table.cells)
    return replace(table, cells=cells_now)


def top(table: Table, dimension: str, count: int, codelist: CodeList) -> Table:
    """Keep the members that are highest in the last period; the rest become one, _R.

    The same members are kept in every period, so that a series can be followed. _R is the stated
    total less the members kept where the answer has that total, else the sum of the others.
    Raises NonsenseQuery where members contain each other.
    """
    place = table.place(dimension)
    cells: list[Cell] = []
    codes = tuple(dict.fromkeys(cell.key[place] for cell in table.cells))
    members = tuple(code for code in codes if code not in {TOTAL, REMAINDER})
    inside = containers(codelist, members)
    aggregated = [code for code in members if known(codelist, code).is_aggregate]
    if inside or (aggregated and len(members) > 1):
        raise nonsense(
            "aggregate-with-members", codes=", ".join(members[:12]), dimension=dimension,
            container=(*inside, *aggregated)[0],
        )  # fmt: skip
    for group in table.groups(dimension, "period").values():
        cells.extend(_top_of(table, group, dimension, count))
    return replace(table, cells=tuple(cells))


def _top_of(table: Table, group: Sequence[Cell], dimension: str, count: int) -> list[Cell]:
    place = table.place(dimension)
    kept = _highest(table, group, dimension, count)
    cells: list[Cell] = []
    periods = dict.fromkeys(table.without(cell.key, dimension) for cell in group)
    for rest in periods:
        now = [cell for cell in group if table.without(cell.key, dimension) == rest]
        by_code = {cell.key[place]: cell for cell in now}
        cells.extend(by_code[code] for code in kept if code in by_code)
        others = [c for c in now if c.key[place] not in (*kept, TOTAL)]
        if others:
            shown = [by_code[code] for code in kept if code in by_code]
            key = _keyed(others[0].key, place, REMAINDER)
            cells.append(_remainder(key, others, shown, by_code.get(TOTAL)))
        if TOTAL in by_code:
            cells.append(by_code[TOTAL])
    return cells


def _highest(table: Table, group: Sequence[Cell], dimension: str, count: int) -> list[str]:
    """The members with the highest numbers in the last period of the group, highest first."""
    place, time = table.place(dimension), table.place("period")
    last = max(cell.key[time] for cell in group)
    numbers = [
        (cell.value.number, cell.key[place])
        for cell in group
        if cell.key[time] == last and cell.key[place] != TOTAL and cell.value.number is not None
    ]
    ordered = sorted(numbers, key=lambda pair: (-pair[0], pair[1]))
    return [code for _, code in ordered[:count]]


def _remainder(key: Key, others: list[Cell], shown: list[Cell], total: Cell | None) -> Cell:
    if total is not None and all(c.value.state in WITH_NUMBER for c in (total, *shown)):
        value, notes = _less(total.value, [cell.value for cell in shown])
    else:
        lacking = tuple(
            (str(cell.value.state), "/".join(cell.key))
            for cell in others
            if cell.value.state not in WITH_NUMBER | {State.NOT_APPLICABLE}
        )
        numbers = [cell.value.number for cell in others if cell.value.number is not None]
        value, notes = sum_of(
            total=add(numbers) if numbers else None,
            states=(cell.value.state for cell in others),
            quality=weakest(c.value.quality for c in others if c.value.state in WITH_NUMBER),
            lacking=lacking,
            absent=(),
        )
    words = both(f"{len(others)} others together.", f"Wengine {len(others)} kwa pamoja.")
    return Cell(key, value, notes=(words, *notes))


def _less(total: Value, shown: list[Value]) -> tuple[Value, tuple[Label, ...]]:
    """The total less the members shown; missing where they are more than their total."""
    kept = add(value.number for value in shown if value.number is not None)
    parts = (total, *shown)
    whole = valued(
        kept, weakest(p.quality for p in parts),
        is_rounded=any(p.state is State.ROUNDED for p in parts),
    )  # fmt: skip
    left, _ = difference(total, whole)
    if left.number is not None and left.number < 0:
        note = both(
            "The members shown are more than their stated total.",
            "Makundi yaliyoonyeshwa yanazidi jumla yaliyotajiwa.",
        )
        return MISSING, (note,)
    return left, ()


def _is_member(code: str, codelist: CodeList) -> bool:
    return code not in {TOTAL, REMAINDER} and not known(codelist, code).is_aggregate


def _keyed(key: Key, place: int, code: str) -> Key:
    return (*key[:place], code, *key[place + 1 :])


def in_order(table: Table, codelists: Sequence[CodeList]) -> Table:
    """Cells in the order of their columns: codes as their list shows them, the total last.

    codelists: one a column.
    """
    orders = [_order(codelist) for codelist in codelists]

    def place(cell: Cell) -> list[tuple[int, str]]:
        return [order(code) for order, code in zip(orders, cell.key, strict=True)]

    return replace(table, cells=tuple(sorted(table.cells, key=place)))


def _order(codelist: CodeList) -> Callable[[str], tuple[int, str]]:
    places = {code.code: index for index, code in enumerate(codelist)}
    last = len(places)

    def order(code: str) -> tuple[int, str]:
        return (last + 1 if code == TOTAL else places.get(code, last), code)

    return order
