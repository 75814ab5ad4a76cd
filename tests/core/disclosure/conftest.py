"""A small world with a publisher: migrants by sex and origin, and people counted from records."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from spec.world import World, title
from uratibu.core.datasets.model import Access
from uratibu.core.labels import label
from uratibu.core.statistics.engines.duckdb import DuckDBEngine

STOCKS = """
    area  | period | sex | origin | persons      | note
    KEN   | 2020   | _T  | SOM    | 40           |
    KEN   | 2020   | _T  | SSD    | 60e          |
    KEN   | 2020   | _T  | _T     | 101e         |
    KEN   | 2024   | _T  | SOM    | suppressed   | =2+2 is not run
    KEN   | 2024   | _T  | SSD    | 61.5         |
    KEN   | 2024   | _T  | IND    | not-yet      |
    KEN   | 2024   | _T  | _T     | 150          |
    KE001 | 2024   | _T  | _T     | 5            |
    KE002 | 2024   | _T  | _T     | 6            |
    KE003 | 2024   | _T  | _T     | 0            |
    KE004 | 2024   | _T  | _T     | missing      |
"""
RECORDS = "area | period | persons\nKEN | 2024 | 3\n"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    engine = DuckDBEngine(threads=1)
    made = World(tmp_path, engine)
    made.indicator("stock", sex="stated", origin="stated")
    limits = label({"en": "Refugees are left out.", "sw": "Wakimbizi hawamo."})
    made.indicators["stock"] = replace(made.indicators["stock"], limits=limits)
    made.edition("stock", "2024", "stock", STOCKS)
    made.measure("stock", title=title("Migrants in {area}, {period}", "Wahamiaji {area}, {period}"))
    made.indicator("cases")
    made.dataset("cases", access=Access.RECORDS)
    made.edition("cases", "2024", "cases", RECORDS)
    made.measure("cases")
    yield made
    engine.close()
