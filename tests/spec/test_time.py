"""Periods: which are answered, how they are compared, and what may be added over time."""

from dataclasses import replace
from urllib.parse import parse_qsl

import pytest

from spec.world import World, notes, rows
from uratibu.core.disclosure.request import parse_request
from uratibu.core.periods import PeriodKind
from uratibu.core.statistics.model import Declined, NonsenseQuery

STOCKS = """
    area | period | persons
    KEN  | 2015   | 80
    KEN  | 2020   | 100
    KEN  | 2024   | 90
    UGA  | 2024   | 500
"""


def test_all_periods_there_are(world: World) -> None:
    world.facts("stock", STOCKS)
    assert world.ask("measure=stock&area=KEN") == rows("""
        period | value
        2015   | 80
        2020   | 100
        2024   | 90
    """)


def test_latest_is_resolved_and_written_into_the_answer(world: World) -> None:
    world.facts("stock", STOCKS)
    answer = world.answer("measure=stock&area=KEN&period=latest")
    assert answer.query.periods == ("2024",)
    assert answer.lineage.filters == (("area", ("KEN",)), ("period", ("2024",)))


def test_the_period_may_stand_anywhere_in_the_key(world: World) -> None:
    world.facts("stock", STOCKS)
    assert world.ask("measure=stock&by=period,area&period=2024") == rows("""
        period | area | value
        2024   | KEN  | 90
        2024   | UGA  | 500
    """)


def test_a_filter_on_the_period_names_it(world: World) -> None:
    world.facts("stock", STOCKS)
    query = world.query("measure=stock&area=KEN")
    asked = replace(query, where=(*query.where, ("period", ("2020",))))
    assert [cell.key for cell in world.statistics.answer(asked).cells] == [("2020",)]
    with pytest.raises(NonsenseQuery):
        world.statistics.answer(replace(asked, periods=("2024",)))


def test_a_period_of_another_kind_is_declined_and_never_substituted(world: World) -> None:
    """Asked for May 2019 with year-end data: the end of 2019 is another question."""
    world.indicator("refugees")
    world.dataset("refugees", PeriodKind.YEAR_END)
    world.edition("refugees", "2024", "refugees", STOCKS)
    world.measure("refugees")
    with pytest.raises(Declined) as declined:
        world.ask("measure=refugees&area=KEN&period=2019-05")
    assert str(declined.value) == (
        "Refugees for 2019-05: refugees@2024 has no such period; its periods are end of year. "
        "There is: 2015, 2020, 2024."
    )
    assert declined.value.words("sw") == (
        "Refugees kwa 2019-05: refugees@2024 haina kipindi hicho; vipindi vyake ni mwisho wa mwaka."
    )


def test_a_period_there_is_not_is_declined(world: World) -> None:
    world.facts("stock", STOCKS)
    with pytest.raises(Declined) as declined:
        world.ask("measure=stock&area=UGA&period=2020")
    assert declined.value.available == ("2024",)


def test_periods_of_several_kinds_make_no_answer(world: World) -> None:
    world.facts("stock", STOCKS)
    with pytest.raises(NonsenseQuery) as refused:
        world.ask("measure=stock&area=KEN&period=2020,2020-Q1")
    assert refused.value.rule == "mixed-period-kinds"


def test_what_is_no_period_at_all_is_declined(world: World) -> None:
    world.facts("stock", STOCKS)
    with pytest.raises(Declined):
        world.ask("measure=stock&area=KEN&period=yesterday")


def test_stocks_are_not_added_over_time(world: World) -> None:
    world.facts("stock", STOCKS)
    with pytest.raises(NonsenseQuery) as refused:
        world.ask("measure=stock&area=KEN&then=total:period")
    assert str(refused.value) == (
        "Stock added over several periods: it is a stock, and the same people would be counted "
        "once in each period. Ask instead: one period, or the change between two."
    )


def test_flows_are_added_over_time(world: World) -> None:
    world.facts("flow", STOCKS, kind="flow")
    assert world.ask("measure=flow&area=KEN&then=total:period") == rows("""
        period     | value
        2015..2024 | 270
    """)
    assert world.ask("measure=flow&by=area&area=KEN,UGA&period=2024&then=total:period") == rows("""
        area | period | value
        KEN  | 2024   | 90
        UGA  | 2024   | 500
    """)


def test_flows_over_time_lack_a_period_that_has_no_row(world: World) -> None:
    world.facts("flow", STOCKS, kind="flow")
    assert world.ask("measure=flow&by=area&then=total:period") == rows("""
        area | period     | value
        KEN  | 2015..2024 | 270
        UGA  | 2015..2024 | missing
    """)


def test_a_cumulative_count_takes_the_latest(world: World) -> None:
    world.facts("trained", STOCKS, kind="cumulative")
    assert world.ask("measure=trained&area=KEN&then=total:period") == rows("""
        period     | value
        2015..2024 | 90
    """)


def test_change_since_the_period_before_in_the_answer(world: World) -> None:
    world.facts("stock", STOCKS)
    assert world.ask("measure=stock&area=KEN&then=change:absolute") == rows("""
        period | value
        2015   | not-applicable
        2020   | 20
        2024   | -10
    """)
    answer = world.answer("measure=stock&area=KEN&period=2024,2015&then=change:percent")
    assert [(c.key, str(c.value.number)) for c in answer.cells] == [
        (("2015",), "None"),
        (("2024",), "12.5"),
    ]
    assert (answer.unit, answer.decimals) == ("percent", 1)
    assert notes(answer.cells[0]) == ["The first period has none before it."]
    assert notes(answer.cells[1]) == ["Change since 2015."]
    assert answer.cells[1].numerator is not None


def test_change_in_percent_starts_from_a_positive_number(world: World) -> None:
    world.facts(
        "balance",
        """
        area | period | persons
        KEN  | 2020   | -10
        KEN  | 2021   | 5
        KEN  | 2022   | 0
        KEN  | 2023   | 7
        KEN  | 2024   | missing
        """,
        kind="flow",
    )
    assert world.ask("measure=balance&area=KEN&then=change:percent") == rows("""
        period | value
        2020   | not-applicable
        2021   | not-applicable
        2022   | -100
        2023   | not-applicable
        2024   | missing
    """)


def test_change_needs_two_periods(world: World) -> None:
    world.facts("stock", STOCKS)
    for period in ("2024", "latest"):
        with pytest.raises(NonsenseQuery) as refused:
            world.ask(f"measure=stock&area=KEN&period={period}&then=change:absolute")
        assert refused.value.rule == "change-of-one"
    with pytest.raises(Declined) as declined:
        world.ask("measure=stock&area=UGA&then=change:absolute")
    assert declined.value.missing == "stock@2024 has one period only"


def test_change_of_a_percentage_is_in_points(world: World) -> None:
    world.indicator("rate", kind="ratio", unit="percent")
    world.edition("rate", "2024", "rate", STOCKS)
    world.measure("rate")
    answer = world.answer("measure=rate&area=KEN&then=change:absolute")
    assert answer.unit == "percentage-points"
    with pytest.raises(NonsenseQuery) as refused:
        world.ask("measure=rate&area=KEN&then=change:percent")
    assert refused.value.rule == "percent-of-percent"


def test_an_edition_is_never_mixed_with_another(world: World) -> None:
    world.facts("stock", STOCKS)
    world.edition("stock", "2020", "stock", "area | period | persons\nKEN | 2020 | 999\n")
    assert world.ask("measure=stock&area=KEN&period=2020")[1] == ["2020", "100"]
    assert world.ask("measure=stock&area=KEN&edition=stock@2020") == rows("""
        period | value
        2020   | 999
    """)
    with pytest.raises(NonsenseQuery) as refused:
        world.ask("measure=stock&area=KEN&edition=stock@2020,stock@2024")
    assert refused.value.rule == "mixed-editions"


def test_an_edition_of_a_data_set_that_does_not_answer_is_not_passed_over(world: World) -> None:
    world.facts("stock", STOCKS)
    with pytest.raises(NonsenseQuery) as refused:
        world.ask("measure=stock&area=KEN&edition=stocks@2024")
    assert refused.value.rule == "edition-unused"
    assert str(refused.value).endswith("Ask instead: an edition of stock.")


def test_added_periods_that_leave_one_out_are_named_one_by_one(world: World) -> None:
    world.facts("flow", STOCKS, kind="flow")
    address = "measure=flow&area=KEN&period=2015,2024&then=total:period"
    assert world.ask(address) == rows("""
        period    | value
        2015+2024 | 170
    """)
    table = world.publisher.table(parse_request(parse_qsl(address)))
    assert table.label("period", "2015+2024")("en") == "mid-2015 + mid-2024"


def test_an_edition_that_is_not_registered_is_declined(world: World) -> None:
    world.facts("stock", STOCKS)
    with pytest.raises(Declined) as declined:
        world.ask("measure=stock&area=KEN&edition=stock@2019")
    assert declined.value.available == ("2024",)
    world.indicator("empty")
    world.dataset("empty")
    world.measure("empty")
    with pytest.raises(Declined) as declined:
        world.ask("measure=empty&area=KEN")
    assert str(declined.value) == "the edition latest of empty: this edition is not registered."
