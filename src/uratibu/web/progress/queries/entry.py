"""The rows of the one-page return and of the entry grid, with what helps to fill them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from uratibu.core.findings import Finding, Severity
from uratibu.core.labels import Label
from uratibu.core.plans.model import Element
from uratibu.core.progress.asked import AskedValue
from uratibu.core.progress.check_values import needs_explanation
from uratibu.core.progress.model import ActionReport, Answered, Reported
from uratibu.core.progress.typed import (
    ANSWER_WORDS,
    ANSWERED_WORDS,
    STATE_WORDS,
    STATUS_WORDS,
    shown_text,
)
from uratibu.core.progress.workbook.layout import Names, action_cells, place_name, value_cells
from uratibu.core.values import State
from uratibu.web.progress.queries import workbooks
from uratibu.web.progress.queries.returns import Whole

ACTIONS_A_PAGE = 12
CELLS_A_PAGE = 40
LAST_SHOWN = 8
Item = TypeVar("Item")
NOT_YET, SAVED, DOUBTED, WRONG = "not-yet", "saved", "doubted", "wrong"
SHAPES = {NOT_YET: "○", SAVED: "●", DOUBTED: "▲", WRONG: "■"}


@dataclass(frozen=True)
class Choice:
    """One choice of a list."""

    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True)
class EntryRow:
    """One row to fill: what is asked, what stands there, and its state as a word and a shape."""

    number: int
    key: str
    anchor: str
    title: str
    version: int
    cells: Mapping[str, str]
    state: str
    state_words: str
    shape: str
    findings: tuple[Finding, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """One page of a long list."""

    number: int
    count: int

    @property
    def previous(self) -> str:
        """The address of the page before, "" on the first."""
        return f"?page={self.number - 1}" if self.number > 1 else ""

    @property
    def next(self) -> str:
        """The address of the page after, "" on the last."""
        return f"?page={self.number + 1}" if self.number < self.count else ""


def page_of(key: str, keys: Sequence[str], size: int) -> int:
    """The page a key stands on."""
    return keys.index(key) // size + 1 if key in keys else 1


def part(items: Sequence[Item], page: str, size: int) -> tuple[Sequence[Item], Part]:
    """One page of items; a number that is none is the first."""
    count = max(1, -(-len(items) // size))
    number = int(page) if page.isascii() and page.isdecimal() else 1
    number = min(max(number, 1), count)
    return items[(number - 1) * size : number * size], Part(number, count)


def anchor(key: str) -> str:
    """A key as the id of a place in a page."""
    return "row-" + re.sub(r"[^A-Za-z0-9]+", "-", key).strip("-")


def action_row(
    number: int, element: Element, whole: Whole, typed: Typed | None = None
) -> EntryRow:  # fmt: skip
    """One action to be reported on; typed: what could not be saved, to be mended."""
    language = get_language() or "en"
    said, last = whole.actions.get(element.id), whole.last_actions.get(element.id)
    cells = dict(action_cells(said, language))
    if last is not None:
        cells.setdefault("status", STATUS_WORDS[last.status](language))
    if typed is not None:
        cells = dict(typed.cells)
    state = _action_state(said, typed)
    return EntryRow(
        number=number, key=element.id, anchor=anchor(element.id),
        title=f"{element.code} {element.title(language)}".strip(),
        version=said.version if said else 0, cells=cells, state=state,
        state_words=state_words(state), shape=SHAPES[state],
        findings=typed.findings if typed else (),
        facts={"last": last, "last_status": STATUS_WORDS[last.status](language) if last else ""},
        choices={
            "status": _choices(STATUS_WORDS.values(), cells.get("status", ""), language),
            "answered": _choices(ANSWERED_WORDS.values(), cells.get("answered", ""), language),
        },
    )  # fmt: skip


def value_row(
    number: int, cell: AskedValue, whole: Whole, *, doubts: Mapping[str, Sequence[Finding]],
    names: Names, typed: Typed | None = None,
) -> EntryRow:  # fmt: skip
    """One cell to be filled."""
    language = get_language() or "en"
    given = whole.values.get(cell.key)
    cells = dict(typed.cells) if typed else value_cells(cell, given, language)
    found = typed.findings if typed else tuple(doubts.get(cell.key, ()))
    state = _value_state(given, found, typed)
    points = whole.series.get((cell.indicator.id, cell.place), ())[-LAST_SHOWN:]
    numbers = [amount for _period, amount in points]
    decimals = cell.indicator.decimals
    return EntryRow(
        number=number, key=cell.key, anchor=anchor(cell.key),
        title=cell.indicator.title(language), version=given.version if given else 0, cells=cells,
        state=state, state_words=state_words(state), shape=SHAPES[state],
        findings=tuple(f for f in found if f.rule != "returns/not-answered"),
        facts={
            "cell": cell, "place": place_name(cell.place, names), "unit": cell.indicator.unit,
            "definition": cell.indicator.definition()(language),
            "denominator": cell.indicator.denominator(language),
            "target": workbooks.target_of(cell), "last": workbooks.last_of(whole, cell),
            "points": [(period, shown_text(amount, decimals)) for period, amount in points],
            "low": shown_text(min(numbers), decimals) if numbers else "",
            "high": shown_text(max(numbers), decimals) if numbers else "",
        },
        choices={
            "value": _choices([w for _a, w in ANSWER_WORDS], cells.get("value", ""), language),
            "state": _choices(STATE_WORDS.values(), cells.get("state", ""), language),
        },
    )  # fmt: skip


class Typed:
    """What was typed into a row and could not be saved, with the reasons."""

    def __init__(self, cells: Mapping[str, str], findings: tuple[Finding, ...]) -> None:
        self.cells, self.findings = cells, findings


def doubts_of(whole: Whole) -> dict[str, list[Finding]]:
    """What is doubted or missing, by the cell."""
    found: dict[str, list[Finding]] = {}
    for each in whole.findings(get_language() or "en"):
        found.setdefault(each.where.key, []).append(each)
    return found


def state_words(state: str) -> str:
    """The state of a row in a word."""
    return {
        NOT_YET: _("not answered yet"), SAVED: _("saved"), DOUBTED: _("needs an explanation"),
        WRONG: _("to mend"),
    }[state]  # fmt: skip


def _action_state(said: ActionReport | None, typed: Typed | None) -> str:
    if typed is not None and typed.findings:
        return WRONG
    return SAVED if said and said.answered is not Answered.NOT_YET else NOT_YET


def _value_state(
    given: Reported | None, found: Sequence[Finding], typed: Typed | None
) -> str:  # fmt: skip
    if typed is not None and typed.findings:
        return WRONG
    if given is None or given.value.state is State.NOT_YET:
        return NOT_YET
    if any(each.severity is Severity.ERROR for each in found):
        return WRONG
    return DOUBTED if needs_explanation(found) else SAVED


def _choices(words: Iterable[Label], chosen: str, language: str) -> tuple[Choice, ...]:
    texts = [word(language) for word in words]
    return tuple(Choice(text, text, text == chosen) for text in texts)
