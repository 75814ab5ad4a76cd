"""Reads texts without a child process, and packs Word and ODT files of XML written by hand."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from uratibu.core.documents import outline
from uratibu.core.documents.load import docx, html, markdown, odt
from uratibu.core.documents.load.draft import Draft
from uratibu.core.documents.load.losses import Losses
from uratibu.core.documents.model import Text
from uratibu.core.findings import Finding

SAMPLES = Path(__file__).parent / "samples"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
ODT_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office", "text": "text", "style": "style", "table": "table", "draw": "drawing",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
) + ' xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip


def read(reader: Callable[..., Text], what: object) -> tuple[Text, tuple[Finding, ...]]:
    """A text and what was lost."""
    draft = Draft(Losses("draft"))
    text = reader(what, draft)
    return text, draft.losses.findings()


def markdown_text(source: str) -> Text:
    """The text of Markdown."""
    return read(markdown.read, source)[0]


def html_text(source: str) -> Text:
    """The text of a page."""
    return read(html.read, source)[0]


def docx_of(body: str, **parts: str | bytes) -> bytes:
    """A Word file of a body in XML; further parts by their name without an ending."""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "word/document.xml": f"<w:document {W} {R} {OTHERS}><w:body>{body}</w:body></w:document>",
    }
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes",
             "endnotes": "endnotes", "comments": "comments", "settings": "settings"}  # fmt: skip
    for name, content in parts.items():
        if name in roots and isinstance(content, str):
            files[f"word/{name}.xml"] = f"<w:{roots[name]} {W} {R}>{content}</w:{roots[name]}>"
        elif name == "links":
            files["word/_rels/document.xml.rels"] = (
                f'<Relationships xmlns="{RELATIONS}">{content!s}</Relationships>'
            )
    return packed(files)


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """A ZIP file of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def odt_of(body: str, automatic: str = "", styles: str = "") -> bytes:
    """An ODT file of a body in XML, with automatic styles and the insides of styles.xml."""
    content = (
        f"<office:document-content {ODT_SPACES}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return packed({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
        "styles.xml": f"<office:document-styles {ODT_SPACES}>{styles}</office:document-styles>",
    })  # fmt: skip


def docx_read(content: bytes, folder: Path) -> tuple[Text, tuple[Finding, ...]]:
    """The text of the bytes of a Word file."""
    path = folder / "draft.docx"
    path.write_bytes(content)
    return read(docx.read, path)


def odt_read(content: bytes, folder: Path) -> tuple[Text, tuple[Finding, ...]]:
    """The text of the bytes of an ODT file."""
    path = folder / "draft.odt"
    path.write_bytes(content)
    return read(odt.read, path)


def sample(name: str) -> Text:
    """The text of a sample file."""
    path = SAMPLES / name
    if path.suffix in (".docx", ".odt"):
        return read(docx.read if path.suffix == ".docx" else odt.read, path)[0]
    source = path.read_text("utf-8")
    return read(html.read if path.suffix == ".html" else markdown.read, source)[0]


def lines(text: Text) -> list[str]:
    """A text as lines that a person reads: kind, number and words of each unit."""
    return [
        " ".join(part for part in (f"[{unit.kind}]", unit.number, unit.text) if part)
        for unit in outline.units(text)
    ]


def p(words: str, properties: str = "") -> str:
    """A paragraph of a Word file."""
    about = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p>{about}<w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def numbered(words: str, level: int = 0, number: int = 1) -> str:
    """A numbered paragraph of a Word file."""
    about = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(words, about)


def levels(*said: str | tuple[str, str] | tuple[str, str, str]) -> str:
    """Levels of a numbering: (format, pattern, further XML)."""
    made = ""
    for at, one in enumerate(said):
        format_, pattern, more = (*one, "", "")[:3] if isinstance(one, tuple) else (one, "", "")
        made += (
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/>{more}'
            f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        )
    return made


def abstract(own: int, inner: str) -> str:
    """An abstract numbering."""
    return f'<w:abstractNum w:abstractNumId="{own}">{inner}</w:abstractNum>'


def num(own: int, of: int, inner: str = "") -> str:
    """A numbering that stands on an abstract one."""
    return f'<w:num w:numId="{own}"><w:abstractNumId w:val="{of}"/>{inner}</w:num>'
