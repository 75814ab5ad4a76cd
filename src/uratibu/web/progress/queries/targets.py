"""Targets against actuals: the indicators of a plan that filters leave, a page of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from uratibu.core.plans.model import Element, Level, Plan, PlanIndicator
from uratibu.core.progress.lights import RATINGS
from uratibu.core.progress.model import Rating
from uratibu.core.progress.periods import fiscal_quarter, fiscal_year, quarters
from uratibu.core.progress.spans import span
from uratibu.design import wording
from uratibu.design.parts import Choice, Option, Pages, Picker
from uratibu.web.plans.queries import words
from uratibu.web.progress.queries import bars, lines, standings

ROWS = 30
FILTERS = ("theme", "institution", "rating", "period")
Pair = tuple[Element, PlanIndicator]


@dataclass(frozen=True)
class Group:
    """The lines of one theme; its indicators may go on on the next page."""

    title: str
    lines: tuple[lines.Line, ...]


@dataclass(frozen=True)
class Targets:
    """The page: bars of every theme, then the matrix. found: indicators that the filters leave.

    bars, groups: made when asked for. mark: of both, the same while they say the same.
    """

    mark: str
    bars: Callable[[], tuple[bars.ThemeBar, ...]]
    groups: Callable[[], tuple[Group, ...]]
    found: int
    all: int
    picker: Picker
    pages: Pages
    asked: str
    as_of: str
    is_behind: bool
    at: str


def targets(plan: Plan, asked: Mapping[str, str], today: date) -> Targets:
    """One page of the matrix; without a filter a page never mixes themes."""
    held = standings.held(plan.id)
    said = {name: asked.get(name, "") for name in FILTERS if asked.get(name)}
    if said:
        chosen = found(plan, held, said)
        cut = [chosen[start : start + ROWS] for start in range(0, len(chosen), ROWS)]
    else:
        chosen = standings.kept(held, plan.id, "indicators", lambda: list(plan.indicators()))
        cut = standings.kept(held, plan.id, "pages", lambda: _by_theme(plan, chosen))
    number = _number(asked.get("page", ""), len(cut))
    shown = cut[number - 1] if cut else []
    counts = standings.kept(held, plan.id, "bars", lambda: _counted(plan, held))
    return Targets(
        mark=repr((held.stamp, number, sorted(said.items()))),
        bars=lambda: bars.bars(plan, counts),
        groups=lambda: _groups(plan, held, shown, said.get("period", "")),
        found=len(chosen),
        all=sum(1 for _pair in plan.indicators()),
        picker=picker(plan, held, said, today),
        pages=_pages(plan, said, number, len(cut)),
        asked=urlencode(said),
        as_of=wording.day(held.as_of) if held.as_of else "",
        is_behind=held.is_behind,
        at=said.get("period", ""),
    )


def found(plan: Plan, held: standings.Held, said: Mapping[str, str]) -> list[Pair]:
    """The indicators that the filters leave, in the order of the plan."""
    heads = standings.headlines(held, plan.id)
    if said.get("period"):
        heads = standings.in_period(plan.id, said["period"])
    return [
        (element, indicator)
        for element, indicator in plan.indicators()
        if ("period" not in said or indicator.id in heads)
        and ("theme" not in said or said["theme"] in plan.themes_of(element.id))
        and ("institution" not in said or said["institution"] == lines.owner_of(element, indicator))
        and ("rating" not in said or said["rating"] == _rating(heads.get(indicator.id)))
    ]


def lines_of(
    plan: Plan, held: standings.Held, pairs: list[Pair], at: str
) -> tuple[lines.Line, ...]:
    """The lines of some indicators; one query."""
    points = standings.series(plan.id, [indicator.id for _, indicator in pairs])
    heads = standings.headlines(held, plan.id)
    return tuple(
        lines.line(
            plan, element, indicator, points.get(indicator.id, ()), at=at,
            is_overdue=indicator.id in heads and heads[indicator.id].is_overdue,
        )
        for element, indicator in pairs
    )  # fmt: skip


def picker(plan: Plan, held: standings.Held, said: Mapping[str, str], today: date) -> Picker:
    """The filters as they stand."""
    owners = standings.kept(
        held,
        plan.id,
        "owners",
        lambda: sorted({lines.owner_of(*pair) for pair in plan.indicators()}),
    )
    themes = [e for e in plan.elements if e.level is Level.THEME and e.is_live]
    choices = (
        ("theme", _("Theme"), _("all themes"),
         [(e.id, f"{e.code} {words.text(e.title)}".strip()) for e in themes]),
        ("institution", _("Institution"), _("all institutions"),
         [(code, words.institution(code)) for code in owners if code]),
        ("rating", _("Light"), _("all lights"),
         [(str(each), f"{RATINGS[each].shape} {words.text(RATINGS[each].word)}")
          for each in Rating]),
        ("period", _("Period"), _("the latest"), [(code, code) for code in periods(plan, today)]),
    )  # fmt: skip
    return Picker(
        title=_("Filter the indicators"),
        submit=_("Filter"),
        choices=tuple(_choice(*each, said) for each in choices),
    )


def periods(plan: Plan, today: date) -> tuple[str, ...]:
    """The fiscal years and quarters of a plan that have begun, the newest first."""
    start_month = plan.fiscal_start_month
    day = min(today, plan.ends_on)
    last = fiscal_quarter(day, start_month=start_month)
    begun = [each.period for each in quarters(plan) if each.period.start <= last.start]
    years = dict.fromkeys(fiscal_year(each.start, start_month=start_month) for each in begun)
    every = [*(each.code for each in begun), *years]
    ends = {code: span(code, fiscal_start_month=start_month) for code in every}
    return tuple(sorted(every, key=lambda code: (ends[code].end, code), reverse=True))


def _choice(
    name: str, label: str, every: str, options: list[tuple[str, str]], said: Mapping[str, str]
) -> Choice:
    chosen = said.get(name, "")
    return Choice(
        name,
        label,
        tuple(Option(value, text, value == chosen) for value, text in [("", every), *options]),
    )


def _counted(plan: Plan, held: standings.Held) -> bars.Counts:
    return bars.counted(plan, standings.headlines(held, plan.id), standings.statuses(held, plan.id))


def _by_theme(plan: Plan, pairs: list[Pair]) -> list[list[Pair]]:
    """Pages of rows that never mix themes."""
    pages: list[list[Pair]] = []
    last = None
    for pair in pairs:
        theme = _theme(plan, pair[0])
        if not pages or theme != last or len(pages[-1]) == ROWS:
            pages.append([])
        pages[-1].append(pair)
        last = theme
    return pages


def _groups(plan: Plan, held: standings.Held, pairs: list[Pair], at: str) -> tuple[Group, ...]:
    made = lines_of(plan, held, pairs, at)
    groups: dict[str, list[lines.Line]] = {}
    for (element, _indicator), one in zip(pairs, made, strict=True):
        groups.setdefault(_theme(plan, element), []).append(one)
    return tuple(Group(_title(plan, key), tuple(each)) for key, each in groups.items())


def _theme(plan: Plan, element: Element) -> str:
    return next(iter(plan.themes_of(element.id)), "")


def _title(plan: Plan, key: str) -> str:
    theme = plan.get(key)
    return f"{theme.code} {words.text(theme.title)}".strip() if theme else _("Without a theme")


def _rating(held: standings.Headline | None) -> str:
    return str(held.rating) if held else str(Rating.NONE)


def _number(text: str, count: int) -> int:
    number = int(text) if text.isdecimal() and len(text) < 7 else 1
    return min(max(number, 1), max(count, 1))


def _pages(plan: Plan, said: Mapping[str, str], number: int, count: int) -> Pages:
    here = reverse("progress:plan", args=[plan.id])

    def to(page: int) -> str:
        return f"{here}?{urlencode({**said, 'page': page})}#targets"

    return Pages(
        number,
        count,
        previous=to(number - 1) if number > 1 else "",
        next=to(number + 1) if number < count else "",
    )
