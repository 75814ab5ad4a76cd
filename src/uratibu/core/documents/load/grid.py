"""Tables whose cells neither overlap nor reach out of the table, whatever the file says."""

from __future__ import annotations

from dataclasses import replace

from uratibu.core.documents.model import Cell, Row


def settled(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The same rows with spans that fit; a row without cells is no header."""
    made, taken = [], dict[int, int]()
    for at, row in enumerate(rows):
        cells, column, now = list[Cell](), 0, dict[int, int]()
        for cell in row.cells:
            column = _free(taken, column)
            fitting = _fit(cell, taken, column, len(rows) - at)
            cells.append(fitting)
            now.update({column + each: fitting.rows - 1 for each in range(fitting.columns)})
            column += fitting.columns
        while any(place > column for place in taken):
            column = _free(taken, column)
            if any(place > column for place in taken):
                cells.append(Cell())
                column += 1
        left = {place: more - 1 for place, more in taken.items() if more > 1}
        taken = {**left, **{place: more for place, more in now.items() if more > 0}}
        made.append(replace(row, cells=tuple(cells), is_header=row.is_header and bool(cells)))
    return tuple(made)


def _free(taken: dict[int, int], column: int) -> int:
    while column in taken:
        column += 1
    return column


def _fit(cell: Cell, taken: dict[int, int], column: int, rows_left: int) -> Cell:
    columns = 1
    while columns < cell.columns and column + columns not in taken:
        columns += 1
    return replace(cell, columns=columns, rows=min(cell.rows, rows_left))
