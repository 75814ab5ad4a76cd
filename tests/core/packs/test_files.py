"""Files as people write them: what YAML would misread, and what cannot be read at all."""

from pathlib import Path

import pytest

from uratibu.core.findings import Finding
from uratibu.core.packs.files import read_rows, read_text, read_yaml


def rules(findings: list[Finding]) -> list[tuple[str, int]]:
    return [(finding.rule, finding.where.row) for finding in findings]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a: NO", "NO"),
        ("a: on", "on"),
        ("a: 007", "007"),
        ("a: 12:30", "12:30"),
        ("a: 1_000", "1_000"),
        ("a: 0x1F", "0x1F"),
        ("a: 12", 12),
        ("a: true", True),
        ("a: ~", None),
        ("a:", None),
        ("a: 2.5", 2.5),
    ],
)
def test_read_yaml_reads_scalars_as_yaml_1_2(tmp_path: Path, text: str, read: object) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    assert read_yaml(path, []) == {"a": read}


def test_read_yaml_keeps_norway_as_a_key(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("NO: Oslo\nyes: 1\n", encoding="utf-8")
    assert read_yaml(path, []) == {"NO": "Oslo", "yes": 1}


def test_read_yaml_names_the_line_of_a_key_that_stands_twice(tmp_path: Path) -> None:
    path, findings = tmp_path / "a.yaml", list[Finding]()
    path.write_text("id: x\ntitle:\n  en: one\n  en: two\n", encoding="utf-8")
    read_yaml(path, findings)
    assert rules(findings) == [("packs/key-twice", 4)]


def test_read_yaml_names_the_line_that_is_no_yaml(tmp_path: Path) -> None:
    path, findings = tmp_path / "a.yaml", list[Finding]()
    path.write_text("id: x\ntitle: [one, two\n", encoding="utf-8")
    assert read_yaml(path, findings) is None
    assert rules(findings) == [("packs/unreadable", 3)]


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words", ""])
def test_read_yaml_refuses_what_is_no_mapping(tmp_path: Path, text: str) -> None:
    path, findings = tmp_path / "a.yaml", list[Finding]()
    path.write_text(text, encoding="utf-8")
    assert (read_yaml(path, findings), rules(findings)) == (None, [("packs/unreadable", 0)])


def test_read_yaml_takes_a_day_that_does_not_exist_for_a_fault(tmp_path: Path) -> None:
    path, findings = tmp_path / "a.yaml", list[Finding]()
    path.write_text("on: 2024-02-30\n", encoding="utf-8")
    assert (read_yaml(path, findings), rules(findings)) == (None, [("packs/unreadable", 0)])


def test_read_text_refuses_another_encoding(tmp_path: Path) -> None:
    path, findings = tmp_path / "a.md", list[Finding]()
    path.write_bytes("Murang’a".encode("cp1252"))
    assert (read_text(path, findings), rules(findings)) == (None, [("packs/unreadable", 0)])


def test_read_rows_names_a_column_that_is_missing(tmp_path: Path) -> None:
    path, findings = tmp_path / "a.csv", list[Finding]()
    path.write_text("area,column\nZZ001,1\n", encoding="utf-8")
    assert read_rows(path, findings, columns=("area", "row")) is None
    assert [(f.rule, f.where.column) for f in findings] == [("packs/column-missing", "row")]


def test_read_rows_forgives_the_mark_that_excel_puts_in_front(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\ufeffarea,row\nZZ001,1\n", encoding="utf-8")
    assert read_rows(path, [], columns=("area",)) == [{"area": "ZZ001", "row": "1"}]


def test_read_rows_refuses_a_quotation_that_never_ends(tmp_path: Path) -> None:
    path, findings = tmp_path / "a.csv", list[Finding]()
    path.write_text('area,row\n"ZZ001,1\n', encoding="utf-8")
    assert read_rows(path, findings) is None
    assert [finding.rule for finding in findings] == ["packs/unreadable"]
