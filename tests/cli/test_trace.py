"""`uratibu trace`: up to norms, down to the rows of the source file."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from uratibu.core.packs.carried import digest

Run = Callable[..., tuple[int, str, str]]
PACKS = Path(__file__).resolve().parents[2] / "packs"
FIGURE = "zz.residents.total@2025#ZZ001"


def ids(branches: list[dict[str, object]]) -> Iterator[str]:
    for branch in branches:
        yield str(branch["id"])
        inner = branch.get("branches", [])
        assert isinstance(inner, list)
        yield from ids(inner)


def test_trace_of_a_figure_reaches_norms_edition_and_source_rows(uratibu: Run) -> None:
    code, out, _ = uratibu("trace", FIGURE, "--json")
    plain = json.loads(out)
    assert (code, plain["id"], plain["title"]) == (0, f"figure:{FIGURE}", "5,927")
    assert set(ids(plain["up"])) >= {"measure:zz.residents.total", "norm:gcm/1", "norm:sdg/10.7"}
    source = PACKS / "zz" / "sources" / "sample-residents.csv"
    assert plain["down"][0]["facts"]["sha256"] == digest(source)
    assert [(r["file"], r["row"], r["sex"], r["value"]) for r in plain["rows"]] == [
        ("sample-residents.csv", 30, "F", "2845"), ("sample-residents.csv", 31, "M", "3082"),
    ]  # fmt: skip


def test_the_rows_that_a_trace_names_say_so_in_the_file(uratibu: Run) -> None:
    rows = json.loads(uratibu("trace", FIGURE, "--json")[1])["rows"]
    lines = (PACKS / "zz" / "sources" / "sample-residents.csv").read_text().splitlines()
    assert [lines[row["row"] - 1].split(",")[:4] for row in rows] == [
        ["Arobaa", "2025", "female", "2845"], ["Arobaa", "2025", "male", "3082"],
    ]  # fmt: skip


def test_trace_of_a_norm_reaches_measures_and_editions(uratibu: Run) -> None:
    plain = json.loads(uratibu("trace", "gcm/11", "--json")[1])
    assert plain["id"] == "norm:gcm/11"
    assert set(ids(plain["down"])) >= {
        "indicator:zz-entries", "measure:zz.entries.total", "dataset:zz-sample-entries@2026",
    }  # fmt: skip


def test_trace_as_text_says_ways_rows_and_gaps(uratibu: Run) -> None:
    code, out, _ = uratibu("trace", FIGURE)
    lines = [line.strip() for line in out.splitlines()]
    assert code == 0
    assert "Up, towards commitments" in lines
    assert any(line.startswith("serves norm:gcm/1 ") for line in lines)
    assert any(line.startswith("read from dataset:zz-sample-residents@2025") for line in lines)
    assert lines[-2:] == [
        "sample-residents.csv row 30: zz-foreign-residents, ZZ001, 2025, sex F = 2845 (numerator)",
        "sample-residents.csv row 31: zz-foreign-residents, ZZ001, 2025, sex M = 3082 (numerator)",
    ]


def test_trace_shows_where_the_chain_breaks_off(uratibu: Run) -> None:
    _, out, _ = uratibu("trace", "norm:gcm/2/a")
    assert out.splitlines()[-2:] == ["Gaps", "  norm:gcm/2/a: no indicator serves this norm yet"]


def test_trace_takes_a_figure_from_the_manifest_it_stands_in(uratibu: Run, tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    figure = {
        "id": FIGURE, "text": "5,927", "measure": "zz.residents.total", "release": "r-1",
        "editions": [["zz-sample-residents", "2025", "a" * 64]],
        "request": "measure=zz.residents.total&area=ZZ001&period=2025", "key": ["2025"],
    }  # fmt: skip
    table = {
        "release": "r-2", "measure": "zz.entries.total", "caption": "Entries",
        "editions": [["zz-sample-entries", "2026", "b" * 64]],
    }  # fmt: skip
    plain = {"document": {"id": "p/zzz/2025"}, "figures": [figure], "tables": [table]}
    path.write_text(json.dumps(plain))
    down = json.loads(uratibu("trace", "gcm/11", "--manifest", str(path), "--json")[1])["down"]
    assert {"release:r-2", "document:p/zzz/2025"} <= set(ids(down))
    plain = json.loads(uratibu("trace", FIGURE, "--manifest", str(path), "--json")[1])
    assert "document:p/zzz/2025" in set(ids(plain["down"]))
    assert plain["up"][0]["id"] == "release:r-1"
    assert len(plain["rows"]) == 2


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("nonsense", "Nothing is called 'nonsense'."),
        ("zz.residents.total@2019#ZZZ", "has no such period"),
        ("zz.residents.total#ZZZ", "does not start with a measure, @ and a period"),
    ],
)
def test_trace_of_what_is_not_there_says_so(uratibu: Run, asked: str, said: str) -> None:
    code, out, err = uratibu("trace", asked)
    assert (code, out, said in err) == (1, "", True)


def test_trace_refuses_a_file_that_is_no_manifest(uratibu: Run, tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    path.write_text("[]")
    code, _, err = uratibu("trace", FIGURE, "--manifest", str(path))
    assert (code, "is not a manifest of a document" in err) == (1, True)


def test_trace_says_as_json_that_nothing_has_the_name(uratibu: Run) -> None:
    code, out, err = uratibu("trace", "nosuch", "--json")
    assert (code, err, json.loads(out)["result"]) == (1, "", "refused")
