"""What the cells of a row say of one line: who, where, when, money, indicators, risks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from uratibu.core.findings import Finding, Severity, Where
from uratibu.core.intake.grids import Cell
from uratibu.core.labels import Label
from uratibu.core.plans.intake import amounts, days, names
from uratibu.core.plans.intake.cells import text_of
from uratibu.core.plans.intake.headings import folded_heading
from uratibu.core.plans.intake.indicators import IndicatorReader
from uratibu.core.plans.intake.mapping import Mapping as Columns
from uratibu.core.plans.intake.model import fault
from uratibu.core.plans.intake.periods import period_named
from uratibu.core.plans.known import Known
from uratibu.core.plans.model import BudgetLine, Element, Milestone, Plan, Risk, Stage
from uratibu.core.plans.words import STATUSES

Places = dict[str, Where]
_DATED = re.compile(r"^(.*?)\s*[(\[\u2013-]\s*([^()\[\]]*\d{4}[^()\[\]]*)[)\]]?\s*$", re.DOTALL)


@dataclass(frozen=True)
class Cells:
    """A row by field. found: cell and place; headings: the words over each."""

    found: Mapping[str, tuple[object, Where]]
    headings: Mapping[str, str]

    def cell(self, name: str) -> Cell:
        """The cell of a field, "" where the table has no such column."""
        value = self.found[name][0] if name in self.found else ""
        return value if isinstance(value, str | Decimal) or hasattr(value, "isoformat") else ""  # type: ignore[return-value]

    def text(self, name: str) -> str:
        """The cell of a field as words."""
        return text_of(self.cell(name)).strip()

    def where(self, name: str) -> Where:
        """The place of a field's cell."""
        return self.found[name][1] if name in self.found else Where()

    def texts(self) -> list[str]:
        """Every cell as words."""
        return [self.text(name) for name in self.found]

    def of(self, field: str) -> Iterator[str]:
        """The names of a field's columns: itself, and one for each period."""
        return (name for name in self.found if name.partition(":")[0] == field)


Setter = Callable[[Element, Cells], Element]


class PartReader:
    """Adds what a row says to a line; faults go into the findings it was made with."""

    def __init__(
        self, known: Known, standing: Plan, columns: Columns, findings: list[Finding]
    ) -> None:
        self.known, self.standing, self.findings = known, standing, findings
        self.language = columns.language
        self.indicators = IndicatorReader(known, standing, columns.language, findings)

    def add(self, element: Element, cells: Cells) -> tuple[Element, Places]:
        """The line with what a row adds, and the cell of each thing."""
        places: Places = {}
        for name, setter in self._setters().items():
            if cells.text(name):
                element = setter(element, cells)
                places[_FIELD.get(name, name)] = cells.where(name)
        element = self._budget(element, cells, places)
        return self.indicators.add(element, cells, places), places

    def _setters(self) -> dict[str, Setter]:
        return {
            "code": lambda e, c: replace(e, code=e.code or c.text("code")),
            "description": lambda e, c: replace(
                e, description=self._more(e.description, c, "description")
            ),
            "deliverables": lambda e, c: replace(
                e, deliverables=self._more(e.deliverables, c, "deliverables")
            ),
            "norms": lambda e, c: self._norms(e, c.text("norms"), ""),
            "sdg": lambda e, c: self._norms(e, c.text("sdg"), "sdg"),
            "stakeholders": self._stakeholders,
            "lead": self._lead,
            "partners": lambda e, c: self._partners(e, self._institutions(c, "partners")),
            "places": lambda e, c: replace(e, places=_joined(e.places, self._areas(c))),
            "timeline": self._timeline,
            "starts_on": lambda e, c: self._day(e, c, "starts_on"),
            "ends_on": lambda e, c: self._day(e, c, "ends_on"),
            "status": self._status,
            "page": lambda e, c: replace(e, page=c.text("page")),
            "milestones": self._milestones,
            "assumptions": self._assumptions,
            "risks": self._risks,
        }  # fmt: skip

    def _label(self, text: str) -> Label:
        return Label(((self.language, text),))

    def _more(self, before: Label, cells: Cells, name: str) -> Label:
        """Words of a row under those of the rows before it."""
        old, new = before(self.language), cells.text(name)
        return self._label(new if not old or old == new else f"{old}\n{new}")

    def _norms(self, element: Element, text: str, framework: str) -> Element:
        found = names.norms(text, self.known, framework=framework)
        return replace(element, norms=_joined(element.norms, found))

    def _institutions(self, cells: Cells, name: str) -> tuple[str, ...]:
        return names.institutions(cells.text(name), self.known)

    def _areas(self, cells: Cells) -> tuple[str, ...]:
        return names.areas(cells.text("places"), self.known, with_iso=True)

    def _lead(self, element: Element, cells: Cells) -> Element:
        """The first institution leads; others that stand with it are partners."""
        found = self._institutions(cells, "lead")
        if element.lead:
            return self._partners(element, found)
        return self._partners(replace(element, lead=found[0]), found[1:])

    def _stakeholders(self, element: Element, cells: Cells) -> Element:
        found = self._institutions(cells, "stakeholders")
        if element.lead or not found:
            return self._partners(element, found)
        return self._partners(replace(element, lead=found[0]), found[1:])

    def _partners(self, element: Element, found: tuple[str, ...]) -> Element:
        others = tuple(each for each in found if each != element.lead)
        return replace(element, partners=_joined(element.partners, others))

    def _timeline(self, element: Element, cells: Cells) -> Element:
        cell = cells.cell("timeline")
        found = days.spans(cell, fiscal_start_month=self.standing.fiscal_start_month)
        if found is None:
            self._fault(cells, "timeline", "not-a-day", "This is no time that can be read.",
                        "Write it like 2025-2027, Jul 2025 - Jun 2026 or FY 2025/26.")  # fmt: skip
            return element
        return replace(element, starts_on=found[0], ends_on=found[1])

    def _day(self, element: Element, cells: Cells, name: str) -> Element:
        found = days.span(cells.cell(name), fiscal_start_month=self.standing.fiscal_start_month)
        if found is None:
            self._fault(cells, name, "not-a-day", "This is not a day.",
                        "Write it like 2025-12-31, 31/12/2025 or Dec 2025.")  # fmt: skip
            return element
        if name == "starts_on":
            return replace(element, starts_on=found[0])
        return replace(element, ends_on=found[1])

    def _status(self, element: Element, cells: Cells) -> Element:
        written = folded_heading(cells.text("status"))
        for status, word in STATUSES.items():
            if written in {folded_heading(status), *(folded_heading(w) for _, w in word.texts)}:
                return replace(element, status=status)
        allowed = ", ".join(word(self.language) for word in STATUSES.values())
        self._fault(cells, "status", "not-a-choice", "This is not one of the words.",
                    f"Write one of: {allowed}.")  # fmt: skip
        return element

    def _milestones(self, element: Element, cells: Cells) -> Element:
        found = list(element.milestones)
        for part in names.parts(cells.text("milestones")):
            dated = _DATED.match(part)
            time = days.span(dated[2].strip()) if dated else None
            title = dated[1].strip() if dated and time else part
            found.append(
                Milestone(f"m{len(found) + 1}", self._label(title), time[1] if time else None)
            )
        return replace(element, milestones=tuple(found))

    def _assumptions(self, element: Element, cells: Cells) -> Element:
        found = tuple(self._label(part) for part in names.parts(cells.text("assumptions")))
        return replace(element, assumptions=(*element.assumptions, *found))

    def _risks(self, element: Element, cells: Cells) -> Element:
        found = tuple(Risk(self._label(part)) for part in names.parts(cells.text("risks")))
        return replace(element, risks=(*element.risks, *found))

    def _budget(self, element: Element, cells: Cells, places: Places) -> Element:
        """Money by year; a total beside years is not added again. A gap tells what is promised."""
        lines = list(element.budget)
        columns = sorted(cells.of("budget"), key=lambda name: ":" not in name)
        yearly = False
        for name in columns:
            if not cells.text(name) or amounts.says_nothing(cells.cell(name)):
                continue
            period = name.partition(":")[2]
            if not period and yearly:
                continue
            made = self._money(cells, name, period)
            yearly = yearly or bool(period and made)
            for line in made:
                lines.append(line)
                places[f"budget[{len(lines)}]"] = cells.where(name)
        self._gap(lines, len(element.budget), cells)
        return replace(element, budget=tuple(lines))

    def _money(self, cells: Cells, name: str, period: str) -> list[BudgetLine]:
        """The money of a cell, one line of it an amount."""
        factor, currency = amounts.heading_money(cells.headings.get(name, ""))
        cell = cells.cell(name)
        written: list[Cell] = [*names.parts(cell)] if isinstance(cell, str) else [cell]
        found = [amounts.money(each, factor=factor) for each in written]
        if any(each is None or each.amount < 0 for each in found):
            self._fault(cells, name, "not-money", "This is not an amount of money.",
                        "Write digits, as 1,200,000 or KES 1.2 million.")  # fmt: skip
            return []
        usual = currency or cells.text("currency") or self.standing.currency or self.known.currency
        funder = names.institution(cells.text("funding"), self.known)
        year = period_named(period, self.standing) if period else ""
        return [
            BudgetLine(Stage.PLANNED, each.amount, each.currency or usual, funder, year)
            for each in found if each is not None
        ]  # fmt: skip

    def _gap(self, lines: list[BudgetLine], before: int, cells: Cells) -> None:
        planned = lines[before:]
        if not cells.text("gap") or amounts.says_nothing(cells.cell("gap")) or not planned:
            return
        factor, _ = amounts.heading_money(cells.headings.get("gap", ""))
        gap = amounts.money(cells.cell("gap"), factor=factor)
        total = sum((line.amount for line in planned), Decimal(0))
        if gap is None or not 0 <= gap.amount <= total:
            message = "This is no part of the budget beside it, and is not taken."
            remedy = "Write the part of the budget that nobody has promised yet."
            where = cells.where("gap")
            told = fault(where, "gap-not-taken", message, remedy, severity=Severity.NOTE)
            self.findings.append(told)
        elif gap.amount < total:
            first = planned[0]
            lines.append(replace(first, stage=Stage.COMMITTED, amount=total - gap.amount, year=""))

    def _fault(self, cells: Cells, name: str, rule: str, message: str, remedy: str) -> None:
        self.findings.append(fault(cells.where(name), rule, message, remedy))


_FIELD = {"sdg": "norms", "stakeholders": "partners", "timeline": "ends_on"}


def _joined(before: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before, *more)))
