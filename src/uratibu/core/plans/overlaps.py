"""Where nobody serves a norm, and where several may be doing the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from uratibu.core.plans.model import Element, Plan

NEAR_PERCENT = 70
"""Titles that share so many of their words are taken for nearly the same."""
RARE = 40
"""A word in more titles than this says nothing about likeness (and, of, migration)."""


@dataclass(frozen=True)
class Shared:
    """A norm that actions of several institutions serve. institutions: their leads, by name."""

    norm: str
    institutions: tuple[str, ...]
    elements: tuple[Element, ...]


@dataclass(frozen=True)
class Near:
    """Two actions whose titles say nearly the same. percent: of words they share."""

    first: Element
    second: Element
    percent: int


def unserved(plan: Plan, norms: Iterable[str], parents: Mapping[str, str]) -> tuple[str, ...]:
    """The norms that no live action serves, neither themselves nor through a part of them.

    norms: in reading order. parents: the norm that contains each, "" at the top. A part counts
    as served where its whole is: whoever serves an objective may do any of its actions.
    """
    served = _served(plan, parents)
    named = {norm for element in plan.actions() for norm in plan.norms_of(element.id)}
    return tuple(
        norm for norm in norms if norm not in served and not named & set(_chain(norm, parents))
    )


def shared(plan: Plan, norms: Iterable[str]) -> tuple[Shared, ...]:
    """Norms (lettered actions, mostly) that several institutions lead actions for."""
    wanted, serving = set(norms), defaultdict(list)
    for element in plan.actions():
        for norm in plan.norms_of(element.id):
            if norm in wanted and element.lead:
                serving[norm].append(element)
    return tuple(
        Shared(norm, leads, tuple(found))
        for norm, found in sorted(serving.items())
        if len(leads := tuple(sorted({each.lead for each in found}))) > 1
    )


def near_duplicates(plan: Plan, *, least_percent: int = NEAR_PERCENT) -> tuple[Near, ...]:
    """Pairs of actions, neither inside the other, whose titles share most of their words.

    Only pairs that share a word which is rare in the plan are looked at, so 2,000 actions take
    a moment. Likeness: words in both titles of words in either (Jaccard).
    """
    words = {each.id: _words(each) for each in plan.actions()}
    found = []
    for first, second in sorted(_candidates(words)):
        both_of = words[first] & words[second]
        percent = 100 * len(both_of) // len(words[first] | words[second])
        one, other = plan.get(first), plan.get(second)
        if percent >= least_percent and one and other and not _is_inside(plan, first, second):
            found.append(Near(one, other, percent))
    return tuple(sorted(found, key=lambda near: (-near.percent, near.first.id, near.second.id)))


def _served(plan: Plan, parents: Mapping[str, str]) -> set[str]:
    """Every norm that is named, and what contains it."""
    return {
        above
        for element in plan.actions()
        for norm in plan.norms_of(element.id)
        for above in _chain(norm, parents)
    }


def _chain(norm: str, parents: Mapping[str, str]) -> Iterator[str]:
    """A norm and what contains it, upwards."""
    seen: set[str] = set()
    while norm and norm not in seen:
        seen.add(norm)
        yield norm
        norm = parents.get(norm, "")


def _words(element: Element) -> frozenset[str]:
    return frozenset(re.findall(r"\w{3,}", element.title("en").lower()))


def _candidates(words: Mapping[str, frozenset[str]]) -> set[tuple[str, str]]:
    """Pairs that share at least one word that few titles have, or the whole title."""
    holding: dict[str, list[str]] = defaultdict(list)
    same: dict[frozenset[str], list[str]] = defaultdict(list)
    for name, said in words.items():
        same[said].append(name)
        for word in said:
            holding[word].append(name)
    pairs: set[tuple[str, str]] = set()
    for names in holding.values():
        if len(names) <= RARE:
            pairs |= {(a, b) for i, a in enumerate(names) for b in names[i + 1 :]}
    for said, names in same.items():
        if said:
            pairs |= set(pairwise(names))
    return pairs


def _is_inside(plan: Plan, first: str, second: str) -> bool:
    return any(each.id == first for each in plan.above(second)) or any(
        each.id == second for each in plan.above(first)
    )
