"""The released cells of a page as files: the same cells, states and notes in every format."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

import xlsxwriter

from uratibu.core.disclosure.model import ReleasedCell, ReleasedTable
from uratibu.core.values import Quality, State, Value

OBS_STATUS: Mapping[State, str] = {
    State.SUPPRESSED: "Q",
    State.MISSING: "O",
    State.NOT_APPLICABLE: "M",
    State.NOT_YET: "L",
}
OBS_QUALITY: Mapping[Quality, str] = {
    Quality.FINAL: "A",
    Quality.ESTIMATED: "E",
    Quality.PROVISIONAL: "P",
    Quality.MODELLED: "I",
}
"""SDMX CL_OBS_STATUS: what a number is, or why there is none."""
_LIVE = ("=", "+", "-", "@", "\t", "\r")
_FACTS = ("value", "state", "quality", "unit", "numerator", "denominator", "rank", "notes")


def as_csv(table: ReleasedTable, language: str) -> bytes:
    """One row a cell: codes and words, value and state, notes, and the release it belongs to."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((*_heads(table), "release", "digest", "source"))
    proof = (table.id, table.digest, _safe(sources(table, language)))
    for cell in table.cells:
        writer.writerow((*_row(table, cell, language), *proof))
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(table: ReleasedTable, language: str) -> bytes:
    """A workbook: the cells, the notes, the sources; numbers as numbers, nothing as a formula."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        sheet = book.add_worksheet("cells")
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(table.columns) * 2, 18)
        for column, head in enumerate(_heads(table)):
            sheet.write_string(0, column, head, bold)
        for row, cell in enumerate(table.cells, start=1):
            for column, said in enumerate(_row(table, cell, language, exact=True)):
                if isinstance(said, Decimal):
                    sheet.write_number(row, column, float(said))
                else:
                    sheet.write_string(row, column, str(said))
        notes = book.add_worksheet("notes")
        notes.set_column(0, 0, 100, wrap)
        for row, line in enumerate(_note_lines(table, language)):
            notes.write_string(row, 0, line)
    return file.getvalue()


def as_json(table: ReleasedTable, language: str) -> bytes:
    """Everything about the table for a program: cells, words of codes, lineage, digest."""
    plain = {
        "release": table.id,
        "digest": table.digest,
        "measure": table.measure,
        "title": table.title(language),
        "unit": table.unit,
        "period_kind": str(table.period_kind),
        "released_at": table.released_at.isoformat(),
        "reason": str(table.reason),
        "columns": list(table.columns),
        "labels": {f"{d}:{c}": words(language) for (d, c), words in table.labels},
        "cells": [_plain(table, cell, language) for cell in table.cells],
        "notes": [note(language) for note in table.notes],
        "formula": table.lineage.formula,
        "norms": list(table.lineage.norms),
        "editions": [
            {"dataset": e.dataset, "edition": e.edition, "publisher": e.publisher,
             "sha256": e.sha256, "licence": e.licence, "coverage": e.coverage(language)}
            for e in table.lineage.editions
        ],
    }  # fmt: skip
    return json.dumps(plain, ensure_ascii=False, indent=1).encode()


def as_sdmx(table: ReleasedTable, language: str) -> bytes:
    """SDMX-CSV 2.0: dimensions as codes, TIME_PERIOD, OBS_VALUE and the SDMX codes of states."""
    del language
    dimensions = [name for name in table.columns if name != "period"]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    heads = [name.upper().replace("-", "_") for name in dimensions]
    writer.writerow(
        ("STRUCTURE", "STRUCTURE_ID", "ACTION", *heads, "TIME_PERIOD", "OBS_VALUE",
         "OBS_STATUS", "CONF_STATUS", "UNIT_MEASURE")
    )  # fmt: skip
    for cell in table.cells:
        said = dict(zip(table.columns, cell.key, strict=True))
        writer.writerow(
            ("dataflow", f"URATIBU:{table.measure}(1.0)", "I", *(said[d] for d in dimensions),
             said.get("period", ""), _exact(cell.value), _status(cell.value),
             "C" if cell.value.state is State.SUPPRESSED else "F", table.unit)
        )  # fmt: skip
    return text.getvalue().encode()


MAKERS: Mapping[str, tuple[Callable[[ReleasedTable, str], bytes], str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": (as_json, "application/json"),
    "sdmx.csv": (as_sdmx, "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8"),
}
"""Ending of the file -> what makes it, and its media type."""


def sources(table: ReleasedTable, language: str) -> str:
    """Publisher, data set, edition and digest of everything the table was made of."""
    return "; ".join(
        f"{e.publisher}, {e.title(language)}, {e.edition} (SHA-256 {e.sha256})"
        for e in table.lineage.editions
    )


def _heads(table: ReleasedTable) -> tuple[str, ...]:
    pairs = ((name, f"{name}_label") for name in table.columns)
    return (*(name for pair in pairs for name in pair), *_FACTS)


def _row(
    table: ReleasedTable, cell: ReleasedCell, language: str, *, exact: bool = False
) -> Iterator[object]:
    for name, code in zip(table.columns, cell.key, strict=True):
        yield code
        yield _safe(table.label(name, code)(language))
    value = cell.value
    yield value.number if exact and value.number is not None else _exact(value)
    yield str(value.state)
    yield str(value.quality)
    yield table.unit
    yield _exact(cell.numerator) if cell.numerator else ""
    yield _exact(cell.denominator) if cell.denominator else ""
    yield "" if cell.rank is None else str(cell.rank)
    yield _safe(" ".join(note(language) for note in cell.notes))


def _plain(table: ReleasedTable, cell: ReleasedCell, language: str) -> dict[str, object]:
    said: dict[str, object] = dict(zip(table.columns, cell.key, strict=True))
    said |= {"value": _exact(cell.value) or None, "state": str(cell.value.state)}
    said["quality"] = str(cell.value.quality)
    if cell.numerator and cell.denominator:
        said |= {"numerator": _exact(cell.numerator), "denominator": _exact(cell.denominator)}
    if cell.rank is not None:
        said["rank"] = cell.rank
    if cell.notes:
        said["notes"] = [note(language) for note in cell.notes]
    return said


def _note_lines(table: ReleasedTable, language: str) -> Iterator[str]:
    yield table.title(language)
    yield f"{table.id}, SHA-256 {table.digest}"
    yield sources(table, language)
    for edition in table.lineage.editions:
        yield f"{edition.dataset}@{edition.edition}: {edition.coverage(language)}"
        yield f"{edition.dataset}@{edition.edition}: {edition.licence}"
    for note in table.notes:
        yield note(language)
    texts = dict.fromkeys(note(language) for cell in table.cells for note in cell.notes)
    yield from texts


def _status(value: Value) -> str:
    return OBS_STATUS.get(value.state) or OBS_QUALITY[value.quality]


def _exact(value: Value) -> str:
    return "" if value.number is None else f"{value.number.normalize():f}"


def _safe(text: str) -> str:
    """Words that an office program cannot take for a formula."""
    return f"'{text}" if text.startswith(_LIVE) else text
