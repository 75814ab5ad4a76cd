"""Whether a text is what a person meant: whole, by its start, by words, or with typing errors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

CLOSE_ENOUGH = 72
"""Of 100: one wrong letter in a short word, two in a longer one."""
SHARED_TRIGRAMS = 0.34
SHORTEST_TELLING = 4
"""A word of fewer letters alone ("of", "10") does not make a text fit several words."""


def folded(text: str) -> str:
    """A text without case, accents and signs, so that it can be compared."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def trigrams(text: str) -> frozenset[str]:
    """The three-letter pieces of every word of a folded text."""
    padded = (f" {word} " for word in text.split())
    return frozenset(word[i : i + 3] for word in padded for i in range(len(word) - 2))


def trigrams_of(texts: Iterable[str]) -> frozenset[str]:
    """The pieces of several folded texts together."""
    return frozenset().union(*(trigrams(text) for text in texts))


def score(wanted: str, texts: tuple[str, ...], pieces: frozenset[str]) -> float:
    """0 for no match; else higher, to 100, for a better one: whole, start, words, then likeness.

    wanted and texts are folded; pieces are the trigrams of all the texts.
    """
    best = max((_score_of_text(wanted, text) for text in texts), default=0)
    if best:
        return best
    shared = trigrams(wanted)
    share = len(shared & pieces) / len(shared) if shared else 0
    if share < SHARED_TRIGRAMS:
        return 0
    likeness = max(
        (fuzz.ratio(wanted, run) for text in texts for run in _runs(text, wanted)), default=0
    )
    return likeness / 2 if likeness >= CLOSE_ENOUGH else 0


def _score_of_text(wanted: str, text: str) -> float:
    if wanted == text:
        return 100
    if text.startswith(wanted):
        return 90 - min(len(text) - len(wanted), 20) / 2
    words, parts = text.split(), wanted.split()
    found = [part for part in parts if any(word.startswith(part) for word in words)]
    if len(found) == len(parts):
        return 70 - min(len(text), 100) / 10
    told = [part for part in found if len(part) >= SHORTEST_TELLING]
    if told and 2 * len(found) >= len(parts):
        return 50 * len(found) / len(parts) - min(len(text), 100) / 10
    return 0


def _runs(text: str, wanted: str) -> Iterator[str]:
    """Runs of as many words as were asked for, so that an error in one word stays one error."""
    words, length = text.split(), len(wanted.split())
    for start in range(max(len(words) - length + 1, 1)):
        yield " ".join(words[start : start + length])
