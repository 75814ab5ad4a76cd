"""The child process of `door`: it limits itself, reads one file, and lays its text down."""

from __future__ import annotations

import json
import pickle
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from uratibu.core.documents.load import docx, html, markdown, odt
from uratibu.core.documents.load.door import ROOM, Order
from uratibu.core.documents.load.draft import MOST_BLOCKS, Draft, TooLarge
from uratibu.core.documents.load.losses import Losses
from uratibu.core.documents.model import Text
from uratibu.core.documents.plain import as_plain
from uratibu.core.findings import Where
from uratibu.core.intake.child import NO_MEMORY, limit_self, say
from uratibu.core.intake.faults import Faults

PACKED = {"docx": docx.read, "odt": odt.read}
WRITTEN: dict[str, Callable[[str, Draft], Text]] = {"html": html.read, "md": markdown.read}
DEPTH = 20_000
"""Calls inside calls that reading a text may need; what is nested deeper is refused before."""


def work(order: Order, out: BinaryIO) -> int:
    """Read the file of an order; returns the exit code."""
    limit_self(order.limits)
    sys.setrecursionlimit(DEPTH)
    faults = Faults(Where(file=order.name), room=ROOM)
    draft = Draft(Losses(order.name))
    try:
        text = read(order.path, order.format, draft, faults)
        if text is not None:
            _lay_down(text, draft, order.into)
    except MemoryError:
        return NO_MEMORY
    findings = (*faults.findings(), *draft.losses.findings())
    say(out, {"findings": [finding.as_plain() for finding in findings]})
    return 0


def read(path: Path, format_: str, draft: Draft, faults: Faults) -> Text | None:
    """The text of a file, or None and the fault."""
    try:
        if format_ in PACKED:
            text = PACKED[format_](path, draft)
        else:
            written = _decoded(path, faults)
            if written is None:
                return None
            text = WRITTEN[format_](written, draft)
    except TooLarge:
        faults.add(
            faults.rule("too-many-paragraphs"),
            f"The file has more than {MOST_BLOCKS:,} paragraphs.", "Split it into parts.",
        )  # fmt: skip
        return None
    except html.TooDeep:
        _too_deep(faults)
        return None
    except (etree.LxmlError, zipfile.BadZipFile, KeyError, ValueError) as error:
        if "depth" in str(error).lower():
            _too_deep(faults)
            return None
        faults.add(
            faults.rule("damaged-file"), f"The file cannot be read: {str(error)[:200]}.",
            "Open it in an office program and save it as a new file.",
        )  # fmt: skip
        return None
    if not text.blocks:
        faults.add(
            faults.rule("no-words"), "The file has no paragraph with words.",
            "If it is a scan, bring the file the scan was made from.",
        )  # fmt: skip
        return None
    return text


def _too_deep(faults: Faults) -> None:
    faults.add(
        faults.rule("too-deep"), "Parts of the file are nested deeper than any text is.",
        "Take tables out of tables and save it as a new file.",
    )  # fmt: skip


def _decoded(path: Path, faults: Faults) -> str | None:
    raw = path.read_bytes()
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raw = raw.decode("utf-16", "replace").encode()
    try:
        written = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        faults.add(
            faults.rule("encoding"), f"The file is not UTF-8 (line {line}).",
            "Save it again with the encoding UTF-8.", row=line,
        )  # fmt: skip
        return None
    if "<!ENTITY" in written.upper():
        faults.add(
            faults.rule("document-type"), "The page declares entities of its own.",
            "Save it again as plain HTML.",
        )  # fmt: skip
        return None
    if "\0" in written:
        faults.add(
            faults.rule("encoding"), "The file holds zero bytes; it is no text.",
            "Save it again with the encoding UTF-8.",
        )  # fmt: skip
        return None
    return written


def _lay_down(text: Text, draft: Draft, folder: Path) -> None:
    for media in text.media:
        (folder / media.digest).write_bytes(draft.pictures[media.digest])
    (folder / "text.json").write_text(json.dumps(as_plain(text)), "utf-8")


if __name__ == "__main__":
    sys.exit(work(pickle.load(sys.stdin.buffer), sys.stdout.buffer))  # noqa: S301 - from the parent
