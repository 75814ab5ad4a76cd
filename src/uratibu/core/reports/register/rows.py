"""Which things of the register a list shows: by kind of row, narrowed by filters, in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from uratibu.core.findings import Finding
from uratibu.core.plans.model import (
    ENDED,
    Element,
    Level,
    Milestone,
    Plan,
    PlanIndicator,
    Waiver,
)
from uratibu.core.progress.model import Answered
from uratibu.core.progress.status import Status
from uratibu.core.reports.register.asking import Filters
from uratibu.core.reports.register.model import QUOTED, Holder, Register

OVER = frozenset(Status(each) for each in ENDED)
"""Statuses after which nothing more is due."""
HERE, SCOPE = "here", "scope"
"""As the value of a filter: the thing the loop stands at; the institution the report is about."""


@dataclass(frozen=True)
class Row:
    """One row of a list. id: permanent in its list. kind: what it is, as in KINDS.

    thing: an institution's or norm's code, or the noun of the plan. element: the element it
    stands at, None for what stands at none.
    """

    kind: str
    id: str
    thing: str | Element | PlanIndicator | Milestone | Waiver | Finding | Holder
    element: Element | None = None


@dataclass(frozen=True)
class Here:
    """Where a loop stands: (kind of row, its id) pairs from the outside in."""

    at: tuple[tuple[str, str], ...] = ()

    def inside(self, row: Row) -> Here:
        """The same one loop deeper."""
        return Here((*self.at, (row.kind, row.id)))

    def code(self, filter_name: str) -> str:
        """What `here` means for a filter: the nearest loop of its kind."""
        kind = {"theme": "themes", "objective": "objectives", "action": "actions",
                "norm": "norms"}.get(filter_name, "institutions")  # fmt: skip
        return next((name for k, name in reversed(self.at) if k == kind), "")


def rows(register: Register, kind: str, where: Filters = (), here: Here | None = None) -> (
    tuple[Row, ...]
):  # fmt: skip
    """The rows of a kind that pass every filter. Raises KeyError for an unknown kind."""
    settled = tuple((n, _settled(register, n, v, here or Here())) for n, v in where)
    key = ("rows", kind)
    if key not in register.kept:
        register.kept[key] = tuple(KINDS[kind](register))
    found = cast("tuple[Row, ...]", register.kept[key])
    return tuple(row for row in found if _passes(register, row, settled))


def _settled(register: Register, name: str, values: tuple[str, ...], here: Here) -> (
    tuple[str, ...]
):  # fmt: skip
    known = {HERE: here.code(name), SCOPE: register.scope}
    return tuple(known.get(value, value) for value in values)


def _of_level(level: Level, kind: str) -> Callable[[Register], Iterator[Row]]:
    def found(register: Register) -> Iterator[Row]:
        for each in register.plan.elements:
            if each.level is level and each.is_live:
                yield Row(kind, each.id, each, each)

    return found


def _actions(register: Register) -> Iterator[Row]:
    for each in register.plan.elements:
        if each.level is Level.ACTION and each.is_live:
            yield Row("actions", each.id, each, each)


def _indicators(register: Register) -> Iterator[Row]:
    for element, indicator in register.plan.indicators():
        yield Row("indicators", indicator.id, indicator, element)


def _milestones(register: Register) -> Iterator[Row]:
    for element in register.plan.actions():
        for each in element.milestones:
            yield Row("milestones", f"{element.id}/{each.id}", each, element)


def _institutions(register: Register) -> Iterator[Row]:
    codes = {each.reports for each in register.plan.actions() if each.reports}
    codes |= {each.institution for each in register.returns if each.period == register.period}
    for code in sorted(codes):
        yield Row("institutions", code, code)


def _norms(register: Register) -> Iterator[Row]:
    for code, _title in register.norms:
        yield Row("norms", code, code)


def _waivers(register: Register) -> Iterator[Row]:
    for each in register.waivers:
        element = register.plan.get(each.place.partition(".")[0])
        yield Row("waivers", f"{each.rule}@{each.place}", each, element)


def _findings(register: Register) -> Iterator[Row]:
    for each in register.findings:
        element = register.plan.get(each.where.key.partition(".")[0])
        yield Row("findings", f"{each.rule}@{each.where.key}", each, element)


def _holders(register: Register) -> Iterator[Row]:
    for each in register.holders:
        yield Row("holders", f"{each.institution}/{each.duty}/{each.name}", each)


KINDS: dict[str, Callable[[Register], Iterator[Row]]] = {
    "themes": _of_level(Level.THEME, "themes"),
    "objectives": _of_level(Level.OBJECTIVE, "objectives"),
    "actions": _actions,
    "indicators": _indicators,
    "milestones": _milestones,
    "institutions": _institutions,
    "norms": _norms,
    "waivers": _waivers,
    "findings": _findings,
    "holders": _holders,
}
"""Kinds of row, and where they are found."""


def elements_under(register: Register, row: Row) -> tuple[Element, ...]:
    """The actions a row gathers: of its theme, objective, institution or norm; itself else."""
    if row.kind not in _GATHERED:
        return (row.element,) if row.element is not None else ()
    key = ("gathered", row.kind)
    if key not in register.kept:
        register.kept[key] = _gathered(register, row.kind)
    found = cast("dict[str, tuple[Element, ...]]", register.kept[key])
    return found.get(row.id, ())


def _gathered(register: Register, kind: str) -> dict[str, tuple[Element, ...]]:
    """Every action under each that gathers, in one walk over the actions."""
    found: dict[str, list[Element]] = defaultdict(list)
    for row in _actions(register):
        if row.element is not None:
            for name in _GATHERED[kind](register, row.element):
                found[name].append(row.element)
    return {name: tuple(elements) for name, elements in found.items()}


def _norms_of(register: Register, element: Element) -> set[str]:
    """Each norm an element serves, and all that contain it."""
    cited = register.plan.norms_of(element.id)
    return {"/".join(n.split("/")[:deep]) for n in cited for deep in range(1, n.count("/") + 2)}


_GATHERED: dict[str, Callable[[Register, Element], Iterable[str]]] = {
    "themes": lambda r, e: r.plan.themes_of(e.id),
    "objectives": lambda r, e: tuple(each.id for each in r.plan.above(e.id)),
    "institutions": lambda _r, e: (e.reports,),
    "norms": _norms_of,
}
"""Kinds of row that gather actions, and under which of them an action stands."""


def serves(plan: Plan, element: Element, norm: str) -> bool:
    """Whether an element serves a norm or a part of it."""
    return any(n == norm or n.startswith(f"{norm}/") for n in plan.norms_of(element.id))


def _passes(register: Register, row: Row, where: Filters) -> bool:
    return all(
        any(_FILTERS[name](register, row, value) for value in values) for name, values in where
    )


def _by_element(test: Callable[[Register, Element, str], bool]) -> (
    Callable[[Register, Row, str], bool]
):  # fmt: skip
    """A filter on the element of a row; a row that gathers passes if any of its actions does."""

    def passes(register: Register, row: Row, value: str) -> bool:
        if row.element is not None:
            return test(register, row.element, value)
        return any(test(register, each, value) for each in elements_under(register, row))

    return passes


def _theme(register: Register, element: Element, value: str) -> bool:
    return value in register.plan.themes_of(element.id)


def _inside(register: Register, element: Element, value: str) -> bool:
    above = register.plan.above(element.id)
    return value == element.id or any(each.id == value for each in above)


def _institution(register: Register, row: Row, value: str) -> bool:
    thing = row.thing
    if row.kind == "institutions" or isinstance(thing, Holder):
        return value == (thing.institution if isinstance(thing, Holder) else row.id)
    if isinstance(thing, PlanIndicator) and thing.owner:
        return thing.owner == value
    if row.element is None:
        return False
    inside = (row.element, *register.plan.below(row.element.id))
    return any(_works(each, value) for each in (inside if not row.element.is_doing else inside[:1]))


def _works(element: Element, code: str) -> bool:
    return code in (element.lead, element.reporting)


def _status(register: Register, element: Element, value: str) -> bool:
    return element.is_doing and str(register.status_of(element)) == value


def _rating(register: Register, row: Row, value: str) -> bool:
    return str(register.light(row.id).rating) == value


def _lane(_register: Register, row: Row, value: str) -> bool:
    if isinstance(row.thing, PlanIndicator):
        return str(row.thing.lane) == value
    return row.element is not None and any(str(i.lane) == value for i in row.element.indicators)


def _claim(register: Register, row: Row, value: str) -> bool:
    return _CLAIMS[value](register, row)


def is_overdue(register: Register, row: Row) -> bool:
    """Whether a due day is past: of a milestone that was not reached, an action that did not end.

    The judgement of `progress` counts where there is one.
    """
    thing = row.thing
    if isinstance(thing, Milestone):
        return (
            thing.reached_on is None and thing.due_on is not None and thing.due_on < register.as_of
        )
    if not isinstance(thing, Element) or not thing.is_doing:
        return register.light(row.id).is_overdue
    is_over = thing.ends_on is not None and thing.ends_on < register.as_of
    return register.light(row.id).is_overdue or (is_over and register.status_of(thing) not in OVER)


def _is_reported(register: Register, row: Row) -> bool:
    found = register.report_on(row.id)
    return found is not None and found[1].answered is not Answered.NOT_YET


def _says(name: str) -> Callable[[Register, Row], bool]:
    def passes(register: Register, row: Row) -> bool:
        found = register.report_on(row.id)
        return found is not None and bool(getattr(found[1], name).strip())

    return passes


def _is_served(register: Register, row: Row) -> bool:
    return bool(elements_under(register, row))


def _has_returned(register: Register, row: Row) -> bool:
    found = register.return_of(row.id)
    return found is not None and found.state in QUOTED


def _has_value(register: Register, row: Row) -> bool:
    return register.latest(row.id) is not None


def _is_due(_register: Register, row: Row) -> bool:
    return isinstance(row.thing, Milestone) and row.thing.reached_on is None


def _is_reached(_register: Register, row: Row) -> bool:
    return isinstance(row.thing, Milestone) and row.thing.reached_on is not None


def _is_unfunded(_register: Register, row: Row) -> bool:
    return row.element is not None and not row.element.budget


def _not(test: Callable[[Register, Row], bool]) -> Callable[[Register, Row], bool]:
    return lambda register, row: not test(register, row)


_CLAIMS: dict[str, Callable[[Register, Row], bool]] = {
    "overdue": is_overdue,
    "reported": _is_reported,
    "unreported": _not(_is_reported),
    "obstructed": _says("obstacles"),
    "done": _says("done"),
    "planned-next": _says("next_steps"),
    "served": _is_served,
    "unserved": _not(_is_served),
    "returned": _has_returned,
    "silent": _not(_has_returned),
    "with-value": _has_value,
    "without-value": _not(_has_value),
    "due": _is_due,
    "reached": _is_reached,
    "unfunded": _is_unfunded,
}  # fmt: skip
_FILTERS: dict[str, Callable[[Register, Row, str], bool]] = {
    "theme": _by_element(_theme),
    "objective": _by_element(_inside),
    "action": _by_element(_inside),
    "institution": _institution,
    "lead": _by_element(lambda _r, e, v: e.lead == v),
    "place": _by_element(lambda _r, e, v: v in e.places),
    "status": _by_element(_status),
    "rating": _rating,
    "lane": _lane,
    "norm": _by_element(lambda r, e, v: serves(r.plan, e, v)),
    "is": _claim,
}
