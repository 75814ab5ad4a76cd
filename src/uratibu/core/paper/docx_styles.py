"""The looks of a Word file, as styles: a ministry changes a style, never a paragraph."""

from __future__ import annotations

from typing import Any

from docx.document import Document as DocxFile
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from uratibu.core.paper.docx_parts import element

FONT = "Calibri"
INK, SOFT, DEEP = RGBColor(0x16, 0x28, 0x2B), RGBColor(0x4B, 0x5C, 0x5F), RGBColor(0x08, 0x3F, 0x42)
PRIMARY = RGBColor(0x0B, 0x5D, 0x5E)
TABLE, FACTS = "Uratibu Table", "Uratibu Facts"
TEXT_WIDTH_CM = 16.4
WIDE_CM = 25.1
"""Width of the text where the pages lie on their long side."""
_LANGUAGES = {"en": "en-GB", "sw": "sw-KE", "fr": "fr-FR", "ar": "ar-SA"}


def lay_on_side(file: DocxFile) -> None:
    """Turn the pages to their long side, for tables of many columns."""
    section = file.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)


def run_on(file: DocxFile) -> None:
    """Let chapters follow each other on a page, for a sheet of two pages."""
    file.styles["Heading 1"].paragraph_format.page_break_before = False
    file.styles["Heading 1"].font.size = Pt(14)
    file.styles["Title"].font.size = Pt(20)
    file.styles["Title"].paragraph_format.space_before = Pt(0)


def set_up(file: DocxFile, language: str) -> None:
    """Give a new file its page, its language and every style a document uses."""
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.1)
    section.different_first_page_header_footer = True
    _language(file, _LANGUAGES.get(language, language))
    _texts(file)
    _headings(file)
    _small_print(file)
    _contents(file)
    _tables(file)


def _language(file: DocxFile, code: str) -> None:
    defaults = file.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    properties = defaults.find(qn("w:rPr"))
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("lang", val=code, eastAsia=code, bidi=code))


def _texts(file: DocxFile) -> None:
    _shape(file, "Normal", size=10.5, colour=INK, after=6, line=1.18)
    _shape(file, "Title", size=34, colour=DEEP, bold=True, before=150, after=8, line=1.0)
    _no_border(file.styles["Title"])
    _shape(file, "Subtitle", size=16, colour=PRIMARY, after=6)
    file.styles["Subtitle"].font.italic = False
    _own(file, "Lead", size=12.5, colour=DEEP, after=8, line=1.25)
    _own(file, "Document Note", size=10, colour=SOFT, after=6)
    _own(file, "Gap", size=10, colour=SOFT, after=8)
    _frame(file.styles["Gap"], "6F7D7F", "dashed")
    _own(file, "Notice", size=10.5, colour=INK, before=24, after=6)
    _frame(file.styles["Notice"], "B5541C", "single")
    _own(file, "Cover Line", size=12, colour=SOFT, after=4)
    _shape(file, "List Bullet", size=10.5, colour=INK, after=3, line=1.18)
    figure = file.styles.add_style("Bound Figure", WD_STYLE_TYPE.CHARACTER)
    figure.font.color.rgb = PRIMARY


def _headings(file: DocxFile) -> None:
    sizes = ((1, 20, 0, 10), (2, 14, 18, 4), (3, 12, 14, 3), (4, 10.5, 10, 2))
    for level, size, before, after in sizes:
        name = f"Heading {level}"
        colour = DEEP if level < 3 else PRIMARY
        _shape(
            file, name, size=size, colour=colour, bold=True, before=before, after=after, line=1.1
        )
        file.styles[name].font.italic = False
        file.styles[name].paragraph_format.keep_with_next = True
    first = file.styles["Heading 1"]
    first.paragraph_format.page_break_before = True
    _border(first, "bottom", "0B5D5E", 12)


def _small_print(file: DocxFile) -> None:
    _shape(file, "Caption", size=10, colour=DEEP, bold=True, before=14, after=4)
    file.styles["Caption"].paragraph_format.keep_with_next = True
    _own(file, "Source", size=8.5, colour=SOFT, before=3, after=12)
    _own(file, "Source Title", size=11, colour=PRIMARY, bold=True, before=12, after=3)
    file.styles["Source Title"].paragraph_format.keep_with_next = True
    _own(file, "Table Note", size=8.5, colour=SOFT, before=2, after=0)
    _own(file, "Key Name", size=9.5, colour=INK, before=6, after=0)
    _own(file, "Key Figure", size=19, colour=PRIMARY, bold=True, after=0, line=1.0)
    _own(file, "Key Note", size=8.5, colour=SOFT, after=8)
    _own(file, "Cell", size=9, colour=INK, before=1.5, after=1.5, line=1.0)
    _own(file, "Cell Number", size=9, colour=INK, before=1.5, after=1.5, line=1.0)
    file.styles["Cell Number"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for name in ("Header", "Footer"):
        _shape(file, name, size=8.5, colour=SOFT)
        stops = file.styles[name].paragraph_format.tab_stops
        for stop in list(stops):
            stops.clear_all()
            del stop
            break
        stops.add_tab_stop(Cm(TEXT_WIDTH_CM), WD_TAB_ALIGNMENT.RIGHT)


def _contents(file: DocxFile) -> None:
    _own(file, "Contents Heading", size=20, colour=DEEP, bold=True, after=10)
    file.styles["Contents Heading"].paragraph_format.page_break_before = True
    for level, indent, size in ((1, 0.0, 10.5), (2, 0.7, 10)):
        name = f"TOC {level}"
        _own(
            file,
            name,
            size=size,
            colour=INK,
            bold=level == 1,
            before=6 if level == 1 else 0,
            after=1,
        )
        shape = file.styles[name].paragraph_format
        shape.left_indent = Cm(indent)
        shape.tab_stops.add_tab_stop(Cm(TEXT_WIDTH_CM), WD_TAB_ALIGNMENT.RIGHT)


def _own(file: DocxFile, name: str, **looks: Any) -> None:
    file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = file.styles["Normal"]
    _shape(file, name, **looks)


def _shape(
    file: DocxFile, name: str, *, size: float, colour: RGBColor, bold: bool = False,
    before: float = 0, after: float = 0, line: float = 1.1,
) -> None:  # fmt: skip
    style = file.styles[name]
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
    style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for part in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{part}"), None)
    for part in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{part}"), FONT)
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), line


def _no_border(style: Any) -> None:
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)


def _border(style: Any, side: str, colour: str, size: int) -> None:
    borders = element("pBdr")
    borders.append(element(side, val="single", sz=str(size), space="4", color=colour))
    _insert(style.element.get_or_add_pPr(), borders)


def _frame(style: Any, colour: str, line: str) -> None:
    borders = element("pBdr")
    for side in ("top", "left", "bottom", "right"):
        borders.append(element(side, val=line, sz="6", space="6", color=colour))
    _insert(style.element.get_or_add_pPr(), borders)


def _insert(properties: Any, borders: Any) -> None:
    """Word reads the children of w:pPr in one order only; borders come before spacing."""
    later = ("shd", "tabs", "suppressAutoHyphens", "spacing", "ind", "contextualSpacing", "jc",
             "outlineLvl", "rPr")  # fmt: skip
    for index, child in enumerate(properties):
        if child.tag in {qn(f"w:{name}") for name in later}:
            properties.insert(index, borders)
            return
    properties.append(borders)


def _tables(file: DocxFile) -> None:
    lines = (
        '<w:tblBorders><w:top w:val="single" w:sz="12" w:color="0B5D5E"/>'
        '<w:bottom w:val="single" w:sz="8" w:color="0B5D5E"/>'
        '<w:insideH w:val="single" w:sz="4" w:color="DCD8CE"/></w:tblBorders>'
    )
    head = (
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="083F42"/></w:rPr><w:tcPr>'
        '<w:tcBorders><w:bottom w:val="single" w:sz="8" w:color="0B5D5E"/></w:tcBorders>'
        '<w:shd w:val="clear" w:color="auto" w:fill="EAF2F1"/></w:tcPr></w:tblStylePr>'
    )
    last = (
        '<w:tblStylePr w:type="lastRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
        '<w:top w:val="single" w:sz="6" w:color="0B5D5E"/></w:tcBorders></w:tcPr></w:tblStylePr>'
    )
    plain = '<w:tblBorders><w:top w:val="single" w:sz="12" w:color="B5541C"/></w:tblBorders>'
    _table_style(file, TABLE, lines, head + last)
    _table_style(file, FACTS, plain, "")


def _table_style(file: DocxFile, name: str, borders: str, parts: str) -> None:
    code = name.replace(" ", "")
    margins = (
        '<w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
        '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
    )
    xml = (
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{code}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>'
        f"<w:tblPr>{borders}{margins}</w:tblPr>{parts}</w:style>"
    )
    file.styles.element.append(parse_xml(xml))
