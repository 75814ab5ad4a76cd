"""How long two drafts take to be compared, written and proved.

    python benchmarks/text_compare.py [paragraphs]

The drafts are made here: one paragraph in five is edited, deleted, inserted or moved. The named
alternative is the comparison of the plain paragraphs alone, by difflib, which writes nothing.
"""

from __future__ import annotations

import difflib
import io
import platform
import random
import sys
import time
from datetime import UTC, datetime

import docx

from uratibu.core.documents.tracked.compare import compare

WORDS = [
    "the",
    "state",
    "shall",
    "protect",
    "rights",
    "of",
    "migrant",
    "workers",
    "county",
    "register",
    "annual",
    "data",
    "fee",
    "border",
    "remittance",
    "policy",
    "action",
    "report",
    "quarter",
    "ministry",
    "labour",
    "agency",
    "family",
    "member",
    "health",
    "return",
]


def lines(count: int, chance: random.Random) -> list[str]:
    """The paragraphs of the first draft."""
    return [" ".join(chance.choices(WORDS, k=chance.randrange(5, 70))) for _ in range(count)]


def changed(old: list[str], chance: random.Random) -> list[str]:
    """The second draft."""
    new = list(old)
    for _ in range(len(old) // 5):
        at = chance.randrange(len(new))
        kind = chance.random()
        if kind < 0.6:
            words = new[at].split()
            words[chance.randrange(len(words))] = "changed"
            new[at] = " ".join(words)
        elif kind < 0.75:
            del new[at]
        elif kind < 0.9:
            new.insert(at, "Wholly new: " + " ".join(chance.choices(WORDS, k=20)))
        else:
            new.insert(chance.randrange(len(new)), new.pop(at))
    return new


def saved(paragraphs: list[str]) -> bytes:
    """The draft as a Word file."""
    document = docx.Document()
    for line in paragraphs:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def main() -> None:
    """Print both figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_500
    chance = random.Random(1)  # noqa: S311 - no secret
    old = lines(count, chance)
    new = changed(old, chance)
    first, second = saved(old), saved(new)
    began = time.perf_counter()
    tracked = compare(first, second, author="Benchmark", at=datetime(2026, 1, 1, tzinfo=UTC))
    took = time.perf_counter() - began
    began = time.perf_counter()
    difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    alone = time.perf_counter() - began
    print(f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, Python {platform.python_version()}")
    print(f"{count:,} paragraphs, {len(tracked.changes):,} changes: {took:.1f} s, "
          f"exact: {tracked.is_exact}")  # fmt: skip
    print(f"alternative, difflib on whole paragraphs, nothing written: {alone:.2f} s")


if __name__ == "__main__":
    main()
