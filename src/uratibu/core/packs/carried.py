"""The editions a pack carries: their facts, and every row of their observations."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

from uratibu.core.codelists.model import TOTAL
from uratibu.core.codelists.rows import FIRST_ROW
from uratibu.core.datasets.load import RESERVED
from uratibu.core.datasets.model import Dataset
from uratibu.core.findings import Finding, Where
from uratibu.core.indicators.model import Indicator
from uratibu.core.packs import files, rules
from uratibu.core.packs.listing import named
from uratibu.core.packs.model import CarriedEdition
from uratibu.core.packs.references import codelist_of
from uratibu.core.packs.scope import Scope
from uratibu.core.periods import NotAPeriod, parse_period
from uratibu.core.values import Quality, State, Value

COLUMNS = ("indicator", "area", "period", "value", "state", "quality", "source_row", "note")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def faults(scope: Scope) -> Iterator[Finding]:
    """Every fault of the pack's editions and of the observations they come with."""
    stems = {path.stem for path in named(scope.pack.root, "editions", ".yaml")}
    for edition in scope.pack.editions:
        yield from edition_unlike_itself(scope, edition)
        yield from observations_unlike_edition(scope, edition)
    for path in named(scope.pack.root, "observations", ".csv"):
        if path.stem not in stems:
            file = f"editions/{path.stem}.yaml"
            yield rules.found("packs/observations-without-edition", Where(str(path)), file=file)


def edition_unlike_itself(scope: Scope, edition: CarriedEdition) -> Iterator[Finding]:
    """Facts of an edition that cannot be true."""
    place = scope.place("editions", f"{edition.id}.yaml")
    if not scope.knows("datasets", edition.dataset):
        where = replace(place, key="dataset", value=edition.dataset)
        yield rules.found("packs/unknown-dataset", where, name=edition.dataset)
    for key in ("sha256", "source_sha256", "digest"):
        if not _SHA256.fullmatch(getattr(edition, key)):
            where = replace(place, key=key, value=getattr(edition, key))
            yield rules.found("packs/not-a-sha256", where)
    if edition.published_on and edition.published_on > edition.retrieved_on:
        where = replace(place, key="published_on", value=edition.published_on.isoformat())
        yield rules.found("packs/edition-dated-after-retrieval", where)
    if edition.area and edition.area not in scope.areas:
        where = replace(place, key="area", value=edition.area)
        yield rules.found("packs/unknown-code", where, codelist=scope.areas.id)


def observations_unlike_edition(scope: Scope, edition: CarriedEdition) -> Iterator[Finding]:
    """A file of observations that is not there, was changed, or says what cannot be."""
    place = scope.place("editions", f"{edition.id}.yaml")
    if not edition.file.is_file():
        file = f"observations/{edition.id}.csv"
        yield rules.found("packs/edition-without-observations", place, file=file)
        return
    sha256 = digest(edition.file)
    if _SHA256.fullmatch(edition.sha256) and sha256 != edition.sha256:
        where = replace(place, key="sha256", value=edition.sha256)
        yield rules.found("packs/observations-changed", where, sha256=sha256)
    findings: list[Finding] = []
    rows = files.read_rows(edition.file, findings, columns=COLUMNS) or []
    yield from findings
    if rows and len(rows) != edition.observations:
        where = replace(place, key="observations", value=str(edition.observations))
        said = edition.observations
        yield rules.found("packs/observations-counted", where, said=said, there=len(rows))
    dataset = next((d for d in scope.installed.datasets if d.id == edition.dataset), None)
    if dataset is not None:
        yield from rows_that_cannot_be(scope, dataset, rows, Where(str(edition.file)))


def digest(path: Path) -> str:
    """The sha256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def rows_that_cannot_be(
    scope: Scope, dataset: Dataset, rows: list[files.Row], place: Where
) -> Iterator[Finding]:
    """Every fault of the rows of one file of observations."""
    indicators = {i.id: i for i in scope.installed.indicators}
    seen: dict[tuple[str, ...], int] = {}
    for number, cells in enumerate(rows, start=FIRST_ROW):
        row = {name: str(cell or "") for name, cell in cells.items() if name}
        where = replace(place, row=number)
        indicator = indicators.get(row["indicator"])
        if indicator is not None:
            yield from codes_of_no_list(scope, row, indicator, where)
        elif not scope.knows("indicators", row["indicator"]):
            at = replace(where, column="indicator", value=row["indicator"])
            yield rules.found("packs/unknown-indicator", at, name=row["indicator"])
        yield from period_of_another_kind(dataset, row, where)
        yield from not_a_value(row, where)
        key = tuple(cell for name, cell in row.items() if name not in RESERVED - _KEY)
        if seen.setdefault(key, number) != number:
            yield rules.found("packs/observation-twice", where, other=seen[key])


_KEY = {"indicator", "area", "period"}


def codes_of_no_list(
    scope: Scope, row: Mapping[str, str], indicator: Indicator, where: Where
) -> Iterator[Finding]:
    """A place or a member that its code list does not have, or no member where one must be."""
    if row["area"] not in scope.areas:
        at = replace(where, column="area", value=row["area"])
        yield rules.found("packs/unknown-code", at, codelist=scope.areas.id)
    declared = [dimension.id for dimension in indicator.dimensions if dimension.id != "area"]
    for name in declared:
        codelist = codelist_of(scope, indicator.id, name)
        code = row.get(name, "")
        if codelist is not None and code not in codelist and code != TOTAL:
            at = replace(where, column=name, value=code)
            yield rules.found("packs/unknown-code", at, codelist=codelist.id)
    for name in sorted(set(row) - RESERVED - set(declared)):
        if row[name]:
            yield rules.found(
                "packs/unknown-dimension", replace(where, column=name, value=row[name]),
                indicator=indicator.id, dimension=name, known=", ".join(declared) or "none",
            )  # fmt: skip


def period_of_another_kind(
    dataset: Dataset, row: Mapping[str, str], where: Where
) -> Iterator[Finding]:
    """A period that is not of the kind the data set is in."""
    try:
        parse_period(row["period"], dataset.period_kind)
    except NotAPeriod as fault:
        at = replace(where, column="period", value=row["period"])
        yield rules.found("packs/period-of-another-kind", at, fault=fault, kind=dataset.period_kind)


def not_a_value(row: Mapping[str, str], where: Where) -> Iterator[Finding]:
    """A state, a number and a quality that contradict each other."""
    try:
        text = row["value"]
        number = Decimal(text) if text else None
        Value(State(row["state"]), number, Quality(row["quality"] or Quality.FINAL))
    except InvalidOperation:
        fault = f"{row['value']!r} is not a number"
    except ValueError as told:
        fault = str(told)
    else:
        if row["source_row"].isascii() and row["source_row"].isdigit():
            return
        fault = f"the source row {row['source_row']!r} is not a whole number"
    yield rules.found("packs/not-a-value", replace(where, column="value"), fault=fault)
