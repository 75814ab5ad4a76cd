"""The register of a plan at a period, filled from the database for a report of the core."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial

from django.conf import settings

from uratibu.core.disclosure.figure import ReleasedFigure
from uratibu.core.findings import Finding, Severity, Where
from uratibu.core.labels import Label, label
from uratibu.core.periods import Period, PeriodKind
from uratibu.core.plans.model import ActionStatus, Plan, Waiver
from uratibu.core.progress.model import (
    ActionReport,
    Answered,
    Rating,
    Reported,
    ReportingPeriod,
    Return,
    ReturnState,
    Step,
    Trend,
)
from uratibu.core.progress.status import Status
from uratibu.core.reports.register.model import Holder, Light, Names, Register
from uratibu.core.values import Quality, State, Value
from uratibu.web.institutions.models import Holding
from uratibu.web.plans import models as plan_models
from uratibu.web.plans.queries import plans
from uratibu.web.progress import models
from uratibu.web.progress.queries import released

PIECE = 500
"""Indicators whose figures are read at once."""


def register_of(
    plan_id: str, period: str, *, scope: str = "", as_of: date,
    unpublished_of: frozenset[str] | None = None, is_whole: bool = False,
) -> Register:  # fmt: skip
    """Everything a report may say of a plan at a period. Raises Http404.

    unpublished_of: the institutions whose returns are read before they are published; None: all.
    is_whole: every figure is read at once, so that nothing is asked for later, as in a child.
    """
    here = plans.state(plan_id)
    plan = plans.at(here)
    returns = tuple(_returns(plan_id, period, unpublished_of))
    return Register(
        plan=plan,
        period=period,
        as_of=as_of,
        revision=here.revision,
        scope=scope,
        periods=tuple(_periods(plan_id)),
        returns=returns,
        figures=tuple(_figures(plan)) if is_whole else released.last(plan_id, period),
        every=None if is_whole else partial(released.of_indicator, plan_id),
        lights=tuple(_lights(plan_id, period)),
        statuses=tuple(_statuses(plan_id, period, returns)),
        findings=_findings(plan_id),
        waivers=tuple(_waivers(plan_id, as_of)),
        institutions=tuple(_names("institutions")),
        places=tuple(_names("areas")),
        norms=_norms(plan),
        holders=tuple(_holders(scope, as_of)) if scope else (),
    )


def _periods(plan_id: str) -> Iterator[ReportingPeriod]:
    for row in models.ReportingPeriod.objects.filter(plan=plan_id).order_by("starts_on"):
        period = Period(row.starts_on, row.ends_on, PeriodKind.QUARTER, row.code)
        yield ReportingPeriod(row.code, period, row.opens_on, row.due_on, row.locks_on)


def _returns(
    plan_id: str, period: str, unpublished_of: frozenset[str] | None = None
) -> Iterator[Return]:
    """Returns up to a period with their answers; of a correction the newest edition that counts.

    Of one that may not be read only its state is told. Four queries for any number of returns.
    """
    rows = models.Return.objects.filter(plan=plan_id, period__code__lte=period)
    newest: dict[tuple[str, str], models.Return] = {}
    read: set[int] = set()
    for row in rows.select_related("period").order_by("edition"):
        key = (row.period.code, row.institution)
        if unpublished_of is None or _is_read(row, unpublished_of):
            read.add(row.pk)
        elif key in newest:
            continue
        if key not in newest or row.state in (ReturnState.APPROVED, ReturnState.PUBLISHED):
            newest[key] = row
    ids = [row.pk for row in newest.values() if row.pk in read]
    actions, values, steps = _actions(ids), _values(ids, period), _steps(ids)
    for (code, institution), row in sorted(newest.items(), key=lambda each: each[0]):
        yield Return(
            plan_id, institution, code, ReturnState(row.state), tuple(actions.get(row.pk, ())),
            tuple(values.get(row.pk, ())), tuple(steps.get(row.pk, ())), row.version,
        )  # fmt: skip


def _is_read(row: models.Return, unpublished_of: frozenset[str]) -> bool:
    return row.institution in unpublished_of or row.state == ReturnState.PUBLISHED


def _actions(ids: list[int]) -> dict[int, list[ActionReport]]:
    rows = models.ActionReport.objects.filter(of__in=ids).order_by("of", "action")
    found: dict[int, list[ActionReport]] = {}
    for of, action, answered, status, done, next_steps, obstacles, version in rows.values_list(
        "of", "action", "answered", "status", "done", "next_steps", "obstacles", "version"
    ).iterator(chunk_size=2000):
        said = ActionReport(
            action, Answered(answered), ActionStatus(status), done, next_steps, obstacles, version
        )
        found.setdefault(of, []).append(said)
    return found


def _values(ids: list[int], period: str) -> dict[int, list[Reported]]:
    rows = models.ReportedValue.objects.filter(of__in=ids, period=period)
    found: dict[int, list[Reported]] = {}
    for row in rows.order_by("of", "indicator", "place"):
        amount = Decimal(row.value) if row.value else None
        value = Value(State(row.state), amount, Quality(row.quality))
        said = Reported(row.indicator, row.period, value, row.place, version=row.version)
        found.setdefault(row.of_id, []).append(said)
    return found


def _steps(ids: list[int]) -> dict[int, list[Step]]:
    """The last steps; an account is named by its number, never by its person."""
    found: dict[int, list[Step]] = {}
    for row in models.ReturnStep.objects.filter(of__in=ids).order_by("at", "id"):
        before = ReturnState(row.before) if row.before else ReturnState.DRAFT
        step = Step(before, ReturnState(row.after), str(row.by_id), row.at)
        found.setdefault(row.of_id, []).append(step)
    return found


def _figures(plan: Plan) -> Iterator[ReleasedFigure]:
    keys = [indicator.id for _element, indicator in plan.indicators()]
    for start in range(0, len(keys), PIECE):
        for found in released.figures(plan.id, keys[start : start + PIECE]).values():
            yield from found


def _lights(plan_id: str, period: str) -> Iterator[Light]:
    """Standings of the period, and where there is none those of now."""
    rows = models.Standing.objects.filter(plan=plan_id, period__in=("", period))
    for row in sorted(rows, key=lambda each: each.period):
        yield Light(
            row.key, Rating(row.rating), Trend(row.trend), _reached(row),
            Decimal(row.target) if row.target and row.value else None, row.at, row.is_overdue,
            _because(row.because),
        )  # fmt: skip


def _reached(row: models.Standing) -> Decimal | None:
    """The value in percent of the target, where both are there and the target is not nothing."""
    if not row.value or not row.target or not Decimal(row.target):
        return None
    return Decimal(row.value) / Decimal(row.target) * 100


def _because(text: str) -> Label:
    found = json.loads(text) if text else {}
    return label(found) if isinstance(found, dict) else label(str(found))


def _statuses(
    plan_id: str, period: str, returns: tuple[Return, ...]
) -> Iterator[tuple[str, Status]]:
    """Derived statuses; an approved return that is not published yet speaks for its actions."""
    newer = {
        report.action
        for told in returns
        if told.state is ReturnState.APPROVED and told.period == period
        for report in told.actions
        if report.answered is not Answered.NOT_YET
    }
    rows = models.Standing.objects.filter(plan=plan_id, period="").exclude(status="")
    for key, status in rows.values_list("key", "status"):
        if key not in newer and status in set(Status):
            yield key, Status(status)


def _findings(plan_id: str) -> tuple[Finding, ...]:
    """The findings of the plan's last check."""
    last = plan_models.Check.objects.filter(plan=plan_id).order_by("-at", "-id").first()
    return tuple(_finding(each) for each in json.loads(last.findings)) if last else ()


def _finding(plain: dict[str, object]) -> Finding:
    where = plain.get("where")
    place = {str(k): v for k, v in where.items()} if isinstance(where, dict) else {}
    return Finding(
        Where(**place), str(plain["rule"]), Severity(str(plain["severity"])),
        str(plain["message"]), str(plain.get("remedy", "")),
    )  # fmt: skip


def _waivers(plan_id: str, today: date) -> Iterator[Waiver]:
    rows = plan_models.Waiver.objects.filter(plan=plan_id, ended_at=None, until__gte=today)
    for row in rows.select_related("by"):
        yield Waiver(row.rule, row.place, row.reason, row.by.name, row.until)


def _names(codelist: str) -> Iterator[tuple[str, Label]]:
    for code in settings.SYSTEM().installation.codelist(codelist):
        yield code.code, code.title


def _norms(plan: Plan) -> Names:
    """What the plan ought to serve: every objective of the frameworks it names objectives of."""
    cited = {norm for element in plan.elements for norm in element.norms}
    names = {norm.split("/")[0] for norm in cited}
    found = []
    for framework in settings.SYSTEM().installation.frameworks:
        if framework.id in names:
            found += [(n.id, n.title) for n in framework.nodes if n.kind == "objective"]
    return tuple(found)


def _holders(institution: str, today: date) -> Iterator[Holder]:
    held = Holding.objects.on(today).filter(post__institution=institution)
    for row in held.select_related("post", "person").order_by("post__duty", "person__name"):
        yield Holder(institution, row.post.duty, row.person.name, row.valid_from)
