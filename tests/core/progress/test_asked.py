"""What a return asks, how complete a card is, who is reminded, and who reported."""

from __future__ import annotations

from datetime import date

from return_examples import ASKED, DESKS, IN_TIME, PLAN, QUARTER, YEARLY
from uratibu.core.progress.asked import asked_of, reporting_institutions
from uratibu.core.progress.completeness import Completeness, completeness
from uratibu.core.progress.model import ReturnState
from uratibu.core.progress.periods import fiscal_quarter
from uratibu.core.progress.rates import Owed, Rate, reporting_rates
from uratibu.core.progress.reminders import Open, Reminder, Rung, reminders
from uratibu.core.progress.workflow import Hand


def test_asked_of_gives_each_indicator_its_places_and_their_total():
    assert [each.id for each in ASKED.actions] == ["A-1", "A-2"]
    assert [each.key for each in ASKED.values] == [
        "A-1/desks@2026/27-Q1#", "A-1/desks@2026/27-Q1#023", "A-1/desks@2026/27-Q1#047",
        "A-1/served@2026/27-Q1#", "A-1/served@2026/27-Q1#023", "A-1/served@2026/27-Q1#047",
        "A-1/in-time@2026/27-Q1#", "A-1/in-time@2026/27-Q1#023", "A-1/in-time@2026/27-Q1#047",
        "A-2/trained@2026/27-Q1#", "A-2/enrolled@2026/27-Q1#", "A-2/law@2026/27-Q1#",
    ]  # fmt: skip


def test_asked_of_asks_a_yearly_value_with_the_last_quarter():
    last = asked_of(PLAN, "DIS", fiscal_quarter(date(2027, 5, 1)))

    assert [each.key for each in last.values if each.indicator is YEARLY] == ["A-2/cost@2026/27#"]


def test_reporting_institutions_in_the_order_of_the_plan():
    assert reporting_institutions(PLAN, QUARTER) == ("DIS", "COUNTY-023")


def test_completeness_asks_a_denominator_of_a_ratio_only():
    assert completeness(DESKS, answers="DIS") == Completeness(
        ("unit", "kind", "direction", "baseline", "target", "frequency", "owner"),
        ("definition", "source", "disaggregation", "method"),
    )
    assert "denominator" in completeness(IN_TIME).there


def test_reminders_of_a_ladder_stop_when_the_return_is_in():
    due = date(2026, 10, 15)
    owed = [
        Open("DIS", "2026/27-Q1", due, ReturnState.DRAFT),
        Open("NRB", "2026/27-Q1", due, ReturnState.SUBMITTED),
    ]

    def told(hand, *day):
        return [r.rung for r in reminders(owed, hand, date(*day))]

    assert told(Hand.FOCAL_POINT, 2026, 10, 1) == [Rung.TWO_WEEKS_BEFORE]
    assert told(Hand.FOCAL_POINT, 2026, 10, 2) == []
    assert told(Hand.FOCAL_POINT, 2026, 10, 29) == [Rung.TWO_WEEKS_LATE]
    assert told(Hand.INSTITUTION_HEAD, 2026, 10, 22) == []
    assert reminders(owed, Hand.INSTITUTION_HEAD, date(2026, 10, 29)) == (
        Reminder("DIS", "2026/27-Q1", due, Rung.TWO_WEEKS_LATE),
    )


def test_reporting_rates_count_on_time_late_missing_and_not_yet_due():
    due = date(2026, 10, 15)
    owed = [
        Owed(("DIS", "T1"), due, date(2026, 10, 15)),
        Owed(("NRB", "T1"), due, date(2026, 10, 20)),
        Owed(("MOH", "T2"), due),
        Owed(("MOH", "T2"), date(2027, 1, 15)),
    ]

    assert reporting_rates(owed, date(2026, 11, 1)) == {
        "DIS": Rate(on_time=1),
        "T1": Rate(on_time=1, late=1),
        "NRB": Rate(late=1),
        "MOH": Rate(missing=1, not_due=1),
        "T2": Rate(missing=1, not_due=1),
    }
    assert (Rate(1, 1, 2, 5).owed, Rate(1, 1, 2, 5).reported) == (4, 2)
