"""What the linter of plans hears of returns: only those that were given."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from uratibu.core.plans.model import PlanValue
from uratibu.web.progress.models import ActionReport, ReportedValue, ReportingPeriod, Return
from uratibu.web.progress.queries import heard

GIVEN_AT = datetime(2026, 4, 12, 9, tzinfo=UTC)


@pytest.fixture
def given(db):
    """Makes a return of a period with a report on A-1 and a value of A-1/i1."""

    def make(code: str, state: str, value: str = "4", answered: str = "reported") -> Return:
        period = ReportingPeriod.objects.create(
            plan="p", code=code, slug=code.replace("/", "-"), starts_on=date(2026, 1, 1),
            ends_on=date(2026, 3, 31), opens_on=date(2026, 1, 1), due_on=date(2026, 4, 15),
            locks_on=date(2026, 6, 30), created_at=GIVEN_AT,
        )  # fmt: skip
        made = Return.objects.create(
            plan="p", period=period, institution="DIS", state=state, created_at=GIVEN_AT,
            submitted_at=GIVEN_AT,
        )  # fmt: skip
        ActionReport.objects.create(of=made, action="A-1", answered=answered, at=GIVEN_AT)
        ReportedValue.objects.create(
            of=made, plan="p", indicator="A-1/i1", period=code, state="number", value=value,
            at=GIVEN_AT,
        )  # fmt: skip
        return made

    return make


def test_last_returns_is_the_day_a_return_was_given(given):
    given("2025/26-Q3", "submitted")

    assert heard.last_returns("p") == {"A-1": date(2026, 4, 12)}
    assert heard.last_returns("other") == {}


@pytest.mark.parametrize(("state", "answered"), [("draft", "reported"), ("submitted", "not-yet")])
def test_last_returns_hears_nothing_of_drafts_and_of_what_was_not_answered(given, state, answered):
    given("2025/26-Q3", state, answered=answered)

    assert heard.last_returns("p") == {}


def test_reported_gives_the_values_of_the_indicators_asked_for(given):
    given("2025/26-Q3", "submitted", "4")
    given("2025/26-Q4", "draft", "9")

    assert heard.reported("p", frozenset({"A-1/i1"})) == {
        "A-1/i1": (PlanValue("2025/26-Q3", Decimal(4)),)
    }
    assert heard.reported("p", frozenset()) == {}
