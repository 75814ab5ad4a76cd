"""The world's files registered whole: every country answers with no change of code or pack."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from uratibu.core.datasets.read import read_file
from uratibu.core.datasets.store import FileFacts
from uratibu.core.disclosure.model import NotReleasable
from uratibu.core.disclosure.publish import Publisher
from uratibu.core.disclosure.request import parse_request
from uratibu.core.packs.extract import load_extracts
from uratibu.core.packs.system import System, open_system

PACKS = Path(__file__).resolve().parents[2] / "packs"
DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the publishers' files are not here")

WHOLE = {
    "undesa-wpp-migration",
    "unhcr-solutions",
    "idmc-new-displacements",
    "iom-missing-migrants",
    "wb-wdi-context",
    "wb-rpw-corridors",
    "unsd-sdg",
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Publisher:
    system = open_system(PACKS / "ke", tmp_path_factory.mktemp("home"))
    for extract in load_extracts(PACKS / "ke"):
        if extract.dataset in WHOLE:
            _register(system, extract.dataset, extract.edition, DATA / extract.file)
    return system.publisher


def _register(system: System, dataset_id: str, edition: str, path: Path) -> None:
    installed = system.installation
    dataset = installed.dataset(dataset_id)
    indicators = {indicator.id: indicator for indicator in installed.indicators}
    result = read_file(path, dataset, installed.codelists(), indicators)
    facts = FileFacts(
        file_name=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        bytes=path.stat().st_size, rows=result.rows, columns=result.columns,
        retrieved_on=datetime.now(UTC).date(), registered_at=datetime.now(UTC),
    )  # fmt: skip
    system.store.register(dataset, edition, result.observations, facts)


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("netmigration.total&area=UGA&period=2023", "-126181"),
        ("returns.refugees&area=UGA&period=2025", "4538"),
        ("displacement.new&area=GHA&period=2023", "47555"),
        ("deaths.total&area=GHA&period=2019", "15"),
        ("remittances.share-of-gdp&area=GHA&period=2023", "3.18"),
        ("remittances.inflow&area=UGA&period=2023", "1430715473"),
        ("sdg.10.7.2&area=UGA&period=2019", "3"),
        ("remittances.inflow&area=KEN&period=2023", "4227611606"),
    ],
)
def test_another_country_answers(world: Publisher, question: str, figure: str) -> None:
    (cell,) = world.table(parse_request(parse_qsl(f"measure={question}"))).cells
    assert cell.value.number is not None
    assert cell.value.number.quantize(Decimal(figure)) == Decimal(figure)


def test_a_corridor_nobody_surveyed_is_declined(world: Publisher) -> None:
    asked = "measure=remittances.cost-corridor&area=KEN&origin=UGA&period=2020-Q3"
    with pytest.raises(NotReleasable) as told:
        world.table(parse_request(parse_qsl(asked)))
    assert told.value.kind == "declined"


def test_namibia_is_a_country_and_not_a_missing_value(world: Publisher) -> None:
    asked = "measure=remittances.inflow&area=NAM&period=2023"
    (cell,) = world.table(parse_request(parse_qsl(asked))).cells
    assert cell.value.number is not None
