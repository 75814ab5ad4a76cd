"""The parts of a Word file as XML trees, read without following anything that leads outside.

Source: ECMA-376 parts 1 and 2. Files of the strict variant are read as transitional ones.
"""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _W.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _R.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _M.encode()),
)
MAIN = "word/document.xml"


def w(name: str) -> str:
    """A name of WordprocessingML."""
    return f"{{{_W}}}{name}"


def r(name: str) -> str:
    """A name of the relationships of a document."""
    return f"{{{_R}}}{name}"


def mc(name: str) -> str:
    """A name of markup compatibility."""
    return f"{{{_MC}}}{name}"


def m(name: str) -> str:
    """A name of Office mathematics."""
    return f"{{{_M}}}{name}"


def local(node: Any) -> str:
    """The name of an element without its namespace; "" for comments and instructions."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def parse(raw: bytes) -> Any:
    """An XML tree. Raises lxml.etree.XMLSyntaxError, also where it is nested too deep."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    return etree.fromstring(raw, parser)


@dataclass(frozen=True)
class Link:
    """A relationship: where it leads, and whether that is outside of the file."""

    target: str
    is_outside: bool
    kind: str = ""


class Package:
    """The parts of one file."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path)
        self._names = set(self._zip.namelist())
        self._links: dict[str, dict[str, Link]] = {}

    def part(self, name: str) -> Any | None:
        """The tree of a part; None where the file has none of that name."""
        if name not in self._names:
            return None
        raw = self._zip.read(name)
        for strict, known in _STRICT:
            raw = raw.replace(strict, known)
        return parse(raw)

    def blob(self, name: str) -> bytes:
        """The bytes of a part; none where there is no such part."""
        return self._zip.read(name) if name in self._names else b""

    def links(self, part: str) -> dict[str, Link]:
        """The relationships of a part by their id."""
        if part not in self._links:
            self._links[part] = self._read_links(part)
        return self._links[part]

    def _read_links(self, part: str) -> dict[str, Link]:
        folder, name = posixpath.split(part)
        tree = self.part(f"{folder}/_rels/{name}.rels")
        found = {}
        for each in tree if tree is not None else ():
            target = each.get("Target", "")
            is_outside = each.get("TargetMode") == "External"
            if not is_outside:
                target = posixpath.normpath(posixpath.join(f"/{folder}", target)).lstrip("/")
            found[each.get("Id", "")] = Link(target, is_outside, each.get("Type", ""))
        return found


def value(parent: Any, name: str, default: str = "") -> str:
    """The w:val of a child; "" or the default where the child or its value is missing."""
    found = parent.find(w(name)) if parent is not None else None
    return str(found.get(w("val"), default)) if found is not None else ""


def whole(text: str | None, default: int = 0) -> int:
    """A small whole number of a file; the default for anything else."""
    plain = (text or "").strip()
    return int(plain) if plain.lstrip("-").isdigit() and len(plain) <= 9 else default


def is_on(parent: Any, name: str) -> bool | None:
    """A switch such as w:b: True, False, or None where it is not there."""
    found = parent.find(w(name)) if parent is not None else None
    if found is None:
        return None
    return found.get(w("val"), "1") not in ("0", "false", "off", "none")
