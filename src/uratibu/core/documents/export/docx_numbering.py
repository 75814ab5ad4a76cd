"""Numbering of Word for lists and headings: what is shown before them stays the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from uratibu.core.documents import numerals
from uratibu.core.documents.model import Heading, List

FIRST = 1_000
"""Numbers below this belong to the styles of the file."""


@dataclass
class Numbering:
    """Collects the numberings of one file; `write_into` puts them into its part."""

    _abstract: list[str] = field(default_factory=list)
    _numbers: list[str] = field(default_factory=list)

    def for_list(self, list_: List, depth: int) -> list[int]:
        """A numbering for each item of a list that stands at a depth."""
        shown = tuple(item.number for item in list_.items)
        if not list_.is_ordered:
            own = self._begin(_level(depth, "bullet", "\u2022", 1))
            return [self._number(own)] * len(shown)
        found = numerals.series(shown)
        if found is not None:
            before, format_, start, after = found
            text = f"{before}%{depth + 1}{after}"
            return [self._number(self._begin(_level(depth, format_, text, start)))] * len(shown)
        own = self._begin(_level(depth, "none", "", 1))
        return [self._number(own, _override(depth, number)) for number in shown]

    def for_headings(self, headings: Sequence[Heading]) -> dict[str, int]:
        """The numbering of each heading by its id; 0 for one without a number."""
        scheme = _Scheme(headings)
        levels = "".join(
            _level(at, "decimal", scheme.text(at + 1), 1) for at in range(9)
        )  # fmt: skip
        counted = self._number(self._begin(levels))
        made = {}
        for heading in headings:
            if not heading.number:
                made[heading.id] = 0
            elif scheme.counts(heading):
                made[heading.id] = counted
            else:
                own = self._begin(_level(heading.level - 1, "none", heading.number, 1))
                made[heading.id] = self._number(own)
        return made

    def write_into(self, part: Any) -> None:
        """Add everything to the numbering part of a file, in the order Word wants it."""
        first = next((at for at, one in enumerate(part) if one.tag.endswith("}num")), len(part))
        for at, xml in enumerate(self._abstract):
            part.insert(first + at, parse_xml(xml))
        for xml in self._numbers:
            part.append(parse_xml(xml))

    def _begin(self, levels: str) -> int:
        own = FIRST + len(self._abstract)
        self._abstract.append(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{own}">'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )
        return own

    def _number(self, abstract: int, override: str = "") -> int:
        own = FIRST + len(self._numbers)
        self._numbers.append(
            f'<w:num {nsdecls("w")} w:numId="{own}"><w:abstractNumId w:val="{abstract}"/>'
            f"{override}</w:num>"
        )
        return own


class _Scheme:
    """Counts headings as Word does, and knows which of them are numbered so."""

    def __init__(self, headings: Sequence[Heading]) -> None:
        self._counts: dict[int, int] = {}
        self._ends: dict[int, str] = {}
        for heading in headings:
            if heading.number:
                self._ends.setdefault(heading.level, "." if heading.number.endswith(".") else "")

    def text(self, level: int) -> str:
        """The pattern of a level, such as %1.%2."""
        return ".".join(f"%{at}" for at in range(1, level + 1)) + self._ends.get(level, "")

    def counts(self, heading: Heading) -> bool:
        """Whether the next number of the level is the one shown; only then it is counted."""
        level = heading.level
        counts = {at: self._counts.get(at, 1) for at in range(1, level)}
        counts[level] = self._counts.get(level, 0) + 1
        said = ".".join(str(counts[at]) for at in range(1, level + 1)) + self._ends.get(level, "")
        if said != heading.number:
            return False
        self._counts = counts
        return True


def _level(depth: int, format_: str, text: str, start: int) -> str:
    left = 360 * (depth + 1)
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{format_}"/>'
        f'<w:lvlText w:val="{escape(text)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def _override(depth: int, number: str) -> str:
    return f'<w:lvlOverride w:ilvl="{depth}">{_level(depth, "none", number, 1)}</w:lvlOverride>'
