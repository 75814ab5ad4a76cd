"""What the ids of a Word file stand for, so that two files can be compared by value.

A style is its definition and the definitions it is based on; a list is the definition of its
levels; a relationship is what it leads to. Ids, revision numbers (rsid) and what an office program
computes for itself (proofing, page breaks as last drawn, conditional formats) do not count.
"""

from __future__ import annotations

import hashlib
import re

from lxml import etree

from uratibu.core.documents.tracked.ooxml import (
    ID,
    IGNORED,
    OWN,
    PPR,
    RPR,
    VAL,
    W14,
    Element,
    R,
    W,
    local,
    w,
)  # fmt: skip
from uratibu.core.documents.tracked.package import Package, link_value

OLD_NAME = " (old version)"
"""What the name of a style says where the old file defined it otherwise."""
STYLE_TAGS = {w("pStyle"), w("rStyle"), w("tblStyle")}
_SET_LIKE = {RPR, PPR, w("tcPr"), w("trPr"), w("tblPr"), w("sectPr"), w("tblPrEx")}
_NOT_OF_A_STYLE = {
    w(name)
    for name in (
        "name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority",
        "semiHidden", "unhideWhenUsed", "qFormat", "locked", "personal", "personalCompose",
        "personalReply", "rsid",
    )
}  # fmt: skip
_TOGGLES = {
    w(name)
    for name in (
        "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow",
        "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "rtl", "cs", "bidi",
        "specVanish", "oMath", "keepNext", "keepLines", "pageBreakBefore", "widowControl",
        "contextualSpacing", "suppressLineNumbers", "titlePg", "cantSplit", "tblHeader",
    )
}  # fmt: skip
_YES, _NO = {"1", "true", "on", None}, {"0", "false", "off"}
_SKIPPED = IGNORED | {w("cnfStyle"), w("rsid"), w("divId"), w("sectPrChange"), w("pPrChange")}
_PARAGRAPH_ID = {f"{{{W14}}}paraId", f"{{{W14}}}textId"}
_RSID = re.compile(r"rsid\w*")
_LEVEL = re.compile(r'<outlineLvl val="\d"/>')
_HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)


class Values:
    """The styles, lists and relationships of one file by value; each is looked up once.

    order: where given, a list is also told apart by when it is first used, for two lists of the
    same shape count apart.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = _by_id(package.tree_of_kind("styles"), "style", "styleId")
        numbering = package.tree_of_kind("numbering")
        self.lists = _by_id(numbering, "num", "numId")
        self.shapes = _by_id(numbering, "abstractNum", "abstractNumId")
        self.default_styles = {
            style.get(w("type"), ""): key
            for key, style in self.styles.items()
            if style.get(w("default")) in ("1", "true", "on")
        }
        self._known: dict[tuple[str, str], str] = {}

    def style(self, key: str) -> str:
        """A style by what it says and what it is based on; "" where there is none."""
        if key not in self.styles:
            return ""
        known = self._known.get(("style", key))
        if known is None:
            self._known["style", key] = "(in a circle)"
            said = self._style(self.styles[key])
            known = digest(said) if said else ""
            self._known["style", key] = known
        return known

    def shape(self, key: str) -> str:
        """The levels of a list (w:abstractNum) by what they say."""
        if key not in self.shapes:
            return ""
        if ("shape", key) not in self._known:
            parts = [
                plain(child)
                for child in self.shapes[key]
                if local(child) not in ("nsid", "tmpl", "name")
            ]
            self._known["shape", key] = digest("".join(parts))
        return self._known["shape", key]

    def number(self, key: str) -> str:
        """A list (w:num) by its levels and what it says otherwise than they."""
        if key not in self.lists:
            return ""
        element = self.lists[key]
        said = "".join(plain(each) for each in element.iterfind(w("lvlOverride")))
        return self.shape(shape_of(element)) + (digest(said) if said else "")

    def link(self, part: str, key: str) -> str:
        """What a relationship leads to."""
        link = self.package.links(part).get(key)
        return "" if link is None else link_value(self.package, link)

    def name(self, key: str) -> str:
        """The name of a style as people know it."""
        return style_name(self.styles[key]) if key in self.styles else ""

    def _style(self, style: Element) -> str:
        said = []
        for child in style:
            if child.tag in _NOT_OF_A_STYLE:
                continue
            text = plain(child)
            if child.tag == PPR:
                number = child.find(f"{w('numPr')}/{w('numId')}")
                key = None if number is None else number.get(VAL)
                if key:
                    text = text.replace(f'numId val="{key}"', f'numId val="{self.number(key)}"')
            said.append(_LEVEL.sub("", text))
        said = [text for text in said if text != "<pPr></>"]
        level = style.find(f"{PPR}/{w('outlineLvl')}")
        heading = _HEADING.match(style_name(style))
        if level is not None:
            said.append(f"level {level.get(VAL)}")
        elif heading:
            said.append(f"level {int(heading[1]) - 1}")
        based = style.find(w("basedOn"))
        base = self.style(based.get(VAL, "")) if based is not None else ""
        if not said and not base:
            return ""
        return "\n".join([style.get(w("type"), ""), *sorted(said), base])


def style_name(style: Element) -> str:
    """The name of a style without what this program added to it."""
    found = style.find(w("name"))
    name = "" if found is None else str(found.get(VAL, ""))
    return name.removesuffix(OLD_NAME)


def shape_of(number: Element) -> str:
    """The id of the levels a list uses."""
    found = number.find(w("abstractNumId"))
    return "" if found is None else str(found.get(VAL, ""))


def digest(text: str) -> str:
    """A long text in one short word."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def plain(element: Element, resolve: Resolve | None = None) -> str:
    """An element as one text that is equal where two elements say the same.

    resolve: gives the value of an attribute that is an id; without it ids stand as they are.
    """
    out: list[str] = []
    _say(element, out, resolve)
    return "".join(out)


class Resolve:
    """Gives the value behind an id, as text; the default leaves every attribute as it is."""

    def attribute(self, element: Element, name: str, value: str) -> str:
        """What an attribute says."""
        return value

    def instead(self, element: Element) -> str | None:
        """A text for a whole element, or None."""
        return None


def _say(element: Element, out: list[str], resolve: Resolve | None) -> None:
    tag = element.tag
    if not isinstance(tag, str) or tag in _SKIPPED or tag.startswith(f"{{{OWN}}}"):
        return
    if tag in _SET_LIKE and not len(element) and not element.attrib:
        return
    instead = resolve.instead(element) if resolve else None
    if instead is not None:
        out.append(instead)
        return
    space, _, name = tag.rpartition("}")
    out.append(f"<{name}" if space == "{" + W else f"<{space[-12:]}:{name}")
    _say_attributes(element, tag, out, resolve)
    if len(element):
        inner = [""] * len(element)
        for number, child in enumerate(element):
            said: list[str] = []
            _say(child, said, resolve)
            inner[number] = "".join(said)
        if tag in _SET_LIKE:
            inner.sort()
        text = "".join(inner)
    else:
        text = (element.text or "").replace("<", "&lt;")
    out.append(f">{text}</>" if text else "/>")


def _say_attributes(element: Element, tag: str, out: list[str], resolve: Resolve | None) -> None:
    if tag in _TOGGLES:
        value = element.get(VAL)
        out.append("" if value in _YES else ' val="0"' if value in _NO else f' val="{value}"')
        return
    for name, value in sorted(element.attrib.items()):
        short = name.rpartition("}")[2]
        if name in _PARAGRAPH_ID or _RSID.fullmatch(short) or name == "xml:space":
            continue
        if short == "space" and "XML/1998" in name:
            continue
        shown = resolve.attribute(element, name, value) if resolve else value
        out.append(f' {short}="{shown}"')


def is_link(name: str) -> bool:
    """Whether an attribute is the id of a relationship."""
    return name.startswith(f"{{{R}}}")


def serialised(element: Element | None) -> bytes:
    """The bytes of an element, as a key of what was worked out before."""
    return b"" if element is None else bytes(etree.tostring(element, with_tail=False))


def _by_id(root: Element | None, name: str, key: str) -> dict[str, Element]:
    if root is None:
        return {}
    return {str(each.get(w(key), "")): each for each in root.iterchildren(w(name))}


__all__ = [
    "ID", "OLD_NAME", "STYLE_TAGS", "Resolve", "Values", "digest", "is_link", "plain",
    "serialised", "shape_of", "style_name",
]  # fmt: skip
