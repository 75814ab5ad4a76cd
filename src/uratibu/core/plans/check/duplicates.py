"""Faults of doing the same thing twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from uratibu.core.plans.check.context import Context
from uratibu.core.plans.check.fault import Fault, Rules, fault
from uratibu.core.plans.check.subjects import answering
from uratibu.core.plans.model import Element, Plan

LIKE_PERCENT = 90
"""From this likeness of their sorted words on two titles are held to mean the same."""
SHARED_WORDS = 3
"""How many of its rarest words a title is looked up by; like titles share one of them."""
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True)
class _Titled:
    """An action with its title as sorted words. plan: "" for the plan that is checked."""

    action: Element
    plan: str
    words: tuple[str, ...]
    text: str


def duplicate_action(plan: Plan, _context: Context) -> Iterator[Fault]:
    """Two actions of one lead, or under one parent, with the same title."""
    seen: dict[tuple[str, str], str] = {}
    for each in answering(plan):
        text = folded(each.title())
        keys = [(text, f"parent {each.parent}"), (text, f"lead {each.lead}")]
        first = next((seen[key] for key in keys if key in seen), "")
        if first and text:
            yield fault(each.id, "title", title=each.title, first=first)
        for key in keys:
            seen.setdefault(key, each.id)


def near_duplicate_between_institutions(plan: Plan, context: Context) -> Iterator[Fault]:
    """Two institutions that plan nearly the same in the same place, in this plan or another."""
    here = [_titled(each, "") for each in answering(plan)]
    there = [_titled(each, other.id) for other in context.others for each in answering(other)]
    told: set[str] = set()
    for one, other in _candidates(here, there):
        if one.action.id not in told and _is_alike(one, other):
            told.add(one.action.id)
            yield fault(
                one.action.id, "title", title=one.action.title, lead=one.action.lead,
                other=f"{other.plan} {other.action.id}".strip(),
                other_title=other.action.title, other_lead=other.action.lead,
            )  # fmt: skip


def folded(text: str) -> str:
    """A title without case, marks and double spaces."""
    return " ".join(_WORDS.findall(text.casefold()))


def _candidates(here: list[_Titled], there: list[_Titled]) -> Iterator[tuple[_Titled, _Titled]]:
    """Each action with the earlier ones, and those of other plans, that share a rare word.

    Comparing all with all would take seconds; two titles that are alike share a rare word.
    """
    counted = Counter(word for one in (*here, *there) for word in one.words)
    blocks: dict[str, list[_Titled]] = defaultdict(list)
    for one in (*there, *here):
        rarest = sorted(one.words, key=lambda word: (counted[word], word))[:SHARED_WORDS]
        if not one.plan:
            found = {(o.plan, o.action.id): o for word in rarest for o in blocks[word]}
            yield from ((one, other) for other in found.values())
        for word in rarest:
            blocks[word].append(one)


def _is_alike(one: _Titled, other: _Titled) -> bool:
    if not one.action.lead or not other.action.lead or one.action.lead == other.action.lead:
        return False
    if not _may_meet(one.action.places, other.action.places):
        return False
    is_same_branch = not other.plan and one.action.parent == other.action.parent
    if is_same_branch and folded(one.action.title()) == folded(other.action.title()):
        return False  # plans/duplicate-action says it already
    return fuzz.ratio(one.text, other.text, score_cutoff=LIKE_PERCENT) > 0


def _may_meet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not one or not other or bool(set(one) & set(other))


def _titled(action: Element, plan: str) -> _Titled:
    words = sorted(set(folded(action.title()).split()))
    return _Titled(action, plan, tuple(words), " ".join(words))


RULES: Rules = {
    "plans/duplicate-action": duplicate_action,
    "plans/near-duplicate": near_duplicate_between_institutions,
}
