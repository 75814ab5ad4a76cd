"""A text while it is being read: its blocks under passing ids, its pictures, notes and losses."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from uratibu.core.documents import ids
from uratibu.core.documents.load.line import clean, clean_number, joined, split_number
from uratibu.core.documents.load.losses import Losses
from uratibu.core.documents.model import (
    Block,
    Content,
    Heading,
    Inline,
    Media,
    Note,
    NoteReference,
    Paragraph,
    Picture,
    Run,
    Text,
)
from uratibu.core.documents.outline import everything, identified

MOST_BLOCKS = 60_000
MOST_POINTS = 40_000_000
SAFE_LINK = re.compile(r"(https?://|mailto:|tel:)[^\s<>\"]+", re.IGNORECASE)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")


class TooLarge(Exception):
    """A text has more paragraphs than are read."""


@dataclass
class Draft:
    """What a reader fills. names: places inside the text that links point at."""

    losses: Losses
    title: str = ""
    language: str = ""
    names: dict[str, str] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    media: dict[str, Media] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    _count: int = 0

    def new_id(self) -> str:
        """A passing id."""
        self._count += 1
        if self._count > MOST_BLOCKS:
            raise TooLarge
        return f"x{self._count}"

    def heading(
        self, content: Content, level: int, *, number: str = "", is_rtl: bool = False
    ) -> Heading:
        """A heading; a number that was typed before its words is taken off them."""
        shown = clean_number(number)
        if not shown:
            shown, content = split_number(content)
        return Heading(self.new_id(), max(1, min(level, 9)), content, shown, is_rtl)

    def paragraph(self, content: Content, *, is_rtl: bool = False) -> Paragraph:
        """A paragraph."""
        return Paragraph(self.new_id(), content, is_rtl)

    def say_language(self, code: str | None) -> None:
        """The language of the text, from the first place that says it."""
        found = _LANGUAGE.fullmatch((code or "").strip())
        if found and not self.language:
            self.language = found[1].lower()

    def picture(self, blob: bytes, alt: str) -> Picture | None:
        """A picture kept with the text, or None and a loss where it is none that can be shown."""
        size = picture_size(blob)
        if size is None or size[1] * size[2] > MOST_POINTS or not size[1] * size[2]:
            self.losses.add("picture-format")
            return None
        digest = hashlib.sha256(blob).hexdigest()
        self.media[digest] = Media(digest, size[0], size[1], size[2])
        self.pictures[digest] = blob
        return Picture(digest, " ".join(clean(alt).split()))

    def link(self, address: str) -> str:
        """An address that may be followed, "" and a loss for any other."""
        plain = "".join(clean(address).split())
        if not plain or plain.startswith("#") or SAFE_LINK.fullmatch(plain):
            return plain
        self.losses.add("unsafe-link")
        return ""

    def finished(self, blocks: list[Block]) -> Text:
        """The text under permanent ids; notes in the order they are referred to."""
        text = Text(self.title, tuple(blocks), self.language, self._notes(blocks))
        text = self._resolved(text)
        used = {part.digest for part in inlines(text) if isinstance(part, Picture)}
        media = tuple(self.media[digest] for digest in self.media if digest in used)
        return ids.numbered(replace(text, media=media))

    def _notes(self, blocks: list[Block]) -> tuple[Note, ...]:
        """The notes that are referred to, also from other notes, each once."""
        found: dict[str, Note] = {}
        waiting = [part.note for part in _inlines(blocks) if isinstance(part, NoteReference)]
        while waiting:
            key = waiting.pop(0)
            note = self.notes.get(key)
            if note is None or key in found:
                continue
            found[key] = note
            waiting += [p.note for p in _inlines(note.blocks) if isinstance(p, NoteReference)]
        return tuple(found.values())

    def _resolved(self, text: Text) -> Text:
        """Links to names become links to ids; what leads nowhere is taken off."""
        known = {note.id for note in text.notes}
        own = {thing.id for thing in everything(text)}
        names = {name: own_id for name, own_id in self.names.items() if own_id in own}
        return _Links(names, known, self.losses).of(text)


@dataclass
class _Links:
    names: Mapping[str, str]
    notes: set[str]
    losses: Losses

    def of(self, text: Text) -> Text:
        asked = {p.link[1:] for p in inlines(text) if isinstance(p, Run) and p.link.startswith("#")}
        self._tell(text)
        text = ids.renamed(text, {name: self.names.get(name, "") for name in asked})
        return ids.relined(text, self._settled)

    def _settled(self, content: Content) -> Content:
        """A line without links to nowhere and notes that are not there."""
        return joined(
            replace(part, link="") if isinstance(part, Run) and part.link == "#" else part
            for part in content
            if not isinstance(part, NoteReference) or part.note in self.notes
        )

    def _tell(self, text: Text) -> None:
        for thing in everything(text):
            for part in getattr(thing, "content", ()):
                is_inside = isinstance(part, Run) and part.link.startswith("#")
                if is_inside and part.link[1:] not in self.names:
                    self.losses.counts["broken-link"] += 1


def inlines(text: Text) -> Iterator[Inline]:
    """Every part of every line of a text."""
    yield from _inlines(text.blocks)
    for note in text.notes:
        yield from _inlines(note.blocks)


def _inlines(blocks: tuple[Block, ...] | list[Block]) -> Iterator[Inline]:
    for thing in identified(blocks):
        yield from getattr(thing, "content", ())


def picture_size(blob: bytes) -> tuple[str, int, int] | None:
    """Media type, width and height of a PNG, JPEG or GIF by its first bytes; None for others."""
    if blob.startswith(b"\x89PNG\r\n\x1a\n") and len(blob) >= 24:
        return ("image/png", *struct.unpack(">II", blob[16:24]))
    if blob.startswith((b"GIF87a", b"GIF89a")) and len(blob) >= 10:
        return ("image/gif", *struct.unpack("<HH", blob[6:10]))
    return _jpeg_size(blob) if blob.startswith(b"\xff\xd8\xff") else None


def _jpeg_size(blob: bytes) -> tuple[str, int, int] | None:
    at = 2
    while at + 9 < len(blob) and blob[at] == 0xFF:
        marker, length = blob[at + 1], int.from_bytes(blob[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", blob[at + 5 : at + 9])
            return "image/jpeg", width, height
        at += 2 + max(length, 2)
    return None
