"""A released table laid out for print: rows, columns across, notes, source; no row is left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from uratibu.core.disclosure.model import ReleasedCell, ReleasedTable
from uratibu.core.disclosure.request import Request
from uratibu.core.reports import bind, numerals, words
from uratibu.core.reports.binding import SCALES, Ask
from uratibu.core.reports.model import BoundFigure, TableBlock, TableColumn
from uratibu.core.values import Quality, State

LAST = ("OOO", "STA", "UNK", "U", "_R", "_T")
"""Members that stand below the others however a table is sorted, in this order."""

MOST_NOTES = 6
"""Notes on single cells that are printed below a table."""

Key = tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """How a table is printed. across: the dimension whose members become columns ("" for none).

    sort: "" as released, "value" by the last column from the highest, "name" by the words.
    unit: a scale in words. decimals: -1 as the measure says. notes: lines below the table.
    """

    across: str = ""
    sort: str = ""
    unit: str = ""
    decimals: int = -1
    notes: tuple[str, ...] = ()


@dataclass
class _Marks:
    """The signs that occur in a table, so that each is explained once below it."""

    language: str
    uniform: Quality | None
    are_many: bool
    """More notes on single cells than a page can carry: they stand in the CSV, one mark tells."""
    states: list[State] = field(default_factory=list)
    qualities: list[Quality] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def of(self, cell: ReleasedCell) -> str:
        """The signs behind the number of a cell."""
        signs = []
        value = cell.value
        if value.state is State.ROUNDED or value.number is None:
            self.states += [] if value.state in self.states else [value.state]
            signs += [words.state_mark(value.state)] if value.state is State.ROUNDED else []
        if value.number is not None and value.quality not in (Quality.FINAL, self.uniform):
            self.qualities += [] if value.quality in self.qualities else [value.quality]
            signs.append(words.quality_mark(value.quality))
        for note in cell.notes:
            said = words.word("many-notes", self.language) if self.are_many else note(self.language)
            self.notes += [] if said in self.notes else [said]
            signs.append(f"({self.notes.index(said) + 1})")
        return "".join(f" {sign}" for sign in dict.fromkeys(signs))

    def gap(self) -> str:
        """The sign of a cell that the source has no row for."""
        self.states += [] if State.MISSING in self.states else [State.MISSING]
        return words.state_mark(State.MISSING)

    def explained(self) -> tuple[str, ...]:
        """One line for each sign that occurred."""
        lines = [f"({i}) {note}" for i, note in enumerate(self.notes, start=1)]
        if self.uniform is not None and self.uniform is not Quality.FINAL:
            lines.append(words.word(f"all-{self.uniform}", self.language))
        lines += [words.quality_words(quality, self.language) for quality in self.qualities]
        lines += [words.state_words(state, self.language) for state in self.states]
        return tuple(lines)


@dataclass(frozen=True)
class _Sheet:
    """A released table with the decisions on its layout."""

    request: Request
    table: ReleasedTable
    layout: Layout
    language: str

    @property
    def across(self) -> str:
        """The dimension that runs across, "" where there is none."""
        return self.layout.across if self.layout.across in self.table.columns else ""

    @property
    def stub(self) -> tuple[int, ...]:
        """The columns whose members name the rows; what never varies is said in the caption."""
        kept = tuple(
            index
            for index, name in enumerate(self.table.columns)
            if name != self.across and (name not in ("period", "area") or self.varies(index))
        )
        return kept or (self.table.columns.index("period"),)

    def varies(self, index: int) -> bool:
        """Whether a column has more than one member."""
        return len({cell.key[index] for cell in self.table.cells}) > 1

    def member(self, cell: ReleasedCell) -> str:
        """The member that runs across, to which a cell belongs."""
        return cell.key[self.table.columns.index(self.across)] if self.across else ""

    def row(self, cell: ReleasedCell) -> Key:
        """The row a cell belongs to."""
        return tuple(cell.key[index] for index in self.stub)

    def words(self, index: int, code: str) -> str:
        """The words of a member."""
        return self.table.label(self.table.columns[index], code)(self.language)


@dataclass(frozen=True)
class Total:
    """The row below the others: its word, and the released table of the same without its stub."""

    word: str
    request: Request
    table: ReleasedTable


@dataclass(frozen=True)
class Titled:
    """What names a printed table: its caption, its number and its permanent anchor."""

    caption: str
    number: str
    anchor: str


def lay_out(
    request: Request,
    table: ReleasedTable,
    layout: Layout,
    titled: Titled,
    *,
    language: str,
    total: Total | None = None,
) -> TableBlock:
    """Turn a released table into a printed one; every cell becomes a bound figure."""
    sheet = _Sheet(request, table, layout, language)
    marks = _Marks(language, _uniform_quality(table), _has_many_notes(table))
    cells = {
        (sheet.row(cell), sheet.member(cell)): _bound(sheet, cell, marks.of(cell))
        for cell in table.cells
    }
    members = _members(sheet)
    rows = [_row(sheet, row, members, cells, marks) for row in _rows(sheet, members)]
    if total is not None:
        rows.append(_total_row(sheet, total, members, marks))
    notes = (*marks.explained(), *layout.notes, *(note(language) for note in table.notes))
    return TableBlock(
        number=titled.number,
        anchor=titled.anchor,
        caption=titled.caption,
        columns=_columns(sheet, members),
        rows=tuple(rows),
        notes=tuple(dict.fromkeys(notes)),
        source=source_line(table, language),
        table=table,
        decimals=_decimals(sheet),
        scale=SCALES.get(layout.unit, 0),
    )


def _members(sheet: _Sheet) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(sheet.member(cell) for cell in sheet.table.cells))
    return tuple(sorted(found)) if sheet.across == "period" else found


def _uniform_quality(table: ReleasedTable) -> Quality | None:
    found = {cell.value.quality for cell in table.cells if cell.value.number is not None}
    return found.pop() if len(found) == 1 else None


def _has_many_notes(table: ReleasedTable) -> bool:
    return len({note for cell in table.cells for note in cell.notes}) > MOST_NOTES


def _bound(sheet: _Sheet, cell: ReleasedCell, signs: str) -> BoundFigure:
    ask = _ask(sheet, cell)
    decimals = _decimals(sheet)
    value = cell.value
    if sheet.layout.unit and value.number is not None:
        scaled = value.number.scaleb(-SCALES[sheet.layout.unit])
        text = numerals.digits(scaled, decimals=decimals, language=sheet.language)
    else:
        text = numerals.written(value, decimals=decimals, language=sheet.language)
    return bind.bound(ask, sheet.request, sheet.table, cell, text=text + signs)


def _decimals(sheet: _Sheet) -> int:
    return sheet.table.decimals if sheet.layout.decimals < 0 else sheet.layout.decimals


def _ask(sheet: _Sheet, cell: ReleasedCell) -> Ask:
    """What one cell of the table asks for, so that its id can be asked again on its own."""
    steps = dict(step.partition(":")[::2] for step in sheet.request.then)
    period = cell.key[sheet.table.columns.index("period")]
    return Ask(
        measure=sheet.request.measure,
        period=period,
        change=steps.get("change", ""),
        since=_period_before(sheet, period) if "change" in steps else "",
        share=steps.get("share", ""),
        rank=steps.get("rank", ""),
        top=steps.get("top", "") if "_R" in cell.key else "",
        edition=sheet.request.editions[0] if sheet.request.editions else None,
    )


def _period_before(sheet: _Sheet, period: str) -> str:
    place = sheet.table.columns.index("period")
    known = {*sheet.request.periods, *(cell.key[place] for cell in sheet.table.cells)}
    return max((p for p in known if p < period), default=period)


def _row(
    sheet: _Sheet,
    row: Key,
    members: tuple[str, ...],
    cells: dict[tuple[Key, str], BoundFigure],
    marks: _Marks,
) -> tuple[str | BoundFigure, ...]:
    names = (sheet.words(index, code) for index, code in zip(sheet.stub, row, strict=True))
    empty = marks.gap() if any((row, member) not in cells for member in members) else ""
    return (*names, *(cells.get((row, member), empty) for member in members))


def _total_row(
    sheet: _Sheet, total: Total, members: tuple[str, ...], marks: _Marks
) -> tuple[str | BoundFigure, ...]:
    """The stated or summed total as the publisher's table gives it; never added up here."""
    whole = _Sheet(total.request, total.table, sheet.layout, sheet.language)
    found = {whole.member(cell): _bound(whole, cell, marks.of(cell)) for cell in whole.table.cells}
    empty = marks.gap() if any(member not in found for member in members) else ""
    blanks = ("",) * (len(sheet.stub) - 1)
    return (total.word, *blanks, *(found.get(member, empty) for member in members))


def _rows(sheet: _Sheet, members: tuple[str, ...]) -> list[Key]:
    """The rows in printed order; collective members always stand last."""
    rows = list(dict.fromkeys(sheet.row(cell) for cell in sheet.table.cells))
    if sheet.layout.sort == "name":
        rows.sort(key=lambda row: [sheet.words(i, c) for i, c in zip(sheet.stub, row, strict=True)])
    if sheet.layout.sort == "value":
        last = {
            sheet.row(cell): cell.value.number
            for cell in sheet.table.cells
            if sheet.member(cell) == members[-1] and cell.value.number is not None
        }
        rows.sort(key=lambda row: -last.get(row, Decimal("-Infinity")))
    return sorted(rows, key=_lastness)


def _lastness(row: Key) -> int:
    return max((LAST.index(code) + 1 for code in row if code in LAST), default=0)


def _columns(sheet: _Sheet, members: tuple[str, ...]) -> tuple[TableColumn, ...]:
    heads = [
        TableColumn(_opened(sheet.table.titles[i](sheet.language)), is_number=False)
        for i in sheet.stub
    ]
    if not sheet.across:
        return (
            *heads,
            TableColumn(_opened(unit_words(sheet.table, sheet.language)), is_number=True),
        )
    place = sheet.table.columns.index(sheet.across)
    return (*heads, *(TableColumn(sheet.words(place, m), is_number=True) for m in members))


def _opened(words_: str) -> str:
    return words_[:1].upper() + words_[1:]


def unit_words(table: ReleasedTable, language: str, unit: str = "") -> str:
    """The unit of a table in words, with its scale."""
    plain = table.unit_label(language) or table.unit
    return words.word(f"in-{unit}", language, unit=plain) if unit else plain


def period_words(table: ReleasedTable, language: str) -> str:
    """The period or stretch of periods a table covers, in words."""
    place = table.columns.index("period")
    codes = sorted({cell.key[place] for cell in table.cells})
    said = [table.label("period", code)(language) for code in (codes[:1] + codes[-1:])]
    return "\u2013".join(dict.fromkeys(said))


def source_line(table: ReleasedTable, language: str) -> str:
    """Who says so: publisher, title, edition and the short digest of each edition."""
    named = (
        f"{e.publisher}, {e.title(language)}, "
        f"{words.word('edition-of', language, edition=e.edition)} "
        f"({words.word('digest', language)} {e.sha256[:10]})"
        for e in table.lineage.editions
    )
    return f"{words.word('source', language)}: {'; '.join(dict.fromkeys(named))}."
