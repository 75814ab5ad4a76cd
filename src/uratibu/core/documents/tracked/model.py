"""What a comparison says: its changes, who answers for them, the file, and what is left to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from uratibu.core.findings import Finding


class Kind(StrEnum):
    """What happened to a paragraph, a row, a table or a section."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"
    EDITED = "edited"
    FORMATTED = "formatted"
    SPLIT = "split"
    JOINED = "joined"


class Of(StrEnum):
    """What it happened to."""

    PARAGRAPH = "paragraph"
    ROW = "row"
    TABLE = "table"
    SECTION = "section"
    CONTROL = "control"


@dataclass(frozen=True)
class Change:
    """One change, numbered in reading order from 1.

    place: where, for a person: "paragraph 12", "table 2, row 3", "footnote 4, paragraph 1".
    old, new: the words before and after; "" where there are none. words_*: how many came and went.
    """

    number: int
    kind: Kind
    of: Of
    place: str
    old: str = ""
    new: str = ""
    words_inserted: int = 0
    words_deleted: int = 0

    def as_plain(self) -> dict[str, object]:
        """The change as plain values for JSON."""
        return {**vars(self), "kind": str(self.kind), "of": str(self.of)}


@dataclass(frozen=True)
class Note:
    """A comment for the margin of a change: who says what."""

    author: str
    text: str
    initials: str = ""


@dataclass(frozen=True)
class Attribution:
    """Who made a change, and what stands in the margin of it; "" is the author of the whole."""

    author: str = ""
    note: Note | None = None


Attribute = Callable[[Change], Attribution | None]
"""Says who answers for a change; None: the author of the whole."""


@dataclass(frozen=True)
class Tracked:
    """The file with tracked changes. Accepting all gives the new file, rejecting all the old one.

    is_exact: this was proved on the file itself, leaving out what the warnings name.
    """

    content: bytes
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    is_exact: bool = True

    def counts(self) -> dict[str, int]:
        """How many changes of each kind, and how many words came and went."""
        found = {str(kind): 0 for kind in Kind}
        for change in self.changes:
            found[change.kind] += 1
        found["words_inserted"] = sum(change.words_inserted for change in self.changes)
        found["words_deleted"] = sum(change.words_deleted for change in self.changes)
        return found


@dataclass
class Pen:
    """Who writes now: author and time of the marks, and numbers that are used once."""

    author: str
    at: datetime
    name: str = ""
    last_id: int = 0
    counts: dict[str, int] = field(default_factory=dict)

    def attributes(self) -> dict[str, str]:
        """The id, author and date every mark of a change bears."""
        self.last_id += 1
        return {
            "id": str(self.last_id),
            "author": self.name or self.author,
            "date": self.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
