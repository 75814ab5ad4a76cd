"""Reads a workbook in our own layout: sheets are put together again into lines of a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from uratibu.core.findings import Finding, Severity, Where, has_errors
from uratibu.core.intake.grids import Brought, Grid
from uratibu.core.plans import layout
from uratibu.core.plans.intake.facts import read_facts
from uratibu.core.plans.intake.model import Line, ReadPlan, Rejected, fault
from uratibu.core.plans.intake.sheets import Row, Table, open_sheet, sheets_in
from uratibu.core.plans.known import Known
from uratibu.core.plans.load import load_element, load_rate
from uratibu.core.plans.model import Rate

Plain = dict[str, object]
_PARTS = ("indicators", "milestones", "budget", "risks")
_INNER = {"targets": "indicators", "definitions": "indicators", "slips": "milestones"}


def is_own(brought: Brought) -> bool:
    """Whether a file is in our own layout."""
    return brought.kind == "xlsx" and any(
        layout.LAYOUT in (cell for cell in row if isinstance(cell, str))
        for grid in brought.grids for row in grid.rows[:12]
    )  # fmt: skip


def read(brought: Brought, known: Known) -> ReadPlan:
    """The plan of a workbook in our own layout, with everything that is wrong with it."""
    grids = sheets_in(brought)
    findings: list[Finding] = []
    facts, told = read_facts(grids.get(layout.PLAN.key), brought.file)
    findings.extend(told)
    currency = str(facts.get("currency", known.currency))
    month = facts.get("fiscal_start_month", known.fiscal_start_month)
    here = replace(known, currency=currency, fiscal_start_month=int(str(month)))
    tables = {
        sheet.key: open_sheet(grids[sheet.key], sheet, brought.file, here)
        for sheet in layout.ROWS if sheet.key in grids
    }  # fmt: skip
    for table in tables.values():
        findings.extend(table.findings)
    findings.extend(_strangers(brought, grids))
    if layout.ELEMENTS.key not in tables:
        findings.append(_no_lines(brought))
        return ReadPlan((), (), tuple(findings), {}, facts, (), layout.LAYOUT)
    lines, rejected, places, more = _Builder(tables, brought.file).build()
    rates, faults = _rates(tables.get(layout.RATES.key))
    return ReadPlan(
        tuple(lines), tuple(rejected), (*findings, *more, *faults), places, facts, rates,
        layout.LAYOUT,
    )  # fmt: skip


def _strangers(brought: Brought, grids: Mapping[str, Grid]) -> Iterator[Finding]:
    """Sheets that nothing reads, so that nothing is dropped silently."""
    used = {id(grid) for grid in grids.values()}
    titles = {words for _, words in layout.NOTES.texts}
    for grid in brought.grids:
        if id(grid) not in used and grid.name not in titles:
            yield fault(
                Where(brought.file, grid.name), "sheet-not-read",
                f"The sheet {grid.name} is none of this layout and is not read.",
                "Move what belongs to the plan into its sheets.", severity=Severity.WARNING,
            )  # fmt: skip


def _no_lines(brought: Brought) -> Finding:
    names = " / ".join(dict.fromkeys(words for _, words in layout.ELEMENTS.title.texts))
    return fault(
        Where(brought.file), "no-lines", f"There is no sheet {names} in the workbook.",
        "Bring the whole workbook, with the sheet of the lines of the plan.",
    )  # fmt: skip


@dataclass
class _Draft:
    """A line that is being put together. cells: where each path of it stands."""

    row: Row
    plain: Plain
    has_id: bool
    cells: dict[str, Where] = field(default_factory=dict)
    is_faulty: bool = False

    def add(self, key: str, said: Plain, row: Row, name: str) -> Plain:
        """Append a part to a list of the line; `name` is what findings call it by."""
        listed = self.plain.setdefault(key, [])
        if isinstance(listed, list):
            listed.append(said)
        self.note(f"{key}[{name}]", row)
        return said

    def note(self, path: str, row: Row) -> None:
        """Where a part and its fields stand."""
        self.cells.setdefault(path, row.where)
        for column, where in row.cells.items():
            self.cells.setdefault(f"{path}.{column}", where)
        self.is_faulty = self.is_faulty or row.is_faulty


class _Builder:
    def __init__(self, tables: Mapping[str, Table], file: str) -> None:
        self.tables, self.file = tables, file
        self.drafts: dict[str, _Draft] = {}
        self.refused: list[Row] = []
        self.inner: dict[tuple[str, str, str], tuple[_Draft, Plain]] = {}
        self.by_indicator: dict[str, list[str]] = defaultdict(list)
        self.findings: list[Finding] = []

    def build(self) -> tuple[list[Line], list[Rejected], dict[str, Where], list[Finding]]:
        """Lines, rejected lines, places and findings."""
        self._elements()
        for key in (*_PARTS, *_INNER):
            for row in self._rows(key):
                (self._inner if key in _INNER else self._part)(key, row)
        return self._finish()

    def _rows(self, key: str) -> tuple[Row, ...]:
        return self.tables[key].rows if key in self.tables else ()

    def _elements(self) -> None:
        for row in self._rows(layout.ELEMENTS.key):
            given = str(row.said.get("id", ""))
            key = given or f"new-{row.where.row}"
            if key in self.drafts:
                self._fault(row, "id", "id-twice", f"The id {key} stands twice.",
                            "Give the second line an id of its own, or none.")  # fmt: skip
                self.refused.append(row)
                continue
            draft = _Draft(row, {"id": key, **row.said}, bool(given), is_faulty=row.is_faulty)
            draft.cells |= {"": row.where, **row.cells}
            self.drafts[key] = draft

    def _part(self, key: str, row: Row) -> None:
        draft = self._line_of(row)
        if draft is None:
            return
        said = {k: v for k, v in row.said.items() if k not in ("element", layout.WHAT)}
        if key in ("indicators", "milestones"):
            name = str(said.setdefault("id", self._next_id(draft, key)))
            if (key, str(draft.plain["id"]), name) in self.inner:
                self._fault(row, "id", "id-twice", f"The id {name} stands twice.",
                            "Give the second one an id of its own, or none.")  # fmt: skip
                draft.is_faulty = True
                return
            draft.add(key, said, row, name)
            self.inner[key, str(draft.plain["id"]), name] = draft, said
            self.by_indicator[name].append(str(draft.plain["id"]))
        elif row.said.get(layout.WHAT) == layout.ASSUMPTION:
            draft.add("assumptions", {"text": said.get("title")}, row, str(self._count(draft, key)))
        else:
            draft.add(key, said, row, str(self._count(draft, key)))

    def _count(self, draft: _Draft, key: str) -> int:
        listed = draft.plain.get(key, [])
        return len(listed) + 1 if isinstance(listed, list) else 1

    def _next_id(self, draft: _Draft, key: str) -> str:
        number = self._count(draft, key)
        return f"{draft.plain['id']}/i{number}" if key == "indicators" else f"m{number}"

    def _inner(self, key: str, row: Row) -> None:
        outer = _INNER[key]
        name = str(row.said.get(outer[:-1], ""))
        element = str(row.said.get("element", "")) or next(iter(self.by_indicator[name]), "")
        found = self.inner.get((outer, element, name))
        if found is None:
            message = f"{name or 'Nothing'} is in no other sheet."
            self._fault(row, outer[:-1], "no-such-part", message,
                        "Write the ids as they stand in the other sheets.")  # fmt: skip
            if element in self.drafts:
                self.drafts[element].is_faulty = True
            return
        draft, part = found
        said = {k: v for k, v in row.said.items() if k not in ("element", outer[:-1], layout.WHAT)}
        path = f"{outer}[{name}]"
        if row.said.get(layout.WHAT) == layout.BASELINE:
            part["baseline"] = said
            draft.note(f"{path}.baseline", row)
            return
        listed = part.setdefault(key, [])
        if isinstance(listed, list):
            listed.append(said)
            draft.note(f"{path}.{key}[{said.get('period') or len(listed)}]", row)

    def _line_of(self, row: Row) -> _Draft | None:
        name = str(row.said.get("element", ""))
        draft = self.drafts.get(name)
        if draft is None and name:
            self._fault(row, "element", "no-such-line", f"There is no line {name}.",
                        "Write the id of a line as it stands in the first table.")  # fmt: skip
        return draft

    def _fault(self, row: Row, column: str, rule: str, message: str, remedy: str) -> None:
        where = row.cells.get(column, row.where)
        shown = str(row.said.get(column, ""))[:80]
        self.findings.append(fault(replace(where, value=shown), rule, message, remedy))

    def _finish(self) -> tuple[list[Line], list[Rejected], dict[str, Where], list[Finding]]:
        said, languages = self._said()
        lines: list[Line] = []
        rejected = [_rejected(row) for row in self.refused]
        places: dict[str, Where] = {}
        for key, draft in self.drafts.items():
            element, found = load_element(draft.plain, Where(self.file))
            if not draft.is_faulty:
                self.findings.extend(replace(f, where=_cell(f.where, draft)) for f in found)
            places |= {f"{key}.{path}" if path else key: at for path, at in draft.cells.items()}
            if element is None or draft.is_faulty or has_errors(found):
                rejected.append(_rejected(draft.row))
            else:
                lines.append(Line(element, said, draft.row.where, languages, draft.has_id))
        return lines, rejected, places, self.findings

    def _said(self) -> tuple[frozenset[str], frozenset[str]]:
        """The fields that the workbook has a column or sheet for, and the languages of texts."""
        said = set(self.tables[layout.ELEMENTS.key].columns)
        for key in (*_PARTS, *_INNER):
            if key in self.tables:
                whole = f"{_INNER[key]}.{key}" if key in _INNER else key
                said |= {whole, *(f"{whole}.{column}" for column in self.tables[key].columns)}
        if "targets" in self.tables:
            said.add("indicators.baseline")
        if "risks" in self.tables:
            said.add("assumptions")
        return frozenset(said), frozenset().union(*(t.languages for t in self.tables.values()))


def _rejected(row: Row) -> Rejected:
    title = row.said.get("title")
    words = next(iter(title.values()), "") if isinstance(title, Mapping) else title or ""
    return Rejected(str(row.said.get("id", "")), str(words), row.where)


def _cell(where: Where, draft: _Draft) -> Where:
    """The cell of a key such as budget[0].amount, else the row of the line."""
    found = draft.cells.get(where.key, draft.row.where)
    return replace(found, key=where.key, value=where.value)


def _rates(table: Table | None) -> tuple[tuple[Rate, ...], list[Finding]]:
    rates: list[Rate] = []
    faults: list[Finding] = []
    for row in table.rows if table else ():
        rate, found = load_rate(row.said, row.where)
        faults.extend(found if not row.is_faulty else ())
        if rate is not None and not row.is_faulty:
            rates.append(rate)
    return tuple(rates), faults
