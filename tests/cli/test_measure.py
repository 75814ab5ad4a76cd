"""`uratibu measure`: what is asked, answered, written and refused."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from uratibu.core.datasets import parquet

HERE = "Zavanda (ya kubuni)"
Run = Callable[..., tuple[int, str, str]]


def test_measure_list_names_every_measure_in_the_language_asked_for(uratibu: Run) -> None:
    code, out, _ = uratibu("measure", "list", "--language", "sw")
    lines = [line.split(maxsplit=1) for line in out.splitlines() if line.startswith("zz.")]
    assert (code, lines) == (0, [
        ["zz.entries.total", f"Sampuli: walioingia {HERE}"],
        ["zz.residents.share", f"Sampuli: wakazi wa kigeni kati ya wakazi 100 wa {HERE}"],
        ["zz.residents.total", f"Sampuli: wakazi wa kigeni wa {HERE}"],
    ])  # fmt: skip


def test_measure_list_as_json_has_units_and_titles(uratibu: Run) -> None:
    _, out, _ = uratibu("measure", "list", "--json")
    entry = next(each for each in json.loads(out) if each["id"] == "zz.entries.total")
    assert entry == {
        "id": "zz.entries.total",
        "unit": "persons",
        "title": {"en": "Sample: entries to {area}", "sw": "Sampuli: walioingia {area}"},
    }


def test_measure_run_prints_an_aligned_table_with_its_source(uratibu: Run) -> None:
    code, out, _ = uratibu("measure", "run", "zz.entries.total", "--by", "port",
                           "--period", "2020/21")  # fmt: skip
    lines = out.splitlines()
    assert code == 0
    assert lines[2:7] == [
        "Port of entry         period       entries",
        "--------------------  -------  -----------",
        "Arobaa harbour        2020/21      8,200 p",
        "Chelomi airport       2020/21     15,100 p",
        "Elkora road crossing  2020/21  [x] missing",
    ]
    assert "unit     persons   period kind  fiscal-year" in lines
    assert "marks    p provisional" in lines
    assert any("zz-sample-entries@2026, sha256 67e27c6e8361" in line for line in lines)


@pytest.mark.parametrize("engine", ["duckdb", "reference"])
def test_measure_run_as_json_is_the_same_with_each_engine(uratibu: Run, engine: str) -> None:
    _, out, _ = uratibu(
        "measure", "run", "zz.residents.total", "--by", "sex", "--where", "area=ZZ001",
        "--period", "2025", "--json", "--engine", engine,
    )  # fmt: skip
    assert json.loads(out)["cells"] == [
        {"sex": "F", "period": "2025", "value": "2845", "state": "number", "quality": "final"},
        {"sex": "M", "period": "2025", "value": "3082", "state": "number", "quality": "final"},
    ]


def test_measure_run_compares_over_time(uratibu: Run) -> None:
    _, out, _ = uratibu(
        "measure", "run", "zz.entries.total", "--where", "port=airport", "--period", "2020/21",
        "--period", "2021/22", "--change", "absolute", "--json",
    )  # fmt: skip
    assert [(c["period"], c["value"], c["state"]) for c in json.loads(out)["cells"]] == [
        ("2020/21", None, "not-applicable"), ("2021/22", "755", "number"),
    ]  # fmt: skip


def test_measure_run_keeps_the_first_and_adds_a_remainder(uratibu: Run) -> None:
    _, out, _ = uratibu("measure", "run", "zz.entries.total", "--by", "port",
                        "--period", "2025/26", "--top", "1:port", "--json")  # fmt: skip
    assert [(c["port"], c["value"]) for c in json.loads(out)["cells"]] == [
        ("road", "29875"), ("_R", "29125"),
    ]  # fmt: skip


@pytest.mark.parametrize("suffix", ["csv", "json", "parquet"])
def test_measure_run_writes_the_hidden_cell_as_hidden(
    uratibu: Run, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"residents.{suffix}"
    code, out, _ = uratibu(
        "measure", "run", "zz.residents.total", "--by", "area", "--where", "area=ZZ001,ZZ004",
        "--period", "2020", "--out", str(path),
    )  # fmt: skip
    assert (code, out) == (0, "")
    assert _cells(path) == [("ZZ001", "5563", "number"), ("ZZ004", "", "suppressed")]


def _cells(path: Path) -> list[tuple[str, str, str]]:
    if path.suffix == ".parquet":
        rows = parquet.rows_of(path, ["area", "value", "state"])
        return [(str(a), "" if v is None else f"{v:.0f}", str(s)) for a, v, s in rows]
    if path.suffix == ".json":
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return [(cell["area"], cell["value"] or "", cell["state"]) for cell in cells]
    lines = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    place = [lines[0].index(name) for name in ("area", "value", "state")]
    return [(row[place[0]], row[place[1]], row[place[2]]) for row in lines[1:]]


def test_measure_run_says_what_is_missing_and_what_there_is(uratibu: Run) -> None:
    code, out, err = uratibu("measure", "run", "zz.residents.total", "--period", "2019")
    assert (code, out) == (1, "")
    assert "zz-sample-residents@2025 has no such period" in err
    assert err.splitlines()[-1] == "There is: 2015, 2020, 2025"


def test_measure_run_refuses_in_json_as_well(uratibu: Run) -> None:
    code, out, _ = uratibu("measure", "run", "zz.nothing", "--json")
    plain = json.loads(out)
    assert (code, plain["refused"], "zz.entries.total" in plain["available"]) == (
        1, "unknown", True,
    )  # fmt: skip


def test_measure_run_refuses_a_file_of_another_kind(uratibu: Run, tmp_path: Path) -> None:
    code, _, err = uratibu("measure", "run", "zz.entries.total", "--out", str(tmp_path / "a.xls"))
    assert (code, err) == (2, f"{tmp_path}/a.xls: write a file ending in .csv, .json, .parquet.\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("origin", "write DIM=CODE, for example --where origin=SOM"),
        ("period=2020/21", "period has an option of its own, see --help"),
        ("measure=x", "measure has an option of its own, see --help"),
    ],
)
def test_measure_run_passes_over_no_filter(
    uratibu: Run, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        uratibu("measure", "run", "zz.entries.total", "--where", text)
    assert (ended.value.code, capsys.readouterr().err) == (2, f"--where {text}: {told}.\n")


def test_measure_run_takes_every_code_of_a_filter_that_is_repeated(uratibu: Run) -> None:
    _, out, _ = uratibu(
        "measure", "run", "zz.residents.total", "--where", "area=ZZ001", "--where", "sex=F",
        "--where", "sex=M", "--period", "2025", "--json",
    )  # fmt: skip
    assert [cell["value"] for cell in json.loads(out)["cells"]] == ["5927"]
