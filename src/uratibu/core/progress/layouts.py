"""The layouts that others ask for, filled from one return.

Source of the columns: guidelines for county annual progress reports (June 2022): sub-programme,
key output, key performance indicator, baseline, planned, achieved, variance, remarks; allocation
and actual expenditure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import xlsxwriter

from uratibu.core.labels import Label, label
from uratibu.core.plans.model import Element, Level, Plan, PlanIndicator, Stage
from uratibu.core.progress.asked import Asked
from uratibu.core.progress.model import ActionReport, Reported
from uratibu.core.progress.periods import fiscal_year
from uratibu.core.progress.workbook import words
from uratibu.core.progress.workbook.layout import Names

HEADINGS: tuple[tuple[Label, int], ...] = (
    (label({"en": "Sub-programme", "sw": "Programu ndogo"}), 30),
    (label({"en": "Key output", "sw": "Zao kuu"}), 36),
    (label({"en": "Key performance indicator", "sw": "Kiashiria kikuu"}), 36),
    (label({"en": "Baseline", "sw": "Msingi"}), 12),
    (label({"en": "Planned", "sw": "Iliyopangwa"}), 12),
    (label({"en": "Achieved", "sw": "Iliyofikiwa"}), 12),
    (label({"en": "Variance", "sw": "Tofauti"}), 12),
    (label({"en": "Remarks", "sw": "Maelezo"}), 44),
    (label({"en": "Allocation ({currency})", "sw": "Mgao ({currency})"}), 16),
    (label({"en": "Expenditure ({currency})", "sw": "Matumizi ({currency})"}), 16),
)
TITLE = label({"en": "Progress table of {institution}, {period}",
               "sw": "Jedwali la maendeleo la {institution}, {period}"})  # fmt: skip


@dataclass(frozen=True)
class CountyLine:
    """One line of the table; None where nothing is said. Money is in the plan's currency."""

    sub_programme: str
    output: str
    indicator: str
    currency: str
    baseline: Decimal | None = None
    planned: Decimal | None = None
    achieved: Decimal | None = None
    remarks: str = ""
    allocation: Decimal | None = None
    expenditure: Decimal | None = None

    @property
    def variance(self) -> Decimal | None:
        """Achieved less planned, where both are known."""
        if self.achieved is None or self.planned is None:
            return None
        return self.achieved - self.planned


def county_table(
    plan: Plan, asked: Asked, actions: Mapping[str, ActionReport],
    values: Mapping[str, Reported], *, language: str = "en",
) -> tuple[CountyLine, ...]:  # fmt: skip
    """The lines of a return: one an indicator; an action without one has a line of its own."""
    year = fiscal_year(asked.period.start, start_month=plan.fiscal_start_month)
    found: list[CountyLine] = []
    for element in asked.actions:
        report = actions.get(element.id)
        remarks = " ".join(t for t in (report.done, report.obstacles) if t) if report else ""
        line = CountyLine(
            _sub_programme(plan, element, language), element.title(language), "", plan.currency,
            remarks=remarks, allocation=_money(element, Stage.PLANNED, year, plan),
            expenditure=_money(element, Stage.DISBURSED, year, plan),
        )  # fmt: skip
        cells = [c for c in asked.values if c.element == element.id and not c.place] or [
            c for c in asked.values if c.element == element.id
        ]
        if not cells:
            found.append(line)
        for number, cell in enumerate(cells):
            given = values.get(cell.key)
            found.append(_with_indicator(line, cell.indicator, given, cell.period, language,
                                         is_first=number == 0))  # fmt: skip
    return tuple(found)


def write_county_table(
    lines: Iterable[CountyLine], names: Names, period: str, language: str = "en"
) -> bytes:
    """The table as a workbook; numbers are numbers, texts are never formulas."""
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
        page = book.add_worksheet("C-APR")
        bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        title = TITLE(language).format(institution=names.institution, period=period)
        page.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
        if names.is_sample:
            page.write_string(1, 0, words.SAMPLE(language))
        rows = list(lines)
        currency = rows[0].currency if rows else ""
        for column, (heading, width) in enumerate(HEADINGS):
            page.set_column(column, column, width)
            page.write_string(2, column, heading(language).format(currency=currency), bold)
        for row, line in enumerate(rows, start=3):
            for column, cell in enumerate(_cells(line)):
                if isinstance(cell, Decimal):
                    page.write_number(row, column, float(cell), wrapped)
                elif cell:
                    page.write_string(row, column, cell, wrapped)
        page.freeze_panes(3, 0)
        page.set_landscape()
        page.fit_to_pages(1, 0)
    return target.getvalue()


def _cells(line: CountyLine) -> tuple[str | Decimal | None, ...]:
    return (
        line.sub_programme, line.output, line.indicator, line.baseline, line.planned,
        line.achieved, line.variance, line.remarks, line.allocation, line.expenditure,
    )  # fmt: skip


def _with_indicator(
    line: CountyLine, indicator: PlanIndicator, given: Reported | None, period: str,
    language: str, *, is_first: bool,
) -> CountyLine:  # fmt: skip
    """The line of an indicator; money and remarks of the action stand on its first line only."""
    planned = next(
        (t.value for t in indicator.targets if not t.place and period.startswith(t.period)), None
    )
    return CountyLine(
        line.sub_programme, line.output, indicator.title(language), line.currency,
        indicator.baseline.value if indicator.baseline else None, planned,
        given.value.number if given else None,
        line.remarks if is_first else (given.comment if given else ""),
        line.allocation if is_first else None, line.expenditure if is_first else None,
    )  # fmt: skip


def _sub_programme(plan: Plan, element: Element, language: str) -> str:
    """The nearest objective or outcome above, else the theme."""
    above = [e for e in plan.above(element.id) if e.level is not Level.ACTION]
    return f"{above[-1].code} {above[-1].title(language)}".strip() if above else ""


def _money(element: Element, stage: Stage, year: str, plan: Plan) -> Decimal | None:
    """Money of a stage for a year in the plan's currency; None where none is named."""
    rows = [
        each.amount for each in element.budget
        if each.stage is stage and each.year == year and each.currency == plan.currency
    ]  # fmt: skip
    return sum(rows, Decimal(0)) if rows else None
