"""Shares, ranks and the top n with its remainder."""

from dataclasses import replace

import pytest

from spec.world import World, notes, rows
from uratibu.core.statistics.model import Declined, NonsenseQuery

STATED = """
    area | period | origin | persons
    KEN  | 2024   | SOM    | 50
    KEN  | 2024   | SSD    | 30
    KEN  | 2024   | UGA    | 30
    KEN  | 2024   | IND    | 5
    KEN  | 2024   | _T     | 120
    KEN  | 2020   | SOM    | 40
    KEN  | 2020   | SSD    | 60
    KEN  | 2020   | UGA    | 1
    KEN  | 2020   | _T     | 110
"""
SUMMED = "".join(line + "\n" for line in STATED.splitlines() if "_T" not in line)


def test_the_share_of_a_member_is_of_the_stated_total(world: World) -> None:
    """The members add up to 115; the 5 of unstated origin are in the 120 all the same."""
    world.facts("stock", STATED, origin="stated")
    answer = world.answer(
        "measure=stock&by=origin&area=KEN&period=2024&origin=SOM,IND&then=share:origin"
    )
    assert (answer.unit, answer.decimals) == ("percent", 1)
    assert world.ask(
        "measure=stock&by=origin&area=KEN&period=2024&origin=SOM,IND&then=share:origin"
    ) == rows("""
        origin | period | value
        SOM    | 2024   | 41.6667
        IND    | 2024   | 4.1667
    """)


def test_the_share_of_a_member_is_of_the_sum_where_totals_are_summed(world: World) -> None:
    world.facts("stock", SUMMED, origin="summed")
    assert world.ask("measure=stock&by=origin&area=KEN&period=2020&then=share:origin") == rows("""
        origin | period | value
        UGA    | 2020   | 0.9901
        SOM    | 2020   | 39.604
        SSD    | 2020   | 59.4059
    """)


def test_a_share_of_what_has_no_total_in_that_period_is_missing(world: World) -> None:
    world.facts("stock", STATED.replace("    KEN  | 2020   | _T     | 110\n", ""), origin="stated")
    assert world.ask("measure=stock&by=origin&area=KEN&origin=SOM&then=share:origin") == rows("""
        origin | period | value
        SOM    | 2020   | missing
        SOM    | 2024   | 41.6667
    """)


def test_the_share_of_counties_is_of_the_area_that_contains_them(world: World) -> None:
    world.facts(
        "census",
        """
        area  | period | persons
        KE001 | 2019   | 10
        KE002 | 2019   | 30
        KEN   | 2019   | 200
        """,
    )
    assert world.ask("measure=census&by=area&area=KEN/*&then=share:area") == rows("""
        area  | period | value
        KE001 | 2019   | 5
        KE002 | 2019   | 15
    """)
    with pytest.raises(NonsenseQuery) as refused:
        world.ask("measure=census&by=area&then=share:area")
    assert refused.value.rule == "no-whole"


def test_areas_that_contain_each_other_have_no_shares_among_them(world: World) -> None:
    """Whatever lies above them is not missed: Mombasa is counted in Kenya already."""
    world.facts(
        "census",
        """
        area  | period | persons
        KE001 | 2019   | 10
        KE002 | 2019   | 30
        KEN   | 2019   | 200
        """,
    )
    with pytest.raises(NonsenseQuery) as refused:
        world.ask("measure=census&by=area&area=KEN,KE001,KE002&then=share:area")
    assert refused.value.rule == "whole-among-members"
    assert str(refused.value) == (
        "The share of KEN, KE001, KE002 among areas: KEN contains KE001, KE002, so they are not "
        "parts beside each other. Ask instead: the same without KEN."
    )
    assert refused.value.words("sw") == (
        "Sehemu ya KEN, KE001, KE002 kati ya maeneo: KEN inajumuisha KE001, KE002, hivyo si sehemu "
        "zilizo sambamba. Badala yake uliza: hayo hayo bila KEN."
    )
    assert world.ask("measure=census&by=area&area=KE001,KE002&then=share:area") == rows("""
        area  | period | value
        KE001 | 2019   | 5
        KE002 | 2019   | 15
    """)


def test_areas_that_nothing_contains_have_no_shares(world: World) -> None:
    world.facts(
        "census",
        """
        area  | period | persons
        KE001 | 2019   | 10
        UGA   | 2019   | 30
        IND   | 2019   | 200
        """,
    )
    with pytest.raises(NonsenseQuery) as refused:
        world.ask("measure=census&by=area&area=KE001,IND&then=share:area")
    assert refused.value.rule == "no-whole"
    with pytest.raises(Declined) as declined:
        world.ask("measure=census&by=area&area=KE001,UGA&then=share:area")
    assert declined.value.asked == "Census for area AFR"


def test_ties_share_a_rank_and_totals_have_none(world: World) -> None:
    world.facts("stock", STATED, origin="stated")
    answer = world.answer("measure=stock&by=origin&area=KEN&period=2024&then=rank:origin")
    assert [(cell.key[0], cell.rank) for cell in answer.cells] == [
        ("UGA", 2),
        ("SOM", 1),
        ("SSD", 2),
        ("IND", 4),
        ("_T", None),
    ]


def test_what_contains_another_member_has_no_rank(world: World) -> None:
    """A country is not the largest of its counties."""
    facts = "area | period | persons\nKEN | 2024 | 30\nKE001 | 2024 | 10\nKE002 | 2024 | 20\n"
    world.facts("stock", facts)
    answer = world.answer("measure=stock&by=area&then=rank:area")
    assert {cell.key[0]: cell.rank for cell in answer.cells} == {
        "KEN": None, "KE001": 2, "KE002": 1,
    }  # fmt: skip


def test_what_has_no_number_has_no_rank(world: World) -> None:
    world.facts("stock", SUMMED.replace("| 50", "| suppressed"), origin="summed")
    answer = world.answer("measure=stock&by=origin&area=KEN&period=2024&then=rank:origin")
    assert [(cell.key[0], cell.rank) for cell in answer.cells] == [
        ("UGA", 1),
        ("SOM", None),
        ("SSD", 1),
        ("IND", 3),
    ]


def test_the_top_of_a_stated_total_leaves_a_remainder_that_adds_up(world: World) -> None:
    """50 and 30 of 120 leave 40, although the other members listed are only 35."""
    world.facts("stock", STATED, origin="stated")
    assert world.ask("measure=stock&by=origin&area=KEN&period=2024&then=top:2:origin") == rows("""
        origin | period | value
        SOM    | 2024   | 50
        SSD    | 2024   | 30
        _R     | 2024   | 40
        _T     | 2024   | 120
    """)


def test_the_top_of_the_last_period_is_followed_through_all(world: World) -> None:
    world.facts("stock", SUMMED, origin="summed")
    assert world.ask("measure=stock&by=origin&area=KEN&then=top:1:origin") == rows("""
        origin | period | value
        SOM    | 2020   | 40
        _R     | 2020   | 61
        SOM    | 2024   | 50
        _R     | 2024   | 65
    """)


def test_nothing_is_left_where_the_top_holds_all(world: World) -> None:
    world.facts("stock", SUMMED, origin="summed")
    assert world.ask("measure=stock&by=origin&area=KEN&period=2024&then=top:9:origin") == rows("""
        origin | period | value
        SOM    | 2024   | 50
        SSD    | 2024   | 30
        UGA    | 2024   | 30
        IND    | 2024   | 5
    """)


def test_a_remainder_lacks_what_its_members_lack(world: World) -> None:
    world.facts("stock", SUMMED.replace("| 5\n", "| suppressed\n"), origin="summed")
    answer = world.answer("measure=stock&by=origin&area=KEN&period=2024&then=top:1:origin")
    assert notes(answer.cells[-1]) == [
        "3 others together.",
        "Incomplete without IND/2024 (suppressed).",
    ]


def test_a_remainder_of_a_stated_total_needs_no_member(world: World) -> None:
    """That India is suppressed does not hide what is left of the total."""
    world.facts("stock", STATED.replace("| 5\n", "| suppressed\n"), origin="stated")
    answer = world.ask("measure=stock&by=origin&area=KEN&period=2024&then=top:2:origin")
    assert answer[3] == ["_R", "2024", "40"]


def test_members_that_exceed_their_total_leave_no_remainder(world: World) -> None:
    world.facts("stock", STATED.replace("| 120", "| 70"), origin="stated")
    answer = world.answer("measure=stock&by=origin&area=KEN&period=2024&then=top:2:origin")
    remainder = answer.cells[2]
    assert (remainder.key[0], str(remainder.value.state)) == ("_R", "missing")
    assert notes(remainder)[-1] == "The members shown are more than their stated total."


def test_each_group_has_its_own_top(world: World) -> None:
    world.facts(
        "stock",
        """
        area | period | sex | origin | persons
        KEN  | 2024   | F   | SOM    | 9
        KEN  | 2024   | F   | SSD    | 1
        KEN  | 2024   | M   | SOM    | 2
        KEN  | 2024   | M   | SSD    | 8
        """,
        sex="summed",
        origin="summed",
    )
    assert world.ask("measure=stock&by=sex,origin&area=KEN&then=top:1:origin") == rows("""
        sex | origin | period | value
        F   | SOM    | 2024   | 9
        F   | _R     | 2024   | 1
        M   | SSD    | 2024   | 8
        M   | _R     | 2024   | 2
    """)


def test_a_top_with_its_shares_and_ranks(world: World) -> None:
    world.facts("stock", SUMMED, origin="summed")
    then = "top:1:origin,share:origin,rank:origin"
    answer = world.answer(f"measure=stock&by=origin&area=KEN&period=2024&then={then}")
    assert [(c.key[0], c.rank, round(c.value.number or 0, 2)) for c in answer.cells] == [
        ("SOM", 1, round(answer.cells[0].value.number or 0, 2)),
        ("_R", None, round(answer.cells[1].value.number or 0, 2)),
    ]
    assert sum(round(c.value.number or 0, 10) for c in answer.cells) == 100


def test_the_share_over_all_periods(world: World) -> None:
    world.facts("flow", SUMMED, kind="flow", origin="summed")
    address = "measure=flow&by=origin&area=KEN&origin=SOM&then=total:period,share:origin"
    assert world.ask(address) == rows("""
        origin | period     | value
        SOM    | 2020..2024 | 41.6667
    """)


def test_a_change_of_shares_is_in_points(world: World) -> None:
    world.facts("stock", STATED, origin="stated")
    address = "measure=stock&by=origin&area=KEN&origin=SOM&then=share:origin,change:absolute"
    answer = world.answer(address)
    assert answer.unit == "percentage-points"
    assert world.ask(address)[2] == ["SOM", "2024", "5.303"]


REFUSED = [
    ("by=sex&then=share:origin", "not-grouped"),
    ("by=sex&then=top:3:origin", "not-grouped"),
    ("by=sex&then=rank:origin", "not-grouped"),
    ("by=period&then=share:period", "over-period"),
    ("by=period&then=rank:period", "over-period"),
    ("by=origin&then=top:0:origin", "too-few"),
    ("by=origin&then=share:origin,top:2:origin", "wrong-order"),
    ("by=origin&then=change:absolute,share:origin", "wrong-order"),
    ("by=origin&then=change:absolute,change:absolute", "wrong-order"),
    ("by=origin&then=share:origin,change:percent", "percent-of-percent"),
    ("by=origin&then=top:2:origin,total:period", "wrong-order"),
    ("by=origin&then=total:origin", "total-over-other"),
    ("by=origin,origin", "asked-twice"),
    ("by=age&then=share:age", "members-not-addable"),
    ("by=age&then=top:1:age", "members-not-addable"),
]


@pytest.mark.parametrize(("address", "rule"), REFUSED)
def test_comparisons_without_meaning_are_refused(world: World, address: str, rule: str) -> None:
    world.indicator("flow", kind="flow", sex="stated", origin="stated", age="none")
    world.edition("flow", "2024", "flow", "area | period | persons\nKEN | 2024 | 1\n")
    world.measure("flow")
    with pytest.raises(NonsenseQuery) as refused:
        world.ask(f"measure=flow&area=KEN&{address}")
    assert refused.value.rule == rule


@pytest.mark.parametrize("step", ["share:origin", "top:2:origin"])
def test_percentages_are_no_parts_of_a_whole(world: World, step: str) -> None:
    world.indicator("rate", kind="ratio", unit="percent", origin="stated")
    world.edition("rate", "2024", "rate", STATED)
    world.measure("rate")
    with pytest.raises(NonsenseQuery) as refused:
        world.ask(f"measure=rate&by=origin&area=KEN&then={step}")
    assert refused.value.rule == "parts-of-a-ratio"


def test_a_top_of_members_that_contain_each_other_is_refused(world: World) -> None:
    world.facts("census", "area | period | persons\nKEN | 2024 | 3\nKE001 | 2024 | 2\n")
    with pytest.raises(NonsenseQuery) as refused:
        world.ask("measure=census&by=area&then=top:1:area")
    assert refused.value.rule == "aggregate-with-members"
    world.facts("refugees", STATED.replace("IND", "AFR"), origin="stated")
    with pytest.raises(NonsenseQuery) as refused:
        world.ask("measure=refugees&by=origin&origin=UGA,AFR&area=KEN&then=top:1:origin")
    assert refused.value.rule == "aggregate-with-members"


def test_a_filter_to_nothing_is_refused(world: World) -> None:
    world.facts("stock", STATED, origin="stated")
    query = replace(world.query("measure=stock&area=KEN"), where=(("area", ()),))
    with pytest.raises(NonsenseQuery) as refused:
        world.statistics.answer(query)
    assert refused.value.rule == "empty-filter"


def test_a_corridor_that_is_not_in_the_data_is_declined(world: World) -> None:
    world.facts("stock", STATED, origin="stated")
    with pytest.raises(Declined) as declined:
        world.ask("measure=stock&area=KEN&origin=KE001")
    assert declined.value.asked == "Stock for origin KE001"
    assert declined.value.available == ("IND", "SOM", "SSD", "UGA", "_T")


def test_a_combination_nobody_observed_is_declined(world: World) -> None:
    world.facts(
        "stock",
        """
        area | period | sex | origin | persons
        KEN  | 2024   | F   | SOM    | 9
        KEN  | 2024   | M   | SSD    | 2
        """,
        sex="stated",
        origin="stated",
    )
    with pytest.raises(Declined) as declined:
        world.ask("measure=stock&area=KEN&sex=F&origin=SSD")
    assert str(declined.value) == (
        "Stock for area KEN; origin SSD; sex F: stock@2024 has no observation of it."
    )


def test_a_dimension_the_edition_lacks_is_declined(world: World) -> None:
    world.facts("stock", "area | period | persons\nKEN | 2024 | 1\n", sex="stated")
    assert world.ask("measure=stock&area=KEN")[1] == ["2024", "1"]
    for address in ("by=sex", "sex=F", "by=planet"):
        with pytest.raises(Declined) as declined:
            world.ask(f"measure=stock&area=KEN&{address}")
        assert declined.value.available == ("area",)
