"""A plan from a file that somebody brought: our own layout, or a table by a mapping."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from uratibu.core.findings import Finding, Severity, Where
from uratibu.core.intake.child import LIMITS, Limits
from uratibu.core.intake.grids import Brought, read_tables
from uratibu.core.plans.intake import matrix, own
from uratibu.core.plans.intake.mapping import Mapping, find_headings, guess
from uratibu.core.plans.intake.model import ReadPlan, fault, nobodys_plan
from uratibu.core.plans.known import Known
from uratibu.core.plans.model import Plan

ROOM = "plans"


def read_workbook(
    path: Path, known: Known, *, name: str = "", standing: Plan | None = None,
    limits: Limits = LIMITS,
) -> ReadPlan:  # fmt: skip
    """The plan in an XLSX or DOCX file, with findings at their cells and the place of everything.

    A file without a table of a plan is a finding. `plan()` of the answer is the plan;
    `place("A-1-01.lead")` is the cell that a finding of the linter points at.
    """
    brought, findings = read_tables(path, room=ROOM, name=name, limits=limits)
    if not brought.grids:
        nothing = () if findings else (_no_table(brought),)
        return ReadPlan(findings=(*findings, *nothing))
    return with_findings(read_brought(brought, known, standing=standing), findings)


def read_brought(
    brought: Brought, known: Known, *, mapping: Mapping | None = None, standing: Plan | None = None
) -> ReadPlan:
    """The plan in tables that were read already; without a mapping by the likeliest one."""
    if own.is_own(brought):
        return own.read(brought, known)
    chosen = mapping or likeliest(brought)
    if chosen is None:
        return ReadPlan(findings=(_no_table(brought),))
    told = tuple(_unread(brought, chosen))
    read = matrix.read(brought, chosen, known, standing or nobodys_plan(known))
    return with_findings(read, told)


def likeliest(brought: Brought) -> Mapping | None:
    """The table with most columns that are understood, and what they mean."""
    found = [
        guess(grid, headings, table=number)
        for number, grid in enumerate(brought.grids)
        if not grid.is_hidden and (headings := find_headings(grid)) is not None
    ]
    return max(found, key=lambda each: len(each.columns), default=None)


def with_findings(read: ReadPlan, findings: tuple[Finding, ...]) -> ReadPlan:
    """The same with what was found in the file itself, first."""
    return replace(read, findings=(*findings, *read.findings))


def _unread(brought: Brought, mapping: Mapping) -> list[Finding]:
    """Columns and tables that nothing is taken from, so that nothing is dropped silently."""
    grid = brought.grids[mapping.table]
    found = [
        fault(
            Where(brought.file, grid.name, mapping.headings.last, heading), "column-not-read",
            f"The column {heading} is not read.", "Choose what it holds, or leave it out.",
            severity=Severity.WARNING,
        )
        for heading in matrix.headings_of(mapping)
    ]  # fmt: skip
    others = [g.name for number, g in enumerate(brought.grids) if number != mapping.table]
    if others:
        found.append(
            fault(
                Where(brought.file, grid.name), "table-not-read",
                f"The table {grid.name} is read; there are also: {', '.join(others)[:300]}.",
                "Choose another table, or bring each in turn.", severity=Severity.NOTE,
            )
        )  # fmt: skip
    return found


def _no_table(brought: Brought) -> Finding:
    return fault(
        Where(brought.file), "no-table", "There is no table of a plan in the file.",
        "Bring a table with headings such as Action, Lead, Start, End, Indicator, Budget.",
    )  # fmt: skip
