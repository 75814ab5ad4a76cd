"""What the styles of a Word file mean: headings by level or name in any language, marks, lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from uratibu.core.documents.load.docx_package import is_on, value, w, whole
from uratibu.core.documents.model import Mark

HEADING_NAMES = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|encabezado|rubrik|kop|nagłówek|заголовок|kichwa"
    r"|kichwa cha habari|عنوان|标题|見出し|cabeçalho|otsikko|overskrift|başlık)\s*([1-9])",
    re.IGNORECASE,
)
"""Names of heading styles, as programs and templates in other languages write them."""
_TITLES = ("title", "titel", "titre principal", "título principal", "kichwa kikuu")
_ORDER = 12
"""How far a style may stand on others; a circle ends here."""


@dataclass(frozen=True)
class NumberedBy:
    """Which numbering a paragraph has. level: None where only the style says it."""

    numbering: str
    level: int | None
    style: str


class Styles:
    """The styles of one file, looked up by their id."""

    def __init__(self, tree: Any | None) -> None:
        found = tree.iterfind(w("style")) if tree is not None else ()
        self._styles = {each.get(w("styleId"), ""): each for each in found}
        self._default = next(
            (name for name, each in self._styles.items()
             if each.get(w("default")) in ("1", "true") and each.get(w("type")) == "paragraph"),
            "",
        )  # fmt: skip
        self.language = ""
        if tree is not None:
            spoken = tree.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('lang')}")
            self.language = spoken.get(w("val"), "") if spoken is not None else ""

    def name(self, properties: Any) -> str:
        """The name of a paragraph's style, in small letters."""
        return self._name(self._id(properties))

    def heading_level(self, properties: Any) -> int:
        """1 to 9 for a heading, 0 for any other paragraph."""
        own = value(properties, "outlineLvl")
        if own:
            return _level(own)
        for style in self._chain(self._id(properties)):
            found = HEADING_NAMES.fullmatch(value(style, "name").strip())
            outline = value(style.find(w("pPr")), "outlineLvl")
            if outline:
                return _level(outline)
            if found:
                return int(found[1])
        return 0

    def is_title(self, properties: Any) -> bool:
        """Whether it is the title of the whole text."""
        return self.name(properties) in _TITLES

    def is_contents(self, properties: Any) -> bool:
        """Whether it is a line of a table of contents or the heading of one."""
        return bool(re.fullmatch(r"(toc|contents|index) ?(\d|heading)", self.name(properties)))

    def numbered_by(self, properties: Any) -> NumberedBy | None:
        """The numbering of a paragraph, its own or that of its style."""
        own = properties.find(w("numPr")) if properties is not None else None
        style_id = self._id(properties)
        level = value(own, "ilvl")
        if own is not None and value(own, "numId"):
            given = whole(level) if level else None
            return NumberedBy(value(own, "numId"), given, style_id)
        for style in self._chain(style_id):
            found = style.find(f"{w('pPr')}/{w('numPr')}")
            if found is not None and value(found, "numId"):
                deep = level or value(found, "ilvl")
                given = whole(deep) if deep else None
                return NumberedBy(value(found, "numId"), given, style.get(w("styleId"), ""))
        return None

    def is_rtl(self, properties: Any) -> bool:
        """Whether a paragraph runs from right to left."""
        own = is_on(properties, "bidi")
        if own is not None:
            return own
        found = (is_on(s.find(w("pPr")), "bidi") for s in self._chain(self._id(properties)))
        return next((said for said in found if said is not None), False)

    def marks(self, properties: Any) -> frozenset[Mark]:
        """How a run looks by its own settings and by its character style."""
        layers = [properties]
        layers += [style.find(w("rPr")) for style in self._chain(value(properties, "rStyle"))]
        return frozenset(mark for mark in Mark if _has(layers, mark))

    def is_hidden(self, properties: Any) -> bool:
        """Whether a run is hidden text."""
        layers = [properties]
        layers += [style.find(w("rPr")) for style in self._chain(value(properties, "rStyle"))]
        said = (is_on(layer, "vanish") for layer in layers)
        return next((one for one in said if one is not None), False)

    def _id(self, properties: Any) -> str:
        return value(properties, "pStyle") or self._default

    def _name(self, style_id: str) -> str:
        style = self._styles.get(style_id)
        return value(style, "name").strip().casefold() if style is not None else ""

    def _chain(self, style_id: str) -> list[Any]:
        """A style and those it stands on, nearest first."""
        found: list[Any] = []
        while style_id in self._styles and len(found) < _ORDER:
            found.append(self._styles[style_id])
            style_id = value(found[-1], "basedOn")
        return found


def _level(outline: str) -> int:
    number = whole(outline, 9)
    return number + 1 if 0 <= number <= 8 else 0


_SWITCHES = {
    Mark.BOLD: ("b", "bCs"), Mark.ITALIC: ("i", "iCs"), Mark.UNDERLINE: ("u",),
    Mark.STRIKE: ("strike", "dstrike"),
}  # fmt: skip
_RAISED = {Mark.SUPER: "superscript", Mark.SUB: "subscript"}


def _has(layers: list[Any], mark: Mark) -> bool:
    for layer in layers:
        if mark in _RAISED:
            raised = value(layer, "vertAlign")
            if raised:
                return raised == _RAISED[mark]
            continue
        said = [one for name in _SWITCHES[mark] if (one := is_on(layer, name)) is not None]
        if said:
            return any(said)
    return False
