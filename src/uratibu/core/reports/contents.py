"""What a document holds, found by walking its blocks: figures, tables, charts, editions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from uratibu.core.disclosure.model import ReleasedTable
from uratibu.core.reports import words
from uratibu.core.reports.model import (
    Block,
    BoundFigure,
    Chart,
    ChartBlock,
    KeyStatistics,
    Paragraph,
    RegisterChart,
    RegisterTable,
    SourceComparison,
    TableBlock,
    UsedEdition,
)


def placed_figures(blocks: Iterable[Block]) -> Iterator[tuple[str, BoundFigure]]:
    """Every figure with the anchor of the block it stands in, in reading order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from ((block.anchor, run) for run in block.runs if isinstance(run, BoundFigure))
        elif isinstance(block, KeyStatistics):
            yield from ((block.anchor, tile.figure) for tile in block.tiles)
        elif isinstance(block, SourceComparison):
            yield from ((block.anchor, source.figure) for source in block.sources)
        for own in register_tables_of([block]):
            yield from (
                (own.anchor, cell)
                for row in own.rows
                for cell in row.cells
                if isinstance(cell, BoundFigure)
            )
        for table in tables_of([block]):
            for row in table.rows:
                yield from ((table.anchor, cell) for cell in row if isinstance(cell, BoundFigure))


def figures_of(blocks: Iterable[Block]) -> Iterator[BoundFigure]:
    """Every figure of the document."""
    return (figure for _, figure in placed_figures(blocks))


def register_tables_of(blocks: Iterable[Block]) -> Iterator[RegisterTable]:
    """Every table of the register, the data behind its charts among them."""
    for block in blocks:
        if isinstance(block, RegisterTable):
            yield block
        elif isinstance(block, RegisterChart):
            yield block.data


def refs_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Every reference that words and rows rest on."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.refs
        for table in register_tables_of([block]):
            for row in table.rows:
                yield from row.refs


def charts_of(blocks: Iterable[Block]) -> Iterator[Chart]:
    """Every chart, the map of the key-statistics sheet among them."""
    for block in blocks:
        if isinstance(block, ChartBlock | RegisterChart):
            yield block
        elif isinstance(block, KeyStatistics) and block.map is not None:
            yield block.map


def tables_of(blocks: Iterable[Block]) -> Iterator[TableBlock]:
    """Every table of figures, the data behind charts among them."""
    for block in blocks:
        if isinstance(block, TableBlock):
            yield block
        elif isinstance(block, ChartBlock) and block.data is not None:
            yield block.data
        elif isinstance(block, KeyStatistics) and block.map and block.map.data:
            yield block.map.data


def editions_of(
    blocks: Iterable[Block], tables: Iterable[ReleasedTable], language: str
) -> tuple[UsedEdition, ...]:
    """Every edition behind a figure, once, by data set and edition.

    tables: the released tables that were asked for; they say what an edition is.
    """
    cited = {
        (name, edition) for figure in figures_of(blocks) for name, edition, _ in figure.editions
    }
    found = {
        (used.dataset, used.edition): UsedEdition(
            dataset=used.dataset,
            edition=used.edition,
            title=used.title(language),
            publisher=used.publisher,
            method=words.word(used.method, language),
            coverage=used.coverage(language),
            licence=used.licence,
            sha256=used.sha256,
        )
        for table in tables
        for used in table.lineage.editions
    }
    return tuple(found[key] for key in sorted(cited & found.keys()))
