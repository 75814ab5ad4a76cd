"""Every hostile file is refused or read with a message; the reader lives and keeps its limits."""

import io
import resource
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from core.datasets.attack import corpus
from core.datasets.factories import CODELISTS, DATASET, INDICATORS, observation, read
from uratibu.core.datasets import intake, workbook
from uratibu.core.datasets.intake import Limits
from uratibu.core.intake import gate
from uratibu.core.values import number

REFUSED = {
    "c01-empty": {"datasets/empty-file"},
    "c02-heading-only": {"datasets/no-rows"},
    "c04-utf-16": {"datasets/encoding"},
    "c05-latin-1": {"datasets/encoding"},
    "c06-nul-bytes": {"datasets/encoding"},
    "c09-unclosed-quote": {"datasets/broken-row"},
    "c10-one-line-of-50-MB": {"datasets/encoding"},
    "c11-20000-columns": {"datasets/too-many-columns"},
    "c12-duplicate-headings": {"datasets/duplicate-heading"},
    "c14-bidi-override-in-heading": {"datasets/hidden-characters"},
    "c15-numbers-in-other-notations": {"datasets/not-a-number"},
    "c16-days-that-are-none": {"datasets/not-a-period"},
    "c17-cells-that-start-a-formula": {"datasets/not-a-number", "datasets/unknown-code"},
    "c18-numbers-that-are-none": {"datasets/not-a-number", "datasets/too-large"},
    "c19-lost-leading-zeros": {"datasets/unknown-code"},
    "c20-picture-renamed": {"datasets/other-content"},
    "c21-more-rows-than-are-read": {"datasets/too-many-rows"},
    "x01-millions-of-cells": {"datasets/bomb"},
    "x02-one-cell-in-the-last-corner": {"datasets/too-many-cells"},
    "x03-shared-string-of-60-MB": {"datasets/bomb"},
    "x04-overlapping-parts": {"datasets/overlapping-parts"},
    "x05-archive-inside": {"datasets/archive-inside"},
    "x06-false-size": {"datasets/damaged-file"},
    "x07-two-parts-of-one-name": {"datasets/repeated-part"},
    "x08-path-upwards": {"datasets/path-in-part", "datasets/unknown-part"},
    "x09-link": {"datasets/link-in-part"},
    "x10-absolute-path": {"datasets/path-in-part", "datasets/unknown-part"},
    "x11-external-links": {"datasets/active-content"},
    "x13-macros": {"datasets/active-content"},
    "x14-document-type": {"datasets/document-type"},
    "x15-external-entity": {"datasets/document-type"},
    "x16-encrypted-container": {"datasets/other-content"},
    "x17-old-workbook": {"datasets/other-content"},
    "x19-merged-heading": {"datasets/merged-heading", "datasets/missing-column"},
    "x22-error-values": {"datasets/not-a-number", "datasets/formulas"},
    **{f"x24-cut-at-{n}0-percent": {"datasets/damaged-file"} for n in range(1, 10)},
    "x25-encrypted-part": {"datasets/encrypted"},
}
READ = {
    "c03-byte-order-mark": set(),
    "c07-bare-carriage-returns": set(),
    "c08-mixed-line-ends": set(),
    "c13-headings-equal-after-NFC": {"datasets/duplicate-heading"},
    "x12-formula-that-reaches-out": {"datasets/formulas"},
    "x18-very-hidden-sheet": {"datasets/hidden-sheet"},
    "x20-saved-value-differs": {"datasets/formulas"},
    "x21-days-of-1904": set(),
    "x23-65000-styles": set(),
}
IN_A_CHILD = (
    "c09-unclosed-quote", "c10-one-line-of-50-MB", "c21-more-rows-than-are-read",
    "x01-millions-of-cells", "x02-one-cell-in-the-last-corner", "x03-shared-string-of-60-MB",
    "x04-overlapping-parts", "x23-65000-styles",
)  # fmt: skip


def test_corpus_and_expectations_speak_of_the_same_files() -> None:
    assert REFUSED.keys() | READ.keys() == corpus.CSV_FILES.keys() | corpus.XLSX_FILES.keys()
    assert not REFUSED.keys() & READ.keys()


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_with_a_message(name: str, tmp_path: Path) -> None:
    path = corpus.write(name, tmp_path)
    result = read(path)
    assert {f.rule for f in result.findings} == REFUSED[name]
    assert result.errors
    assert result.observations == ()
    assert all(f.where.file == path.name and f.message and f.remedy for f in result.findings)
    assert sorted(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", READ)
def test_an_odd_file_is_read_for_what_it_says(name: str, tmp_path: Path) -> None:
    result = read(corpus.write(name, tmp_path))
    assert {f.rule for f in result.findings} == READ[name]
    assert result.errors == 0
    assert result.observations[0] == observation(5)
    assert number(999) not in {o.value for o in result.observations}


@pytest.mark.parametrize("name", IN_A_CHILD)
def test_a_heavy_file_costs_the_child_only_what_it_may(name: str, tmp_path: Path) -> None:
    path = corpus.write(name, tmp_path)
    limits = Limits()
    started = time.monotonic()
    result = intake.take_in(path, DATASET, CODELISTS, INDICATORS, limits=limits)
    assert {f.rule for f in result.findings} == (REFUSED | READ)[name]
    assert time.monotonic() - started < limits.wall_seconds
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    assert used < limits.memory_bytes


def test_gate_refuses_more_parts_than_a_workbook_has(tmp_path: Path) -> None:
    parts = {f"xl/media/image{i}.png": b"x" for i in range(gate.MOST_ENTRIES)}
    path = tmp_path / "parts.xlsx"
    path.write_bytes(corpus.rezipped(parts))
    assert [f.rule for f in read(path).findings] == ["datasets/too-many-parts"]


def test_gate_measures_the_whole_of_what_is_inflated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.xlsx"
    path.write_bytes(corpus.workbook())
    monkeypatch.setattr(gate, "MOST_BYTES", 3_000)
    assert [f.rule for f in read(path).findings] == ["datasets/too-large-unpacked"]


def test_cells_are_counted_before_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cells.xlsx"
    path.write_bytes(corpus.workbook([["KEN", 2024, "UGA", "F", 5]] * 30))
    monkeypatch.setattr(workbook, "MOST_CELLS", 100)
    assert [f.rule for f in read(path).findings] == ["datasets/too-many-cells"]


@pytest.mark.parametrize(
    ("parts", "rule"),
    [
        ({"xl/workbook.xml": corpus.part("xl/workbook.xml").decode().encode("utf-16")},
         "datasets/encoding"),
        ({"xl/embeddings/a.docx": b"PK\x03\x04"}, "datasets/active-content"),
        ({"xl/odd/thing.dat": b"x"}, "datasets/unknown-part"),
        ({"xl/workbook.xml": b"<a>"}, "datasets/damaged-file"),
        ({corpus.SHEET: corpus.sheet_of(b'<row r="' + b"9" * 5000 + b'"/>')},
         "datasets/damaged-file"),
    ],
)  # fmt: skip
def test_gate_and_scan_refuse_other_spoilt_workbooks(
    tmp_path: Path, parts: dict[str, bytes], rule: str
) -> None:
    path = tmp_path / "spoilt.xlsx"
    path.write_bytes(corpus.rezipped(parts))
    assert [f.rule for f in read(path).findings] == [rule]


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "archive.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("stocks.csv", corpus.GOOD)
    assert [f.rule for f in read(path).findings] == ["datasets/not-a-workbook"]


def _renamed(archive: zipfile.ZipFile) -> None:
    archive.getinfo(corpus.SHEET).orig_filename = "xl/worksheets/other.xml"
    archive.getinfo(corpus.SHEET).filename = "xl/worksheets/other.xml"


def _elsewhere(archive: zipfile.ZipFile) -> None:
    archive.getinfo(corpus.SHEET).header_offset += 1


def _rare(archive: zipfile.ZipFile) -> None:
    archive.writestr("xl/media/image1.png", b"x", zipfile.ZIP_BZIP2)


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (_renamed, "datasets/repeated-part"),
        (_elsewhere, "datasets/damaged-file"),
        (_rare, "datasets/odd-compression"),
    ],
)
def test_gate_refuses_a_directory_that_lies(
    tmp_path: Path, spoil: Callable[[zipfile.ZipFile], None], rule: str
) -> None:
    path = tmp_path / "lie.xlsx"
    path.write_bytes(corpus.rezipped(spoil=spoil))
    assert [f.rule for f in read(path).findings] == [rule]


def test_gate_refuses_a_part_whose_bytes_were_changed(tmp_path: Path) -> None:
    whole = corpus.workbook()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        at = archive.getinfo(corpus.SHEET).header_offset + 30 + len(corpus.SHEET)
    path = tmp_path / "changed.xlsx"
    path.write_bytes(whole[:at] + b"\xff" * 20 + whole[at + 20 :])
    assert [f.rule for f in read(path).findings] == ["datasets/damaged-file"]


def test_parts_that_are_not_compressed_are_read(tmp_path: Path) -> None:
    path = tmp_path / "stored.xlsx"
    with (
        zipfile.ZipFile(io.BytesIO(corpus.workbook())) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert read(path).observations == (observation(5),)
