"""Every example holds in every engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from spec.world import World
from uratibu.core.statistics.engines.duckdb import DuckDBEngine
from uratibu.core.statistics.engines.reference import ReferenceEngine


@pytest.fixture(params=["reference", "duckdb"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    engine = DuckDBEngine()
    try:
        yield World(tmp_path, ReferenceEngine() if request.param == "reference" else engine)
    finally:
        engine.close()
