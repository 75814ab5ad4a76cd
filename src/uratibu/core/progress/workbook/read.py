"""A workbook that came back: whose it is, what is new, changed, the same, or wrong at its cell.

Nothing is trusted: every label is compared with what is asked, every answer goes through the
rules of all roads. The file itself is read in a child process by `core.intake`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from uratibu.core.findings import Finding, Severity, Where, has_errors
from uratibu.core.intake import grids
from uratibu.core.intake.child import LIMITS, Limits
from uratibu.core.progress.asked import Asked
from uratibu.core.progress.model import ActionReport, Answered, Reported
from uratibu.core.progress.typed import (
    ANSWERED_WORDS,
    Typed,
    TypedAction,
    understood_action,
    understood_value,
)
from uratibu.core.progress.workbook.hidden import Bases, language_of, read_hidden
from uratibu.core.progress.workbook.layout import (
    ACTIONS,
    FIRST_ROW,
    HIDDEN,
    READ_ME,
    SHEETS,
    Filled,
    Sheet,
    answers_of,
    fingerprint,
)
from uratibu.core.progress.workbook.rows import Row, heading_faults, rows_of
from uratibu.core.progress.workbook.rules import RULES, finding
from uratibu.core.progress.workbook.words import MARKS
from uratibu.core.values import State

WHOLE_FILE = frozenset({
    "no-template", "other-template", "other-plan", "other-period", "other-institution", "checksum",
})  # fmt: skip


class Outcome(StrEnum):
    """What became of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REJECTED = "rejected"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Line:
    """One row as it came. stored, typed: its answers in words, before and now.

    answer: what it means; its version is the one it was made from. None where it is rejected.
    """

    sheet: str
    row: int
    key: str
    outcome: Outcome
    stored: str = ""
    typed: str = ""
    answer: ActionReport | Reported | None = None
    cells: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Intake:
    """Everything a workbook says, and the language it speaks.

    bases: of its hidden sheet, to fill a marked copy with.
    """

    lines: tuple[Line, ...] = ()
    findings: tuple[Finding, ...] = ()
    bases: Bases = field(default_factory=dict)
    language: str = "en"

    def count(self, outcome: Outcome) -> int:
        """How many rows had an outcome."""
        return sum(1 for each in self.lines if each.outcome is outcome)

    def answers(self, *outcomes: Outcome) -> tuple[ActionReport | Reported, ...]:
        """What the rows of these outcomes say."""
        return tuple(each.answer for each in self.lines if each.outcome in outcomes and each.answer)


def read_workbook(
    path: Path, asked: Asked, books: Mapping[str, Filled], *, name: str = "",
    limits: Limits = LIMITS,
) -> Intake:  # fmt: skip
    """Read a workbook against what its return asks and holds now.

    books: the workbook as it would be written today, by language, the reader's own first; findings
    speak the language of the file. name: what the user calls the file.
    """
    brought, faults = grids.read_tables(path, room="returns", name=name, limits=limits)
    sheets = {each.name: each for each in brought.grids}
    said = language_of(sheets.get(HIDDEN), tuple(books))
    expected = books[said]
    if brought.kind != "xlsx":
        return Intake(findings=_retold(faults, said), language=said)
    bases, identity_faults = read_hidden(sheets.get(HIDDEN), expected, brought.file)
    if identity_faults:
        return Intake(findings=identity_faults, language=said)
    told = _retold(faults, said)
    spoilt = frozenset((f.where.sheet, f.where.row) for f in told)
    reading = _Reading(asked, expected, bases, spoilt)
    reading.file = brought.file
    lines, found = [], [*told, *_unknown_sheets(brought, expected)]
    for sheet in SHEETS:
        read, wrong = reading.sheet(sheets.get(sheet.title(said)), sheet)
        lines += read
        found += wrong
    return Intake(tuple(lines), tuple(found), bases, said)


_AS_BEFORE = frozenset(
    ANSWERED_WORDS[each](language)
    for each in (Answered.NO_CHANGE, Answered.NIL)
    for language in ("en", "sw")
)
"""Answers after which an action stands where it stood."""


class _Reading:
    """One workbook being read."""

    def __init__(
        self, asked: Asked, expected: Filled, bases: Bases, spoilt: frozenset[tuple[str, int]]
    ) -> None:
        self.asked, self.expected, self.bases, self.spoilt = asked, expected, bases, spoilt
        self.file = ""
        self.language = expected.language
        self.cells = asked.by_key()

    def sheet(
        self, grid: grids.Grid | None, sheet: Sheet
    ) -> tuple[list[Line], list[Finding]]:  # fmt: skip
        """The rows of one sheet, and what is wrong with it."""
        title = sheet.title(self.language)
        if grid is None:
            place = Where(file=self.file, sheet=title, value=title)
            return [], [finding("sheet-missing", place, self.language)]
        wrong = heading_faults(grid, sheet, self.language, self.file)
        if wrong:
            return [], list(wrong)
        rows, found = rows_of(grid, sheet, self.expected, bases=self.bases, file=self.file)
        lines: list[Line] = []
        gathered = list(found)
        for row in rows:
            line, doubts = self.line(row, sheet)
            lines.append(line)
            gathered += doubts
        return lines, gathered

    def line(self, row: Row, sheet: Sheet) -> tuple[Line, list[Finding]]:
        """One row, understood and compared with what is stored."""
        row = self._with_last_status(row, sheet)
        stored = answers_of(self.expected.rows[sheet.name][row.key], sheet)
        typed = answers_of(row.texts, sheet)
        line = Line(sheet.name, row.number, row.key, Outcome.SAME, _short(stored), _short(typed),
                    cells=row.texts)  # fmt: skip
        if row.is_faulty or (sheet.title(self.language), row.number) in self.spoilt:
            return replace(line, outcome=Outcome.REJECTED), []
        version, mark, _ = self.bases.get(row.key, (0, "", ""))
        if typed == stored or fingerprint(typed) == mark:
            return line, []
        if not any(typed):
            place = self._where(row, sheet)
            return replace(line, outcome=Outcome.REJECTED), [
                finding("cleared", replace(place, value=line.stored), self.language)
            ]
        answer, found = self._understood(row, sheet)
        if answer is None:
            return replace(line, outcome=Outcome.REJECTED), found
        if _says_nothing(answer):
            return line, found
        now = self.expected.versions[row.key]
        line = replace(line, answer=replace(answer, version=now))
        if version < now:
            place = replace(self._where(row, sheet), value=line.typed)
            clash = finding("conflict", place, self.language, stored=line.stored)
            return replace(line, outcome=Outcome.CONFLICT), [*found, clash]
        outcome = Outcome.CHANGED if any(stored) else Outcome.NEW
        return replace(line, outcome=outcome), found

    def _with_last_status(self, row: Row, sheet: Sheet) -> Row:
        """The row with the status of last time, where it says no change or nil and no status."""
        says = row.texts
        if sheet is not ACTIONS or says.get("status") or says.get("answered") not in _AS_BEFORE:
            return row
        last = self.expected.rows[sheet.name][row.key].get("last_status", "")
        return replace(row, raw={**row.raw, "status": last})

    def _understood(
        self, row: Row, sheet: Sheet
    ) -> tuple[ActionReport | Reported | None, list[Finding]]:
        place = self._where(row, sheet)
        answers = {c.name: row.raw.get(c.name, "") for c in sheet.columns if c.is_answer}
        found: tuple[Finding, ...]
        answer: ActionReport | Reported | None
        if sheet is ACTIONS:
            texts = {name: str(said) for name, said in answers.items()}
            answer, found = understood_action(
                row.key, TypedAction(**texts), where=place, language=self.language
            )
        else:
            texts = {n: str(answers[n]) for n in ("state", "comment", "explanation")}
            parts = (answers["value"], answers["numerator"], answers["denominator"])
            answer, found = understood_value(
                self.cells[row.key], Typed(*parts, **texts), where=place,
                language=self.language,
            )  # fmt: skip
        return answer, [_at_letter(each, sheet) for each in found]

    def _where(self, row: Row, sheet: Sheet) -> Where:
        first = next(each.name for each in sheet.columns if each.is_answer)
        return Where(
            file=self.file, sheet=sheet.title(self.language), row=row.number,
            column=sheet.letter(first), key=row.key,
        )  # fmt: skip


def _at_letter(found: Finding, sheet: Sheet) -> Finding:
    """A finding at the letter of its column."""
    letter = sheet.letter(found.where.column) or found.where.column
    return Finding(
        replace(found.where, column=letter), found.rule, found.severity, found.message, found.remedy
    )


def _says_nothing(answer: ActionReport | Reported) -> bool:
    if isinstance(answer, ActionReport):
        return answer.answered is Answered.NOT_YET
    return answer.value.state is State.NOT_YET and not answer.comment


def _short(answers: tuple[str, ...]) -> str:
    """Answers of a row in one line, to be shown."""
    return " · ".join(each for each in answers if each)[:300]


def _retold(found: tuple[Finding, ...], language: str) -> tuple[Finding, ...]:
    """Findings about the file itself; formulas are no answers, and so they are errors here."""
    return tuple(
        finding(rule, each.where, language)
        if (rule := each.rule.partition("/")[2]) in RULES and each.severity is not Severity.ERROR
        else each
        for each in found
    )


def _unknown_sheets(brought: grids.Brought, expected: Filled) -> Iterator[Finding]:
    language = expected.language
    known = {HIDDEN, READ_ME(language), MARKS(language), *(s.title(language) for s in SHEETS)}
    for grid in brought.grids:
        if grid.name not in known:
            yield finding(
                "sheet-extra", Where(file=brought.file, sheet=grid.name, value=grid.name), language
            )


def is_stopped(intake: Intake) -> bool:
    """Whether nothing of the workbook can be taken: it is not the workbook of this return."""
    return not intake.lines and has_errors(intake.findings)


__all__ = ["FIRST_ROW", "Intake", "Line", "Outcome", "is_stopped", "read_workbook"]
