"""Returns that a pack carries for a demonstration of one of its plans: demo/<plan>/.

They are read when a demonstration asks for them, never when the pack is installed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from uratibu.core.findings import Finding, Where
from uratibu.core.packs import files, rules
from uratibu.core.packs.scope import Scope
from uratibu.core.plans.model import Plan
from uratibu.core.progress import load
from uratibu.core.progress.model import ActionReport, ReportingPeriod, Return

FOLDER = "demo"
PERIODS = ("period", "opens_on", "due_on", "locks_on")
RETURNS = (
    "institution", "period", "state", "submitted_on", "verified_on", "approved_on",
    "published_on", "note",
)  # fmt: skip
VALUES = (
    "institution", "return", "indicator", "period", "place", "state", "value", "numerator",
    "denominator", "comment", "explanation",
)  # fmt: skip


@dataclass(frozen=True)
class Demo:
    """The reporting periods of a plan and sample returns for them; invented, like the plan."""

    plan: str
    periods: tuple[ReportingPeriod, ...]
    returns: tuple[Return, ...]


def read_demo(root: Path, plan: Plan) -> tuple[Demo, tuple[Finding, ...]]:
    """What the pack in `root` carries for a plan, with what is wrong with it; empty without any."""
    folder = root / FOLDER / plan.id
    if not folder.is_dir():
        return Demo(plan.id, (), ()), ()
    findings: list[Finding] = []
    rows = {
        name: (
            files.read_rows(folder / f"{name}.csv", findings, columns=columns) or [],
            load.Rows(Where(str(folder / f"{name}.csv")), findings),
        )
        for name, columns in (("periods", PERIODS), ("returns", RETURNS), ("values", VALUES))
    }
    periods = load.load_periods(*rows["periods"], start_month=plan.fiscal_start_month)
    values = load.load_values(*rows["values"], {i.id: i for _, i in plan.indicators()})
    reports = _reports(folder, findings)
    returns = load.load_returns(*rows["returns"], plan=plan.id, reports=reports, values=values)
    return Demo(plan.id, periods, returns), tuple(findings)


def _reports(folder: Path, findings: list[Finding]) -> dict[load.Name, tuple[ActionReport, ...]]:
    """The words of every institution."""
    found: dict[load.Name, tuple[ActionReport, ...]] = {}
    for path in sorted(folder.glob("*.yaml")):
        plain = files.read_yaml(path, findings)
        if plain is not None:
            said, told = load.load_reports(plain, Where(str(path)))
            findings.extend(told)
            found |= said
    return found


def faults(scope: Scope) -> Iterator[Finding]:
    """Everything that is wrong with the sample returns of a pack."""
    folder = scope.pack.root / FOLDER
    plans = {plan.id: plan for plan in scope.pack.plans}
    for path in sorted(folder.iterdir() if folder.is_dir() else ()):
        plan = plans.get(path.name)
        if plan is None:
            yield rules.found("packs/unknown-element", Where(str(path), value=path.name))
            continue
        demo, findings = read_demo(scope.pack.root, plan)
        yield from findings
        yield from demo_of_nothing(scope, plan, demo)


def demo_of_nothing(scope: Scope, plan: Plan, demo: Demo) -> Iterator[Finding]:
    """Institutions, periods, actions and places of returns that are not there."""
    place = scope.place(FOLDER, plan.id, "returns.csv")
    known = scope.codelists.get("institutions")
    periods = {each.code for each in demo.periods}
    for each in demo.returns:
        at = replace(place, key=f"{each.institution} {each.period}")
        if known is not None and each.institution not in known:
            yield rules.found("packs/unknown-code", at, codelist="institutions")
        if each.period not in periods:
            yield rules.found("packs/unknown-element", replace(at, value=each.period))
        for report in each.actions:
            if plan.get(report.action) is None:
                yield rules.found("packs/unknown-element", replace(at, value=report.action))
        for place_code in sorted({value.place for value in each.values} - {""}):
            if place_code not in scope.areas:
                where = replace(at, value=place_code)
                yield rules.found("packs/unknown-code", where, codelist=scope.areas.id)
