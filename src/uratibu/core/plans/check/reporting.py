"""Faults of what was last heard of an action."""

from __future__ import annotations

from collections.abc import Iterator

from uratibu.core.plans.check.context import Context
from uratibu.core.plans.check.fault import Fault, Rules, fault
from uratibu.core.plans.check.subjects import GIVEN_UP, answering, doing, live
from uratibu.core.plans.model import ENDED, ActionStatus, Plan
from uratibu.core.plans.words import STATUSES


def overdue_without_return(plan: Plan, context: Context) -> Iterator[Fault]:
    """An action whose last day has passed, that is not ended, and of which nothing came since."""
    for each in answering(plan):
        if each.ends_on is None or each.ends_on >= context.today or each.status in ENDED:
            continue
        last = context.last_returns.get(each.id)
        if last is None or last <= each.ends_on:
            yield fault(each.id, "status", title=each.title, end=each.ends_on)


def not_started_in_time(plan: Plan, context: Context) -> Iterator[Fault]:
    """An action that should have begun and is said not to have."""
    for each in doing(plan):
        is_over = each.ends_on is not None and each.ends_on < context.today
        if (
            each.status is ActionStatus.NOT_STARTED and not is_over
            and each.starts_on is not None and each.starts_on < context.today
        ):  # fmt: skip
            yield fault(each.id, "status", title=each.title, start=each.starts_on)


def begun_before_start(plan: Plan, context: Context) -> Iterator[Fault]:
    """An action that is said to run or to be done before its first day."""
    for each in doing(plan):
        if (
            each.status is not ActionStatus.NOT_STARTED
            and each.starts_on is not None and each.starts_on > context.today
        ):  # fmt: skip
            yield fault(each.id, "status", status=STATUSES[each.status], start=each.starts_on)


def completed_with_open_milestones(plan: Plan, _context: Context) -> Iterator[Fault]:
    """An action that is completed although a milestone of it was not reached."""
    for each in doing(plan):
        still_open = [m for m in each.milestones if m.reached_on is None]
        if each.status is ActionStatus.COMPLETED and still_open:
            yield fault(
                each.id, "status", title=each.title, count=len(still_open),
                milestone=still_open[0].title,
            )  # fmt: skip


def given_up_without_reason(plan: Plan, _context: Context) -> Iterator[Fault]:
    """An action that was cancelled or handed over, and nobody says why."""
    for each in live(plan):
        if each.is_doing and each.status in GIVEN_UP and not each.withdrawn_because.strip():
            yield fault(
                each.id, "withdrawn_because", title=each.title, status=STATUSES[each.status]
            )


RULES: Rules = {
    "plans/overdue-without-return": overdue_without_return,
    "plans/not-started": not_started_in_time,
    "plans/begun-before-start": begun_before_start,
    "plans/completed-with-open-milestones": completed_with_open_milestones,
    "plans/given-up-without-reason": given_up_without_reason,
}
