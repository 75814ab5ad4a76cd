"""The indicators that a row of a plan table names, with their baselines and targets."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from uratibu.core.findings import Finding, Severity, Where
from uratibu.core.intake.grids import Cell
from uratibu.core.labels import NO_WORDS, Label
from uratibu.core.plans.intake import amounts, names
from uratibu.core.plans.intake.headings import folded_heading
from uratibu.core.plans.intake.model import fault
from uratibu.core.plans.intake.periods import last_year, period_named
from uratibu.core.plans.known import Known
from uratibu.core.plans.model import Element, Lane, Plan, PlanIndicator, PlanValue, Wording

if TYPE_CHECKING:
    from uratibu.core.plans.intake.parts import Cells, Places

_ABOUT = ("baseline", "target", "unit", "definition", "source", "frequency", "method")
_LANES = {
    "impact": Lane.OUTCOME, "outcome": Lane.OUTCOME, "output": Lane.OUTPUT, "policy": Lane.POLICY,
    "tokeo": Lane.OUTCOME, "zao": Lane.OUTPUT, "sera": Lane.POLICY, "process": Lane.OUTPUT,
    "input": Lane.OUTPUT,
}  # fmt: skip


class IndicatorReader:
    """Adds the indicators of a row to a line; faults go into the findings it was made with."""

    def __init__(
        self, known: Known, standing: Plan, language: str, findings: list[Finding]
    ) -> None:
        self.known, self.standing, self.language = known, standing, language
        self.findings = findings

    def add(self, element: Element, cells: Cells, places: Places) -> Element:
        """The line with the indicators of a row; values without a name are of the last one."""
        found = list(element.indicators)
        named = names.parts(cells.text("indicator"))
        first = len(found)
        for title in named:
            held = next((n for n, i in enumerate(found) if _is(i, title, self.language)), None)
            if held is None:
                found.append(PlanIndicator(f"{element.id}/i{len(found) + 1}", self._label(title)))
            else:
                first = min(first, held)
        if not found:
            self._without_name(cells)
            return element
        if not named:
            first = len(found) - 1
        indicator = self._values(self._facts(found[first], cells), cells)
        found[first] = indicator
        for name in ("indicator", *_ABOUT):
            path = f"indicators[{indicator.id}]" + ("" if name == "indicator" else f".{name}")
            if cells.text(name):
                places[path] = cells.where(name)
        return replace(element, indicators=tuple(found))

    def _without_name(self, cells: Cells) -> None:
        for name in (*_ABOUT, *cells.of("target")):
            if cells.text(name) and not amounts.says_nothing(cells.cell(name)):
                self._told(cells.where(name), "value-without-indicator",
                           "There is no indicator that this is a value of.",
                           "Write the indicator in its column.", Severity.WARNING)  # fmt: skip
                return

    def _facts(self, indicator: PlanIndicator, cells: Cells) -> PlanIndicator:
        owner = cells.text("owner")
        lane = _LANES.get(folded_heading(cells.text("lane")).split(" ")[0])
        wording = cells.text("definition")
        return replace(
            indicator,
            unit=cells.text("unit") or indicator.unit,
            source=cells.text("source") or indicator.source,
            frequency=cells.text("frequency") or indicator.frequency,
            owner=names.institution(owner, self.known) if owner else indicator.owner,
            disaggregation=_words(cells.text("disaggregation")) or indicator.disaggregation,
            method=self._label(cells.text("method")) or indicator.method,
            limits=self._label(cells.text("limits")) or indicator.limits,
            definitions=(Wording(self._label(wording)),) if wording else indicator.definitions,
            lane=lane or indicator.lane,
        )

    def _values(self, indicator: PlanIndicator, cells: Cells) -> PlanIndicator:
        for base in self._value(cells, "baseline", cells.text("baseline_period"), indicator)[:1]:
            source = cells.text("baseline_source") or base.source
            indicator = replace(indicator, baseline=replace(base, source=source))
        targets = {value.period: value for value in indicator.targets}
        for name in sorted(cells.of("target"), key=lambda n: (":" not in n, n)):
            period = name.partition(":")[2] or cells.text("target_period")
            for value in self._value(cells, name, period, indicator):
                code = value.period or last_year(self.standing)
                targets.setdefault(code, replace(value, period=code))
        return replace(indicator, targets=tuple(targets.values()), unit=_unit(indicator, cells))

    def _value(
        self, cells: Cells, name: str, period: str, indicator: PlanIndicator
    ) -> list[PlanValue]:
        """The values of a cell, one line of it a value."""
        cell: Cell = cells.cell(name)
        if cell == "" or amounts.says_nothing(cell):
            return []
        is_list = isinstance(cell, str) and name != "baseline"
        written: list[Cell] = [*names.parts(str(cell))] if is_list else [cell]
        found = [each for part in written if (each := amounts.dated(part)) is not None]
        if len(found) < len(written):
            message = "This value is written in words and is not taken."
            remedy = "Write a number; put the words into the definition."
            self._told(cells.where(name), "value-in-words", message, remedy, Severity.WARNING)
        values = []
        for number, own_period, rest in found:
            code = period_named(own_period or period, self.standing) if own_period or period else ""
            is_unit = folded_heading(rest) == folded_heading(indicator.unit)
            source = "" if is_unit or name != "baseline" else rest
            values.append(PlanValue(code, number, source=source))
        return values

    def _told(self, where: Where, rule: str, message: str, remedy: str, severity: Severity) -> None:
        self.findings.append(fault(where, rule, message, remedy, severity=severity))

    def _label(self, text: str) -> Label:
        return Label(((self.language, text),)) if text else NO_WORDS


def _is(indicator: PlanIndicator, title: str, language: str) -> bool:
    return folded_heading(indicator.title(language)) == folded_heading(title)


def _words(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in re.split(r"[;,\n]", text) if each.strip())


def _unit(indicator: PlanIndicator, cells: Cells) -> str:
    """Percent where a value is written with its sign and nobody named a unit."""
    said = "".join(cells.text(name) for name in ("baseline", *cells.of("target")))
    return indicator.unit or ("percent" if "%" in said else "")
