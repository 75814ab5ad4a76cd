"""A plan's budget as tables: by theme, source and year, with what could not be added."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from uratibu.core.plans import budget
from uratibu.core.plans.model import Level, Plan, Rate
from uratibu.design.parts import Cell, Choice, Column, Fact, Option, Picker, Row, Table
from uratibu.web.plans.queries import plans, words
from uratibu.web.plans.queries.element import missing_rates


@dataclass(frozen=True)
class Bar:
    """Planned, committed and disbursed of one theme, in percent of the largest plan."""

    title: str
    planned: float
    committed: float
    disbursed: float
    words: str


@dataclass(frozen=True)
class BudgetPage:
    """The budget of a plan or of one of its themes."""

    totals: tuple[Fact, ...]
    bars: tuple[Bar, ...]
    tables: tuple[Table, ...]
    rates: Table | None
    missing: str
    picker: Picker
    is_empty: bool


@dataclass(frozen=True)
class _Sums:
    """Everything that is added up for the page."""

    themes: tuple[budget.Sum, ...]
    sources: tuple[budget.Sum, ...]
    years: tuple[budget.Sum, ...]
    total: budget.Sum
    rates: tuple[Rate, ...]


def budget_page(plan: Plan, theme: str) -> BudgetPage:
    """Sums in the plan's currency. theme: "" for all of them."""
    wanted = theme if plan.get(theme) else None
    sums = plans.of(plan, f"budget {wanted}", lambda one: _added(one, wanted))
    themes, total = list(sums.themes), sums.total
    by_theme = [
        _table(plan, "by-theme", _("By theme"), themes, named=_theme_name(plan), total=total)
    ]
    return BudgetPage(
        totals=_totals(plan, total),
        bars=_bars(plan, themes),
        tables=(
            *(by_theme if wanted is None else ()),
            _table(plan, "by-source", _("By source"), sums.sources,
                   named=words.source, total=total),
            _table(plan, "by-year", _("By year"), sums.years,
                   named=_year, total=total),
        ),
        rates=_rates(plan, sums.rates),
        missing=missing_rates(total),
        picker=_picker(plan, theme),
        is_empty=total == budget.Sum(total.key),
    )  # fmt: skip


def _added(plan: Plan, wanted: str | None) -> _Sums:
    themes = tuple(s for s in budget.by_theme(plan) if wanted is None or s.key == wanted)
    every = budget.total(plan) if wanted is None else next(iter(themes), budget.Sum(wanted))
    return _Sums(
        themes, budget.by_source(plan, wanted), budget.by_year(plan, wanted), every,
        budget.rates_used(plan),
    )  # fmt: skip


def _theme_name(plan: Plan) -> Callable[[str], str]:
    def name(key: str) -> str:
        theme = plan.get(key)
        return words.element_link(plan.id, theme).text if theme else _("Outside of the themes")

    return name


def _year(code: str) -> str:
    return code or _("no year named")


def _totals(plan: Plan, total: budget.Sum) -> tuple[Fact, ...]:
    return tuple(
        Fact(term, f"{plan.currency} {words.money(amount)}")
        for term, amount in (
            (_("Planned"), total.planned),
            (_("Committed"), total.committed),
            (_("Disbursed"), total.disbursed),
            (_("Gap: planned, neither committed nor paid"), total.gap),
        )
    )


def _table(
    plan: Plan,
    name: str,
    caption: str,
    sums: Iterable[budget.Sum],
    *,
    named: Callable[[str], str],
    total: budget.Sum,
) -> Table:
    heads = (_("Planned"), _("Committed"), _("Disbursed"), _("Gap"))
    rows = [_row(named(each.key), each) for each in sums]
    return Table(
        id=name,
        caption=caption,
        about=_("%(currency)s, whole units") % {"currency": plan.currency},
        columns=(Column(caption), *(Column(h, is_number=True) for h in heads)),
        rows=(*rows, _row(_("Total"), total, is_total=True)),
    )


def _row(name: str, each: budget.Sum, *, is_total: bool = False) -> Row:
    amounts = (each.planned, each.committed, each.disbursed, each.gap)
    mark = "" if each.is_complete else "*"
    cells = [Cell(words.money(amount), is_number=True) for amount in amounts]
    cells[0] = Cell(words.money(each.planned), is_number=True, mark=mark)
    return Row((Cell(name), *cells), is_total)


def _bars(plan: Plan, themes: list[budget.Sum]) -> tuple[Bar, ...]:
    largest = max((max(s.planned, s.committed, s.disbursed) for s in themes), default=0)
    if not largest:
        return ()
    name = _theme_name(plan)

    def share(amount: object) -> float:
        return round(float(100 * amount / largest), 2)  # type: ignore[operator]

    return tuple(
        Bar(
            name(each.key), share(each.planned), share(each.committed), share(each.disbursed),
            _("planned %(planned)s, committed %(committed)s, disbursed %(disbursed)s")
            % {
                "planned": words.money(each.planned),
                "committed": words.money(each.committed),
                "disbursed": words.money(each.disbursed),
            },
        )
        for each in themes
    )  # fmt: skip


def _rates(plan: Plan, used: tuple[Rate, ...]) -> Table | None:
    if not used:
        return None
    return Table(
        id="rates",
        caption=_("Exchange rates used"),
        about=_("The last rate known when the budget year began."),
        columns=(
            Column(_("Currency")), Column(_("In %(currency)s") % {"currency": plan.currency},
            is_number=True), Column(_("Day")), Column(_("Who says so")),
        ),
        rows=tuple(
            Row((
                Cell(rate.currency), Cell(f"{rate.rate.normalize():f}", is_number=True),
                Cell(words.day(rate.on)), Cell(rate.source),
            ))
            for rate in used
        ),
    )  # fmt: skip


def _picker(plan: Plan, theme: str) -> Picker:
    themes = [e for e in plan.elements if e.level is Level.THEME and e.is_live]
    options = [("", _("All themes")), *((e.id, words.text(e.title)) for e in themes)]
    chosen = tuple(Option(value, text, value == theme) for value, text in options)
    return Picker(
        _("Choose a theme"), _("Show"), (Choice("theme", _("Theme"), chosen),),
        reverse("plans:budget", args=[plan.id]),
    )  # fmt: skip
