"""A country opened for work: its packs, the store with their editions, and who publishes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from uratibu.core.codelists.model import CodeList
from uratibu.core.datasets.check import AREAS
from uratibu.core.datasets.store import Store
from uratibu.core.disclosure.publish import Publisher
from uratibu.core.findings import Refused
from uratibu.core.packs.install import install
from uratibu.core.packs.model import Installation
from uratibu.core.packs.register import Progress, register_carried
from uratibu.core.statistics.catalogue import AREA
from uratibu.core.statistics.engines.duckdb import DuckDBEngine
from uratibu.core.statistics.engines.engine import Engine
from uratibu.core.statistics.engines.reference import ReferenceEngine
from uratibu.core.statistics.run import Statistics

ENGINES: dict[str, Callable[[], Engine]] = {"duckdb": DuckDBEngine, "reference": ReferenceEngine}
STORE = "editions"
"""The folder of the store inside the home folder."""


class UnknownEngine(ValueError):
    """There is no engine of that name; the message says which there are."""


@dataclass(frozen=True)
class System:
    """All that the core knows of one installed country, ready to be asked."""

    installation: Installation
    store: Store
    statistics: Statistics
    publisher: Publisher


def _now() -> datetime:
    return datetime.now(UTC)


def open_system(
    pack_root: Path,
    home: Path,
    *,
    engine: str = "duckdb",
    clock: Callable[[], datetime] = _now,
    progress: Progress | None = None,
) -> System:
    """Install the pack in `pack_root`, register what it carries under `home`, and open it.

    Raises Refused if a pack has errors or an edition on disk is not as it was registered,
    UnknownEngine if there is no such engine.
    """
    if engine not in ENGINES:
        raise UnknownEngine(f"There is no engine {engine!r}; choose one of {', '.join(ENGINES)}.")
    installation = install(pack_root)
    store = Store(home / STORE)
    register_carried(installation, store, at=clock(), progress=progress)
    altered = store.altered()
    if altered:
        raise Refused(altered)
    statistics = Statistics(
        indicators={i.id: i for i in installation.indicators},
        measures={m.id: m for m in installation.measures},
        datasets={d.id: d for d in installation.datasets},
        codelists=_by_dimension(installation.codelists()),
        store=store,
        engine=ENGINES[engine](),
    )
    return System(installation, store, statistics, Publisher(statistics, clock))


def _by_dimension(codelists: Mapping[str, CodeList]) -> dict[str, CodeList]:
    """The code lists, with the places under the name of their dimension as well.

    Every figure has an area without declaring it, so no indicator says which list it is from.
    """
    return {**codelists, **({AREA: codelists[AREAS]} if AREAS in codelists else {})}
