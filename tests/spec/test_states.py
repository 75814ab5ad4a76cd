"""What adding, dividing and comparing gives when some values are not numbers."""

import pytest

from spec.world import World, notes, rows, shown
from uratibu.core.statistics.model import Declined, Part

HEADER = "area | period | origin | persons\n"


def summed(world: World, *values: str) -> list[str]:
    """The value and notes of the sum of one member a value."""
    codes = ("SOM", "SSD", "IND", "OOO")
    lines = "".join(f"KEN | 2024 | {code} | {v}\n" for code, v in zip(codes, values, strict=False))
    world.facts("refugees", HEADER + lines, origin="summed")
    cell = world.cell("measure=refugees&area=KEN")
    return [shown(cell.value), *notes(cell)]


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (["60", "30"], ["90"]),
        (["60", "0"], ["60"]),
        (["0", "0"], ["0"]),
        (["60", "-60"], ["0"]),
        (["0.1", "0.2"], ["0.3"]),
        (["60", "~30"], ["~90"]),
        (["60", "30e"], ["90e"]),
        (["60e", "30p", "1"], ["91p"]),
        (["60m", "30p", "1e"], ["91m"]),
    ],
)
def test_a_sum_of_numbers(world: World, members: list[str], expected: list[str]) -> None:
    """The exact sum, as firm as its least firm part; rounded if any part is."""
    assert summed(world, *members) == expected


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (["60", "missing"], ["missing", "Incomplete without SSD (missing)."]),
        (["60", "suppressed"], ["missing", "Incomplete without SSD (suppressed)."]),
        (["60", "not-yet"], ["missing", "Incomplete without SSD (not yet)."]),
        (
            ["60", "suppressed", "missing"],
            ["missing", "Incomplete without IND (missing), SSD (suppressed)."],
        ),
    ],
)
def test_a_sum_is_missing_when_a_member_lacks(
    world: World, members: list[str], expected: list[str]
) -> None:
    """A sum over an incomplete set would be a smaller number passed off as the whole."""
    assert summed(world, *members) == expected


@pytest.mark.parametrize("state", ["missing", "suppressed", "not-yet", "not-applicable"])
def test_a_sum_of_one_state_is_that_state(world: World, state: str) -> None:
    assert summed(world, state, state) == [state]


def test_what_is_not_applicable_adds_nothing(world: World) -> None:
    """Kenyans cannot be refugees in Kenya: the total does not lack them."""
    assert summed(world, "60", "not-applicable") == ["60"]


def test_nothing_but_not_applicable_and_missing_is_missing(world: World) -> None:
    assert summed(world, "not-applicable", "missing") == [
        "missing",
        "Incomplete without SSD (missing).",
    ]


def test_members_that_lack_are_named_up_to_twelve(world: World) -> None:
    lines = "".join(f"KEN | 2024 | SOM | {year} | missing\n" for year in range(1, 15))
    world.facts(
        "flow",
        "area | period | origin | age | persons\nKEN | 2024 | SOM | 99 | 1\n" + lines,
        origin="summed",
        age="summed",
    )
    (note,) = notes(world.cell("measure=flow&area=KEN&origin=SOM"))
    assert note.startswith("Incomplete without 1 (missing), 10 (missing), 11 (missing), ")
    assert note.endswith(" and 2 more.")
    assert note.count("(missing)") == 12


def test_a_named_member_without_a_row_is_lacking(world: World) -> None:
    world.facts(
        "refugees",
        HEADER + "KEN | 2024 | SOM | 60\nKEN | 2024 | SSD | 1\nKEN | 2023 | SOM | 50\n",
        origin="summed",
    )
    assert world.ask("measure=refugees&area=KEN&origin=SOM,SSD") == rows("""
        period | value
        2023   | missing
        2024   | 61
    """)
    cell = world.cell("measure=refugees&area=KEN&origin=SOM,SSD&period=2023")
    assert notes(cell) == ["Incomplete without SSD (no row)."]
    assert notes(cell, "sw") == ["Haijakamilika bila SSD (hakuna safu)."]


def test_a_member_nobody_named_may_be_absent(world: World) -> None:
    """What a publisher does not list is not a gap: most countries send nobody to most others."""
    world.facts(
        "refugees",
        HEADER + "KEN | 2024 | SOM | 60\nKEN | 2024 | SSD | 1\nKEN | 2023 | SOM | 50\n",
        origin="summed",
    )
    assert world.ask("measure=refugees&area=KEN") == rows("""
        period | value
        2023   | 50
        2024   | 61
    """)


@pytest.mark.parametrize(
    "state", ["missing", "suppressed", "not-yet", "not-applicable", "~5", "7e", "0"]
)
def test_a_value_that_is_only_read_keeps_its_state(world: World, state: str) -> None:
    world.facts("stock", f"area | period | persons\nKEN | 2024 | {state}\n")
    assert world.ask("measure=stock&area=KEN")[1] == ["2024", state]


def test_notes_of_the_source_come_along(world: World) -> None:
    world.facts(
        "stock",
        """
        area | period | persons | note
        KEN  | 2024   | 5       | Refugees are included.
        """,
    )
    assert notes(world.cell("measure=stock&area=KEN")) == ["Refugees are included."]


def test_an_edition_that_says_the_same_thing_twice_is_not_added_up(world: World) -> None:
    world.facts("stock", "area | period | persons\nKEN | 2024 | 5\nKEN | 2024 | 6\n")
    with pytest.raises(Declined) as declined:
        world.ask("measure=stock&area=KEN")
    assert declined.value.missing == (
        "stock@2024 says the same thing twice; its file must be mended"
    )


RATIOS = [
    ("10", "40", "25", []),
    ("10", "40e", "25e", []),
    ("~10", "40", "~25", []),
    ("1", "3", "33.3333", []),
    ("0", "40", "0", []),
    ("10", "0", "not-applicable", ["The denominator is zero."]),
    ("0", "0", "not-applicable", ["The denominator is zero."]),
    ("missing", "40", "missing", []),
    ("suppressed", "40", "suppressed", []),
    ("10", "suppressed", "suppressed", []),
    ("10", "not-yet", "not-yet", []),
    ("missing", "suppressed", "missing", []),
    ("not-applicable", "missing", "not-applicable", []),
]


@pytest.mark.parametrize(("above", "below", "expected", "said"), RATIOS)
def test_a_ratio_of_states(
    world: World, above: str, below: str, expected: str, said: list[str]
) -> None:
    """Nothing is divided by zero, and what lacks a part lacks it for that part's reason."""
    for name, text in (("part", above), ("whole", below)):
        world.indicator(name)
        world.edition(name, "2024", name, f"area | period | persons\nKEN | 2024 | {text}\n")
    world.measure("part", denominator=Part("whole", "whole"), per="100", unit="percent")
    assert world.ask("measure=part&area=KEN")[1] == ["2024", expected]
    assert notes(world.cell("measure=part&area=KEN")) == said
