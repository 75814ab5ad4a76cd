"""`uratibu data`: register files as editions, list and show them, compare two of them."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from tqdm import tqdm

from uratibu.cli import data_output, place
from uratibu.cli.opened import open_chosen
from uratibu.core.datasets import diff, intake, published
from uratibu.core.datasets.cells import nearest_name
from uratibu.core.datasets.check import AREAS
from uratibu.core.datasets.model import Dataset, Edition, Observation
from uratibu.core.datasets.read import ReadResult
from uratibu.core.datasets.store import FileFacts, UnknownEdition
from uratibu.core.disclosure import gate
from uratibu.core.disclosure.model import Unprotected
from uratibu.core.findings import Finding, Refused, Severity, Where
from uratibu.core.packs.model import Installation


def add_to(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The options of `uratibu data`."""
    parser = verbs.add_parser("data", help="register and compare data sets", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    _add_adding(acts)
    listing = acts.add_parser(
        "list", help="data sets and their editions", description="Every data set and its editions."
    )
    listing.set_defaults(run=run_list)
    showing = acts.add_parser(
        "show", help="one data set", description="What a data set says of itself, and its editions."
    )
    showing.add_argument("id", metavar="ID", help="such as undesa-ims")
    showing.set_defaults(run=run_show)
    comparing = acts.add_parser(
        "diff",
        help="what a new edition changes",
        description="Compare two editions: codes, rows, revised values, published figures.",
        epilog="Example: uratibu data diff undesa-ims 2020 2024 --manifest manifest.json",
    )
    for name in ("id", "old", "new"):
        comparing.add_argument(name, metavar=name.upper())
    comparing.add_argument(
        "--manifest",
        type=Path,
        metavar="FILE",
        help="whose figures are touched; if none is named, those of the newest profile here",
    )
    comparing.add_argument("--area", default="", metavar="CODE", help="only this area")
    comparing.add_argument("--limit", type=int, default=20, metavar="N", help="rows to print")
    comparing.set_defaults(run=run_diff)
    for act in (listing, showing, comparing):
        act.add_argument("--language", default="en", metavar="LANGUAGE", help="of words (en, sw)")
        _add_common(act)


def _add_adding(acts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    adding = acts.add_parser(
        "add",
        help="register a file as an edition",
        description="Read a CSV, XLSX or Parquet file by the mapping of its data set. Every fault "
        "is told; nothing is stored unless there is none.",
        epilog="Example: uratibu data add stock2024.parquet --source undesa-ims --edition 2024",
    )
    adding.add_argument("file", type=Path, metavar="FILE", help="CSV, XLSX or Parquet")
    adding.add_argument("--source", required=True, metavar="ID", help="data set, see `data list`")
    adding.add_argument("--edition", required=True, metavar="E", help="name, such as 2024")
    adding.add_argument(
        "--retrieved-on", type=_day, metavar="DAY", help="such as 2025-06-19 (default: today)"
    )
    adding.add_argument(
        "--area", default="", metavar="CODE", help="keep this area and those inside it"
    )
    adding.set_defaults(run=run_add)
    _add_common(adding)


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pack", type=Path, metavar="DIR", help="the country (default: ke)")
    parser.add_argument("--json", action="store_true", help="the answer as JSON")
    parser.set_defaults(engine="duckdb")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it like 2025-06-19") from None


def run_add(chosen: argparse.Namespace) -> int:
    """Register one file; 1 if it has errors or its name is taken."""
    system = open_chosen(chosen)
    dataset = _dataset(system.installation, chosen.source)
    _refuse_unknown_area(system.installation, chosen.area)
    facts = _file_facts(chosen)
    before = system.store.registered(dataset.id, chosen.edition, facts)
    if before is not None and before.area in ("", facts.area):
        _tell(chosen, before, (), "already registered, nothing changed")
        return 0
    result = _read(chosen.file, dataset, system.installation)
    kept = tuple(_inside(result.observations, chosen.area, system.installation))
    if result.errors or not kept:
        _tell_refusal(chosen, result)
        return 1
    facts = replace(facts, rows=result.rows, columns=result.columns)
    made = system.store.register(dataset, chosen.edition, kept, facts)
    _tell(chosen, made.edition, result.findings, "registered")
    return 0


def run_list(chosen: argparse.Namespace) -> int:
    """Print every data set with its editions."""
    system = open_chosen(chosen)
    datasets = sorted(system.installation.datasets, key=lambda d: d.id)
    pairs = [(dataset, system.store.editions(dataset.id)) for dataset in datasets]
    if chosen.json:
        plain = [data_output.plain_dataset(d) | {"editions": _plain(e)} for d, e in pairs]
        print(json.dumps(plain, indent=1, ensure_ascii=False))
    else:
        print(data_output.listed(pairs, chosen.language))
    return 0


def run_show(chosen: argparse.Namespace) -> int:
    """Print one data set with its editions and how its files are read."""
    system = open_chosen(chosen)
    dataset = _dataset(system.installation, chosen.id)
    editions = system.store.editions(dataset.id)
    if chosen.json:
        plain = data_output.plain_dataset(dataset) | {"editions": _plain(editions)}
        print(json.dumps(plain, indent=1, ensure_ascii=False))
    else:
        print(data_output.shown(dataset, editions, chosen.language))
    return 0


def run_diff(chosen: argparse.Namespace) -> int:
    """Print what changed between two editions. Raises Refused where one of them is not there."""
    system = open_chosen(chosen)
    dataset = _dataset(system.installation, chosen.id)
    _refuse_records(dataset)
    try:
        old, new = (system.store.edition(dataset.id, name) for name in (chosen.old, chosen.new))
    except UnknownEdition as unknown:
        raise _refused(
            "data/unknown-edition", str(unknown), "See `uratibu data list`.", chosen.id
        ) from unknown
    scope = chosen.area or _common_area(old, new)
    with _bar("editions", total=2) as step:
        sides = []
        for number, edition in enumerate((old, new), start=1):
            there = system.store.observations(edition)
            sides.append(tuple(_inside(there, scope, system.installation)))
            step(number)
    changes = diff.compare(*sides)
    manifest = chosen.manifest or _newest_manifest()
    touched = diff.touched_figures(_figures(manifest, old), changes)
    report = data_output.DiffReport(old, new, scope, changes, touched)
    if chosen.json:
        print(json.dumps(data_output.plain_diff(report), indent=1, ensure_ascii=False))
    else:
        print(data_output.told_diff(report, limit=chosen.limit, has_manifest=bool(manifest)))
    return 0


def _common_area(old: Edition, new: Edition) -> str:
    """A part of a file is only comparable with the same part of the other."""
    return old.area or new.area


def _newest_manifest() -> Path | None:
    """The manifest of the newest profile published here, None before the first."""
    built = place.home().glob("profiles/*/*/manifest.en.json")
    return max(built, key=lambda file: (file.parent.name, str(file)), default=None)


def _figures(manifest: Path | None, old: Edition) -> tuple[diff.Figure, ...]:
    if manifest is None:
        return ()
    try:
        plain = json.loads(manifest.read_text(encoding="utf-8"))
        return published.figures_of(plain, dataset=old.dataset, edition=old.edition)
    except (OSError, ValueError) as error:
        raise _refused(
            "data/manifest", f"The manifest cannot be read: {error}.",
            "Bring the manifest.json that `uratibu profile build` writes.", str(manifest),
        ) from error  # fmt: skip


def _dataset(installation: Installation, name: str) -> Dataset:
    known = {dataset.id: dataset for dataset in installation.datasets}
    if name not in known:
        near = nearest_name(name, tuple(known))
        raise _refused(
            "data/unknown-dataset", f"There is no data set {name}.",
            f"Do you mean {near}?" if near else "See `uratibu data list`.", name,
        )  # fmt: skip
    return known[name]


def _refuse_records(dataset: Dataset) -> None:
    """What was counted from records is not printed before a method protects it."""
    try:
        gate.require_public([(dataset.id, dataset.access)])
    except Unprotected as closed:
        raise _refused(
            "data/unprotected", f"{closed}.", "Compare data sets that are public.", dataset.id
        ) from closed


def _refuse_unknown_area(installation: Installation, area: str) -> None:
    areas = installation.codelists().get(AREAS)
    if area and (areas is None or area not in areas):
        raise _refused(
            "data/unknown-area", f"There is no area {area}.",
            "Write the code of a country or county, such as KEN.", area,
        )  # fmt: skip


def _refused(rule: str, message: str, remedy: str, value: str) -> Refused:
    return Refused([Finding(Where(value=value), rule, Severity.ERROR, message, remedy)])


def _file_facts(chosen: argparse.Namespace) -> FileFacts:
    try:
        with chosen.file.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        size = chosen.file.stat().st_size
    except OSError as error:
        raise _refused(
            "datasets/no-file", f"The file cannot be opened: {error.strerror}.",
            "Check the path.", str(chosen.file),
        ) from error  # fmt: skip
    now = datetime.now(UTC)
    return FileFacts(
        file_name=chosen.file.name, sha256=sha256, bytes=size, rows=0, columns=(),
        retrieved_on=chosen.retrieved_on or now.date(), registered_at=now, area=chosen.area,
    )  # fmt: skip


def _read(path: Path, dataset: Dataset, installation: Installation) -> ReadResult:
    country = installation.country
    with _bar("rows") as step:
        return intake.take_in(
            path,
            dataset,
            installation.codelists(),
            {indicator.id: indicator for indicator in installation.indicators},
            fiscal_start_month=country.fiscal_start_month if country else 1,
            progress=step,
        )


def _inside(
    observations: Iterator[Observation] | tuple[Observation, ...], area: str,
    installation: Installation,
) -> Iterator[Observation]:  # fmt: skip
    areas = installation.codelists().get(AREAS)
    wanted: dict[str, bool] = {}
    for observation in observations:
        code = observation.area
        if code not in wanted:
            above = areas.ancestors(code) if areas else ()
            wanted[code] = not area or area in (code, *above)
        if wanted[code]:
            yield observation


@contextmanager
def _bar(unit: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    hidden = not sys.stderr.isatty()
    with tqdm(unit=f" {unit}", total=total, disable=hidden, leave=False, delay=0.5) as bar:
        yield lambda done: bar.update(done - bar.n) and None


def _tell(
    chosen: argparse.Namespace, edition: Edition, findings: tuple[Finding, ...], said: str
) -> None:
    if chosen.json:
        plain = {
            "result": said,
            "edition": data_output.plain_edition(edition),
            "findings": [finding.as_plain() for finding in findings],
        }
        print(json.dumps(plain, indent=1, ensure_ascii=False))
        return
    for finding in findings:
        print(finding, file=sys.stderr)
    print(data_output.told_edition(edition, said))


def _tell_refusal(chosen: argparse.Namespace, result: ReadResult) -> None:
    findings = list(result.findings)
    if not result.errors:
        findings.append(
            Finding(
                Where(file=chosen.file.name, value=chosen.area), "data/nothing-inside",
                Severity.ERROR, f"No row of the file speaks of {chosen.area or 'anything'}.",
                "Leave --area out, or bring another file.",
            )
        )  # fmt: skip
    errors = max(result.errors, 1)
    if chosen.json:
        told = [finding.as_plain() for finding in findings]
        print(json.dumps({"result": "refused", "errors": errors, "findings": told}, indent=1))
        return
    for finding in findings:
        print(finding, file=sys.stderr)
    print(f"{chosen.file.name}: {errors:,} error(s); nothing was stored.", file=sys.stderr)


def _plain(editions: tuple[Edition, ...]) -> list[dict[str, object]]:
    return [data_output.plain_edition(edition) for edition in editions]
