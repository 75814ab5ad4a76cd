"""Sample returns for a demonstration, stored at once with every step they took.

They did not pass through the hands of people one by one, but what holds of a return holds of them:
four eyes, no figure released before publication, figures made by disclosure alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from uratibu.core.disclosure import figure
from uratibu.core.plans.model import PlanIndicator
from uratibu.core.progress import model as core
from uratibu.core.progress.model import ReturnState
from uratibu.core.progress.periods import address
from uratibu.core.values import State
from uratibu.web.audit import operations as audit
from uratibu.web.plans.queries import plans
from uratibu.web.progress.models import (
    ActionReport,
    Released,
    ReportedValue,
    ReportingPeriod,
    Return,
    ReturnStep,
)

if TYPE_CHECKING:
    from uratibu.web.accounts.models import Person

AT_ONCE = 500
STATEMENT = "Sample return, invented for demonstration."
"""What stands in the place of the statement of truth, in the language of acts."""


@dataclass(frozen=True)
class Hands:
    """Who took the steps of one institution's returns; four different persons."""

    focal_point: Person
    secretariat: Person
    head: Person
    head_of_secretariat: Person

    def of(self, state: ReturnState) -> Person | None:
        """Who brought a return to a state."""
        return {
            ReturnState.SUBMITTED: self.focal_point,
            ReturnState.VERIFIED: self.secretariat,
            ReturnState.RETURNED: self.secretariat,
            ReturnState.APPROVED: self.head,
            ReturnState.PUBLISHED: self.head_of_secretariat,
        }.get(state)


@transaction.atomic
def load_samples(
    plan_id: str,
    periods: Collection[core.ReportingPeriod],
    returns: Collection[core.Return],
    hands: Mapping[str, Hands],
) -> int:
    """Store periods and returns of a sample plan; how many returns are new.

    hands: by institution, "" for those not named. Does nothing where the plan has a return already.
    Raises ValueError for a plan that is no sample: nothing invented may stand beside real returns.
    """
    plan = plans.current(plan_id)
    if not plan.is_sample:
        raise ValueError(f"{plan_id} is no sample plan; it takes no sample returns")
    if Return.objects.filter(plan=plan_id).exists():
        return 0
    at = _periods(plan_id, periods)
    rows = [(each, _row(each, at[each.period], _of(hands, each))) for each in returns]
    Return.objects.bulk_create((row for _, row in rows), batch_size=AT_ONCE)
    indicators = {indicator.id: indicator for _, indicator in plan.indicators()}
    ReturnStep.objects.bulk_create(
        (s for each, row in rows for s in _steps(each, row, _of(hands, each))), batch_size=AT_ONCE
    )
    ActionReport.objects.bulk_create(
        (a for each, row in rows for a in _reports(each, row)), batch_size=AT_ONCE
    )
    ReportedValue.objects.bulk_create(
        (v for each, row in rows for v in _values(each, row)), batch_size=AT_ONCE
    )
    Released.objects.bulk_create(
        (f for each, row in rows for f in _released(each, row, indicators)), batch_size=AT_ONCE
    )
    facts = {"plan": plan_id, "returns": len(rows), "periods": len(at)}
    audit.record("progress.samples-loaded", by=None, facts=facts)
    return len(rows)


def _of(hands: Mapping[str, Hands], each: core.Return) -> Hands:
    return hands.get(each.institution) or hands[""]


def _periods(plan_id: str, periods: Iterable[core.ReportingPeriod]) -> dict[str, ReportingPeriod]:
    """The periods by code; those that stand already stay as they are."""
    known = {row.code: row for row in ReportingPeriod.objects.filter(plan=plan_id)}
    now = timezone.now()
    new = [
        ReportingPeriod(
            plan=plan_id, code=each.code, slug=address(each.code), starts_on=each.period.start,
            ends_on=each.period.end, opens_on=each.opens_on, due_on=each.due_on,
            locks_on=each.locks_on, created_at=now,
        )
        for each in periods
        if each.code not in known
    ]  # fmt: skip
    ReportingPeriod.objects.bulk_create(new)
    return known | {row.code: row for row in new}


def _row(each: core.Return, period: ReportingPeriod, hands: Hands) -> Return:
    """A return with its authors; one that was sent back has no verifier and no approver."""
    reached = {step.after: step.at for step in each.steps}
    row = Return(
        plan=each.plan, period=period, institution=each.institution, state=str(each.state),
        version=len(each.steps), created_at=each.steps[0].at if each.steps else timezone.now(),
    )  # fmt: skip
    if ReturnState.SUBMITTED in reached:
        row.submitted_by, row.submitted_at = hands.focal_point, reached[ReturnState.SUBMITTED]
    if each.state is ReturnState.RETURNED:
        return row
    if ReturnState.VERIFIED in reached:
        row.verified_by = hands.secretariat
    if ReturnState.APPROVED in reached:
        row.approved_by, row.approved_at = hands.head, reached[ReturnState.APPROVED]
    if ReturnState.PUBLISHED in reached:
        row.published_by = hands.head_of_secretariat
        row.published_at = reached[ReturnState.PUBLISHED]
    return row


def _steps(each: core.Return, row: Return, hands: Hands) -> Iterator[ReturnStep]:
    for step in each.steps:
        is_submission = step.after is ReturnState.SUBMITTED
        yield ReturnStep(
            of=row, before=str(step.before), after=str(step.after), by=hands.of(step.after),
            at=step.at, note=step.note, statement=STATEMENT if is_submission else "",
        )  # fmt: skip


def _reports(each: core.Return, row: Return) -> Iterator[ActionReport]:
    for said in each.actions:
        yield ActionReport(
            of=row, action=said.action, answered=str(said.answered), status=str(said.status),
            done=said.done, next_steps=said.next_steps, obstacles=said.obstacles,
            by=row.submitted_by, at=row.created_at,
        )  # fmt: skip


def _values(each: core.Return, row: Return) -> Iterator[ReportedValue]:
    for said in each.values:
        yield ReportedValue(
            of=row, plan=row.plan, indicator=said.indicator, period=said.period, place=said.place,
            state=str(said.value.state), value=_text(said.value.number),
            quality=str(said.value.quality), numerator=_text(said.numerator),
            denominator=_text(said.denominator), comment=said.comment,
            explanation=said.explanation, by=row.submitted_by, at=row.created_at,
        )  # fmt: skip


def _released(
    each: core.Return, row: Return, indicators: Mapping[str, PlanIndicator]
) -> Iterator[Released]:
    """The figures of a published return, through disclosure; of any other none."""
    if each.state is not ReturnState.PUBLISHED:
        return
    for said in each.values:
        if said.value.state is State.NOT_YET:
            continue
        made = figure.from_return(
            figure.Approved(
                indicator=said.indicator, period=said.period, area=said.place, value=said.value,
                unit=indicators[said.indicator].unit,
                origin=f"return:{each.institution}/{each.period}",
                threshold=indicators[said.indicator].threshold, numerator=said.numerator,
                denominator=said.denominator, version=1,
            )
        )  # fmt: skip
        yield Released(
            plan=row.plan, indicator=made.indicator, period=made.period, place=made.area,
            state=str(made.value.state), value=_text(made.value.number),
            quality=str(made.value.quality), numerator=_text(made.numerator),
            denominator=_text(made.denominator), unit=made.unit, origin=made.release,
            digest=made.digest, of=row, released_at=row.published_at or timezone.now(),
        )  # fmt: skip


def _text(number: Decimal | None) -> str:
    return "" if number is None else format(number, "f")
