"""Returns as the core knows them: what is asked, what is said, what was said before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.http import Http404

from uratibu.core.findings import Finding
from uratibu.core.periods import Period, PeriodKind
from uratibu.core.plans.model import ActionStatus, Plan
from uratibu.core.progress import model
from uratibu.core.progress.asked import Asked, asked_of
from uratibu.core.progress.check_values import Before, check_return
from uratibu.core.progress.workflow import TAKES_ANSWERS, Case, is_taken, waiting_below
from uratibu.core.values import Quality, State, Value
from uratibu.web.institutions.queries.register import known_institutions
from uratibu.web.plans.queries import plans
from uratibu.web.progress import models
from uratibu.web.progress.permissions import Seat

SETTLED = (models.Return.State.APPROVED, models.Return.State.PUBLISHED)


@dataclass(frozen=True)
class Whole:
    """A return with all that is needed to show, check or send it.

    actions: by action key. values: by the key of a cell. rows: the stored rows of both, by the
    same keys. last_actions: of the return before it.
    """

    row: models.Return
    period: model.ReportingPeriod
    plan: Plan
    asked: Asked
    actions: Mapping[str, model.ActionReport]
    values: Mapping[str, model.Reported]
    last_actions: Mapping[str, model.ActionReport]
    series: Mapping[tuple[str, str], tuple[tuple[str, Decimal], ...]]

    def findings(self, language: str) -> tuple[Finding, ...]:
        """What stands between it and its submission."""
        numbers = {key: [n for _, n in points] for key, points in self.series.items()}
        return check_return(
            self.asked, self.actions, self.values, before=Before(numbers), language=language
        )

    @property
    def answered(self) -> int:
        """How many of its actions and values are answered."""
        actions = sum(
            1 for each in self.asked.actions
            if (said := self.actions.get(each.id))
            and said.answered is not model.Answered.NOT_YET
        )  # fmt: skip
        values = sum(
            1 for each in self.asked.values
            if (given := self.values.get(each.key)) and given.value.state is not State.NOT_YET
        )  # fmt: skip
        return actions + values

    @property
    def of(self) -> int:
        """How many answers it asks."""
        return len(self.asked.actions) + len(self.asked.values)


def visible_to(seat: Seat) -> QuerySet[models.Return]:
    """The returns a person sees; of each institution and period every edition."""
    found = models.Return.objects.select_related("period")
    if seat.sees_all:
        return found
    return found.filter(institution__in=seat.fills | seat.approves)


def one(seat: Seat, plan: str, slug: str, institution: str) -> models.Return:
    """The newest edition of a return that a person sees. Raises Http404."""
    found = visible_to(seat).filter(plan=plan, period__slug=slug, institution=institution)
    row = found.order_by("-edition").first()
    if row is None:
        raise Http404(f"{plan} {slug} {institution}")
    return row


def period_named(plan: str, slug: str) -> models.ReportingPeriod:
    """A period by its address. Raises Http404."""
    found = models.ReportingPeriod.objects.filter(plan=plan, slug=slug).first()
    if found is None:
        raise Http404(f"{plan} {slug}")
    return found


def core_period(row: models.ReportingPeriod) -> model.ReportingPeriod:
    """A period as the core knows it, with the last reopening that two persons agreed on."""
    until = [each.until for each in row.reopenings.all() if each.confirmed_by_id]
    period = Period(row.starts_on, row.ends_on, PeriodKind.QUARTER, row.code)
    return model.ReportingPeriod(
        row.code, period, row.opens_on, row.due_on, row.locks_on, max(until, default=None)
    )


def whole(row: models.Return) -> Whole:
    """A return with everything it says and said before; the number of queries does not grow."""
    plan = plans.current(row.plan)
    period = core_period(row.period)
    asked = asked_of(plan, row.institution, period.period)
    last = last_before(row)
    return Whole(
        row=row, period=period, plan=plan, asked=asked,
        actions={each.action: report_of(each) for each in row.reports.all()},
        values={_key(each): value_of(each) for each in row.values.all()},
        last_actions={e.action: report_of(e) for e in last.reports.all()} if last else {},
        series=_series(row),
    )  # fmt: skip


def last_before(row: models.Return) -> models.Return | None:
    """The return before this one that its head approved, None for the first."""
    found = models.Return.objects.filter(
        plan=row.plan, institution=row.institution, state__in=SETTLED,
        period__starts_on__lt=row.period.starts_on,
    )  # fmt: skip
    return found.order_by("-period__starts_on", "-edition").first()


def case_of(row: models.Return, period: model.ReportingPeriod, today: date) -> Case:
    """What the core must know to decide on a step."""
    authors = {*row.reports.values_list("by", flat=True), *row.values.values_list("by", flat=True)}
    deciders = {row.verified_by_id, row.approved_by_id}
    return Case(
        state=model.ReturnState(row.state),
        period=period.state(today),
        authors=frozenset(str(pk) for pk in {*authors, row.submitted_by_id} if pk),
        deciders=frozenset(str(pk) for pk in deciders if pk),
        waiting_below=_waiting_below(row),
    )


def report_of(row: models.ActionReport) -> model.ActionReport:
    """A stored report as a value."""
    return model.ActionReport(
        row.action, model.Answered(row.answered), ActionStatus(row.status), row.done,
        row.next_steps, row.obstacles, row.version,
    )  # fmt: skip


def value_of(row: models.ReportedValue) -> model.Reported:
    """A stored value as a value of the core."""
    return model.Reported(
        indicator=row.indicator, period=row.period, place=row.place,
        value=Value(State(row.state), _number(row.value), Quality(row.quality)),
        numerator=_number(row.numerator), denominator=_number(row.denominator),
        comment=row.comment, explanation=row.explanation, version=row.version,
    )  # fmt: skip


def _key(row: models.ReportedValue) -> str:
    return f"{row.indicator}@{row.period}#{row.place}"


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _series(row: models.Return) -> dict[tuple[str, str], tuple[tuple[str, Decimal], ...]]:
    """Numbers of earlier approved returns by indicator and place, oldest first."""
    rows = models.ReportedValue.objects.filter(
        of__plan=row.plan, of__institution=row.institution, of__state__in=SETTLED,
        of__period__starts_on__lt=row.period.starts_on,
    ).exclude(value="")  # fmt: skip
    found: dict[tuple[str, str], dict[str, Decimal]] = defaultdict(dict)
    ordered = rows.order_by("of__period__starts_on", "of__edition")
    for indicator, place, period, value in ordered.values_list(
        "indicator", "place", "period", "value"
    ):
        found[indicator, place][period] = Decimal(value)
    return {key: tuple(points.items()) for key, points in found.items()}


def _waiting_below(row: models.Return) -> tuple[str, ...]:
    parents = {code.code: code.parent for code in known_institutions()}
    states = {
        institution: model.ReturnState(state)
        for institution, state in models.Return.objects.filter(period=row.period)
        .order_by("edition")
        .values_list("institution", "state")
    }
    return waiting_below(row.institution, parents, states)


def is_open(row: models.Return, period: model.ReportingPeriod, today: date) -> bool:
    """Whether a return takes answers on a day, from those who may give them."""
    return model.ReturnState(row.state) in TAKES_ANSWERS and is_taken(period.state(today))
