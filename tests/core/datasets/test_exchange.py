"""Observations survive each format and back, whatever they say."""

import csv
import json
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import load_workbook

from core.datasets.factories import observation
from uratibu.core.datasets import exchange, formats, sdmx
from uratibu.core.datasets.model import Observation
from uratibu.core.values import MISSING, NOT_APPLICABLE, NOT_YET, SUPPRESSED, Quality, State, Value

ENDINGS = (".csv", ".xlsx", ".json", ".parquet")
LIVE = ("=", "+", "-", "@", "\t", "\r", "\n")
words = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), include_characters="\t\n\r"),
    max_size=20,
)
codes = st.one_of(
    st.sampled_from(("KEN", "_T", "=1+1", "-5", "+KEN", "@x", "'x", "NA", "007", "1e5", "TRUE")),
    words.map(str.strip).filter(bool),
)
notes = st.one_of(words, st.sampled_from(("=cmd|' /C calc'!A0", "\t=1", "\r=1", "''", "'=1", "2")))
numbers = st.one_of(
    st.integers(-(10**28), 10**28).map(Decimal),
    st.decimals(-(10**9), 10**9, places=9, allow_nan=False),
    st.sampled_from(
        tuple(
            map(
                Decimal,
                (
                    0,
                    "1192092895507812500000",
                    "123456789012.5",
                    "1234567890123.456",
                    "999999999999999",
                    "1000000000000000",
                    "0.000000001",
                ),
            )
        )
    ),
)


@st.composite
def values(draw: st.DrawFn) -> Value:
    state, quality = draw(st.sampled_from(list(State))), draw(st.sampled_from(list(Quality)))
    if state in (State.NUMBER, State.ZERO):
        amount = draw(numbers)
        return Value(State.ZERO if amount == 0 else State.NUMBER, amount, quality)
    return Value(state, draw(numbers) if state is State.ROUNDED else None, quality)


@st.composite
def observations(draw: st.DrawFn) -> list[Observation]:
    names = draw(st.sets(st.sampled_from(("age", "origin", "sex")), max_size=3))
    return draw(
        st.lists(
            st.builds(
                Observation, codes, codes, codes,
                st.fixed_dictionaries({}, optional=dict.fromkeys(names, codes)).map(
                    lambda chosen: tuple(sorted(chosen.items()))
                ),
                values(), st.integers(1, 2_000_000), notes,
            ),
            max_size=5,
        )
    )  # fmt: skip


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(brought=observations())
def test_observations_survive_every_format(ending: str, brought: list[Observation]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"observations{ending}"
        formats.write(brought, path)
        assert formats.read(path) == (tuple(brought), ())


@settings(max_examples=40, deadline=None)
@given(brought=observations())
def test_no_text_becomes_a_live_formula_in_csv(brought: list[Observation]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "observations.csv"
        exchange.write_csv(brought, path)
        with path.open(encoding="utf-8", newline="") as file:
            heading, *rows = csv.reader(file)
    for row in rows:
        cells = dict(zip(heading, row, strict=True))
        del cells["value"]
        assert not [cell for cell in cells.values() if cell.startswith(LIVE)]


def test_no_text_becomes_a_live_formula_in_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "o.xlsx"
    formats.write([observation(5, note="=1+1")], path)
    sheet = load_workbook(str(path)).get_sheet_by_index(0).to_python()
    assert sheet[1][-1] == "'=1+1"


def test_files_are_the_same_when_written_twice(tmp_path: Path) -> None:
    for ending in ENDINGS:
        pair = [tmp_path / f"{name}{ending}" for name in "ab"]
        for path in pair:
            formats.write([observation(5), observation("0.5", sex="M")], path)
        assert pair[0].read_bytes() == pair[1].read_bytes(), ending


def test_json_says_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "o.json"
    formats.write([observation("5.5", note="n"), observation("9" * 20)], path)
    listed = json.loads(path.read_text(encoding="utf-8"))["observations"]
    assert listed[0] == {
        "indicator": "migrant-stock", "area": "KEN", "period": "2024", "origin": "UGA", "sex": "F",
        "value": 5.5, "state": "number", "quality": "final", "source_row": 2, "note": "n",
    }  # fmt: skip
    assert listed[1]["value"] == "9" * 20


def test_an_unknown_ending_is_refused(tmp_path: Path) -> None:
    for act in (lambda p: formats.write([], p), formats.read):
        with pytest.raises(formats.NoSuchFormat, match=r"\.csv, \.xlsx, \.json, \.parquet"):
            act(tmp_path / "o.doc")


@pytest.mark.parametrize(
    ("line", "rule", "column"),
    [
        ("i,KEN,2024,x,number,final", "datasets/value-and-state", "value"),
        ("i,KEN,2024,,number,final", "datasets/value-and-state", "value"),
        ("i,KEN,2024,5,suppressed,final", "datasets/value-and-state", "value"),
        ("i,KEN,2024,5,number,good", "datasets/value-and-state", "value"),
        ("i,KEN,2024,5,numbr,final", "datasets/value-and-state", "value"),
        ("i,KEN,2024,NaN,number,final", "datasets/value-and-state", "value"),
        ("i,KEN,2024,0.1234567891,number,final", "datasets/value-and-state", "value"),
        ("i,,2024,5,number,final", "datasets/empty-code", "area"),
        ("i,KEN,2024,5,number", "datasets/uneven-row", ""),
    ],
)
def test_read_csv_finds_faults(tmp_path: Path, line: str, rule: str, column: str) -> None:
    path = tmp_path / "o.csv"
    path.write_text(f"indicator,area,period,value,state,quality\n{line}\n", encoding="utf-8")
    found, findings = exchange.read_csv(path)
    assert found == ()
    assert [(f.rule, f.where.row, f.where.column) for f in findings] == [(rule, 2, column)]


def test_read_csv_implies_state_quality_and_row(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text("indicator,area,period,value\n\ni,KEN,2024,0\ni,KEN,2023,\n", encoding="utf-8")
    found, findings = exchange.read_csv(path)
    assert findings == ()
    assert [(o.value.state, o.value.quality, o.source_row) for o in found] == [
        (State.ZERO, Quality.FINAL, 3), (State.MISSING, Quality.FINAL, 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"indicator,area,period\n", "datasets/missing-column"),
        (b"indicator,area,period,value,value\n", "datasets/missing-column"),
        (b"indicator,area,period,value\ni,\xff,2024,5\n", "datasets/broken-row"),
        (b'indicator,area,period,value\n"i,KEN,2024,5\n', "datasets/broken-row"),
        (b"", "datasets/missing-column"),
    ],
)
def test_read_csv_refuses_files_that_are_no_table(
    tmp_path: Path, content: bytes, rule: str
) -> None:
    path = tmp_path / "o.csv"
    path.write_bytes(content)
    assert [f.rule for f in exchange.read_csv(path)[1]] == [rule]


@pytest.mark.parametrize("ending", [".xlsx", ".json", ".parquet"])
def test_a_damaged_file_is_a_finding(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"o{ending}"
    path.write_bytes(b"nonsense")
    assert [f.rule for f in formats.read(path)[1]] == ["datasets/damaged-file"]


def test_sdmx_has_a_code_for_every_state_and_quality() -> None:
    rows = [
        (("=KEN", "2024"), value, "")
        for value in (MISSING, NOT_YET, NOT_APPLICABLE, SUPPRESSED, Value(State.ZERO, Decimal(0)),
                      *(Value(State.ROUNDED, Decimal("5.50"), q) for q in Quality))
    ]  # fmt: skip
    text = sdmx.sdmx_csv(rows, structure="URATIBU:X(1)", columns=("area", "period"), unit="persons")
    heading, *lines = csv.reader(text.splitlines())
    assert heading[3:8] == ["REF_AREA", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "CONF_STATUS"]
    assert [line[3:11] for line in lines] == [
        ["'=KEN", "2024", "", "O", "F", "persons", "missing", "final"],
        ["'=KEN", "2024", "", "O", "F", "persons", "not-yet", "final"],
        ["'=KEN", "2024", "", "M", "F", "persons", "not-applicable", "final"],
        ["'=KEN", "2024", "", "Q", "C", "persons", "suppressed", "final"],
        ["'=KEN", "2024", "0", "A", "F", "persons", "zero", "final"],
        ["'=KEN", "2024", "5.5", "A", "F", "persons", "rounded", "final"],
        ["'=KEN", "2024", "5.5", "E", "F", "persons", "rounded", "estimated"],
        ["'=KEN", "2024", "5.5", "P", "F", "persons", "rounded", "provisional"],
        ["'=KEN", "2024", "5.5", "I", "F", "persons", "rounded", "modelled"],
    ]


def test_observations_as_sdmx_leave_a_dimension_they_lack_empty() -> None:
    bare = Observation("gdp", "KEN", "2024", (), MISSING, 2, "note")
    text = sdmx.observations_as_sdmx([observation(5), bare], structure="S")
    heading, *lines = csv.reader(text.splitlines())
    assert heading[3:8] == ["INDICATOR", "REF_AREA", "ORIGIN", "SEX", "TIME_PERIOD"]
    assert [line[3:8] for line in lines] == [
        ["migrant-stock", "KEN", "UGA", "F", "2024"], ["gdp", "KEN", "", "", "2024"],
    ]  # fmt: skip
    assert lines[1][-1] == "note"
