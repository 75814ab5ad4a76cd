"""A plan from a file that somebody brought: our own layout, or a table by a mapping."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from uratibu.core.findings import Finding
from uratibu.core.intake.child import LIMITS, Limits
from uratibu.core.intake.grids import Brought, read_tables
from uratibu.core.plans.intake import own
from uratibu.core.plans.intake.model import ReadPlan
from uratibu.core.plans.known import Known

ROOM = "plans"


def read_workbook(path: Path, known: Known, *, name: str = "", limits: Limits = LIMITS) -> ReadPlan:
    """The plan in an XLSX or DOCX file, with findings at their cells and the place of everything.

    A file in no layout that is known, or without a table, is a finding. `plan()` of the answer is
    the plan; `place("A-1-01.lead")` is the cell a finding of the linter points at.
    """
    brought, findings = read_tables(path, room=ROOM, name=name, limits=limits)
    if not brought.grids:
        return ReadPlan(findings=findings)
    return with_findings(read_brought(brought, known), findings)


def read_brought(brought: Brought, known: Known) -> ReadPlan:
    """The plan in tables that were read already."""
    return own.read(brought, known)


def with_findings(read: ReadPlan, findings: tuple[Finding, ...]) -> ReadPlan:
    """The same with what was found in the file itself, first."""
    return replace(read, findings=(*findings, *read.findings))
