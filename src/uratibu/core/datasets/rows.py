"""From one row of a file to observations, one output of the mapping at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from uratibu.core.codelists.model import CodeList
from uratibu.core.datasets import cells
from uratibu.core.datasets.left_out import LeftOut
from uratibu.core.datasets.model import Dataset, Observation, Output
from uratibu.core.datasets.model import Mapping as FileMapping
from uratibu.core.datasets.parquet import EXACT
from uratibu.core.findings import Severity
from uratibu.core.indicators.model import Indicator
from uratibu.core.intake.faults import Faults
from uratibu.core.values import MISSING, SUPPRESSED, Quality, State, Value, number

CONSTANT = ":"
AREAS = "areas"
"""The code list of places; every pack that adds places adds to it."""
NOT_REPORTED = "The publisher writes 0 where nothing was reported."
_MOST_CACHED = 100_000
Key = tuple[str, str, str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Vocabulary:
    """What the words of a file may mean: code lists and indicators by id, and the fiscal year.

    fiscal_start_month: first month of the fiscal year, 1 to 12.
    """

    codelists: Mapping[str, CodeList]
    indicators: Mapping[str, Indicator]
    fiscal_start_month: int = 7


def columns_used(mapping: FileMapping) -> set[str]:
    """The headings a mapping speaks of."""
    used: set[str] = set()
    for output in mapping.outputs:
        targets = (output.area, output.period, output.value, *dict(output.dimensions).values())
        used.update(target for target in targets if not target.startswith(CONSTANT))
        used.update(column for column, _ in output.only + output.without)
    return used


class RowReader:
    """Reads rows and keeps what they say; every fault goes to `faults` with row and column."""

    def __init__(
        self, dataset: Dataset, mapping: FileMapping, words: Vocabulary, faults: Faults
    ) -> None:
        self.observations: list[Observation] = []
        self._faults = faults
        self._seen: dict[Key, int] = {}
        self._added: dict[Key, _Sum] = {}
        self._left_out = LeftOut(mapping)
        self._outputs = [
            _OutputReader(output, dataset, mapping, words) for output in mapping.outputs
        ]

    def bind(self, columns: Sequence[str]) -> None:
        """Say in which order the cells of a row will come."""
        self._left_out.bind(columns)
        for output in self._outputs:
            output.bind(columns)

    def read(self, row: int, row_cells: tuple[object, ...]) -> None:
        """Take one row."""
        is_taken = False
        for reader in self._outputs:
            if not reader.speaks_of(row_cells):
                continue
            is_taken = True
            key, value, note = reader.read(row, row_cells, self._faults)
            if key is None or value is None:
                continue
            if reader.output.aggregate:
                self._add_up(key, value, row)
            else:
                self._keep(key, value, row, note)
        if not is_taken:
            self._leave_out(row, row_cells)

    def _leave_out(self, row: int, row_cells: tuple[object, ...]) -> None:
        group = self._left_out.add(row, row_cells)
        if group.is_unexpected:
            reader = self._outputs[group.output]
            fault = reader.fault_in_value(row_cells)
            if fault is not None:
                cell = reader.value_cell(row_cells)
                self._left_out.add_value(row, reader.output.value, cell, fault)

    def finish(self) -> None:
        """Turn what was added up into observations, and say what was read by title or left out."""
        for key, total in self._added.items():
            indicator, area, period, dimensions = key
            self.observations.append(
                Observation(
                    indicator, area, period, dimensions, total.value(), total.rows[0], total.note()
                )
            )
        self._report_titles()
        self._left_out.report(self._faults)

    def _report_titles(self) -> None:
        """One note a column: which of its texts were read by a title or an alias."""
        by_column: dict[str, dict[str, str]] = {}
        for reader in self._outputs:
            for target in reader.targets:
                by_column.setdefault(target.column, {}).update(target.titles)
        for column, titles in by_column.items():
            if titles:
                first = ", ".join(f"{text} = {code}" for text, code in list(titles.items())[:3])
                self._faults.add(
                    "datasets/read-by-title",
                    f"Read by the title or an alias of a code: {first}"
                    f"{', ...' if len(titles) > 3 else ''} ({len(titles)} in all).",
                    "Nothing to do if they are right; recode them in the mapping otherwise.",
                    column=column, severity=Severity.NOTE,
                )  # fmt: skip

    def _keep(self, key: Key, value: Value, row: int, note: str) -> None:
        before = self._seen.setdefault(key, len(self.observations))
        if before == len(self.observations):
            self.observations.append(Observation(*key, value, row, note))
            return
        first = self.observations[before]
        named = ", ".join((key[1], key[2], *(code for _, code in key[3])))
        if first.value == value:
            self._faults.add(
                "datasets/repeated-row",
                f"{key[0]} for {named} stands here again, as in row {first.source_row}; "
                "it is taken once.",
                "Remove one of the rows if it is a copy.", row=row, severity=Severity.WARNING,
            )  # fmt: skip
            return
        self._faults.add(
            "datasets/contradicting-rows",
            f"{key[0]} for {named} is {_shown(value)} here and {_shown(first.value)} "
            f"in row {first.source_row}.",
            "Keep one row, or say `aggregate: true` in the mapping if the rows are parts of one "
            "figure.",
            row=row, value=_shown(value),
        )  # fmt: skip

    def _add_up(self, key: Key, value: Value, row: int) -> None:
        total = self._added.get(key)
        if total is None:
            total = self._added[key] = _Sum()
        total.add(value, row)


class _Sum:
    """Rows that fall on one observation."""

    def __init__(self) -> None:
        self.rows: list[int] = []
        self._amount = Decimal(0)
        self._quality = Quality.FINAL
        self._numbers = 0
        self._is_suppressed = False

    def add(self, value: Value, row: int) -> None:
        self.rows.append(row)
        self._quality = value.quality
        self._is_suppressed |= value.state is State.SUPPRESSED
        if value.number is not None:
            self._numbers += 1
            self._amount = EXACT.add(self._amount, value.number)

    def value(self) -> Value:
        """The sum; suppressed as soon as a part is, missing where no part has a number."""
        if self._is_suppressed:
            return SUPPRESSED
        return number(self._amount, self._quality) if self._numbers else MISSING

    def note(self) -> str:
        if len(self.rows) == 1:
            return ""
        without = len(self.rows) - self._numbers
        lacking = f", {without} without a number" if without else ""
        first = ", ".join(str(row) for row in self.rows[:20])
        more = ", ..." if len(self.rows) > 20 else ""
        return f"Sum of {len(self.rows)} rows of the file{lacking}: {first}{more}."


@dataclass
class _Target:
    """One part of a key: where it stands in the row and how its text becomes a code."""

    name: str
    column: str
    read: Callable[[object], tuple[str, bool]]
    place: int = -1
    cache: dict[object, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)

    def code(self, row: int, row_cells: tuple[object, ...], faults: Faults) -> str | None:
        cell = self.column[1:] if self.place < 0 else row_cells[self.place]
        known = self.cache.get(cell)
        if known is not None:
            return known
        try:
            code, by_title = self.read(cell)
        except cells.Unreadable as fault:
            what = "The text" if isinstance(cell, str) else "The cell"
            faults.add(
                fault.rule, f"{what} for {self.name} {fault.message}.", fault.remedy,
                row=row, column=self.column, value="" if cell is None else cell,
            )  # fmt: skip
            return None
        if by_title:
            self.titles[str(cell)] = code
        if len(self.cache) < _MOST_CACHED:
            self.cache[cell] = code
        return code


class _OutputReader:
    """One output of the mapping, made ready for reading rows quickly."""

    def __init__(
        self, output: Output, dataset: Dataset, mapping: FileMapping, words: Vocabulary
    ) -> None:
        self.output = output
        recode = {target: dict(pairs) for target, pairs in output.recode}
        self._missing = frozenset(mapping.missing)
        self._states = {text: Value(State(state)) for text, state in mapping.states}
        self._factor = Decimal(output.multiply)
        self._quality = Quality(output.quality) if output.quality else _quality_of(dataset)
        self._numbers: dict[object, tuple[Value, str]] = {}
        self._value_place = -1
        self._only: list[tuple[int, frozenset[str], bool]] = []
        self._dimension_sets: dict[tuple[str, ...], tuple[tuple[str, str], ...]] = {}
        period_recode = recode.get("period", {})

        def read_period(cell: object) -> tuple[str, bool]:
            known = period_recode.get(cells.plain_text(cell), cell)
            kind = dataset.period_kind
            return cells.read_period(known, kind, words.fiscal_start_month), False

        def read_code(name: str, codelist_id: str) -> Callable[[object], tuple[str, bool]]:
            codelist, known = words.codelists[codelist_id], recode.get(name, {})
            return lambda cell: cells.read_code(cell, codelist, known)

        lists = {d.id: d.codelist for d in words.indicators[output.indicator].dimensions}
        self._area = _Target("area", output.area, read_code("area", AREAS))
        self._period = _Target("period", output.period, read_period)
        self._dimensions = [
            _Target(name, column, read_code(name, lists[name]))
            for name, column in sorted(output.dimensions)
        ]

    def bind(self, columns: Sequence[str]) -> None:
        place = {name: i for i, name in enumerate(columns)}
        for target in self.targets:
            if not target.column.startswith(CONSTANT):
                target.place = place[target.column]
        if not self.output.value.startswith(CONSTANT):
            self._value_place = place[self.output.value]
        self._only = [
            (place[column], frozenset(values), wanted)
            for wanted, pairs in ((True, self.output.only), (False, self.output.without))
            for column, values in pairs
        ]

    def speaks_of(self, row_cells: tuple[object, ...]) -> bool:
        """Whether the row meets `only` and `without`."""
        return all(
            (cells.plain_text(row_cells[place]) in values) is wanted
            for place, values, wanted in self._only
        )

    def read(
        self, row: int, row_cells: tuple[object, ...], faults: Faults
    ) -> tuple[Key | None, Value | None, str]:
        area = self._area.code(row, row_cells, faults)
        period = self._period.code(row, row_cells, faults)
        codes = [target.code(row, row_cells, faults) for target in self._dimensions]
        value, note = self._value(row, row_cells, faults)
        known = tuple(code for code in codes if code is not None)
        if area is None or period is None or len(known) < len(codes):
            return None, None, ""
        dimensions = self._dimension_sets.get(known)
        if dimensions is None:
            names = (target.name for target in self._dimensions)
            dimensions = self._dimension_sets[known] = tuple(zip(names, known, strict=True))
        return (self.output.indicator, area, period, dimensions), value, note

    @property
    def targets(self) -> tuple[_Target, ...]:
        return (self._area, self._period, *self._dimensions)

    def value_cell(self, row_cells: tuple[object, ...]) -> object:
        place = self._value_place
        return self.output.value[1:] if place < 0 else row_cells[place]

    def fault_in_value(self, row_cells: tuple[object, ...]) -> cells.Unreadable | None:
        """Why the value of a row cannot be read; an empty cell is no fault here."""
        cell = self.value_cell(row_cells)
        if cell is None or cell in self._numbers or cells.plain_text(cell) == "":
            return None
        try:
            self._read_value(cell)
        except cells.Unreadable as fault:
            return fault
        return None

    def _value(
        self, row: int, row_cells: tuple[object, ...], faults: Faults
    ) -> tuple[Value | None, str]:
        cell = self.value_cell(row_cells)
        known = self._numbers.get(cell)
        if known is not None:
            return known
        try:
            read = self._read_value(cell)
        except cells.Unreadable as fault:
            faults.add(
                fault.rule, f"The value {fault.message}.", fault.remedy,
                row=row, column=self.output.value, value=cell,
            )  # fmt: skip
            return None, ""
        if len(self._numbers) < _MOST_CACHED:
            self._numbers[cell] = read
        return read

    def _read_value(self, cell: object) -> tuple[Value, str]:
        text = cells.plain_text(cell)
        if text in self._states:
            return self._states[text], ""
        if text in self._missing:
            return MISSING, ""
        if cell is None or text == "":
            raise cells.Unreadable(
                "datasets/empty-value", "is empty", 'List "" under missing if that means no value.'
            )
        amount = EXACT.multiply(cells.read_number(cell), self._factor)
        if amount == 0 and self.output.zero_is_missing:
            return MISSING, NOT_REPORTED
        return replace(number(cells.read_number(str(amount))), quality=self._quality), ""


def _quality_of(dataset: Dataset) -> Quality:
    return {"estimate": Quality.ESTIMATED, "model": Quality.MODELLED}.get(
        dataset.method, Quality.FINAL
    )


def _shown(value: Value) -> str:
    return value.state.value if value.number is None else format(value.number, "f")
