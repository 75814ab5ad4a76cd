"""Observations as files for others, and back: every state, quality and note survives.

Columns: indicator, area, period, one a dimension, value, state, quality, source_row, note.
A text that a spreadsheet would take for a formula gets an apostrophe in front, and loses it
when it is read again.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from sys import intern

from uratibu.core.datasets.cells import LARGEST, NINE_DIGITS
from uratibu.core.datasets.load import RESERVED
from uratibu.core.datasets.model import Observation
from uratibu.core.datasets.parquet import EXACT, trimmed
from uratibu.core.findings import Finding, Where
from uratibu.core.intake.faults import Faults
from uratibu.core.values import Quality, State, Value

BEFORE = ("indicator", "area", "period")
AFTER = ("value", "state", "quality", "source_row", "note")
_MOST_CACHED = 65_536
_NEEDS_QUOTES = frozenset(',"\r\n')
_RISKY = ("=", "+", "-", "@", "\t", "\r", "'", "\n")


def columns_of(observations: Iterable[Observation]) -> tuple[str, ...]:
    """The heading that holds these observations."""
    dimensions = sorted({name for o in observations for name, _ in o.dimensions})
    return (*BEFORE, *dimensions, *AFTER)


def plain_row(observation: Observation, columns: Sequence[str]) -> list[str]:
    """The cells of an observation under a heading, as text."""
    value = observation.value
    cells = {
        "indicator": observation.indicator,
        "area": observation.area,
        "period": observation.period,
        "value": "" if value.number is None else format(trimmed(value.number), "f"),
        "state": value.state.value,
        "quality": value.quality.value,
        "source_row": str(observation.source_row),
        "note": observation.note,
        **dict(observation.dimensions),
    }
    return [cells.get(column, "") for column in columns]


def write_csv(observations: Sequence[Observation], path: Path) -> None:
    """Write observations as CSV, UTF-8, in their order."""
    columns = columns_of(observations)
    dimensions = columns[len(BEFORE) : -len(AFTER)]
    safe = lru_cache(_MOST_CACHED)(lambda text: _quoted(guarded(text)))
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(csv_line(columns))
        for o in observations:
            codes = dict(o.dimensions)
            value = o.value
            amount = "" if value.number is None else format(trimmed(value.number), "f")
            texts = [o.indicator, o.area, o.period, *(codes.get(name, "") for name in dimensions)]
            kept = (amount, value.state.value, value.quality.value, str(o.source_row))
            file.write(",".join((*map(safe, texts), *kept, safe(o.note))) + "\n")


def csv_line(cells: Iterable[str]) -> str:
    """One line of CSV; unlike the standard writer it quotes a lone carriage return too."""
    return ",".join(map(_quoted, cells)) + "\n"


def _quoted(text: str) -> str:
    if _NEEDS_QUOTES.isdisjoint(text):
        return text
    return '"' + text.replace('"', '""') + '"'


def read_csv(path: Path) -> tuple[tuple[Observation, ...], tuple[Finding, ...]]:
    """The observations of a CSV file, or what is wrong with it; a pack's files are read so."""
    faults = Faults(Where(file=path.name))
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, strict=True)
        try:
            found = tuple(observations_of(_unguarded(rows), faults))
        except (csv.Error, UnicodeDecodeError) as error:
            faults.add("datasets/broken-row", f"The file cannot be read: {error}.", "Save it anew.")
            found = ()
    return (() if faults.errors else found), faults.findings()


def guarded(text: str) -> str:
    """The text such that no spreadsheet takes it for a formula."""
    return "'" + text if text.startswith(_RISKY) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_RISKY) else text


def _unguarded(rows: Iterable[list[str]]) -> Iterator[list[object]]:
    for row in rows:
        yield [unguarded(cell) if cell[:1] == "'" else cell for cell in row]


def observations_of(rows: Iterator[list[object]], faults: Faults) -> Iterator[Observation]:
    """Observations from a heading and rows; faults are recorded with their row."""
    heading = [str(cell) for cell in next(rows, [])]
    absent = [name for name in (*BEFORE, "value") if name not in heading]
    if absent or len(set(heading)) < len(heading):
        faults.add(
            "datasets/missing-column",
            f"The heading lacks {', '.join(absent)}." if absent else "A heading stands twice.",
            f"Write the columns {', '.join((*BEFORE, 'value'))}, each once.", row=1,
        )  # fmt: skip
        return
    reader = _RowReader(heading, faults)
    for number, cells in enumerate(rows, start=2):
        if not any(cells) and not any(cell == 0 for cell in cells):
            continue
        if len(cells) != len(heading):
            faults.add(
                "datasets/uneven-row",
                f"The row has {len(cells)} cells, the heading has {len(heading)}.",
                "Look for a missing or an unquoted comma.", row=number,
            )  # fmt: skip
            continue
        found = reader.read(number, cells)
        if found is not None:
            yield found


class _RowReader:
    """Reads rows under one heading; what repeats (codes, values) is kept once."""

    def __init__(self, heading: list[str], faults: Faults) -> None:
        place = {name: i for i, name in enumerate(heading)}
        self._faults = faults
        self._before = [(name, place[name]) for name in BEFORE]
        self._dimensions = [(n, place[n]) for n in sorted(place) if n not in RESERVED]
        self._value = [place.get(name, -1) for name in ("value", "state", "quality")]
        self._row, self._note = place.get("source_row", -1), place.get("note", -1)
        self._keys: dict[tuple[str, ...], tuple[tuple[str, str], ...]] = {}
        self._values: dict[tuple[str, ...], Value] = {}

    def read(self, number: int, cells: Sequence[object]) -> Observation | None:
        codes = [intern(_text(cells[i])) for _, i in self._before]
        for (name, _), code in zip(self._before, codes, strict=True):
            if not code:
                self._faults.add(
                    "datasets/empty-code", f"The cell for {name} is empty.", "Fill it in.",
                    row=number, column=name,
                )  # fmt: skip
                return None
        value = self._value_of(number, cells)
        if value is None:
            return None
        row = _text(cells[self._row]) if self._row >= 0 else ""
        return Observation(
            codes[0], codes[1], codes[2], self._dimensions_of(cells), value,
            int(row) if row.isdecimal() else number,
            _text(cells[self._note]) if self._note >= 0 else "",
        )  # fmt: skip

    def _dimensions_of(self, cells: Sequence[object]) -> tuple[tuple[str, str], ...]:
        codes = tuple(_text(cells[i]) for _, i in self._dimensions)
        known = self._keys.get(codes)
        if known is None:
            names = (name for name, _ in self._dimensions)
            known = tuple((n, c) for n, c in zip(names, codes, strict=True) if c)
            self._keys[codes] = known
        return known

    def _value_of(self, number: int, cells: Sequence[object]) -> Value | None:
        texts = tuple(_text(cells[i]) if i >= 0 else "" for i in self._value)
        known = self._values.get(texts)
        if known is not None:
            return known
        try:
            value = self._values[texts] = value_of(*texts)
        except ValueError as fault:
            self._faults.add(
                "datasets/value-and-state", f"The value cannot be read: {fault}.",
                f"Write plain digits, a state ({', '.join(State)}) and a quality "
                f"({', '.join(Quality)}) that belong together.",
                row=number, column="value", value=texts[0] or texts[1],
            )  # fmt: skip
            return None
        return value


def value_of(amount: str, state: str, quality: str) -> Value:
    """The value three texts stand for; without a state it is implied, quality is then final.

    Raises ValueError when they are unreadable or contradict each other.
    """
    try:
        exact = Decimal(amount) if amount else None
    except InvalidOperation:
        raise ValueError(f"{amount!r} is not a number") from None
    if exact is not None and not (exact.is_finite() and exact.copy_abs() < LARGEST):
        raise ValueError(f"{amount} is not a number anyone can count to")
    if exact is not None and exact != exact.quantize(NINE_DIGITS, context=EXACT):
        raise ValueError(f"{amount} has more than nine decimals")
    said = State(state) if state else _implied(exact)
    return Value(said, None if exact is None else trimmed(exact), Quality(quality or "final"))


def _implied(amount: Decimal | None) -> State:
    if amount is None:
        return State.MISSING
    return State.ZERO if amount == 0 else State.NUMBER


def _text(cell: object) -> str:
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
