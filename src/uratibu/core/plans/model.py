"""A plan is a tree of elements of any depth; what is done, by whom, with what, stands in them.

Source of the words: OECD, Glossary of Key Terms in Evaluation and Results Based Management (2023);
column sets of national and African plans as in docs/reference/plans.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from uratibu.core.indicators.model import Direction, Kind
from uratibu.core.labels import NO_WORDS, Label


class Level(StrEnum):
    """What an element of a plan is. Elements contain each other to any depth."""

    THEME = "theme"
    OBJECTIVE = "objective"
    OUTCOME = "outcome"
    OUTPUT = "output"
    ACTION = "action"
    ACTIVITY = "activity"


DOING = frozenset({Level.ACTION, Level.ACTIVITY})
"""Levels that somebody does; the others gather them."""


class ActionStatus(StrEnum):
    """What an institution says of its action."""

    NOT_STARTED = "not-started"
    ON_TRACK = "on-track"
    DELAYED = "delayed"
    STALLED = "stalled"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    TRANSFERRED = "transferred"


ENDED = frozenset({ActionStatus.COMPLETED, ActionStatus.CANCELLED, ActionStatus.TRANSFERRED})
"""Statuses after which nothing more is due."""


class PlanStatus(StrEnum):
    """Whether a plan binds anyone."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    CLOSED = "closed"


class Stage(StrEnum):
    """How firm money is: what is needed, what somebody promised, what was paid out."""

    PLANNED = "planned"
    COMMITTED = "committed"
    DISBURSED = "disbursed"


class Lane(StrEnum):
    """Two lanes an objective is followed in, and what actions themselves produce.

    policy: does the law or mechanism exist (yes, partly, no)? outcome: what became of people?
    output: what an action delivered.
    """

    POLICY = "policy"
    OUTCOME = "outcome"
    OUTPUT = "output"


ANSWER = "answer"
"""The unit of a policy indicator: 1 is yes, 0.5 partly, 0 no."""


@dataclass(frozen=True)
class Slip:
    """A due day that was moved: the day before the move, when it was moved, and why."""

    due_on: date
    moved_on: date
    reason: str


@dataclass(frozen=True)
class Milestone:
    """A dated step of an action. evidence: what shows that it was reached, in words or a link.

    slips: its earlier due days, oldest first.
    """

    id: str
    title: Label
    due_on: date | None = None
    reached_on: date | None = None
    evidence: str = ""
    slips: tuple[Slip, ...] = ()


@dataclass(frozen=True)
class BudgetLine:
    """Money of one source for one year. amount: whole currency units, not thousands.

    year: code of a fiscal year (2024/25), "" where none is said.
    source: who gives it; an institution's code, or words. "" where nobody is named.
    """

    stage: Stage
    amount: Decimal
    currency: str
    source: str = ""
    year: str = ""


@dataclass(frozen=True)
class Rate:
    """What one unit of a currency was worth in the plan's currency on a day, and who says so."""

    currency: str
    rate: Decimal
    on: date
    source: str


@dataclass(frozen=True)
class Risk:
    """What may go wrong. likelihood, impact: 1 (low) to 5 (high)."""

    title: Label
    likelihood: int = 0
    impact: int = 0
    mitigation: Label = NO_WORDS
    owner: str = ""
    reviewed_on: date | None = None


@dataclass(frozen=True)
class PlanValue:
    """A baseline or target: the number for a period.

    A ratio has a numerator and denominator besides; its value is their ratio in its unit.
    """

    period: str
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    source: str = ""
    place: str = ""


@dataclass(frozen=True)
class Wording:
    """What an indicator means, for a time; a later wording never rewrites an earlier one."""

    text: Label
    valid_from: date | None = None
    valid_to: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class PlanIndicator:
    """How one sees whether an element succeeds.

    unit: singular and plain (persons, percent, answer). kind, direction: None where nobody said.
    denominator: what a percentage is a percentage of.
    source: id of a data set, or the means of verification in words.
    frequency: how often a value is due: quarter, half, fiscal-year, year ... (a kind of period).
    disaggregation: ways it is broken down (sex, age, county).
    measure: the declared measure that answers it, with filters in `where`; "" where its values
    come with returns. threshold: counts of people from 1 below it are hidden when released.
    at_most: an indicator of the plan whose value of the same period this one cannot pass.
    """

    id: str
    title: Label
    definitions: tuple[Wording, ...] = ()
    unit: str = ""
    kind: Kind | None = None
    direction: Direction | None = None
    lane: Lane = Lane.OUTPUT
    baseline: PlanValue | None = None
    targets: tuple[PlanValue, ...] = ()
    denominator: Label = NO_WORDS
    source: str = ""
    frequency: str = ""
    disaggregation: tuple[str, ...] = ()
    measure: str = ""
    where: tuple[tuple[str, str], ...] = ()
    owner: str = ""
    norms: tuple[str, ...] = ()
    method: Label = NO_WORDS
    limits: Label = NO_WORDS
    decimals: int = 0
    threshold: int = 0
    at_most: str = ""

    def definition(self, day: date | None = None) -> Label:
        """The wording in force on a day; without a day the last one."""
        held = [w for w in self.definitions if day is None or _holds(w, day)]
        return held[-1].text if held else NO_WORDS


@dataclass(frozen=True)
class Element:
    """One line of a plan: a theme, objective, outcome, output, action or activity.

    id: permanent and unique in its plan, e.g. "A-1-03"; never re-used, never a position.
    code: the number it is printed with ("1.2.3"); may change.
    norms: norm ids it serves, as deep as the lettered action. themes: further themes it serves
    besides the one it stands under. lead, reporting, partners: institution codes; reporting "" is
    the lead. places: area codes, () is the whole country. page: where it stands in its source.
    """

    id: str
    level: Level
    title: Label
    parent: str = ""
    code: str = ""
    description: Label = NO_WORDS
    norms: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    lead: str = ""
    reporting: str = ""
    partners: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    deliverables: Label = NO_WORDS
    milestones: tuple[Milestone, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    risks: tuple[Risk, ...] = ()
    assumptions: tuple[Label, ...] = ()
    indicators: tuple[PlanIndicator, ...] = ()
    status: ActionStatus = ActionStatus.NOT_STARTED
    source: str = ""
    page: str = ""
    withdrawn_on: date | None = None
    withdrawn_because: str = ""

    @property
    def is_doing(self) -> bool:
        """Whether somebody does it (an action or activity)."""
        return self.level in DOING

    @property
    def is_live(self) -> bool:
        """Whether it still stands in the plan."""
        return self.withdrawn_on is None

    @property
    def reports(self) -> str:
        """The institution that reports on it."""
        return self.reporting or self.lead


@dataclass(frozen=True)
class Plan:
    """A plan with its elements in reading order.

    is_sample: invented for demonstration; everything made of it says so.
    currency: what its money is added up in. version: as its publisher names it.
    """

    id: str
    title: Label
    starts_on: date
    ends_on: date
    currency: str
    publisher: str = ""
    fiscal_start_month: int = 7
    status: PlanStatus = PlanStatus.DRAFT
    version: str = ""
    is_sample: bool = False
    notice: Label = NO_WORDS
    source: str = ""
    licence: str = ""
    elements: tuple[Element, ...] = ()
    rates: tuple[Rate, ...] = ()
    _by_id: dict[str, Element] = field(init=False, repr=False, compare=False, hash=False)
    _below: dict[str, tuple[Element, ...]] = field(
        init=False, repr=False, compare=False, hash=False
    )
    _above: dict[str, tuple[Element, ...]] = field(
        init=False, repr=False, compare=False, hash=False
    )
    _themes: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False, hash=False)
    """What was asked of `above` and `themes_of` before: pages ask it of every indicator."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {each.id: each for each in self.elements})
        below: dict[str, list[Element]] = defaultdict(list)
        for each in self.elements:
            below[each.parent].append(each)
        object.__setattr__(self, "_below", {k: tuple(v) for k, v in below.items()})
        object.__setattr__(self, "_above", {})
        object.__setattr__(self, "_themes", {})

    def get(self, element_id: str) -> Element | None:
        """The element of this id, None where there is none."""
        return self._by_id.get(element_id)

    def children(self, element_id: str = "") -> tuple[Element, ...]:
        """The elements directly under one; "" gives the top."""
        return self._below.get(element_id, ())

    def above(self, element_id: str) -> tuple[Element, ...]:
        """The elements that contain this one, from the top down."""
        held = self._above.get(element_id)
        if held is not None:
            return held
        found: dict[str, Element] = {}
        here = self._by_id.get(element_id)
        while here is not None and here.parent:
            here = self._by_id.get(here.parent)
            if here is None or here.id in found:
                break
            found[here.id] = here
        return self._above.setdefault(element_id, tuple(reversed(found.values())))

    def below(self, element_id: str) -> Iterator[Element]:
        """Everything inside an element, in reading order; what contains itself, once."""
        seen = {element_id}
        waiting = [*reversed(self.children(element_id))]
        while waiting:
            each = waiting.pop()
            if each.id not in seen:
                seen.add(each.id)
                yield each
                waiting += reversed(self.children(each.id))

    def actions(self) -> tuple[Element, ...]:
        """What somebody does and still stands, in reading order."""
        return tuple(each for each in self.elements if each.is_doing and each.is_live)

    def themes_of(self, element_id: str) -> tuple[str, ...]:
        """Ids of the themes an element serves: those above it, then its further ones."""
        held = self._themes.get(element_id)
        if held is not None:
            return held
        here = self._by_id.get(element_id)
        if here is None:
            return ()
        chain = (*self.above(element_id), here)
        own = [each.id for each in chain if each.level is Level.THEME]
        further = [theme for each in chain for theme in each.themes]
        return self._themes.setdefault(element_id, tuple(dict.fromkeys(own + further)))

    def norms_of(self, element_id: str) -> tuple[str, ...]:
        """Norms an element serves: its own, else those of the nearest element above that has any.

        A line that names no norm serves what its objective serves.
        """
        here = self._by_id.get(element_id)
        if here is None:
            return ()
        for each in (here, *reversed(self.above(element_id))):
            if each.norms:
                return each.norms
        return ()

    def indicators(self) -> Iterator[tuple[Element, PlanIndicator]]:
        """Every indicator with the element it belongs to, live elements only."""
        return ((e, i) for e in self.elements if e.withdrawn_on is None for i in e.indicators)


@dataclass(frozen=True)
class Waiver:
    """A finding that somebody who may accepts for a time.

    place: id of the element, or element.field; rule: the linter's rule.
    """

    rule: str
    place: str
    reason: str
    by: str
    until: date


def _holds(wording: Wording, day: date) -> bool:
    return (wording.valid_from is None or wording.valid_from <= day) and (
        wording.valid_to is None or day <= wording.valid_to
    )
