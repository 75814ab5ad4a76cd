"""From any cell to the rows of the file it comes from."""

import pytest

from spec.world import World
from uratibu.core.statistics.model import Part

STOCKS = """
    area | period | origin | persons
    KEN  | 2020   | SOM    | 1
    KEN  | 2020   | SSD    | 2
    KEN  | 2020   | IND    | 3
    KEN  | 2024   | SOM    | 9
    KEN  | 2024   | SSD    | 5
    KEN  | 2024   | IND    | 6
    KE001 | 2024  | IND    | 4
    KE002 | 2024  | IND    | 2
"""
PEOPLE = "area | period | persons\nKEN | 2024 | 1000\nKEN | 2020 | 900\n"


def lines(world: World, address: str, *key: str) -> list[tuple[str, int]]:
    found = world.statistics.source_rows(world.answer(address), key)
    return [(row.role, row.row) for row in found]


@pytest.mark.parametrize(
    ("address", "key", "expected"),
    [
        ("by=origin&area=KEN", ("SOM", "2024"), [5]),
        ("area=KEN&period=latest", ("2024",), [5, 6, 7]),
        ("area=KEN&origin=SOM,IND", ("2020",), [2, 4]),
        ("by=origin&area=KEN&then=share:origin", ("SOM", "2024"), [5, 6, 7]),
        ("by=origin&area=KEN&then=change:absolute", ("SOM", "2024"), [5, 2]),
        ("by=origin&area=KEN&then=change:absolute", ("SOM", "2020"), [2]),
        ("by=origin&area=KEN&then=rank:origin", ("SOM", "2020"), [2]),
        ("by=origin&area=KEN&period=2024&then=top:1:origin", ("_R", "2024"), [6, 7]),
        ("by=origin&area=KEN&then=top:1:origin", ("_R", "2020"), [3, 4]),
        ("by=origin&area=KEN&then=top:1:origin,change:absolute", ("_R", "2024"), [6, 7, 3, 4]),
        ("by=origin&area=KEN&period=2024&then=top:2:origin,top:1:origin", ("_R", "2024"), [7, 6]),
        (
            "by=origin&area=KEN&period=2024&then=top:1:origin,share:origin",
            ("_R", "2024"),
            [6, 7, 5],
        ),
        ("by=area&origin=IND&area=KEN/*&period=2024&then=share:area", ("KE001", "2024"), [8, 7]),
    ],
)
def test_the_rows_behind_a_cell(
    world: World, address: str, key: tuple[str, ...], expected: list[int]
) -> None:
    world.facts("stock", STOCKS, origin="summed")
    found = lines(world, f"measure=stock&{address}", *key)
    assert found == [("numerator", row) for row in expected]


def test_the_rows_behind_the_rest_of_a_stated_total_are_those_of_its_members(world: World) -> None:
    """Neither the total nor what is shown beside the remainder is read again."""
    world.facts("stock", STOCKS + "    KEN  | 2024   | _T     | 25\n", origin="stated")
    address = "measure=stock&by=origin&area=KEN&period=2024&then=top:1:origin"
    assert lines(world, address, "_R", "2024") == [("numerator", 6), ("numerator", 7)]
    assert lines(world, address, "_T", "2024") == [("numerator", 10)]


def test_the_rows_behind_the_rest_of_a_rest_are_those_of_each_group(world: World) -> None:
    """The most numerous origin of women is not that of men, so each sex has another rest."""
    table = """
        area | period | sex | origin | persons
        KEN  | 2024   | F   | SOM    | 9
        KEN  | 2024   | F   | SSD    | 1
        KEN  | 2024   | F   | IND    | 1
        KEN  | 2024   | M   | SOM    | 2
        KEN  | 2024   | M   | SSD    | 8
        KEN  | 2024   | M   | IND    | 1
    """
    world.facts("stock", table, origin="summed", sex="summed")
    address = "measure=stock&by=sex&by=origin&area=KEN&period=2024&then=top:1:origin"
    assert lines(world, address, "F", "_R", "2024") == [("numerator", 3), ("numerator", 4)]
    assert lines(world, address, "M", "_R", "2024") == [("numerator", 5), ("numerator", 7)]
    both_rests = lines(world, f"{address},top:1:sex", "_R", "_R", "2024")
    assert both_rests == [("numerator", 3), ("numerator", 4)]


def test_the_rows_behind_the_rest_of_summed_areas_are_those_inside_them(world: World) -> None:
    table = "area | period | persons\nKE001 | 2019 | 1\nKE002 | 2019 | 2\nUGA | 2019 | 9\n"
    world.facts("census", table, area="summed")
    address = "measure=census&by=area&area=KEN,UGA&then=top:1:area"
    assert lines(world, address, "_R", "2019") == [("numerator", 2), ("numerator", 3)]


def test_the_rows_behind_a_total_over_time(world: World) -> None:
    world.facts("flow", STOCKS, kind="flow", origin="summed")
    address = "measure=flow&by=origin&area=KEN&then=total:period"
    assert lines(world, address, "SOM", "2020..2024") == [("numerator", 2), ("numerator", 5)]


def test_the_rows_behind_a_ratio_name_their_role_and_file(world: World) -> None:
    world.facts("stock", STOCKS, origin="summed")
    world.facts("people", PEOPLE)
    below = Part("people", "people", inherits=("area", "period"))
    world.measure("stock", denominator=below, per="100", unit="percent")
    answer = world.answer("measure=stock&area=KEN&origin=SOM&period=2024")
    found = world.statistics.source_rows(answer, ("2024",))
    assert [(r.role, r.dataset, r.edition, r.file_name, r.row) for r in found] == [
        ("numerator", "stock", "2024", "stock.csv", 5),
        ("denominator", "people", "2024", "people.csv", 2),
    ]
    assert [str(r.observation.value.number) for r in found] == ["9", "1000"]


def test_an_older_edition_keeps_its_rows(world: World) -> None:
    world.facts("people", PEOPLE)
    answer = world.answer("measure=people&area=KEN&period=latest")
    world.edition("people", "2025", "people", PEOPLE.replace("1000", "1001"))
    found = world.statistics.source_rows(answer, ("2024",))
    assert [(r.edition, str(r.observation.value.number)) for r in found] == [("2024", "1000")]


def test_the_rows_behind_a_summed_country_are_those_of_its_counties(world: World) -> None:
    table = "area | period | persons\nKE001 | 2019 | 1\nKE002 | 2019 | 2\nUGA | 2019 | 3\n"
    world.facts("census", table, area="summed")
    address = "measure=census&by=area&area=KEN,UGA"
    assert lines(world, address, "KEN", "2019") == [("numerator", 2), ("numerator", 3)]
    assert lines(world, address, "UGA", "2019") == [("numerator", 4)]
    assert lines(world, "measure=census&by=area&area=KEN", "KEN", "2019") == [
        ("numerator", 2),
        ("numerator", 3),
    ]


def test_there_are_no_rows_behind_a_cell_that_is_not_there(world: World) -> None:
    world.facts("people", PEOPLE)
    with pytest.raises(KeyError):
        lines(world, "measure=people&area=KEN", "1999")
