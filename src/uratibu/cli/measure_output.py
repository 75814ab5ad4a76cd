"""A released table as a person or a machine reads it: aligned text, JSON, CSV, Parquet.

Columns of a file: the codes of the answer, value, state, quality, rank, unit, the editions.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

from uratibu.core.datasets import parquet
from uratibu.core.datasets.exchange import guarded
from uratibu.core.datasets.model import Column
from uratibu.core.disclosure.model import ReleasedCell, ReleasedTable
from uratibu.core.reports import numerals
from uratibu.core.values import Quality

SHOWN_DIGITS = 12
"""Of a sha256 on screen; files have all of it."""


def as_text(table: ReleasedTable, language: str) -> str:
    """The table with aligned columns, and under it unit, period kind, notes and sources."""
    heading = [title(language) for title in table.titles]
    rows = [_words(table, cell, language) for cell in table.cells]
    ranked = any(cell.rank is not None for cell in table.cells)
    heading += [table.unit_label(language) or table.unit, *(["#"] if ranked else [])]
    for row, cell in zip(rows, table.cells, strict=True):
        row.extend([_value(table, cell, language), *([str(cell.rank or "")] if ranked else [])])
    said = [table.title(language), "", *_aligned(heading, rows, len(table.columns)), ""]
    return "\n".join([*said, *_foot(table, language)])


def _words(table: ReleasedTable, cell: ReleasedCell, language: str) -> list[str]:
    pairs = zip(table.columns, cell.key, strict=True)
    return [table.label(dimension, code)(language) for dimension, code in pairs]


def _value(table: ReleasedTable, cell: ReleasedCell, language: str) -> str:
    text = numerals.written(cell.value, decimals=table.decimals, language=language)
    if cell.value.number is None:
        return f"{text} {cell.value.state}".strip()
    return text if cell.value.quality is Quality.FINAL else f"{text} {cell.value.quality[0]}"


def _aligned(heading: Sequence[str], rows: Sequence[Sequence[str]], words: int) -> list[str]:
    table = [heading, *rows]
    widths = [max(len(row[i]) for row in table) for i in range(len(heading))]
    lines = []
    for row in table:
        cells = [
            text.ljust(width) if i < words else text.rjust(width)
            for i, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return [lines[0], "  ".join("-" * width for width in widths), *lines[1:]]


def _foot(table: ReleasedTable, language: str) -> list[str]:
    lineage = table.lineage
    marks = sorted({c.value.quality for c in table.cells if c.value.number is not None})
    qualities = [f"{quality[0]} {quality}" for quality in marks if quality is not Quality.FINAL]
    where = "; ".join(f"{name} {', '.join(codes)}" for name, codes in lineage.filters)
    lines = [
        f"unit     {table.unit}   period kind  {table.period_kind}",
        *([f"where    {where}"] if where else []),
        *([f"marks    {', '.join(qualities)}"] if qualities else []),
        f"formula  {lineage.formula}",
        *(f"note     {note(language)}" for note in table.notes),
    ]
    lines += [
        f"source   {used.publisher}, {used.title(language)}, {used.dataset}@{used.edition}, "
        f"sha256 {used.sha256[:SHOWN_DIGITS]}"
        for used in lineage.editions
    ]
    norms = [f"norms    {', '.join(lineage.norms)}"] if lineage.norms else []
    return [*lines, *norms, f"release  {table.id}   {table.reason}"]


def as_plain(table: ReleasedTable, language: str) -> dict[str, object]:
    """The table as plain values: numbers as texts, so that no digit is lost."""
    lineage = table.lineage
    return {
        "release": table.id,
        "measure": table.measure,
        "title": table.title(language),
        "unit": table.unit,
        "period_kind": table.period_kind.value,
        "reason": table.reason.value,
        "digest": table.digest,
        "columns": list(table.columns),
        "cells": [_plain(table, cell) for cell in table.cells],
        "formula": lineage.formula,
        "norms": list(lineage.norms),
        "notes": [note(language) for note in table.notes],
        "editions": [
            {"dataset": e.dataset, "edition": e.edition, "sha256": e.sha256,
             "publisher": e.publisher, "licence": e.licence}
            for e in lineage.editions
        ],
    }  # fmt: skip


def _plain(table: ReleasedTable, cell: ReleasedCell) -> dict[str, object]:
    number, rank = cell.value.number, cell.rank
    return {
        **dict(zip(table.columns, cell.key, strict=True)),
        "value": None if number is None else f"{number:f}",
        "state": cell.value.state.value,
        "quality": cell.value.quality.value,
        **({} if rank is None else {"rank": rank}),
    }


def write(table: ReleasedTable, path: Path, language: str) -> None:
    """Write the table in the format the file's name ends with."""
    if path.suffix == ".json":
        text = json.dumps(as_plain(table, language), indent=1, ensure_ascii=False)
        path.write_text(text + "\n", encoding="utf-8")
        return
    columns, rows = _flat(table)
    if path.suffix == ".parquet":
        parquet.write_rows(path, columns, rows)
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(column.name for column in columns)
        for row in rows:
            writer.writerow(
                cell if cell is None or column.type != "VARCHAR" else guarded(cell)
                for column, cell in zip(columns, row, strict=True)
            )


def _flat(table: ReleasedTable) -> tuple[list[Column], list[list[str | None]]]:
    types = {"value": "DECIMAL(38,9)", "rank": "INTEGER"}
    names = [*table.columns, "value", "state", "quality", "rank", "unit", "editions", "release"]
    columns = [Column(name, types.get(name, "VARCHAR")) for name in names]
    editions = ";".join(f"{e.dataset}@{e.edition}#{e.sha256}" for e in table.lineage.editions)
    rows: list[list[str | None]] = []
    for cell in table.cells:
        number, rank = cell.value.number, cell.rank
        rows.append([
            *cell.key, None if number is None else f"{number:f}", cell.value.state.value,
            cell.value.quality.value, None if rank is None else str(rank), table.unit, editions,
            table.id,
        ])  # fmt: skip
    return columns, rows
