"""The matrices as tables for other programs, in the layout of their pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from uratibu.core.norms.model import Node
from uratibu.core.plans.model import Element, Level, Plan, PlanIndicator
from uratibu.core.plans.words import LEVELS
from uratibu.core.progress.coverage import By
from uratibu.core.progress.coverage import Cell as CoverageCell
from uratibu.core.progress.lights import RATINGS, STATUSES, TRENDS
from uratibu.core.progress.sheets import Cell, Sheet
from uratibu.core.progress.target import number_of
from uratibu.design import wording
from uratibu.web.plans.queries import words
from uratibu.web.progress.queries import coverage, lines, standings, targets
from uratibu.web.progress.queries.standings import NOW, Point

WIDTHS = (28, 34, 12, 46, 16, 24, 14, 12, 12)


def targets_sheet(plan: Plan, asked: Mapping[str, str]) -> Sheet:
    """The indicators that the filters leave, every period of them in columns of its own."""
    held = standings.held(plan.id)
    said = {name: asked[name] for name in targets.FILTERS if asked.get(name)}
    pairs = targets.found(plan, held, said)
    points = standings.series(plan.id, [indicator.id for _, indicator in pairs])
    codes = lines.in_order(plan, {p.period for each in points.values() for p in each} - {NOW})
    heads = [
        words.text(LEVELS[Level.THEME]), _("Element"), _("Number"), _("Indicator"), _("Id"),
        _("Responsible"), _("Unit"), _("Baseline"), _("Baseline period"),
    ]  # fmt: skip
    parts = (_("target"), _("actual"), _("state"))
    heads += [f"{code} {part}" for code in codes for part in parts]
    heads += [_("Goal"), _("Goal period"), _("Light"), _("Trend"), _("Why"), _("Source")]
    return Sheet(
        title=_("%(plan)s: targets against actuals") % {"plan": words.text(plan.title)},
        notes=notes(plan, held),
        heads=tuple(heads),
        rows=tuple(_row(plan, *pair, points.get(pair[1].id, ()), codes) for pair in pairs),
        kept=4,
        widths=WIDTHS,
    )


def coverage_sheet(plan: Plan, asked: Mapping[str, str]) -> Sheet | None:
    """The coverage matrix with the norms below each: in a cell the count, then the worst status."""
    held = standings.held(plan.id)
    home = coverage.framework(plan, asked.get("framework", ""), held)
    if home is None:
        return None
    by = By(asked["by"]) if asked.get("by") in set(By) else By.THEMES
    table = coverage.made(plan, home, by, held)
    heads = [_("Norm"), _("Title"), _("Actions"), _("Worst status")]
    for code in table.columns:
        heads += [_column(plan, by, code), _("worst status")]
    rows = (row for top in table.rows for row in (top, *top.below))
    return Sheet(
        title=f"{words.text(plan.title)}: {words.text(home.title)}",
        notes=notes(plan, held),
        heads=tuple(heads),
        rows=tuple(
            (
                row.code, _title(home.get(row.norm)),
                *(part for cell in (row.total, *row.cells) for part in _cell(cell)),
            )
            for row in rows
        ),
        kept=2,
        widths=(10, 60),
    )  # fmt: skip


def notes(plan: Plan, held: standings.Held) -> tuple[str, ...]:
    """What a file says of itself before its rows."""
    said = []
    if plan.is_sample:
        said.append(_("Sample plan: made for demonstration; no official figures."))
    if held.as_of:
        said.append(_("Standings of %(day)s.") % {"day": wording.day(held.as_of)})
    return tuple(said)


def _row(
    plan: Plan, element: Element, indicator: PlanIndicator, points: Sequence[Point],
    codes: Iterable[str],
) -> tuple[Cell, ...]:  # fmt: skip
    by_code = {each.period: each for each in points}
    now = by_code.get(NOW)
    theme = next((plan.get(key) for key in plan.themes_of(element.id)), None)
    goal = indicator.targets[-1] if indicator.targets else None
    start = indicator.baseline
    head: list[Cell] = [
        words.text(theme.title) if theme else "", words.text(element.title), element.code,
        words.text(indicator.title), indicator.id,
        words.institution(lines.owner_of(element, indicator)), lines.unit(indicator),
        number_of(start, indicator.unit) if start else None, start.period if start else "",
    ]  # fmt: skip
    for code in codes:
        point = by_code.get(code)
        head += [point.target, point.value, lines.state_words(point.state)] if point else [None] * 3
    return (
        *head,
        number_of(goal, indicator.unit) if goal else None, goal.period if goal else "",
        words.text(RATINGS[now.rating].word) if now else "",
        words.text(TRENDS[now.trend].word) if now else "",
        standings.sentence(now.because) if now else "", lines.source(indicator, now),
    )  # fmt: skip


def _cell(cell: CoverageCell) -> tuple[Cell, Cell]:
    worst = words.text(STATUSES[cell.worst].word) if cell.worst else ""
    return len(cell.actions), worst


def _column(plan: Plan, by: By, code: str) -> str:
    if by is By.INSTITUTIONS:
        return words.institution(code)
    if by is By.COUNTIES:
        return words.place(code)
    theme = plan.get(code)
    return f"{theme.code} {words.text(theme.title)}".strip() if theme else _("Without a theme")


def _title(node: Node | None) -> str:
    return words.text(node.title) if node else ""
