"""Frameworks and crosswalks are read whole, from one file or from several."""

from collections.abc import Mapping
from datetime import date

import yaml

from uratibu.core.findings import Finding, Where
from uratibu.core.labels import label
from uratibu.core.norms.load import load_crosswalk, load_framework
from uratibu.core.norms.model import (
    Crosswalk,
    Definition,
    Framework,
    Link,
    Node,
    NodeSet,
    Relation,
    Status,
)

HEAD = """
id: pact
title: {en: The Pact, sw: Mapatano}
short: {en: Pact, sw: Mapatano}
publisher: Assembly
version: "2020"
adopted_on: 2020-02-01
valid_from: 2020-03-01
valid_to: 2030-12-31
replaced_by: pact-two
source: Gazette 1
licence: public
status: confirmed
"""
PART = """
defaults: {kind: action, parent: pact/1, source: "Gazette 1, part 2", status: unreviewed}
nodes:
  - id: pact/1
    code: "1"
    kind: objective
    parent: ""
    title: {en: First, sw: Kwanza}
    status: confirmed
  - id: pact/1/a
    code: 1(a)
    title: {en: Do, sw: Tenda}
    description: {en: Do it., sw: Kitende.}
    definitions:
      - {text: Do as before, valid_to: 2021-12-31, source: old}
      - {text: {en: Do, sw: Tenda}, valid_from: 2022-01-01, source: new}
    valid_from: 2020-03-01
    valid_to: 2030-12-31
    replaced_by: [pact/1]
    attributes: {paragraph: "7"}
sets:
  - {id: pact/set/x, title: {en: X, sw: X}, nodes: [pact/1], source: us, status: unreviewed}
"""
ALL = Framework(
    id="pact",
    title=label({"en": "The Pact", "sw": "Mapatano"}),
    short=label({"en": "Pact", "sw": "Mapatano"}),
    publisher="Assembly",
    version="2020",
    adopted_on=date(2020, 2, 1),
    source="Gazette 1",
    licence="public",
    status=Status.CONFIRMED,
    nodes=(
        Node(
            id="pact/1",
            framework="pact",
            code="1",
            kind="objective",
            title=label({"en": "First", "sw": "Kwanza"}),
            source="Gazette 1, part 2",
            status=Status.CONFIRMED,
        ),
        Node(
            id="pact/1/a",
            framework="pact",
            code="1(a)",
            kind="action",
            title=label({"en": "Do", "sw": "Tenda"}),
            parent="pact/1",
            description=label({"en": "Do it.", "sw": "Kitende."}),
            definitions=(
                Definition(label("Do as before"), valid_to=date(2021, 12, 31), source="old"),
                Definition(
                    label({"en": "Do", "sw": "Tenda"}), valid_from=date(2022, 1, 1), source="new"
                ),
            ),
            valid_from=date(2020, 3, 1),
            valid_to=date(2030, 12, 31),
            replaced_by=("pact/1",),
            source="Gazette 1, part 2",
            attributes=(("paragraph", "7"),),
        ),
    ),
    sets=(NodeSet("pact/set/x", "pact", label({"en": "X", "sw": "X"}), ("pact/1",), "us"),),
    valid_from=date(2020, 3, 1),
    valid_to=date(2030, 12, 31),
    replaced_by="pact-two",
)


def plain(text: str) -> Mapping[str, object]:
    return dict(yaml.safe_load(text))


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    return [(f.rule, f.where.file, f.where.key) for f in findings]


def test_load_framework_puts_its_files_together() -> None:
    loaded = load_framework(
        plain(HEAD), Where(file="framework.yaml"), [(plain(PART), Where(file="one.yaml"))]
    )
    assert loaded == (ALL, ())


def test_load_framework_reads_nodes_and_sets_of_a_single_file() -> None:
    assert load_framework(plain(HEAD + PART), Where(file="pact.yaml")) == (ALL, ())


def test_load_framework_tells_each_fault_with_its_file_and_key() -> None:
    head = plain(HEAD.replace("publisher", "publihser").replace("status: confirmed", "status: ok"))
    part = plain(
        "nodes:\n  - {id: pact/9, kind: goal, title: {en: A, sw: B}, source: s, status: confirmed}"
        "\n  - {id: pact/8, code: 8, kind: goal, title: {en: A, sw: B}, source: s, statis: x,"
        " status: confirmed, definitions: [{source: s}]}\nset: []\n"
    )
    framework, findings = load_framework(
        head, Where(file="framework.yaml"), [(part, Where(file="one.yaml"))]
    )
    assert framework is None
    assert told(findings) == [
        ("plain/missing-key", "framework.yaml", "publisher"),
        ("plain/choice", "framework.yaml", "status"),
        ("plain/unknown-key", "framework.yaml", "publihser"),
        ("plain/missing-key", "one.yaml", "nodes[0].code"),
        ("plain/missing-key", "one.yaml", "nodes[1].definitions[0].text"),
        ("plain/unknown-key", "one.yaml", "nodes[1].statis"),
        ("plain/unknown-key", "one.yaml", "set"),
    ]


def test_load_crosswalk_makes_a_link_of_each_row() -> None:
    rows = [
        {
            "from": "gcm/1", "to": "sdg/17.18", "relation": "direct", "source": "both texts",
            "reviewer": "A. Statistician", "reviewed_on": "2026-01-31", "status": "confirmed",
            "reason": "same subject",
        },
        {"from": "gcm/1", "to": "sdg/1.4", "relation": "", "source": "both texts"},
    ]  # fmt: skip
    assert load_crosswalk(rows, "gcm--sdg", label("GCM and SDG"), Where(file="x.csv")) == (
        Crosswalk(
            "gcm--sdg",
            label("GCM and SDG"),
            (
                Link(
                    "gcm/1", "sdg/17.18", Relation.DIRECT, "both texts", "A. Statistician",
                    date(2026, 1, 31), Status.CONFIRMED, "same subject",
                ),
                Link("gcm/1", "sdg/1.4", Relation.SUPPORTS, "both texts"),
            ),
        ),
        (),
    )  # fmt: skip


def test_load_crosswalk_tells_each_cell_that_cannot_be_read() -> None:
    rows = [{"from": "gcm/1", "to": "", "relation": "cousin", "source": "", "note": "hm"}]
    crosswalk, findings = load_crosswalk(rows, "x", label("X"), Where(file="x.csv"))
    assert crosswalk is None
    assert [(f.rule, f.where.row, f.where.column) for f in findings] == [
        ("rows/missing-cell", 2, "to"),
        ("rows/choice", 2, "relation"),
        ("rows/missing-cell", 2, "source"),
        ("rows/unknown-column", 2, "note"),
    ]
