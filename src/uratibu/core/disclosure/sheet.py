"""A released table laid out flat: what it is, its rows, its notes and what its words mean.

Every file format of `export` is written from this, so that none of them says less than another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from uratibu.core.disclosure.model import ReleasedCell, ReleasedTable
from uratibu.core.labels import Label
from uratibu.core.statistics.words import (
    PERIOD_KINDS,
    QUALITIES,
    STATE_MEANINGS,
    STATES,
    both,
)
from uratibu.core.values import State, Value

NAMES: dict[str, Label] = {
    "title": both("Title", "Kichwa"),
    "unit": both("Unit", "Kizio"),
    "period_kind": both("Kind of period", "Aina ya kipindi"),
    "source": both("Source", "Chanzo"),
    "edition": both("Edition", "Toleo"),
    "sha256": both("sha256 of the source file", "sha256 ya faili ya chanzo"),
    "licence": both("Licence", "Leseni"),
    "method": both("Method", "Mbinu"),
    "coverage": both("Coverage", "Walengwa"),
    "formula": both("Formula", "Fomula"),
    "filters": both("Filters", "Vichujio"),
    "norms": both("Norms served", "Kanuni zinazohudumiwa"),
    "release": both("Release", "Toleo la jedwali"),
    "digest": both("Digest of the table", "Muhtasari (digest) wa jedwali"),
    "reason": both("Released because", "Sababu ya kutolewa"),
    "released_at": both("Released at", "Limetolewa"),
    "note": both("Note", "Maelezo"),
    "state": both("State", "Hali"),
    "quality": both("Quality", "Ubora"),
    "value": both("Value", "Thamani"),
    "numerator": both("Numerator", "Kiasi"),
    "denominator": both("Denominator", "Kigawanyo"),
    "rank": both("Rank", "Nafasi"),
    "code": both("code", "msimbo"),
}
REASONS = {"already-public": both("already public", "tayari ni ya umma")}
METHODS = {
    "count": both("count", "hesabu"),
    "estimate": both("estimate", "makadirio"),
    "model": both("model", "kielelezo"),
}


@dataclass(frozen=True)
class SheetRow:
    """One cell of the table as a line: codes and words of its key, value and what belongs to it."""

    codes: tuple[str, ...]
    words: tuple[str, ...]
    value: Value
    state: str
    quality: str
    numerator: Value | None
    denominator: Value | None
    rank: int | None
    note: str


@dataclass(frozen=True)
class Sheet:
    """The flat table. facts: (name, words for the name, text); legend: (word, meaning) of states.

    dimensions: (id, words) of the columns. has_parts, has_ranks: whether any row has them.
    """

    facts: tuple[tuple[str, str, str], ...]
    dimensions: tuple[tuple[str, str], ...]
    rows: tuple[SheetRow, ...]
    legend: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    decimals: int

    @property
    def has_parts(self) -> bool:
        """Whether any row says what its value is computed from."""
        return any(row.numerator is not None for row in self.rows)

    @property
    def has_ranks(self) -> bool:
        """Whether any row has a rank."""
        return any(row.rank is not None for row in self.rows)


def sheet_of(table: ReleasedTable, language: str) -> Sheet:
    """Lay a released table out in one language."""
    labels = dict(table.labels)
    titles = (title(language) for title in table.titles)
    return Sheet(
        facts=tuple(_facts(table, language)),
        dimensions=tuple(zip(table.columns, titles, strict=True)),
        rows=tuple(_row(cell, table, labels, language) for cell in table.cells),
        legend=tuple((STATES[s](language), STATE_MEANINGS[s](language)) for s in State),
        notes=tuple(note(language) for note in table.notes),
        decimals=table.decimals,
    )


def _row(
    cell: ReleasedCell, table: ReleasedTable, labels: dict[tuple[str, str], Label], language: str
) -> SheetRow:
    pairs = zip(table.columns, cell.key, strict=True)
    return SheetRow(
        codes=cell.key,
        words=tuple(labels[pair](language) if pair in labels else pair[1] for pair in pairs),
        value=cell.value,
        state=STATES[cell.value.state](language),
        quality=QUALITIES[cell.value.quality](language) if cell.value.number is not None else "",
        numerator=cell.numerator,
        denominator=cell.denominator,
        rank=cell.rank,
        note=" ".join(note(language) for note in cell.notes),
    )


def _facts(table: ReleasedTable, language: str) -> Iterator[tuple[str, str, str]]:
    for name, text in _texts(table, language):
        yield name, NAMES[name](language), text


def _texts(table: ReleasedTable, language: str) -> Iterator[tuple[str, str]]:
    lineage = table.lineage
    yield "title", table.title(language)
    yield "unit", table.unit_label(language) or table.unit
    yield "period_kind", PERIOD_KINDS[table.period_kind](language)
    for used in lineage.editions:
        yield "source", f"{used.publisher}: {used.title(language)}"
        yield "edition", f"{used.dataset}@{used.edition}"
        yield "sha256", used.sha256
        yield "licence", used.licence
        yield "method", METHODS[used.method](language)
        yield "coverage", used.coverage(language)
    yield "formula", lineage.formula
    yield "filters", "; ".join(f"{d}={','.join(codes)}" for d, codes in lineage.filters)
    yield "norms", ", ".join(lineage.norms)
    yield "release", table.id
    yield "digest", table.digest
    yield "reason", REASONS[table.reason](language)
    yield "released_at", table.released_at.isoformat(timespec="seconds")
