"""Periods, words and values of returns from rows: values out, or findings at their cell."""

from datetime import UTC, date, datetime
from decimal import Decimal

from uratibu.core.findings import Where
from uratibu.core.indicators.model import Kind
from uratibu.core.labels import label
from uratibu.core.plans.model import ActionStatus, PlanIndicator
from uratibu.core.progress import load
from uratibu.core.progress.model import (
    ActionReport,
    Answered,
    Reported,
    Return,
    ReturnState,
    Step,
)
from uratibu.core.values import MISSING, number

SHARE = PlanIndicator("A-1/i1", label("Share"), unit="percent", kind=Kind.RATIO)
COUNT = PlanIndicator("A-1/i2", label("Count"), unit="persons", kind=Kind.FLOW)
KNOWN = {"A-1/i1": SHARE, "A-1/i2": COUNT}


def _rows() -> load.Rows:
    return load.Rows(Where("values.csv"))


def _row(**cells: str) -> dict[str, str | None]:
    return {"institution": "DIS", "return": "2025/26-Q1", "period": "2025/26-Q1", **cells}


def test_load_values_computes_a_ratio_of_its_parts() -> None:
    rows = [
        _row(indicator="A-1/i1", numerator="3", denominator="4"),
        _row(indicator="A-1/i2", value="0", place="KE001"),
        _row(indicator="A-1/i2", state="missing", comment="No register"),
    ]
    into = _rows()
    assert load.load_values(rows, into, KNOWN) == {
        ("DIS", "2025/26-Q1"): (
            Reported("A-1/i1", "2025/26-Q1", number(Decimal(75)), numerator=Decimal(3),
                     denominator=Decimal(4)),
            Reported("A-1/i2", "2025/26-Q1", number(0), place="KE001"),
            Reported("A-1/i2", "2025/26-Q1", MISSING, comment="No register"),
        )
    }  # fmt: skip
    assert into.findings == []


def test_load_values_names_the_cell_it_cannot_read() -> None:
    into = _rows()
    rows = [
        _row(indicator="A-1/i2", value="many"),
        _row(indicator="A-9/i1", value="1"),
        _row(indicator="A-1/i1", value="75"),
    ]
    load.load_values(rows, into, KNOWN)
    assert [(f.where.row, f.where.column) for f in into.findings] == [
        (2, "value"), (2, "value"), (3, "indicator"), (4, "value"),
    ]  # fmt: skip


def test_load_periods_reads_fiscal_quarters() -> None:
    into = _rows()
    rows = [
        {"period": "2026/27-Q1", "opens_on": "2026-09-16", "due_on": "2026-10-15",
         "locks_on": "2027-01-14"},
        {"period": "2026-Q9", "opens_on": "2026-09-16", "due_on": "", "locks_on": ""},
        {"period": "2026/27-Q2", "opens_on": "2026-12-17", "due_on": "", "locks_on": ""},
    ]  # fmt: skip
    (quarter,) = load.load_periods(rows, into)
    assert (quarter.period.start, quarter.period.end) == (date(2026, 7, 1), date(2026, 9, 30))
    assert [(f.where.row, f.where.column) for f in into.findings] == [
        (3, "period"),
        (4, "opens_on"),
    ]


def test_load_reports_and_returns_tell_the_steps_by_their_days() -> None:
    said = {"institution": "MOE", "reports": [
        {"action": "A-1", "period": "2026/27-Q1", "answered": "reported", "status": "delayed",
         "done": "Half.", "obstacles": "Rain."},
    ]}  # fmt: skip
    reports, findings = load.load_reports(said, Where("MOE.yaml"))
    row = {"institution": "MOE", "period": "2026/27-Q1", "state": "returned",
           "submitted_on": "2026-10-12", "note": "Say how many are girls."}  # fmt: skip
    returns = load.load_returns([row], _rows(), plan="p", reports=reports, values={})
    at = datetime(2026, 10, 12, 9, tzinfo=UTC)
    assert findings == ()
    assert returns == (
        Return(
            plan="p", institution="MOE", period="2026/27-Q1", state=ReturnState.RETURNED,
            actions=(ActionReport("A-1", Answered.REPORTED, ActionStatus.DELAYED, "Half.",
                                  obstacles="Rain."),),
            steps=(
                Step(ReturnState.DRAFT, ReturnState.SUBMITTED, "", at),
                Step(ReturnState.SUBMITTED, ReturnState.RETURNED, "", at,
                     "Say how many are girls."),
            ),
        ),
    )  # fmt: skip
