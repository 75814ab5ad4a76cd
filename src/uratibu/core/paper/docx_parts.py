"""Parts of a Word file that python-docx has no call for: fields, bookmarks, links, table marks.

Source: ECMA-376 part 1, WordprocessingML.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import SubElement

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_PROPERTIES, _STYLE, _VALUE, _KEPT = qn("w:pPr"), qn("w:pStyle"), qn("w:val"), qn("w:keepNext")
_RUN, _TEXT, _SPACE = qn("w:r"), qn("w:t"), qn("xml:space")
_BREAKS = frozenset("\n\r\t")


def element(tag: str, **attributes: str) -> Any:
    """An element of the w namespace with attributes of it."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def write_cell(cell: Any, text: str, style_id: str, *, is_kept: bool = False) -> None:
    """Write the text of a new cell (its element); is_kept: its row stays with the next.

    Elements are put in place at once: asking python-docx where each belongs takes four times as
    long, and the tables of a report have tens of thousands of cells.
    """
    line = cell.p_lst[0]
    properties = SubElement(line, _PROPERTIES)
    SubElement(properties, _STYLE).set(_VALUE, style_id)
    if is_kept:
        SubElement(properties, _KEPT)
    run = SubElement(line, _RUN)
    if text and _BREAKS.isdisjoint(text):
        said = SubElement(run, _TEXT)
        said.text = text
        if text != text.strip():
            said.set(_SPACE, "preserve")
    else:
        run.text = text


def add_field(
    paragraph: Paragraph, code: str, shown: str, *, style: str = "", is_dirty: bool = False
) -> None:
    """A field such as PAGE or SEQ, with what it shows until it is brought up to date.

    is_dirty: Word brings it up to date when the file is opened, without asking.
    """
    begin = element("fldChar", fldCharType="begin")
    if is_dirty:
        begin.set(qn("w:dirty"), "true")
    _field_run(paragraph, style).append(begin)
    instruction = element("instrText")
    instruction.text = f" {code} "
    instruction.set(qn("xml:space"), "preserve")
    _field_run(paragraph, style).append(instruction)
    _field_run(paragraph, style).append(element("fldChar", fldCharType="separate"))
    paragraph.add_run(shown, style=style or None)
    _field_run(paragraph, style).append(element("fldChar", fldCharType="end"))


def _field_run(paragraph: Paragraph, style: str) -> Any:
    return paragraph.add_run(style=style or None)._r


def open_field(paragraph: Paragraph, code: str) -> None:
    """Begin a field whose shown part is several paragraphs (a table of contents)."""
    paragraph.add_run()._r.append(element("fldChar", fldCharType="begin"))
    instruction = element("instrText")
    instruction.text = f" {code} "
    paragraph.add_run()._r.append(instruction)
    paragraph.add_run()._r.append(element("fldChar", fldCharType="separate"))


def close_field(paragraph: Paragraph) -> None:
    """End the field that `open_field` began."""
    paragraph.add_run()._r.append(element("fldChar", fldCharType="end"))


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Make all of a paragraph a place that links and fields can point at."""
    start = element("bookmarkStart", id=str(number), name=name)
    properties = paragraph._p.pPr
    position = 0 if properties is None else list(paragraph._p).index(properties) + 1
    paragraph._p.insert(position, start)
    paragraph._p.append(element("bookmarkEnd", id=str(number)))


def add_link(paragraph: Paragraph, text: str, bookmark: str, *, style: str = "") -> None:
    """A link to a bookmark of the same file."""
    link = element("hyperlink", anchor=bookmark, history="1")
    run = paragraph.add_run(text, style=style or None)
    link.append(run._r)
    paragraph._p.append(link)


def add_picture(run: Run, png: bytes, *, width_cm: float, title: str, alternative: str) -> None:
    """A picture with the words for whoever does not see it."""
    run.add_picture(io.BytesIO(png), width=Cm(width_cm))
    for properties in run._r.iter(qn("wp:docPr")):
        properties.set("descr", alternative)
        properties.set("title", title)
        properties.set("name", title[:60])


def describe_table(table: Table, caption: str) -> None:
    """The name of a table for whoever cannot see it."""
    properties = table._tbl.tblPr
    properties.append(element("tblCaption", val=caption))


def mark_header(row: _Row) -> None:
    """Repeat a row at the top of every page."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def keep_whole(row: _Row) -> None:
    """Do not break a row over two pages."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))


def fixed_widths(table: Table, widths_cm: tuple[float, ...]) -> None:
    """Give every column its width; office programs disagree on the rest."""
    table.autofit = False
    for column, width in zip(table.columns, widths_cm, strict=True):
        column.width = Cm(width)
    lengths = tuple(Cm(width) for width in widths_cm)
    for row in table._tbl.tr_lst:
        for cell, length in zip(row.tc_lst, lengths, strict=True):
            cell.width = length


def timeless(content: bytes) -> bytes:
    """The same ZIP with fixed times and order, so that equal documents are equal files."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return out.getvalue()
