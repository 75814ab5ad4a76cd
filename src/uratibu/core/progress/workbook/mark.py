"""A marked copy: the workbook as it should be, with what was typed, faulty cells in red."""

from __future__ import annotations

from dataclasses import replace

from uratibu.core.progress.asked import Asked
from uratibu.core.progress.workbook.layout import SHEETS, Filled
from uratibu.core.progress.workbook.read import Intake
from uratibu.core.progress.workbook.write import Marks, bases_of, write_workbook


def marked_copy(intake: Intake, asked: Asked, expected: Filled) -> bytes:
    """A fresh workbook with the answers that could be read, marked where they are wrong.

    Sheets, rows and columns stand as they should again; a last sheet lists every finding.
    """
    rows = {name: dict(cells) for name, cells in expected.rows.items()}
    for line in intake.lines:
        sheet = next(each for each in SHEETS if each.name == line.sheet)
        typed = {c.name: line.cells.get(c.name, "") for c in sheet.columns if c.is_answer}
        rows[line.sheet][line.key] = {**expected.rows[line.sheet][line.key], **typed}
    bases = dict(intake.bases) or bases_of(expected)
    marks = Marks(_notes(intake, expected), bases, intake.findings)
    return write_workbook(replace(expected, rows=rows), asked, marks=marks)


def _notes(intake: Intake, expected: Filled) -> dict[tuple[str, str, str], str]:
    keys = {(line.sheet, line.row): line.key for line in intake.lines}
    notes: dict[tuple[str, str, str], str] = {}
    for sheet in SHEETS:
        letters = {sheet.letter(each.name): each.name for each in sheet.columns}
        for each in intake.findings:
            key = keys.get((sheet.name, each.where.row))
            column = letters.get(each.where.column)
            if each.where.sheet == sheet.title(expected.language) and key and column:
                place = (sheet.name, key, column)
                said = f"{each.message} {each.remedy} [{each.rule}]"
                notes[place] = f"{notes[place]}\n{said}" if place in notes else said
    return notes
