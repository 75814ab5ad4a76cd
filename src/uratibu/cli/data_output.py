"""Data sets, editions and their differences as aligned text and as plain data for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from uratibu.core.datasets.diff import Cell, ChangeKind, Diff, Touched, Weight
from uratibu.core.datasets.model import Dataset, Edition
from uratibu.core.values import Value

Plain = dict[str, object]
SHOWN_DIGITS = 12
"""Of a sha256 on screen; JSON has all of it."""


@dataclass(frozen=True)
class DiffReport:
    """Two editions, the area they were compared in ("" for all), and what differs."""

    old: Edition
    new: Edition
    area: str
    changes: Diff
    touched: tuple[Touched, ...]


def listed(pairs: Sequence[tuple[Dataset, Sequence[Edition]]], language: str) -> str:
    """One line an edition; a data set without any has a line with a hyphen."""
    rows = []
    for dataset, editions in pairs:
        rows += [_line(dataset, edition, language) for edition in editions]
        if not editions:
            rows.append([dataset.id, "-", "", "", "", "", dataset.title(language)])
    heading = ["data set", "edition", "area", "rows", "observations", "retrieved", "title"]
    return "\n".join(aligned(heading, rows, right={3, 4}))


def _line(dataset: Dataset, edition: Edition, language: str) -> list[str]:
    return [
        dataset.id, edition.edition, edition.area or "whole", f"{edition.rows:,}",
        f"{edition.observations:,}", edition.retrieved_on.isoformat(), dataset.title(language),
    ]  # fmt: skip


def shown(dataset: Dataset, editions: Sequence[Edition], language: str) -> str:
    """A data set as lines of name and text, its mapping, then its editions."""
    lines = [
        f"{dataset.id}  {dataset.title(language)}", "",
        *_fact("publisher", dataset.publisher),
        *_fact("custodian", dataset.custodian),
        *_fact("definition", dataset.definition(language)),
        *_fact("coverage", dataset.coverage(language)),
        *_fact("method", dataset.method),
        *_fact("unit", dataset.unit),
        *_fact("periods", dataset.period_kind),
        *_fact("licence", dataset.licence),
        *_fact("access", dataset.access),
        *_fact("kept at", dataset.kept_at),
        *_fact("source", dataset.source),
        *_fact("status", dataset.status),
        *_fact("notes", dataset.notes(language) if dataset.notes else ""),
    ]  # fmt: skip
    for output in dataset.mapping.outputs if dataset.mapping else ():
        parts = ", ".join(f"{name} {column}" for name, column in output.dimensions)
        read = (
            f"{output.indicator}: area {output.area}, period {output.period}, value {output.value}"
        )
        lines += _fact("reads", ", ".join(part for part in (read, parts) if part))
    lines.append("")
    for edition in editions:
        lines.append(told_edition(edition, "registered"))
    return "\n".join(lines if editions else [*lines, "No edition is registered."])


def told_edition(edition: Edition, said: str) -> str:
    """One edition in a few lines."""
    part = f", only {edition.area}" if edition.area else ""
    follows = f", supersedes {edition.supersedes}" if edition.supersedes else ""
    return (
        f"{edition.id} {said}: {edition.rows:,} rows, {edition.observations:,} observations"
        f"{part}{follows}\n"
        f"  file {edition.file_name}, {edition.bytes:,} bytes, retrieved on "
        f"{edition.retrieved_on}, sha256 {edition.sha256[:SHOWN_DIGITS]}"
    )


def told_diff(report: DiffReport, *, limit: int, has_manifest: bool) -> str:
    """What changed, the most telling first: counts, codes, the largest revisions, figures."""
    changes = report.changes
    scope = f" in {report.area}" if report.area else ""
    lines = [f"{report.old.id} -> {report.new.id}{scope}", _counts(changes), ""]
    for codes in changes.codes:
        for sign, members in (("+", codes.added), ("-", codes.removed)):
            if members:
                more = f" ... {len(members)} in all" if len(members) > 12 else ""
                lines.append(
                    f"{sign} {codes.indicator} {codes.dimension}: {', '.join(members[:12])}{more}"
                )
    rows = [_change_row(cell) for cell in _most_telling(changes)[:limit]]
    if rows:
        heading = ["change", "indicator", "of", "old", "new", "difference"]
        lines += ["", *aligned(heading, rows, right={3, 4, 5})]
    left = len(changes.cells) - len(rows)
    if left > 0:
        lines.append(f"... and {left:,} more; --json has them all, --limit shows more.")
    if has_manifest:
        lines += ["", *_touched(report)]
    return "\n".join(lines)


def _counts(changes: Diff) -> str:
    added, removed, revised = (changes.count(kind) for kind in ChangeKind)
    major = changes.count(ChangeKind.REVISED, Weight.MAJOR)
    return (
        f"  added {added:,}, removed {removed:,}, revised {revised:,} (major {major:,}), "
        f"unchanged {changes.unchanged:,}"
    )


def _most_telling(changes: Diff) -> list[Cell]:
    """Revisions by size, then what is gone, then what is new."""
    order = {ChangeKind.REVISED: 0, ChangeKind.REMOVED: 1, ChangeKind.ADDED: 2}

    def weigh(cell: Cell) -> tuple[int, float]:
        size = float(cell.difference) if cell.difference else 0.0
        return order[cell.kind], -abs(size)

    return sorted(changes.cells, key=weigh)


def _change_row(cell: Cell) -> list[str]:
    _, area, period, dimensions = cell.key
    said = " ".join((area, period, *(code for _, code in dimensions)))
    kind = f"{cell.kind} ({cell.weight})" if cell.kind is ChangeKind.REVISED else str(cell.kind)
    return [kind, cell.indicator, said, _said(cell.old), _said(cell.new), cell.difference]


def _said(value: Value | None) -> str:
    if value is None:
        return ""
    return value.state.value if value.number is None else format(value.number, "f")


def _touched(report: DiffReport) -> list[str]:
    if not report.touched:
        return [f"No figure of the manifest that rests on {report.old.id} is touched."]
    return [
        f"{len(report.touched)} published figures rest on changed values:",
        *(f"  {t.figure.id} ({t.weight}, {t.cells} values)" for t in report.touched),
    ]


def plain_diff(report: DiffReport) -> Plain:
    """The whole comparison as plain data."""
    changes = report.changes
    return {
        "old": report.old.id,
        "new": report.new.id,
        "area": report.area,
        "added": changes.count(ChangeKind.ADDED),
        "removed": changes.count(ChangeKind.REMOVED),
        "revised": changes.count(ChangeKind.REVISED),
        "revised_major": changes.count(ChangeKind.REVISED, Weight.MAJOR),
        "unchanged": changes.unchanged,
        "codes": [asdict(codes) for codes in changes.codes],
        "cells": [_plain_cell(cell) for cell in changes.cells],
        "figures": [
            {"id": t.figure.id, "cells": t.cells, "weight": t.weight} for t in report.touched
        ],
    }


def _plain_cell(cell: Cell) -> Plain:
    indicator, area, period, dimensions = cell.key
    return {
        "change": cell.kind, "weight": cell.weight, "indicator": indicator, "area": area,
        "period": period, "dimensions": dict(dimensions), "old": _said(cell.old),
        "new": _said(cell.new), "difference": cell.difference,
    }  # fmt: skip


def plain_dataset(dataset: Dataset) -> Plain:
    """What stays the same over editions, as plain data."""
    words = ("title", "definition", "coverage", "notes")
    texts = ("publisher", "custodian", "unit", "licence", "kept_at", "source", "status")
    return {
        "id": dataset.id,
        **{name: dict(getattr(dataset, name).texts) for name in words},
        **{name: getattr(dataset, name) for name in texts},
        "method": dataset.method,
        "period_kind": dataset.period_kind,
        "access": dataset.access,
    }


def plain_edition(edition: Edition) -> Plain:
    """An edition as plain data."""
    plain: Plain = {"id": edition.id, **asdict(edition)}
    for name in ("retrieved_on", "registered_at", "published_on"):
        plain[name] = str(plain[name]) if plain[name] else None
    return plain


def aligned(heading: Sequence[str], rows: Sequence[Sequence[str]], right: set[int]) -> list[str]:
    """Rows under a heading; the columns in `right` stand to the right, as numbers do."""
    table = [heading, *rows]
    widths = [max(len(row[i]) for row in table) for i in range(len(heading))]
    lines = [
        "  ".join(
            text.rjust(width) if i in right else text.ljust(width)
            for i, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    ]
    return [lines[0], "  ".join("-" * width for width in widths), *lines[1:]]


def _fact(name: str, text: str) -> list[str]:
    return [f"  {name:<11} {text}"] if text else []
