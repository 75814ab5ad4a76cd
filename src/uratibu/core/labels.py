"""Words for people, in every language a country works in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Label:
    """One text in several languages; `texts` pairs a language code with the words.

    Kept as a tuple of pairs so that a label can be a part of a hashable value.
    """

    texts: tuple[tuple[str, str], ...] = ()

    def __call__(self, language: str = "en") -> str:
        """The words in `language`, else in English, else in the first language there is."""
        known = dict(self.texts)
        if language in known:
            return known[language]
        return known.get("en", self.texts[0][1] if self.texts else "")

    def __bool__(self) -> bool:
        return bool(self.texts)

    def languages(self) -> tuple[str, ...]:
        """The languages this label really has (a call falls back, this does not)."""
        return tuple(language for language, _ in self.texts)


NO_WORDS = Label()
"""The label of what has no words (yet)."""


def label(words: str | Mapping[str, str] | None) -> Label:
    """Make a label of what a pack says: a plain text is English, a mapping names its languages."""
    if words is None:
        return NO_WORDS
    if isinstance(words, str):
        return Label((("en", words),))
    return Label(tuple(sorted((str(k), str(v)) for k, v in words.items() if v)))
