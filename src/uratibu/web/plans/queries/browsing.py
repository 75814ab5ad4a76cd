"""The plans there are, and the columns of the browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from uratibu.core.plans.model import Element, Level, Plan
from uratibu.core.plans.words import LEVELS, LEVELS_MANY, PLAN_STATUSES, STATUSES
from uratibu.design.parts import Link
from uratibu.web.plans.queries import plans, words

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from uratibu.web.accounts.models import Person


@dataclass(frozen=True)
class PlanLine:
    """One plan in the list."""

    title: str
    url: str
    status: str
    is_sample: bool
    years: str
    counts: str
    notice: str


@dataclass(frozen=True)
class Entry:
    """One element in a column. note: what it is and how much it holds; status: of what is done."""

    code: str
    title: str
    url: str
    note: str
    status: str
    is_open: bool


@dataclass(frozen=True)
class Column:
    """The elements directly under one, with what they are called."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Browser:
    """The columns down to an element, and the element itself. opened: None at the top."""

    columns: tuple[Column, ...]
    opened: Element | None
    title: str
    url: str
    steps: tuple[Link, ...]


def plan_lines(person: Person | AnonymousUser) -> tuple[PlanLine, ...]:
    """Every plan a person may see, the newest first."""
    return tuple(_plan_line(plan) for plan in plans.all_plans(person))


def browser(plan: Plan, key: str) -> Browser | None:
    """The columns that lead to an element ("" is the top); None where there is no such one."""
    opened = plan.get(key)
    if key and opened is None:
        return None
    chain = (*plan.above(key), opened) if opened else ()
    open_ids = ["", *(each.id for each in chain)]
    columns = [
        _column(plan, parent, open_ids[number + 1 :]) for number, parent in enumerate(open_ids)
    ]
    here = reverse("plans:browse", args=[plan.id])
    steps = tuple(
        Link(words.short_link(plan.id, each).text, f"{here}?at={each.id}") for each in chain
    )
    return Browser(
        tuple(column for column in columns if column.entries),
        opened,
        words.text(opened.title) if opened else "",
        reverse("plans:element", args=[plan.id, opened.id]) if opened else "",
        steps,
    )


def _plan_line(plan: Plan) -> PlanLine:
    actions = sum(e.level is Level.ACTION for e in plan.actions())
    themes = sum(e.level is Level.THEME for e in plan.elements if e.is_live)
    counted = (
        ngettext("%(number)s theme", "%(number)s themes", themes) % {"number": themes},
        ngettext("%(number)s action", "%(number)s actions", actions) % {"number": actions},
    )
    home = words.address("progress:plan", plan.id)
    return PlanLine(
        title=words.text(plan.title),
        url=home or reverse("plans:browse", args=[plan.id]),
        status=words.text(PLAN_STATUSES[plan.status]),
        is_sample=plan.is_sample,
        years=f"{plan.starts_on.year}\u2013{plan.ends_on.year}",
        counts=", ".join(counted),
        notice=words.text(plan.notice),
    )


def _column(plan: Plan, parent: str, open_ids: list[str]) -> Column:
    inside = plan.children(parent)
    levels = {each.level for each in inside}
    title = words.text(LEVELS_MANY[inside[0].level]) if len(levels) == 1 else _("Parts")
    return Column(title, tuple(_entry(plan, each, open_ids) for each in inside))


def _entry(plan: Plan, element: Element, open_ids: list[str]) -> Entry:
    inside = len(plan.children(element.id))
    notes = [words.text(LEVELS[element.level])]
    if element.lead:
        notes = [element.lead]
    if inside:
        notes.append(ngettext("%(number)s part", "%(number)s parts", inside) % {"number": inside})
    return Entry(
        code=element.code or element.id,
        title=words.text(element.title),
        url=f"{reverse('plans:browse', args=[plan.id])}?at={element.id}",
        note=" \u00b7 ".join(notes),
        status=_status(element),
        is_open=bool(open_ids) and open_ids[0] == element.id,
    )


def _status(element: Element) -> str:
    if not element.is_live:
        return _("withdrawn")
    return words.text(STATUSES[element.status]) if element.is_doing else ""
