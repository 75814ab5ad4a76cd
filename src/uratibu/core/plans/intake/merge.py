"""A line of a file laid over the standing one: what the file does not speak about stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from decimal import Decimal
from typing import TypeVar

from uratibu.core.labels import Label
from uratibu.core.plans.intake.headings import folded_heading
from uratibu.core.plans.intake.model import Line
from uratibu.core.plans.model import BudgetLine, Element, Milestone, PlanIndicator, Stage

Part = TypeVar("Part", Milestone, PlanIndicator)
_WITH_PARTS = ("milestones", "indicators")


def merged(new: Element, line: Line, old: Element | None) -> Element:
    """The new line, with what its file does not say taken from the old one.

    Texts in languages that the file does not have stay. Parts keep their ids.
    """
    if old is None:
        return replace(new, indicators=_named(new.indicators, new.id))
    said = {}
    for each in fields(old):
        before, after = getattr(old, each.name), getattr(new, each.name)
        if each.name == "id":
            continue
        is_silent = line.keeps_parts and after in ("", None, ())
        if (is_silent or each.name not in line.said) and each.name not in _WITH_PARTS:
            said[each.name] = before
        elif isinstance(after, Label):
            said[each.name] = _label(before, after, line)
        elif line.keeps_parts and each.name in _LAID_OVER:
            said[each.name] = _LAID_OVER[each.name](old, new)
        elif each.name not in _WITH_PARTS:
            said[each.name] = after
    return replace(
        new, **said,
        milestones=_parts(old.milestones, new.milestones, line, "milestones", old.id),
        indicators=_parts(old.indicators, new.indicators, line, "indicators", old.id),
    )  # fmt: skip


def _partners(old: Element, new: Element) -> tuple[str, ...]:
    found = tuple(each for each in new.partners if each != (new.lead or old.lead))
    return old.partners if set(found) == set(old.partners) else found


def _norms(old: Element, new: Element) -> tuple[str, ...]:
    """The norms of the file; those of frameworks that it does not name stay."""
    named = {norm.split("/")[0] for norm in new.norms}
    found = set(new.norms)
    kept = tuple(n for n in old.norms if n in found or n.split("/")[0] not in named)
    return tuple(dict.fromkeys((*kept, *new.norms)))


def _budget(old: Element, new: Element) -> tuple[BudgetLine, ...]:
    """The money of the file; what stands is kept where it comes to the same sums."""
    planned = [line for line in new.budget if line.stage is Stage.PLANNED]
    by_year = any(line.year for line in planned)
    new_sums, old_sums = _sums(planned, by_year), _sums(old.budget, by_year)
    if all(old_sums.get(key) == amount for key, amount in new_sums.items()):
        return old.budget
    stages = {line.stage for line in new.budget}
    return (*new.budget, *(line for line in old.budget if line.stage not in stages))


def _sums(lines: Iterable[BudgetLine], by_year: bool) -> dict[tuple[str, str], Decimal]:
    sums: dict[tuple[str, str], Decimal] = {}
    for line in lines:
        if line.stage is Stage.PLANNED:
            key = line.currency, line.year if by_year else ""
            sums[key] = sums.get(key, Decimal(0)) + line.amount
    return sums


_LAID_OVER: dict[str, Callable[[Element, Element], object]] = {
    "partners": _partners, "norms": _norms, "budget": _budget,
}  # fmt: skip
"""Lists of which a table of others may hold a part only."""


def _label(before: Label, after: Label, line: Line) -> Label:
    """The file's texts in its languages, and the standing ones in all others."""
    kept = {language: text for language, text in before.texts if language not in line.languages}
    return Label(tuple(sorted((kept | dict(after.texts)).items())))


def _parts(
    old: tuple[Part, ...], new: tuple[Part, ...], line: Line, name: str, element: str
) -> tuple[Part, ...]:
    """The parts of the file over those that stand; others stay where the file may lack them."""
    speaks = any(said == name or said.startswith(f"{name}.") for said in line.said)
    if not speaks:
        return old
    by_id: dict[str, Part] = {part.id: part for part in old}
    by_title: dict[str, Part] = {
        folded_heading(text): part for part in old for _, text in part.title.texts
    }
    found: dict[str, Part] = {}
    for part in new:
        titles = [folded_heading(text) for _, text in part.title.texts]
        held = by_id.get(part.id) if not line.keeps_parts else None
        held = held or next((by_title[t] for t in titles if t in by_title), None)
        if held is None or held.id in found:
            key = _free(part.id, {*by_id, *found}, name, element, line.keeps_parts)
            found[key] = replace(part, id=key)
        else:
            found[held.id] = _part(held, part, line, name)
    if line.keeps_parts:
        more = {key: part for key, part in found.items() if key not in by_id}
        found = {part.id: found.get(part.id, part) for part in old} | more
    return tuple(found[key] for key in found)


def _part(old: Part, new: Part, line: Line, name: str) -> Part:
    said: dict[str, object] = {}
    for each in fields(old):
        before, after = getattr(old, each.name), getattr(new, each.name)
        if each.name == "id" or f"{name}.{each.name}" not in line.said:
            said[each.name] = before
        elif isinstance(after, Label):
            said[each.name] = _label(before, after, line)
        elif line.keeps_parts and after in ("", None, ()):
            said[each.name] = before
        else:
            said[each.name] = after
    return replace(old, **said)  # type: ignore[arg-type]


def _named(indicators: Iterable[PlanIndicator], element: str) -> tuple[PlanIndicator, ...]:
    """Indicators of a new line under its id where theirs was a stand-in."""
    return tuple(
        replace(each, id=f"{element}/i{number}") if each.id.startswith("new-") else each
        for number, each in enumerate(indicators, start=1)
    )


def _free(key: str, taken: set[str], name: str, element: str, is_stand_in: bool) -> str:
    if key not in taken and not is_stand_in and not key.startswith("new-"):
        return key
    number = 1
    while True:
        key = f"{element}/i{number}" if name == "indicators" else f"m{number}"
        if key not in taken:
            return key
        number += 1
