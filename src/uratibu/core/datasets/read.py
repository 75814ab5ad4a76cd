"""Read a file by the declared mapping of its data set: observations, or every fault it has.

Nothing is stored here, and whoever stores looks at `errors` first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from uratibu.core.codelists.model import CodeList
from uratibu.core.datasets import check, left_out, signature, tables
from uratibu.core.datasets.model import Column, Dataset, Observation
from uratibu.core.datasets.model import Mapping as FileMapping
from uratibu.core.datasets.rows import RowReader, Vocabulary, columns_used
from uratibu.core.findings import Finding, Where
from uratibu.core.indicators.model import Indicator
from uratibu.core.intake.faults import Faults

Progress = Callable[[int], None]
STEP = 5_000


@dataclass(frozen=True)
class ReadResult:
    """What a file gave. observations is empty when errors is not 0.

    columns, rows: of the file. errors: how many there are, shown among the findings or not.
    """

    observations: tuple[Observation, ...]
    columns: tuple[Column, ...]
    rows: int
    findings: tuple[Finding, ...]
    errors: int


def read_file(
    path: Path, dataset: Dataset, codelists: Mapping[str, CodeList],
    indicators: Mapping[str, Indicator], *, fiscal_start_month: int = 7,
    progress: Progress | None = None,
) -> ReadResult:  # fmt: skip
    """Read a CSV, XLSX or Parquet file of a data set.

    progress: called with the number of rows read so far, every few thousand rows.
    Returns the observations and all findings; an error in any row means no observations.
    """
    mapping = dataset.mapping
    faults = Faults(Where(file=path.name, sheet=mapping.sheet if mapping else ""))
    if mapping is None:
        faults.add(
            "datasets/no-mapping", f"Nothing says how files of {dataset.id} are read.",
            "Add a mapping to the data set's description in its pack.",
        )  # fmt: skip
        return _nothing(faults)
    check.mapping(dataset, mapping, codelists, indicators, faults)
    kind = None if faults.errors else signature.kind_of(path, faults)
    used = columns_used(mapping)
    table = tables.open_table(path, kind, mapping, used, faults) if kind else None
    if table is None:
        return _nothing(faults)
    words = Vocabulary(codelists, indicators, fiscal_start_month)
    reader = RowReader(dataset, mapping, words, faults)
    rows = _read_rows(table, used, mapping, reader, faults, progress=progress)
    if not faults.errors:
        check.observations(reader.observations, mapping, indicators, codelists, faults)
    observations = () if faults.errors else tuple(reader.observations)
    return ReadResult(observations, table.columns, rows, faults.findings(), faults.errors)


def _nothing(faults: Faults) -> ReadResult:
    return ReadResult((), (), 0, faults.findings(), faults.errors)


def _read_rows(
    table: tables.Table, used: set[str], mapping: FileMapping, reader: RowReader, faults: Faults,
    *, progress: Progress | None,
) -> int:  # fmt: skip
    tables.check_heading(table.columns, used, mapping.header_row, faults)
    names = tuple(column.name for column in table.columns)
    check.missing_columns(used, names, mapping.header_row, faults)
    if faults.errors:
        return 0
    wanted = sorted(used)
    count = 0
    reader.bind(wanted)
    for number, cells in table.rows([names.index(name) for name in wanted]):
        reader.read(number, cells)
        count += 1
        if progress is not None and count % STEP == 0:
            progress(count)
    reader.finish()
    if not count and not faults.errors:
        faults.add(
            "datasets/no-rows", "There are no rows below the heading.",
            "Bring a file with rows.", row=mapping.header_row,
        )  # fmt: skip
    elif not reader.observations and not faults.errors:
        left_out.no_observation(mapping, count, faults)
    return count
