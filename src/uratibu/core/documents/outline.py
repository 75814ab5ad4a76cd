"""A text as others look at it: plain words, units in reading order, the tree of its sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from uratibu.core.documents.model import (
    Block,
    Content,
    Heading,
    Item,
    List,
    Note,
    Paragraph,
    Picture,
    Row,
    Run,
    Section,
    Table,
    Text,
    Unit,
    UnitKind,
)

Identified = Heading | Paragraph | Item | Table | Row | Note
CELL_END = "\t"
"""Between the cells of a row when it is read as one line."""


def words(content: Content) -> str:
    """The plain text of a line; a picture is its alternative text."""
    return "".join(
        part.text if isinstance(part, Run) else part.alt if isinstance(part, Picture) else ""
        for part in content
    )


def block_words(blocks: Iterable[Block]) -> str:
    """The plain text of blocks, a line for each paragraph."""
    lines = (
        words(one.content) for one in identified(blocks) if not isinstance(one, Table | Row | Note)
    )
    return "\n".join(line for line in lines if line)


def row_words(row: Row) -> str:
    """The plain text of a row, its cells set off by tabs."""
    return CELL_END.join(block_words(cell.blocks) for cell in row.cells)


def identified(blocks: Iterable[Block]) -> Iterator[Identified]:
    """Everything that has an id, in reading order, whatever it stands in."""
    for block in blocks:
        if isinstance(block, List):
            for item in block.items:
                yield item
                yield from identified(item.blocks)
            continue
        yield block
        if isinstance(block, Table):
            for row in block.rows:
                yield row
                for cell in row.cells:
                    yield from identified(cell.blocks)


def everything(text: Text) -> Iterator[Identified]:
    """Everything of a text that has an id: the body, then the notes."""
    yield from identified(text.blocks)
    for note in text.notes:
        yield note
        yield from identified(note.blocks)


def units(text: Text) -> tuple[Unit, ...]:
    """The units of a text in reading order: the body, then the notes."""
    found: list[Unit] = []
    section = ""
    for block in text.blocks:
        if isinstance(block, Heading):
            section = block.id
        found.extend(_units(block, section))
    for note in text.notes:
        inside = tuple(one.id for one in identified(note.blocks))
        found.append(Unit(note.id, UnitKind.NOTE, block_words(note.blocks), "", "", inside))
    return tuple(found)


def _units(block: Block, section: str) -> Iterator[Unit]:
    if isinstance(block, Heading):
        yield Unit(block.id, UnitKind.HEADING, words(block.content), section, block.number)
    elif isinstance(block, Paragraph):
        yield Unit(block.id, UnitKind.PARAGRAPH, words(block.content), section)
    elif isinstance(block, List):
        for item in block.items:
            yield Unit(item.id, UnitKind.ITEM, words(item.content), section, item.number)
            for inner in item.blocks:
                yield from _units(inner, section)
    else:
        for row in block.rows:
            inside = tuple(one.id for cell in row.cells for one in identified(cell.blocks))
            yield Unit(row.id, UnitKind.ROW, row_words(row), section, "", inside)


def sections(text: Text) -> tuple[Section, ...]:
    """The tree of sections; what stands before the first heading is in none."""
    parts: list[tuple[Heading, list[Block]]] = []
    for block in text.blocks:
        if isinstance(block, Heading):
            parts.append((block, []))
        elif parts:
            parts[-1][1].append(block)
    return _tree(parts)


def _tree(parts: list[tuple[Heading, list[Block]]]) -> tuple[Section, ...]:
    made, at = [], 0
    while at < len(parts):
        heading, blocks = parts[at]
        end = at + 1
        while end < len(parts) and parts[end][0].level > heading.level:
            end += 1
        made.append(Section(heading, tuple(blocks), _tree(parts[at + 1 : end])))
        at = end
    return tuple(made)
