"""The second reader: LibreOffice accepts or rejects all changes and says what it then sees.

All files go through one run of the program, driven by `office_side.py` in the system's own Python,
which has the bridge to it (python3-uno).
"""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

ACCEPT, REJECT, AS_IS = ".uno:AcceptAllTrackedChanges", ".uno:RejectAllTrackedChanges", ""
_SIDE = Path(__file__).with_name("office_side.py")
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"


_TRANSPARENT = {
    "list", "table-cell", "table-rows", "table-header-rows", "section", "index-body",
    "table-of-content",
}  # fmt: skip


@dataclass(frozen=True)
class Wish:
    """A file, and what is to be done with its changes."""

    content: bytes
    act: str


def read_all(wishes, folder, *, office, python):
    """What LibreOffice sees in each file once it has done what was asked, as lines."""
    lines = []
    for number, wish in enumerate(wishes):
        (folder / f"{number}.docx").write_bytes(wish.content)
        source, target = ((folder / f"{number}.{ending}").as_uri() for ending in ("docx", "fodt"))
        lines.append(f"{source}|{wish.act}|{target}\n")
    subprocess.run(
        [python, str(_SIDE), office, str(folder)], input="".join(lines), text=True, check=True,
        capture_output=True, timeout=300, env={"PATH": "/usr/bin:/bin", "HOME": str(folder)},
    )  # fmt: skip
    return [seen(folder / f"{number}.fodt") for number in range(len(wishes))]


def seen(path: Path):
    """The lines of a text as LibreOffice wrote it: headings, paragraphs, lists, tables, notes.

    Empty lines are left out: LibreOffice keeps one where a whole paragraph beside a table went.
    """
    root = etree.parse(path).getroot()
    body = root.find(f"{{{_OFFICE}}}body/{{{_OFFICE}}}text")
    return [line for line in _lines(body, 0) if line.removeprefix("list ").strip()]


def _lines(parent, depth):
    for child in parent:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name == "h":
            said = _said(child)
            yield f"heading {child.get(f'{{{_TEXT}}}outline-level')}: {said}" if said else ""
        elif name == "p":
            yield f"{'list ' * depth}{_said(child)}"
        elif name == "table":
            yield "table"
            yield from _lines(child, depth)
            yield "end of table"
        elif name == "table-row":
            yield f"row of {sum(etree.QName(c).localname == 'table-cell' for c in child)}"
            yield from _lines(child, depth)
        elif name in ("list-item", "list-header"):
            yield from _lines(child, depth + 1)
        elif name in _TRANSPARENT:
            yield from _lines(child, depth)


def _said(paragraph):
    said = []
    for each in paragraph.iter():
        name = etree.QName(each).localname if isinstance(each.tag, str) else ""
        if name == "note":
            said.append("[note]")
        elif name == "tab":
            said.append("\t")
        elif name == "line-break":
            said.append("\n")
        elif name == "s":
            said.append(" " * int(each.get(f"{{{_TEXT}}}c", "1")))
        if name not in ("annotation", "note-citation") and not _is_aside(each, paragraph):
            said.append(each.text or "")
        if each is not paragraph and not _is_aside(each.getparent(), paragraph):
            said.append(each.tail or "")
    return " ".join("".join(said).split())


def _is_aside(element, top):
    while element is not top:
        if etree.QName(element).localname in ("annotation", "creator", "date", "note-citation"):
            return True
        element = element.getparent()
    return False
