"""Our own workbook of a plan: its sheets and columns. It is written, read back and loses nothing.

One row of `elements` is a line of the plan; the other sheets hang on it by id. Headings are words
of `words.FIELDS`; a column of texts stands once for each language.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from uratibu.core.indicators.model import Direction
from uratibu.core.indicators.model import Kind as SeriesKind
from uratibu.core.labels import Label
from uratibu.core.plans.model import ActionStatus, Lane, Level, PlanStatus, Stage
from uratibu.core.plans.words import (
    FIELDS,
    LANES,
    LEVELS,
    PLAN_STATUSES,
    STAGES,
    STATUSES,
    both,
)

LAYOUT = "uratibu-plan-1"
"""Stands in the first sheet; a workbook that has it needs no mapping."""


class Holds(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    LABEL = "label"
    DAY = "day"
    NUMBER = "number"
    WHOLE = "whole"
    CLAIM = "claim"
    LIST = "list"
    PAIRS = "pairs"
    CHOICE = "choice"
    INSTITUTION = "institution"
    INSTITUTIONS = "institutions"
    AREA = "area"
    AREAS = "areas"
    NORMS = "norms"


LISTS = frozenset({Holds.LIST, Holds.INSTITUTIONS, Holds.AREAS, Holds.NORMS})


@dataclass(frozen=True)
class Column:
    """One column. key: field of the model. choices: words by code. width: in characters."""

    key: str
    title: Label
    holds: Holds = Holds.TEXT
    choices: tuple[tuple[str, Label], ...] = ()
    width: int = 16


@dataclass(frozen=True)
class Sheet:
    """One sheet. key: where its rows stand in an element, "" for rows of the plan itself."""

    key: str
    title: Label
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        """The column of this key. Raises KeyError."""
        for each in self.columns:
            if each.key == key:
                return each
        raise KeyError(key)


def _column(key: str, holds: Holds = Holds.TEXT, width: int = 16, title: str = "") -> Column:
    return Column(key, FIELDS[title or key], holds, _CHOICES.get(key, ()), width)


SERIES = {
    SeriesKind.FLOW: both("Adds up", "Hujumlishwa"),
    SeriesKind.STOCK: both("State at a time", "Hali ya wakati mmoja"),
    SeriesKind.CUMULATIVE: both("Running total", "Jumla inayoendelea"),
    SeriesKind.RATIO: both("Ratio", "Uwiano"),
}
DIRECTIONS = {
    Direction.HIGHER: both("Higher is better", "Juu ni bora"),
    Direction.LOWER: both("Lower is better", "Chini ni bora"),
    Direction.CONTEXT: both("Context", "Muktadha"),
}
BASELINE, TARGET, RISK, ASSUMPTION = "baseline", "target", "risk", "assumption"
WHAT = "what"
_WHICH = both("Which", "Ipi")
_ELEMENT = Column("element", both("Id of the line", "Kitambulisho cha mstari"))
_INDICATOR = Column(
    "indicator", both("Id of the indicator", "Kitambulisho cha kiashiria"), width=18
)
_MILESTONE = Column("milestone", both("Id of the milestone", "Kitambulisho cha hatua muhimu"))
_VALUES = ((BASELINE, FIELDS["baseline"]), (TARGET, FIELDS["targets"]))
_RISKS = ((RISK, FIELDS["risks"]), (ASSUMPTION, FIELDS["assumptions"]))


def _choices(words: dict[StrEnum, Label]) -> tuple[tuple[str, Label], ...]:
    return tuple((str(code), word) for code, word in words.items())


_CHOICES: dict[str, tuple[tuple[str, Label], ...]] = {
    "level": _choices({each: LEVELS[each] for each in Level}),
    "status": _choices({each: STATUSES[each] for each in ActionStatus}),
    "stage": _choices({each: STAGES[each] for each in Stage}),
    "lane": _choices({each: LANES[each] for each in Lane}),
    "kind": _choices({each: SERIES[each] for each in SeriesKind}),
    "direction": _choices({each: DIRECTIONS[each] for each in Direction}),
}
PLAN = Sheet(
    "plan",
    both("Plan", "Mpango"),
    (
        _column("id"),
        _column("title", Holds.LABEL),
        _column("starts_on", Holds.DAY),
        _column("ends_on", Holds.DAY),
        _column("currency"),
        _column("publisher"),
        _column("fiscal_start_month", Holds.WHOLE),
        Column(
            "status", FIELDS["status"], Holds.CHOICE,
            _choices({each: PLAN_STATUSES[each] for each in PlanStatus}),
        ),
        _column("version"),
        _column("is_sample", Holds.CLAIM),
        _column("notice", Holds.LABEL),
        _column("source"),
        _column("licence"),
    ),
)  # fmt: skip
"""Written as rows: the name of the field, then what it says."""

ELEMENTS = Sheet(
    "elements",
    both("Actions", "Hatua"),
    (
        _column("id", width=12),
        _column("level", Holds.CHOICE, 11),
        _column("parent", width=12),
        _column("code", width=9),
        _column("title", Holds.LABEL, 46),
        _column("description", Holds.LABEL, 40),
        _column("norms", Holds.NORMS, 20),
        _column("themes", Holds.LIST, 14),
        _column("lead", Holds.INSTITUTION, 14),
        _column("reporting", Holds.INSTITUTION, 14),
        _column("partners", Holds.INSTITUTIONS, 24),
        _column("places", Holds.AREAS, 16),
        _column("starts_on", Holds.DAY, 12),
        _column("ends_on", Holds.DAY, 12),
        _column("status", Holds.CHOICE, 13),
        _column("deliverables", Holds.LABEL, 36),
        _column("source", width=20),
        _column("page", width=12),
        _column("withdrawn_on", Holds.DAY, 12),
        _column("withdrawn_because", width=24),
    ),
)
INDICATORS = Sheet(
    "indicators",
    both("Indicators", "Viashiria"),
    (
        _ELEMENT,
        _column("id", width=18),
        _column("title", Holds.LABEL, 44),
        _column("unit", width=12),
        _column("kind", Holds.CHOICE, 14),
        _column("direction", Holds.CHOICE, 16),
        _column("lane", Holds.CHOICE, 10),
        _column("denominator", Holds.LABEL, 30),
        _column("source", width=26),
        _column("frequency", width=12),
        _column("disaggregation", Holds.LIST, 20),
        _column("owner", Holds.INSTITUTION, 12),
        _column("norms", Holds.NORMS, 18),
        _column("method", Holds.LABEL, 30),
        _column("limits", Holds.LABEL, 30),
        _column("measure", width=20),
        _column("where", Holds.PAIRS, 20),
        _column("decimals", Holds.WHOLE, 9),
        _column("threshold", Holds.WHOLE, 9),
        _column("at_most", width=18),
    ),
)
TARGETS = Sheet(
    "targets",
    both("Targets", "Shabaha"),
    (
        _ELEMENT,
        _INDICATOR,
        Column(WHAT, _WHICH, Holds.CHOICE, _VALUES, 12),
        _column("period", width=12),
        _column("value", Holds.NUMBER, 12),
        _column("numerator", Holds.NUMBER, 12),
        _column("denominator", Holds.NUMBER, 12),
        _column("source", width=30),
        _column("place", Holds.AREA, 12),
    ),
)
WORDINGS = Sheet(
    "definitions",
    both("Definitions", "Fasili"),
    (
        _ELEMENT,
        _INDICATOR,
        _column("text", Holds.LABEL, 60),
        _column("valid_from", Holds.DAY, 12),
        _column("valid_to", Holds.DAY, 12),
        _column("reason", width=30),
    ),
)
MILESTONES = Sheet(
    "milestones",
    both("Milestones", "Hatua muhimu"),
    (
        _ELEMENT,
        _column("id", width=10),
        _column("title", Holds.LABEL, 46),
        _column("due_on", Holds.DAY, 12),
        _column("reached_on", Holds.DAY, 12),
        _column("evidence", width=36),
    ),
)
SLIPS = Sheet(
    "slips",
    both("Moved due days", "Tarehe zilizosogezwa"),
    (
        _ELEMENT,
        _MILESTONE,
        _column("due_on", Holds.DAY, 12),
        _column("moved_on", Holds.DAY, 12),
        _column("reason", width=46),
    ),
)
BUDGET = Sheet(
    "budget",
    both("Budget", "Bajeti"),
    (
        _ELEMENT,
        _column("stage", Holds.CHOICE, 12),
        _column("amount", Holds.NUMBER, 16),
        _column("currency", width=10),
        _column("source", width=24),
        _column("year", width=12),
    ),
)
RISKS = Sheet(
    "risks",
    both("Risks", "Hatari"),
    (
        _ELEMENT,
        Column(WHAT, _WHICH, Holds.CHOICE, _RISKS, 12),
        _column("title", Holds.LABEL, 44),
        _column("likelihood", Holds.WHOLE, 10),
        _column("impact", Holds.WHOLE, 10),
        _column("mitigation", Holds.LABEL, 40),
        _column("owner", Holds.INSTITUTION, 14),
        _column("reviewed_on", Holds.DAY, 12),
    ),
)
RATES = Sheet(
    "rates",
    both("Exchange rates", "Viwango vya kubadilisha fedha"),
    (
        _column("currency", width=10),
        _column("rate", Holds.NUMBER, 12),
        _column("on", Holds.DAY, 12),
        _column("source", width=40),
    ),
)
NOTES = both("Notes", "Maelezo")
ROWS = (ELEMENTS, INDICATORS, TARGETS, WORDINGS, MILESTONES, SLIPS, BUDGET, RISKS, RATES)
"""Sheets whose rows stand under a heading, in their order."""
COMPULSORY: dict[str, tuple[str, ...]] = {
    "elements": ("level", "title"),
    "indicators": ("element", "title"),
    "targets": ("indicator",),
    "definitions": ("indicator", "text"),
    "milestones": ("element", "title"),
    "slips": ("element", "milestone", "due_on", "moved_on", "reason"),
    "budget": ("element", "amount", "currency"),
    "risks": ("element", "title"),
    "rates": ("currency", "rate", "on", "source"),
}
"""Cells that may not be empty."""
