"""What the linter must know besides the plan; whoever calls hands it in as plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from uratibu.core.codelists.model import Code, CodeList
from uratibu.core.labels import Label
from uratibu.core.norms.model import Framework, Node
from uratibu.core.plans.model import Plan, PlanValue, Waiver


@dataclass(frozen=True)
class Question:
    """What an indicator asks of a measure. places: area codes, () is the whole country.

    by: ways it is broken down. periods: () asks for the latest.
    """

    measure: str
    where: tuple[tuple[str, str], ...] = ()
    places: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    by: tuple[str, ...] = ()


NUMBERINGS = ("official_code", "iso_3166_2")
"""Attributes of an area that people write in place of its code. KE-30 and county 030 differ."""
Answers = Callable[[Question], Label | None]
"""None where the data answer, else what is missing, in words."""


@dataclass(frozen=True)
class Context:
    """What is known around a plan. None means not known: the rules that need it stay silent.

    institutions, areas: code lists with their validity. datasets, measures: ids.
    languages: what the country works in. last_returns: element id -> day of its last return.
    reported: indicator id -> its reported values. others: plans in force beside this one.
    is_published: whether the plan is shown to the public. waivers: those in force and those past.
    """

    today: date
    institutions: CodeList | None = None
    areas: CodeList | None = None
    frameworks: tuple[Framework, ...] | None = None
    datasets: frozenset[str] | None = None
    measures: frozenset[str] | None = None
    answers: Answers | None = None
    languages: tuple[str, ...] = ()
    last_returns: Mapping[str, date] = field(default_factory=dict)
    reported: Mapping[str, tuple[PlanValue, ...]] = field(default_factory=dict)
    others: tuple[Plan, ...] = ()
    is_published: bool = False
    waivers: tuple[Waiver, ...] = ()
    near: dict[tuple[str, str], Label] = field(default_factory=dict, repr=False, compare=False)
    """What was looked up already: (code list, text) -> the likeliest entry."""
    _numbers: dict[str, Code] = field(init=False, repr=False, compare=False)
    _nodes: dict[str, Node] = field(init=False, repr=False, compare=False)
    _frameworks: dict[str, Framework] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        known = self.frameworks or ()
        numbers = {a.attribute(n): a for n in NUMBERINGS for a in reversed(tuple(self.areas or ()))}
        object.__setattr__(self, "_numbers", numbers)
        object.__setattr__(self, "_nodes", {n.id: n for f in known for n in f.nodes})
        object.__setattr__(self, "_frameworks", {f.id: f for f in known})

    def numbered(self, place: str) -> Code | None:
        """The area that has this as its number in another list; a bare number may lack zeros."""
        found = self._numbers.get(place.upper()) if place else None
        return found or (self._numbers.get(place.zfill(3)) if place.isdigit() else None)

    def node(self, node_id: str) -> Node | None:
        """The norm of this id, None where no framework has it."""
        return self._nodes.get(node_id)

    def framework(self, framework_id: str) -> Framework | None:
        """The framework of this id, None where it is not known."""
        return self._frameworks.get(framework_id)
