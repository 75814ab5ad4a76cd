"""The first sheet of our own layout: what the plan is called, its years, its currency."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from uratibu.core.findings import Finding, Where
from uratibu.core.intake.grids import Grid
from uratibu.core.plans import layout
from uratibu.core.plans.intake import cells
from uratibu.core.plans.intake.headings import folded_heading
from uratibu.core.plans.intake.model import fault
from uratibu.core.plans.known import Known
from uratibu.core.plans.layout import Column, Holds

_LANGUAGE = re.compile(r"(.*?)\s*\((\w{2,3})\)\s*$")


def read_facts(grid: Grid | None, file: str) -> tuple[dict[str, object], list[Finding]]:
    """The facts of the plan as plain values; {} where the sheet is missing."""
    said: dict[str, object] = {}
    findings: list[Finding] = []
    for number, row in enumerate(grid.rows if grid else (), start=1):
        name, value = str(row[0]), row[1] if len(row) > 1 else ""
        column, language = _column(name)
        if column is None or value == "":
            continue
        where = Where(file, grid.name if grid else "", number, "B " + name)
        try:
            read = cells.read(value, column, Known())
        except cells.Unreadable as wrong:
            place = replace(where, value=cells.text_of(value)[:80])
            findings.append(fault(place, wrong.rule, wrong.message, wrong.remedy))
            continue
        if column.holds is Holds.LABEL:
            before = said.get(column.key)
            said[column.key] = {**(before if isinstance(before, Mapping) else {}), language: read}
        else:
            said[column.key] = read
    return said, findings


def _column(name: str) -> tuple[Column | None, str]:
    found = _LANGUAGE.fullmatch(name)
    written, language = (found[1], found[2]) if found else (name, "en")
    for column in layout.PLAN.columns:
        words = (column.key, *(word for _, word in column.title.texts))
        if folded_heading(written) in {folded_heading(word) for word in words}:
            return column, language
    return None, ""
