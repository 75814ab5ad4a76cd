"""A plan as one wide table in the column sets of real documents, in the plan's order.

Columns: docs/reference/plans.md. What stands over others is a row of its own; nothing is left out
that the columns have room for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from uratibu.core.labels import Label
from uratibu.core.plans.export import notes
from uratibu.core.plans.intake.periods import years_of
from uratibu.core.plans.known import Known
from uratibu.core.plans.model import Element, Level, Plan, PlanIndicator, PlanValue, Stage
from uratibu.core.plans.order import reading_order
from uratibu.core.plans.words import LEVELS, both

MILLION = Decimal(1_000_000)
ASIDE = frozenset({"un", "un-body", "partner", "regional", "international", "donor"})
"""Kinds of institutions that stand among regional and continental partners."""


@dataclass(frozen=True)
class Row:
    """One row. is_group: it stands over the rows below it, and has one text. depth: from 0."""

    cells: tuple[str, ...]
    is_group: bool = False
    depth: int = 0


@dataclass(frozen=True)
class Matrix:
    """A table for people. widths: shares of the page; numbers: columns that hold numbers."""

    name: str
    title: str
    subtitle: str
    notices: tuple[str, ...]
    headings: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    language: str
    publisher: str = ""
    numbers: frozenset[int] = frozenset()


def _words(*pairs: tuple[str, str]) -> tuple[Label, ...]:
    return tuple(both(*pair) for pair in pairs)


GCM = _words(
    ("No.", "Na."), ("Action", "Hatua"), ("Lead", "Taasisi kiongozi"), ("Partners", "Washirika"),
    ("Start", "Mwanzo"), ("End", "Mwisho"), ("Indicator", "Kiashiria"),
    ("Baseline", "Kiwango cha kuanzia"), ("Target", "Shabaha"),
    ("Means of verification", "Njia ya uthibitisho"), ("Budget", "Bajeti"),
    ("Source of funds", "Chanzo cha fedha"), ("Funding gap", "Pengo la fedha"),
    ("Assumptions/risks", "Dhana na hatari"), ("Norms served", "Kanuni zinazohudumiwa"),
)  # fmt: skip
AU = _words(
    ("SN", "Na."), ("Proposed priority activities/areas", "Shughuli za kipaumbele"),
    ("GCM targeted objectives", "Malengo ya GCM"), ("Key deliverables", "Mazao yatakayotolewa"),
    ("Key indicators", "Viashiria vikuu"), ("Proposed timeline", "Muda"),
    ("Relevant stakeholders at national level", "Wadau"),
    ("Relevant partners at regional and continental level", "Washirika"),
)  # fmt: skip
CIDP = _words(
    ("Programme name", "Jina la programu"), ("Objective", "Lengo"), ("Outcome", "Tokeo"),
    ("Sub-programme", "Programu ndogo"), ("Key output", "Zao kuu"),
    ("Key performance indicator", "Kiashiria kikuu cha utendaji"),
    ("Linkage to SDG targets", "Uhusiano na SDG"),
)  # fmt: skip
_TARGET, _COST, _TOTAL = (
    both("Target", "Shabaha"), both("Cost", "Gharama"), both("Total budget", "Bajeti ya jumla")
)  # fmt: skip
_GCM_WIDTHS = (4, 15, 6, 8, 5, 5, 12, 7, 8, 9, 8, 6, 6, 9, 7)
_AU_WIDTHS = (4, 22, 10, 16, 16, 8, 12, 12)


class _Words:
    """What a plan says, in words of one language."""

    def __init__(self, plan: Plan, known: Known, language: str) -> None:
        self.plan, self.known, self.language = plan, known, language

    def norms(self, element: Element, *frameworks: str) -> str:
        """Norms a line serves, as people write them; of some frameworks where they are named."""
        ids = self.plan.norms_of(element.id)
        chosen = [i for i in ids if not frameworks or i.split("/")[0] in frameworks]
        return "; ".join(self.known.called(norm) for norm in chosen)

    def indicators(self, element: Element) -> list[PlanIndicator | None]:
        """The indicators of a line, or one empty place."""
        return list(element.indicators) or [None]

    def value(self, value: PlanValue | None, unit: str) -> str:
        """A number with its period and source."""
        if value is None or value.value is None:
            return ""
        sign = "%" if unit == "percent" else ""
        aside = ", ".join(part for part in (value.period, value.source) if part)
        return f"{number(value.value)}{sign}" + (f" ({aside})" if aside else "")

    def targets(self, indicator: PlanIndicator) -> str:
        """Every target on a line of its own."""
        return "\n".join(self.value(target, indicator.unit) for target in indicator.targets)

    def money(self, element: Element, stage: Stage) -> dict[str, Decimal]:
        """Sums by currency of one stage."""
        sums: dict[str, Decimal] = {}
        for line in element.budget:
            if line.stage is stage:
                sums[line.currency] = sums.get(line.currency, Decimal(0)) + line.amount
        return sums

    def budget(self, element: Element) -> str:
        """The planned money of a line by currency."""
        return _amounts(self.money(element, Stage.PLANNED))

    def gap(self, element: Element) -> str:
        """Planned less committed, where anything is planned."""
        committed = self.money(element, Stage.COMMITTED)
        planned = self.money(element, Stage.PLANNED)
        gaps = {c: a - committed.get(c, Decimal(0)) for c, a in planned.items()}
        return _amounts({c: gap for c, gap in gaps.items() if gap > 0})

    def title(self, element: Element) -> str:
        """A line by its level, number and title."""
        name = f"{LEVELS[element.level](self.language)} {element.code}".strip()
        return f"{name}: {element.title(self.language)}"


def gcm_matrix(plan: Plan, known: Known, language: str = "en") -> Matrix:
    """The results matrix of a national plan: one row an indicator, under theme and objective."""
    words = _Words(plan, known, language)

    def rows() -> Iterator[Row]:
        for element, depth in _lines(plan):
            if not element.is_doing:
                yield Row((words.title(element),), is_group=True, depth=depth)
            if element.is_doing or element.indicators:
                yield from _gcm_rows(element, words)

    name = both("Results matrix", "Jedwali la matokeo")
    headings = tuple(each(language) for each in GCM)
    return _matrix(plan, name, headings, _GCM_WIDTHS, rows=tuple(rows()), language=language)


def _gcm_rows(element: Element, words: _Words) -> Iterator[Row]:
    language = words.language
    sources = dict.fromkeys(line.source for line in element.budget if line.source)
    risks = [each(language) for each in element.assumptions]
    risks += [risk.title(language) for risk in element.risks]
    for index, indicator in enumerate(words.indicators(element)):
        is_first = index == 0 and element.is_doing
        about = ("", "", "", "")
        if indicator is not None:
            about = (
                indicator.title(language), words.value(indicator.baseline, indicator.unit),
                words.targets(indicator), indicator.source,
            )  # fmt: skip
        own = (
            element.code or element.id, element.title(language), element.lead,
            "; ".join(element.partners), day(element.starts_on), day(element.ends_on),
        )  # fmt: skip
        end = (
            words.budget(element), "; ".join(sources), words.gap(element), "\n".join(risks),
            words.norms(element),
        )  # fmt: skip
        yield Row((*(own if is_first else ("",) * 6), *about, *(end if is_first else ("",) * 5)))


def au_matrix(plan: Plan, known: Known, language: str = "en") -> Matrix:
    """The African Union's plan of action: activities under priority and objective."""
    words = _Words(plan, known, language)

    def rows() -> Iterator[Row]:
        for element, depth in _lines(plan):
            if element.is_doing:
                yield _au_row(element, words)
            else:
                yield Row((words.title(element),), is_group=True, depth=depth)

    name = both("Plan of action on the GCM", "Mpango wa utekelezaji wa GCM")
    headings = tuple(each(language) for each in AU)
    return _matrix(plan, name, headings, _AU_WIDTHS, rows=tuple(rows()), language=language)


def _au_row(element: Element, words: _Words) -> Row:
    far = [p for p in element.partners if _is_far(p, words.known)]
    near = [p for p in element.partners if p not in far]
    timeline = " - ".join(day(each) for each in (element.starts_on, element.ends_on) if each)
    return Row((
        element.code or element.id, element.title(words.language),
        words.norms(element, words.known.main), element.deliverables(words.language),
        "\n".join(each.title(words.language) for each in element.indicators), timeline,
        "; ".join(each for each in (element.lead, *near) if each), "; ".join(far),
    ))  # fmt: skip


def _is_far(code: str, known: Known) -> bool:
    found = known.institutions.get(code)
    return found is not None and found.attribute("kind") in ASIDE


def cidp_matrix(plan: Plan, known: Known, language: str = "en", *, area: str = "") -> Matrix:
    """A county's sector programme table: target and cost (KES M) of each year.

    area: only what happens in this place, and in the whole country.
    """
    words = _Words(plan, known, language)
    years = years_of(plan)[:5]
    unit = f"({plan.currency} M)"
    headings = (
        *(each(language) for each in CIDP),
        *(h for y in years for h in (f"{_TARGET(language)} {y}", f"{_COST(language)} {y} {unit}")),
        f"{_TOTAL(language)} {unit}",
    )

    def rows() -> Iterator[Row]:
        for element in plan.actions():
            if not area or not element.places or area in element.places:
                yield from _cidp_rows(element, words, years)

    name = both("Sector programme table", "Jedwali la programu za sekta")
    widths = (9, 9, 8, 8, 12, 11, 6, *(4,) * (2 * len(years)), 5)
    numbers = frozenset(range(len(CIDP), len(headings)))
    return _matrix(
        plan, name, headings, widths, rows=tuple(rows()), language=language, numbers=numbers
    )


def _cidp_rows(element: Element, words: _Words, years: tuple[str, ...]) -> Iterator[Row]:
    above = {each.level: each.title(words.language) for each in words.plan.above(element.id)}
    own = tuple(above.get(level, "") for level in
                (Level.THEME, Level.OBJECTIVE, Level.OUTCOME, Level.OUTPUT))  # fmt: skip
    for index, indicator in enumerate(words.indicators(element)):
        values = {t.period: t.value for t in indicator.targets} if indicator else {}
        cells: list[str] = []
        for year in years:
            target = values.get(year)
            cost = _planned(element, words.plan.currency, year) if index == 0 else None
            cells += [number(target) if target is not None else "", _millions(cost)]
        total = _planned(element, words.plan.currency) if index == 0 else None
        title = indicator.title(words.language) if indicator else ""
        action = element.title(words.language)
        yield Row((*own, action, title, words.norms(element, "sdg"), *cells, _millions(total)))


def _planned(element: Element, currency: str, year: str = "") -> Decimal | None:
    lines = [
        line.amount for line in element.budget
        if line.stage is Stage.PLANNED and line.currency == currency and year in ("", line.year)
    ]  # fmt: skip
    return sum(lines, Decimal(0)) if lines else None


def _lines(plan: Plan) -> Iterator[tuple[Element, int]]:
    ordered = reading_order(plan.elements)
    return ((e, len(plan.above(e.id))) for e in ordered if e.is_live)


def _matrix(
    plan: Plan, name: Label, headings: tuple[str, ...], widths: tuple[float, ...],
    *, rows: tuple[Row, ...], language: str, numbers: frozenset[int] = frozenset(),
) -> Matrix:  # fmt: skip
    said = (notes.sample(plan, language),) if plan.is_sample else ()
    years = f"{day(plan.starts_on)} \u2013 {day(plan.ends_on)}"
    return Matrix(
        name(language), notes.title_of(plan, language), years, said, headings, widths, rows,
        language, plan.publisher, numbers,
    )  # fmt: skip


def day(on: date | None) -> str:
    """A day as 2025-12-31, "" for none."""
    return on.isoformat() if on else ""


def number(amount: Decimal) -> str:
    """A number with its thousands parted and no empty decimals."""
    plain = f"{amount:,f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _millions(amount: Decimal | None) -> str:
    return "" if amount is None else number(amount / MILLION)


def _amounts(sums: dict[str, Decimal]) -> str:
    return "\n".join(f"{currency} {number(amount)}" for currency, amount in sums.items())


Maker = Callable[[Plan, Known, str], Matrix]
