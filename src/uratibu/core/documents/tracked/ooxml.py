"""The names of WordprocessingML and the few steps through its trees that all files here share.

Source: ECMA-376 part 1, chapters 17 (WordprocessingML) and 22 (shared).
"""

from __future__ import annotations

import copy
from typing import Any

from lxml import etree

Element = Any
"""An lxml element; lxml has no types of its own."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
PARAGRAPH_IDS = (f"{{{W14}}}paraId", f"{{{W14}}}textId")
OWN = "urn:uratibu:tracked"
"""Marks that live only while a file is written; none is left in what goes out."""

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
INSERTED = ("ins", "moveTo")
DELETED = ("del", "moveFrom")


def w(name: str) -> str:
    """A name of the w namespace as lxml spells it."""
    return f"{{{W}}}{name}"


P, RUN, TBL, TR, TC, SDT = w("p"), w("r"), w("tbl"), w("tr"), w("tc"), w("sdt")
PPR, RPR, SECTPR, TRPR, TCPR, TBLPR = (
    w("pPr"), w("rPr"), w("sectPr"), w("trPr"), w("tcPr"), w("tblPr"),
)  # fmt: skip
VAL, ID = w("val"), w("id")
BARE = {
    w(name)
    for name in (
        "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd",
        "permStart", "permEnd",
    )
}  # fmt: skip
"""Marks between the words. Word does not track them, so they are neither inserted nor deleted."""
IGNORED = {w("proofErr"), w("lastRenderedPageBreak")}
"""What an office program leaves behind for itself."""
STORIES = {
    "footnotes": ("footnote", "footnoteReference"),
    "endnotes": ("endnote", "endnoteReference"),
}


def parse(content: bytes) -> Element:
    """The root of a part. Raises etree.XMLSyntaxError."""
    return etree.fromstring(content, PARSER)


def make(name: str, **attributes: str) -> Element:
    """An element of the w namespace with attributes of it."""
    made = etree.Element(w(name), nsmap={"w": W})
    for key, value in attributes.items():
        made.set(w(key), value)
    return made


def value_of(element: Element | None, name: str) -> str | None:
    """The w:val of a child, or None."""
    found = None if element is None else element.find(w(name))
    return None if found is None else found.get(VAL)


def copied(element: Element) -> Element:
    """A copy without what stood behind the element."""
    made = copy.deepcopy(element)
    made.tail = None
    return made


def is_comment_mark(run: Element) -> bool:
    """Whether a run holds nothing but the anchor of a comment."""
    if run.tag != RUN:
        return False
    inside = [child.tag for child in run if child.tag != RPR]
    return inside == [w("commentReference")]


def is_bare(element: Element) -> bool:
    """Whether an element of a paragraph is a mark that Word does not track."""
    return element.tag in BARE or is_comment_mark(element)


def unwrap(element: Element) -> None:
    """Put the children of an element in its place."""
    parent = element.getparent()
    at = parent.index(element)
    children = list(element)
    parent.remove(element)
    for offset, child in enumerate(children):
        parent.insert(at + offset, child)


def drop(element: Element) -> None:
    """Take an element away; text behind it means nothing in this language."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def local(element: Element) -> str:
    """The name of an element without its namespace; "" for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
