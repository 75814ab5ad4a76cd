"""A released table as the page shows it: sorted through the address, states in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from uratibu.core.disclosure.model import ReleasedCell, ReleasedTable
from uratibu.core.disclosure.request import Request
from uratibu.design import wording
from uratibu.design.parts import Cell, Column, Row, Table
from uratibu.web.lineage.queries import figures

LAST = ("OOO", "STA", "UNK", "U", "_R")
"""Members that stand below the others however a table is sorted."""
TOTAL = "_T"
VALUE, RANK = "value", "rank"

Address = Callable[[str], str]
"""The address of the same page sorted by a column ("-value": from the highest)."""


@dataclass(frozen=True)
class Layout:
    """How a released table is shown.

    across: the dimension whose members become columns, "" for none. sort: "" as released, else
    the name of a column, with "-" before it from the highest. address: for sortable headers.
    """

    id: str
    caption: str
    about: str = ""
    across: str = ""
    sort: str = ""
    address: Address | None = None
    is_linked: bool = True


@dataclass
class _Notes:
    """Notes of cells, each said once below the table under a number."""

    texts: list[str] = field(default_factory=list)

    def mark(self, cell: ReleasedCell) -> str:
        """The numbers of the notes of a cell."""
        for note in cell.notes:
            text = wording.words(note)
            self.texts += [] if text in self.texts else [text]
        return ", ".join(str(self.texts.index(wording.words(n)) + 1) for n in cell.notes)


def shown(request: Request, table: ReleasedTable, layout: Layout) -> Table:
    """The table for a page: what never varies stands in the caption, every other column is kept."""
    sheet = _Sheet(request, table, layout)
    notes = _Notes()
    rows = tuple(sheet.row(key, notes) for key in sheet.sorted_rows())
    lines = [f"{number}. {text}" for number, text in enumerate(notes.texts, start=1)]
    return Table(
        id=layout.id,
        caption=layout.caption,
        about=layout.about,
        columns=sheet.columns(),
        rows=rows,
        notes=(*lines, *sheet.quality_notes(), *(wording.words(note) for note in table.notes)),
        source=figures.source_words(table),
    )


@dataclass
class _Sheet:
    request: Request
    table: ReleasedTable
    layout: Layout

    def __post_init__(self) -> None:
        varying = [
            name
            for index, name in enumerate(self.table.columns)
            if len({cell.key[index] for cell in self.table.cells}) > 1
        ]
        self.across = self.layout.across if self.layout.across in varying else ""
        stub = [name for name in varying if name != self.across]
        self.stub = stub or [self._only_stub()]
        self.members = self._members()
        self.cells: Mapping[tuple[tuple[str, ...], str], ReleasedCell] = {
            (self.key(cell), self.member(cell)): cell for cell in self.table.cells
        }
        self.has_rank = any(cell.rank is not None for cell in self.table.cells)

    def _only_stub(self) -> str:
        free = [name for name in self.table.columns if name not in ("period", "area")]
        return free[0] if free and free[0] != self.across else "period"

    def _members(self) -> tuple[str, ...]:
        found = tuple(dict.fromkeys(self.member(cell) for cell in self.table.cells))
        return tuple(sorted(found)) if self.across == "period" else found

    def code(self, cell: ReleasedCell, dimension: str) -> str:
        """The code of a cell in a dimension."""
        return cell.key[self.table.columns.index(dimension)]

    def key(self, cell: ReleasedCell) -> tuple[str, ...]:
        """The row a cell stands in."""
        return tuple(self.code(cell, name) for name in self.stub)

    def member(self, cell: ReleasedCell) -> str:
        """The column a cell stands in."""
        return self.code(cell, self.across) if self.across else ""

    def words(self, dimension: str, code: str) -> str:
        """The words of a member; a period is said with its kind where it is a date."""
        if dimension == "period":
            kind = str(self.table.period_kind)
            return wording.period(code, kind) if kind in ("day", "month", "five-years") else code
        if code == TOTAL:
            return _("Total")
        return wording.words(self.table.label(dimension, code))

    def columns(self) -> tuple[Column, ...]:
        """The header: dimensions, then the numbers, then the rank where there is one."""
        heads = [self._column(self._title(name), name, is_number=False) for name in self.stub]
        for member in self.members:
            name = f"{VALUE}.{member}" if member else VALUE
            text = self.words(self.across, member) if member else figures.unit_of(self.table)
            heads.append(self._column(text, name, is_number=True))
        if self.has_rank:
            heads.append(self._column(_("Rank"), RANK, is_number=True))
        return tuple(heads)

    def _title(self, name: str) -> str:
        if name == "period":
            return str(wording.PERIOD_KINDS.get(str(self.table.period_kind), "")).capitalize()
        return wording.words(self.table.titles[self.table.columns.index(name)])

    def _column(self, text: str, name: str, *, is_number: bool) -> Column:
        text = text[:1].upper() + text[1:]
        if self.layout.address is None:
            return Column(text, is_number)
        by, is_falling = self.layout.sort.removeprefix("-"), self.layout.sort.startswith("-")
        is_sorted = by == name
        falls_next = not is_falling if is_sorted else is_number
        return Column(
            text,
            is_number,
            sort_url=self.layout.address(f"-{name}" if falls_next else name),
            sorted=("descending" if is_falling else "ascending") if is_sorted else "",
        )

    def sorted_rows(self) -> list[tuple[str, ...]]:
        """The rows in the order asked for; totals stand first, collective members last."""
        rows = list(dict.fromkeys(self.key(cell) for cell in self.table.cells))
        by, is_falling = self.layout.sort.removeprefix("-"), self.layout.sort.startswith("-")
        if by.startswith(VALUE) or by == RANK:
            rows.sort(key=lambda row: self._amount(row, by), reverse=is_falling)
        elif by in self.stub:
            place = self.stub.index(by)
            is_time = by == "period"
            rows.sort(
                key=lambda row: row[place] if is_time else self.words(by, row[place]),
                reverse=is_falling,
            )
        return sorted(rows, key=_rowness)

    def _amount(self, row: tuple[str, ...], by: str) -> Decimal:
        member = by.partition(".")[2] or self.members[0]
        cell = self.cells.get((row, member))
        if cell is None or cell.value.number is None:
            return Decimal("-Infinity")
        return Decimal(cell.rank or 0) if by == RANK else cell.value.number

    def row(self, row: tuple[str, ...], notes: _Notes) -> Row:
        """One row: its names, its numbers or the words of their states."""
        names = [Cell(self.words(name, code)) for name, code in zip(self.stub, row, strict=True)]
        numbers = [self._number(self.cells.get((row, member)), notes) for member in self.members]
        if self.has_rank:
            first = self.cells.get((row, self.members[0]))
            rank = first.rank if first else None
            numbers.append(Cell("" if rank is None else str(rank), is_number=True))
        return Row((*names, *numbers), is_total=TOTAL in row)

    def _number(self, cell: ReleasedCell | None, notes: _Notes) -> Cell:
        if cell is None:
            return Cell(state=wording.state("missing"))
        number = cell.value.number
        if number is None:
            return Cell(state=wording.state(cell.value.state), mark=notes.mark(cell))
        found = figures.Found(self.request, self.table, cell)
        return Cell(
            wording.amount(number, self.table.decimals),
            is_number=True,
            url=figures.trace_address(found) if self.layout.is_linked else "",
            mark=notes.mark(cell),
        )

    def quality_notes(self) -> tuple[str, ...]:
        """A line on how firm the numbers are, where not all of them are final."""
        found = {str(c.value.quality) for c in self.table.cells if c.value.number is not None}
        said = sorted(filter(None, (wording.quality(name) for name in found)))
        if not said:
            return ()
        if len(found) == 1:
            return (_("All figures: %(quality)s.") % {"quality": said[0]},)
        return (_("Some figures: %(quality)s.") % {"quality": ", ".join(said)},)


def _rowness(row: tuple[str, ...]) -> int:
    if TOTAL in row:
        return 0
    return 1 + max((LAST.index(code) + 1 for code in row if code in LAST), default=0)
