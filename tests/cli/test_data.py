"""`uratibu data`: files become editions, editions are listed, shown and compared."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from uratibu.core.datasets import parquet

PACKS = Path(__file__).resolve().parents[2] / "packs"
Run = Callable[..., tuple[int, str, str]]
HEADING = "province,year,sex,foreign_residents,population"
RESIDENTS = "zz-sample-residents"


@pytest.fixture
def data(uratibu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `uratibu data` in a home of its own."""
    monkeypatch.setenv("URATIBU_HOME", str(tmp_path / "home"))
    return lambda *arguments: uratibu("data", *arguments)


@pytest.fixture
def stored(tmp_path: Path) -> Callable[[str], list[tuple[str, str, object]]]:
    """What the store of that home holds of an edition."""

    def look(edition: str) -> list[tuple[str, str, object]]:
        folder = tmp_path / "home" / "editions" / RESIDENTS / edition
        found = parquet.read_observations(folder / "observations.parquet")
        return [(o.area, o.period, o.value.number) for o in found]

    return look


def write(folder: Path, *lines: str) -> Path:
    path = folder / "residents.csv"
    path.write_text("\n".join((HEADING, *lines)) + "\n", encoding="utf-8")
    return path


def add(data: Run, path: Path, *more: str, edition: str = "2027") -> tuple[int, str, str]:
    return data("add", str(path), "--source", RESIDENTS, "--edition", edition, *more)


def test_data_add_registers_a_file(
    data: Run, tmp_path: Path, stored: Callable[[str], object]
) -> None:
    path = write(tmp_path, "Arobaa,2026,female,5,9", "Besani,2026,male,c,9")
    code, out, err = add(data, path, "--retrieved-on", "2027-01-31")
    assert (code, out.splitlines()[0]) == (
        0,
        f"{RESIDENTS}@2027 registered: 2 rows, 2 observations, supersedes 2025",
    )
    assert "retrieved on 2027-01-31" in out
    assert "datasets/read-by-title" in err
    assert stored("2027") == [("ZZ001", "2026", 5), ("ZZ002", "2026", None)]


def test_data_add_the_same_file_again_changes_nothing(data: Run, tmp_path: Path) -> None:
    path = write(tmp_path, "Arobaa,2026,female,5,9")
    add(data, path)
    code, out, err = add(data, path)
    assert (code, err) == (0, "")
    assert "already registered, nothing changed" in out


def test_data_add_other_bytes_under_a_name_in_use_is_refused(
    data: Run, tmp_path: Path, stored: Callable[[str], object]
) -> None:
    add(data, write(tmp_path, "Arobaa,2026,female,5,9"))
    code, out, err = add(data, write(tmp_path, "Arobaa,2026,female,6,9"))
    assert (code, out) == (1, "")
    assert "give the new file a new edition name" in err
    assert stored("2027") == [("ZZ001", "2026", 5)]


def test_data_add_the_same_bytes_under_another_name_is_refused(data: Run, tmp_path: Path) -> None:
    path = write(tmp_path, "Arobaa,2026,female,5,9")
    add(data, path)
    code, _, err = add(data, path, edition="2028")
    assert code == 1
    assert f"The same file is registered as {RESIDENTS}@2027" in err


def test_data_add_tells_every_fault_and_stores_nothing(data: Run, tmp_path: Path) -> None:
    path = write(tmp_path, "Arooba,2026,female,5,9", "Besani,2026/27,male,many,9")
    code, out, err = add(data, path)
    assert (code, out) == (1, "")
    assert "residents.csv, row 2, column province = 'Arooba'" in err
    assert "row 3, column year = '2026/27'" in err
    assert "residents.csv: 3 error(s); nothing was stored." in err
    assert not (tmp_path / "home" / "editions" / RESIDENTS / "2027").exists()


def test_data_add_as_json_names_findings_and_edition(data: Run, tmp_path: Path) -> None:
    _, out, _ = add(data, write(tmp_path, "Nowhere,2026,female,5,9"), "--json")
    refused = json.loads(out)
    assert (refused["result"], refused["errors"]) == ("refused", 1)
    assert refused["findings"][0]["rule"] == "datasets/unknown-code"
    _, out, _ = add(data, write(tmp_path, "Arobaa,2026,female,5,9"), "--json")
    made = json.loads(out)
    assert (made["result"], made["edition"]["id"]) == ("registered", f"{RESIDENTS}@2027")
    assert made["edition"]["observations"] == 1


def test_data_add_keeps_one_area_and_what_is_inside_it(
    data: Run, tmp_path: Path, stored: Callable[[str], object]
) -> None:
    path = write(tmp_path, "Arobaa,2026,female,5,9", "Besani,2026,female,6,9")
    code, out, _ = add(data, path, "--area", "ZZ002")
    assert (code, "only ZZ002" in out) == (0, True)
    assert stored("2027") == [("ZZ002", "2026", 6)]
    code, out, _ = add(data, path)
    assert (code, "only" in out) == (0, False)
    assert len(list(stored("2027"))) == 2


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--area", "ZZ003"), "No row of the file speaks of ZZ003."),
        (("--area", "ATLANTIS"), "There is no area ATLANTIS."),
    ],
)
def test_data_add_of_an_area_that_is_not_there_is_refused(
    data: Run, tmp_path: Path, more: tuple[str, ...], told: str
) -> None:
    code, _, err = add(data, write(tmp_path, "Arobaa,2026,female,5,9"), *more)
    assert (code, told in err) == (1, True)


def test_data_add_without_file_or_data_set_says_what_to_do(data: Run, tmp_path: Path) -> None:
    code, _, err = add(data, tmp_path / "no.csv")
    assert (code, "Check the path" in err) == (1, True)
    path = str(write(tmp_path, "Arobaa,2026,female,5,9"))
    code, _, err = data("add", path, "--source", "zz-sample-residnts", "--edition", "1")
    assert (code, f"Do you mean {RESIDENTS}?" in err) == (1, True)
    with pytest.raises(SystemExit) as wrong:
        data("add", path, "--source", RESIDENTS, "--edition", "1", "--retrieved-on", "31.1.2027")
    assert wrong.value.code == 2


def test_data_list_names_data_sets_with_and_without_editions(data: Run) -> None:
    code, out, _ = data("list", "--language", "sw")
    lines = {line.split()[0]: line.split()[1:] for line in out.splitlines()[2:]}
    assert code == 0
    assert lines[RESIDENTS][:4] == ["2025", "ZZZ", "42", "42"]
    assert "Zavanda (sampuli ya kubuni)" in out
    assert lines["undesa-ims"][0] == "-"
    _, out, _ = data("list", "--json")
    listed = {entry["id"]: entry for entry in json.loads(out)}
    assert [e["edition"] for e in listed[RESIDENTS]["editions"]] == ["2025"]
    assert listed["undesa-ims"]["editions"] == []


def test_data_show_says_what_a_data_set_is(data: Run) -> None:
    code, out, _ = data("show", RESIDENTS)
    assert code == 0
    assert "  coverage    Everyone with another citizenship; nobody is real." in out
    assert "  reads       zz-foreign-residents: area province, period year" in out
    assert f"{RESIDENTS}@2025 registered: 42 rows, 42 observations, only ZZZ" in out
    _, out, _ = data("show", "undesa-ims")
    assert out.endswith("No edition is registered.\n")
    _, out, _ = data("show", RESIDENTS, "--json")
    assert json.loads(out)["editions"][0]["columns"][0] == {"name": "indicator", "type": "text"}
    assert data("show", "nothing")[0] == 1


def test_data_diff_names_codes_values_and_figures(data: Run, tmp_path: Path) -> None:
    add(data, write(tmp_path, "Arobaa,2026,female,500,9", "Besani,2026,male,7,9"), edition="A")
    add(data, write(tmp_path, "Arobaa,2026,female,400,9", "Arobaa,2027,male,8,9"), edition="B")
    figure = {
        "id": "residents@2026", "area": "ZZ001", "period": "2026", "dimensions": {"sex": "_T"},
        "indicators": ["zz-foreign-residents"], "dataset": RESIDENTS, "edition": "A",
    }  # fmt: skip
    manifest = tmp_path / "manifest.json"
    other = figure | {"id": "elsewhere", "area": "ZZ003"}
    manifest.write_text(json.dumps({"figures": [figure, other]}), encoding="utf-8")
    arguments = ("diff", RESIDENTS, "A", "B", "--manifest", str(manifest))
    code, out, _ = data(*arguments)
    assert (code, out.splitlines()) == (0, [
        f"{RESIDENTS}@A -> {RESIDENTS}@B",
        "  added 1, removed 1, revised 1 (major 1), unchanged 0",
        "",
        "- zz-foreign-residents area: ZZ002",
        "+ zz-foreign-residents period: 2027",
        "",
        "change           indicator             of            old  new  difference",
        "---------------  --------------------  ------------  ---  ---  ----------",
        "revised (major)  zz-foreign-residents  ZZ001 2026 F  500  400        -100",
        "removed          zz-foreign-residents  ZZ002 2026 M    7",
        "added            zz-foreign-residents  ZZ001 2027 M         8",
        "",
        "1 published figures rest on changed values:",
        "  residents@2026 (major, 1 values)",
    ])  # fmt: skip
    _, out, _ = data(*arguments, "--json")
    plain = json.loads(out)
    assert (plain["revised_major"], plain["figures"]) == (
        1, [{"id": "residents@2026", "cells": 1, "weight": "major"}],
    )  # fmt: skip
    assert plain["cells"][0]["difference"] == "-100"
    built = Path(os.environ["URATIBU_HOME"]) / "profiles" / "zz" / "2026" / "manifest.en.json"
    built.parent.mkdir(parents=True)
    built.write_text(manifest.read_text(encoding="utf-8"), encoding="utf-8")
    _, out, _ = data("diff", RESIDENTS, "A", "B")
    assert out.splitlines()[-1] == "  residents@2026 (major, 1 values)"
    _, out, _ = data("diff", RESIDENTS, "A", "B", "--area", "ZZ002", "--limit", "0")
    assert "removed 1, revised 0" in out
    assert "... and 1 more; --json has them all, --limit shows more.\n" in out


def test_data_diff_without_an_edition_or_with_a_wrong_manifest_is_refused(
    data: Run, tmp_path: Path
) -> None:
    code, _, err = data("diff", RESIDENTS, "2025", "2030")
    assert (code, "There is: 2025." in err) == (1, True)
    wrong = tmp_path / "manifest.json"
    wrong.write_text("{}", encoding="utf-8")
    code, _, err = data("diff", RESIDENTS, "2025", "2025", "--manifest", str(wrong))
    assert (code, "there is no list `figures`" in err) == (1, True)
    wrong.write_text('{"figures": []}', encoding="utf-8")
    code, out, _ = data("diff", RESIDENTS, "2025", "2025", "--manifest", str(wrong))
    assert (code, f"rests on {RESIDENTS}@2025 is touched" in out) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "rule"),
    [
        (("show", "nosuch"), "data/unknown-dataset"),
        (("diff", "zz-sample-entries", "2026", "1999"), "data/unknown-edition"),
    ],
)
def test_data_says_as_json_why_there_is_no_answer(
    uratibu: Run, arguments: tuple[str, ...], rule: str
) -> None:
    code, out, err = uratibu("data", *arguments, "--json")
    plain = json.loads(out)
    assert (code, err, plain["result"], plain["errors"]) == (1, "", "refused", 1)
    assert [finding["rule"] for finding in plain["findings"]] == [rule]


def test_data_diff_prints_nothing_that_was_counted_from_records(
    uratibu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("URATIBU_HOME", str(tmp_path / "home"))
    shutil.copytree(PACKS / "zz", tmp_path / "zz")
    for name in ("norms", "world"):
        (tmp_path / name).symlink_to(PACKS / name)
    described = tmp_path / "zz" / "datasets" / f"{RESIDENTS}.yaml"
    described.write_text(described.read_text().replace("already-public", "from-records"))
    code, out, err = uratibu(
        "data", "diff", RESIDENTS, "2025", "2025", "--pack", str(tmp_path / "zz")
    )
    assert (code, out, "data/unprotected" in err) == (1, "", True)
