"""A fault of a plan without words: which rule, where, and the facts that its sentence names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from uratibu.core.labels import Label
from uratibu.core.plans.check.context import Context
from uratibu.core.plans.model import Plan

Fact = str | int | Decimal | date | Label
Facts = tuple[tuple[str, Fact], ...]


@dataclass(frozen=True)
class Fault:
    """One fault. element: its id, "" for the plan itself. field: as `milestones[m1].due_on`.

    facts: (name, value) for the sentence. rule: set by whoever runs the rule.
    """

    element: str
    field: str
    facts: Facts = ()
    rule: str = ""

    @property
    def key(self) -> str:
        """Where it is, as one text: ELEMENT.field."""
        return ".".join(part for part in (self.element, self.field) if part)


Rule = Callable[[Plan, Context], Iterator[Fault]]
"""One rule: named as the fault it finds, and yielding every instance of it."""
Rules = dict[str, Rule]


def fault(element: str, field: str, **facts: Fact) -> Fault:
    """A fault with the facts that its sentence names."""
    return Fault(element, field, tuple(facts.items()))
