"""Faults about who does it."""

from __future__ import annotations

from collections.abc import Iterator

from uratibu.core.labels import Label
from uratibu.core.plans.check.context import Context
from uratibu.core.plans.check.fault import Fault, Rules, fault
from uratibu.core.plans.check.near import named, nearest
from uratibu.core.plans.check.subjects import answering, doing
from uratibu.core.plans.known import NO_CODES
from uratibu.core.plans.model import Plan


def action_without_lead(plan: Plan, _context: Context) -> Iterator[Fault]:
    """An action for which nobody answers."""
    return (fault(each.id, "lead", title=each.title) for each in answering(plan) if not each.lead)


def unknown_lead(plan: Plan, context: Context) -> Iterator[Fault]:
    """A lead that the list of institutions does not have."""
    if context.institutions is not None:
        for each in doing(plan):
            if each.lead and each.lead not in context.institutions:
                yield _unknown(each.id, "lead", each.lead, context)


def lead_abolished_before_end(plan: Plan, context: Context) -> Iterator[Fault]:
    """A lead that ends before the action does."""
    for each in doing(plan) if context.institutions else ():
        code = context.institutions.get(each.lead) if context.institutions else None
        if code and code.valid_to and code.valid_to < (each.ends_on or plan.ends_on):
            heirs = [c for c in context.institutions or () if code.code in c.replaces]
            heir = named(heirs[0]) if heirs else _NOBODY
            yield fault(each.id, "lead", lead=named(code), until=code.valid_to, successor=heir)


def unknown_partner(plan: Plan, context: Context) -> Iterator[Fault]:
    """A partner that the list of institutions does not have."""
    if context.institutions is not None:
        for each in doing(plan):
            for partner in each.partners:
                if partner not in context.institutions:
                    yield _unknown(each.id, "partners", partner, context)


def partner_is_lead(plan: Plan, _context: Context) -> Iterator[Fault]:
    """A lead that stands among the partners of its own action."""
    for each in doing(plan):
        if each.lead and each.lead in each.partners:
            yield fault(each.id, "partners", lead=each.lead)


def partner_twice(plan: Plan, _context: Context) -> Iterator[Fault]:
    """A partner that is named twice for one action."""
    for each in doing(plan):
        for partner in dict.fromkeys(p for p in each.partners if each.partners.count(p) > 1):
            yield fault(each.id, "partners", partner=partner)


def unknown_reporting(plan: Plan, context: Context) -> Iterator[Fault]:
    """An institution that should report and is in no list."""
    if context.institutions is not None:
        for each in doing(plan):
            if each.reporting and each.reporting not in context.institutions:
                yield _unknown(each.id, "reporting", each.reporting, context)


def _unknown(element: str, field: str, value: str, context: Context) -> Fault:
    known = context.institutions or NO_CODES
    return fault(element, field, value=value, nearest=nearest(value, known, context))


_NOBODY = Label((("en", "no institution"), ("sw", "hakuna taasisi")))
RULES: Rules = {
    "plans/no-lead": action_without_lead,
    "plans/unknown-lead": unknown_lead,
    "plans/lead-abolished": lead_abolished_before_end,
    "plans/unknown-partner": unknown_partner,
    "plans/partner-is-lead": partner_is_lead,
    "plans/partner-twice": partner_twice,
    "plans/unknown-reporting": unknown_reporting,
}
