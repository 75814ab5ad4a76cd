"""A waiver sets one rule at one place aside, up to its day."""

from datetime import date

from uratibu.core.plans.check.fault import Fault
from uratibu.core.plans.check.waivers import EXPIRED, Split, expired, split
from uratibu.core.plans.model import Waiver

NO_LEAD = Fault("A-1", "lead", rule="plans/no-lead")
OTHER = Fault("A-2", "lead", rule="plans/no-lead")
LAST_DAY = date(2026, 12, 31)


def waiver(place: str, until: date = LAST_DAY) -> Waiver:
    return Waiver("plans/no-lead", place, "to be agreed", "head", until)


def test_split_sets_aside_an_element_and_a_field():
    of_element, of_field = waiver("A-1"), waiver("A-2.lead")
    assert split([NO_LEAD, OTHER], [of_element, of_field], LAST_DAY) == Split(
        (), ((NO_LEAD, of_element), (OTHER, of_field))
    )


def test_split_keeps_what_stands_elsewhere():
    assert split([OTHER], [waiver("A-1")], LAST_DAY) == Split((OTHER,), ())


def test_split_lets_a_waiver_hold_through_its_last_day_only():
    of_element = waiver("A-1")
    assert split([NO_LEAD], [of_element], LAST_DAY).waived == ((NO_LEAD, of_element),)
    assert split([NO_LEAD], [of_element], date(2027, 1, 1)).standing == (NO_LEAD,)


def test_expired_names_the_waiver_that_ran_out():
    facts = (("waived", "plans/no-lead"), ("until", LAST_DAY), ("by", "head"))
    assert expired([NO_LEAD, OTHER], [waiver("A-1")], date(2027, 1, 1)) == [
        Fault("A-1", "lead", facts, EXPIRED)
    ]


def test_expired_is_silent_where_the_waiver_was_renewed():
    both = [waiver("A-1"), waiver("A-1", date(2027, 6, 30))]
    assert expired([NO_LEAD], both, date(2027, 1, 1)) == []


def test_expired_is_silent_where_the_fault_was_mended():
    assert expired([OTHER], [waiver("A-1")], date(2027, 1, 1)) == []
