from __future__ import annotations

import yaml

from core.reports.outlines import FULL
from uratibu.core.findings import Where
from uratibu.core.labels import label
from uratibu.core.reports.load import load_outline
from uratibu.core.reports.model import BlockPlan


def load(text):
    return load_outline(yaml.safe_load(text), Where("outlines/demo.yaml"))


def test_load_outline_reads_sections_blocks_and_shared_blocks():
    outline, findings = load(FULL)

    assert findings == ()
    assert [section.id for section in outline.sections] == ["key", "stock"]
    assert [section.id for section in outline.sections[1].sections] == ["more"]
    assert outline.sections[1].blocks[0] == BlockPlan(
        "text", (("text", "intro"),), "outlines/demo.yaml, sections[1].blocks[0]"
    )
    assert dict(dict(outline.shared)["by-origin"].options)["total"] == label(
        {"en": "All origins", "sw": "Asili zote"}
    )


def test_load_outline_reports_every_fault_with_its_place():
    outline, findings = load(
        """
        id: demo
        title: D
        sections:
        - id: s
          title: S
          blocks:
          - {kind: picture}
          - {kind: table, measure: a.b, caption: C, colour: red}
          - {kind: text}
          - {kind: key-statistics, title: K, tiles: [{figure: nonsense, name: N}]}
          - {kind: facts, caption: F, headers: H, rows: [one]}
        """
    )

    assert outline is None
    assert [(f.rule, f.where.key) for f in findings] == [
        ("outline/kind", "sections[0].blocks[0].kind"),
        ("plain/unknown-key", "sections[0].blocks[1].colour"),
        ("plain/missing-key", "sections[0].blocks[2].text"),
        ("outline/figure", "sections[0].blocks[3].tiles[0].figure"),
        ("outline/words", "sections[0].blocks[4].headers"),
        ("outline/words", "sections[0].blocks[4].rows"),
    ]
