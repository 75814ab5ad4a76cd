"""A return as an XLSX workbook: what was said last is filled in, only answers are unlocked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from uratibu.core.findings import Finding
from uratibu.core.progress.asked import Asked
from uratibu.core.progress.typed import ANSWER_WORDS, ANSWERED_WORDS, STATE_WORDS, STATUS_WORDS
from uratibu.core.progress.workbook import words
from uratibu.core.progress.workbook.layout import (
    FIRST_ROW,
    HEADING_ROW,
    HIDDEN,
    READ_ME,
    SHEETS,
    Base,
    Filled,
    Sheet,
    answers_of,
    checksum,
    fingerprint,
    labels_of,
)

OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False,
    "strings_to_urls": False,
}  # fmt: skip
MADE_ON = datetime(2000, 1, 1, tzinfo=UTC)
"""The same content makes the same bytes."""

LOCKED = frozenset({"computed"})


@dataclass(frozen=True)
class Marks:
    """What a marked copy adds: notes by (sheet, key, column), bases to keep, and all findings."""

    notes: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    bases: Mapping[str, Base] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def write_workbook(book: Filled, asked: Asked, *, marks: Marks | None = None) -> bytes:
    """The workbook of a return as bytes; with marks, the faulty cells are red and carry a note."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as file:
        file.set_properties({"created": MADE_ON, "title": _title(book)})
        pen = _Pen(file, book, asked, marks or Marks())
        pen.instructions()
        for sheet in SHEETS:
            pen.answers(sheet)
        if marks and marks.findings:
            pen.findings(marks.findings)
        pen.hidden()
    return target.getvalue()


class _Pen:
    """Writes one workbook; holds its formats."""

    def __init__(self, file: Any, book: Filled, asked: Asked, marks: Marks) -> None:
        self.file, self.book, self.marks = file, book, marks
        self.cells = asked.by_key()
        wrapped = {"text_wrap": True, "valign": "top", "font_size": 10}
        edged = {**wrapped, "border": 1, "border_color": "#B8C4C4"}
        self.plain = file.add_format(wrapped)
        self.title = file.add_format({"bold": True, "font_size": 14})
        self.hint = file.add_format({"italic": True, "font_color": "#52605F"})
        self.sample = file.add_format({**wrapped, "bold": True, "font_color": "#9B2C00"})
        self.heading = file.add_format(
            {**edged, "bold": True, "bg_color": "#0B5D5E", "font_color": "#FFFFFF"}
        )
        self.known = file.add_format({**edged, "font_color": "#52605F", "num_format": "@"})
        self.open = file.add_format(
            {**edged, "bg_color": "#FFF8E6", "num_format": "@", "locked": False}
        )
        self.wrong = file.add_format(
            {**edged, "bg_color": "#FBD9D3", "num_format": "@", "locked": False}
        )

    def instructions(self) -> None:
        """Whose return it is, and what to do, in English and Swahili."""
        sheet = self.file.add_worksheet(READ_ME(self.book.language))
        sheet.set_column(0, 1, 60, self.plain)
        sheet.write_string(0, 0, _title(self.book), self.title)
        names = self.book.names
        if names.is_sample:
            sheet.write_string(1, 0, words.SAMPLE("en"), self.sample)
            sheet.write_string(1, 1, words.SAMPLE("sw"), self.sample)
        for column, language in enumerate(("en", "sw")):
            facts = words.FACTS(language).format(plan=names.plan, due=names.due_on.isoformat())
            sheet.write_string(2, column, facts, self.plain)
            for row, step in enumerate(words.STEPS, start=4):
                sheet.write_string(row, column, step(language), self.plain)
        sheet.protect("", {"select_locked_cells": True})

    def answers(self, sheet: Sheet) -> None:
        """One sheet of answers."""
        language = self.book.language
        page = self.file.add_worksheet(sheet.title(language))
        page.write_string(0, 0, self._headline(), self.title)
        page.write_string(1, 0, sheet.hint(language), self.hint)
        for number, column in enumerate(sheet.columns):
            page.set_column(number, number, column.width)
            page.write_string(HEADING_ROW - 1, number, column.heading(language), self.heading)
        page.freeze_panes(HEADING_ROW, 2)
        for row, (key, cells) in enumerate(self.book.rows[sheet.name].items(), start=FIRST_ROW - 1):
            self._row(page, sheet, row, key, cells)
        page.protect("", {"format_columns": True, "format_rows": True})
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(HEADING_ROW - 1)

    def findings(self, found: Iterable[Finding]) -> None:
        """Everything that is wrong, cell by cell."""
        language = self.book.language
        page = self.file.add_worksheet(words.MARKS(language))
        for column, heading in enumerate(words.MARK_HEADINGS):
            page.set_column(column, column, (14, 8, 24, 26, 60, 60)[column])
            page.write_string(0, column, heading(language), self.heading)
        for row, each in enumerate(found, start=1):
            where = each.where
            cell = f"{where.column}{where.row or ''}"
            for column, text in enumerate(
                (where.sheet, cell, where.value, each.rule, each.message, each.remedy)
            ):
                page.write_string(row, column, text, self.plain)

    def hidden(self) -> None:
        """What the workbook is, and from which versions it was filled; also as defined names."""
        page = self.file.add_worksheet(HIDDEN)
        page.very_hidden()
        bases = dict(self.marks.bases) or bases_of(self.book)
        facts = {**self.book.identity, "checksum": checksum(self.book.identity, bases)}
        for row, (name, text) in enumerate(facts.items()):
            page.write_string(row, 0, name)
            page.write_string(row, 1, text)
            self.file.define_name(f"return_{name}", f"={HIDDEN}!$B${row + 1}")
        for row, (key, base) in enumerate(bases.items(), start=len(facts) + 1):
            for column, text in enumerate((key, *map(str, base))):
                page.write_string(row, column, text)
        page.protect()

    def _row(
        self, page: Any, sheet: Sheet, row: int, key: str, cells: Mapping[str, str]
    ) -> None:  # fmt: skip
        for number, column in enumerate(sheet.columns):
            text = cells.get(column.name, "")
            note = self.marks.notes.get((sheet.name, key, column.name), "")
            is_open = column.is_answer and not self._is_closed(key, column.name)
            ground = self.wrong if note else self.open if is_open else self.known
            page.write_string(row, number, text, ground)
            if note:
                page.write_comment(row, number, note, {"x_scale": 2})
            choices = self._choices(key, column.name)
            if choices and is_open:
                page.data_validation(row, number, row, number, {
                    "validate": "list", "source": choices, "error_type": "stop",
                })  # fmt: skip

    def _is_closed(self, key: str, column: str) -> bool:
        """Parts are asked of ratios only, and the value of a ratio is computed."""
        cell = self.cells.get(key)
        if cell is None:
            return False
        return column == "value" if cell.is_ratio else column in {"numerator", "denominator"}

    def _choices(self, key: str, column: str) -> list[str]:
        language = self.book.language
        if column == "value" and key in self.cells and self.cells[key].is_answer:
            return [known(language) for _, known in ANSWER_WORDS]
        listed: Mapping[str, Mapping[Any, Any]] = {
            "answered": ANSWERED_WORDS, "status": STATUS_WORDS, "state": STATE_WORDS,
        }  # fmt: skip
        return [known(language) for known in listed.get(column, {}).values()]

    def _headline(self) -> str:
        sample = words.SAMPLE(self.book.language).partition(":")[0] + ": "
        return (sample if self.book.names.is_sample else "") + _title(self.book)


def bases_of(book: Filled) -> dict[str, Base]:
    """What a fresh workbook says of every row as it is filled."""
    return {
        key: (
            book.versions[key],
            fingerprint(answers_of(cells, sheet)),
            fingerprint(labels_of(cells, sheet)),
        )
        for sheet in SHEETS
        for key, cells in book.rows[sheet.name].items()
    }


def _title(book: Filled) -> str:
    said = words.TITLE(book.language)
    return said.format(institution=book.names.institution, period=book.identity["period"])
