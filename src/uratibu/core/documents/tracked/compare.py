"""Compares two Word files and writes a third one with tracked changes, and proves what it wrote."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from uratibu.core.documents.tracked import canonical, settle
from uratibu.core.documents.tracked.bookmarks import Settled
from uratibu.core.documents.tracked.carry import differing_settings
from uratibu.core.documents.tracked.model import (
    Attribute,
    Attribution,
    Change,
    Kind,
    Of,
    Pen,
    Tracked,
)  # fmt: skip
from uratibu.core.documents.tracked.ooxml import MC, unwrap, w
from uratibu.core.documents.tracked.package import MAIN, Package
from uratibu.core.documents.tracked.remarks import Remarks
from uratibu.core.documents.tracked.stories import Stories, one_note_each
from uratibu.core.documents.tracked.words import Item, State
from uratibu.core.findings import Finding, Refused, Severity, Where

_SHOWN = 300
_FIRST_ID = 1_000
_OLD_WRAPPERS = ("smartTag", "customXml")


def compare(
    old: bytes, new: bytes, *, author: str, at: datetime,
    names: tuple[str, str] = ("old", "new"), attribute: Attribute | None = None,
) -> Tracked:  # fmt: skip
    """One file that shows the way from an old Word file to a new one as tracked changes.

    old, new: files that have passed the gate and `hazards`. author, at: of every change for which
    `attribute` names nobody else. names: what the user calls the files, for the findings.
    Raises Refused where a file cannot be read, or where the result could not be proved.
    """
    book = _Book(names, Pen(author, at, last_id=_FIRST_ID), attribute)
    mine, others = (book.opened(content, name) for content, name in
                    zip((old, new), names, strict=True))  # fmt: skip
    forms = _Forms(mine.copy(), others.copy())
    made = others.copy()
    book.remarks = Remarks(made, at)
    book.say_settings(mine, made)
    only_old = book.remarks.bring(mine)
    stories = Stories(mine, made, book.pen, book)
    _one_namespace(mine, made)
    settled = stories.weave()
    book.say_beside(settled, only_old, stories.carrier.copied_styles)
    content = made.to_bytes()
    forms.prove(content, book, headers=not stories.headers_differ)
    return Tracked(content, tuple(book.changes), tuple(book.findings), book.is_exact)


@dataclass
class _Forms:
    """The canonical forms the result must come back to."""

    old: Package
    new: Package

    def prove(self, content: bytes, book: _Book, *, headers: bool) -> None:
        """Settle the result both ways and compare. Adds a warning where it is not exact."""
        tracked = Package.open(content)
        for package, accept, which in ((self.new, True, 1), (self.old, False, 0)):
            wanted = canonical.form_of(package, headers=headers)
            found = canonical.form_of(settle.settle(tracked, accept=accept), headers=headers)
            names = frozenset(wanted.bookmarks) - (book.renamed if not accept else frozenset())
            difference = found.differs_from(wanted, names=names)
            if difference:
                book.is_exact = False
                act = "Accepting" if accept else "Rejecting"
                book.say(
                    "not-exact", which, f"{act} all does not give this file: {_short(difference)}.",
                    "Look at this place in the result by hand.",
                )  # fmt: skip


@dataclass
class _Book:
    """The ledger of one comparison: changes, findings, and who holds the pen."""

    names: tuple[str, str]
    pen: Pen
    attribute: Attribute | None
    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    is_exact: bool = True
    renamed: frozenset[str] = frozenset()
    remarks: Remarks | None = None
    _moves: dict[tuple[str, int], int] = field(default_factory=dict)

    def opened(self, content: bytes, name: str) -> Package:
        """A file as it reads once its own tracked changes are accepted."""
        which = self.names.index(name)
        try:
            package = Package.open(content)
        except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as fault:
            raise Refused([self._unreadable(name, str(fault))]) from fault
        root = package.tree(MAIN)
        if root.tag != w("document") or root.find(w("body")) is None:
            raise Refused([self._unreadable(name, "it is not in the transitional form of DOCX")])
        if settle.has_changes(package):
            self.say(
                "settled-first", which, "The file has tracked changes of its own: they are taken "
                "as accepted.", "Accept or reject them yourself first if that is not meant.",
                severity=Severity.NOTE,
            )  # fmt: skip
            package = settle.settle(package, accept=True)
        for part in settle.story_parts(package):
            for each in list(package.tree(part).iter(*(w(tag) for tag in _OLD_WRAPPERS))):
                unwrap(each)
        one_note_each(package)
        return package

    def say(
        self, rule: str, which: int, message: str, remedy: str,
        *, place: str = "", severity: Severity = Severity.WARNING,
    ) -> None:  # fmt: skip
        """Add a finding about one of the two files."""
        where = Where(file=self.names[which], key=place)
        self.findings.append(Finding(where, f"tracked/{rule}", severity, message, remedy))

    def enter(
        self, kind: Kind, of: Of, place: str, texts: tuple[str, str], items: Sequence[Item],
        *, move: int = 0,
    ) -> str | None:  # fmt: skip
        """See `weave.Ledger`."""
        key = (place.rpartition(", ")[0], move)
        if move and key in self._moves:
            number = self._moves[key]
            before = self.changes[number]
            change = Change(**{**vars(before), "old": before.old or _short(texts[0]),
                               "new": before.new or _short(texts[1])})  # fmt: skip
            self.changes[number] = change
            self._take(change)
            return None
        counts = (0, 0) if move else _word_counts(items, texts)
        change = Change(
            len(self.changes) + 1, kind, of, place, _short(texts[0]), _short(texts[1]), *counts
        )
        if move:
            self._moves[key] = len(self.changes)
        self.changes.append(change)
        note = self._take(change).note
        return None if note is None or self.remarks is None else self.remarks.write(note)

    def leave(self) -> None:
        """See `weave.Ledger`."""
        self.pen.name = ""

    def untracked(self, what: str, place: str) -> None:
        """See `weave.Ledger`."""
        self.say(
            "untracked", 1, f"Word cannot track this change: {what}. The new file's state stands.",
            "Tell the readers of the draft of it.", place=place,
        )  # fmt: skip

    def say_settings(self, old: Package, new: Package) -> None:
        """Name what belongs to the file and not to its text."""
        for what in differing_settings(old, new):
            self.say(
                "settings-differ", 1, f"The files differ in {what}; the new file's stand.",
                "Nothing, unless the look of the old file matters.", severity=Severity.NOTE,
            )  # fmt: skip

    def say_beside(self, settled: Settled, only_old: int, styles: list[str]) -> None:
        """Name what stands beside the text."""
        if styles:
            listed = ", ".join(sorted(set(styles))[:8])
            self.say(
                "styles-kept", 0, f"{len(styles)} style(s) of the old file are not the same in "
                f"the new one ({listed}); they stand beside under names of their own, and their "
                "paragraphs are shown as formatted anew.", "Use one template for both files.",
                severity=Severity.NOTE,
            )  # fmt: skip
        if only_old:
            self.say(
                "comments-kept", 0, f"{only_old} comment(s) that only the old file has are kept; "
                "Word does not track comments.", "Delete those that are settled.",
                severity=Severity.NOTE,
            )  # fmt: skip
        for names, which in ((settled.only_old, 0), (settled.only_new, 1)):
            if names:
                self.say(
                    "bookmarks-kept", which, f"{len(names)} bookmark(s) stand only in this file "
                    f"({', '.join(names[:8])}); Word does not track bookmarks, so they are in both "
                    "outcomes.", "Nothing.", severity=Severity.NOTE,
                )  # fmt: skip
        if settled.renamed:
            self.renamed = frozenset(settled.renamed)
            self.say(
                "bookmark-moved", 0, f"{len(settled.renamed)} bookmark(s) stand on other words in "
                f"the new file ({', '.join(settled.renamed[:8])}); the place in the old text bears "
                "the same name with _old.", "Check references to it if all changes are rejected.",
            )  # fmt: skip
        if settled.permissions:
            self.say(
                "permissions", 0, f"{settled.permissions} passage(s) with rights to edit stand "
                "only in the old file and are left out.", "Set the rights anew if they are needed.",
            )  # fmt: skip

    def _take(self, change: Change) -> Attribution:
        said = (self.attribute(change) if self.attribute else None) or Attribution()
        self.pen.name = said.author
        return said

    def _unreadable(self, name: str, why: str) -> Finding:
        return Finding(
            Where(file=name), "tracked/unreadable", Severity.ERROR,
            f"The file cannot be read as a Word document: {why[:200]}.",
            "Open it in an office program and save it as a new DOCX file.",
        )  # fmt: skip


def _one_namespace(old: Package, new: Package) -> None:
    """Let the document of the new file know every name the old one uses."""
    roots = [package.tree(MAIN) for package in (old, new)]
    spaces = {**roots[0].nsmap, **roots[1].nsmap}
    if spaces == roots[1].nsmap:
        return
    made = etree.Element(roots[1].tag, nsmap=spaces)
    made.attrib.update(roots[1].attrib)
    ignorable = f"{{{MC}}}Ignorable"
    said = [name for root in roots for name in root.get(ignorable, "").split()]
    known = [name for name in dict.fromkeys(said) if name in spaces]
    if known:
        made.set(ignorable, " ".join(known))
    made.extend(list(roots[1]))
    new.trees[MAIN] = made


def _word_counts(items: Sequence[Item], texts: tuple[str, str]) -> tuple[int, int]:
    """Words that came and went; of a row, all its words."""
    if not items:
        return len(texts[1].split()), len(texts[0].split())
    said = [
        [item.piece.text for item in items if item.piece.kind != "mark" and item.state is state]
        for state in (State.INSERTED, State.DELETED)
    ]
    came, went = (sum(any(map(str.isalnum, text)) for text in each) for each in said)
    return came, went


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
