"""Lines of text in one form, whichever file they come from: equal lines are equal values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from uratibu.core.documents.model import Content, Inline, Mark, NoteReference, Picture, Run

_LINES = re.compile("[\u2028\u2029\u000b\u0085]")
_SPACES = re.compile(r"[ \t\r\f]+")
_NEVER = re.compile("[\ud800-\udfff\ufffe\uffff\u00ad]")
_PIECES = re.compile(r"[ \n]+|[^ \n]+")
TYPED_NUMBER = re.compile(
    r"(\d{1,2}(?:\.\d{1,3})+[.)]?|\d{1,2}[.)]?|[A-Z](?:\.\d{1,3})+\.?|[A-Z][.)]|[IVX]{1,5}[.)])"
    r" (?=\S)"
)
"""A number that somebody typed before the words of a heading: 4.2, 4., A.1, II."""
_NUMBER_LENGTH = 40


@dataclass(frozen=True)
class Look:
    """How the text that comes next looks and where it leads."""

    marks: frozenset[Mark] = frozenset()
    link: str = ""

    def with_mark(self, mark: Mark) -> Look:
        """The same with one more mark; text is above or below the line, never both."""
        apart = {Mark.SUPER: Mark.SUB, Mark.SUB: Mark.SUPER}.get(mark)
        return replace(
            self, marks=(self.marks - {apart}) | {mark} if apart else self.marks | {mark}
        )


PLAIN = Look()


def clean(text: str) -> str:
    """Text without characters that no file format carries; line separators become "\\n"."""
    plain = _SPACES.sub(" ", _NEVER.sub("", _LINES.sub("\n", text)))
    if plain.isprintable():
        return plain
    return "".join(c for c in plain if c == "\n" or unicodedata.category(c) != "Cc")


def clean_number(shown: str) -> str:
    """A number as it may stand before words. "%" has another meaning in Word's numbering."""
    return " ".join(clean(shown).replace("%", "").split())[:_NUMBER_LENGTH].strip()


class Line:
    """Builds the content of one paragraph; white space is settled when it is done."""

    def __init__(self) -> None:
        self._parts: list[Inline] = []

    def add(self, text: str, look: Look = PLAIN) -> None:
        """Text of one look; "\\n" is a line break."""
        plain = clean(text)
        if plain:
            self._parts.append(Run(plain, tuple(sorted(look.marks)), look.link))

    def add_part(self, part: NoteReference | Picture) -> None:
        """A note reference or a picture."""
        self._parts.append(part)

    def content(self) -> Content:
        """The line: no space at its ends or twice, runs of one look joined."""
        pieces: list[Inline] = []
        for part in self._parts:
            if isinstance(part, Run):
                pieces += [replace(part, text=text) for text in _PIECES.findall(part.text)]
            else:
                pieces.append(part)
        return joined(_spaced(pieces))


def _is_space(part: Inline) -> bool:
    return isinstance(part, Run) and not part.text.strip(" \n")


def _spaced(pieces: list[Inline]) -> list[Inline]:
    """Each stretch of white space as one space or its line breaks, looking like both sides."""
    settled: list[Inline] = []
    waiting = ""
    for piece in pieces:
        if isinstance(piece, Run) and _is_space(piece):
            waiting += piece.text
            continue
        if waiting and settled:
            breaks = "\n" * waiting.count("\n")
            settled.append(_between(breaks or " ", settled[-1], piece))
        waiting = ""
        settled.append(piece)
    return settled


def _between(space: str, before: Inline, after: Inline) -> Run:
    if not isinstance(before, Run) or not isinstance(after, Run):
        return Run(space)
    marks = tuple(sorted(set(before.marks) & set(after.marks)))
    return Run(space, marks, before.link if before.link == after.link else "")


def joined(pieces: Iterable[Inline]) -> Content:
    """A line whose neighbouring runs of one look are one run."""
    made: list[Inline] = []
    for piece in pieces:
        last = made[-1] if made else None
        if isinstance(piece, Run) and isinstance(last, Run) and _alike(last, piece):
            made[-1] = replace(last, text=last.text + piece.text)
        else:
            made.append(piece)
    return tuple(made)


def _alike(one: Run, other: Run) -> bool:
    return one.marks == other.marks and one.link == other.link


def split_number(content: Content) -> tuple[str, Content]:
    """A number typed before the words of a heading, and the words without it."""
    first = content[0] if content else None
    found = TYPED_NUMBER.match(first.text) if isinstance(first, Run) else None
    if not isinstance(first, Run) or found is None:
        return "", content
    rest = replace(first, text=first.text[found.end() :])
    return found[1], (rest, *content[1:])
