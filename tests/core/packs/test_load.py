"""A folder becomes a pack; packs become an installation."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from uratibu.core.findings import Refused
from uratibu.core.labels import label
from uratibu.core.packs.check import check_pack
from uratibu.core.packs.install import install
from uratibu.core.packs.load import load_pack
from uratibu.core.packs.model import Country, Holiday, Installation

Made = Callable[..., Path]


def test_load_pack_reads_the_country_of_the_invented_pack(zavanda: Path) -> None:
    pack, findings = load_pack(zavanda)
    assert findings == ()
    assert pack is not None
    assert pack.country == Country(
        code="ZZZ", alpha2="ZZ", languages=("en", "sw"), currency="XTS", fiscal_start_month=4,
        is_invented=True, outline="zz-profile",
        title=label({"en": "Zavanda (invented)", "sw": "Zavanda (ya kubuni)"}),
    )  # fmt: skip
    assert pack.holidays[0] == Holiday(
        date(2023, 1, 1),
        label({"en": "New Year's Day (invented calendar)", "sw": "Mwaka Mpya (kalenda ya kubuni)"}),
        "Invented for demonstration and tests",
        "confirmed",
    )
    assert pack.tiles[0] == ("ZZ001", 0, 0)


def test_load_pack_refuses_a_folder_without_pack_file(tmp_path: Path) -> None:
    pack, findings = load_pack(tmp_path)
    assert (pack, [f.rule for f in findings]) == (None, ["packs/no-pack-file"])


def test_load_pack_gives_nothing_where_a_part_cannot_be_read(made: Made) -> None:
    root = made("one", **{"measures/m.yaml": "id: m\n"})
    pack, findings = load_pack(root)
    assert pack is None
    assert {f.where.file for f in findings} == {str(root / "measures/m.yaml")}


def test_install_puts_required_packs_first(zavanda: Path) -> None:
    installation = install(zavanda)
    assert [pack.id for pack in installation.packs] == ["norms", "world", "zz"]
    assert installation.codelist("areas").get("ZZ001") is not None
    assert installation.codelist("areas").get("KEN") is not None


def test_install_survives_packs_that_require_each_other(made: Made) -> None:
    made("one", requires="[two]")
    two = made("two", requires="[one]")
    assert [pack.id for pack in install(two).packs] == ["one", "two"]


def test_install_refuses_a_pack_whose_requirement_is_not_there(made: Made) -> None:
    with pytest.raises(Refused) as refused:
        install(made("one", requires="[nowhere]"))
    assert [(f.rule, f.where.key) for f in refused.value.findings] == [
        ("packs/required-pack-missing", "requires[0]")
    ]


def test_a_code_list_of_two_packs_is_one_with_the_first_title(made: Made) -> None:
    head = "code,title_en,source\n"
    made("one", **{
        "codelists/c.csv": head + "A,Ay,s\n", "codelists/c.yaml": "id: c\ntitle: Letters\n",
    })  # fmt: skip
    two = made("two", requires="[one]", **{"codelists/c.csv": head + "B,Bee,s\n"})
    merged = install(two).codelist("c")
    assert ([code.code for code in merged], merged.title()) == (["A", "B"], "Letters")


def test_text_of_the_country_wins_over_that_of_a_required_pack(made: Made) -> None:
    made("one", **{"texts/a.en.md": "general"})
    two = made("two", requires="[one]", **{"texts/a.en.md": "ours"})
    assert install(two).text("a")() == "ours"


def test_check_pack_tells_of_a_required_pack_that_cannot_be_read(made: Made) -> None:
    made("one", **{"measures/m.yaml": "id: m\n"})
    two = made("two", requires="[one]")
    assert [f.rule for f in check_pack(two)] == ["packs/required-pack-faulty"]


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("indicaters/a.yaml", "packs/unknown-file"),
        ("measures/a.yml", "packs/unknown-file"),
        ("measures/inner/a.yaml", "packs/unknown-file"),
        ("notes.txt", "packs/unknown-file"),
    ],
)
def test_check_pack_finds_files_that_nothing_would_read(made: Made, path: str, rule: str) -> None:
    assert [f.rule for f in check_pack(made("one", **{path: "x"}))] == [rule]


def test_check_pack_finds_an_id_that_a_required_pack_gave_already(made: Made) -> None:
    indicator = (
        "id: i\ntitle: I\ndefinition: D\nunit: persons\nkind: flow\n"
    )  # fmt: skip
    made("one", **{"indicators/i.yaml": indicator})
    two = made("two", requires="[one]", **{"indicators/i.yaml": indicator})
    assert [(f.rule, f.where.value) for f in check_pack(two)] == [("packs/id-twice", "i")]


def test_the_installation_finds_its_things_by_id(installed: Installation) -> None:
    assert installed.measure("zz.entries.total").numerator.dataset == "zz-sample-entries"
    assert installed.indicator("zz-entries").unit == "persons"
    assert installed.dataset("zz-sample-entries").licence == "CC0-1.0"
    assert installed.node("gcm/1").framework == "gcm"
    assert installed.outline("zz-profile").status == "confirmed"
    assert [comparison.id for comparison in installed.comparisons] == ["foreign-residents"]
