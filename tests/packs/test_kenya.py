"""What the law and the map say of Kenya, in the pack."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from uratibu.core.packs.load import load_pack
from uratibu.core.packs.model import Pack

ROOT = Path(__file__).resolve().parents[2] / "packs" / "ke"
FIXED = {(1, 1), (5, 1), (6, 1), (10, 10), (10, 20), (12, 12), (12, 25), (12, 26)}
EASTER_SUNDAY = {2023: (4, 9), 2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28)}


@pytest.fixture(scope="module")
def kenya() -> Pack:
    pack, _ = load_pack(ROOT)
    assert pack is not None
    return pack


def test_there_are_47_counties_with_two_official_codes_each_its_own(kenya: Pack) -> None:
    areas = next(codelist for codelist in kenya.codelists if codelist.id == "areas")
    counties = areas.children("KEN")
    assert [c.code for c in counties] == [f"KE{n:03d}" for n in range(1, 48)]
    for column in ("official_code", "iso_3166_2"):
        assert len({county.attribute(column) for county in counties} - {""}) == 47


def test_every_county_has_a_tile_of_its_own(kenya: Pack) -> None:
    assert {area for area, _, _ in kenya.tiles} == {f"KE{n:03d}" for n in range(1, 48)}
    assert max(Counter((column, row) for _, column, row in kenya.tiles).values()) == 1


@pytest.mark.parametrize(
    ("west_or_north", "east_or_south", "axis"),
    [
        ("KE040", "KE007", 0),  # Busia lies west of Garissa
        ("KE023", "KE009", 0),  # Turkana west of Mandera
        ("KE044", "KE001", 0),  # Migori west of Mombasa
        ("KE009", "KE008", 1),  # Mandera north of Wajir
        ("KE023", "KE034", 1),  # Turkana north of Kajiado
        ("KE005", "KE003", 1),  # Lamu north of Kilifi
        ("KE003", "KE001", 1),  # Kilifi north of Mombasa
        ("KE022", "KE047", 1),  # Kiambu north of Nairobi
    ],
)
def test_the_tile_map_keeps_directions(
    kenya: Pack, west_or_north: str, east_or_south: str, axis: int
) -> None:
    places = {area: (column, row) for area, column, row in kenya.tiles}
    assert places[west_or_north][axis] < places[east_or_south][axis]


@pytest.mark.parametrize("year", EASTER_SUNDAY)
def test_the_holidays_of_a_year_are_those_of_the_act(kenya: Pack, year: int) -> None:
    days = {holiday.on for holiday in kenya.holidays if holiday.on.year == year}
    easter = date(year, *EASTER_SUNDAY[year]).toordinal()
    moved = {date(year, month, day) for month, day in FIXED}
    expected = moved | {date.fromordinal(easter - 2), date.fromordinal(easter + 1)}
    expected |= {date.fromordinal(d.toordinal() + 1) for d in moved if d.weekday() == 6}
    idd = {h.on for h in kenya.holidays if h.title() == "Idd-ul-Fitr" and h.on.year == year}
    assert (days - idd, len(idd)) == (expected, 1)


def test_a_day_the_moon_decides_is_not_confirmed(kenya: Pack) -> None:
    idd = [holiday.status for holiday in kenya.holidays if holiday.title() == "Idd-ul-Fitr"]
    assert idd == ["unreviewed"] * 5
