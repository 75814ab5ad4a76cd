"""Who does what, where, when and for which norm: one line an action, role, institution, place.

Source: the who-does-what-where (3W, 5W) tables of humanitarian coordination.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from uratibu.core.plans.model import Element, Plan

EVERYWHERE = ""
"""The place of an element that names none: the whole country."""


class Role(StrEnum):
    """What an institution does in an action."""

    LEAD = "lead"
    REPORTING = "reporting"
    PARTNER = "partner"


@dataclass(frozen=True)
class Part:
    """One institution's part in one element at one place. themes: its own first."""

    institution: str
    role: Role
    element: Element
    place: str
    themes: tuple[str, ...]
    norms: tuple[str, ...]

    @property
    def theme(self) -> str:
        """The theme it stands under first, "" for none."""
        return self.themes[0] if self.themes else ""


@dataclass(frozen=True)
class Question:
    """Which parts are asked for; "" asks for all. place "-" asks for the whole country.

    norm: it or anything deeper (gcm/1 finds gcm/1/a).
    """

    institution: str = ""
    role: str = ""
    place: str = ""
    theme: str = ""
    norm: str = ""
    status: str = ""

    def fits(self, part: Part) -> bool:
        """Whether a part answers the question."""
        return (
            self.institution in ("", part.institution)
            and self.role in ("", part.role)
            and self.place in ("", part.place or "-")
            and (not self.theme or self.theme in part.themes)
            and self.status in ("", part.element.status)
            and (not self.norm or any(serves(norm, self.norm) for norm in part.norms))
        )


def serves(norm: str, asked: str) -> bool:
    """Whether serving a norm serves the one that was asked for: it, or a part of it."""
    return norm == asked or norm.startswith((f"{asked}/", f"{asked}."))


def parts(plan: Plan) -> tuple[Part, ...]:
    """Every part that stands, in reading order; nobody's action has the institution ""."""
    return tuple(part for element in plan.actions() for part in _parts(plan, element))


def asked(plan: Plan, question: Question) -> tuple[Part, ...]:
    """The parts that answer a question."""
    return narrow(parts(plan), question)


def narrow(found: Iterable[Part], question: Question) -> tuple[Part, ...]:
    """Those of the parts that answer a question."""
    return tuple(part for part in found if question.fits(part))


def elements(found: Iterable[Part]) -> tuple[Element, ...]:
    """The elements of parts, each once, in reading order."""
    return tuple({part.element.id: part.element for part in found}.values())


def counts(found: Iterable[Part], *, by: str) -> dict[tuple[str, str], int]:
    """How many elements each institution has a part in, by theme, place or role.

    by: theme, place or role, the name of the other side of the matrix.
    """
    sets: dict[tuple[str, str], set[str]] = defaultdict(set)
    for part in found:
        sets[part.institution, str(getattr(part, by))].add(part.element.id)
    return {key: len(ids) for key, ids in sets.items()}


def _parts(plan: Plan, element: Element) -> Iterator[Part]:
    themes, norms = plan.themes_of(element.id), plan.norms_of(element.id)
    roles = [(element.lead, Role.LEAD)]
    if element.reporting not in ("", element.lead):
        roles.append((element.reporting, Role.REPORTING))
    roles += [(partner, Role.PARTNER) for partner in element.partners]
    for institution, role in roles:
        for place in element.places or (EVERYWHERE,):
            yield Part(institution, role, element, place, themes, norms)
