"""What a brought file changes in a standing plan: new, changed, same, rejected, not in the file.

Lines meet by id; where a file gives none, by number and title. A line that the file does not have
stays: nothing is withdrawn by leaving it out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from uratibu.core.findings import Finding, Where
from uratibu.core.plans.compare import FieldChange, compare_elements
from uratibu.core.plans.intake.headings import folded_heading
from uratibu.core.plans.intake.merge import merged
from uratibu.core.plans.intake.model import Line, ReadPlan, Rejected, fault
from uratibu.core.plans.model import DOING, Element, Level, Plan

CLOSE = 85
"""Of 100: how like two titles under one number must be to be one line."""
LONGEST_ID = 80
_LETTERS = {Level.THEME: "T", Level.OBJECTIVE: "O", Level.OUTCOME: "OC", Level.OUTPUT: "OP",
            Level.ACTION: "A", Level.ACTIVITY: "AC"}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """A line that the file changes: before, after, and each field that differs."""

    old: Element
    new: Element
    fields: tuple[FieldChange, ...]
    where: Where


@dataclass(frozen=True)
class Matched:
    """What an import would do. new, changed: to be stored. same: ids; missing: not in the file.

    keys: the stored id of each id or stand-in of the file, to find its cells by.
    """

    new: tuple[Element, ...]
    changed: tuple[Change, ...]
    same: tuple[str, ...]
    rejected: tuple[Rejected, ...]
    missing: tuple[Element, ...]
    findings: tuple[Finding, ...]
    keys: tuple[tuple[str, str], ...]

    @property
    def elements(self) -> tuple[Element, ...]:
        """All that would be stored, a line before what it contains."""
        return (*self.new, *(change.new for change in self.changed))

    def counts(self) -> dict[str, int]:
        """How many lines are new, changed, same and rejected, and how many the file lacks."""
        return {
            "new": len(self.new), "changed": len(self.changed), "same": len(self.same),
            "rejected": len(self.rejected), "missing": len(self.missing),
        }  # fmt: skip

    def plan(self, standing: Plan) -> Plan:
        """The standing plan as it would be after the import."""
        after = {each.id: each for each in standing.elements}
        after |= {each.id: each for each in self.elements}
        return replace(standing, elements=tuple(after.values()))


def match(read: ReadPlan, standing: Plan) -> Matched:
    """Meet the lines of a file with those of a plan."""
    return _Matcher(read, standing).run()


class _Matcher:
    def __init__(self, read: ReadPlan, standing: Plan) -> None:
        self.read, self.standing = read, standing
        self.keys: dict[str, str] = {}
        self.taken = {each.id for each in standing.elements}
        self.by_title: dict[tuple[Level, str], list[Element]] = defaultdict(list)
        self.by_code: dict[tuple[Level, str], list[Element]] = defaultdict(list)
        self.rejected = list(read.rejected)
        self.findings: list[Finding] = []
        for each in standing.elements:
            for _, text in each.title.texts:
                self.by_title[_kind(each.level), folded_heading(text)].append(each)
            if each.code:
                self.by_code[_kind(each.level), folded_heading(each.code)].append(each)

    def run(self) -> Matched:
        """Everything the file does."""
        new: dict[str, Element] = {}
        changed: list[Change] = []
        same: list[str] = []
        self.taken |= {line.element.id for line in self.read.lines if line.has_id}
        for line in self.read.lines:
            old = self._standing(line)
            element = self._stored(line, old)
            if (reason := self._unfit(element, new)) is not None:
                self._reject(line, element, reason)
                continue
            if old is None:
                new[element.id] = element
            elif old != element:
                fields = compare_elements(old, element)
                changed.append(Change(old, element, fields, line.where))
            else:
                same.append(old.id)
        met = {*self.keys.values(), *(each.id for each in self.rejected)}
        missing = tuple(e for e in self.standing.elements if e.is_live and e.id not in met)
        return Matched(
            tuple(new.values()), tuple(changed), tuple(same), tuple(self.rejected), missing,
            tuple(self.findings), tuple(self.keys.items()),
        )  # fmt: skip

    def _standing(self, line: Line) -> Element | None:
        """The line of the plan that a line of the file is."""
        element = line.element
        if line.has_id:
            return self.standing.get(element.id)
        used = set(self.keys.values())
        parent = self.keys.get(element.parent, element.parent)
        candidates = [e for e in self._alike(element) if e.id not in used]
        under = [e for e in candidates if e.parent == parent]
        return next(iter(under or candidates), None)

    def _alike(self, element: Element) -> Iterator[Element]:
        titles = [folded_heading(text) for _, text in element.title.texts]
        code = folded_heading(element.code)
        titled = [e for title in titles for e in self.by_title[_kind(element.level), title]]
        yield from (e for e in titled if not code or folded_heading(e.code) == code)
        yield from (e for e in titled if e.is_live)
        for each in self.by_code[_kind(element.level), code] if code else ():
            known = [folded_heading(text) for _, text in each.title.texts]
            if any(fuzz.ratio(a, b) >= CLOSE for a in titles for b in known):
                yield each

    def _stored(self, line: Line, old: Element | None) -> Element:
        """The line as it would be stored: with its permanent id, under its parent."""
        element = line.element
        parent = self.keys.get(element.parent, element.parent)
        key = old.id if old else element.id if line.has_id else self._next_id(element, parent)
        self.keys[element.id] = key
        self.taken.add(key)
        if old is not None and line.keeps_parts:
            element, parent = self._without_echoes(element, parent, old)
        return merged(replace(element, id=key, parent=parent), line, old)

    def _without_echoes(
        self, element: Element, parent: str, old: Element
    ) -> tuple[Element, str]:  # fmt: skip
        """A line without what a wide table repeats of it: its id, and what it has from above."""
        if element.code == old.id:
            element = replace(element, code=old.code)
        inherited = set(self.standing.norms_of(old.id))
        if not old.norms and set(element.norms) <= inherited:
            element = replace(element, norms=())
        above = {each.id for each in self.standing.above(old.id)}
        return element, old.parent if parent in above or not parent else parent

    def _next_id(self, element: Element, parent: str) -> str:
        """A free id: T1, O-01, and A-2-03 for the third action of theme 2."""
        letters = _LETTERS[element.level]
        if element.level is Level.THEME:
            return self._free(lambda n: f"{letters}{n}")
        if element.level is Level.ACTIVITY and parent:
            return self._free(lambda n: f"{parent}-{_letter(n)}")
        theme = self._theme_number(parent) if element.level in DOING else ""
        return self._free(lambda n: f"{letters}-{theme}{n:02}")

    def _theme_number(self, parent: str) -> str:
        new = {self.keys.get(line.element.id, ""): line.element for line in self.read.lines}
        here, seen = parent, set()
        while here and here not in seen:
            seen.add(here)
            held = self.standing.get(here) or new.get(here)
            if held is None:
                break
            if held.level is Level.THEME:
                return f"{here.removeprefix('T')}-"
            here = self.keys.get(held.parent, held.parent)
        return ""

    def _free(self, name: Callable[[int], str]) -> str:
        number = 1
        while (key := name(number)) in self.taken:
            number += 1
        return key

    def _unfit(self, element: Element, new: dict[str, Element]) -> tuple[str, str, str, str] | None:
        """Why a line cannot be stored: field, rule, message and remedy."""
        if len(element.id) > LONGEST_ID or any(c.isspace() for c in element.id):
            return ("id", "id-unfit", f"{element.id[:40]} cannot be an id.",
                    "Write letters, digits and hyphens without spaces.")  # fmt: skip
        if element.parent == element.id:
            return ("parent", "own-parent", "The line stands under itself.",
                    "Write the id of the line that contains it.")  # fmt: skip
        known = {"", *new, *(e.id for e in self.standing.elements)}
        if element.parent not in known:
            message = f"{element.parent} is no line above this one, or is rejected."
            return ("parent", "parent-missing", message,
                    "Write the id of a line above this one, or mend that line.")  # fmt: skip
        if element.starts_on and element.ends_on and element.ends_on < element.starts_on:
            return ("ends_on", "end-before-start", "The line ends before it starts.",
                    "Correct one of the two days.")  # fmt: skip
        return None

    def _reject(self, line: Line, element: Element, reason: tuple[str, str, str, str]) -> None:
        name, rule, message, remedy = reason
        where = self.read.place(f"{line.element.id}.{name}") or line.where
        self.findings.append(fault(where, rule, message, remedy))
        self.rejected.append(Rejected(element.id, element.title(), line.where))
        self.keys.pop(line.element.id, None)


def _kind(level: Level) -> Level:
    """Actions and activities meet: other documents do not tell them apart."""
    return Level.ACTION if level in DOING else level


def _letter(number: int) -> str:
    return chr(96 + number) if number <= 26 else str(number)
