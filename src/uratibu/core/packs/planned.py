"""Plans a pack carries: every norm, institution, place, data set and measure they name is there.

Whether a plan makes sense is the linter's business (core.plans); here only that it leads nowhere
outside the packs, and that it speaks every language of its pack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from uratibu.core.findings import Finding, Where
from uratibu.core.labels import Label
from uratibu.core.packs import references, rules
from uratibu.core.packs.scope import Scope
from uratibu.core.packs.words import language_missing
from uratibu.core.plans.model import Element, Level, Plan, PlanIndicator

INSTITUTIONS = "institutions"
"""The code list of who leads, joins and pays."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
"""A source of this shape means a data set; any other is the means of verification in words."""


def faults(scope: Scope) -> Iterator[Finding]:
    """Every reference and every word that a plan of the pack lacks."""
    for plan in scope.pack.plans:
        place = place_of(scope, plan)
        yield from publisher_to_nothing(scope, plan, place)
        for element in plan.elements:
            at = replace(place, key=element.id)
            yield from element_to_nothing(scope, plan, element, at)
            for indicator in element.indicators:
                yield from indicator_to_nothing(scope, indicator, replace(place, key=indicator.id))
        for where, words in labels(plan, place):
            yield from language_missing(scope, where, words)


def place_of(scope: Scope, plan: Plan) -> Where:
    """The file of a plan, or the head of its folder."""
    is_folder = (scope.pack.root / "plans" / plan.id).is_dir()
    return scope.place("plans", *((plan.id, "plan.yaml") if is_folder else (f"{plan.id}.yaml",)))


def publisher_to_nothing(scope: Scope, plan: Plan, place: Where) -> Iterator[Finding]:
    """A publisher that is no institution."""
    yield from _unknown(scope, INSTITUTIONS, [("publisher", plan.publisher)], place)


def element_to_nothing(scope: Scope, plan: Plan, element: Element, at: Where) -> Iterator[Finding]:
    """A norm, an institution, a place, a theme or an element above that is not there."""
    yield from _unknown_norms(scope, element.norms, at)
    named = [("lead", element.lead), ("reporting", element.reporting)]
    named += [(f"partners[{n}]", code) for n, code in enumerate(element.partners)]
    named += [(f"risks[{n}].owner", risk.owner) for n, risk in enumerate(element.risks)]
    yield from _unknown(scope, INSTITUTIONS, named, at)
    places = [(f"places[{n}]", code) for n, code in enumerate(element.places)]
    yield from _unknown(scope, scope.areas.id, places, at)
    if element.parent and plan.get(element.parent) is None:
        yield rules.found("packs/unknown-element", _key(at, "parent", element.parent))
    for number, theme in enumerate(element.themes):
        there = plan.get(theme)
        if there is None or there.level is not Level.THEME:
            yield rules.found("packs/unknown-element", _key(at, f"themes[{number}]", theme))


def indicator_to_nothing(scope: Scope, indicator: PlanIndicator, at: Where) -> Iterator[Finding]:
    """A norm, an owner, a place, a data set or a measure of an indicator that no pack has."""
    yield from _unknown_norms(scope, indicator.norms, at)
    yield from _unknown(scope, INSTITUTIONS, [("owner", indicator.owner)], at)
    places = [(f"targets[{n}].place", value.place) for n, value in enumerate(indicator.targets)]
    yield from _unknown(scope, scope.areas.id, places, at)
    if indicator.measure and not scope.knows("measures", indicator.measure):
        where = _key(at, "measure", indicator.measure)
        yield rules.found("packs/unknown-measure", where, name=indicator.measure)
    if _ID.fullmatch(indicator.source) and not scope.knows("datasets", indicator.source):
        where = _key(at, "source", indicator.source)
        yield rules.found("packs/unknown-dataset", where, name=indicator.source)


def labels(plan: Plan, place: Where) -> Iterator[tuple[Where, Label]]:
    """Every text of a plan in languages, with its place."""
    yield _key(place, "title"), plan.title
    yield _key(place, "notice"), plan.notice
    for element in plan.elements:
        at = replace(place, key=element.id)
        for name in ("title", "description", "deliverables"):
            yield _key(at, name), getattr(element, name)
        for milestone in element.milestones:
            yield _key(at, milestone.id), milestone.title
        for number, risk in enumerate(element.risks):
            yield _key(at, f"risks[{number}].title"), risk.title
            yield _key(at, f"risks[{number}].mitigation"), risk.mitigation
        for number, words in enumerate(element.assumptions):
            yield _key(at, f"assumptions[{number}]"), words
        for indicator in element.indicators:
            yield from _said(indicator, replace(place, key=indicator.id))


def _said(indicator: PlanIndicator, at: Where) -> Iterator[tuple[Where, Label]]:
    for name in ("title", "denominator", "method", "limits"):
        yield _key(at, name), getattr(indicator, name)
    for number, wording in enumerate(indicator.definitions):
        yield _key(at, f"definitions[{number}]"), wording.text


def _unknown(
    scope: Scope, codelist: str, named: Iterable[tuple[str, str]], at: Where
) -> Iterator[Finding]:
    """Codes that a code list does not have; "" names nothing."""
    known = scope.codelists.get(codelist)
    for key, code in named:
        if code and known is not None and code not in known:
            yield rules.found("packs/unknown-code", _key(at, key, code), codelist=codelist)


def _unknown_norms(scope: Scope, named: tuple[str, ...], at: Where) -> Iterator[Finding]:
    for finding in references.unknown_norms(scope, named, at):
        key = f"{at.key}.{finding.where.key}"
        yield replace(finding, where=replace(finding.where, key=key))


def _key(at: Where, key: str, value: str = "") -> Where:
    return replace(at, key=".".join(part for part in (at.key, key) if part), value=value)
