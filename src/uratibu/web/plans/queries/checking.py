"""What the linter finds in a plan now, and which of it somebody waived."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from uratibu.core.findings import Severity
from uratibu.core.indicators.model import Kind
from uratibu.core.packs.plan_context import context_of
from uratibu.core.plans import check
from uratibu.core.plans.check import waivers
from uratibu.core.plans.check.context import Context
from uratibu.core.plans.check.fault import Fault
from uratibu.core.plans.check.rules import rule
from uratibu.core.plans.model import Plan, PlanStatus, PlanValue, Waiver
from uratibu.web.plans import models, permissions
from uratibu.web.plans.queries import plans

Heard = Callable[[str], Mapping[str, date]]
Stamp = Callable[[str], str]
Reported = Callable[[str, frozenset[str]], Mapping[str, tuple[PlanValue, ...]]]


@dataclass(frozen=True)
class Checked:
    """The faults of a plan that stand, and those set aside with the waiver that does so."""

    standing: tuple[Fault, ...]
    waived: tuple[tuple[Fault, Waiver], ...]

    @property
    def errors(self) -> tuple[Fault, ...]:
        """Those that stand and stop a publication."""
        return tuple(f for f in self.standing if rule(f.rule).severity is Severity.ERROR)

    def counts(self) -> dict[str, int]:
        """How many stand of each severity, all three named."""
        found = [rule(each.rule).severity for each in self.standing]
        return {str(severity): found.count(severity) for severity in Severity}


def checked(plan_id: str) -> Checked:
    """The plan as it is now, checked today. The same state is checked once a process and day.

    Raises Http404.
    """
    here = plans.state(plan_id)
    plan, today = plans.at(here), timezone.localdate()
    stamp: Stamp = import_string(f"{settings.HEARD}.stamp")
    found = plans.keep(
        here, f"faults {today} {stamp(plan_id)} {settings.DEMO}",
        lambda: check.faults(plan, context_for(plan, today=today)),
    )  # fmt: skip
    given = waivers_of(plan_id)
    again = waivers.expired(found, given, today)
    split = waivers.split((*found, *again), given, today)
    return Checked(split.standing, split.waived)


def faults_of(plan: Plan) -> tuple[Fault, ...]:
    """The faults of a plan that may not be stored, such as the preview of an import."""
    context = context_for(plan, today=timezone.localdate())
    return check.faults(plan, replace(context, waivers=waivers_of(plan.id)))


def context_for(plan: Plan, *, today: date) -> Context:
    """What is known around a plan: the packs, returns, the other plans in force."""
    cumulative = frozenset(i.id for _, i in plan.indicators() if i.kind is Kind.CUMULATIVE)
    heard: Heard = import_string(f"{settings.HEARD}.last_returns")
    reported: Reported = import_string(f"{settings.HEARD}.reported")
    return replace(
        context_of(settings.SYSTEM(), today=today),
        last_returns=heard(plan.id),
        reported=reported(plan.id, cumulative) if cumulative else {},
        others=_others(plan),
        is_published=_is_published(plan),
    )


def waivers_of(plan_id: str) -> tuple[Waiver, ...]:
    """Every waiver of a plan that nobody ended, those that ran out among them."""
    return tuple(as_value(row) for row in standing_waivers(plan_id))


def standing_waivers(plan_id: str) -> QuerySet[models.Waiver]:
    """The rows of the waivers that nobody ended."""
    return models.Waiver.objects.filter(plan=plan_id, ended_at=None).select_related("by")


def as_value(row: models.Waiver) -> Waiver:
    """A waiver as a value of the core."""
    return Waiver(row.rule, row.place, row.reason, str(row.by), row.until)


def count_of(plan_id: str) -> int:
    """How many errors and warnings the last stored check told; one small query."""
    last = models.Check.objects.filter(plan=plan_id).values_list("errors", "warnings").first()
    return sum(last) if last else 0


def _others(plan: Plan) -> tuple[Plan, ...]:
    """Adopted plans beside a real one. A sample is compared with nothing."""
    if plan.is_sample:
        return ()
    rows = models.Plan.objects.exclude(pk=plan.id).filter(
        is_sample=False, status=str(PlanStatus.ADOPTED)
    )
    return tuple(plans.at(plans.State(row.pk, row.revision, row.stamp)) for row in rows)


def _is_published(plan: Plan) -> bool:
    """Whether the public reads it as real: a demonstration says on every page that it is none."""
    row = models.Plan.objects.filter(pk=plan.id).first()
    return row is not None and not settings.DEMO and permissions.is_public(row)
