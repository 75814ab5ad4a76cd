"""The time line of a plan as rows of text, each with its bar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from uratibu.core.plans import schedule
from uratibu.core.plans.model import Level, Plan
from uratibu.core.plans.words import STATUSES
from uratibu.design.parts import Choice, Option, Picker
from uratibu.web.plans.queries import plans, words

MOST_LINES = 150
"""A plan with more actions is shown theme by theme."""
MARKS: dict[schedule.MarkState, Promise] = {
    schedule.MarkState.REACHED: gettext_lazy("reached"),
    schedule.MarkState.OVERDUE: gettext_lazy("overdue"),
    schedule.MarkState.DUE: gettext_lazy("to come"),
}


@dataclass(frozen=True)
class LineMark:
    """A milestone on a bar. at, moved_from: in percent of the width."""

    at: float
    state: str
    moved_from: float | None
    words: str


@dataclass(frozen=True)
class TimeLine:
    """One action: its words, then its bar. start: None where it names no day."""

    code: str
    title: str
    url: str
    lead: str
    when: str
    status: str
    depth: int
    start: float | None
    width: float
    is_open: bool
    marks: tuple[LineMark, ...]


@dataclass(frozen=True)
class TimeBand:
    """One theme with its lines."""

    title: str
    lines: tuple[TimeLine, ...]


@dataclass(frozen=True)
class Timeline:
    """The drawn plan. hidden: how many lines of the theme are beyond what a page shows."""

    bands: tuple[TimeBand, ...]
    ticks: tuple[schedule.Tick, ...]
    today: float | None
    today_words: str
    picker: Picker
    hidden: int


def timeline(plan: Plan, theme: str, today: date) -> Timeline:
    """The plan by theme; a large plan shows one theme at a time."""
    themes = [e for e in plan.elements if e.level is Level.THEME and e.is_live]
    is_large = len(plan.actions()) > MOST_LINES
    if is_large and themes and theme not in {each.id for each in themes}:
        theme = themes[0].id
    themes_drawn = [theme] if theme else None
    drawn = plans.of(
        plan,
        f"gantt {theme} {today}",
        lambda one: schedule.draw(one, today=today, themes=themes_drawn),
    )
    count = sum(len(band.lines) for band in drawn.bands)
    most = MOST_LINES
    options = [(each.id, words.text(each.title)) for each in themes]
    first = [] if is_large else [("", _("All themes"))]
    chosen = tuple(Option(v, text, v == theme) for v, text in (*first, *options))
    return Timeline(
        bands=tuple(_band(band, most) for band in drawn.bands if band.lines),
        ticks=drawn.ticks,
        today=drawn.today,
        today_words=words.day(today),
        picker=Picker(
            _("Choose a theme"), _("Show"), (Choice("theme", _("Theme"), chosen),),
            reverse("plans:timeline", args=[plan.id]),
        ),
        hidden=max(0, count - most),
    )  # fmt: skip


def _band(band: schedule.Band, most: int) -> TimeBand:
    title = words.text(band.theme.title) if band.theme else _("Outside of the themes")
    code = f"{band.theme.code} " if band.theme and band.theme.code else ""
    return TimeBand(code + title, tuple(map(_line, islice(band.lines, most))))


def _line(line: schedule.Line) -> TimeLine:
    element = line.element
    return TimeLine(
        code=element.code or element.id,
        title=words.text(element.title),
        url=element.id,
        lead=element.lead,
        when=words.months(element.starts_on, element.ends_on),
        status=words.text(STATUSES[element.status]),
        depth=min(line.depth, 3),
        start=line.start,
        width=line.width,
        is_open=line.is_open,
        marks=tuple(map(_mark, line.marks)),
    )


def _mark(mark: schedule.Mark) -> LineMark:
    milestone = mark.milestone
    said = f"{words.text(milestone.title)}, {words.day(milestone.due_on)}, {MARKS[mark.state]}"
    return LineMark(mark.at, str(mark.state), mark.moved_from, said)
