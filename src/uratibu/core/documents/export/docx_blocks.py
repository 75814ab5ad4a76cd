"""Blocks of a text as WordprocessingML.

Source: ECMA-376 part 1. Word joins tables that touch, and wants a paragraph at the end of a cell:
an empty one stands there, which reading leaves out again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls

from uratibu.core.documents.export.docx_numbering import Numbering
from uratibu.core.documents.export.html import Pictures
from uratibu.core.documents.load.draft import inlines
from uratibu.core.documents.model import (
    Block,
    Cell,
    Content,
    Heading,
    List,
    Mark,
    NoteReference,
    Paragraph,
    Picture,
    Row,
    Run,
    Table,
    Text,
)
from uratibu.core.paper.docx_styles import TABLE

_SPACES = nsdecls("w", "r", "wp", "a", "pic")
_MARKS = ((Mark.BOLD, "<w:b/><w:bCs/>"), (Mark.ITALIC, "<w:i/><w:iCs/>"),
          (Mark.STRIKE, "<w:strike/>"), (Mark.UNDERLINE, '<w:u w:val="single"/>'),
          (Mark.SUPER, '<w:vertAlign w:val="superscript"/>'),
          (Mark.SUB, '<w:vertAlign w:val="subscript"/>'))  # fmt: skip
"""In the order that Word reads them in."""
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}
_EMU_A_POINT = 9_525
_WIDEST_EMU = 5_900_000
_SPACE = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
_EMPTY = f"<w:p {_SPACES}/>"


@dataclass
class Blocks:
    """Writes the blocks of one text. headings: the numbering of each heading."""

    text: Text
    pictures: Pictures
    numbering: Numbering
    headings: Mapping[str, int]
    note_numbers: dict[str, int] = field(default_factory=dict)
    _kinds: dict[str, str] = field(default_factory=dict)
    _part: Any = None
    _note: str = ""
    _waits: bool = False
    _count: int = 0
    _targets: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        counts = {"footnote": 2, "endnote": 2}
        for note in self.text.notes:
            kind = "endnote" if note.is_endnote else "footnote"
            self._kinds[note.id] = kind
            self.note_numbers[note.id] = counts[kind]
            counts[kind] += 1
        links = (part.link for part in inlines(self.text) if isinstance(part, Run))
        self._targets = frozenset(link[1:] for link in links if link.startswith("#"))
        self._media = {media.digest: media for media in self.text.media}

    def of(self, blocks: tuple[Block, ...], part: Any, *, note: str = "") -> list[str]:
        """The XML of blocks that stand in a part. note: footnote or endnote, where it is one."""
        self._part, self._note, self._waits = part, note, bool(note)
        return list(self._blocks(blocks, needs_end=bool(note)))

    def _blocks(self, blocks: tuple[Block, ...], *, needs_end: bool) -> Iterator[str]:
        before: Block | None = None
        for block in blocks:
            if isinstance(block, Table) and isinstance(before, Table):
                yield _EMPTY
            yield from self._block(block)
            before = block
        if needs_end and (before is None or isinstance(before, Table)):
            yield _EMPTY

    def _block(self, block: Block) -> Iterator[str]:
        if isinstance(block, List):
            yield from self._list(block, 0)
        elif isinstance(block, Table):
            if block.id in self._targets:
                yield self._bookmark(block.id)
            yield self._table(block)
        elif isinstance(block, Heading):
            style = f'<w:pStyle w:val="Heading{block.level}"/>'
            number = self.headings.get(block.id, 0)
            style += _numbered(number, block.level - 1) if number else ""
            yield self._paragraph(block.id, style, block.content, is_rtl=block.is_rtl)
        else:
            yield self._paragraph(block.id, self._plain_style(), block.content, is_rtl=block.is_rtl)

    def _plain_style(self) -> str:
        return f'<w:pStyle w:val="{self._note}text"/>' if self._note else ""

    def _list(self, list_: List, depth: int) -> Iterator[str]:
        numbers = self.numbering.for_list(list_, depth)
        for item, number in zip(list_.items, numbers, strict=True):
            about = _numbered(number, depth)
            yield self._paragraph(item.id, about, item.content, is_rtl=item.is_rtl)
            for block in item.blocks:
                if isinstance(block, Paragraph):
                    style = f'<w:pStyle w:val="ListContinue{depth + 1 if depth else ""}"/>'
                    yield self._paragraph(block.id, style, block.content, is_rtl=block.is_rtl)
                else:
                    yield from self._list(block, depth + 1)

    def _paragraph(self, own: str, about: str, content: Content, *, is_rtl: bool) -> str:
        bidi = "<w:bidi/>" if is_rtl else ""
        mark = self._bookmark(own) if own in self._targets else ""
        start = ""
        if self._waits:
            self._waits = False
            style = f'<w:rPr><w:rStyle w:val="{self._note}reference"/></w:rPr>'
            start = f"<w:r>{style}<w:{self._note}Ref/></w:r>{_SPACE}"
        line = "".join(self._inline(part, is_rtl=is_rtl) for part in content)
        return f"<w:p {_SPACES}><w:pPr>{about}{bidi}</w:pPr>{start}{mark}{line}</w:p>"

    def _inline(self, part: Run | NoteReference | Picture, *, is_rtl: bool) -> str:
        if isinstance(part, NoteReference):
            kind, number = self._kinds.get(part.note, ""), self.note_numbers.get(part.note, 0)
            style = f'<w:rPr><w:rStyle w:val="{kind}reference"/></w:rPr>'
            return f'<w:r>{style}<w:{kind}Reference w:id="{number}"/></w:r>' if kind else ""
        if isinstance(part, Picture):
            return self._picture(part)
        looks = "".join(xml for mark, xml in _MARKS if mark in part.marks)
        looks += "<w:rtl/>" if is_rtl else ""
        style = '<w:rStyle w:val="Hyperlink"/>' if part.link else ""
        lines = (
            f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' if line else ""
            for line in part.text.split("\n")
        )
        run = f"<w:r><w:rPr>{style}{looks}</w:rPr>{'<w:br/>'.join(lines)}</w:r>"
        return self._linked(run, part.link) if part.link else run

    def _linked(self, run: str, link: str) -> str:
        if link.startswith("#"):
            return f'<w:hyperlink w:anchor="{_name(link[1:])}">{run}</w:hyperlink>'
        own = self._part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return f'<w:hyperlink r:id="{own}">{run}</w:hyperlink>'

    def _bookmark(self, own: str) -> str:
        self._count += 1
        return (
            f'<w:bookmarkStart {_SPACES} w:id="{self._count}" w:name="{_name(own)}"/>'
            f'<w:bookmarkEnd {_SPACES} w:id="{self._count}"/>'
        )

    def _picture(self, picture: Picture) -> str:
        blob, media = self.pictures.get(picture.digest), self._media.get(picture.digest)
        if blob is None or media is None:
            return self._inline(Run(picture.alt), is_rtl=False) if picture.alt else ""
        ending = _ENDINGS[media.media_type]
        name = PackURI(f"/word/media/{picture.digest[:16]}.{ending}")
        package = self._part.package
        known = {part.partname: part for part in package.iter_parts()}
        image = known.get(name) or Part(name, media.media_type, blob, package)
        own = self._part.relate_to(image, RELATIONSHIP_TYPE.IMAGE)
        wide = min(max(media.width, 1) * _EMU_A_POINT, _WIDEST_EMU)
        high = max(1, wide * max(media.height, 1) // max(media.width, 1))
        self._count += 1
        return _DRAWING.format(
            wide=wide, high=high, number=self._count, alt=escape(picture.alt), link=own
        )

    def _table(self, table: Table) -> str:
        grid = _Grid(table.rows)
        lines = "".join(
            self._row(row, cells) for row, cells in zip(table.rows, grid.rows, strict=True)
        )
        bidi = "<w:bidiVisual/>" if table.is_rtl else ""
        columns = "<w:gridCol/>" * grid.width
        return (
            f'<w:tbl {_SPACES}><w:tblPr><w:tblStyle w:val="{TABLE.replace(" ", "")}"/>{bidi}'
            f'<w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
            f"{lines}</w:tbl>"
        )

    def _row(self, row: Row, cells: list[_Place]) -> str:
        head = "<w:trPr><w:tblHeader/></w:trPr>" if row.is_header else ""
        return f"<w:tr>{head}{''.join(self._cell(place) for place in cells)}</w:tr>"

    def _cell(self, place: _Place) -> str:
        span = f'<w:gridSpan w:val="{place.cell.columns}"/>' if place.cell.columns > 1 else ""
        merge = ""
        if place.cell.rows > 1:
            merge = '<w:vMerge w:val="restart"/>' if place.is_first else "<w:vMerge/>"
        inner = _EMPTY
        if place.is_first:
            inner = "".join(self._blocks(place.cell.blocks, needs_end=True))
        return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{inner}</w:tc>"


@dataclass(frozen=True)
class _Place:
    cell: Cell
    is_first: bool = True


class _Grid:
    """Where the cells of a table stand, those that go on from above among them."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        self.rows: list[list[_Place]] = []
        going: dict[int, tuple[Cell, int]] = {}
        for row in rows:
            line: list[_Place] = []
            now: dict[int, tuple[Cell, int]] = {}
            waiting, column = list(row.cells), 0
            while waiting or column in going:
                above = going.get(column)
                cell = above[0] if above is not None else waiting.pop(0)
                left = above[1] - 1 if above is not None else cell.rows - 1
                line.append(_Place(cell, is_first=above is None))
                if left > 0:
                    now[column] = (cell, left)
                column += cell.columns
            self.rows.append(line)
            going = now
        self.width = max(
            (sum(place.cell.columns for place in line) for line in self.rows), default=1
        )


def _numbered(number: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _name(own: str) -> str:
    """A name that Word takes for a bookmark."""
    return re.sub(r"\W", "_", own)


_DRAWING = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="{wide}" cy="{high}"/>'
    '<wp:docPr id="{number}" name="Picture {number}" descr="{alt}"/><a:graphic><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:embed="{link}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r>"
)
