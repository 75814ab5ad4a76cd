"""The editions that the packs carry: both engines answer every measure alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from uratibu.core.disclosure.model import NotReleasable
from uratibu.core.disclosure.publish import Publisher
from uratibu.core.disclosure.request import Request
from uratibu.core.packs.system import System, open_system
from uratibu.core.statistics.engines.reference import ReferenceEngine
from uratibu.core.statistics.run import Statistics

PACKS = Path(__file__).parents[2] / "packs"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def kenya(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    opened = open_system(PACKS / "ke", tmp_path_factory.mktemp("home"), clock=lambda: NOW)
    yield opened
    opened.statistics.facts.engine.close()  # type: ignore[attr-defined]


def published(publisher: Publisher, request: Request) -> object:
    try:
        return publisher.table(request)
    except NotReleasable as refused:
        return refused.kind, refused.words


def test_every_measure_is_answered_alike(kenya: System) -> None:
    declared = kenya.statistics.catalogue
    reference = Publisher(
        Statistics(
            indicators=declared.indicators,
            measures=declared.measures,
            datasets=declared.datasets,
            codelists=declared.codelists,
            store=kenya.store,
            engine=ReferenceEngine(),
        ),
        lambda: NOW,
    )
    answered = 0
    for measure in kenya.publisher.measures():
        dimensions = declared.indicators[measure.numerator.indicator].dimensions
        for by in [(), *((each.id,) for each in dimensions if each.id != "area")]:
            request = Request(measure.id, by, (("area", ("KEN",)),), ("latest",))
            found = published(kenya.publisher, request)
            assert found == published(reference, request), request
            answered += not isinstance(found, tuple)
    assert answered > 100


def test_migrants_in_kenya_as_un_desa_published_them(kenya: System) -> None:
    """International Migrant Stock 2024, table 1: both sexes, Kenya, mid-2024."""
    request = Request("stock.total", where=(("area", ("KEN",)),), periods=("2024",))
    (cell,) = kenya.publisher.table(request).cells
    assert str(cell.value.number) == "992536"
