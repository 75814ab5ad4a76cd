"""Faults of what may go wrong and nobody watches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from uratibu.core.plans.check.context import Context
from uratibu.core.plans.check.fault import Fault, Rules, fault
from uratibu.core.plans.check.subjects import GIVEN_UP, live
from uratibu.core.plans.model import Element, Plan, Risk

SCALE = range(1, 6)
HIGH_FROM = 15
"""Likelihood times impact from which a risk is high (of 25)."""
REVIEW_AFTER = timedelta(days=183)


def risk_outside_scale(plan: Plan, _context: Context) -> Iterator[Fault]:
    """A likelihood or impact that is not from 1 to 5."""
    for each, risk, field in _risks(plan):
        for name, value in (("likelihood", risk.likelihood), ("impact", risk.impact)):
            if value not in SCALE:
                yield fault(each.id, f"{field}.{name}", risk=risk.title, value=value)


def risk_without_mitigation(plan: Plan, _context: Context) -> Iterator[Fault]:
    """A risk that nothing is done about."""
    for each, risk, field in _risks(plan):
        if not risk.mitigation:
            yield fault(each.id, f"{field}.mitigation", risk=risk.title)


def risk_without_owner(plan: Plan, _context: Context) -> Iterator[Fault]:
    """A risk that nobody watches."""
    for each, risk, field in _risks(plan):
        if not risk.owner:
            yield fault(each.id, f"{field}.owner", risk=risk.title)


def high_risk_not_reviewed(plan: Plan, context: Context) -> Iterator[Fault]:
    """A high risk that nobody looked at for half a year."""
    for each, risk, field in _risks(plan):
        is_old = risk.reviewed_on is None or context.today - risk.reviewed_on > REVIEW_AFTER
        if risk.likelihood * risk.impact >= HIGH_FROM and is_old:
            yield fault(
                each.id, f"{field}.reviewed_on", risk=risk.title,
                score=risk.likelihood * risk.impact,
            )  # fmt: skip


def _risks(plan: Plan) -> Iterator[tuple[Element, Risk, str]]:
    for each in live(plan):
        if each.status not in GIVEN_UP:
            for number, risk in enumerate(each.risks, start=1):
                yield each, risk, f"risks[{number}]"


RULES: Rules = {
    "plans/risk-outside-scale": risk_outside_scale,
    "plans/risk-without-mitigation": risk_without_mitigation,
    "plans/risk-without-owner": risk_without_owner,
    "plans/high-risk-not-reviewed": high_risk_not_reviewed,
}
