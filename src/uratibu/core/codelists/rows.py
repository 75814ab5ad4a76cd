"""Reading one row of a table that a person wrote: every fault becomes a finding with its column.

The same idea as `plain.Reading`, for CSV and sheets: all cells are texts, an empty cell is absent,
several values in one cell are separated by semicolons.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from uratibu.core.findings import Finding, Severity, Where
from uratibu.core.labels import Label, label

Choice = TypeVar("Choice", bound=StrEnum)

FIRST_ROW = 2
"""The first row under the heading, as an office program numbers it."""

_CLAIMS = {"true": True, "yes": True, "false": False, "no": False}


@dataclass
class Row:
    """One row being read; `findings` is shared with the other rows of the table."""

    cells: Mapping[str, str | None]
    place: Where
    findings: list[Finding] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)

    def text(self, column: str, *, default: str | None = None) -> str:
        """The cell as text. Without a default the cell is compulsory."""
        value = self._take(column)
        if not value and default is None:
            self.fault("rows/missing-cell", column, "is empty.", f"Fill the column {column}.")
        return value or default or ""

    def texts(self, column: str) -> tuple[str, ...]:
        """The values of a cell, separated by semicolons; an empty cell has none."""
        parts = (part.strip() for part in self._take(column).split(";"))
        return tuple(part for part in parts if part)

    def day(self, column: str) -> date | None:
        """A date written 2024-12-31; an empty cell means none."""
        value = self._take(column)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            self.fault("rows/day", column, "is not a date.", "Write it like 2024-12-31.")
            return None

    def claim(self, column: str) -> bool:
        """True or false; an empty cell is false."""
        value = self._take(column).casefold()
        if value and value not in _CLAIMS:
            self.fault("rows/claim", column, "is neither true nor false.", "Write true or false.")
        return _CLAIMS.get(value, False)

    def choice(self, column: str, among: type[Choice], *, default: Choice) -> Choice:
        """One of a fixed set of words; an empty cell means the default."""
        value = self._take(column)
        if not value:
            return default
        if value not in set(among):
            words = f"Choose one of: {', '.join(among)}."
            self.fault("rows/choice", column, "is not one of the allowed words.", words)
            return default
        return among(value)

    def label(self, column: str) -> Label:
        """The texts of the columns `<column>_<language>`; none at all is a fault."""
        columns = [name for name in self.cells if str(name).startswith(f"{column}_")]
        words = {name.removeprefix(f"{column}_"): self._take(name) for name in columns}
        if not any(words.values()):
            self.fault("rows/missing-cell", f"{column}_en", "is empty.", f"Fill {column}_en.")
        return label(words)

    def rest(self) -> tuple[tuple[str, str], ...]:
        """The filled cells of every column that nothing asked for yet, in order."""
        names = [name for name in self.cells if name and name not in self._seen]
        filled = ((name, self._take(name)) for name in names)
        return tuple((name, value) for name, value in filled if value)

    def close(self) -> None:
        """Report cells that nothing asked for: a misspelt heading must not be lost silently."""
        if None in self.cells:
            words = "Put quotation marks around a cell that contains a comma."
            self.fault("rows/too-many-cells", "", "has more cells than the heading.", words)
        for name in self.cells:
            if name and name not in self._seen:
                known = f"Known columns: {', '.join(sorted(self._seen))}."
                self.fault("rows/unknown-column", name, "is not a known column here.", known)

    def fault(self, rule: str, column: str, message: str, remedy: str) -> None:
        """Add a finding at a cell of this row."""
        shown = str(self.cells.get(column) or "")[:80]
        where = replace(self.place, column=column, value=shown)
        said = f"{column or 'the row'} {message}"
        self.findings.append(Finding(where, rule, Severity.ERROR, said, remedy))

    def _take(self, column: str) -> str:
        self._seen.add(column)
        return str(self.cells.get(column) or "").strip()
