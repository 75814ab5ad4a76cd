"""The register's part of the chain: norm, action, plan indicator, return, sentence of a report.

Up leads from a sentence to the action it tells of and the norm that action serves; down to the
return and the figures it rests on, and from those to the rows they were read from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from uratibu.core.identifiers import Kind, Reference
from uratibu.core.labels import NO_WORDS, Label, label
from uratibu.core.lineage.model import Link, Step, Way
from uratibu.core.plans.model import Element, Plan, PlanIndicator


@dataclass(frozen=True)
class Sentence:
    """A sentence or table row of a report as its manifest lists it.

    refs: references of actions, returns and norms it rests on. figures: ids of those in it.
    """

    document: str
    anchor: str
    text: str
    refs: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    title: Label = NO_WORDS

    @property
    def reference(self) -> Reference:
        """Its permanent reference."""
        return Reference(Kind.SENTENCE, self.document, self.anchor)


def steps(plans: Iterable[Plan]) -> Iterator[Step]:
    """Plans with their elements and indicators."""
    for plan in plans:
        facts = (("status", plan.status.value), ("sample", "yes" if plan.is_sample else ""))
        yield Step(Reference(Kind.PLAN, plan.id), plan.title, _said(*facts))
        for element in plan.elements:
            if element.is_live:
                yield _element(plan, element)
                yield from (_indicator(plan, each) for each in element.indicators)


def links(plans: Iterable[Plan]) -> Iterator[Link]:
    """From the norm to the action, from there to its indicators and what answers them."""
    for plan in plans:
        for element in plan.elements:
            if element.is_live:
                yield from _links_of(plan, element)


def _links_of(plan: Plan, element: Element) -> Iterator[Link]:
    here = action(plan.id, element.id)
    above = action(plan.id, element.parent) if element.parent else Reference(Kind.PLAN, plan.id)
    yield Link(above, here, Way.CONTAINS)
    for name in plan.norms_of(element.id) if element.is_doing else element.norms:
        yield Link(Reference(Kind.NORM, name), here, Way.SERVED_BY)
    for each in element.indicators:
        own = plan_indicator(plan.id, each.id)
        yield Link(here, own, Way.MEASURED_BY)
        for name in each.norms:
            yield Link(Reference(Kind.NORM, name), own, Way.MEASURED_BY)
        if each.measure:
            yield Link(own, Reference(Kind.MEASURE, each.measure), Way.COUNTED_AS)


def action(plan: str, element: str) -> Reference:
    """The reference of an element of a plan."""
    return Reference(Kind.ACTION, f"{plan}/{element}")


def plan_indicator(plan: str, indicator: str) -> Reference:
    """The reference of an indicator of a plan."""
    return Reference(Kind.PLAN_INDICATOR, f"{plan}/{indicator}")


def source(release: str) -> Reference:
    """What a figure of the register came out of: a return, a state of a plan, a released table."""
    kind, colon, name = release.partition(":")
    if colon and kind in (Kind.RETURN, Kind.PLAN):
        return Reference(Kind(kind), name.partition("@")[0])
    return Reference(Kind.RELEASE, release)


def figure_steps(release: str) -> Iterator[Step]:
    """The source of a figure of the register, where nothing else brings it."""
    found = source(release)
    if found.kind is not Kind.PLAN:
        yield Step(found)


def figure_links(figure: Reference, measure: str, release: str) -> Iterator[Link]:
    """From the plan's indicator to its figure, and down to the return or table it came from."""
    plan, _, key = measure.partition("/")
    found = source(release)
    own = plan_indicator(plan, key.removesuffix("/target").removesuffix("/baseline"))
    yield Link(own, figure, Way.RELEASED_AS)
    if found.kind is Kind.PLAN:
        yield Link(found, figure, Way.STATES)
    else:
        yield Link(figure, found, Way.READ_FROM)


def sentence_steps(sentence: Sentence) -> Iterator[Step]:
    """A sentence, its document, and the returns it repeats."""
    yield Step(sentence.reference, label(sentence.text))
    yield Step(Reference(Kind.DOCUMENT, sentence.document), sentence.title)
    for each in sentence.refs:
        if each.startswith(f"{Kind.RETURN}:"):
            yield Step(source(each))


def sentence_links(sentence: Sentence, figures: Iterable[Reference]) -> Iterator[Link]:
    """Up to what it tells of, down to what it rests on; and into its document."""
    here = sentence.reference
    acts = [r for r in sentence.refs if not r.startswith(f"{Kind.RETURN}:")]
    returns = [source(r) for r in sentence.refs if r.startswith(f"{Kind.RETURN}:")]
    for each in acts:
        kind, _, name = each.partition(":")
        above = Reference(Kind(kind), name)
        yield Link(above, here, Way.TOLD_IN)
        yield from (Link(above, told, Way.REPORTED_IN) for told in returns)
    yield from (Link(here, told, Way.RESTS_ON) for told in returns)
    for figure in figures:
        yield Link(here, figure, Way.RESTS_ON)
        plan, _, key = figure.name.partition("/")
        yield Link(plan_indicator(plan, key), here, Way.TOLD_IN)
        if not acts:
            yield Link(Reference(Kind.PLAN, plan), here, Way.TOLD_IN)
    yield Link(here, Reference(Kind.DOCUMENT, sentence.document), Way.PRINTED_IN)


def _element(plan: Plan, element: Element) -> Step:
    facts = (
        ("kind", element.level.value), ("code", element.code), ("lead", element.lead),
        ("sample", "yes" if plan.is_sample else ""),
    )  # fmt: skip
    return Step(action(plan.id, element.id), element.title, _said(*facts))


def _indicator(plan: Plan, indicator: PlanIndicator) -> Step:
    facts = (("unit", indicator.unit), ("source", indicator.source))
    return Step(plan_indicator(plan.id, indicator.id), indicator.title, _said(*facts))


def _said(*facts: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in facts if value)
