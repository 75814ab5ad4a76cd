"""What stands for the members of a dimension that a question does not mention."""

import pytest

from spec.world import World, notes, rows
from uratibu.core.statistics.model import Declined, NonsenseQuery

CENSUS = """
    area | period | sex | persons
    KEN  | 2019   | _T  | 1000
    KEN  | 2019   | F   | 505
    KEN  | 2019   | M   | 494
"""
REFUGEES = """
    area | period | origin | persons
    KEN  | 2024   | SOM    | 60
    KEN  | 2024   | SSD    | 30
    KEN  | 2024   | OOO    | 5
    UGA  | 2024   | SSD    | 90
"""


def test_a_stated_total_is_read_and_never_computed(world: World) -> None:
    """505 women and 494 men are 999; the census states 1000, since it counted intersex persons."""
    world.facts("census", CENSUS, sex="stated")
    assert world.ask("measure=census&area=KEN") == rows("""
        period | value
        2019   | 1000
    """)


def test_a_stated_total_stands_beside_its_members(world: World) -> None:
    world.facts("census", CENSUS, sex="stated")
    assert world.ask("measure=census&by=sex&area=KEN") == rows("""
        sex | period | value
        F   | 2019   | 505
        M   | 2019   | 494
        _T  | 2019   | 1000
    """)


def test_a_total_that_is_said_to_be_stated_but_is_not_there_is_declined(world: World) -> None:
    world.facts("refugees", REFUGEES, origin="stated")
    with pytest.raises(Declined) as declined:
        world.ask("measure=refugees&area=KEN")
    assert declined.value.missing == (
        "refugees@2024 states no total of origin; ask for its members"
    )
    assert declined.value.available == ("OOO", "SOM", "SSD")


def test_a_summed_total_adds_all_members(world: World) -> None:
    """People of other or unknown origin are people too."""
    world.facts("refugees", REFUGEES, origin="summed")
    assert world.ask("measure=refugees&area=KEN") == rows("""
        period | value
        2024   | 95
    """)


def test_a_summed_total_leaves_out_aggregates_totals_and_containers(world: World) -> None:
    """Africa and _T contain Somalia; adding them would count people two and three times."""
    world.facts(
        "refugees",
        """
        area | period | origin | persons
        KEN  | 2024   | SOM    | 60
        KEN  | 2024   | IND    | 5
        KEN  | 2024   | AFR    | 60
        KEN  | 2024   | _T     | 65
        """,
        origin="summed",
    )
    assert world.ask("measure=refugees&area=KEN") == rows("""
        period | value
        2024   | 65
    """)


def test_a_list_of_members_shows_aggregates_only_when_they_are_named(world: World) -> None:
    world.facts(
        "refugees",
        """
        area | period | origin | persons
        KEN  | 2024   | AFR    | 60
        KEN  | 2024   | SOM    | 60
        """,
        origin="summed",
    )
    assert world.ask("measure=refugees&by=origin&area=KEN") == rows("""
        origin | period | value
        SOM    | 2024   | 60
    """)
    assert world.ask("measure=refugees&by=origin&area=KEN&origin=SOM,AFR") == rows("""
        origin | period | value
        AFR    | 2024   | 60
        SOM    | 2024   | 60
    """)


def test_a_list_of_nothing_but_aggregates_shows_them(world: World) -> None:
    world.facts(
        "refugees",
        """
        area | period | origin | persons
        KEN  | 2024   | AFR    | 60
        KEN  | 2024   | _T     | 70
        """,
        origin="stated",
    )
    assert world.ask("measure=refugees&by=origin&area=KEN") == rows("""
        origin | period | value
        AFR    | 2024   | 60
        _T     | 2024   | 70
    """)


def test_members_without_a_total_must_be_named_or_listed(world: World) -> None:
    world.facts("refugees", REFUGEES, origin="none")
    with pytest.raises(NonsenseQuery) as refused:
        world.ask("measure=refugees&area=KEN")
    assert refused.value.rule == "members-not-addable"
    assert str(refused.value).endswith("Ask instead: one member of origin, or group by origin.")
    with pytest.raises(NonsenseQuery):
        world.ask("measure=refugees&area=KEN&origin=SOM,SSD")
    assert world.ask("measure=refugees&area=KEN&origin=SOM") == rows("""
        period | value
        2024   | 60
    """)


def test_named_members_are_added(world: World) -> None:
    world.facts("refugees", REFUGEES, origin="summed")
    assert world.ask("measure=refugees&area=KEN&origin=SOM,SSD") == rows("""
        period | value
        2024   | 90
    """)


def test_a_member_is_never_added_to_what_contains_it(world: World) -> None:
    world.facts(
        "people",
        """
        area | period | age    | persons
        KEN  | 2024   | Y18    | 70
        KEN  | 2024   | Y18T59 | 60
        KEN  | 2024   | Y0T17  | 40
        KEN  | 2024   | _T     | 110
        """,
        age="stated",
    )
    for codes in ("Y18,Y18T59", "Y18,Y0T17", "_T,Y0T17"):
        with pytest.raises(NonsenseQuery) as refused:
            world.ask(f"measure=people&area=KEN&age={codes}")
        assert refused.value.rule == "aggregate-with-members"
    assert world.ask("measure=people&area=KEN&age=Y0T17,Y18T59") == rows("""
        period | value
        2024   | 100
    """)


def test_a_question_names_its_areas(world: World) -> None:
    world.facts("refugees", REFUGEES, origin="summed")
    with pytest.raises(NonsenseQuery) as refused:
        world.ask("measure=refugees")
    assert refused.value.rule == "no-area"


def test_areas_are_listed_or_added(world: World) -> None:
    world.facts("refugees", REFUGEES, origin="summed")
    assert world.ask("measure=refugees&by=area") == rows("""
        area | period | value
        KEN  | 2024   | 95
        UGA  | 2024   | 90
    """)
    assert world.ask("measure=refugees&area=KEN,UGA") == rows("""
        period | value
        2024   | 185
    """)


COUNTIES = """
    area  | period | persons
    KE001 | 2019   | 10
    KE002 | 2019   | 20
    KE003 | 2019   | 30
    UGA   | 2019   | 99
"""


def test_a_country_is_its_own_row_and_not_the_sum_of_its_counties(world: World) -> None:
    world.facts("census", COUNTIES + "    KEN | 2019 | 61\n")
    assert world.ask("measure=census&area=KEN") == rows("""
        period | value
        2019   | 61
    """)


def test_counties_are_never_added_silently(world: World) -> None:
    world.facts("census", COUNTIES)
    with pytest.raises(Declined) as declined:
        world.ask("measure=census&area=KEN")
    assert declined.value.missing == "census@2024 has no such area there"


def test_counties_are_added_where_the_indicator_says_so(world: World) -> None:
    world.facts("census", COUNTIES, area="summed")
    assert world.ask("measure=census&area=KEN") == rows("""
        period | value
        2019   | 60
    """)
    assert world.ask("measure=census&by=area&area=KEN,UGA,KE001") == rows("""
        area  | period | value
        KEN   | 2019   | 60
        UGA   | 2019   | 99
        KE001 | 2019   | 10
    """)


def test_a_summed_country_lacks_what_one_of_its_counties_lacks(world: World) -> None:
    world.facts("census", COUNTIES + "    KE001 | 2024 | 11\n", area="summed")
    assert world.ask("measure=census&area=KEN") == rows("""
        period | value
        2019   | 60
        2024   | missing
    """)
    assert notes(world.cell("measure=census&area=KEN&period=2024")) == [
        "Incomplete without KE002 (no row), KE003 (no row)."
    ]


def test_a_country_is_not_added_to_its_counties(world: World) -> None:
    world.facts("census", COUNTIES + "    KEN | 2019 | 61\n")
    with pytest.raises(NonsenseQuery) as refused:
        world.ask("measure=census&area=KEN,KE001")
    assert refused.value.rule == "aggregate-with-members"


def test_the_counties_of_a_country_are_asked_for_with_a_star(world: World) -> None:
    world.facts("census", COUNTIES + "    KEN | 2019 | 61\n")
    assert world.ask("measure=census&by=area&area=KEN/*") == rows("""
        area  | period | value
        KE001 | 2019   | 10
        KE002 | 2019   | 20
        KE003 | 2019   | 30
    """)
    with pytest.raises(Declined):
        world.ask("measure=census&by=area&area=UGA/*")


def test_what_is_named_and_has_no_row_is_shown_as_missing(world: World) -> None:
    world.facts("census", COUNTIES + "    KE001 | 2024 | 11\n")
    assert world.ask("measure=census&by=area&area=KE001,KE002&period=2024") == rows("""
        area  | period | value
        KE001 | 2024   | 11
        KE002 | 2024   | missing
    """)


def test_percentages_are_never_added(world: World) -> None:
    world.indicator("rate", kind="ratio", unit="percent", origin="summed")
    world.edition("rate", "2024", "rate", REFUGEES)
    world.measure("rate")
    for address in ("area=KEN", "area=KEN,UGA&origin=SSD", "area=KEN&origin=SOM,SSD"):
        with pytest.raises(NonsenseQuery) as refused:
            world.ask(f"measure=rate&{address}")
        assert refused.value.rule == "ratios-added"
    assert world.ask("measure=rate&area=KEN&origin=SOM")[1] == ["2024", "60"]
