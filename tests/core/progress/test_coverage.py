"""Norms against themes, institutions and counties: what is served where, and what nowhere."""

from datetime import date

from uratibu.core.labels import label
from uratibu.core.norms.model import Framework, Node
from uratibu.core.norms.model import Status as NormStatus
from uratibu.core.plans.model import Element, Level, Plan
from uratibu.core.progress.coverage import By, Matrix, matrix
from uratibu.core.progress.status import Status

GCM = Framework(
    "gcm", label("Compact"), label("GCM"), "UN", "1", None, "", "", NormStatus.CONFIRMED,
    nodes=(
        Node("gcm/1", "gcm", "1", "objective", label("Data")),
        Node("gcm/1/a", "gcm", "1(a)", "action", label("Strategy"), "gcm/1"),
        Node("gcm/2", "gcm", "2", "objective", label("Drivers")),
        Node("gcm/p", "gcm", "p", "principle", label("People")),
    ),
)  # fmt: skip


def element(name: str, level: str, parent: str = "", **more: object) -> Element:
    return Element(name, Level(level), label(name), parent, **more)  # type: ignore[arg-type]


PLAN = Plan(
    "p", label("Plan"), date(2025, 7, 1), date(2030, 6, 30), "KES",
    elements=(
        element("T1", "theme"),
        element("A1", "action", "T1", norms=("gcm/1/a",), lead="DIS", places=("KE-01",)),
        element("A1a", "activity", "A1", lead="KNBS"),
        element("A2", "action", "T1", norms=("gcm/1", "gcm/1/a"), lead="KNBS", themes=("T2",)),
        element("A3", "action", "T1", norms=("gcm/2",), withdrawn_on=date(2025, 8, 1)),
        element("T2", "theme"),
        element("A4", "activity", "T2", norms=("gcm/p",)),
        element("A5", "action"),
    ),
)  # fmt: skip
STATUSES = {"A1": Status.ON_TRACK, "A2": Status.DELAYED}


def told(table: Matrix) -> dict[str, list[tuple[str, ...]]]:
    rows = [(row, *row.below) for row in table.rows]
    return {
        row.norm: [cell.actions for cell in (*row.cells, row.total)]
        for group in rows
        for row in group
    }


def test_matrix_counts_an_action_once_and_an_objective_with_what_is_below_it() -> None:
    table = matrix(PLAN, GCM, STATUSES, kind="objective", by=By.THEMES)
    assert table.columns == ("T1", "T2", "")
    assert told(table) == {
        "gcm/1": [("A1", "A2"), ("A2",), (), ("A1", "A2")],
        "gcm/1/a": [("A1", "A2"), ("A2",), (), ("A1", "A2")],
        "gcm/2": [(), (), (), ()],
    }


def test_matrix_shows_the_worst_of_a_cell_and_none_in_an_empty_one() -> None:
    table = matrix(PLAN, GCM, STATUSES, kind="objective", by=By.THEMES)
    assert [cell.worst for cell in table.rows[0].cells] == [Status.DELAYED, Status.DELAYED, None]
    assert [row.is_empty for row in table.rows] == [False, True]
    assert [cell.actions for cell in table.foot.cells] == [("A1", "A2"), ("A2",), ()]


def test_matrix_by_institutions_counts_the_lead() -> None:
    table = matrix(PLAN, GCM, STATUSES, kind="objective", by=By.INSTITUTIONS)
    assert table.columns == ("DIS", "KNBS", "")
    assert told(table)["gcm/1"] == [("A1",), ("A2",), (), ("A1", "A2")]


def test_matrix_by_counties_has_a_column_for_the_whole_country() -> None:
    table = matrix(PLAN, GCM, STATUSES, kind="objective", by=By.COUNTIES)
    assert table.columns == ("KE-01", "")
    assert told(table)["gcm/1"] == [("A1",), ("A2",), ("A1", "A2")]


def test_matrix_takes_columns_and_another_kind_of_norm() -> None:
    table = matrix(PLAN, GCM, {}, by=By.COUNTIES, columns=("KE-47",), kind="principle")
    assert told(table) == {"gcm/p": [(), ("A4",)]}
    assert table.foot.total.worst is Status.NO_DATA
