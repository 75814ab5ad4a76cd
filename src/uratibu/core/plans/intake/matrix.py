"""Reads one table of a plan document by a mapping: rows, groups and continuations into lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from uratibu.core.findings import Finding, Severity, Where
from uratibu.core.intake.grids import Brought, Grid
from uratibu.core.intake.sheet_scan import column_letters
from uratibu.core.labels import Label
from uratibu.core.plans.intake.cells import text_of
from uratibu.core.plans.intake.headings import folded_heading
from uratibu.core.plans.intake.mapping import Mapping
from uratibu.core.plans.intake.model import Line, ReadPlan, Rejected, fault
from uratibu.core.plans.intake.parts import Cells, PartReader
from uratibu.core.plans.intake.shapes import shapes
from uratibu.core.plans.known import Known
from uratibu.core.plans.model import Element, Level, Plan

LEVELS = (
    Level.THEME, Level.OBJECTIVE, Level.OUTCOME, Level.OUTPUT, Level.ACTION, Level.ACTIVITY,
)  # fmt: skip
_NUMBERED = re.compile(r"^\(?(\d+(?:\.\d+)*[a-z]?|[a-z]\)|[ivx]+\))[.):]?\s+(?=\D)", re.IGNORECASE)
_GROUP = re.compile(r"^(.*?)\s*[:.\u2013-]\s+(.+)$", re.DOTALL)
_PARTS_OF = {
    "indicator": "indicators.title", "definition": "indicators.definitions",
    "unit": "indicators.unit", "disaggregation": "indicators.disaggregation",
    "baseline": "indicators.baseline", "target": "indicators.targets",
    "source": "indicators.source", "frequency": "indicators.frequency",
    "owner": "indicators.owner", "method": "indicators.method", "limits": "indicators.limits",
    "lane": "indicators.lane", "budget": "budget", "milestones": "milestones.title",
    "norms": "norms", "sdg": "norms", "stakeholders": "partners", "timeline": "ends_on",
    "code": "code", "lead": "lead", "partners": "partners", "places": "places",
    "starts_on": "starts_on", "ends_on": "ends_on", "deliverables": "deliverables",
    "description": "description", "assumptions": "assumptions", "risks": "risks",
    "status": "status", "page": "page", "gap": "budget",
}  # fmt: skip
"""The field of a line that each field of a table speaks about."""


@dataclass
class _Draft:
    """A line that is being read; its id is a stand-in. rows: those it stands in."""

    element: Element
    row: int
    said: set[str] = field(default_factory=lambda: {"parent", "title"})
    is_faulty: bool = False
    has_id: bool = False


def read(brought: Brought, mapping: Mapping, known: Known, standing: Plan) -> ReadPlan:
    """The lines of one table. standing: the plan it is for; its years name Y1 to Y5."""
    grid = brought.grids[mapping.table]
    reader = _Reader(brought.file, grid, mapping, known, standing)
    reader.run()
    return reader.result()


class _Reader:
    def __init__(
        self, file: str, grid: Grid, mapping: Mapping, known: Known, standing: Plan
    ) -> None:
        self.file, self.grid, self.mapping, self.standing = file, grid, mapping, standing
        self.base = Where(file, grid.name)
        self.findings: list[Finding] = []
        self.places: dict[str, Where] = {}
        self.drafts: list[_Draft] = []
        self.open: dict[Level, _Draft] = {}
        self.parts = PartReader(known, standing, mapping, self.findings)
        self.titles = {each.value: each for each in LEVELS if mapping.says(each.value)}

    def run(self) -> None:
        """Every row under the headings."""
        headings = {folded_heading(t) for t in self.mapping.headings.texts if t}
        for number in range(self.mapping.headings.last + 1, len(self.grid.rows) + 1):
            cells = self._cells(number)
            texts = [t for t in cells.texts() if t]
            if not texts or _is_numbering(texts) or {folded_heading(t) for t in texts} <= headings:
                continue
            if folded_heading(texts[0]).rstrip(" 0123456789") in shapes().totals:
                self._note(number, texts[0])
            elif (group := self._group(number, texts)) is not None:
                self._start(*group, number)
            else:
                self._row(number, cells)

    def result(self) -> ReadPlan:
        """What was read."""
        lines = tuple(
            Line(
                d.element, frozenset(d.said), replace(self.base, row=d.row),
                frozenset({self.mapping.language}), has_id=d.has_id, keeps_parts=True,
            )
            for d in self.drafts if not d.is_faulty
        )  # fmt: skip
        rejected = tuple(
            Rejected(d.element.code, d.element.title(), replace(self.base, row=d.row))
            for d in self.drafts if d.is_faulty
        )  # fmt: skip
        shape = self.mapping.shape
        return ReadPlan(lines, rejected, tuple(self.findings), self.places, {}, (), shape)

    def _cells(self, number: int) -> Cells:
        """The cells of a row by field; a cell merged downwards counts only in its first row."""
        found: dict[str, tuple[object, Where]] = {}
        row = self.grid.rows[number - 1]
        for column, name in self.mapping.columns:
            text = row[column - 1] if column <= len(row) else ""
            heading = self.mapping.headings.texts[column - 1]
            place = f"{column_letters(column)} {heading}"
            where = replace(self.base, row=number, column=place, value=text_of(text)[:80])
            found[name] = text, where
        return Cells(
            found, {n: self.mapping.headings.texts[c - 1] for c, n in self.mapping.columns}
        )

    def _group(self, number: int, texts: list[str]) -> tuple[Level, str] | None:
        """The level and words of a row that stands over others; None for other rows."""
        row = [text_of(cell) for cell in self.grid.rows[number - 1] if cell != ""]
        if len(row) != 1:
            return None
        level = _level_of(row[0])
        is_wide = any(m[0] == number and m[3] - m[1] >= 1 for m in self.grid.merged)
        if level is None and not is_wide:
            return None
        has_theme = Level.THEME in self.open and Level.OBJECTIVE not in self.titles.values()
        return level or (Level.OBJECTIVE if has_theme else Level.THEME), row[0]

    def _start(self, level: Level, text: str, number: int, where: Where | None = None) -> _Draft:
        """Open a line; what was open at its level and below is closed."""
        code, title = _code_and_title(text, level)
        order = LEVELS.index(level)
        self.open = {k: v for k, v in self.open.items() if LEVELS.index(k) < order}
        above = max(self.open, key=LEVELS.index, default=None)
        element = Element(
            id=f"new-{number}-{level.value}", level=level, code=code,
            title=Label(((self.mapping.language, title),)),
            parent=self.open[above].element.id if above else "",
            source=self.file, page=f"{self.grid.name}, {number}",
        )  # fmt: skip
        draft = _Draft(element, number)
        draft.said |= {"code"} if code else set()
        self.open[level] = draft
        self.drafts.append(draft)
        here = where or replace(self.base, row=number, value=title[:80])
        self.places |= {element.id: here, f"{element.id}.title": here}
        return draft

    def _row(self, number: int, cells: Cells) -> None:
        draft = self._line(number, cells)
        if draft is None:
            where = replace(self.base, row=number, value=next(iter(cells.texts()), "")[:80])
            self.findings.append(
                fault(
                    where, "row-without-line", "This row belongs to no line of the plan.",
                    "Write the action in its column, or choose another column for it.",
                )
            )  # fmt: skip
            return
        before = len(self.findings)
        draft.element, places = self.parts.add(draft.element, cells)
        for name in {n.partition(":")[0] for n in cells.found}:
            if name in _PARTS_OF and (name not in ("code",) or cells.text("code")):
                draft.said.add(_PARTS_OF[name])
        draft.said |= {"starts_on"} if "timeline" in cells.found else set()
        self.places |= {f"{draft.element.id}.{path}": at for path, at in places.items()}
        errors = (f.severity is Severity.ERROR for f in self.findings[before:])
        draft.is_faulty = draft.is_faulty or any(errors)

    def _line(self, number: int, cells: Cells) -> _Draft | None:
        """The line a row speaks of: a new one, or the one it goes on with."""
        named = self._named(cells, number)
        if named is not None:
            return named
        here: _Draft | None = None
        for name, level in self.titles.items():
            text = cells.text(name)
            if not text:
                continue
            held = self.open.get(level)
            _, title = _code_and_title(text, level)
            if held is not None and folded_heading(held.element.title(self.mapping.language)) == (
                folded_heading(title)
            ):
                here = held
                continue
            here = self._start(level, text, number, cells.where(name))
        if here is not None:
            return here
        last = max(self.open, key=LEVELS.index, default=None)
        return self.open[last] if last is not None else None

    def _named(self, cells: Cells, number: int) -> _Draft | None:
        """A line of the standing plan that a row names by id, number or title."""
        name = cells.text("line")
        found = _standing(self.standing, name) if name else None
        if found is None and cells.text("indicator") and not self.titles:
            wanted = folded_heading(cells.text("indicator"))
            for element, indicator in self.standing.indicators():
                if wanted in {folded_heading(text) for _, text in indicator.title.texts}:
                    found = element
        if found is None:
            return None
        held = next((d for d in self.drafts if d.element.id == found.id), None)
        if held is None:
            bare = Element(found.id, found.level, found.title, parent=found.parent)
            held = _Draft(bare, number, said=set(), has_id=True)
            self.drafts.append(held)
            self.places[found.id] = cells.where("line" if name else "indicator")
        return held

    def _note(self, number: int, text: str) -> None:
        where = replace(self.base, row=number, value=text[:80])
        self.findings.append(
            fault(where, "total-not-read", "A row of sums is not read; sums are computed.",
                  "Nothing is to be done.", severity=Severity.NOTE)
        )  # fmt: skip


def _standing(plan: Plan, name: str) -> Element | None:
    wanted = folded_heading(name)
    for each in plan.elements:
        words = (each.id, each.code, *(text for _, text in each.title.texts))
        if wanted and wanted in {folded_heading(word) for word in words}:
            return each
    return None


def _level_of(text: str) -> Level | None:
    """The level that the first words of a group row name."""
    start = folded_heading(text.split(":", maxsplit=1)[0])
    for level, words in shapes().groups.items():
        for word in words:
            if re.match(rf"{re.escape(word)}s?(?:\s+(?:no\s+)?[\divx]+[a-z]?(?:\s|$)|$)", start):
                return level
    return None


def _code_and_title(text: str, level: Level) -> tuple[str, str]:
    """The number in front of a title, and the title: "1.2 Train officers", "Priority 1: Data"."""
    plain = " ".join(text.split())
    if _level_of(plain) is not None and (found := _GROUP.match(plain)):
        number = re.search(r"(\d+(?:\.\d+)*[a-z]?)\s*$", found[1])
        return (number[1] if number else ""), found[2].strip()
    if found := _NUMBERED.match(plain):
        return found[1].strip(").("), plain[found.end() :].strip()
    return "", plain


def _is_numbering(texts: list[str]) -> bool:
    """A row of column numbers: (1), (2), (3)."""
    numbers = [text.strip("() .") for text in texts]
    return len(numbers) > 2 and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def headings_of(mapping: Mapping) -> Iterator[str]:
    """The headings that nothing was chosen for."""
    chosen = {column for column, _ in mapping.columns}
    for number, text in enumerate(mapping.headings.texts, start=1):
        if text and number not in chosen:
            yield text
