"""Runs every rule over a plan and puts what was found into words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from uratibu.core.findings import Finding, Where
from uratibu.core.labels import Label
from uratibu.core.plans.check import (
    duplicates,
    indicators,
    money,
    norms,
    people,
    places,
    publication,
    reporting,
    risks,
    structure,
    targets,
    time,
    titles,
    waivers,
)
from uratibu.core.plans.check.context import Context
from uratibu.core.plans.check.fault import Fact, Fault, Rules
from uratibu.core.plans.check.rules import rule
from uratibu.core.plans.model import Plan

RULES: Rules = {
    **publication.RULES, **structure.RULES, **titles.RULES, **people.RULES, **time.RULES,
    **money.RULES, **indicators.RULES, **targets.RULES, **norms.RULES, **places.RULES,
    **duplicates.RULES, **risks.RULES, **reporting.RULES,
}  # fmt: skip
"""Every rule by its permanent id; its words stand in the folder rules."""

Places = Callable[[str], Where | None]
"""Where a plan was read from: ELEMENT.field -> its cell or the nearest thing around it."""
LONGEST = 200


def faults(plan: Plan, context: Context) -> tuple[Fault, ...]:
    """Every fault of a plan in its reading order, expired waivers among them.

    A fault that is waived stands here too; `waivers.split` sets it aside.
    """
    found = [
        replace(each, rule=rule_id) for rule_id, find in RULES.items()
        for each in find(plan, context)
    ]  # fmt: skip
    found += waivers.expired(found, context.waivers, context.today)
    order = {element.id: position for position, element in enumerate(plan.elements)}
    return tuple(sorted(found, key=lambda each: order.get(each.element, -1)))


def plan(
    plan: Plan, context: Context, *, language: str = "en", file: str = "",
    place: Places | None = None,
) -> tuple[Finding, ...]:  # fmt: skip
    """Every finding of a plan that no waiver sets aside.

    file: the plan as the user knows it; its id where none is given. place: finds the cell of a
    workbook that an element or field stands in.
    """
    split = waivers.split(faults(plan, context), context.waivers, context.today)
    name = file or plan.id
    return tuple(finding(each, language, file=name, place=place) for each in split.standing)


def finding(
    fault: Fault, language: str = "en", *, file: str = "", place: Places | None = None
) -> Finding:
    """A fault in words."""
    about = rule(fault.rule)
    facts = {name: _words(fact, language) for name, fact in fault.facts}
    cell = (place(fault.key) if place and fault.element else None) or Where(file=file)
    return Finding(
        where=replace(cell, file=cell.file or file, key=fault.key),
        rule=fault.rule,
        severity=about.severity,
        message=about.message(language).format(**facts),
        remedy=about.remedy(language).format(**facts),
    )


def _words(fact: Fact, language: str) -> str:
    if isinstance(fact, Label):
        words = fact(language)
        return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}\u2026"
    if isinstance(fact, Decimal):
        return f"{fact.normalize() if fact == fact.to_integral() else fact:,f}"
    return fact.isoformat() if isinstance(fact, date) else str(fact)
