"""Rows that no output of a mapping takes: counted by their reason and told in a few findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from uratibu.core.datasets import cells
from uratibu.core.datasets.model import Mapping as FileMapping
from uratibu.core.datasets.model import Output
from uratibu.core.findings import Severity
from uratibu.core.intake.faults import Faults

SHOWN = 5
"""How many rows a finding names, and how many values of a column have a finding of their own."""
_LISTED = 12
_MOST_CACHED = 50_000
OTHERS = object()


@dataclass
class Group:
    """Rows left out for one reason: a value of a column.

    is_unexpected: the mapping names the value nowhere; else the row is left out on purpose.
    output: place of the output that comes nearest to taking the rows.
    """

    column: str
    value: str
    is_unexpected: bool
    output: int
    rows: int = 0
    first: list[int] = field(default_factory=list)
    is_rest: bool = False


@dataclass
class _Value:
    """Unreadable values of one column in rows left out: the first, and how many."""

    value: object
    fault: cells.Unreadable
    rows: int = 0
    first: list[int] = field(default_factory=list)


def _count(where: Group | _Value, row: int) -> None:
    where.rows += 1
    if len(where.first) < SHOWN:
        where.first.append(row)


class LeftOut:
    """Counts the rows of one file that no output takes."""

    def __init__(self, mapping: FileMapping) -> None:
        self._outputs = mapping.outputs
        self._listed = listed_values(mapping)
        self._columns = sorted(
            {column for output in mapping.outputs for column, _ in output.only + output.without}
        )
        self._places: list[int] = []
        self._known: dict[tuple[str, ...], Group] = {}
        self._groups: dict[tuple[bool, str, object], Group] = {}
        self._values: dict[str, _Value] = {}

    def bind(self, columns: Sequence[str]) -> None:
        """Say in which order the cells of a row will come."""
        self._places = [columns.index(name) for name in self._columns]

    def add(self, row: int, row_cells: tuple[object, ...]) -> Group:
        """Count one row; the answer says why it was left out."""
        texts = tuple(cells.plain_text(row_cells[place]) for place in self._places)
        group = self._known.get(texts)
        if group is None:
            group = self._group(dict(zip(self._columns, texts, strict=True)))
            if len(self._known) < _MOST_CACHED:
                self._known[texts] = group
        _count(group, row)
        return group

    def add_value(self, row: int, column: str, value: object, fault: cells.Unreadable) -> None:
        """Note that the value of a row left out could not have been read either."""
        _count(self._values.setdefault(column, _Value(value, fault)), row)

    def report(self, faults: Faults) -> None:
        """One finding a reason, what nobody expected first."""
        for group in sorted(self._groups.values(), key=lambda g: not g.is_unexpected):
            _tell(group, self._listed[group.column], faults)
        for column, unread in self._values.items():
            faults.add(
                "datasets/unreadable-and-left-out",
                f"{_rows(unread.rows)} gave nothing and would not be read otherwise: the value "
                f"{unread.fault.message} ({_named(unread)}).",
                unread.fault.remedy, row=unread.first[0], column=column, value=unread.value,
                severity=Severity.WARNING,
            )  # fmt: skip

    def _group(self, texts: Mapping[str, str]) -> Group:
        """The reason of a row: the first condition it misses of the output that is nearest."""
        missed = [_missed(output, texts) for output in self._outputs]
        unexpected = [
            [column for column, is_wanted in conditions
             if is_wanted and texts[column] not in self._listed[column]]
            for conditions in missed
        ]  # fmt: skip
        near = min(range(len(missed)), key=lambda i: (len(missed[i]), not unexpected[i]))
        column = (unexpected[near] or [missed[near][0][0]])[0]
        is_unexpected = bool(unexpected[near])
        alike = sum(k[:2] == (is_unexpected, column) for k in self._groups)
        value: object = texts[column]
        if alike >= SHOWN and (is_unexpected, column, value) not in self._groups:
            value = OTHERS
        return self._groups.setdefault(
            (is_unexpected, column, value),
            Group(column, texts[column], is_unexpected, near, is_rest=value is OTHERS),
        )


def listed_values(mapping: FileMapping) -> dict[str, tuple[str, ...]]:
    """The values that the conditions of a mapping name, by column."""
    listed: dict[str, dict[str, None]] = {}
    for output in mapping.outputs:
        for column, values in output.only + output.without:
            listed.setdefault(column, {}).update(dict.fromkeys(values))
    return {column: tuple(values) for column, values in listed.items()}


def no_observation(mapping: FileMapping, rows: int, faults: Faults) -> None:
    """A file whose rows were all left out: it says nothing, and nobody should approve it."""
    expected = [words for output in mapping.outputs if (words := _expected(output))]
    faults.add(
        "datasets/no-observation",
        f"The file gave no observation: {_rows(rows)} read, none taken.",
        f"The mapping takes rows where {'; or where '.join(dict.fromkeys(expected[:SHOWN]))}. "
        "Bring a file with such rows, or correct the mapping.",
        row=mapping.header_row,
    )  # fmt: skip


def _expected(output: Output) -> str:
    only = [f"{column} is {_one_of(values)}" for column, values in output.only]
    without = [f"{column} is not {_one_of(values)}" for column, values in output.without]
    return " and ".join(only + without)


def _one_of(values: Sequence[str]) -> str:
    return f"one of {_in_words(values)}" if len(values) > 1 else _in_words(values)


def _missed(output: Output, texts: Mapping[str, str]) -> list[tuple[str, bool]]:
    only = [(column, True) for column, values in output.only if texts[column] not in values]
    return only + [(c, False) for c, values in output.without if texts[c] in values]


def _tell(group: Group, listed: Sequence[str], faults: Faults) -> None:
    value = group.value or "an empty cell"
    if group.is_rest:
        reason = f"other values of {group.column}"
    elif group.is_unexpected:
        reason = f"{value} is not among {_in_words(listed)}"
    else:
        reason = f"the mapping leaves out {value} in {group.column} here"
    is_word = not group.is_rest and not group.value.isdigit()
    near = cells.nearest_name(group.value, tuple(listed)) if is_word else ""
    remedy = f"Do you mean {near}? " if near and group.is_unexpected else ""
    remedy += "Correct the rows, or take the value into the mapping, if they should count."
    faults.add(
        "datasets/row-left-out",
        f"{_rows(group.rows, ' more' if group.is_rest else '')} gave nothing: {reason} "
        f"({_named(group)}).",
        remedy if group.is_unexpected else "Nothing to do if that is meant.",
        row=group.first[0], column=group.column, value="" if group.is_rest else group.value,
        severity=Severity.WARNING if group.is_unexpected else Severity.NOTE,
    )  # fmt: skip


def _in_words(values: Sequence[str]) -> str:
    more = ", ..." if len(values) > _LISTED else ""
    return ", ".join(value or "an empty cell" for value in values[:_LISTED]) + more


def _rows(count: int, more: str = "") -> str:
    return f"{count:,}{more} row{'' if count == 1 else 's'}"


def _named(counted: Group | _Value) -> str:
    first = ", ".join(str(row) for row in counted.first)
    more = ", ..." if counted.rows > len(counted.first) else ""
    return f"row{'' if counted.rows == 1 else 's'} {first}{more}"
