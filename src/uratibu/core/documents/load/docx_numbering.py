"""The numbers that Word shows before paragraphs, computed as Word computes them.

Source: ECMA-376 part 1, 17.9: levels, restarts, overrides, lvlText, legal numbering.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from uratibu.core.documents import numerals
from uratibu.core.documents.load.docx_package import is_on, value, w, whole
from uratibu.core.documents.load.docx_styles import NumberedBy

DEEPEST = 8


@dataclass(frozen=True)
class Shown:
    """What stands before a paragraph. key: which list it is of. level: from 0.

    is_blank: a bullet that is not seen, which makes a further paragraph of the item above.
    """

    number: str
    level: int
    key: str
    is_ordered: bool
    is_blank: bool = False


@dataclass
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    is_legal: bool = False
    style: str = ""


@dataclass
class _Numbering:
    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """All numberings of one file, and how far each has counted."""

    def __init__(self, tree: Any | None) -> None:
        self._abstract: dict[str, Any] = {}
        self._linked: dict[str, str] = {}
        self._numbers: dict[str, _Numbering] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if tree is None:
            return
        for each in tree.iterfind(w("abstractNum")):
            number = each.get(w("abstractNumId"), "")
            self._abstract[number] = each
            if value(each, "styleLink"):
                self._linked[value(each, "styleLink")] = number
        for each in tree.iterfind(w("num")):
            self._numbers[each.get(w("numId"), "")] = self._read(each)

    def shown(self, by: NumberedBy | None) -> Shown | None:
        """Count one paragraph and tell what stands before it; None where nothing does."""
        if by is None or by.numbering == "0":
            return None
        found = self._numbers.get(by.numbering)
        if found is None:
            return None
        level = _level_of(by, found)
        rule = found.levels.get(level, _Level())
        self._count(by.numbering, found, level, rule)
        number = self._said(found, level, rule)
        key = f"{found.abstract}/{by.numbering}" if found.starts else found.abstract
        is_bullet = rule.format == "bullet"
        return Shown(number, level, key, not is_bullet, is_bullet and not rule.text.strip())

    def _count(self, numbering: str, found: _Numbering, level: int, rule: _Level) -> None:
        counts = self._counts.setdefault(found.abstract, {})
        for above in range(level):
            counts.setdefault(above, found.levels.get(above, _Level()).start)
        start = found.starts.get(level)
        if start is not None and (numbering, level) not in self._begun:
            self._begun.add((numbering, level))
            counts[level] = start
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = rule.start
        for below in [deep for deep in counts if deep > level]:
            restart = found.levels.get(below, _Level()).restart
            if restart is None or (restart and level < restart):
                del counts[below]

    def _said(self, found: _Numbering, level: int, rule: _Level) -> str:
        if rule.format == "bullet":
            return ""
        counts = self._counts[found.abstract]

        def one(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            own = found.levels.get(at, _Level())
            name = own.format
            if rule.is_legal and name not in ("none", "bullet"):
                name = "decimal"
            return numerals.shown(counts.get(at, own.start), name)

        return re.sub(r"%([1-9])", one, rule.text)

    def _read(self, num: Any) -> _Numbering:
        abstract = value(num, "abstractNumId")
        tree = self._abstract.get(abstract)
        linked = value(tree, "numStyleLink")
        if linked and linked in self._linked:
            abstract = self._linked[linked]
            tree = self._abstract[abstract]
        levels = dict(_levels(tree)) if tree is not None else {}
        starts: dict[int, int] = {}
        for override in num.iterfind(w("lvlOverride")):
            level = min(whole(override.get(w("ilvl"))), DEEPEST)
            levels.update(_levels(override))
            if value(override, "startOverride"):
                starts[level] = whole(value(override, "startOverride"), 1)
        return _Numbering(abstract, levels, starts)


def _level_of(by: NumberedBy, found: _Numbering) -> int:
    if by.level is not None:
        return max(0, min(by.level, DEEPEST))
    own = (level for level, rule in found.levels.items() if rule.style and rule.style == by.style)
    return next(own, 0)


def _levels(tree: Any) -> Iterator[tuple[int, _Level]]:
    for each in tree.iterfind(w("lvl")):
        restart = value(each, "lvlRestart")
        yield (
            min(whole(each.get(w("ilvl"))), DEEPEST),
            _Level(
                format=value(each, "numFmt") or "decimal",
                text=value(each, "lvlText"),
                start=whole(value(each, "start"), 1) if value(each, "start") else 0,
                restart=whole(restart) if restart else None,
                is_legal=bool(is_on(each, "isLgl")),
                style=value(each, "pStyle"),
            ),
        )
