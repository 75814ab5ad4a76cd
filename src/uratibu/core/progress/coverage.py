"""Which norm is served where: norms against themes, institutions or counties of a plan.

A cell counts live actions. An activity is counted with its action; it counts itself only where no
action stands above it. A norm's row holds what serves it or any norm below it, each action once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from uratibu.core.norms.model import Framework, Node
from uratibu.core.plans.model import Element, Level, Plan
from uratibu.core.progress.status import Gathered, Status, gather

EVERYWHERE = ""
"""The column of actions that name no place: the whole country."""
NOBODY = ""
"""The column of actions without a lead or theme."""


class By(StrEnum):
    """What stands in the columns."""

    THEMES = "themes"
    INSTITUTIONS = "institutions"
    COUNTIES = "counties"


@dataclass(frozen=True)
class Cell:
    """Actions that serve a norm in a column: their ids in reading order, and their statuses."""

    actions: tuple[str, ...] = ()
    gathered: Gathered | None = None

    @property
    def worst(self) -> Status | None:
        """The worst status; None in an empty cell."""
        return self.gathered.worst if self.gathered else None


EMPTY = Cell()


@dataclass(frozen=True)
class Row:
    """A norm with one cell for each column, its total (each action once) and the norms below it."""

    norm: str
    code: str
    cells: tuple[Cell, ...]
    total: Cell
    below: tuple[Row, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no action serves it."""
        return not self.total.actions


@dataclass(frozen=True)
class Matrix:
    """The whole table; foot: for each column what serves any of the norms, and for all columns."""

    by: By
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    foot: Row


def matrix(
    plan: Plan,
    framework: Framework,
    statuses: Mapping[str, Status],
    *,
    by: By,
    columns: tuple[str, ...] = (),
    kind: str = "",
) -> Matrix:
    """The top norms of a framework (of one kind, if said) and those below, against the columns.

    columns: what stands there in this order; () takes what the plan's actions name.
    statuses: by action; one that is not there counts as without data.
    """
    counted = {each.id: each for each in counted_actions(plan)}
    in_column = {each.id: _columns_of(plan, each, by) for each in counted.values()}
    shown = columns or _named(plan, in_column, by)
    serving: dict[str, list[str]] = defaultdict(list)
    for each in counted:
        for norm in plan.norms_of(each):
            serving[norm].append(each)
    place = {key: number for number, key in enumerate(counted)}
    table = _Table(framework, statuses, serving, in_column, frozenset(shown), shown, place)
    top = framework.children("")
    rows = tuple(table.row(node) for node in top if kind in ("", node.kind))
    every = table.in_order({each for row in rows for each in row.total.actions})
    return Matrix(by, shown, rows, Row("", "", table.cells(every), table.cell(every)))


def counted_actions(plan: Plan) -> tuple[Element, ...]:
    """The live actions, and activities that stand under no action."""
    return tuple(each for each in plan.actions() if _is_counted(plan, each))


def _is_counted(plan: Plan, element: Element) -> bool:
    if element.level is Level.ACTION:
        return True
    return all(each.level is not Level.ACTION for each in plan.above(element.id))


def _columns_of(plan: Plan, element: Element, by: By) -> frozenset[str]:
    if by is By.THEMES:
        return frozenset(plan.themes_of(element.id) or (NOBODY,))
    if by is By.INSTITUTIONS:
        return frozenset((element.lead or NOBODY,))
    return frozenset(element.places or (EVERYWHERE,))


def _named(plan: Plan, in_column: Mapping[str, frozenset[str]], by: By) -> tuple[str, ...]:
    """The columns that occur: themes in the plan's order, the rest by code; without one last."""
    met = {column for columns in in_column.values() for column in columns}
    if by is By.THEMES:
        themes = [each.id for each in plan.elements if each.level is Level.THEME and each.is_live]
        return (*themes, *sorted(met - set(themes)))
    return tuple(sorted(met, key=lambda code: (not code, code)))


@dataclass(frozen=True)
class _Table:
    """What every row is made of. known: the columns, to look up; place: of each action."""

    framework: Framework
    statuses: Mapping[str, Status]
    serving: Mapping[str, list[str]]
    in_column: Mapping[str, frozenset[str]]
    known: frozenset[str]
    columns: tuple[str, ...]
    place: Mapping[str, int]

    def row(self, node: Node) -> Row:
        below = tuple(self.row(each) for each in self.framework.children(node.id))
        served = {*self.serving.get(node.id, ()), *(a for r in below for a in r.total.actions)}
        ordered = self.in_order(served)
        return Row(node.id, node.code, self.cells(ordered), self.cell(ordered), below)

    def in_order(self, served: set[str]) -> list[str]:
        return sorted(served, key=self.place.__getitem__)

    def cells(self, served: list[str]) -> tuple[Cell, ...]:
        """One for each column. Most are empty, so the actions are dealt out to their columns."""
        dealt: dict[str, list[str]] = {}
        for each in served:
            for column in self.in_column[each] & self.known:
                dealt.setdefault(column, []).append(each)
        made = {column: self.cell(actions) for column, actions in dealt.items()}
        return tuple(made.get(column, EMPTY) for column in self.columns)

    def cell(self, served: list[str]) -> Cell:
        if not served:
            return EMPTY
        return Cell(tuple(served), gather([self.statuses.get(a, Status.NO_DATA) for a in served]))
