"""One sheet of an XLSX workbook: its heading, its rows, and what is wrong with its cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import python_calamine as calamine

from uratibu.core.datasets.faults import Faults

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


def read_sheet(path: Path, name: str, header_row: int, faults: Faults) -> Sheet | None:
    """Read one sheet, the first where no name is given. Raises NotAWorkbook."""
    try:
        book = calamine.load_workbook(str(path))
        names = book.sheet_names
        if name and name not in names:
            _no_such_sheet(name, names, faults)
            return None
        sheet = book.get_sheet_by_name(name or names[0])
        rows: list[Cells] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    except (calamine.CalamineError, OSError, IndexError) as error:
        raise NotAWorkbook(str(error)[:200]) from error
    heading = rows[header_row - 1] if len(rows) >= header_row else []
    names_of_columns = [str(cell).strip() for cell in heading]
    while names_of_columns and not names_of_columns[-1]:
        names_of_columns.pop()
    return Sheet(tuple(names_of_columns), header_row, rows)


def _no_such_sheet(name: str, names: list[str], faults: Faults) -> None:
    faults.add(
        "datasets/no-such-sheet", f"There is no sheet {name!r} in the workbook.",
        f"The sheets are: {', '.join(names)}.", value=name,
    )  # fmt: skip
