"""Where bars and marks stand, in percent of the width."""

from dataclasses import replace
from datetime import date

from plan_examples import PLAN, TRAIN, WELCOME, element
from uratibu.core.plans.model import Level
from uratibu.core.plans.schedule import Band, Gantt, Line, Mark, MarkState, Tick, draw

SHORT = replace(
    PLAN, starts_on=date(2025, 1, 1), ends_on=date(2025, 4, 11), fiscal_start_month=1,
    elements=(element("T1", Level.THEME),),
)  # fmt: skip
DAYS = 100


def drawn(*elements, today=date(2025, 2, 20)):
    plan = replace(SHORT, elements=(*SHORT.elements, *elements))
    return draw(plan, today=today)


def test_draw_lays_a_bar_from_start_to_end():
    one = replace(TRAIN, parent="T1", starts_on=date(2025, 1, 11), ends_on=date(2025, 3, 2))

    assert drawn(one) == Gantt(
        date(2025, 1, 1), date(2025, 4, 11),
        (Band(SHORT.elements[0], (Line(one, 0, 10.0, 50.0, ()),)),),
        (Tick("2025", 0.0),), 50.0,
    )  # fmt: skip


def test_draw_marks_milestones_by_what_is_known_today():
    m1, m2 = (replace(m, due_on=date(2025, n, 1), slips=()) for n, m in enumerate(
        WELCOME.milestones, 2
    ))  # fmt: skip
    slipped = replace(m1, slips=(replace(WELCOME.milestones[0].slips[0], due_on=date(2025, 1, 1)),))
    one = replace(TRAIN, milestones=(slipped, replace(m1, reached_on=date(2025, 1, 1)), m2))

    [band] = drawn(replace(one, parent="T1", ends_on=date(2025, 4, 11))).bands

    assert band.lines[0].marks == (
        Mark(slipped, 31.0, MarkState.OVERDUE, moved_from=0.0),
        Mark(replace(m1, reached_on=date(2025, 1, 1)), 31.0, MarkState.REACHED),
        Mark(m2, 59.0, MarkState.DUE),
    )


def test_draw_takes_the_end_of_the_plan_where_none_is_named_and_says_so():
    one = replace(TRAIN, parent="T1", starts_on=date(2025, 3, 2), ends_on=None)

    assert drawn(one).bands[0].lines == (Line(one, 0, 60.0, 40.0, (), is_open=True),)


def test_draw_shows_an_action_without_days_without_a_bar():
    one = element("A", parent="T1")

    assert drawn(one).bands[0].lines == (Line(one, 0, None, 0, ()),)


def test_draw_stretches_to_what_lies_outside_the_plan():
    found = drawn(replace(TRAIN, starts_on=date(2024, 1, 1), ends_on=date(2026, 1, 1)))

    assert (found.first, found.last) == (date(2024, 1, 1), date(2026, 1, 1))


def test_draw_leaves_today_out_where_it_lies_outside():
    assert drawn(today=date(2030, 1, 1)).today is None


def test_draw_only_the_themes_asked_for():
    found = draw(PLAN, today=date(2025, 1, 1), themes=["T2"])

    assert [(band.theme.id, [line.element.id for line in band.lines]) for band in found.bands] == [
        ("T2", ["A-2-01"])
    ]


def test_draw_names_fiscal_years_and_sets_activities_in():
    found = draw(PLAN, today=date(2025, 1, 1))

    assert [tick.text for tick in found.ticks] == ["2024/25", "2025/26", "2026/27"]
    assert [line.depth for line in found.bands[0].lines] == [0, 1]
