"""Reading the files of a pack: YAML, CSV and texts; a file that cannot be read is a finding.

YAML is read as YAML 1.2 reads it: `NO` is Norway, `007` is a text, `on` is a word.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import yaml

from uratibu.core.findings import Finding, Where
from uratibu.core.packs import rules

Row = Mapping[str, str | None]


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML with the scalars of version 1.2; notes keys that stand in one mapping twice."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.repeated: list[tuple[int, str]] = []


_SCALARS = (
    ("bool", r"true|false", "tf"),
    ("int", r"-?(?:0|[1-9][0-9]*)", "-0123456789"),
    ("float", r"-?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+]?[0-9]+)?", "-0123456789"),
    ("null", r"null|~|", "n~"),
    ("timestamp", r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "0123456789"),
)
_Loader.yaml_implicit_resolvers = {}
for _tag, _shape, _first in _SCALARS:
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_shape})$"), [*_first]
    )
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^$"), [""])


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[object, object]:
    seen: set[str] = set()
    for key, _ in node.value:
        if key.value in seen:
            loader.repeated.append((key.start_mark.line + 1, str(key.value)))
        seen.add(key.value)
    made: dict[object, object] = loader.construct_mapping(node, deep=True)
    return made


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_text(path: Path, findings: list[Finding]) -> str | None:
    """The text of a file; None and a finding where it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        findings.append(rules.found("packs/unreadable", Where(str(path)), fault=str(fault)))
        return None


def read_yaml(path: Path, findings: list[Finding]) -> Mapping[str, object] | None:
    """The mapping a YAML file holds; None and a finding where it holds none."""
    text = read_text(path, findings)
    if text is None:
        return None
    place = Where(str(path))
    loader = _Loader(text)
    try:
        plain = loader.get_single_data()
    except (yaml.YAMLError, ValueError) as fault:
        mark = getattr(fault, "problem_mark", None)
        row = mark.line + 1 if mark else 0
        problem = getattr(fault, "problem", None) or str(fault)
        findings.append(rules.found("packs/unreadable", replace(place, row=row), fault=problem))
        return None
    finally:
        loader.dispose()
    for row, key in loader.repeated:
        findings.append(rules.found("packs/key-twice", replace(place, row=row, value=key)))
    if not isinstance(plain, dict):
        findings.append(rules.found("packs/unreadable", place, fault="it is not a mapping"))
        return None
    return {str(key): value for key, value in plain.items()}


def read_rows(
    path: Path, findings: list[Finding], *, columns: tuple[str, ...] = ()
) -> list[Row] | None:
    """The rows of a CSV file under its heading; `columns` are those it must have."""
    text = read_text(path, findings)
    if text is None:
        return None
    reader = csv.DictReader(text.splitlines(), strict=True)
    try:
        rows: list[Row] = list(reader)
    except csv.Error as fault:
        where = Where(str(path), row=reader.line_num)
        findings.append(rules.found("packs/unreadable", where, fault=str(fault)))
        return None
    lacking = [name for name in columns if name not in (reader.fieldnames or ())]
    findings.extend(
        rules.found("packs/column-missing", Where(str(path), row=1, column=name))
        for name in lacking
    )
    return None if lacking else rows
