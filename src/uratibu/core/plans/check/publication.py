"""Faults of showing what should not be shown as it is."""

from __future__ import annotations

from collections.abc import Iterator

from uratibu.core.plans.check.context import Context
from uratibu.core.plans.check.fault import Fault, Rules, fault
from uratibu.core.plans.model import Plan


def sample_published(plan: Plan, context: Context) -> Iterator[Fault]:
    """An invented plan that is shown to the public."""
    if plan.is_sample and context.is_published:
        yield fault("", "is_sample", title=plan.title)


def plan_without_source(plan: Plan, _context: Context) -> Iterator[Fault]:
    """A plan of which nobody says where it was read; a sample was read nowhere."""
    if not plan.source and not plan.is_sample:
        yield fault("", "source", title=plan.title)


RULES: Rules = {
    "plans/sample-published": sample_published,
    "plans/plan-without-source": plan_without_source,
}
