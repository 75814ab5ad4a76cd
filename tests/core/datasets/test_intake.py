"""Reading in a child process: the same result, and a crash is a finding."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from core.datasets.factories import CODELISTS, DATASET, INDICATORS, dataset, read, write
from uratibu.core.datasets.intake import Limits, take_in
from uratibu.core.datasets.read import ReadResult

DONE = '{"findings": [], "columns": [], "rows": 1, "errors": 0}'
LINES = ("KEN,2024,UGA,F,5", "NAM,2024,Uganda,M,0", "KEN,2023,OOO,F,")


def taken(path: Path, limits: Limits | None = None) -> ReadResult:
    return take_in(path, DATASET, CODELISTS, INDICATORS, limits=limits or Limits())


def messages(result: ReadResult) -> list[tuple[str, str, str]]:
    return [(f.rule, f.where.file, f.message) for f in result.findings]


def test_take_in_gives_what_reading_gives(tmp_path: Path) -> None:
    path = write(tmp_path, *LINES)
    assert taken(path) == read(path)
    assert len(taken(path).observations) == 3


def test_take_in_passes_every_finding_on(tmp_path: Path) -> None:
    path = write(tmp_path, *LINES, "KEM,2023,UGA,F,x")
    assert taken(path) == read(path)
    assert taken(path).errors == 2


def test_take_in_tells_how_far_it_is_and_keeps_the_fiscal_year(tmp_path: Path) -> None:
    lines = [f"KEN,{1000 + i % 1900},UGA,F,5" for i in range(6_000)]
    heard: list[int] = []
    take_in(write(tmp_path, *lines), DATASET, CODELISTS, INDICATORS, progress=heard.append)
    assert heard == [5000]


@pytest.mark.parametrize(
    ("limits", "why"),
    [
        (Limits(wall_seconds=0), "took longer than 0 seconds"),
        (Limits(memory_bytes=30 * 1024 * 1024), "needed more than 30 MB of memory"),
    ],
)
def test_a_limit_that_is_passed_is_a_finding(tmp_path: Path, limits: Limits, why: str) -> None:
    path = write(tmp_path, *(f"KEN,{1000 + i},UGA,F,{i}" for i in range(1_900)))
    result = taken(path, limits)
    assert messages(result) == [
        (
            "datasets/reader-stopped",
            "stocks.csv",
            f"The file {why} and was given up. Nothing was stored.",
        )
    ]
    assert (result.errors, result.observations) == (1, ())


def test_computing_without_end_is_stopped(tmp_path: Path) -> None:
    path = write(tmp_path, *("KEN,2024,UGA,F,5" for _ in range(800_000)))
    result = taken(path, Limits(cpu_seconds=1))
    assert "needed more than 1 seconds of computing" in messages(result)[0][2]


@pytest.mark.parametrize(
    "program",
    [
        "exit 1",
        "cat > /dev/null; exit 1",
        "cat > /dev/null; echo nonsense",
        "cat > /dev/null; echo '[]'",
        "cat > /dev/null; echo '{}'",
        'cat > /dev/null; echo \'{"findings": [3], "columns": [], "rows": 1, "errors": 1}\'',
        "cat > /dev/null; echo '{\"findings\": 3}'",
        "cat > /dev/null; head -c 3000000 /dev/zero",
        f"cat > /dev/null; echo '{DONE}'; echo x > observations.csv",
    ],
)
def test_a_child_that_crashes_or_lies_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    path = write(tmp_path, *LINES)
    liar = tmp_path / "liar"
    liar.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{program}\n")
    liar.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(liar))
    result = taken(path)
    assert messages(result) == [
        (
            "datasets/reader-stopped",
            "stocks.csv",
            "The file made the reader stop and was given up. Nothing was stored.",
        )
    ]


def test_a_data_set_without_mapping_is_told_by_the_child_too(tmp_path: Path) -> None:
    described = dataset()
    unmapped = described.__class__(**vars(described) | {"mapping": None})
    result = take_in(write(tmp_path, *LINES), unmapped, CODELISTS, INDICATORS)
    assert [f.rule for f in result.findings] == ["datasets/no-mapping"]
