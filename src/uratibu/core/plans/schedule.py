"""The time line of a plan: where bars, marks and the line of today stand, as shares of its width.

Only the geometry: whoever draws it chooses shapes and words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from uratibu.core.plans.model import Element, Level, Milestone, Plan


class MarkState(StrEnum):
    """What is known of a milestone on the day of drawing."""

    REACHED = "reached"
    OVERDUE = "overdue"
    DUE = "due"


@dataclass(frozen=True)
class Mark:
    """A milestone on the line. at: share of the width in percent; moved_from: of its first day."""

    milestone: Milestone
    at: float
    state: MarkState
    moved_from: float | None = None


@dataclass(frozen=True)
class Line:
    """One element. start, width: of its bar in percent; None where it names no day at all.

    is_open: its start or end is not named and the plan's was taken.
    """

    element: Element
    depth: int
    start: float | None
    width: float
    marks: tuple[Mark, ...]
    is_open: bool = False


@dataclass(frozen=True)
class Band:
    """One theme (None: elements outside of any) with its lines in reading order."""

    theme: Element | None
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Tick:
    """The first day of a budget year on the line."""

    text: str
    at: float


@dataclass(frozen=True)
class Gantt:
    """A drawn time line from the first to the last day that anything happens."""

    first: date
    last: date
    bands: tuple[Band, ...]
    ticks: tuple[Tick, ...]
    today: float | None


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date

    def at(self, day: date) -> float:
        """The share of the width, in percent, at which a day begins."""
        days = (self.last - self.first).days or 1
        share = 100 * (day - self.first).days / days
        return round(min(100.0, max(0.0, share)), 2)


def draw(plan: Plan, *, today: date, themes: Iterable[str] | None = None) -> Gantt:
    """Lay out what is done in a plan, theme by theme. themes: ids to draw; None draws all.

    Withdrawn elements are left out; a day outside the plan's period stretches the line.
    """
    scale = _scale(plan)
    wanted = None if themes is None else set(themes)
    bands = tuple(
        band
        for band in _bands(plan, scale, today)
        if wanted is None or (band.theme.id if band.theme else "") in wanted
    )
    is_inside = scale.first <= today <= scale.last
    return Gantt(
        scale.first, scale.last, bands, _ticks(plan, scale), scale.at(today) if is_inside else None
    )


def _scale(plan: Plan) -> _Scale:
    days = [plan.starts_on, plan.ends_on]
    for each in plan.actions():
        days += [day for day in (each.starts_on, each.ends_on) if day]
        days += [m.due_on for m in each.milestones if m.due_on]
    return _Scale(min(days), max(days))


def _bands(plan: Plan, scale: _Scale, today: date) -> Iterable[Band]:
    lines: dict[str, list[Line]] = {e.id: [] for e in plan.elements if e.level is Level.THEME}
    homes: dict[str, tuple[str, int]] = {"": ("", 0)}
    for element in plan.elements:
        theme, depth = homes.get(element.parent, ("", 0))
        theme = element.id if element.level is Level.THEME else theme
        homes[element.id] = (theme, depth + element.is_doing)
        if element.is_doing and element.is_live:
            lines.setdefault(theme, []).append(_line(element, depth, plan, scale, today))
    return (Band(plan.get(theme), tuple(found)) for theme, found in lines.items())


def _line(element: Element, depth: int, plan: Plan, scale: _Scale, today: date) -> Line:
    marks = tuple(
        _mark(each, each.due_on, scale, today) for each in element.milestones if each.due_on
    )
    if element.starts_on is None and element.ends_on is None:
        return Line(element, depth, None, 0, marks)
    start = scale.at(element.starts_on or min(plan.starts_on, element.ends_on or plan.starts_on))
    end = scale.at(element.ends_on or max(plan.ends_on, element.starts_on or plan.ends_on))
    is_open = element.starts_on is None or element.ends_on is None
    return Line(element, depth, start, round(max(end - start, 0.5), 2), marks, is_open)


def _mark(milestone: Milestone, due_on: date, scale: _Scale, today: date) -> Mark:
    state = MarkState.OVERDUE if due_on < today else MarkState.DUE
    if milestone.reached_on is not None:
        state = MarkState.REACHED
    first = milestone.slips[0].due_on if milestone.slips else None
    return Mark(milestone, scale.at(due_on), state, scale.at(first) if first else None)


def _ticks(plan: Plan, scale: _Scale) -> tuple[Tick, ...]:
    """The years of the plan's budget; Kenya's begin in July."""
    month = plan.fiscal_start_month
    days = (date(year, month, 1) for year in range(scale.first.year, scale.last.year + 1))
    return tuple(
        Tick(_year(day), scale.at(day)) for day in days if scale.first <= day <= scale.last
    )


def _year(day: date) -> str:
    return str(day.year) if day.month == 1 else f"{day.year}/{(day.year + 1) % 100:02}"
