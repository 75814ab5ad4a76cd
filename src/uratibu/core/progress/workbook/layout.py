"""How a return's workbook is laid out; writer and reader both follow it.

Row 1 says whose return it is, row 2 what to do, row 3 names the columns, answers start in row 4.
A hidden sheet holds the template's id, what it asks, and from which versions it was filled.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from uratibu.core.labels import NO_WORDS, Label, label
from uratibu.core.plans.model import Element
from uratibu.core.progress.asked import Asked, AskedValue
from uratibu.core.progress.model import ActionReport, Answered, Reported
from uratibu.core.progress.typed import (
    ANSWER_WORDS,
    ANSWERED_WORDS,
    STATE_WORDS,
    STATUS_WORDS,
    plain_text,
)

TEMPLATE = "uratibu/return/1"
HIDDEN = "uratibu"
HEADING_ROW = 3
FIRST_ROW = 4


@dataclass(frozen=True)
class Column:
    """One column: its name in code, its heading, its width, and whether it is answered."""

    name: str
    heading: Label
    width: int
    is_answer: bool = False


@dataclass(frozen=True)
class Sheet:
    """One sheet of answers; its name is its title in the language of the workbook."""

    name: str
    title: Label
    hint: Label
    columns: tuple[Column, ...]

    def letter(self, column: str) -> str:
        """The letter of a column by its name in code; "" where it has none."""
        names = [each.name for each in self.columns]
        return chr(ord("A") + names.index(column)) if column in names else ""


def _column(name: str, en: str, sw: str, width: int, *, is_answer: bool = False) -> Column:
    return Column(name, label({"en": en, "sw": sw}), width, is_answer)


READ_ME = label({"en": "Instructions", "sw": "Maelekezo"})
ACTIONS = Sheet(
    "actions",
    label({"en": "Actions", "sw": "Shughuli"}),
    label({
        "en": "Fill the cells with a light ground. Do not move, add or rename rows and columns.",
        "sw": "Jaza seli zenye rangi hafifu. Usihamishe, usiongeze wala kubadilisha majina ya "
              "safu na safuwima.",
    }),
    (
        _column("key", "Key", "Kitambulisho", 14),
        _column("title", "Action", "Shughuli", 44),
        _column("last_status", "Status last time", "Hali ya awali", 16),
        _column("last_done", "Last said", "Ilisemwa awali", 36),
        _column("answered", "How reported", "Imeripotiwaje", 16, is_answer=True),
        _column("status", "Status", "Hali", 16, is_answer=True),
        _column("done", "What was done?", "Nini kilifanyika?", 44, is_answer=True),
        _column("next_steps", "What comes next?", "Nini kinafuata?", 36, is_answer=True),
        _column("obstacles", "What stands in the way?", "Nini kinazuia?", 36, is_answer=True),
    ),
)  # fmt: skip
VALUES = Sheet(
    "values",
    label({"en": "Indicators", "sw": "Viashiria"}),
    label({
        "en": "Write numbers as 1200.5. For a percentage write numerator and denominator; "
              "it is computed.",
        "sw": "Andika namba kama 1200.5. Kwa asilimia andika kiasi cha juu na kigawanyo; "
              "hukokotolewa.",
    }),
    (
        _column("key", "Key", "Kitambulisho", 14),
        _column("title", "Indicator", "Kiashiria", 44),
        _column("place", "Place", "Mahali", 18),
        _column("unit", "Unit", "Kizio", 12),
        _column("period", "Period", "Kipindi", 14),
        _column("target", "Target", "Lengo", 12),
        _column("last", "Last value", "Thamani ya mwisho", 14),
        _column("value", "Value", "Thamani", 14, is_answer=True),
        _column("numerator", "Numerator", "Kiasi cha juu", 14, is_answer=True),
        _column("denominator", "Denominator", "Kigawanyo", 14, is_answer=True),
        _column("state", "If there is no value", "Ikiwa hakuna thamani", 18, is_answer=True),
        _column("comment", "Comment", "Maoni", 36, is_answer=True),
        _column("explanation", "Why an unusual value is right",
                "Kwa nini thamani isiyo ya kawaida ni sahihi", 36, is_answer=True),
    ),
)  # fmt: skip
SHEETS = (ACTIONS, VALUES)


Base = tuple[int, str, str]
"""Of a row as it was filled: version of its answer, mark of its answers, mark of its labels."""


@dataclass(frozen=True)
class Said:
    """What stands in a return now, and what was said last time.

    actions, last_actions: by action. values: by the key of a cell. last: the last value of a
    cell, in words. targets: of a cell, in words.
    """

    actions: Mapping[str, ActionReport] = field(default_factory=dict)
    values: Mapping[str, Reported] = field(default_factory=dict)
    last_actions: Mapping[str, ActionReport] = field(default_factory=dict)
    last: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Names:
    """Words a workbook is filled with: of the institution, the plan, the places, the due day."""

    institution: str
    plan: str
    due_on: date
    places: Mapping[str, str] = field(default_factory=dict)
    country: str = ""
    is_sample: bool = False


@dataclass(frozen=True)
class Filled:
    """A return as a workbook shows it, in one language: identity, and rows of each sheet.

    rows: of each sheet, the key of a row and its cells by column.
    versions: of what was answered when it was filled; 0 where nothing was.
    """

    identity: Mapping[str, str]
    rows: Mapping[str, Mapping[str, Mapping[str, str]]]
    versions: Mapping[str, int]
    language: str
    names: Names


def filled(asked: Asked, said: Said, names: Names, *, language: str = "en") -> Filled:
    """What the workbook of a return holds."""
    actions = {each.id: _action_row(each, said, language) for each in asked.actions}
    values = {each.key: _value_row(each, said, names, language) for each in asked.values}
    versions = {key: _version(said.actions.get(key)) for key in actions}
    versions |= {key: _version(said.values.get(key)) for key in values}
    identity = {
        "template": TEMPLATE,
        "plan": asked.plan,
        "period": asked.period.code,
        "institution": asked.institution,
        "language": language,
    }  # fmt: skip
    return Filled(identity, {"actions": actions, "values": values}, versions, language, names)


def answers_of(cells: Mapping[str, str], sheet: Sheet) -> tuple[str, ...]:
    """The answered cells of a row, in the order of the sheet."""
    return tuple(cells.get(each.name, "") for each in sheet.columns if each.is_answer)


def labels_of(cells: Mapping[str, str], sheet: Sheet) -> tuple[str, ...]:
    """The cells of a row that are not answered, but for its key, with plain spaces."""
    said = (cells.get(c.name, "") for c in sheet.columns if not c.is_answer and c.name != "key")
    return tuple(" ".join(text.split()) for text in said)


def fingerprint(answers: tuple[str, ...]) -> str:
    """A short mark of what a row said, to see whether somebody changed it."""
    return hashlib.sha256(json.dumps(answers, ensure_ascii=False).encode()).hexdigest()[:16]


def checksum(identity: Mapping[str, str], bases: Mapping[str, Base]) -> str:
    """The mark of the hidden sheet; it finds careless changes, it is not a signature."""
    said = [sorted(identity.items()), sorted((k, *v) for k, v in bases.items())]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def action_cells(report: ActionReport | None, language: str) -> dict[str, str]:
    """The answered cells of an action, as they are written."""
    if report is None or report.answered is Answered.NOT_YET:
        return {}
    return {
        "answered": ANSWERED_WORDS[report.answered](language),
        "status": STATUS_WORDS[report.status](language),
        "done": report.done,
        "next_steps": report.next_steps,
        "obstacles": report.obstacles,
    }


def value_cells(cell: AskedValue, given: Reported | None, language: str) -> dict[str, str]:
    """The answered cells of a value, as they are written."""
    if given is None:
        return {}
    written = {"comment": given.comment, "explanation": given.explanation}
    if given.value.state in STATE_WORDS:
        written["state"] = STATE_WORDS[given.value.state](language)
    elif given.value.number is not None and cell.is_answer:
        written["value"] = dict(ANSWER_WORDS)[given.value.number](language)
    elif given.numerator is not None and given.denominator is not None:
        written["numerator"] = plain_text(given.numerator)
        written["denominator"] = plain_text(given.denominator)
    elif given.value.number is not None:
        written["value"] = plain_text(given.value.number)
    return written


def place_name(place: str, names: Names) -> str:
    """A place in words; the whole country where none is named."""
    return names.places.get(place, place) if place else names.country


def _action_row(element: Element, said: Said, language: str) -> dict[str, str]:
    last = said.last_actions.get(element.id)
    return {
        "key": element.id,
        "title": f"{element.code} {element.title(language)}".strip(),
        "last_status": STATUS_WORDS[last.status](language) if last else "",
        "last_done": last.done if last else "",
        **action_cells(said.actions.get(element.id), language),
    }


def _value_row(cell: AskedValue, said: Said, names: Names, language: str) -> dict[str, str]:
    return {
        "key": cell.key,
        "title": cell.indicator.title(language),
        "place": place_name(cell.place, names),
        "unit": (UNITS.get(cell.indicator.unit) or NO_WORDS)(language) or cell.indicator.unit,
        "period": cell.period,
        "target": said.targets.get(cell.key, ""),
        "last": said.last.get(cell.key, ""),
        **value_cells(cell, said.values.get(cell.key), language),
    }


UNITS: Mapping[str, Label] = {
    "percent": label({"en": "percent", "sw": "asilimia"}),
    "persons": label({"en": "persons", "sw": "watu"}),
    "answer": label({"en": "yes, partly, no", "sw": "ndiyo, kwa sehemu, hapana"}),
}


def _version(answer: ActionReport | Reported | None) -> int:
    return answer.version if answer is not None else 0
