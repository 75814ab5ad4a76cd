"""Returns stand in the calendar of the plan, done once they came in."""

from datetime import date

import pytest
from django.utils import timezone

from plan_examples import PLAN
from uratibu.web.plans.operations import install_plan
from uratibu.web.plans.queries import duties as calendar
from uratibu.web.progress.models import ReportingPeriod, Return
from uratibu.web.progress.queries import due


@pytest.fixture
def quarter(db):
    install_plan(PLAN, by=None)
    return ReportingPeriod.objects.create(
        plan=PLAN.id, code="2024/25-Q3", slug="2024-25-Q3", starts_on=date(2025, 1, 1),
        ends_on=date(2025, 3, 31), opens_on=date(2025, 3, 15), due_on=date(2025, 4, 15),
        locks_on=date(2025, 5, 15), created_at=timezone.now(),
    )  # fmt: skip


def test_duties_has_one_for_each_institution_that_owes_a_return(quarter):
    for institution, state in (("DIS", "submitted"), ("COUNTY-1", "draft")):
        Return.objects.create(
            plan=PLAN.id, period=quarter, institution=institution, state=state,
            created_at=timezone.now(), submitted_at=timezone.now(),
        )  # fmt: skip

    assert [(d.institution, d.on, d.is_done) for d in due.duties(PLAN)] == [
        ("DIS", date(2025, 4, 15), True), ("COUNTY-1", date(2025, 4, 15), False),
    ]  # fmt: skip


def test_in_a_locked_period_those_who_were_invited_alone_owe_a_return(quarter):
    assert due.duties(PLAN) == ()
    Return.objects.create(
        plan=PLAN.id, period=quarter, institution="DIS", state="draft", created_at=timezone.now()
    )
    assert {d.institution for d in due.duties(PLAN)} == {"DIS"}

    quarter.locks_on = timezone.localdate()
    quarter.save()

    assert {d.institution for d in due.duties(PLAN)} == {"DIS", "COUNTY-1"}


def test_duties_of_calendar_holds_returns_between_milestones(quarter):
    for institution in ("DIS", "COUNTY-1"):
        Return.objects.create(
            plan=PLAN.id, period=quarter, institution=institution, state="draft",
            created_at=timezone.now(),
        )  # fmt: skip
    found = [(d.on, str(d.kind)) for d in calendar.duties_of(PLAN)]

    assert found[:3] == [
        (date(2025, 3, 31), "milestone"), (date(2025, 4, 15), "return"),
        (date(2025, 4, 15), "return"),
    ]  # fmt: skip
