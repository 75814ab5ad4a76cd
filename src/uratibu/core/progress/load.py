"""Reporting periods and returns from plain data, as a pack carries them for a demonstration.

periods.csv, returns.csv and values.csv hold rows; one YAML file an institution holds its words.
What is read here is only the shape; `core.packs.demo` asks whether what is named is there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from uratibu.core.findings import Finding, Severity, Where
from uratibu.core.indicators.model import Kind
from uratibu.core.periods import NotAPeriod
from uratibu.core.plain import Reading
from uratibu.core.plans.model import ActionStatus, PlanIndicator
from uratibu.core.progress.combine import DIVISION, PER
from uratibu.core.progress.model import (
    ActionReport,
    Answered,
    Reported,
    ReportingPeriod,
    Return,
    ReturnState,
    Step,
)
from uratibu.core.progress.spans import span
from uratibu.core.values import State, Value, number

Row = Mapping[str, str | None]
Name = tuple[str, str]
"""An institution and the code of a reporting period."""
Choice = TypeVar("Choice", bound=StrEnum)
Read = TypeVar("Read")
NOON = time(9, 0, tzinfo=UTC)
"""A step that is told by its day alone is dated to nine o'clock (noon in Nairobi)."""
ORDER = (
    ReturnState.SUBMITTED, ReturnState.VERIFIED, ReturnState.APPROVED, ReturnState.PUBLISHED,
)  # fmt: skip


@dataclass
class Rows:
    """Rows of one file being read; faults go into `findings` with file, row and column."""

    place: Where
    findings: list[Finding] = field(default_factory=list)

    def each(self, rows: Iterable[Row]) -> Iterable[Cells]:
        """Every row with its number in the file; the heading is row 1."""
        return (Cells(row, at, self) for at, row in enumerate(rows, start=2))


@dataclass(frozen=True)
class Cells:
    """One row of a file."""

    row: Row
    at: int
    of: Rows

    def text(self, column: str) -> str:
        """The text of a cell, "" where it is empty."""
        return (self.row.get(column) or "").strip()

    def day(self, column: str) -> date | None:
        """The day of a cell, None where it is empty."""
        return self._read(column, date.fromisoformat, "Write a day like 2026-10-15.")

    def amount(self, column: str) -> Decimal | None:
        """The number of a cell, None where it is empty."""
        return self._read(column, Decimal, "Write digits, as 1200.5.")

    def choice(self, column: str, among: type[Choice], default: Choice) -> Choice:
        """One of a fixed set of words; an empty cell means the default."""
        allowed = ", ".join(among)
        return self._read(column, among, f"Choose one of: {allowed}.") or default

    def fault(self, column: str, message: str, remedy: str) -> None:
        """Add a finding at a cell of this row."""
        where = Where(self.of.place.file, row=self.at, column=column, value=self.text(column))
        self.of.findings.append(
            Finding(where, "progress/not-readable", Severity.ERROR, message, remedy)
        )

    def _read(self, column: str, make: Callable[[str], Read], remedy: str) -> Read | None:
        try:
            return make(self.text(column)) if self.text(column) else None
        except (ValueError, InvalidOperation):
            self.fault(column, f"{column} cannot be read.", remedy)
            return None


def load_periods(rows: Iterable[Row], into: Rows, *, start_month: int = 7) -> tuple[
    ReportingPeriod, ...
]:  # fmt: skip
    """Columns: period, opens_on, due_on, locks_on."""
    found = []
    for cells in into.each(rows):
        opens, due, locks = (cells.day(name) for name in ("opens_on", "due_on", "locks_on"))
        try:
            period = span(cells.text("period"), fiscal_start_month=start_month)
        except NotAPeriod as fault:
            cells.fault("period", f"{fault}.", "Write a quarter like 2025/26-Q1.")
            continue
        if opens is None or due is None or locks is None:
            cells.fault("opens_on", "A day is missing.", "Fill opens_on, due_on and locks_on.")
            continue
        found.append(ReportingPeriod(period.code, period, opens, due, locks))
    return tuple(found)


def load_reports(plain: Mapping[str, object], place: Where) -> tuple[
    dict[Name, tuple[ActionReport, ...]], tuple[Finding, ...]
]:  # fmt: skip
    """What one institution says of its actions, by return."""
    reading = Reading(plain, place)
    institution = reading.text("institution")
    found: dict[Name, list[ActionReport]] = defaultdict(list)
    for inner in reading.each("reports"):
        found[institution, inner.text("period")].append(
            ActionReport(
                action=inner.text("action"),
                answered=inner.choice("answered", Answered),
                status=inner.choice("status", ActionStatus, default=ActionStatus.NOT_STARTED),
                done=inner.text("done", default=""),
                next_steps=inner.text("next_steps", default=""),
                obstacles=inner.text("obstacles", default=""),
            )
        )
        inner.close()
    reading.close()
    return {name: tuple(said) for name, said in found.items()}, tuple(reading.findings)


def load_values(
    rows: Iterable[Row], into: Rows, indicators: Mapping[str, PlanIndicator]
) -> dict[Name, tuple[Reported, ...]]:
    """Columns: institution, return, indicator, period, place, state, value, numerator, denominator,
    comment, explanation. The value of a ratio is computed of its parts. An indicator that the plan
    lacks is a fault and left out.
    """
    found: dict[Name, list[Reported]] = defaultdict(list)
    for cells in into.each(rows):
        indicator = indicators.get(cells.text("indicator"))
        if indicator is None:
            cells.fault("indicator", "The plan has no such indicator.", "Correct its id.")
            continue
        over, under = cells.amount("numerator"), cells.amount("denominator")
        found[cells.text("institution"), cells.text("return")].append(
            Reported(
                indicator=indicator.id,
                period=cells.text("period"),
                place=cells.text("place"),
                value=_value(cells, indicator, over, under),
                numerator=over,
                denominator=under,
                comment=cells.text("comment"),
                explanation=cells.text("explanation"),
            )
        )
    return {name: tuple(said) for name, said in found.items()}


def _value(
    cells: Cells, indicator: PlanIndicator, over: Decimal | None, under: Decimal | None
) -> Value:
    state = cells.choice("state", State, State.NUMBER)
    amount = cells.amount("value")
    if over is not None and under:
        amount = DIVISION.divide(over * PER.get(indicator.unit, Decimal(1)), under)
    if state is not State.NUMBER:
        return Value(state)
    if amount is None or (indicator.kind is Kind.RATIO and under is None):
        cells.fault("value", "There is neither a value nor a reason.", "Fill value, or state.")
        return Value(State.MISSING)
    return number(amount)


def load_returns(
    rows: Iterable[Row],
    into: Rows,
    *,
    plan: str,
    reports: Mapping[Name, tuple[ActionReport, ...]],
    values: Mapping[Name, tuple[Reported, ...]],
) -> tuple[Return, ...]:
    """Columns: institution, period, state, a day for each step, note.

    The note belongs to a return that was sent back.
    """
    return tuple(
        Return(
            plan=plan,
            institution=cells.text("institution"),
            period=cells.text("period"),
            state=cells.choice("state", ReturnState, ReturnState.DRAFT),
            actions=reports.get((cells.text("institution"), cells.text("period")), ()),
            values=values.get((cells.text("institution"), cells.text("period")), ()),
            steps=_steps(cells),
        )
        for cells in into.each(rows)
    )


def _steps(cells: Cells) -> tuple[Step, ...]:
    """The steps that have a day, and the one back where the return was sent back."""
    days = [(state, cells.day(f"{state}_on")) for state in ORDER]
    found: list[Step] = []
    for state, day in days:
        if day is not None:
            before = found[-1].after if found else ReturnState.DRAFT
            found.append(Step(before, state, "", datetime.combine(day, NOON)))
    if cells.text("state") == ReturnState.RETURNED and found:
        last = found[-1]
        found.append(Step(last.after, ReturnState.RETURNED, "", last.at, cells.text("note")))
    return tuple(found)
