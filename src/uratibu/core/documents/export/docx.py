"""A text as a Word file with real styles, numbering, notes and tables; equal texts, equal bytes."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from uratibu.core.documents.export.docx_blocks import Blocks
from uratibu.core.documents.export.docx_numbering import Numbering
from uratibu.core.documents.export.html import Pictures
from uratibu.core.documents.model import Heading, Note, Text
from uratibu.core.paper import docx_styles
from uratibu.core.paper.docx_parts import element, timeless

MAKERS_TIME = datetime(2000, 1, 1)  # noqa: DTZ001 - a file says no zone
_NO_LANGUAGE = "x-none"
_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def as_docx(text: Text, pictures: Pictures, *, made_at: datetime = MAKERS_TIME) -> bytes:
    """The whole text. pictures: bytes by their sha256."""
    file = Document()
    docx_styles.set_up(file, text.language or _NO_LANGUAGE)
    docx_styles.run_on(file)
    _styles(file)
    file.core_properties.title = text.title
    file.core_properties.created = made_at.replace(tzinfo=None)
    file.core_properties.modified = made_at.replace(tzinfo=None)
    if text.title:
        file.add_heading(text.title, 0)
    headings = [block for block in text.blocks if isinstance(block, Heading)]
    numbering = Numbering()
    writer = Blocks(text, pictures, numbering, numbering.for_headings(headings))
    body = file.element.body
    for xml in writer.of(text.blocks, file.part):
        body.insert(len(body) - 1, parse_xml(xml))
    for is_endnote, kind in ((False, "footnotes"), (True, "endnotes")):
        notes = [note for note in text.notes if note.is_endnote == is_endnote]
        if notes:
            _write_notes(file, writer, notes, kind)
    numbering.write_into(file.part.numbering_part.element)
    out = BytesIO()
    file.save(out)
    return timeless(out.getvalue())


def _styles(file: Any) -> None:
    """The styles of notes and of further paragraphs in lists, where the file lacks them."""
    known = {style.name for style in file.styles}
    for level in range(1, 10):
        name = f"List Continue {level}" if level > 1 else "List Continue"
        if name not in known:
            own = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            own.base_style = file.styles["Normal"]
    for kind in ("footnote", "endnote"):
        text = file.styles.add_style(f"{kind} text", WD_STYLE_TYPE.PARAGRAPH)
        text.base_style = file.styles["Normal"]
        mark = file.styles.add_style(f"{kind} reference", WD_STYLE_TYPE.CHARACTER)
        mark.font.superscript = True
    link = file.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.element.get_or_add_rPr().append(element("color", val="0B5D5E"))


def _write_notes(file: Any, writer: Blocks, notes: list[Note], kind: str) -> None:
    """The part that holds the notes, with links and pictures of its own."""
    part = Part(PackURI(f"/word/{kind}.xml"), _NOTES.format(kind), b"", file.part.package)
    single = kind[:-1]
    lines = [
        f'<w:{single} w:type="{name}" w:id="{at}"><w:p><w:r><w:{mark}/></w:r></w:p></w:{single}>'
        for at, (name, mark) in enumerate(
            (("separator", "separator"), ("continuationSeparator", "continuationSeparator"))
        )
    ]
    for note in notes:
        inner = "".join(writer.of(note.blocks, part, note=single))
        lines.append(f'<w:{single} w:id="{writer.note_numbers[note.id]}">{inner}</w:{single}>')
    spaces = nsdecls("w", "r", "wp", "a", "pic")
    part._blob = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<w:{kind} {spaces}>{''.join(lines)}</w:{kind}>"
    ).encode()
    file.part.relate_to(part, f"{_RELATIONS}{kind}")
    _tell_settings(file, single)


def _tell_settings(file: Any, single: str) -> None:
    """Word wants to know which notes are the lines between text and notes."""
    xml = (
        f'<w:{single}Pr {nsdecls("w")}><w:{single} w:id="0"/><w:{single} w:id="1"/></w:{single}Pr>'
    )
    settings = file.settings.element
    before = next(
        (at for at, one in enumerate(settings) if one.tag.rpartition("}")[2] in _AFTER_NOTES),
        len(settings),
    )
    settings.insert(before, parse_xml(xml))


_AFTER_NOTES = frozenset({"compat", "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang",
                          "clrSchemeMapping", "shapeDefaults", "decimalSymbol", "listSeparator",
                          "hdrShapeDefaults2"})  # fmt: skip
"""What stands after the notes in the settings of a file (ECMA-376 part 1, CT_Settings)."""
