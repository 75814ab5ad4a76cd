"""The manifest: every figure, table, chart and sentence of a document with where it comes from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from uratibu.core.reports.contents import (
    charts_of,
    placed_figures,
    register_tables_of,
    tables_of,
)
from uratibu.core.reports.model import (
    Block,
    BoundFigure,
    Chart,
    Correction,
    Document,
    Paragraph,
    RegisterChart,
    RegisterTable,
    SourceList,
    TableBlock,
)

SCHEMA = "uratibu/manifest/1"
Plain = dict[str, object]


def manifest(document: Document, *, corrections: Iterable[Correction] = ()) -> Plain:
    """The manifest as plain data; the same document gives the same manifest."""
    figures = _figures(document.blocks)
    return {
        "schema": SCHEMA,
        "document": {
            "id": document.id,
            "title": document.title,
            "edition": document.edition,
            "language": document.language,
            "country": document.country,
            "as_of": document.as_of.isoformat(),
            "outline": document.outline,
            "publisher": document.publisher,
            "digest": document.digest,
        },
        "editions": [
            asdict(used)
            for block in document.blocks
            if isinstance(block, SourceList)
            for used in block.editions
        ],
        "figures": figures,
        "tables": [_table(block) for block in tables_of(document.blocks)],
        "register_tables": [_register_table(t) for t in register_tables_of(document.blocks)],
        "charts": [_chart(block) for block in charts_of(document.blocks)],
        "sentences": list(_sentences(document.blocks)),
        "norms": sorted({norm for f in placed_figures(document.blocks) for norm in f[1].norms}),
        "corrections": [_correction(c) for c in corrections],
    }


def written(plain: Plain) -> str:
    """The manifest as text: sorted, indented, one newline at its end."""
    return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _figures(blocks: tuple[Block, ...]) -> list[Plain]:
    """Each figure once, with every place it stands at and every text it is printed as.

    A sentence may print the period of a figure or the name of its member; `text` is the number
    wherever the number itself is printed.
    """
    places: dict[str, dict[str, None]] = {}
    texts: dict[str, dict[str, None]] = {}
    found: dict[str, BoundFigure] = {}
    for anchor, figure in placed_figures(blocks):
        places.setdefault(figure.id, {})[anchor] = None
        texts.setdefault(figure.id, {})[figure.text] = None
        if figure.is_number and not found.get(figure.id, figure).is_number:
            found[figure.id] = figure
        found.setdefault(figure.id, figure)
    return [
        _figure(figure) | {"places": list(places[name]), "texts": list(texts[name])}
        for name, figure in sorted(found.items())
    ]


def _figure(figure: BoundFigure) -> Plain:
    number = figure.value.number
    dataset, edition, sha256 = figure.editions[0] if figure.editions else ("", "", "")
    return {
        "id": figure.id,
        "text": figure.text,
        "value": None if number is None else f"{number:f}",
        "state": figure.value.state,
        "quality": figure.value.quality,
        "unit": figure.unit,
        "period": figure.period,
        "area": figure.area,
        "dimensions": dict(figure.dimensions),
        "measure": figure.measure,
        "indicator": figure.indicators[0] if figure.indicators else "",
        "indicators": list(figure.indicators),
        "dataset": dataset,
        "edition": edition,
        "sha256": sha256,
        "editions": [list(triple) for triple in figure.editions],
        "release": figure.release,
        "request": figure.request,
        "key": list(figure.key),
        "norms": list(figure.norms),
        "digest": figure.digest,
    }


def _table(block: TableBlock) -> Plain:
    return {
        "id": block.anchor,
        "number": block.number,
        "caption": block.caption,
        "columns": [column.header for column in block.columns],
        "rows": len(block.rows),
        "notes": list(block.notes),
        "source": block.source,
        "measure": block.table.measure,
        "release": block.table.id,
        "digest": block.table.digest,
        "norms": list(block.table.lineage.norms),
        "editions": [[e.dataset, e.edition, e.sha256] for e in block.table.lineage.editions],
        "file": f"{block.anchor}.csv",
    }


def _register_table(block: RegisterTable) -> Plain:
    return {
        "id": block.anchor,
        "number": block.number,
        "caption": block.caption,
        "columns": [column.header for column in block.columns],
        "cells": {row.id: [cell_text(cell) for cell in row.cells] for row in block.rows},
        "refs": {row.id: list(row.refs) for row in block.rows},
        "figures": {row.id: [c.id for c in row.cells if isinstance(c, BoundFigure)]
                    for row in block.rows},
        "notes": list(block.notes),
        "source": block.source,
    }  # fmt: skip


def cell_text(cell: str | BoundFigure) -> str:
    """A cell as it is printed."""
    return cell if isinstance(cell, str) else cell.text


def _chart(block: Chart) -> Plain:
    if isinstance(block, RegisterChart):
        drawn = hashlib.sha256(block.specification.encode()).hexdigest()
        return {
            "id": block.anchor, "number": block.number, "caption": block.caption,
            "alternative": block.alternative, "release": "", "digest": drawn,
        }  # fmt: skip
    return {
        "id": block.anchor,
        "number": block.number,
        "caption": block.caption,
        "alternative": block.alternative,
        "release": block.table.id,
        "digest": block.table.digest,
    }


def _sentences(blocks: tuple[Block, ...]) -> Iterator[Plain]:
    for block in blocks:
        if isinstance(block, Paragraph) and block.anchor:
            figures = [run.id for run in block.runs if isinstance(run, BoundFigure)]
            said: Plain = {"id": block.anchor, "text": block.text, "figures": figures}
            yield said | {"refs": list(block.refs)} if block.refs else said


def _correction(correction: Correction) -> Plain:
    return {
        "figure": correction.figure,
        "old": correction.old_text,
        "new": correction.new_text,
        "reason": dict(correction.reason.texts),
        "corrected_on": correction.corrected_on.isoformat(),
    }
