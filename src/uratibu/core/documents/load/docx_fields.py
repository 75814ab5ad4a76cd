"""Fields of a Word file: their results are text, what they would do is not done."""

from __future__ import annotations

import re
from dataclasses import dataclass

from uratibu.core.documents.load.losses import Losses

_ADDRESS = re.compile(r'HYPERLINK\s+"([^"]*)"', re.IGNORECASE)
_INSIDE = re.compile(r'HYPERLINK\s+(?:\\\w\s+)*\\l\s+"([^"]+)"', re.IGNORECASE)
_REFERENCE = re.compile(r"\s*(?:REF|PAGEREF|NOTEREF)\s+(\S+)\s.*\\h", re.IGNORECASE | re.DOTALL)
CONTENTS = ("TOC", "INDEX", "TOA")
OUTSIDE = ("INCLUDETEXT", "INCLUDEPICTURE", "LINK", "DDE", "DDEAUTO", "IMPORT", "DATABASE")


@dataclass
class _Field:
    code: str = ""
    is_code: bool = True
    link: str = ""

    @property
    def verb(self) -> str:
        """The first word of the instruction."""
        return next(iter(self.code.split()), "").upper()


class Fields:
    """The fields that are open at a place; they may reach over paragraphs."""

    def __init__(self, losses: Losses) -> None:
        self._losses = losses
        self._open: list[_Field] = []

    def begin(self, code: str = "") -> None:
        """A field begins, with its instruction where that is known at once."""
        self._open.append(_Field(code))

    def say(self, code: str) -> None:
        """A piece of the instruction."""
        if self._open and self._open[-1].is_code:
            self._open[-1].code += code

    def show(self) -> None:
        """The instruction ends; the result begins."""
        if not self._open:
            return
        now = self._open[-1]
        now.is_code = False
        if now.verb in CONTENTS:
            self._losses.add("contents")
        elif now.verb in OUTSIDE:
            self._losses.add("outside-field")
        inside, address = _INSIDE.search(now.code), _ADDRESS.search(now.code)
        place = inside or _REFERENCE.match(now.code)
        if place:
            now.link = f"#{place[1]}"
        elif address:
            now.link = address[1]

    def end(self) -> None:
        """The field ends."""
        if self._open:
            self._open.pop()

    def is_silent(self) -> bool:
        """Whether text here is an instruction, or part of a table of contents."""
        return any(one.is_code or one.verb in CONTENTS for one in self._open)

    def link(self) -> str:
        """Where the text of the field leads."""
        return next((one.link for one in reversed(self._open) if one.link), "")
