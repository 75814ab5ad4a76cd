"""Ratios: made anew from numerator and denominator, each added up by itself."""

import pytest

from spec.world import World, rows
from uratibu.core.periods import PeriodKind
from uratibu.core.statistics.model import Declined, NonsenseQuery, Part
from uratibu.core.values import number

MIGRANTS = """
    area | period | sex | origin | persons
    KEN  | 2024   | F   | SOM    | 30
    KEN  | 2024   | M   | SOM    | 10
    KEN  | 2024   | F   | SSD    | 5
    KEN  | 2024   | M   | SSD    | 15
    KEN  | 2020   | F   | SOM    | 1
    KEN  | 2020   | M   | SOM    | 3
"""
PEOPLE = """
    area | period | persons
    KEN  | 2024   | 1000
    KEN  | 2023   | 900
    UGA  | 2024   | 2000
"""


def female_share(world: World) -> None:
    world.indicator("migrants", sex="summed", origin="summed")
    world.edition("migrants", "2024", "migrants", MIGRANTS)
    world.measure(
        "share",
        numerator=Part("migrants", "migrants", where=(("sex", ("F",)),)),
        denominator=Part("migrants", "migrants"),
        per="100",
        unit="percent",
        decimals=1,
    )


def of_population(world: World, *, inherits: tuple[str, ...] = ("area", "period")) -> None:
    world.indicator("migrants", sex="summed", origin="summed")
    world.edition("migrants", "2024", "migrants", MIGRANTS)
    world.indicator("people")
    world.edition("people", "2024", "people", PEOPLE)
    world.measure(
        "share",
        numerator=Part("migrants", "migrants"),
        denominator=Part("people", "people", inherits=inherits),
        per="100",
        unit="percent",
    )


def test_a_rolled_up_percentage_is_a_ratio_of_sums(world: World) -> None:
    """75 % of Somalis and 25 % of South Sudanese are women; of both together 35 in 60 are."""
    female_share(world)
    assert world.ask("measure=share&by=origin&area=KEN&period=2024") == rows("""
        origin | period | value
        SOM    | 2024   | 75
        SSD    | 2024   | 25
    """)
    assert world.ask("measure=share&area=KEN&period=2024") == rows("""
        period | value
        2024   | 58.3333
    """)


def test_a_ratio_keeps_what_it_is_made_of(world: World) -> None:
    female_share(world)
    cell = world.cell("measure=share&area=KEN&period=2024")
    assert (cell.numerator, cell.denominator) == (number(35), number(60))
    assert str(cell.value.number) == "58.33333333333333333333333333333333"


def test_a_denominator_follows_only_what_it_inherits(world: World) -> None:
    """Women from Somalia as a share of everyone living in the country."""
    of_population(world)
    assert world.ask("measure=share&by=origin&area=KEN&sex=F") == rows("""
        origin | period | value
        SOM    | 2024   | 3
        SSD    | 2024   | 0.5
    """)


def test_the_periods_of_a_ratio_are_those_both_parts_have(world: World) -> None:
    of_population(world)
    answer = world.answer("measure=share&area=KEN&period=latest")
    assert answer.query.periods == ("2024",)
    with pytest.raises(Declined) as declined:
        world.ask("measure=share&area=KEN&period=2020")
    assert declined.value.available == ("2023", "2024")
    with pytest.raises(Declined) as declined:
        world.ask("measure=share&area=KEN&period=2023")
    assert declined.value.available == ("2020", "2024")


def test_a_ratio_whose_parts_never_meet_in_time_is_declined(world: World) -> None:
    of_population(world)
    world.edition("people", "2025", "people", "area | period | persons\nKEN | 1999 | 5\n")
    with pytest.raises(Declined) as declined:
        world.ask("measure=share&area=KEN")
    assert declined.value.missing == "people@2025 has no such period; its periods are mid-year"
    assert declined.value.available == ("1999",)


def test_a_denominator_that_is_not_broken_down_that_way_is_declined(world: World) -> None:
    of_population(world, inherits=("*",))
    with pytest.raises(Declined) as declined:
        world.ask("measure=share&by=sex&area=KEN")
    assert declined.value.missing == "people@2024 is not broken down by sex"
    assert declined.value.available == ("area",)


def test_a_denominator_without_a_row_leaves_the_ratio_missing(world: World) -> None:
    of_population(world, inherits=("area", "period"))
    world.edition("migrants", "2025", "migrants", MIGRANTS + "    SOM | 2024 | F | KEN | 5\n")
    assert world.ask("measure=share&by=area&period=2024") == rows("""
        area | period | value
        KEN  | 2024   | 6
        SOM  | 2024   | missing
    """)


def test_what_a_measure_fixes_cannot_be_asked_otherwise(world: World) -> None:
    female_share(world)
    for address in ("area=KEN&sex=M", "area=KEN&by=sex"):
        with pytest.raises(NonsenseQuery) as refused:
            world.ask(f"measure=share&{address}")
        assert refused.value.rule == "fixed-by-measure"


def test_numerator_and_denominator_speak_of_one_time(world: World) -> None:
    of_population(world)
    world.dataset("people", PeriodKind.YEAR_END)
    with pytest.raises(NonsenseQuery) as refused:
        world.ask("measure=share&area=KEN")
    assert refused.value.rule == "mixed-ratio-periods"


def test_a_yearly_flow_may_be_divided_by_the_stock_at_mid_year(world: World) -> None:
    world.indicator("money", kind="flow", unit="USD")
    world.dataset("money", PeriodKind.YEAR)
    world.edition("money", "2024", "money", "area | period | usd\nKEN | 2024 | 5000\n")
    world.indicator("people")
    world.edition("people", "2024", "people", PEOPLE)
    world.measure("money", denominator=Part("people", "people"), unit="USD per person")
    assert world.ask("measure=money&area=KEN") == rows("""
        period | value
        2024   | 5
    """)


@pytest.mark.parametrize(
    "below",
    [
        Part("people", "people", where=(("area", ("UGA",)),)),
        Part("people", "people", inherits=("period",)),
    ],
)
def test_numerator_and_denominator_speak_of_one_place(world: World, below: Part) -> None:
    of_population(world)
    world.measure(
        "share", numerator=Part("migrants", "migrants"), denominator=below, unit="percent"
    )
    with pytest.raises(NonsenseQuery) as refused:
        world.ask("measure=share&area=KEN")
    assert refused.value.rule == "ratio-of-areas"


def test_members_a_measure_lists_may_be_absent_in_some_areas(world: World) -> None:
    """A measure says which members count, not that every area has some of each."""
    world.indicator("migrants", sex="summed", origin="none")
    world.edition("migrants", "2024", "migrants", MIGRANTS)
    listed = (("origin", ("SOM", "SSD", "IND")),)
    world.measure("neighbours", numerator=Part("migrants", "migrants", where=listed))
    assert world.ask("measure=neighbours&area=KEN") == rows("""
        period | value
        2020   | 4
        2024   | 60
    """)
    world.measure("none", numerator=Part("migrants", "migrants", where=(("origin", ("IND",)),)))
    with pytest.raises(Declined):
        world.ask("measure=none&area=KEN")


def test_ratios_over_time_need_flows_above_and_below(world: World) -> None:
    world.indicator("granted", kind="flow")
    world.indicator("decided", kind="flow")
    for name, low, high in (("granted", 1, 9), ("decided", 10, 10)):
        table = f"area | period | persons\nKEN | 2023 | {low}\nKEN | 2024 | {high}\n"
        world.edition(name, "2024", name, table)
    world.measure("granted", denominator=Part("decided", "decided"), per="100", unit="percent")
    assert world.ask("measure=granted&area=KEN&then=total:period") == rows("""
        period     | value
        2023..2024 | 50
    """)
    of_population(world)
    with pytest.raises(NonsenseQuery) as refused:
        world.ask("measure=share&area=KEN&then=total:period")
    assert refused.value.rule == "ratios-over-time"


@pytest.mark.parametrize(("kind", "unit"), [("ratio", "persons"), ("flow", "percent")])
def test_percentages_do_not_add_up_over_time(world: World, kind: str, unit: str) -> None:
    """Nobody is counted twice in a percentage; its values are no parts of a whole."""
    world.indicator("rate", kind, unit)
    world.edition(
        "rate", "2024", "rate", "area | period | percent\nKEN | 2023 | 4\nKEN | 2024 | 5\n"
    )
    world.measure("rate")
    with pytest.raises(NonsenseQuery) as refused:
        world.ask("measure=rate&area=KEN&then=total:period")
    assert str(refused.value) == (
        "Rate added over several periods: it is a ratio or percentage, and percentages do not add "
        "up. Ask instead: one period, or the change between two."
    )
    assert refused.value.words("sw") == (
        "Rate kujumlishwa kwa vipindi kadhaa: ni uwiano au asilimia, na asilimia hazijumlishwi. "
        "Badala yake uliza: kipindi kimoja, au badiliko kati ya viwili."
    )
