"""A small country with one data set, opened in a home of its own."""

from __future__ import annotations

from textwrap import dedent

import pytest

from uratibu.core.packs.system import open_system

PACK = {
    "pack.yaml": """
        id: tiny
        title: {en: Tiny land, sw: Nchi ndogo}
        version: 0.1.0
        licence: CC0-1.0
        languages: [en, sw]
        country:
          code: TLD
          alpha2: TL
          title: {en: Tiny land, sw: Nchi ndogo}
          currency: TLC
          fiscal_start_month: 1
    """,
    "codelists/areas.yaml": "id: areas\ntitle: {en: Areas, sw: Maeneo}\n",
    "codelists/areas.csv": """\
        code,title_en,title_sw,source,status
        TLD,Tiny land,Nchi ndogo,test,confirmed
    """,
    "codelists/sex.yaml": "id: sex\ntitle: {en: Sex, sw: Jinsia}\n",
    "codelists/sex.csv": """\
        code,title_en,title_sw,parent,is_aggregate,source,status
        _T,All,Wote,,true,test,confirmed
        F,Female,Wanawake,_T,,test,confirmed
        M,Male,Wanaume,_T,,test,confirmed
    """,
    "indicators/guests.yaml": """
        id: guests
        title: {en: Guests, sw: Wageni}
        definition: {en: People who came., sw: Watu waliokuja.}
        unit: persons
        unit_label: {en: persons, sw: watu}
        kind: flow
        direction: context
        dimensions:
          - {id: sex, codelist: sex, totals: stated, title: {en: Sex, sw: Jinsia}}
        decimals: 0
        source: test
        status: confirmed
    """,
    "datasets/guest-book.yaml": """
        id: guest-book
        title: {en: Guest book, sw: Kitabu cha wageni}
        publisher: Office of guests
        definition: {en: People who came., sw: Watu waliokuja.}
        coverage: {en: Everyone who signed., sw: Kila aliyesaini.}
        method: count
        unit: persons
        period_kind: year
        licence: CC0-1.0
        access: already-public
        kept_at: the office
        source: test
        status: confirmed
        mapping:
          outputs:
            - {indicator: guests, area: ":TLD", period: year, value: guests, dimensions: {sex: sex}}
    """,
}


@pytest.fixture
def tiny(tmp_path, settings):
    """The open system of the small country, as pages see it."""
    for name, text in PACK.items():
        file = tmp_path / "tiny" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text), encoding="utf-8")
    opened = open_system(tmp_path / "tiny", settings.HOME)
    settings.SYSTEM = lambda: opened
    return opened
