"""What the linter must know besides the text, and a fault it finds, without words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from uratibu.core.documents.model import Text


@dataclass(frozen=True)
class Context:
    """What is known around a text.

    abbreviations: those everybody knows, such as codes of institutions. norms_of: id of a unit or
    section -> ids of the norms it serves; None means not known, and the rule that asks is silent.
    """

    today: date
    abbreviations: frozenset[str] = frozenset()
    norms_of: Mapping[str, frozenset[str]] | None = None


@dataclass(frozen=True)
class Fault:
    """One fault. unit: its id. facts: (name, value) for the sentence. rule: set by the runner."""

    unit: str
    facts: tuple[tuple[str, str], ...] = ()
    rule: str = ""


Rule = Callable[[Text, Context], Iterator[Fault]]


def fault(unit: str, **facts: str) -> Fault:
    """A fault with the facts that its sentence names."""
    return Fault(unit, tuple(facts.items()))
