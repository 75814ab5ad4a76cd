"""Answers typed on a page, read field by field; what they mean is the core's business.

A page holds rows numbered from 0: field `3-done` is the text of the fourth row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import QueryDict

from uratibu.core.findings import Finding, Where
from uratibu.core.progress.asked import Asked
from uratibu.core.progress.model import ActionReport, Answered, Reported
from uratibu.core.progress.typed import (
    Typed,
    TypedAction,
    understood_action,
    understood_value,
)
from uratibu.core.values import State

MOST_ROWS = 60
ACTION_FIELDS = ("answered", "status", "done", "next_steps", "obstacles")
VALUE_FIELDS = ("value", "numerator", "denominator", "state", "comment", "explanation")


@dataclass(frozen=True)
class Given:
    """One row as it was typed: its key, the version it was made from, and what it means.

    answer: None where it cannot be understood; findings say why. cells: what was typed.
    """

    key: str
    cells: dict[str, str]
    answer: ActionReport | Reported | None
    findings: tuple[Finding, ...]

    @property
    def is_said(self) -> bool:
        """Whether it says anything: an empty row of a form is no answer, and removes none."""
        if isinstance(self.answer, ActionReport):
            return self.answer.answered is not Answered.NOT_YET
        if self.answer is None:
            return False
        return self.answer.value.state is not State.NOT_YET or bool(self.answer.comment)


def given(data: QueryDict, asked: Asked, language: str) -> tuple[Given, ...]:
    """The rows of a form that ask for something of this return; others are passed over."""
    return tuple(_rows(data, asked, language))


def one_click(data: QueryDict) -> tuple[str, Answered] | None:
    """The action whose button "nil" or "no change" was pressed, None where none was."""
    for field, answered in (("nil", Answered.NIL), ("no-change", Answered.NO_CHANGE)):
        if data.get(field):
            return str(data[field]), answered
    return None


def _rows(data: QueryDict, asked: Asked, language: str) -> Iterator[Given]:
    cells = asked.by_key()
    for number in range(MOST_ROWS):
        key = data.get(f"{number}-key", "")
        fields = VALUE_FIELDS if key in cells else ACTION_FIELDS
        typed = {name: data.get(f"{number}-{name}", "").strip() for name in fields}
        where = Where(key=key)
        answer: ActionReport | Reported | None
        if key in cells:
            answer, found = understood_value(
                cells[key], Typed(**typed), where=where, language=language
            )
        elif asked.action(key) is not None:
            answer, found = understood_action(
                key, TypedAction(**typed), where=where, language=language
            )
        else:
            continue
        version = data.get(f"{number}-version", "")
        base = int(version) if version.isascii() and version.isdecimal() else 0
        yield Given(key, typed, replace(answer, version=base) if answer else None, found)
