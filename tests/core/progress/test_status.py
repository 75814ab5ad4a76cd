"""The status of an action by the first rule that holds, and the worst of many."""

from dataclasses import replace
from datetime import date

import pytest

from uratibu.core.labels import label
from uratibu.core.plans.model import ActionStatus, Element, Level, Milestone
from uratibu.core.progress.model import ActionReport, Answered, Rating
from uratibu.core.progress.status import (
    RULES,
    WORST_FIRST,
    Derivation,
    Override,
    Said,
    Seen,
    Status,
    derive,
    gather,
    judge,
)

ACTION = Element(
    "A-1", Level.ACTION, label("Train officers"),
    starts_on=date(2025, 7, 1), ends_on=date(2026, 6, 30),
)  # fmt: skip
TODAY = date(2026, 2, 1)
DUE = ("2025/26-Q1", "2025/26-Q2")


def said(
    status: str = "on-track", period: str = "2025/26-Q2", answered: Answered = Answered.REPORTED
) -> Said:
    return Said(period, ActionReport("A-1", answered, ActionStatus(status)))


def milestone(due: str, reached: str = "") -> Milestone:
    return Milestone(
        "m1", label("Manual"), date.fromisoformat(due),
        date.fromisoformat(reached) if reached else None,
    )  # fmt: skip


SEEN = Seen(ACTION, TODAY, (said(),), DUE)
LATE = replace(ACTION, milestones=(milestone("2025-12-31"),))
CASES = [
    (replace(SEEN, action=replace(ACTION, withdrawn_on=TODAY, withdrawn_because="Merged.")),
     "cancelled", "withdrawn"),
    (replace(SEEN, reports=(said("transferred"),)), "transferred", "transferred"),
    (replace(SEEN, reports=(said("cancelled"),)), "cancelled", "cancelled"),
    (replace(SEEN, action=LATE, reports=(said("completed"),)), "delayed", "completed-but-open"),
    (replace(SEEN, reports=(said("completed"),)), "completed", "completed"),
    (replace(SEEN, action=replace(ACTION, status=ActionStatus.COMPLETED), reports=()),
     "completed", "completed"),
    (replace(SEEN, action=replace(ACTION, milestones=(milestone("2025-12-31", "2026-01-05"),))),
     "completed", "milestones-reached"),
    (Seen(ACTION, date(2025, 6, 30)), "not-started", "not-due"),
    (Seen(ACTION, date(2025, 6, 30), (said("not-started"),)), "not-started", "not-due"),
    (Seen(ACTION, date(2025, 6, 30), (said("on-track"),)), "on-track", "on-track"),
    (Seen(replace(ACTION, starts_on=None, ends_on=None), TODAY, (), DUE), "no-data", "no-dates"),
    (Seen(ACTION, TODAY, (), DUE), "no-data", "never-reported"),
    (Seen(ACTION, TODAY, (said(period="2024/25-Q4"),), ("2024/25-Q4", *DUE)),
     "no-data", "gone-silent"),
    (replace(SEEN, reports=(said("stalled"),)), "stalled", "reported-stalled"),
    (replace(SEEN, reports=(said("on-track", "2025/26-Q1", Answered.NIL),
                            said("on-track", "2025/26-Q2", Answered.NIL))), "stalled", "nil-twice"),
    (replace(SEEN, today=date(2026, 7, 1)), "delayed", "past-its-end"),
    (replace(SEEN, action=LATE), "delayed", "milestone-late"),
    (replace(SEEN, reports=(said("delayed"),)), "delayed", "reported-delayed"),
    (replace(SEEN, reports=(said("not-started"),)), "delayed", "not-begun"),
    (Seen(ACTION, TODAY), "no-data", "no-return-due"),
    (replace(SEEN, ratings=((label("Officers"), Rating.RED),)), "delayed", "indicator-red"),
    (replace(SEEN, ratings=((label("Officers"), Rating.AMBER),)), "on-track", "on-track"),
    (Seen(replace(ACTION, starts_on=None), TODAY, (said("not-started"),), DUE),
     "on-track", "on-track"),
    (replace(SEEN, reports=(said("stalled", "2025/26-Q1"),
                            said("on-track", "2025/26-Q2", Answered.NIL))),
     "stalled", "reported-stalled"),
]  # fmt: skip


@pytest.mark.parametrize(("seen", "status", "rule"), CASES)
def test_derive_by_the_first_rule_that_holds(seen: Seen, status: str, rule: str) -> None:
    result = derive(seen)
    assert (result.status, result.rule) == (status, f"status/{rule}")
    assert result.sentence.languages() == ("en", "sw")


def test_every_rule_decides_one_of_the_cases() -> None:
    assert {derive(seen).rule for seen, _, _ in CASES} == {rule for rule, _, _ in RULES}


def test_derive_names_what_is_late_in_words() -> None:
    seen = replace(SEEN, action=LATE)
    assert derive(seen).sentence("en") == (
        "These milestones are past their day and not reached: Manual."
    )


def test_derive_of_an_action_with_an_end_only() -> None:
    seen = Seen(replace(ACTION, starts_on=None), TODAY)
    assert derive(seen).sentence("en") == "It runs since 2026-06-30; no return was due yet."


def test_judge_shows_both_until_the_last_day() -> None:
    override = Override(Status.DELAYED, "The court stopped it.", "SEC", date(2026, 2, 1))
    during = judge(SEEN, [override])
    after = judge(replace(SEEN, today=date(2026, 2, 2)), [override])
    assert (during.status, during.override, during.derived.status) == (
        Status.DELAYED, override, Status.ON_TRACK,
    )  # fmt: skip
    assert (after.status, after.override) == (Status.ON_TRACK, None)


def test_gather_takes_the_worst_and_counts() -> None:
    result = gather([Status.ON_TRACK, Status.STALLED, Status.ON_TRACK])
    assert (result.worst, result.counts) == (
        Status.STALLED, ((Status.STALLED, 1), (Status.ON_TRACK, 2)),
    )  # fmt: skip
    assert gather([]).worst is Status.NO_DATA


def test_every_status_has_its_place_among_the_worst() -> None:
    assert set(WORST_FIRST) == set(Status)
    assert isinstance(derive(SEEN), Derivation)
