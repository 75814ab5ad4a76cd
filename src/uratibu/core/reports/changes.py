"""What differs between two compilations of a report: sentences, tables and charts, exactly.

Compared are manifests, so that a report frozen years ago compares as well as one made just now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from uratibu.core.reports.manifest import Plain
from uratibu.core.reports.model import BoundFigure, TableRow
from uratibu.core.reports.texts import sentences


@dataclass(frozen=True, order=True)
class Change:
    """One thing that reads differently. kind: sentence, table or chart.

    place: its permanent anchor, of a table with the row's id. old, new: as printed, "" where it is
    not there.
    """

    kind: str
    place: str
    old: str
    new: str


def compare(old: Plain, new: Plain) -> tuple[Change, ...]:
    """Every sentence, table row and chart that a newer manifest prints differently, in order."""
    return (
        *_sentences(_by_id(old, "sentences"), _by_id(new, "sentences")),
        *_tables(_by_id(old, "register_tables"), _by_id(new, "register_tables")),
        *_tables(_by_id(old, "tables"), _by_id(new, "tables")),
        *_charts(_by_id(old, "charts"), _by_id(new, "charts")),
    )


def printed(row: TableRow) -> list[str]:
    """A row as it is printed, with the digest of each figure behind it."""
    return [
        f"{cell.text}\x1f{cell.digest}" if isinstance(cell, BoundFigure) else cell
        for cell in row.cells
    ]


def _sentences(old: Mapping[str, Plain], new: Mapping[str, Plain]) -> Iterable[Change]:
    """Sentences that are gone from a paragraph or new in it; the others stay untold."""
    for place in _order(old, new):
        was, now = (sentences(str(each[place]["text"])) if place in each else [] for each in
                    (old, new))  # fmt: skip
        gone = [each for each in was if each not in now]
        come = [each for each in now if each not in was]
        for index in range(max(len(gone), len(come))):
            yield Change("sentence", place, _at(gone, index), _at(come, index))


def _tables(old: Mapping[str, Plain], new: Mapping[str, Plain]) -> Iterable[Change]:
    for name in _order(old, new):
        was, now = (_rows(each.get(name)) for each in (old, new))
        for row in dict.fromkeys((*was, *now)):
            if was.get(row) != now.get(row):
                place = f"{name}/{row}" if row else name
                yield Change("table", place, was.get(row, ""), now.get(row, ""))


def _rows(table: Plain | None) -> dict[str, str]:
    """Row id to its printed cells; a released table is one whole, known by its digest."""
    if table is None:
        return {}
    if "cells" not in table:
        return {"": str(table["digest"])}
    rows = cast("dict[str, list[str]]", table["cells"])
    return {name: " | ".join(cells) for name, cells in rows.items()}


def _charts(old: Mapping[str, Plain], new: Mapping[str, Plain]) -> Iterable[Change]:
    for name in _order(old, new):
        was, now = (each.get(name) for each in (old, new))
        if was is None or now is None or was["digest"] != now["digest"]:
            told = tuple("" if each is None else str(each["alternative"]) for each in (was, now))
            yield Change("chart", name, *told)


def _order(old: Mapping[str, Plain], new: Mapping[str, Plain]) -> tuple[str, ...]:
    """Ids in the order of the newer manifest, then those that are gone."""
    return tuple(dict.fromkeys((*new, *old)))


def _at(found: list[str], index: int) -> str:
    return found[index] if index < len(found) else ""


def _by_id(manifest: Plain, kind: str) -> dict[str, Plain]:
    entries = cast("Iterable[Plain]", manifest.get(kind, ()))
    return {str(entry["id"]): entry for entry in entries}
