"""What is due when, and the same as a calendar file that other programs read."""

from dataclasses import replace
from datetime import UTC, date, datetime

from icalendar import Calendar

from plan_examples import PLAN, TRAIN
from uratibu.core.labels import label
from uratibu.core.plans import calendar
from uratibu.core.plans.calendar import Duty, DutyKind
from uratibu.core.plans.model import ActionStatus, Risk

RETURN = Duty("r1", DutyKind.RETURN, date(2025, 4, 15), label("2024/25-Q3"), "DIS")


def test_duties_are_computed_from_the_plan_by_day():
    found = calendar.duties(PLAN, [RETURN])

    assert [(d.on.isoformat(), str(d.kind), d.institution, d.is_done) for d in found] == [
        ("2025-03-31", "milestone", "DIS", False),
        ("2025-04-15", "return", "DIS", False),
        ("2025-12-31", "end", "DIS", False),
        ("2026-03-31", "milestone", "DIS", False),
        ("2026-06-30", "end", "DIS", False),
    ]


def test_duties_of_a_completed_action_are_done_and_its_risks_rest():
    risk = Risk(label("Rain"), reviewed_on=date(2025, 1, 1))
    running = replace(PLAN, elements=(replace(TRAIN, risks=(risk,)),))
    ended = replace(PLAN, elements=(replace(TRAIN, risks=(risk,), status=ActionStatus.COMPLETED),))

    assert [(d.kind, d.on) for d in calendar.duties(running)] == [
        (DutyKind.RISK_REVIEW, date(2025, 7, 2)), (DutyKind.END, date(2025, 12, 31)),
    ]  # fmt: skip
    assert [(d.kind, d.is_done) for d in calendar.duties(ended)] == [(DutyKind.END, True)]


def test_owed_by_keeps_the_duties_of_one_institution():
    other = replace(RETURN, institution="IOM")

    assert calendar.owed_by([RETURN, other], "IOM") == (other,)
    assert calendar.owed_by([RETURN, other], "") == (RETURN, other)


def test_as_ical_is_read_back_with_whole_days_and_says_that_it_is_a_sample():
    file = calendar.as_ical(
        calendar.duties(PLAN)[:1], title="Tiny plan", site="example.org",
        made_at=datetime(2025, 1, 1, tzinfo=UTC), language="sw",
    )  # fmt: skip

    [event] = Calendar.from_ical(file).walk("VEVENT")

    assert event["SUMMARY"] == "Mfano: Hatua muhimu: Rooms found (DIS)"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2025, 3, 31), date(2025, 4, 1))
    assert event["UID"] == "tiny-plan.A-1-01.milestone.m1@example.org"
