"""A file that was brought into a plan: its tables, what its columns say, what it would change."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from uratibu.core.findings import Finding, Severity, Where
from uratibu.core.intake.grids import Brought, read_tables
from uratibu.core.packs.plan_context import context_of, known_of
from uratibu.core.plans import check
from uratibu.core.plans.intake import mapping as mappings
from uratibu.core.plans.intake import marked, own
from uratibu.core.plans.intake.mapping import Headings, Mapping
from uratibu.core.plans.intake.match import Change, Matched, match
from uratibu.core.plans.intake.model import ReadPlan
from uratibu.core.plans.intake.read import read_brought, with_findings
from uratibu.core.plans.known import Known
from uratibu.core.plans.model import Element, Plan
from uratibu.core.plans.words import LEVELS
from uratibu.design.parts import Link
from uratibu.web.datasets.operations import Kept
from uratibu.web.plans import models
from uratibu.web.plans.queries import history, plans, words

SHOWN = 200
"""Lines of one kind, and findings, that a page shows."""


@dataclass(frozen=True)
class Opened:
    """The tables of a kept file, and what is wrong with the file itself."""

    brought: Brought
    findings: tuple[Finding, ...]

    @property
    def is_own(self) -> bool:
        """Whether it is in our own layout, which needs no naming of columns."""
        return own.is_own(self.brought)


@dataclass(frozen=True)
class Line:
    """One line of the preview. differences: for a changed one, before and after."""

    kind: str
    element: Link
    id: str
    place: str = ""
    differences: tuple[history.Difference, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A finding as a page shows it."""

    severity: str
    message: str
    remedy: str
    where: str
    rule: str


@dataclass(frozen=True)
class Preview:
    """What an import would do to the plan as it is now."""

    matched: Matched
    counts: dict[str, int]
    new: tuple[Line, ...]
    changed: tuple[Line, ...]
    rejected: tuple[Line, ...]
    missing: tuple[Line, ...]
    findings: tuple[Finding, ...]
    layout: str

    @property
    def has_changes(self) -> bool:
        """Whether a commit would store anything."""
        return bool(self.matched.elements)

    @property
    def shown(self) -> tuple[Shown, ...]:
        """The findings, the gravest first, as many as one reads."""
        return tuple(map(_shown, self.findings[:SHOWN]))

    @property
    def found(self) -> dict[str, int]:
        """How many findings of each severity; no Counter: a template asks it for `items`."""
        return dict(Counter(str(each.severity) for each in self.findings))


def imports_of(plan: Plan, person_id: int) -> tuple[models.Import, ...]:
    """The last files that a person brought into a plan."""
    return tuple(models.Import.objects.filter(plan=plan.id, brought_by=person_id)[:8])


def kept_file(one: models.Import) -> Path:
    """Where the file lies."""
    return Path(settings.MEDIA_ROOT) / one.sha256 / one.file_name


def known() -> Known:
    """What words of a brought plan are looked up in."""
    return known_of(settings.SYSTEM().installation)


def opened(one: models.Import) -> Opened:
    """The tables of the file, read in a child process; kept while the plan stays as it is."""

    def read() -> Opened:
        return Opened(*read_tables(kept_file(one), room="plans", name=one.file_name))

    return plans.keep(plans.state(one.plan_id), f"import-{one.sha256}", read)


def plan_in(kept: Kept) -> Plan | None:
    """The plan, without its lines, that a file in our own layout says; None for other files."""
    brought, _ = read_tables(kept.path, room="plans")
    if not own.is_own(brought):
        return None
    read = own.read(brought, known())
    plan = replace(read.plan(), elements=())
    return plan if plan.id == read.facts.get("id") else None


def mapping_of(one: models.Import, brought: Brought) -> Mapping | None:
    """The columns as they were named, None where they were not yet or it is our own layout."""
    said = json.loads(one.columns)
    table = said.get("table", -1)
    if not said.get("columns") or not 0 <= table < len(brought.grids):
        return None
    headings = mappings.find_headings(brought.grids[table])
    if headings is None:
        return None
    columns = tuple((int(number), str(field)) for number, field in said["columns"])
    return Mapping(table, headings, columns, said.get("shape", ""), said.get("language", "en"))


def remembered(plan_id: str, headings: Headings) -> dict[str, object] | None:
    """How columns with the same headings were named for this plan the last time."""
    for each in models.Import.objects.filter(plan=plan_id).exclude(columns="{}")[:50]:
        said: dict[str, object] = json.loads(each.columns)
        if said.get("signature") == headings.signature:
            return said
    return None


def preview(one: models.Import, plan: Plan) -> Preview:
    """What the file would change in the plan as it is now."""
    language = get_language() or "en"
    state = plans.state(one.plan_id)
    name = f"preview-{one.pk}-{hash(one.columns)}-{language}"
    return plans.keep(state, name, lambda: _preview(one, plan, language))


def marked_copy(one: models.Import, plan: Plan) -> tuple[bytes, str]:
    """The file back with its findings, and its kind. Raises Refused."""
    kind = opened(one).brought.kind or "xlsx"
    found = preview(one, plan).findings
    language = get_language() or "en"
    return marked.marked(kept_file(one), kind, found, language=language), kind


def _preview(one: models.Import, plan: Plan, language: str) -> Preview:
    file = opened(one)
    if file.brought.grids:
        chosen = mapping_of(one, file.brought)
        read = read_brought(file.brought, known(), mapping=chosen, standing=plan)
        read = with_findings(read, file.findings)
    else:
        read = ReadPlan(findings=file.findings)
    matched = match(read, plan)
    found = (*read.findings, *matched.findings, *_linted(read, matched, plan, language))
    rank = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
    return Preview(
        matched, matched.counts(),
        new=tuple(_line("new", plan, e, read.place(_stand_in(matched, e.id))) for e in
                  matched.new[:SHOWN]),
        changed=tuple(
            _changed(plan, c) for c in matched.changed[:SHOWN]
        ),
        rejected=tuple(Line("rejected", Link(r.title or r.id), r.id, _place(r.where))
                       for r in matched.rejected[:SHOWN]),
        missing=tuple(_line("missing", plan, e) for e in matched.missing[:SHOWN]),
        findings=tuple(sorted(found, key=lambda f: rank[f.severity])),
        layout=read.layout,
    )  # fmt: skip


def _linted(read: ReadPlan, matched: Matched, plan: Plan, language: str) -> tuple[Finding, ...]:
    """What the linter says of the lines that the import would store."""
    touched = {element.id for element in matched.elements}
    if not touched:
        return ()
    back = {stored: given for given, stored in matched.keys}

    def place(key: str) -> Where | None:
        element, dot, field = key.partition(".")
        return read.place(f"{back.get(element, element)}{dot}{field}")

    context = context_of(settings.SYSTEM(), today=timezone.localdate())
    after = matched.plan(plan)
    return tuple(
        check.finding(fault, language, file=plan.id, place=place)
        for fault in check.faults(after, context) if fault.element in touched
    )  # fmt: skip


def _stand_in(matched: Matched, key: str) -> str:
    return next((given for given, stored in matched.keys if stored == key), key)


def _line(kind: str, plan: Plan, element: Element, where: Where | None = None) -> Line:
    link = words.element_link(plan.id, element)
    if kind == "new":
        link = Link(f"{words.text(LEVELS[element.level])}: {words.text(element.title)}")
    return Line(kind, link, element.id, _place(where))


def _changed(plan: Plan, change: Change) -> Line:
    line = _line("changed", plan, change.new, change.where)
    return replace(line, differences=history.differences(change.fields))


def _place(where: Where | None) -> str:
    if where is None:
        return ""
    return str(replace(where, file="", value="", key=""))


def _shown(finding: Finding) -> Shown:
    where = replace(finding.where, file="" if finding.where.sheet else finding.where.file)
    return Shown(
        str(finding.severity), finding.message, finding.remedy, str(where), finding.rule
    )  # fmt: skip


def counts_of(one: models.Import) -> dict[str, int]:
    """What a stored import came to."""
    counts: dict[str, int] = json.loads(one.counts)
    return counts
