"""A plan's money added up in its currency, with the rates that were used; nothing is guessed.

Money without a rate is never added: it stands apart, in its own currency.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from uratibu.core.plans.model import BudgetLine, Element, Level, Plan, Rate, Stage

NOBODY = ""
"""The key of money whose theme, source or year nobody named."""


@dataclass(frozen=True)
class Converted:
    """A line in the plan's currency. amount: None where no rate is known; rate: the one used."""

    line: BudgetLine
    amount: Decimal | None
    rate: Rate | None = None


@dataclass(frozen=True)
class Sum:
    """Money of one theme, source, year or element, in the plan's currency.

    covered: what is committed, or paid where more was paid than anybody committed; compared for
    each element, source and year, for money of one may not fill the gap of another.
    without_rate: (stage, currency, amount) of what could not be converted; not in the sums.
    """

    key: str
    planned: Decimal = Decimal(0)
    committed: Decimal = Decimal(0)
    disbursed: Decimal = Decimal(0)
    without_rate: tuple[tuple[Stage, str, Decimal], ...] = ()
    covered: Decimal = Decimal(0)

    @property
    def gap(self) -> Decimal:
        """What is planned and neither committed nor paid; negative where more is than planned."""
        return self.planned - self.covered

    @property
    def is_complete(self) -> bool:
        """Whether every line could be added."""
        return not self.without_rate


@dataclass
class _Adding:
    stages: dict[Stage, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    firm: dict[tuple[str, str, str], dict[Stage, Decimal]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Decimal))
    )
    apart: dict[tuple[Stage, str], Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    def add(self, element: str, converted: Converted) -> None:
        line = converted.line
        if converted.amount is None:
            self.apart[line.stage, line.currency] += line.amount
        else:
            self.stages[line.stage] += converted.amount
            self.firm[element, line.source, line.year][line.stage] += converted.amount

    def total(self, key: str) -> Sum:
        return Sum(
            key,
            self.stages[Stage.PLANNED],
            self.stages[Stage.COMMITTED],
            self.stages[Stage.DISBURSED],
            tuple((stage, money, amount) for (stage, money), amount in sorted(self.apart.items())),
            sum(
                (max(f[Stage.COMMITTED], f[Stage.DISBURSED]) for f in self.firm.values()),
                Decimal(0),
            ),
        )


def convert(line: BudgetLine, plan: Plan) -> Converted:
    """A line in the plan's currency.

    The rate is the last one known when the line's year began; where none is so old, the oldest;
    for a line without a year, the newest.
    """
    if line.currency == plan.currency:
        return Converted(line, line.amount)
    known = sorted((r for r in plan.rates if r.currency == line.currency), key=lambda r: r.on)
    if not known:
        return Converted(line, None)
    began = year_start(line.year, plan.fiscal_start_month)
    before = [rate for rate in known if began is None or rate.on <= began]
    rate = before[-1] if before else known[0]
    return Converted(line, line.amount * rate.rate, rate)


def year_start(code: str, fiscal_start_month: int) -> date | None:
    """The first day of a budget year, 2024/25 or 2024; None where the code is no year."""
    match = re.fullmatch(r"(\d{4})(/\d{2})?", code)
    if match is None or not 1 <= int(match[1]) <= 9999:
        return None
    return date(int(match[1]), fiscal_start_month if match[2] else 1, 1)


def counted(plan: Plan) -> Iterator[tuple[Element, BudgetLine]]:
    """Every line of money that counts, once, with the element it is said of.

    Where an action names money of a stage, money of that stage in what it contains is a part of
    it and not counted again. Withdrawn elements do not count.
    """
    for element in plan.elements:
        if not element.budget or not element.is_live:
            continue
        above = {line.stage for each in plan.above(element.id) if each.is_doing and each.is_live
                 for line in each.budget}  # fmt: skip
        yield from ((element, line) for line in element.budget if line.stage not in above)


def total(plan: Plan) -> Sum:
    """All money of the plan."""
    return _added(plan, counted(plan), lambda _element, _line: "").get("", Sum(""))


def of_element(plan: Plan, element: Element) -> Sum:
    """The money an element itself names."""
    lines = ((element, line) for line in element.budget)
    return _added(plan, lines, lambda _e, _l: element.id).get(element.id, Sum(element.id))


def sum_of(lines: Iterable[tuple[str, Converted]], key: str = "") -> Sum:
    """Money of several elements together. lines: (id of the element, its converted line)."""
    adding = _Adding()
    for element, converted in lines:
        adding.add(element, converted)
    return adding.total(key)


def by_theme(plan: Plan) -> tuple[Sum, ...]:
    """Money by the theme an element stands under, in reading order; what has none comes last."""
    home = _homes(plan)
    sums = _added(plan, counted(plan), lambda element, _line: home[element.id])
    order = [each.id for each in plan.elements if each.level is Level.THEME]
    return tuple(sums[key] for key in (*order, NOBODY) if key in sums)


def by_source(plan: Plan, theme: str | None = None) -> tuple[Sum, ...]:
    """Money by who gives it, the largest plan first; what has no source comes last."""
    sums = _added(plan, _within(plan, theme), lambda _element, line: line.source)
    return tuple(sorted(sums.values(), key=lambda s: (s.key == NOBODY, -s.planned, s.key)))


def by_year(plan: Plan, theme: str | None = None) -> tuple[Sum, ...]:
    """Money by budget year, in time; what has no year comes last."""
    sums = _added(plan, _within(plan, theme), lambda _element, line: line.year)
    return tuple(sorted(sums.values(), key=lambda s: (s.key == NOBODY, s.key)))


def by_theme_and_year(plan: Plan) -> dict[tuple[str, str], Sum]:
    """Money of each theme in each year that any line names."""
    home = _homes(plan)
    keys: dict[str, tuple[str, str]] = {}

    def key(element: Element, line: BudgetLine) -> str:
        name = f"{home[element.id]}\n{line.year}"
        keys[name] = (home[element.id], line.year)
        return name

    sums = _added(plan, counted(plan), key)
    return {keys[name]: found for name, found in sums.items()}


def rates_used(plan: Plan) -> tuple[Rate, ...]:
    """The rates behind the sums, by currency and day."""
    used = {converted.rate for _, line in counted(plan) if (converted := convert(line, plan)).rate}
    return tuple(sorted(filter(None, used), key=lambda rate: (rate.currency, rate.on)))


def _within(plan: Plan, theme: str | None) -> Iterator[tuple[Element, BudgetLine]]:
    home = _homes(plan)
    return ((e, line) for e, line in counted(plan) if theme is None or home[e.id] == theme)


def _homes(plan: Plan) -> dict[str, str]:
    """The theme each element stands under; its own id for a theme, "" where there is none."""
    homes: dict[str, str] = {}
    for element in plan.elements:
        is_theme = element.level is Level.THEME
        homes[element.id] = element.id if is_theme else homes.get(element.parent, NOBODY)
    return homes


def _added(
    plan: Plan,
    lines: Iterable[tuple[Element, BudgetLine]],
    key: Callable[[Element, BudgetLine], str],
) -> dict[str, Sum]:
    adding: dict[str, _Adding] = defaultdict(_Adding)
    for element, line in lines:
        adding[key(element, line)].add(element.id, convert(line, plan))
    return {name: each.total(name) for name, each in adding.items()}
