"""A plan with one approved return in the database, for reports to be made of."""

from __future__ import annotations

from datetime import UTC, date, datetime

from plan_examples import PLAN
from uratibu.web.plans.models import Check
from uratibu.web.plans.operations import install_plan
from uratibu.web.progress import models

PERIOD = "2025/26-Q1"
NOW = datetime(2025, 10, 12, tzinfo=UTC)
TODAY = date(2025, 10, 20)


def install(focal, approver, *, state="published"):
    """The tiny plan, a check of it without findings, its open period, DIS's return in a state."""
    install_plan(PLAN, by=None)
    Check.objects.create(plan_id=PLAN.id, revision=1, at=NOW)
    period = models.ReportingPeriod.objects.create(
        plan=PLAN.id, code=PERIOD, slug="2025-26-Q1", starts_on=date(2025, 7, 1),
        ends_on=date(2025, 9, 30), opens_on=date(2025, 7, 1), due_on=date(2025, 10, 15),
        locks_on=date(2025, 11, 15), created_at=NOW,
    )  # fmt: skip
    told = models.Return.objects.create(
        plan=PLAN.id, period=period, institution="DIS", state=state, submitted_by=focal,
        approved_by=approver, approved_at=NOW, created_at=NOW,
    )  # fmt: skip
    models.ActionReport.objects.create(
        of=told, action="A-1-01", answered="reported", status="delayed",
        done="Two desks were opened. A third is being furnished.",
        next_steps="Open the third desk.", obstacles="Furniture came late.", at=NOW,
    )  # fmt: skip
    models.ReportedValue.objects.create(
        of=told, plan=PLAN.id, indicator="A-1-01/i1", period=PERIOD, state="number", value="2",
        at=NOW,
    )  # fmt: skip
    models.Released.objects.create(
        plan=PLAN.id, indicator="A-1-01/i1", period=PERIOD, state="number", value="2",
        unit="desks", origin=f"return:DIS/{PLAN.id}/{PERIOD}", digest="d" * 64, of=told,
        released_at=NOW,
    )  # fmt: skip
    return told
