"""A matrix of a plan as a Word file: landscape, real styles, headings repeated on every page."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from uratibu.core.paper import docx_parts as parts
from uratibu.core.paper import docx_styles as looks
from uratibu.core.plans.export.matrix import Matrix, Row

PAGE_CM = 27.7
"""Width of the text on a landscape page."""
_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)


def export(matrix: Matrix) -> bytes:
    """The Word file. The same matrix gives the same bytes."""
    file = docx.Document()
    looks.set_up(file, matrix.language)
    _page(file, matrix)
    file.add_paragraph(matrix.publisher, style="Cover Line")
    file.add_paragraph(matrix.title, style="Matrix Title")
    file.add_paragraph(f"{matrix.name}, {matrix.subtitle}", style="Cover Line")
    for notice in matrix.notices:
        file.add_paragraph(notice, style="Notice")
    _table(file, matrix)
    core = file.core_properties
    core.title, core.author, core.language = matrix.title, matrix.publisher, matrix.language
    core.last_modified_by = matrix.publisher
    core.comments = " ".join(matrix.notices)
    core.created = core.modified = _MOMENT
    out = io.BytesIO()
    file.save(out)
    return parts.timeless(out.getvalue())


def _page(file: Any, matrix: Matrix) -> None:
    section = file.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1)
    section.top_margin, section.bottom_margin = Cm(1.6), Cm(1.5)
    section.header_distance = section.footer_distance = Cm(0.7)
    section.different_first_page_header_footer = False
    section.header.paragraphs[0].text = f"{matrix.title}, {matrix.name}"
    line = section.footer.paragraphs[0]
    parts.add_field(line, "PAGE", "1")
    line.add_run(" / ")
    parts.add_field(line, "NUMPAGES", "1")
    _style(file, "Matrix Title", 18, is_bold=True)
    _style(file, "Matrix Cell", 7)
    _style(file, "Matrix Head", 7, is_bold=True)
    _style(file, "Matrix Group", 8, is_bold=True)
    file.styles["Matrix Group"].paragraph_format.keep_with_next = True


def _style(file: Any, name: str, size: float, *, is_bold: bool = False) -> None:
    style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = file.styles["Normal"]
    style.font.size, style.font.bold = Pt(size), is_bold
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(1)
    style.paragraph_format.line_spacing = 1.0


def _table(file: Any, matrix: Matrix) -> None:
    """The table, its rows made as markup: asking python-docx for each cell takes minutes."""
    table = file.add_table(rows=0, cols=len(matrix.headings))
    table.style = file.styles[looks.TABLE]
    parts.describe_table(table, f"{matrix.title}, {matrix.name}")
    total = sum(matrix.widths)
    widths = [round(width / total * PAGE_CM * _TWENTIETHS) for width in matrix.widths]
    table.autofit = False
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.set(qn("w:w"), str(width))
    table._tbl.append(_row(Row(matrix.headings), widths, "MatrixHead", "<w:tblHeader/>"))
    for row in matrix.rows:
        style = "MatrixGroup" if row.is_group else "MatrixCell"
        table._tbl.append(_row(row, widths, style))


_TWENTIETHS = 567
"""Twentieths of a point in a centimetre."""


def _row(row: Row, widths: list[int], style: str, mark: str = "") -> Any:
    if row.is_group:
        cells = _cell(row.cells[0], sum(widths), style, span=len(widths))
    else:
        cells = "".join(
            _cell(text, width, style) for text, width in zip(row.cells, widths, strict=True)
        )
    return parse_xml(f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/>{mark}</w:trPr>{cells}</w:tr>")


def _cell(text: str, width: int, style: str, *, span: int = 1) -> str:
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    lines = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in text.split("\n")
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}</w:tcPr>{lines}</w:tc>'
