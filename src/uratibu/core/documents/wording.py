"""Words as single characters, so that paragraphs can be compared fast; and pieces for comparison.

A piece is a word, a space or a sign; a letter is never parted from the signs that combine with it.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

from rapidfuzz.distance import Indel, LCSseq

_FIRST, _SURROGATES = 0x100, range(0xD800, 0xE000)
_WORDS = re.compile(r"[^\W_]+")
_JOINERS = "\u200c\u200d\u2019'\u02bc"
MOST_PRODUCT = 400_000_000
"""Pieces of one paragraph times pieces of the other, above which the middle is taken as new."""
Step = tuple[str, int, int, int, int]


class Lexicon:
    """Gives every word a character of its own; small and capital letters are one word."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}

    def spell(self, text: str, empty: str) -> str:
        """A text with a character for each word; empty: what stands for a text without any."""
        plain = unicodedata.normalize("NFC", text).casefold()
        found = _WORDS.findall(plain) or [plain.strip() or f"\0{empty}"]
        return "".join(self._code(word) for word in found)

    def _code(self, word: str) -> str:
        known = self._codes.get(word)
        if known is None:
            number = _FIRST + len(self._codes)
            number += len(_SURROGATES) if number >= _SURROGATES.start else 0
            # Beyond a million different words the last code is shared: only speed is at stake.
            known = self._codes[word] = chr(min(number, 0x10FFFF))
        return known


def shared(one: str, other: str) -> int:
    """How many words two spelled texts share in the same order."""
    return int(LCSseq.similarity(one, other))


def pieces(text: str) -> list[str]:
    """Words, spaces and signs of a text, nothing left out."""
    made: list[str] = []
    for kind, group in groupby(_kinds(text), key=lambda one: one[0]):
        chars = [char for _, char in group]
        made += ["".join(chars)] if kind != "sign" else chars
    return made


def _kinds(text: str) -> list[tuple[str, str]]:
    """Each character with the signs that combine with it, and what kind of piece it is of."""
    found: list[tuple[str, str]] = []
    for at, char in enumerate(text):
        joins = bool(found) and (
            unicodedata.category(char)[0] == "M" or char in "\u200c\u200d"
            or text[at - 1] == "\u200d" or "\U0001f3fb" <= char <= "\U0001f3ff"
        )  # fmt: skip
        if joins:
            kind, before = found[-1]
            found[-1] = (kind, before + char)
        elif char.isspace():
            found.append(("sign" if char in "\n\u2029" else "space", char))
        elif char.isalnum() or (char in _JOINERS and _is_inside(text, at)):
            found.append(("word", char))
        else:
            found.append(("sign", char))
    return found


def _is_inside(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()


def steps(old: list[str], new: list[str]) -> list[Step]:
    """How pieces become others: (equal, delete or insert, from, to in old, from, to in new)."""
    if len(old) * len(new) > MOST_PRODUCT:
        ends = (len(old), len(new))
        return [("delete", 0, ends[0], 0, 0), ("insert", ends[0], ends[0], 0, ends[1])]
    return [
        (str(one.tag), one.src_start, one.src_end, one.dest_start, one.dest_end)
        for one in Indel.opcodes(old, new)
    ]
