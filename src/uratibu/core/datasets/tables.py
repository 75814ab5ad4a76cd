"""A file as a table: its heading and its rows, whatever the format."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from uratibu.core.datasets import parquet, workbook
from uratibu.core.datasets.model import Column, Mapping
from uratibu.core.findings import Severity
from uratibu.core.intake import gate
from uratibu.core.intake.faults import Faults

MOST_ROWS = 2_000_000
MOST_COLUMNS = 500
LONGEST_LINE = 1_000_000
Rows = Iterator[tuple[int, tuple[object, ...]]]


class FileKind(StrEnum):
    """What a file is by its first bytes; its name is not believed."""

    CSV = "CSV"
    XLSX = "XLSX"
    PARQUET = "Parquet"


@dataclass(frozen=True)
class Table:
    """The columns of a file, and a function that reads the rows of some of them.

    rows: column indices -> (row number, cells) pairs; rows are numbered as an office program
    does, in a Parquet file from 1. Faults met on the way go to the faults the table was opened
    with, and end the rows.
    """

    columns: tuple[Column, ...]
    rows: Callable[[Sequence[int]], Rows]


def open_table(
    path: Path, kind: FileKind, mapping: Mapping, used: set[str], faults: Faults
) -> Table | None:
    """The table in a file of a known kind; None when there is none (the fault is recorded).

    used: the headings that matter to the mapping.
    """
    if kind is FileKind.PARQUET:
        table = _parquet(path, faults)
    elif kind is FileKind.XLSX:
        table = _xlsx(path, mapping, used, faults)
    else:
        table = _csv(path, mapping.header_row, faults)
    if table is not None and len(table.columns) > MOST_COLUMNS:
        faults.add(
            "datasets/too-many-columns", f"The file has {len(table.columns):,} columns.",
            f"Keep the columns that are needed; at most {MOST_COLUMNS} are read.",
        )  # fmt: skip
        return None
    return table


def _csv(path: Path, header_row: int, faults: Faults) -> Table | None:
    text = _decoded(path, faults)
    if text is None:
        return None
    separator = _separator(path, header_row)
    heading: list[str] = []
    for number, cells in _records(text, separator, faults):
        if number == header_row:
            heading = cells
            break
    if not any(cell.strip() for cell in heading):
        if not faults.errors:
            _nothing_there(faults, header_row)
        return None

    def rows(wanted: Sequence[int]) -> Rows:
        with path.open(encoding="utf-8-sig", newline="") as again:
            for number, cells in _records(again, separator, faults):
                if number > header_row and _is_row(cells, len(heading), number, faults):
                    yield number, tuple(cells[i] for i in wanted)

    return Table(tuple(Column(name.strip(), "text") for name in heading), rows)


def _decoded(path: Path, faults: Faults) -> io.StringIO | io.TextIOWrapper | None:
    """The file as text, once every byte was seen to be UTF-8."""
    with path.open("rb") as file:
        line, has_quotes = 0, False
        while chunk := file.readline(LONGEST_LINE):
            line += 1
            if line == 1 and chunk[:2] in (b"\xff\xfe", b"\xfe\xff"):
                fault = ("is encoded as UTF-16", 1)
                break
            has_quotes = has_quotes or b'"' in chunk
            if line > MOST_ROWS and not has_quotes:
                _too_many_rows(faults)
                return None
            if b"\0" in chunk:
                fault = ("holds a NUL byte, which no table contains", line)
                break
            if len(chunk) >= LONGEST_LINE:
                fault = (f"has a line longer than {LONGEST_LINE:,} bytes", line)
                break
            try:
                chunk.decode("utf-8")
            except UnicodeDecodeError as error:
                fault = (f"is not UTF-8: {chunk[error.start : error.start + 1]!r}", line)
                break
        else:
            return path.open(encoding="utf-8-sig", newline="")
    faults.add(
        "datasets/encoding", f"The file {fault[0]} (line {fault[1]}).",
        "Save it again as CSV UTF-8.", row=fault[1],
    )  # fmt: skip
    return None


def _separator(path: Path, header_row: int) -> str:
    """The character that parts the cells of the heading: the one it holds most."""
    with path.open(encoding="utf-8-sig") as file:
        line = ""
        for _ in range(header_row):
            line = file.readline(LONGEST_LINE)
    counts = {mark: line.count(mark) for mark in ",;\t|"}
    return max(counts, key=lambda mark: counts[mark])


def _records(
    text: io.StringIO | io.TextIOWrapper, separator: str, faults: Faults
) -> Iterator[tuple[int, list[str]]]:
    number = 0
    try:
        with text:
            for cells in csv.reader(text, delimiter=separator, strict=True):
                number += 1
                if number > MOST_ROWS:
                    _too_many_rows(faults)
                    return
                yield number, cells
    except csv.Error as error:
        faults.add(
            "datasets/broken-row", f"The row cannot be parted into cells: {error}.",
            "Look for a quotation mark that is not closed.", row=number + 1,
        )  # fmt: skip


def _is_row(cells: list[str], width: int, number: int, faults: Faults) -> bool:
    """Whether the cells are a row of the table; a blank line is none, an uneven one is a fault."""
    if len(cells) == width:
        return any(cells)
    if not any(cell.strip() for cell in cells):
        return False
    if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
        return True
    faults.add(
        "datasets/uneven-row", f"The row has {len(cells)} cells, the heading has {width}.",
        "Look for a missing or an unquoted separator.", row=number,
    )  # fmt: skip
    return False


def _too_many_rows(faults: Faults) -> None:
    faults.add(
        "datasets/too-many-rows", f"The file has more than {MOST_ROWS:,} rows.",
        "Split the file, by year for instance, or leave out rows that are not needed.",
        row=MOST_ROWS + 1,
    )  # fmt: skip


def _nothing_there(faults: Faults, header_row: int) -> None:
    faults.add(
        "datasets/empty-file", f"There is no heading in row {header_row}.",
        "Bring a file with a heading and rows, or set header_row in the mapping.", row=header_row,
    )  # fmt: skip


def _parquet(path: Path, faults: Faults) -> Table | None:
    try:
        columns = parquet.columns_of(path)
        count = parquet.count_of(path)
    except parquet.NotParquet as error:
        _damaged(faults, "Parquet", error)
        return None
    if count > MOST_ROWS:
        _too_many_rows(faults)
        return None

    def rows(wanted: Sequence[int]) -> Rows:
        names = [columns[i].name for i in wanted]
        try:
            yield from enumerate(parquet.rows_of(path, names), start=1)
        except parquet.NotParquet as error:
            _damaged(faults, "Parquet", error)

    return Table(columns, rows)


def _xlsx(path: Path, mapping: Mapping, used: set[str], faults: Faults) -> Table | None:
    if not gate.inspect(path, faults):
        return None
    try:
        sheet = workbook.read_sheet(path, mapping.sheet, mapping.header_row, used, faults)
    except workbook.NotAWorkbook as error:
        _damaged(faults, "XLSX", error)
        return None
    if sheet is None:
        return None
    if not any(sheet.heading):
        _nothing_there(faults, mapping.header_row)
        return None

    def rows(wanted: Sequence[int]) -> Rows:
        for number, cells in sheet.rows():
            yield number, tuple(cells[i] for i in wanted)

    return Table(tuple(Column(name, "cell") for name in sheet.heading), rows)


def _damaged(faults: Faults, kind: str, error: Exception) -> None:
    faults.add(
        "datasets/damaged-file", f"The file cannot be read as {kind}: {error}.",
        "Get the file again, or save it anew in the program it comes from.",
    )  # fmt: skip


def check_heading(columns: tuple[Column, ...], used: set[str], row: int, faults: Faults) -> None:
    """Headings that stand twice, or that hold characters nobody sees."""
    seen: dict[str, int] = {}
    for index, column in enumerate(columns):
        name = unicodedata.normalize("NFC", column.name)
        if any(unicodedata.category(sign) in ("Cf", "Cc") for sign in name):
            faults.add(
                "datasets/hidden-characters", "The heading holds characters nobody can see.",
                "Type the heading again.", row=row, column=name,
            )  # fmt: skip
        if name and name in seen:
            is_used = name in used
            faults.add(
                "datasets/duplicate-heading",
                f"Columns {seen[name] + 1} and {index + 1} have the same heading.",
                "Give each column a heading of its own.", row=row, column=name,
                severity=Severity.ERROR if is_used else Severity.WARNING,
            )  # fmt: skip
        seen.setdefault(name, index)
