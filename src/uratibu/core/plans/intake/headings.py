"""Headings of tables: which words mean which column, whatever their case and punctuation."""

from __future__ import annotations

import re
import unicodedata


def folded_heading(text: str) -> str:
    """A heading to compare by: lower case, one space between words, no marks."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[^a-z0-9%]+", " ", plain.casefold()).split())
