"""Faults about when it happens."""

from __future__ import annotations

from collections.abc import Iterator

from uratibu.core.plans.check.context import Context
from uratibu.core.plans.check.fault import Fact, Fault, Rules, fault
from uratibu.core.plans.check.subjects import answering, doing
from uratibu.core.plans.model import Element, Milestone, Plan

YEAR_DAYS = 366


def plan_ends_before_start(plan: Plan, _context: Context) -> Iterator[Fault]:
    """A plan whose last day is before its first."""
    if plan.ends_on < plan.starts_on:
        yield fault("", "ends_on", start=plan.starts_on, end=plan.ends_on)


def no_start(plan: Plan, _context: Context) -> Iterator[Fault]:
    """An action that never begins."""
    return (fault(e.id, "starts_on", title=e.title) for e in answering(plan) if not e.starts_on)


def no_end(plan: Plan, _context: Context) -> Iterator[Fault]:
    """An action that is never late, because it never ends."""
    return (fault(e.id, "ends_on", title=e.title) for e in answering(plan) if not e.ends_on)


def end_before_start(plan: Plan, _context: Context) -> Iterator[Fault]:
    """An action that ends before it starts."""
    for each in doing(plan):
        if each.starts_on and each.ends_on and each.ends_on < each.starts_on:
            yield fault(each.id, "ends_on", start=each.starts_on, end=each.ends_on)


def outside_plan(plan: Plan, _context: Context) -> Iterator[Fault]:
    """An action that begins before the plan or ends after it."""
    for each in doing(plan) if plan.starts_on <= plan.ends_on else ():
        starts_early = each.starts_on is not None and each.starts_on < plan.starts_on
        ends_late = each.ends_on is not None and each.ends_on > plan.ends_on
        if starts_early is not ends_late:
            field = "starts_on" if starts_early else "ends_on"
            day = (each.starts_on if starts_early else each.ends_on) or plan.starts_on
            yield fault(each.id, field, day=day, start=plan.starts_on, end=plan.ends_on)


def longer_than_plan(plan: Plan, _context: Context) -> Iterator[Fault]:
    """An action that begins before the plan and ends after it."""
    for each in doing(plan) if plan.starts_on <= plan.ends_on else ():
        if (
            each.starts_on and each.ends_on
            and each.starts_on < plan.starts_on and each.ends_on > plan.ends_on
        ):  # fmt: skip
            yield fault(each.id, "ends_on", start=each.starts_on, end=each.ends_on)


def outlasts_action(plan: Plan, _context: Context) -> Iterator[Fault]:
    """An activity that ends after the action it belongs to."""
    for each in doing(plan):
        above = plan.get(each.parent)
        if (
            each.ends_on and above and above.is_doing
            and above.ends_on and each.ends_on > above.ends_on
        ):  # fmt: skip
            yield fault(each.id, "ends_on", end=each.ends_on, limit=above.ends_on, above=above.id)


def milestone_after_end(plan: Plan, _context: Context) -> Iterator[Fault]:
    """A milestone that is due when its action is over."""
    for each, milestone in _milestones(plan):
        if milestone.due_on and each.ends_on and milestone.due_on > each.ends_on:
            yield _milestone(each, milestone, "due_on", due=milestone.due_on, end=each.ends_on)


def milestone_before_start(plan: Plan, _context: Context) -> Iterator[Fault]:
    """A milestone that is due before its action begins."""
    for each, milestone in _milestones(plan):
        if milestone.due_on and each.starts_on and milestone.due_on < each.starts_on:
            yield _milestone(each, milestone, "due_on", due=milestone.due_on, start=each.starts_on)


def milestone_without_date(plan: Plan, _context: Context) -> Iterator[Fault]:
    """A milestone without a day it is due."""
    for each, milestone in _milestones(plan):
        if milestone.due_on is None:
            yield _milestone(each, milestone, "due_on")


def milestone_reached_in_future(plan: Plan, context: Context) -> Iterator[Fault]:
    """A milestone that was reached on a day that has not come."""
    for each, milestone in _milestones(plan):
        if milestone.reached_on and milestone.reached_on > context.today:
            yield _milestone(each, milestone, "reached_on", day=milestone.reached_on)


def milestone_without_evidence(plan: Plan, _context: Context) -> Iterator[Fault]:
    """A milestone that was reached and shows nothing for it."""
    for each, milestone in _milestones(plan):
        if milestone.reached_on and not milestone.evidence:
            yield _milestone(each, milestone, "evidence", day=milestone.reached_on)


def slip_without_reason(plan: Plan, _context: Context) -> Iterator[Fault]:
    """A due day that was moved and nobody says why."""
    for each, milestone in _milestones(plan):
        for slip in milestone.slips:
            if not slip.reason.strip():
                yield _milestone(each, milestone, "slips", day=slip.due_on)


def milestone_id_twice(plan: Plan, _context: Context) -> Iterator[Fault]:
    """Two milestones of one action with one id."""
    for each in doing(plan):
        ids = [milestone.id for milestone in each.milestones]
        for twice in dict.fromkeys(i for i in ids if ids.count(i) > 1):
            yield fault(each.id, f"milestones[{twice}].id", milestone=twice)


def no_milestone(plan: Plan, _context: Context) -> Iterator[Fault]:
    """An action of more than a year without a step in between."""
    for each in answering(plan):
        if each.milestones or not (each.starts_on and each.ends_on):
            continue
        steps = any(below.milestones for below in plan.below(each.id))
        if not steps and (each.ends_on - each.starts_on).days > YEAR_DAYS:
            yield fault(each.id, "milestones", title=each.title)


def _milestones(plan: Plan) -> Iterator[tuple[Element, Milestone]]:
    return ((each, milestone) for each in doing(plan) for milestone in each.milestones)


def _milestone(element: Element, milestone: Milestone, field: str, **facts: Fact) -> Fault:
    place = f"milestones[{milestone.id}].{field}"
    return fault(element.id, place, milestone=milestone.title, **facts)


RULES: Rules = {
    "plans/plan-ends-before-start": plan_ends_before_start,
    "plans/no-start": no_start,
    "plans/no-end": no_end,
    "plans/end-before-start": end_before_start,
    "plans/outside-plan": outside_plan,
    "plans/longer-than-plan": longer_than_plan,
    "plans/outlasts-action": outlasts_action,
    "plans/milestone-after-end": milestone_after_end,
    "plans/milestone-before-start": milestone_before_start,
    "plans/milestone-without-date": milestone_without_date,
    "plans/milestone-reached-in-future": milestone_reached_in_future,
    "plans/milestone-without-evidence": milestone_without_evidence,
    "plans/slip-without-reason": slip_without_reason,
    "plans/milestone-id-twice": milestone_id_twice,
    "plans/no-milestone": no_milestone,
}
