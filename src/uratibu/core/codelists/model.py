"""Codes, what they stand for, when they hold, and which of them contain others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from uratibu.core.labels import Label

TOTAL = "_T"
"""The stated total of a dimension (SDMX: _T). It is a member like any other, never computed."""


@dataclass(frozen=True)
class Code:
    """One member of a code list.

    parent: the code that contains this one, "" at the top.
    is_aggregate: the code stands for a sum of others (Africa, all ages, total).
    replaces: codes this one took over from (renamed ministries, split counties).
    attributes: further facts as (name, value) pairs, e.g. ("iso_3166_2", "KE-30").
    """

    code: str
    title: Label
    parent: str = ""
    is_aggregate: bool = False
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    replaces: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    source: str = ""
    status: str = "unreviewed"

    def attribute(self, name: str) -> str:
        """The attribute of that name, "" where there is none."""
        return dict(self.attributes).get(name, "")

    def holds_on(self, day: date) -> bool:
        """Whether the code is in force on `day`; an open end holds for ever."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True)
class CodeList:
    """A classification: its id, what it classifies and its codes in the order they are shown."""

    id: str
    title: Label
    codes: tuple[Code, ...]
    _by_code: dict[str, Code] = field(init=False, repr=False, compare=False, hash=False)
    _by_alias: dict[str, str] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {code.code: code for code in self.codes})
        aliases = {_folded(alias): code.code for code in self.codes for alias in code.aliases}
        aliases |= {_folded(code.title()): code.code for code in self.codes}
        aliases |= {_folded(code.code): code.code for code in self.codes}
        object.__setattr__(self, "_by_alias", aliases)

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def get(self, code: str) -> Code | None:
        """The code of exactly this spelling, None where there is none."""
        return self._by_code.get(code)

    def find(self, text: str) -> Code | None:
        """The code a person means by a code, a title or an alias, whatever its case."""
        found = self._by_alias.get(_folded(text))
        return self._by_code[found] if found else None

    def children(self, parent: str) -> tuple[Code, ...]:
        """The codes directly inside `parent`, in order."""
        return tuple(code for code in self.codes if code.parent == parent)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """The codes that contain `code`, nearest first."""
        found: list[str] = []
        member = self._by_code.get(code)
        while member is not None and member.parent and member.parent not in found:
            found.append(member.parent)
            member = self._by_code.get(member.parent)
        return tuple(found)


def _folded(text: str) -> str:
    return " ".join(text.replace("\u2019", "'").casefold().split())
