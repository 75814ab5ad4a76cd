"""From the files of publishers to what a pack carries: extracts.yaml says which and of what.

The publisher's file stays where it is; the pack keeps the observations of its own area with the
name, sha256 and size of the file they come from, and the command that makes them again.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from uratibu.core.datasets import exchange, read
from uratibu.core.datasets.check import AREAS
from uratibu.core.datasets.model import Observation
from uratibu.core.datasets.store import digest_of, sort_key
from uratibu.core.findings import Finding, Refused, Where
from uratibu.core.packs import files, rules
from uratibu.core.packs.carried import digest
from uratibu.core.packs.install import install
from uratibu.core.packs.model import Installation
from uratibu.core.plain import Reading

Progress = Callable[[str, int], None]


@dataclass(frozen=True)
class Extract:
    """One entry of extracts.yaml. area: "" takes the whole file; areas inside it come too."""

    file: str
    dataset: str
    edition: str
    retrieved_on: date
    area: str = ""
    published_on: date | None = None
    notes: str = ""
    indicators: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The citable id of the edition it makes."""
        return f"{self.dataset}@{self.edition}"


@dataclass(frozen=True)
class Extracted:
    """What one extract gave: how many observations of how many rows, and what was noted."""

    id: str
    observations: int
    rows: int
    findings: tuple[Finding, ...]


def load_extracts(root: Path) -> tuple[Extract, ...]:
    """The entries of the pack's extracts.yaml. Raises Refused with what is wrong in it."""
    findings: list[Finding] = []
    path = root / "extracts.yaml"
    plain = files.read_yaml(path, findings) or {}
    reading = Reading(plain, Where(str(path)), findings)
    found = tuple(_extract(entry) for entry in reading.each("extracts"))
    reading.close()
    if findings:
        raise Refused(findings)
    return found


def _extract(entry: Reading) -> Extract:
    extract = Extract(
        file=entry.text("file"),
        dataset=entry.text("dataset"),
        edition=entry.text("edition"),
        retrieved_on=entry.day("retrieved_on") or date.min,
        area=entry.text("area", default=""),
        published_on=entry.day("published_on"),
        notes=entry.text("notes", default=""),
        indicators=entry.texts("indicators"),
    )
    if extract.retrieved_on == date.min:
        entry.fault("plain/missing-key", "retrieved_on", "is missing.", "Add the day it was taken.")
    entry.close()
    return extract


def extract_pack(
    root: Path, data: Path, *, only: tuple[str, ...] = (), progress: Progress | None = None
) -> Iterator[Extracted]:
    """Make the pack's editions and observations anew from the files under `data`.

    only: data sets to extract, all where empty. Raises Refused if a file is not there, cannot be
    read as its mapping says, or belongs to a data set that no pack has.
    """
    installation = install(root)
    chosen = [e for e in load_extracts(root) if not only or e.dataset in only]
    _refuse_unknown(root, data, chosen, installation)
    for extract in chosen:
        yield _make(root, data, extract, installation, progress)


def _refuse_unknown(
    root: Path, data: Path, extracts: list[Extract], installation: Installation
) -> None:
    place = Where(str(root / "extracts.yaml"))
    datasets = {dataset.id for dataset in installation.datasets}
    findings = []
    for extract in extracts:
        if extract.dataset not in datasets:
            where = Where(place.file, key="dataset", value=extract.dataset)
            findings.append(rules.found("packs/unknown-dataset", where, name=extract.dataset))
        if not (data / extract.file).is_file():
            where = Where(place.file, key="file", value=extract.file)
            findings.append(rules.found("packs/source-file-missing", where, folder=data))
    if findings:
        raise Refused(findings)


def _make(
    root: Path, data: Path, extract: Extract, installation: Installation,
    progress: Progress | None,
) -> Extracted:  # fmt: skip
    path = data / extract.file
    country = installation.country
    result = read.read_file(
        path,
        installation.dataset(extract.dataset),
        installation.codelists(),
        {i.id: i for i in installation.indicators},
        fiscal_start_month=country.fiscal_start_month if country else 1,
        progress=(lambda rows: progress(extract.id, rows)) if progress else None,
    )
    if result.errors:
        raise Refused(result.findings)
    kept = sorted(_kept(result.observations, extract, installation), key=sort_key)
    file = root / "observations" / f"{extract.id}.csv"
    file.parent.mkdir(exist_ok=True)
    exchange.write_csv(kept, file)
    facts = _facts(extract, path, result.rows, kept, file)
    described = root / "editions" / f"{extract.id}.yaml"
    described.parent.mkdir(exist_ok=True)
    described.write_text(facts, encoding="utf-8")
    return Extracted(extract.id, len(kept), result.rows, result.findings)


def _kept(
    observations: tuple[Observation, ...], extract: Extract, installation: Installation
) -> Iterator[Observation]:
    areas = installation.codelists().get(AREAS)
    for observation in observations:
        above = areas.ancestors(observation.area) if areas else ()
        is_inside = not extract.area or extract.area in (observation.area, *above)
        if is_inside and (not extract.indicators or observation.indicator in extract.indicators):
            yield observation


def _facts(extract: Extract, source: Path, rows: int, kept: list[Observation], file: Path) -> str:
    facts: dict[str, object] = {
        "dataset": extract.dataset,
        "edition": extract.edition,
        "source_file": source.name,
        "source_sha256": digest(source),
        "source_rows": rows,
        "source_bytes": source.stat().st_size,
        "retrieved_on": extract.retrieved_on,
        "published_on": extract.published_on,
        "area": extract.area,
        "observations": len(kept),
        "sha256": digest(file),
        "digest": digest_of(kept),
        "notes": extract.notes,
        "command": f"uratibu pack extract packs/{file.parent.parent.resolve().name} --from DATADIR",
    }
    said = {name: value for name, value in facts.items() if value not in ("", None)}
    text = io.StringIO()
    yaml.safe_dump(said, text, sort_keys=False, allow_unicode=True, width=100)
    return text.getvalue()
