"""Two states of a plan: what was added, withdrawn, changed, moved and renumbered, as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from uratibu.core.plans.model import Element, Plan
from uratibu.core.plans.plain import element_as_plain, plan_as_plain

NAMED_BY = {
    "milestones": ("id",),
    "indicators": ("id",),
    "budget": ("stage", "source", "year", "currency"),
    "risks": ("title",),
    "rates": ("currency", "on"),
    "targets": ("period", "place"),
    "definitions": ("valid_from",),
    "slips": ("due_on",),
}
"""What tells the parts of a list from each other; other lists are compared as a whole."""


class Kind(StrEnum):
    """What became of an element."""

    ADDED = "added"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"


@dataclass(frozen=True)
class FieldChange:
    """One field that says something else. path: inwards, as (milestones, m1, due_on).

    old, new: as text; "" where nothing was said.
    """

    path: tuple[str, ...]
    old: str
    new: str


@dataclass(frozen=True)
class ElementChange:
    """What became of one element. old: None where it is new; new: None where it is gone.

    is_moved: it stands under another element. is_renumbered: only its printed number differs.
    """

    kind: Kind
    old: Element | None
    new: Element | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def element(self) -> Element:
        """The element as it is, else as it was."""
        found = self.new or self.old
        if found is None:
            raise ValueError("a change without an element")
        return found

    @property
    def is_moved(self) -> bool:
        """Whether it stands under another element than before."""
        return any(each.path == ("parent",) for each in self.fields)

    @property
    def is_renumbered(self) -> bool:
        """Whether it is printed with another number and nothing else was changed."""
        return tuple(each.path for each in self.fields) == (("code",),)


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two states. plan: fields of the plan itself.

    elements: in the reading order of the new state; what is gone stands at the end.
    """

    plan: tuple[FieldChange, ...]
    elements: tuple[ElementChange, ...]
    same: int = 0

    def count(self, kind: Kind) -> int:
        """How many elements a thing happened to."""
        return Counter(each.kind for each in self.elements)[kind]

    @property
    def moved(self) -> int:
        """How many elements stand under another one."""
        return sum(each.is_moved for each in self.elements)

    @property
    def renumbered(self) -> int:
        """How many elements only have another number."""
        return sum(each.is_renumbered for each in self.elements)


def compare(old: Plan, new: Plan) -> Comparison:
    """What the new state says otherwise than the old one."""
    found = tuple(filter(None, (_element(old.get(each.id), each) for each in new.elements)))
    gone = (
        ElementChange(Kind.REMOVED, each, None) for each in old.elements if new.get(each.id) is None
    )
    return Comparison(
        plan=_fields(
            plan_as_plain(replace(old, elements=())), plan_as_plain(replace(new, elements=()))
        ),
        elements=(*found, *gone),
        same=len(new.elements) - len(found),
    )


def compare_elements(old: Element, new: Element) -> tuple[FieldChange, ...]:
    """The fields in which two versions of an element differ, in the order of the model."""
    return _fields(element_as_plain(old), element_as_plain(new))


def _element(old: Element | None, new: Element) -> ElementChange | None:
    if old is None:
        return ElementChange(Kind.ADDED, None, new)
    if old == new:
        return None
    kind = Kind.WITHDRAWN if old.is_live and not new.is_live else Kind.CHANGED
    return ElementChange(kind, old, new, compare_elements(old, new))


def _fields(old: Mapping[str, object], new: Mapping[str, object]) -> tuple[FieldChange, ...]:
    before, after = dict(_flat(old)), dict(_flat(new))
    paths = dict.fromkeys((*after, *before))
    return tuple(
        FieldChange(path, before.get(path, ""), after.get(path, ""))
        for path in paths
        if before.get(path, "") != after.get(path, "")
    )


def _flat(
    said: Mapping[str, object], above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text of plain values under its path."""
    for key, value in said.items():
        path = (*above, key)
        if isinstance(value, Mapping):
            yield from _flat(value, path)
        elif key in NAMED_BY and isinstance(value, list):
            yield from _flat(_by_name(value, NAMED_BY[key]), path)
        elif isinstance(value, list):
            yield path, ", ".join(_text(each) for each in value)
        else:
            yield path, str(value)


def _by_name(parts: list[Mapping[str, object]], keys: tuple[str, ...]) -> dict[str, object]:
    """The parts of a list by what they are called; a name that stands twice is counted on."""
    named: dict[str, object] = {}
    for part in parts:
        name = " ".join(filter(None, (_text(part.get(key, "")) for key in keys))) or "-"
        while name in named:
            name += "+"
        named[name] = {key: value for key, value in part.items() if keys != ("id",) or key != "id"}
        named[name] = named[name] or {keys[0]: name}
    return named


def _text(value: object) -> str:
    if isinstance(value, Mapping):
        texts = {str(key): _text(each) for key, each in value.items()}
        return texts.get("en") or next(iter(texts.values()), "")
    return str(value)
