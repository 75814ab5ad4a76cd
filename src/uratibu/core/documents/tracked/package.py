"""A Word file as its parts: opened, its relationships followed, written again byte for byte alike.

Source: ECMA-376 part 2, Open Packaging Conventions.
"""

from __future__ import annotations

import hashlib
import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from uratibu.core.documents.tracked.ooxml import Element, parse

MAIN = "word/document.xml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CONTENT_TYPES = "[Content_Types].xml"
_DAY = (1980, 1, 1, 0, 0, 0)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."


@dataclass(frozen=True)
class Link:
    """One relationship: kind is the last word of its type; target a part, or an address."""

    type: str
    target: str
    is_external: bool

    @property
    def kind(self) -> str:
        """Such as image, hyperlink, header."""
        return self.type.rpartition("/")[2]


@dataclass
class Package:
    """The parts of one file. A tree that was asked for is written back from its tree."""

    parts: dict[str, bytes]
    trees: dict[str, Element] = field(default_factory=dict)
    _links: dict[str, dict[str, Link]] = field(default_factory=dict)
    _digests: dict[str, str] = field(default_factory=dict)

    @classmethod
    def open(cls, content: bytes) -> Package:
        """A file that has passed the gate. Raises zipfile.BadZipFile, KeyError, XMLSyntaxError."""
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {
                entry.filename: archive.read(entry)
                for entry in archive.infolist()
                if not entry.is_dir()
            }
        package = cls(parts)
        package.tree(MAIN)
        return package

    def tree(self, name: str) -> Element:
        """The root of a part, parsed once. Raises KeyError where there is no such part."""
        if name not in self.trees:
            self.trees[name] = parse(self.parts[name])
        return self.trees[name]

    def links(self, part: str) -> dict[str, Link]:
        """The relationships of a part by id."""
        if part not in self._links:
            self._links[part] = self._read_links(part)
        return self._links[part]

    def part_of_kind(self, kind: str) -> str:
        """The part the document refers to as its styles, numbering, footnotes ...; or ""."""
        found = (link for link in self.links(MAIN).values() if link.kind == kind)
        return next((link.target for link in found if link.target in self.parts), "")

    def tree_of_kind(self, kind: str) -> Element | None:
        """The root of such a part, or None."""
        name = self.part_of_kind(kind)
        return self.tree(name) if name else None

    def digest(self, part: str) -> str:
        """What a part and all it refers to hold, in one word."""
        if part not in self._digests:
            self._digests[part] = ""
            said = hashlib.sha256(self.parts.get(part, b""))
            for key, link in sorted(self.links(part).items()):
                said.update(f"{key} {link_value(self, link)}".encode())
            self._digests[part] = said.hexdigest()
        return self._digests[part]

    def add_link(self, part: str, link: Link) -> str:
        """A relationship of a part, and its id; one that is there already is used again."""
        known = self.links(part)
        for key, there in known.items():
            if there == link:
                return key
        key = free(known, "rId")
        known[key] = link
        return key

    def add_part(self, name: str, content: bytes, content_type: str) -> str:
        """A new part near the wanted name; returns the name it got."""
        stem, dot, ending = name.rpartition(".")
        chosen, number = name, 1
        while chosen in self.parts:
            number += 1
            chosen = f"{stem}-{number}{dot}{ending}"
        self.parts[chosen] = content
        types = self.tree(_CONTENT_TYPES)
        if self.content_type(chosen) != content_type:
            override = etree.SubElement(types, f"{{{TYPES}}}Override")
            override.set("PartName", f"/{chosen}")
            override.set("ContentType", content_type)
        return chosen

    def content_type(self, part: str) -> str:
        """The media type of a part, or ""."""
        types = self.tree(_CONTENT_TYPES)
        for each in types.iter(f"{{{TYPES}}}Override"):
            if each.get("PartName", "").lstrip("/").casefold() == part.casefold():
                return str(each.get("ContentType", ""))
        ending = part.rpartition(".")[2].casefold()
        for each in types.iter(f"{{{TYPES}}}Default"):
            if each.get("Extension", "").casefold() == ending:
                return str(each.get("ContentType", ""))
        return ""

    def need_part(self, kind: str, root: Element) -> str:
        """The part of this kind; one with this root is added where there is none."""
        name = self.part_of_kind(kind)
        if name:
            return name
        name = self.add_part(f"word/{kind}.xml", b"", f"{_WORD}{kind}+xml")
        self.trees[name] = root
        self.add_link(MAIN, Link(OFFICE + kind, name, is_external=False))
        return name

    def to_bytes(self) -> bytes:
        """The file. The same parts give the same bytes."""
        self._write_back()
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            names = [_CONTENT_TYPES, *(name for name in self.parts if name != _CONTENT_TYPES)]
            for name in names:
                info = zipfile.ZipInfo(name, _DAY)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o600 << 16
                archive.writestr(info, self.parts[name])
        return out.getvalue()

    def copy(self) -> Package:
        """The same file once more, as it now stands."""
        self._write_back()
        return Package(dict(self.parts))

    def _write_back(self) -> None:
        for name, root in self.trees.items():
            self.parts[name] = etree.tostring(
                root, xml_declaration=True, encoding="UTF-8", standalone=True
            )
        for part, links in self._links.items():
            if links:
                self.parts[_links_part(part)] = self._written(links)
            else:
                self.parts.pop(_links_part(part), None)

    def _read_links(self, part: str) -> dict[str, Link]:
        content = self.parts.get(_links_part(part))
        if content is None:
            return {}
        found = {}
        for each in parse(content).iter(f"{{{RELATIONSHIPS}}}Relationship"):
            is_external = each.get("TargetMode") == "External"
            target = each.get("Target", "")
            resolved = _resolved(part, target)
            if not is_external and resolved in self.parts:
                target = resolved
            found[each.get("Id", "")] = Link(each.get("Type", ""), target, is_external)
        return found

    def _written(self, links: dict[str, Link]) -> bytes:
        root = etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS})
        for key, link in links.items():
            each = etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship")
            is_part = not link.is_external and link.target in self.parts
            each.set("Id", key)
            each.set("Type", link.type)
            each.set("Target", "/" + link.target if is_part else link.target)
            if link.is_external:
                each.set("TargetMode", "External")
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def link_value(package: Package, link: Link) -> str:
    """A relationship by what it leads to, whatever its id and the name of the part."""
    what = link.target if link.is_external else package.digest(link.target)
    return f"{link.kind}:{what}"


def free(taken: object, start: str) -> str:
    """The first id of this start that is not taken."""
    known = set(taken)  # type: ignore[call-overload]
    number = len(known) + 1
    while f"{start}{number}" in known:
        number += 1
    return f"{start}{number}"


def _links_part(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(part: str, target: str) -> str:
    path = unquote(target)
    if path.startswith("/"):
        return path.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), path))
