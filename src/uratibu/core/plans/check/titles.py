"""Faults of the words: titles that are empty, long, vague or in one language only."""

from __future__ import annotations

from collections.abc import Iterator

from uratibu.core.labels import Label, label
from uratibu.core.plans.check.context import Context
from uratibu.core.plans.check.duplicates import folded
from uratibu.core.plans.check.fault import Fault, Rules, fault
from uratibu.core.plans.check.subjects import answering, live
from uratibu.core.plans.model import Element, Plan

TITLE_MOST = 200
"""More characters than this do not fit a line of any table; the rest is description."""
VAGUE = {
    "en": ("support", "strengthen", "enhance", "promote", "improve", "facilitate", "coordinate",
           "ensure", "encourage", "foster"),
    "sw": ("kusaidia", "kuimarisha", "kukuza", "kuboresha", "kuwezesha", "kuratibu",
           "kuhakikisha", "kuhamasisha"),
}  # fmt: skip
"""First words of titles that say no result by themselves, by language."""


def title_empty(plan: Plan, _context: Context) -> Iterator[Fault]:
    """An element without a name."""
    for each in live(plan):
        if not any(words.strip() for _, words in each.title.texts):
            yield fault(each.id, "title")


def title_too_long(plan: Plan, _context: Context) -> Iterator[Fault]:
    """A title that is a paragraph."""
    for each in live(plan):
        longest = max((len(words) for _, words in each.title.texts), default=0)
        if longest > TITLE_MOST:
            yield fault(each.id, "title", length=longest, most=TITLE_MOST)


def vague_title(plan: Plan, _context: Context) -> Iterator[Fault]:
    """An action that will "support" or "strengthen" and names nothing that it delivers."""
    for each in answering(plan):
        first = {lang: folded(words).partition(" ")[0] for lang, words in each.title.texts}
        is_vague = any(word in VAGUE.get(lang, ()) for lang, word in first.items())
        if is_vague and not each.deliverables:
            yield fault(each.id, "deliverables", title=each.title, word=label(first))


def title_in_one_language(plan: Plan, _context: Context) -> Iterator[Fault]:
    """Words that readers of one of the plan's languages cannot read.

    The languages of a plan are those of its own title.
    """
    for each in live(plan):
        for field, title in _titles(each):
            for language in plan.title.languages():
                if title and language not in title.languages():
                    yield fault(each.id, field, title=title, language=language)


def plan_in_one_language(plan: Plan, context: Context) -> Iterator[Fault]:
    """A plan whose title lacks a language of the country."""
    for language in context.languages:
        if language not in plan.title.languages():
            yield fault("", "title", title=plan.title, language=language)


def _titles(element: Element) -> Iterator[tuple[str, Label]]:
    yield "title", element.title
    for indicator in element.indicators:
        yield f"indicators[{indicator.id}].title", indicator.title
    for milestone in element.milestones:
        yield f"milestones[{milestone.id}].title", milestone.title


RULES: Rules = {
    "plans/title-empty": title_empty,
    "plans/title-too-long": title_too_long,
    "plans/vague-title": vague_title,
    "plans/title-in-one-language": title_in_one_language,
    "plans/plan-in-one-language": plan_in_one_language,
}
