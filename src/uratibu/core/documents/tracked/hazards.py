"""What a Word file may not hold before its texts are compared: each refused by name.

The gate has measured the archive before; here parts are looked into, still without building a tree.
Source of the list: the project's threat model, attack corpus d01 to d10.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from uratibu.core.documents.tracked.ooxml import w
from uratibu.core.intake import elsewhere
from uratibu.core.intake.faults import Faults

DEEPEST = 200
"""Elements inside one another. A table in a table in a table takes about ten a step."""
MOST_PARAGRAPHS = 60_000
LARGEST_SIDE = 20_000
LARGEST_PIXELS = 100_000_000
_SCHEMES = {"", "http", "https", "mailto", "ftp", "tel", "file"}
_SCRIPT = re.compile(rb"(?i)<\s*(\w+:)?script|\son\w+\s*=|javascript:|<\s*(\w+:)?foreignObject")
_SAVE = "Open the file in an office program, remove it, and save the file again."


def look(content: bytes, faults: Faults) -> bool:
    """Whether a file that has passed the gate may be read; why not is among the faults."""
    before = faults.errors
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            short = name.casefold()
            if short.endswith(".rels"):
                _links(archive.read(name), name, faults)
            elif short.endswith(".xml"):
                _text(archive.read(name), name, faults)
            elif short.endswith((".png", ".jpg", ".jpeg", ".gif", ".bmp")):
                _picture(archive.read(name), name, faults)
            elif short.endswith(".svg") and _SCRIPT.search(archive.read(name)):
                _refuse(faults, "script", f"The picture {name!r} holds a script.")
    return faults.errors == before


def _refuse(faults: Faults, rule: str, message: str, remedy: str = _SAVE) -> None:
    faults.add(faults.rule(rule), message, remedy)


def _links(content: bytes, name: str, faults: Faults) -> None:
    for link in _elements(content, name, faults):
        target, kind = link.get("Target", ""), link.get("Type", "").rpartition("/")[2]
        if link.get("TargetMode") != "External":
            continue
        if kind == "hyperlink":
            scheme = re.sub(r"[\s\x00-\x20]", "", target).partition(":")
            named = scheme[0].casefold() if scheme[1] and scheme[0].isalnum() else ""
            if named not in _SCHEMES and not _is_address(target):
                _refuse(faults, "link", f"A link leads to {target[:60]!r}, which runs a program.")
        elif kind == "attachedTemplate" and elsewhere.is_elsewhere(target):
            _refuse(faults, "remote-template", f"The file takes its template from {target[:60]!r}.")
        elif kind != "attachedTemplate" and elsewhere.is_elsewhere(target):
            _refuse(
                faults, "remote-part", f"The file fetches a part ({kind}) from {target[:60]!r}."
            )


def _is_address(target: str) -> bool:
    return urlsplit(target).scheme.casefold() in _SCHEMES


def _text(content: bytes, name: str, faults: Faults) -> None:
    paragraphs, code = 0, ""
    for element in _elements(content, name, faults):
        tag = element.tag
        if tag == w("p"):
            paragraphs += 1
        elif tag == w("instrText"):
            code += element.text or ""
        elif tag == w("fldSimple"):
            _field(element.get(w("instr"), ""), name, faults)
        elif tag == w("fldChar"):
            _field(code, name, faults)
            code = ""
        elif tag in (w("object"), w("control"), w("altChunk"), w("subDoc")):
            _refuse(faults, "embedded", f"The part {name!r} holds an object of another program.")
            return
    if paragraphs > MOST_PARAGRAPHS:
        _refuse(
            faults, "too-many-paragraphs",
            f"The part {name!r} has {paragraphs:,} paragraphs; {MOST_PARAGRAPHS:,} are compared.",
            "Compare it chapter by chapter.",
        )  # fmt: skip


def _field(code: str, name: str, faults: Faults) -> None:
    found = elsewhere.fetching_field(code)
    if found:
        _refuse(
            faults, "fetching-field",
            f"A field ({found}) in the part {name!r} takes its text from another file.",
            "Break the link (Ctrl+Shift+F9 in Word keeps the text) and save the file again.",
        )  # fmt: skip


def _elements(content: bytes, name: str, faults: Faults) -> Iterator[etree._Element]:
    """Each element once it is whole; at most DEEPEST inside one another, and thrown away after."""
    depth = 0
    walk = etree.iterparse(
        io.BytesIO(content), events=("start", "end"), resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=True,
    )  # fmt: skip
    try:
        for event, element in walk:
            depth += 1 if event == "start" else -1
            if depth > DEEPEST:
                _refuse(
                    faults, "too-deep", f"The part {name!r} has more than {DEEPEST} things inside "
                    "one another, as tables in tables.", "Take the inner tables out.",
                )  # fmt: skip
                return
            if event == "end":
                yield element
                element.clear(keep_tail=False)
    except etree.XMLSyntaxError as fault:
        _refuse(
            faults, "damaged-file", f"The part {name!r} cannot be read: {str(fault)[:120]}.",
            "Open the file in an office program and save it as a new DOCX file.",
        )  # fmt: skip


def _picture(content: bytes, name: str, faults: Faults) -> None:
    width, height = size_of(content)
    if max(width, height) > LARGEST_SIDE or width * height > LARGEST_PIXELS:
        _refuse(
            faults, "picture-too-large",
            f"The picture {name!r} has {width:,} by {height:,} points.",
            "Put a smaller picture in its place.",
        )  # fmt: skip


def size_of(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG, GIF, BMP or JPEG as its head says; (0, 0) where it does not."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        return struct.unpack(">II", content[16:24])
    if content.startswith((b"GIF87a", b"GIF89a")) and len(content) >= 10:
        return struct.unpack("<HH", content[6:10])
    if content.startswith(b"BM") and len(content) >= 26:
        width, height = struct.unpack("<ii", content[18:26])
        return abs(width), abs(height)
    return _size_of_jpeg(content) if content.startswith(b"\xff\xd8") else (0, 0)


def _size_of_jpeg(content: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        kind = content[at + 1]
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
    return 0, 0
