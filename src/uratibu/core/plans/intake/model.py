"""What was read from a file: lines of a plan with the cell that each thing they say stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from uratibu.core.findings import Finding, Severity, Where
from uratibu.core.labels import Label
from uratibu.core.plans.known import Known
from uratibu.core.plans.load import load_plan
from uratibu.core.plans.model import Element, Plan, Rate


@dataclass(frozen=True)
class Line:
    """One line as it was read. said: the fields that its file speaks about, no other is touched.

    said: also those of its parts, as milestones.due_on. languages: of its texts. where: its row.
    has_id: whether the file gives it an id; else that of the element is a stand-in.
    keeps_parts: milestones and indicators that the file does not have stay.
    """

    element: Element
    said: frozenset[str]
    where: Where
    languages: frozenset[str] = frozenset({"en"})
    has_id: bool = True
    keeps_parts: bool = False


@dataclass(frozen=True)
class Rejected:
    """A line that cannot be taken, and what it was meant to be."""

    id: str
    title: str
    where: Where


@dataclass(frozen=True)
class ReadPlan:
    """A file as a plan. facts: of the plan itself, as plain values; {} where it says none.

    places: cell of each thing, by ELEMENT.field. rejected: lines with an error; they are not
    among the lines. layout: name of the shape it was read by.
    """

    lines: tuple[Line, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    findings: tuple[Finding, ...] = ()
    places: Mapping[str, Where] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)
    rates: tuple[Rate, ...] = ()
    layout: str = ""

    def place(self, key: str) -> Where | None:
        """The cell of ELEMENT.field, else of the nearest thing around it; None where unknown."""
        while key:
            if key in self.places:
                return self.places[key]
            cut = max(key.rfind("."), key.rfind("["))
            key = key[:cut] if cut > 0 else ""
        return None

    def plan(self, standing: Plan | None = None) -> Plan:
        """The lines as a plan of their own, with the facts of the file or of a standing plan.

        Facts that neither has are those of nobody's plan: its days are 1 January of year 1.
        """
        made, _ = (None, ()) if not self.facts else load_plan(self.facts, Where())
        base = standing or made or nobodys_plan()
        elements = tuple(line.element for line in self.lines)
        return replace(base, elements=elements, rates=self.rates or base.rates)


def nobodys_plan(known: Known | None = None) -> Plan:
    """A plan that only stands in for facts that nobody said."""
    place = known or Known()
    return Plan(
        "brought", Label((("en", "-"),)), NO_DAY, NO_DAY, place.currency,
        fiscal_start_month=place.fiscal_start_month,
    )  # fmt: skip


NO_DAY = date(1, 1, 1)


def fault(
    where: Where, rule: str, message: str, remedy: str, *, severity: Severity = Severity.ERROR
) -> Finding:
    """A finding of this room."""
    return Finding(where, f"plans/{rule}", severity, message, remedy)
