"""Observations as XLSX, JSON and Parquet, and back; the ending of the name says which.

In XLSX and JSON a number is a number where 15 digits hold it exactly, and text where they do not,
so that nothing is rounded on the way.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from uratibu.core.datasets import exchange, parquet, workbook
from uratibu.core.datasets.model import Observation
from uratibu.core.datasets.parquet import EXACT
from uratibu.core.findings import Finding, Where
from uratibu.core.intake import gate
from uratibu.core.intake.faults import Faults

SHEET = "observations"
EXACT_BELOW = Decimal(10) ** 15
"""A double, and every office program, keeps 15 digits exactly."""
_NUMBERS = ("value", "source_row")
Read = tuple[tuple[Observation, ...], tuple[Finding, ...]]


class NoSuchFormat(ValueError):
    """The ending of the file name is none of those that are written; the message lists them."""


def write(observations: Sequence[Observation], path: Path) -> None:
    """Write observations as the ending of the name says. Raises NoSuchFormat."""
    if path.suffix.lower() not in WRITERS:
        raise NoSuchFormat(f"{path.name}: the name must end in one of {', '.join(WRITERS)}")
    WRITERS[path.suffix.lower()](observations, path)


def read(path: Path) -> Read:
    """Read observations as the ending of the name says, or what is wrong with them.

    Raises NoSuchFormat.
    """
    if path.suffix.lower() not in READERS:
        raise NoSuchFormat(f"{path.name}: the name must end in one of {', '.join(READERS)}")
    return READERS[path.suffix.lower()](path)


def write_xlsx(observations: Sequence[Observation], path: Path) -> None:
    """Write observations as one sheet; the same observations give the same bytes."""
    columns = exchange.columns_of(observations)
    options = {
        "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }  # fmt: skip
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, **options}) as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
        sheet = book.add_worksheet(SHEET)
        sheet.freeze_panes(1, len(exchange.BEFORE))
        for column, name in enumerate(columns):
            sheet.write_string(0, column, name)
        for row, observation in enumerate(observations, start=1):
            for column, name in enumerate(columns):
                _write_cell(sheet, row, column, name, _cell(observation, name))
    path.write_bytes(target.getvalue())


def _write_cell(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, name: str, cell: object
) -> None:
    if cell == "":
        return
    if isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    else:
        text = str(cell)
        sheet.write_string(row, column, text if name in _NUMBERS else exchange.guarded(text))


def read_xlsx(path: Path) -> Read:
    """The observations of a sheet written by `write_xlsx`, or of one with the same heading."""
    faults = Faults(Where(file=path.name, sheet=SHEET))
    if not gate.inspect(path, faults):
        return (), faults.findings()
    try:
        sheet = workbook.read_sheet(path, "", 1, set(), faults)
    except workbook.NotAWorkbook as error:
        return _damaged(path, error)
    if sheet is None or faults.errors:
        return (), faults.findings()
    return _read(_sheet_rows(sheet), faults)


def _sheet_rows(sheet: workbook.Sheet) -> Iterator[list[object]]:
    yield list(sheet.heading)
    for _, cells in sheet.rows():
        yield [exchange.unguarded(cell) if isinstance(cell, str) else cell for cell in cells]


def write_json(observations: Sequence[Observation], path: Path) -> None:
    """Write observations as a list of objects, one a line."""
    columns = exchange.columns_of(observations)
    lines = (
        json.dumps(
            {name: cell for name in columns if (cell := _cell(observation, name)) != ""},
            ensure_ascii=False,
        )
        for observation in observations
    )
    body = ",\n".join(lines)
    path.write_text(f'{{"observations": [\n{body}\n]}}\n', encoding="utf-8")


def read_json(path: Path) -> Read:
    """The observations of a JSON file, or what is wrong with it."""
    faults = Faults(Where(file=path.name))
    try:
        plain = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        listed = [dict(entry) for entry in plain["observations"]]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        return _damaged(path, error)
    names = sorted({str(name) for entry in listed for name in entry})
    heading = list(dict.fromkeys((*exchange.BEFORE, *names, *exchange.AFTER)))
    rows: Iterator[list[object]] = iter(
        [list(heading), *([entry.get(name, "") for name in heading] for entry in listed)]
    )
    return _read(rows, faults)


def write_parquet(observations: Sequence[Observation], path: Path) -> None:
    """Write observations as a Parquet file with the columns of a stored edition."""
    names = sorted({name for o in observations for name, _ in o.dimensions})
    parquet.write_observations(path, observations, names)


def read_parquet(path: Path) -> Read:
    """The observations of a Parquet file with the columns of a stored edition."""
    try:
        return tuple(parquet.read_observations(path)), ()
    except (parquet.Error, ValueError) as error:
        return _damaged(path, error)


def _cell(observation: Observation, name: str) -> object:
    """A cell as a number where that is exact, as text otherwise."""
    if name == "source_row":
        return observation.source_row
    text = exchange.plain_row(observation, (name,))[0]
    if name != "value" or not text:
        return text
    exact = Decimal(text)
    if exact.copy_abs() >= EXACT_BELOW or len(exact.normalize(EXACT).as_tuple().digits) > 15:
        return text
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def _read(rows: Iterator[list[object]], faults: Faults) -> Read:
    found = tuple(exchange.observations_of(rows, faults))
    return (() if faults.errors else found), faults.findings()


def _damaged(path: Path, error: Exception) -> Read:
    faults = Faults(Where(file=path.name))
    faults.add(
        "datasets/damaged-file", f"The file cannot be read: {str(error)[:200]}.",
        "Write it anew, or bring it in another format.",
    )  # fmt: skip
    return (), faults.findings()


WRITERS: dict[str, Callable[[Sequence[Observation], Path], None]] = {
    ".csv": exchange.write_csv,
    ".xlsx": write_xlsx,
    ".json": write_json,
    ".parquet": write_parquet,
}
READERS: dict[str, Callable[[Path], Read]] = {
    ".csv": exchange.read_csv,
    ".xlsx": read_xlsx,
    ".json": read_json,
    ".parquet": read_parquet,
}
