"""Two answers to one question, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from uratibu.core.progress.model import ActionReport, Reported
from uratibu.core.progress.workbook.layout import action_cells, value_cells
from uratibu.web.progress.queries.returns import Whole

Answer = ActionReport | Reported


@dataclass(frozen=True)
class Clash:
    """An answer that two people gave: what is stored now, and what came later."""

    key: str
    stored: Answer
    mine: Answer


@dataclass(frozen=True)
class Side:
    """One field of an answer: what is stored, what came later."""

    name: str
    field: str
    stored: str
    mine: str
    differs: bool


@dataclass(frozen=True)
class Shown:
    """One clash: the question, the version that is stored, and each field in two texts."""

    number: int
    key: str
    title: str
    version: int
    sides: tuple[Side, ...]


def clashes_shown(
    clashes: Sequence[Clash], mine: Mapping[str, Mapping[str, str]], whole: Whole
) -> list[Shown]:
    """Every clash with the fields that hold anything."""
    return [_shown(n, each, mine.get(each.key, {}), whole) for n, each in enumerate(clashes)]


def _shown(number: int, clash: Clash, typed: Mapping[str, str], whole: Whole) -> Shown:
    stored = _cells(clash.stored, whole)
    mine = typed or _cells(clash.mine, whole)
    names = _names()
    sides = tuple(
        Side(names[f], f, stored.get(f, ""), mine.get(f, ""), stored.get(f, "") != mine.get(f, ""))
        for f in names
        if stored.get(f) or mine.get(f)
    )
    return Shown(number, clash.key, _title(clash.key, whole), clash.stored.version, sides)


def _cells(answer: ActionReport | Reported, whole: Whole) -> dict[str, str]:
    language = get_language() or "en"
    if isinstance(answer, ActionReport):
        return action_cells(answer, language)
    key = f"{answer.indicator}@{answer.period}#{answer.place}"
    return value_cells(whole.asked.by_key()[key], answer, language)


def _title(key: str, whole: Whole) -> str:
    language = get_language() or "en"
    action = whole.asked.action(key)
    if action is not None:
        return f"{action.code} {action.title(language)}".strip()
    return whole.asked.by_key()[key].indicator.title(language)


def _names() -> dict[str, str]:
    return {
        "answered": _("How reported"), "status": _("Status"), "done": _("What was done?"),
        "next_steps": _("What comes next?"), "obstacles": _("What stands in the way?"),
        "value": _("Value"), "numerator": _("Numerator"), "denominator": _("Denominator"),
        "state": _("If there is no value"), "comment": _("Comment"),
        "explanation": _("Explanation"),
    }  # fmt: skip
