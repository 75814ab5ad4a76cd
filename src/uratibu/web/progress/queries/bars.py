"""How far each theme has reported, as a bar with its numbers, and how its actions stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from uratibu.core.plans.model import Level, Plan
from uratibu.core.progress.assess import Reporting
from uratibu.core.progress.coverage import counted_actions
from uratibu.core.progress.lights import REPORTING, STATUSES
from uratibu.core.progress.status import Status, gather
from uratibu.web.plans.queries import words
from uratibu.web.progress.queries.lines import Sign
from uratibu.web.progress.queries.standings import Headline

ORDER = (Reporting.REPORTED, Reporting.LATE, Reporting.NO_DATA, Reporting.PLANNED)
WIDTH = 100
Counts = tuple[tuple[str, Counter[Reporting], Counter[Status]], ...]
"""For each theme its indicators by reporting and its actions by status."""


@dataclass(frozen=True)
class Segment:
    """A part of a bar of 100 by 8: where it starts, how wide it is, how many it stands for."""

    kind: str
    word: str
    count: int
    x: str
    width: str


@dataclass(frozen=True)
class StatusCount:
    """How many actions have a status."""

    sign: Sign
    count: int


@dataclass(frozen=True)
class ThemeBar:
    """A theme with the reporting of its indicators and the statuses of its actions."""

    key: str
    code: str
    title: str
    indicators: int
    segments: tuple[Segment, ...]
    actions: int
    statuses: tuple[StatusCount, ...]


def counted(
    plan: Plan, headlines: Mapping[str, Headline], statuses: Mapping[str, Status]
) -> Counts:
    """For each theme its indicators by reporting and its actions by status; no words yet."""
    reporting: dict[str, Counter[Reporting]] = defaultdict(Counter)
    acting: dict[str, Counter[Status]] = defaultdict(Counter)
    for element, indicator in plan.indicators():
        held = headlines.get(indicator.id)
        state = held.reporting if held else Reporting.NO_DATA
        for theme in plan.themes_of(element.id):
            reporting[theme][state] += 1
    for action in counted_actions(plan):
        for theme in plan.themes_of(action.id):
            status = statuses.get(action.id, Status.NO_DATA)
            acting[theme][status] += 1
    themes = (e.id for e in plan.elements if e.level is Level.THEME and e.is_live)
    return tuple((theme, reporting[theme], acting[theme]) for theme in themes)


def bars(plan: Plan, counts: Counts) -> tuple[ThemeBar, ...]:
    """The same in the reader's words."""
    return tuple(_bar(plan, *each) for each in counts)


def _bar(plan: Plan, key: str, reporting: Counter[Reporting], acting: Counter[Status]) -> ThemeBar:
    theme = plan.get(key)
    return ThemeBar(
        key=key,
        code=theme.code if theme else "",
        title=words.text(theme.title) if theme else key,
        indicators=reporting.total(),
        segments=tuple(_segments(reporting)),
        actions=acting.total(),
        statuses=tuple(
            StatusCount(status_sign(status), count)
            for status, count in gather(acting.elements()).counts
        ),
    )


def _segments(reporting: Counter[Reporting]) -> list[Segment]:
    total, start, found = reporting.total() or 1, 0.0, []
    for state in ORDER:
        width = WIDTH * reporting[state] / total
        word = words.text(REPORTING[state])
        found.append(Segment(str(state), word, reporting[state], f"{start:.2f}", f"{width:.2f}"))
        start += width
    return found


def status_sign(status: Status) -> Sign:
    """A status as word and shape."""
    sign = STATUSES[status]
    return Sign(str(status), words.text(sign.word), sign.shape)
