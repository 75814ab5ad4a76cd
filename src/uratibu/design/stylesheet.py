"""One stylesheet for the whole site, put together from the tokens and from every component."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import brotli

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Stylesheet:
    """The style as sent: plain, compressed, and the digest that stands in its address."""

    plain: bytes
    compressed: bytes
    digest: str


@lru_cache(maxsize=1)
def stylesheet() -> Stylesheet:
    """The stylesheet of this version: tokens, base and layout first, then each component."""
    sheets = sorted((HERE / "styles").glob("*.css")) + sorted(
        (HERE / "templates" / "design").glob("*/*.css")
    )
    plain = "".join(shortened(sheet.read_text(encoding="utf-8")) for sheet in sheets).encode()
    return Stylesheet(plain, brotli.compress(plain), hashlib.sha256(plain).hexdigest()[:12])


def shortened(css: str) -> str:
    """The same style without comments and needless blanks."""
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    on_one_line = re.sub(r"\s+", " ", without_comments)
    return re.sub(r" ?([{};,]) ?", r"\1", on_one_line).replace(";}", "}").strip()
