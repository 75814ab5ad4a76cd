"""Comments in the margin: those of both files, and those that say why a change was made.

Word does not track comments, so they stand beside the changes: all of both files are kept, and one
that both files have is kept once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from uratibu.core.documents.tracked.model import Note
from uratibu.core.documents.tracked.ooxml import (
    ID,
    PPR,
    SPACE,
    Element,
    P,
    W,
    copied,
    make,
    w,
)  # fmt: skip
from uratibu.core.documents.tracked.package import Package
from uratibu.core.documents.tracked.settle import story_parts

MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
SHARED = "shared"
"""What the id of a comment of the old file begins with where the new file has it as well."""


class Remarks:
    """The comments of the file that is written."""

    def __init__(self, new: Package, at: datetime) -> None:
        self.new, self.at = new, at

    def bring(self, old: Package) -> int:
        """Bring the comments of the old file along; returns how many only it has."""
        theirs = old.tree_of_kind("comments")
        if theirs is None:
            return 0
        ids: dict[str, str] = {}
        known = {_value(each): each.get(ID, "") for each in self._all()}
        for comment in theirs.iterchildren(w("comment")):
            same = known.get(_value(comment))
            if same is not None:
                ids[comment.get(ID, "")] = f"{SHARED}{same}"
                continue
            made = copied(comment)
            for each in made.iter(P):
                for name in [name for name in each.attrib if not name.startswith(f"{{{W}}}")]:
                    del each.attrib[name]
            ids[comment.get(ID, "")] = self._add(made)
        for part in story_parts(old):
            for mark in old.tree(part).iter(*(w(name) for name in MARKS)):
                mark.set(ID, ids.get(mark.get(ID, ""), f"{SHARED}-"))
        return sum(not key.startswith(SHARED) for key in ids.values())

    def write(self, note: Note) -> str:
        """A new comment; returns its id."""
        initials = note.initials or "".join(word[0] for word in note.author.split())[:3]
        made = make("comment", author=note.author, initials=initials)
        made.set(w("date"), self.at.strftime("%Y-%m-%dT%H:%M:%SZ"))
        for line in note.text.split("\n"):
            paragraph, run, text = make("p"), make("r"), make("t")
            text.text = line
            text.set(SPACE, "preserve")
            run.append(text)
            paragraph.append(run)
            made.append(paragraph)
        return self._add(made)

    def _all(self) -> list[Element]:
        root = self.new.tree_of_kind("comments")
        return [] if root is None else list(root.iterchildren(w("comment")))

    def _add(self, comment: Element) -> str:
        root = self.new.tree(self.new.need_part("comments", make("comments")))
        taken = [int(each.get(ID)) for each in self._all() if (each.get(ID) or "").isdecimal()]
        key = str(max(taken, default=-1) + 1)
        comment.set(ID, key)
        root.append(comment)
        return key


def anchor(made: Sequence[Element], comment: str) -> None:
    """Hang a comment on the paragraphs that were written for a change."""
    paragraphs = [each for element in made for each in element.iter(P)]
    if not paragraphs:
        return
    start, end, run = (make(name, id=comment) for name in ("commentRangeStart",
                                                           "commentRangeEnd", "r"))  # fmt: skip
    run.attrib.clear()
    run.append(make("commentReference", id=comment))
    first, last = paragraphs[0], paragraphs[-1]
    first.insert(1 if first.find(PPR) is not None else 0, start)
    last.extend([end, run])


def _value(comment: Element) -> tuple[str, ...]:
    text = "\n".join(
        "".join(each.text or "" for each in paragraph.iter(w("t"))) for paragraph in comment.iter(P)
    )
    return (comment.get(w("author"), ""), comment.get(w("date"), ""), text)
