"""What the elements of a page mean: notes, numbers, marks, spans."""

from __future__ import annotations

import re
from typing import Any

from uratibu.core.documents.load.docx_package import whole
from uratibu.core.documents.load.line import Look, clean_number
from uratibu.core.documents.model import Mark

MOST_SPAN = 200
_MARKS = {"b": Mark.BOLD, "strong": Mark.BOLD, "i": Mark.ITALIC, "em": Mark.ITALIC,
          "cite": Mark.ITALIC, "u": Mark.UNDERLINE, "ins": Mark.UNDERLINE, "s": Mark.STRIKE,
          "strike": Mark.STRIKE, "del": Mark.STRIKE, "sup": Mark.SUPER,
          "sub": Mark.SUB}  # fmt: skip
_STYLED = {"font-weight:bold": Mark.BOLD, "font-weight:700": Mark.BOLD,
           "font-style:italic": Mark.ITALIC, "text-decoration:underline": Mark.UNDERLINE,
           "text-decoration:line-through": Mark.STRIKE}  # fmt: skip
_NOTES = frozenset({"footnotes", "endnotes", "footnote", "sdfootnote", "sdendnote"})


def notes_of(tree: Any) -> dict[str, Any]:
    """Every note by the id that references point at, as the known programs write it."""
    found: dict[str, Any] = {}
    for node in tree.iter("li", "div", "p", "aside"):
        own, about = node.get("id", ""), classes(node)
        above = node.getparent()
        is_listed = node.tag == "li" and above is not None and classes(above.getparent()) & _NOTES
        if own and (is_listed or node.get("role") in ("doc-footnote", "doc-endnote")):
            found[own] = node
        elif node.tag == "div" and re.fullmatch(r"sd(foot|end)note\d+", own):
            found[f"{own}sym"] = node
        elif own and about & {"footnote", "endnote"}:
            found[own] = node
    return found


def classes(node: Any) -> set[str]:
    """The classes of an element; none of what is no element."""
    return set((node.get("class") or "").split()) if node is not None else set()


def listing(node: Any) -> Any:
    """What the list of an item stands in."""
    above = node.getparent()
    return above.getparent() if above is not None else None


def rows_of(table: Any) -> list[Any]:
    """The rows of a table, of its head, bodies and foot."""
    found = []
    for child in table:
        if child.tag == "tr":
            found.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            found += list(child.iterchildren("tr"))
    return found


def spans(cell: Any) -> tuple[int, int]:
    """How many columns and rows a cell spans."""
    columns, rows = (whole(cell.get(name), 1) for name in ("colspan", "rowspan"))
    return max(1, min(columns, MOST_SPAN)), max(1, min(rows, MOST_SPAN))


def heading_level(node: Any) -> int:
    """The level of a heading, 0 for other elements."""
    if node.get("role") == "heading":
        return whole(node.get("aria-level"), 2)
    return int(node.tag[1]) if re.fullmatch("h[1-6]", node.tag) else 0


def runs_rtl(node: Any, above: bool) -> bool:
    """Whether an element runs from right to left; above: whether what it stands in does."""
    said = node.get("dir", "").lower()
    return said == "rtl" if said in ("rtl", "ltr") else above


def number_of(node: Any) -> str:
    """Take the number that is marked as such at the start of a heading or an item."""
    first = node[0] if len(node) else None
    if first is not None and first.tag == "p" and not (node.text or "").strip() and len(first):
        node, first = first, first[0]
    is_number = first is not None and classes(first) & {"number", "header-section-number"}
    if first is None or not is_number or (node.text or "").strip():
        return ""
    number = clean_number("".join(first.itertext()))
    node.text = first.tail
    node.remove(first)
    return number


def only_note(node: Any, notes: dict[str, Any]) -> bool:
    """Whether something raised is nothing but the reference of a note."""
    links = [child for child in node if child.tag == "a"]
    said = (node.text or "") + "".join(child.tail or "" for child in node)
    return (
        len(links) == 1 and not said.strip()
        and links[0].get("href", "").removeprefix("#") in notes
    )  # fmt: skip


def looking(node: Any, look: Look) -> Look:
    """How the text of an element looks. look: of what it stands in."""
    mark = _MARKS.get(node.tag)
    if mark is not None:
        look = look.with_mark(mark)
    style = (node.get("style") or "").replace(" ", "").lower()
    for sign, meant in _STYLED.items():
        if sign in style:
            look = look.with_mark(meant)
    return look
