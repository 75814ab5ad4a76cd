"""The editions that packs carry, put into the store; the second time nothing is left to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from uratibu.core.datasets import exchange
from uratibu.core.datasets.model import Column, Edition
from uratibu.core.datasets.store import FileFacts, Store
from uratibu.core.findings import Finding, Refused, Where
from uratibu.core.packs import rules
from uratibu.core.packs.model import CarriedEdition, Installation

Progress = Callable[[str, int, int], None]


def register_carried(
    installation: Installation, store: Store, *, at: datetime, progress: Progress | None = None
) -> tuple[Edition, ...]:
    """Register every carried edition that the store does not have yet; returns the new ones.

    What is registered is compared by its digest, without reading a single observation. A file
    that was registered whole is not narrowed to the part a pack carries of it.
    at: the time of registration. progress: called with an edition, how many are done and of how
    many. Raises Refused where the store has other observations under the same name.
    """
    registered = {edition.id: edition for edition in store.editions()}
    carried = [edition for pack in installation.packs for edition in pack.editions]
    findings = [f for c in carried for f in _contradiction(c, registered.get(c.id), store)]
    if findings:
        raise Refused(findings)
    waiting = [edition for edition in carried if edition.id not in registered]
    made = []
    for index, edition in enumerate(waiting):
        if progress is not None:
            progress(edition.id, index, len(waiting))
        made.append(_register(edition, installation, store, at))
    return tuple(made)


def _contradiction(
    carried: CarriedEdition, there: Edition | None, store: Store
) -> tuple[Finding, ...]:
    if there is None:
        return ()
    is_same_file = there.sha256 == carried.source_sha256
    if is_same_file and (there.digest == carried.digest or there.area != carried.area):
        return ()
    where = Where(str(carried.file), value=carried.id)
    folder = store.parquet(there).parent
    return (
        rules.found(
            "packs/other-observations-registered", where, edition=carried.id, folder=folder
        ),
    )


def _register(
    carried: CarriedEdition, installation: Installation, store: Store, at: datetime
) -> Edition:
    observations, findings = exchange.read_csv(carried.file)
    if findings:
        raise Refused(findings)
    dataset = installation.dataset(carried.dataset)
    facts = FileFacts(
        file_name=carried.source_file,
        sha256=carried.source_sha256,
        bytes=carried.source_bytes,
        rows=carried.source_rows,
        columns=tuple(Column(name, "text") for name in exchange.columns_of(observations)),
        retrieved_on=carried.retrieved_on,
        registered_at=at,
        area=carried.area,
        published_on=carried.published_on,
        notes=carried.notes,
    )
    edition = store.register(dataset, carried.edition, observations, facts).edition
    contradiction = _contradiction(carried, edition, store)
    if contradiction:
        where = Where(str(carried.file), value=carried.id)
        raise Refused([rules.found("packs/observations-changed", where, sha256=edition.digest)])
    return edition
