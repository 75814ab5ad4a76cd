"""What the styles of an ODT file mean, and the numbers its lists and headings show.

Source: OASIS OpenDocument 1.3 part 3, 16 (styles) and 19.880 (list levels).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from uratibu.core.documents import numerals
from uratibu.core.documents.load.docx_package import local, whole
from uratibu.core.documents.load.docx_styles import HEADING_NAMES
from uratibu.core.documents.load.line import PLAIN, Look
from uratibu.core.documents.model import Mark

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman",
            "I": "upperRoman", "01, 02, 03, ...": "decimalZero", "": "none"}  # fmt: skip
_ORDER = 12
DEEPEST = 10


def t(name: str) -> str:
    """A name of text content."""
    return f"{{{_NS}text:1.0}}{name}"


def s(name: str) -> str:
    """A name of styles."""
    return f"{{{_NS}style:1.0}}{name}"


def o(name: str) -> str:
    """A name of the office frame."""
    return f"{{{_NS}office:1.0}}{name}"


def table(name: str) -> str:
    """A name of tables."""
    return f"{{{_NS}table:1.0}}{name}"


def draw(name: str) -> str:
    """A name of drawings."""
    return f"{{{_NS}drawing:1.0}}{name}"


def fo(name: str) -> str:
    """A name of formatting."""
    return f"{{{_NS}xsl-fo-compatible:1.0}}{name}"


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered. shown: how many levels stand in its number."""

    is_ordered: bool
    format: str = "none"
    before: str = ""
    after: str = ""
    shown: int = 1
    start: int = 1
    pattern: str = ""


@dataclass
class Counter:
    """How far a list has counted, level by level from 1."""

    key: str
    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)

    def next(self, level: int, start: int | None = None) -> str:
        """Count one item and give its number as shown."""
        rule = self._rule(level)
        for above in range(1, level):
            self.counts.setdefault(above, self._rule(above).start)
        known = self.counts.get(level)
        self.counts[level] = (
            start if start is not None else rule.start if known is None else known + 1
        )
        for below in [deep for deep in self.counts if deep > level]:
            del self.counts[below]
        return self._said(level, rule)

    def is_ordered(self, level: int) -> bool:
        """Whether a level has numbers."""
        return self._rule(level).is_ordered

    def _said(self, level: int, rule: Level) -> str:
        if not rule.is_ordered or rule.format == "none":
            return f"{rule.before}{rule.after}".strip() if rule.is_ordered else ""
        if rule.pattern:
            return re.sub(r"%(\d+)%", lambda found: self._one(int(found[1])), rule.pattern)
        first = max(1, level - rule.shown + 1)
        parts = [self._one(at) for at in range(first, level + 1)]
        return f"{rule.before}{'.'.join(part for part in parts if part)}{rule.after}"

    def _rule(self, level: int) -> Level:
        """A level, or the deepest one above it where a style lacks it."""
        known = [at for at in self.levels if at <= level]
        return self.levels[max(known)] if known else Level(False)

    def _one(self, level: int) -> str:
        rule = self._rule(level)
        return numerals.shown(self.counts.get(level, rule.start), rule.format)


class Styles:
    """The styles of content.xml and styles.xml together."""

    def __init__(self, content: Any, styles: Any | None) -> None:
        self._own = _by_name(content, o("automatic-styles"))
        self._named = {**_by_name(styles, o("styles")), **_by_name(content, o("styles"))}
        everything = [tree for tree in (styles, content) if tree is not None]
        self.lists = {
            each.get(s("name"), ""): dict(_levels(each))
            for tree in everything for each in tree.iter(t("list-style"))
        }  # fmt: skip
        outline = next((x for tree in everything for x in tree.iter(t("outline-style"))), None)
        self.outline = dict(_levels(outline)) if outline is not None else {}
        spoken = next(
            (x.get(fo("language")) for tree in everything for x in tree.iter(s("text-properties"))
             if x.getparent().tag == s("default-style") and x.get(fo("language"))),
            "",
        )  # fmt: skip
        self.language: str = spoken if spoken not in ("zxx", "none") else ""

    def look(self, name: str, look: Look = PLAIN) -> Look:
        """How text in a style looks: only what the text itself was given, not its headings."""
        for style in self._chain("text", name):
            for properties in style.iterchildren(s("text-properties")):
                look = _look(properties, look)
        return look

    def paragraph_look(self, name: str) -> Look:
        """How a whole paragraph was made to look by hand."""
        style = self._own.get(("paragraph", name))
        look = PLAIN
        for properties in style.iterchildren(s("text-properties")) if style is not None else ():
            look = _look(properties, look)
        return look

    def is_hidden(self, name: str) -> bool:
        """Whether text of a style is not shown."""
        return any(
            properties.get(t("display")) == "none"
            for style in self._chain("text", name)
            for properties in style.iterchildren(s("text-properties"))
        )

    def name(self, name: str) -> str:
        """The name of a paragraph's style that people see, in small letters."""
        for style in self._chain("paragraph", name):
            own = style.get(s("name"), "")
            if ("paragraph", own) in self._named:
                return str(style.get(s("display-name")) or own.replace("_20_", " ")).casefold()
        return name.replace("_20_", " ").casefold()

    def heading_level(self, name: str) -> int:
        """The level of a paragraph whose style is one of headings, else 0."""
        found = HEADING_NAMES.fullmatch(self.name(name))
        return int(found[1]) if found else 0

    def is_rtl(self, name: str) -> bool:
        """Whether a paragraph runs from right to left."""
        for style in self._chain("paragraph", name):
            for properties in style.iterchildren(s("paragraph-properties")):
                mode = properties.get(s("writing-mode"), "")
                if mode in ("rl-tb", "lr-tb"):
                    return str(mode) == "rl-tb"
        return False

    def _chain(self, family: str, name: str) -> Iterator[Any]:
        for _ in range(_ORDER):
            style = self._own.get((family, name))
            style = self._named.get((family, name)) if style is None else style
            if style is None:
                return
            yield style
            name = style.get(s("parent-style-name"), "")


def _by_name(tree: Any | None, group: str) -> dict[tuple[str, str], Any]:
    found = tree.find(group) if tree is not None else None
    return {
        (each.get(s("family"), ""), each.get(s("name"), "")): each
        for each in (found.iterchildren(s("style")) if found is not None else ())
    }


def _levels(style: Any) -> Iterator[tuple[int, Level]]:
    for each in style:
        level = max(1, min(whole(each.get(t("level")), 1), DEEPEST))
        if local(each) not in ("list-level-style-number", "outline-level-style"):
            yield level, Level(False)
            continue
        format_ = _FORMATS.get(each.get(s("num-format"), ""), "decimal")
        yield (
            level,
            Level(
                is_ordered=True, format=format_, before=each.get(s("num-prefix"), ""),
                after=each.get(s("num-suffix"), ""),
                shown=whole(each.get(t("display-levels")), 1),
                start=whole(each.get(t("start-value")), 1),
                pattern=each.get(f"{_LOEXT}num-list-format", ""),
            ),
        )  # fmt: skip


def _look(properties: Any, look: Look) -> Look:
    if properties.get(fo("font-weight"), "") in ("bold", "700", "800", "900"):
        look = look.with_mark(Mark.BOLD)
    if properties.get(fo("font-style"), "") in ("italic", "oblique"):
        look = look.with_mark(Mark.ITALIC)
    if properties.get(s("text-underline-style"), "none") != "none":
        look = look.with_mark(Mark.UNDERLINE)
    if properties.get(s("text-line-through-style"), "none") != "none":
        look = look.with_mark(Mark.STRIKE)
    raised = properties.get(s("text-position"), "").split(" ")[0]
    if raised == "super" or (raised.endswith("%") and raised[:-1].isdigit() and raised != "0%"):
        look = look.with_mark(Mark.SUPER)
    elif raised == "sub" or raised.startswith("-"):
        look = look.with_mark(Mark.SUB)
    return look
