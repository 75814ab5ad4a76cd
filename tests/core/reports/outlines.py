"""Outlines and documents for tests: small, with one block of each kind."""

from __future__ import annotations

from datetime import date

import yaml

from core.reports.publishing import FixturePublisher, kenya
from uratibu.core.findings import Where
from uratibu.core.labels import Label, label
from uratibu.core.reports.compile import compile_document
from uratibu.core.reports.load import load_outline
from uratibu.core.reports.model import About, Document, Outline

KENYA = About("KEN", label({"en": "Kenya", "sw": "Kenya"}))
TILES = (("KE001", 0, 1), ("KE047", 1, 0), ("KE002", 0, 0))
INTRO = label({
    "en": "There were {stock.total@2024} migrants in {country}.\n\n- US$ "
    "{remittances.inflow@2022 unit=million} came in.\n\n> A note.",
    "sw": "Wahamiaji {stock.total@2024} waliishi {country}.\n\n- Dola "
    "{remittances.inflow@2022 unit=million} ziliingia.\n\n> Maelezo.",
})  # fmt: skip
FULL = """
id: demo
title: {en: "Migration in {country}", sw: "Uhamiaji nchini {country}"}
subtitle: {en: "Edition {edition}", sw: "Toleo la {edition}"}
publisher: {en: A secretariat, sw: Sekretarieti}
notice: {en: For tests., sw: Kwa majaribio.}
shared:
  by-origin:
    kind: table
    caption: {en: "By origin, {unit}, {period}", sw: "Kwa asili, {unit}, {period}"}
    measure: stock.total
    by: [origin]
    periods: all
    across: period
    sort: value
    total: {en: All origins, sw: Asili zote}
sections:
  - id: key
    title: {en: At a glance, sw: Kwa muhtasari}
    blocks:
      - kind: key-statistics
        title: {en: Key statistics, sw: Takwimu kuu}
        tiles:
          - figure: stock.total@latest
            name: {en: Migrants, sw: Wahamiaji}
            note: {en: "people, {period}", sw: "watu, {period}"}
        map:
          {kind: chart, chart: tiles, measure: population.census, by: [area], where: {area: tiles},
           caption: {en: "People, {period}", sw: "Watu, {period}"}}
  - id: stock
    title: {en: Stock, sw: Idadi}
    blocks:
      - {kind: text, text: intro}
      - {use: demo/by-origin}
    sections:
      - id: more
        title: {en: More, sw: Zaidi}
        blocks:
          - {kind: chart, chart: line, measure: remittances.inflow, periods: all, unit: million,
             caption: {en: "Money, {unit}", sw: "Fedha, {unit}"}}
          - {kind: chart, chart: stacked, measure: stock.total, by: [sex], periods: all,
             table: below, across: sex, caption: {en: "By sex", sw: "Kwa jinsia"}}
          - kind: source-comparison
            caption: {en: How many, sw: Wangapi}
            sources:
              - figure: stock.total@2024
                name: {en: New, sw: Mpya}
                definition: {en: born abroad, sw: waliozaliwa nje}
                used: true
              - figure: stock.total@2020
                name: {en: Old, sw: Zamani}
                definition: {en: born abroad, sw: waliozaliwa nje}
            choice: {en: The newest., sw: Mpya zaidi.}
          - kind: facts
            caption: {en: Gaps, sw: Mapengo}
            headers: [{en: Table, sw: Jedwali}, {en: Who, sw: Nani}]
            rows: [[T06, {en: Immigration, sw: Uhamiaji}]]
"""


def outline(text: str = FULL) -> Outline:
    """The outline of a YAML text that has no faults."""
    loaded, findings = load_outline(yaml.safe_load(text), Where("outlines/demo.yaml"))
    assert findings == ()
    assert loaded is not None
    return loaded


def with_blocks(blocks: str) -> Outline:
    """An outline of one section with the given blocks (YAML, one a line, in brackets)."""
    return outline(f"id: demo\ntitle: D\nsections:\n- {{id: s, title: S, blocks: {blocks}}}\n")


def document(
    shape: Outline | None = None,
    *,
    text: Label = INTRO,
    language: str = "en",
    publisher: FixturePublisher | None = None,
) -> Document:
    """A compiled document about Kenya."""
    return compile_document(
        shape or outline(),
        publisher or kenya(),
        texts={"intro": text},
        country=KENYA,
        edition="2025",
        language=language,
        as_of=date(2025, 7, 1),
        tiles=TILES,
    )
