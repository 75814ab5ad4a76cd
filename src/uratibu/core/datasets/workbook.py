"""One sheet of an XLSX workbook: its heading, its rows, and what is wrong with its cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import python_calamine as calamine

from uratibu.core.findings import Severity
from uratibu.core.intake import sheet_scan
from uratibu.core.intake.faults import Faults
from uratibu.core.intake.sheet_scan import Scan, SheetName, column_letters

MOST_CELLS = 3_000_000
MOST_AREA = 20_000_000
"""Rows times columns of the smallest rectangle around all cells."""
Cells = list[object]


class NotAWorkbook(ValueError):
    """The file is not an XLSX workbook, or is damaged; the message says what was found."""


@dataclass(frozen=True)
class Sheet:
    """The heading of a sheet and the rows below it, each padded to the heading's width."""

    heading: tuple[str, ...]
    header_row: int
    cells: list[Cells]

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """(row number, cells) pairs; rows without any content are left out."""
        width = len(self.heading)
        for number, cells in enumerate(self.cells, start=1):
            if number > self.header_row and any(cell != "" for cell in cells):
                yield number, (cells + [""] * width)[:width]


def read_sheet(
    path: Path, name: str, header_row: int, used: set[str], faults: Faults
) -> Sheet | None:
    """Read one sheet, the first visible one where no name is given. Raises NotAWorkbook.

    used: the headings that matter; merged cells elsewhere are no fault.
    """
    try:
        chosen = _choose(sheet_scan.sheets_of(path), name, faults)
        if chosen is None:
            return None
        scan = sheet_scan.scan_sheet(path, chosen.part, most_cells=MOST_CELLS)
        if _is_too_large(scan, faults):
            return None
        book = calamine.load_workbook(str(path))
        rows = [
            [_plain(cell) for cell in row]
            for row in book.get_sheet_by_name(chosen.name).to_python(skip_empty_area=False)
        ]
    except (calamine.CalamineError, sheet_scan.UnreadableXML, OSError) as error:
        raise NotAWorkbook(str(error)[:200]) from error
    _put_odd_cells(scan, rows)
    heading = (
        [str(cell).strip() for cell in rows[header_row - 1]] if len(rows) >= header_row else []
    )
    while heading and not heading[-1]:
        heading.pop()
    _report(scan, heading, header_row, used, faults)
    return Sheet(tuple(heading), header_row, rows)


def _plain(cell: object) -> object:
    """Cells as they are, but true and false as the words a sheet shows."""
    return str(cell).upper() if isinstance(cell, bool) else cell


def _choose(sheets: tuple[SheetName, ...], name: str, faults: Faults) -> SheetName | None:
    visible = [sheet for sheet in sheets if not sheet.is_hidden]
    chosen = (
        next((s for s in sheets if s.name == name), None) if name else next(iter(visible), None)
    )
    if chosen is None:
        faults.add(
            "datasets/no-such-sheet",
            f"There is no sheet {name!r} in the workbook." if name else "No sheet is visible.",
            f"The sheets are: {', '.join(s.name for s in sheets)}. "
            "Correct the name in the mapping.", value=name,
        )  # fmt: skip
        return None
    hidden = [s.name for s in sheets if s.is_hidden and s is not chosen]
    if hidden:
        faults.add(
            "datasets/hidden-sheet", f"Hidden sheets are not read: {', '.join(hidden)}.",
            "Look at them; they may hold other numbers.", severity=Severity.WARNING,
        )  # fmt: skip
    others = [s.name for s in visible if s is not chosen]
    if others and not name:
        faults.add(
            "datasets/first-sheet-read",
            f"The sheet {chosen.name} is read; there are also: {', '.join(others)}.",
            "Name the sheet in the mapping.", severity=Severity.NOTE,
        )  # fmt: skip
    return chosen


def _is_too_large(scan: Scan, faults: Faults) -> bool:
    if scan.cells <= MOST_CELLS and scan.last_row * scan.last_column <= MOST_AREA:
        return False
    faults.add(
        "datasets/too-many-cells",
        f"The sheet has more than {MOST_CELLS:,} cells, or they lie too far apart (the last one "
        f"is {column_letters(scan.last_column)}{scan.last_row}).",
        "Delete stray cells below and beside the table, or bring it as CSV or Parquet.",
        row=scan.last_row, column=column_letters(scan.last_column),
    )  # fmt: skip
    return True


def _put_odd_cells(scan: Scan, rows: list[Cells]) -> None:
    """Errors and formulas without a saved value, which the reader of values shows as empty."""
    for (row, column), text in scan.odd.items():
        while len(rows) < row:
            rows.append([])
        cells = rows[row - 1]
        cells.extend([""] * (column - len(cells)))
        cells[column - 1] = text


def _report(
    scan: Scan, heading: list[str], header_row: int, used: set[str], faults: Faults
) -> None:
    for first_row, first_column, last_row, last_column in scan.merged:
        names = heading[first_column - 1 : last_column]
        if first_row <= header_row <= last_row:
            rule, what = "datasets/merged-heading", "Cells of the heading are merged"
        elif first_row > header_row and used & set(names):
            rule, what = "datasets/merged-cells", "Cells of the table are merged"
        else:
            continue
        reach = f"{column_letters(first_column)}{first_row}:{column_letters(last_column)}{last_row}"
        faults.add(
            rule, f"{what} ({reach}): only the first of them holds the text.",
            "Unmerge them and fill every cell.", row=first_row,
            column=names[0] if names else column_letters(first_column), value=reach,
        )  # fmt: skip
    if scan.formulas:
        row, column = scan.first_formula
        faults.add(
            "datasets/formulas",
            f"{scan.formulas:,} cells are formulas, the first {column_letters(column)}{row}; the "
            "values saved with them are read, nothing is calculated or fetched.",
            "Make sure the workbook was saved after it was calculated.", row=row,
            severity=Severity.NOTE,
        )  # fmt: skip
