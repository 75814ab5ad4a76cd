"""Section texts of a pack: Markdown paragraphs whose figures stand in braces.

Taken are paragraphs, items (`- `) and notes (`> `). Nothing else of Markdown: a heading belongs
to the outline, so that it is numbered and can be cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BRACES = re.compile(r"\{([^{}]*)\}")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_HEADING = re.compile(r"#{1,6} ")
_STYLES = {"- ": "item", "> ": "note"}


@dataclass(frozen=True)
class Passage:
    """One paragraph as written: its style, the line it starts on, its number in the text."""

    text: str
    style: str
    line: int
    number: int


def passages(text: str) -> Iterator[Passage]:
    """The paragraphs of a text in order; an item or note starts a paragraph of its own."""
    number, start, style, lines = 0, 0, "body", list[str]()
    for index, line in enumerate([*text.splitlines(), ""], start=1):
        begins = next((found for sign, found in _STYLES.items() if line.startswith(sign)), "")
        if lines and (not line.strip() or begins):
            number += 1
            yield Passage(" ".join(lines), style, start, number)
            lines, style = [], "body"
        if not line.strip():
            continue
        if not lines:
            start, style = index, begins or "body"
        lines.append((line[2:] if begins else line).strip())


def pieces(text: str) -> Iterator[tuple[bool, str]]:
    """The text cut at its braces: (whether it stood in braces, the words)."""
    position = 0
    for match in _BRACES.finditer(text):
        if match.start() > position:
            yield False, text[position : match.start()]
        yield True, match[1].strip()
        position = match.end()
    if position < len(text):
        yield False, text[position:]


def sentence_with(text: str, expression: str) -> str:
    """The sentence of a paragraph in which the expression stands."""
    sentences = _SENTENCE_END.split(text)
    return next((found for found in sentences if expression in found), text)


def is_heading(passage: Passage) -> bool:
    """Whether someone wrote a Markdown heading, which belongs to the outline."""
    return _HEADING.match(passage.text) is not None


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph."""
    return [found for found in _SENTENCE_END.split(text) if found]
