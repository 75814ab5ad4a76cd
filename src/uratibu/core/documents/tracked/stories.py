"""All texts of two files in one: the body, then the notes, headers and footers it refers to."""

from __future__ import annotations

from collections.abc import Sequence

from uratibu.core.documents.tracked import bookmarks
from uratibu.core.documents.tracked.align import Sketches, Unit, align
from uratibu.core.documents.tracked.blocks import text_of
from uratibu.core.documents.tracked.carry import Carrier
from uratibu.core.documents.tracked.model import Kind, Of, Pen
from uratibu.core.documents.tracked.ooxml import (
    ID,
    PPR,
    RPR,
    RUN,
    SECTPR,
    STORIES,
    WP,
    Element,
    P,
    R,
    copied,
    local,
    make,
    w,
)  # fmt: skip
from uratibu.core.documents.tracked.package import MAIN, OFFICE, Link, Package
from uratibu.core.documents.tracked.pieces import Reader
from uratibu.core.documents.tracked.values import is_link
from uratibu.core.documents.tracked.weave import Ledger, Weaver
from uratibu.core.documents.tracked.words import Item, State
from uratibu.core.documents.tracked.write import Writer, as_deleted

_ALIKE = 0.3


class Stories:
    """Weaves every text of the old file into the new one, which changes."""

    def __init__(self, old: Package, new: Package, pen: Pen, ledger: Ledger) -> None:
        self.old, self.new, self.pen, self.ledger = old, new, pen, ledger
        self.carrier = Carrier(old, new)
        self.sketches = Sketches()
        self.headers_differ = False
        self._headers: dict[str, str | None] = {}
        self._finished: set[str] = set()
        self._in_force: tuple[dict[tuple[str, str], str], ...] = ({}, {})
        self._sections = 0
        self._waiting: list[tuple[str, str, str]] = []
        self._seen: set[tuple[str, str]] = set()
        self._note_names: dict[tuple[str, str], int] = {}

    def weave(self) -> bookmarks.Settled:
        """Write all texts; returns what became of the bookmarks of the body."""
        self.carrier.translate()
        self.carrier.links(self.old.tree(MAIN), MAIN, MAIN)
        self.pairs = self._paired_notes()
        bodies = [package.tree(MAIN).find(w("body")) for package in (self.old, self.new)]
        weaver = self._weaver((MAIN, MAIN), "")
        sections = [body.find(SECTPR) for body in bodies]
        made = weaver.container(*bodies)
        if any(each is not None for each in sections):
            last = sections[1] if sections[1] is not None else make("sectPr")
            made.append(weaver.writer.section(sections[0], last))
        root = self.new.tree(MAIN)
        _replace(bodies[1], made)
        settled = bookmarks.settle(root)
        self._notes()
        self._order_notes()
        self._weave_headers()
        _number_pictures(root)
        return settled

    def _weaver(self, parts: tuple[str, str], where: str) -> Weaver:
        """For a part of the old file and one of the new; ids of both are those of the new part."""
        readers = (
            Reader(self.new, parts[1], is_old=True, pairs=self.pairs),
            Reader(self.new, parts[1], is_old=False, pairs=self.pairs),
        )
        writer = Writer(self.pen, *readers, note_of=self._note_of, section_of=self._section_of)
        return Weaver(writer, readers, self.ledger, self.sketches, where)

    def _paired_notes(self) -> dict[tuple[str, str], str]:
        """The note of the new text that each of the old one has become, by kind and id."""
        found: dict[tuple[str, str], str] = {}
        for kind, (each, reference) in STORIES.items():
            sides = []
            for package in (self.old, self.new):
                notes = _notes_of(package, kind, each)
                used = [mark.get(ID) for mark in package.tree(MAIN).iter(w(reference))]
                keys = [key for key in dict.fromkeys(used) if key in notes]
                sides.append([(key, text_of(notes[key])) for key in keys])
            old, new = (
                [Unit(text, kind, self.sketches.of(text), least=_ALIKE) for _, text in side]
                for side in sides
            )
            for step in align(old, new):
                if step.old is not None and step.new is not None:
                    found[kind, sides[0][step.old][0]] = sides[1][step.new][0]
            names = enumerate(sides[1], start=1)
            self._note_names.update({(kind, key): number for number, (key, _) in names})
        return found

    def _note_of(self, item: Item) -> str:
        """The id a reference is to bear; its note is written later, or at once where it is old."""
        piece = item.piece
        key = str(piece.elements[0].get(ID))
        kind = piece.key[1]
        if item.state is State.KEPT and item.old is not None:
            self._wait(kind, str(item.old.elements[0].get(ID)), key)
        elif item.state is State.INSERTED:
            self._wait(kind, "", key)
        elif item.state in (State.DELETED, State.MOVED_FROM):
            return self._old_note(kind, key, item.state)
        return key

    def _wait(self, kind: str, old: str, new: str) -> None:
        if (kind, new) not in self._seen:
            self._seen.add((kind, new))
            self._waiting.append((kind, old, new))

    def _old_note(self, kind: str, key: str, state: State) -> str:
        """A note of the old text under an id of its own."""
        each, _ = STORIES[kind]
        note = _notes_of(self.old, kind, each).get(key)
        if note is None:
            return key
        part = self._note_part(kind)
        root = self.new.tree(part)
        made = copied(note)
        taken = [int(known.get(ID, "0")) for known in root.iterchildren(w(each))]
        made.set(ID, str(max([0, *taken]) + 1))
        self.carrier.links(made, self.old.part_of_kind(kind), part)
        if state is State.DELETED:
            self._mark(made, state)
        root.append(made)
        return str(made.get(ID))

    def _note_part(self, kind: str) -> str:
        """The part with the notes; where there is none, the old file's without its notes."""
        if self.new.part_of_kind(kind):
            return self.new.part_of_kind(kind)
        each, _ = STORIES[kind]
        root = copied(self.old.tree_of_kind(kind))
        for note in list(root.iterchildren(w(each))):
            if note.get(w("type"), "normal") == "normal":
                root.remove(note)
        return self.new.need_part(kind, root)

    def _notes(self) -> None:
        """Weave the notes that stand in both texts; mark those that came."""
        for kind, old, new in self._waiting:
            each, _ = STORIES[kind]
            note = _notes_of(self.new, kind, each).get(new)
            before = _notes_of(self.old, kind, each).get(old)
            if note is None:
                continue
            if before is None:
                self._mark(note, State.INSERTED)
                continue
            parts = (self.old.part_of_kind(kind), self.new.part_of_kind(kind))
            self.carrier.links(before, *parts)
            number = self._note_names.get((kind, new), new)
            weaver = self._weaver(parts, f"{each} {number}")
            _replace(note, weaver.container(before, note))
            bookmarks.settle(note)

    def _order_notes(self) -> None:
        """Number the notes in the order of their references; LibreOffice reads them by order."""
        root = self.new.tree(MAIN)
        for kind, (each, reference) in STORIES.items():
            tree = self.new.tree_of_kind(kind)
            if tree is None:
                continue
            notes = _notes_of(self.new, kind, each)
            marks = [mark for mark in root.iter(w(reference)) if mark.get(ID) in notes]
            order = dict.fromkeys(mark.get(ID) for mark in marks)
            first = 1
            for note in notes.values():
                if note.get(w("type"), "normal") == "normal":
                    tree.remove(note)
                else:
                    first = max(first, int(note.get(ID)) + 1)
            numbers = {key: str(number) for number, key in enumerate(order, start=first)}
            for key in order:
                notes[key].set(ID, numbers[key])
                tree.append(notes[key])
            for mark in marks:
                mark.set(ID, numbers[mark.get(ID)])

    def _mark(self, note: Element, state: State) -> None:
        """Mark the words of a note, which comes or goes with its reference."""
        self.pen.name = self.pen.name or self.pen.author
        for run in list(note.iter(RUN)):
            if any(local(above) in ("r", "drawing") for above in run.iterancestors()):
                continue
            holder = make(str(state), **self.pen.attributes())
            run.addprevious(holder)
            holder.append(run)
            if state is State.DELETED:
                as_deleted(run)

    def _section_of(self, old: Element | None, new: Element | None) -> None:
        """Bring headers and footers along; those of a section that stays are compared later."""
        self._in_force[0].update(_by_type(old, self.old))
        self._in_force[1].update(_by_type(new, self.new))
        if new is None:
            for reference in _references(old):
                name, key = _link_of(reference)
                link = self.old.links(MAIN).get(key)
                if link is not None:
                    reference.set(name, self._copied_header(link.target, link.type))
        elif old is not None or not self._sections:
            for which in sorted(self._in_force[0].keys() | self._in_force[1].keys()):
                self._header(which, new)
        self._sections += 1

    def _header(self, which: tuple[str, str], section: Element) -> None:
        """One header or footer of a section that stays: what it was, and what it is."""
        before, after = (found.get(which) for found in self._in_force)
        if after is None and before is not None:
            kind = which[0].removesuffix("Reference")
            key = self._copied_header(before, OFFICE + kind)
            after = self.new.links(MAIN)[key].target
            self._in_force[1][which] = after
            reference = make(which[0], type=which[1])
            reference.set(f"{{{R}}}id", key)
            section.insert(0, reference)
            self._mark_all(self.new.tree(after), State.DELETED)
            self._finished.add(after)
        elif (
            after is not None
            and after not in self._finished
            and self._headers.setdefault(after, before) != before
        ):
            self.headers_differ = True
            kind = which[0].removesuffix("Reference")
            self.ledger.untracked(
                f"the {kind} ({which[1]}) is one in the new file and several in the old one",
                f"{kind} {which[1]}",
            )

    def _copied_header(self, part: str, kind: str) -> str:
        """The id of a header of the old file, copied; a copy of its own where it is written in."""
        made = self.carrier.part(part)
        return self.new.add_link(MAIN, Link(kind, made, is_external=False))

    def _weave_headers(self) -> None:
        for after, before in sorted(self._headers.items()):
            new = self.new.tree(after)
            kind = local(new).replace("hdr", "header").replace("ftr", "footer")
            if before is None:
                self._mark_all(new, State.INSERTED)
                continue
            old = copied(self.old.tree(before))
            self.carrier.links(old, before, after)
            weaver = self._weaver((before, after), kind)
            _replace(new, weaver.container(old, new))
            bookmarks.settle(new)

    def _mark_all(self, root: Element, state: State) -> None:
        """Mark what a header holds that came or went; its last mark, which cannot go, stays."""
        part = next(name for name, tree in self.new.trees.items() if tree is root)
        weaver = self._weaver((part, part), "")
        kind = local(root).replace("hdr", "header").replace("ftr", "footer")
        fate = Kind.DELETED if state is State.DELETED else Kind.INSERTED
        text = text_of(root)
        texts = (text, "") if state is State.DELETED else ("", text)
        self.ledger.enter(fate, Of.PARAGRAPH, kind, texts, [])
        content = weaver.whole(root, state)
        marks = content[-1].find(f"{PPR}/{RPR}") if content and content[-1].tag == P else None
        for mark in () if marks is None else marks.findall(w(str(state))):
            mark.getparent().remove(mark)
        _replace(root, content)
        bookmarks.settle(root)
        self.ledger.leave()


def one_note_each(package: Package) -> None:
    """Give every reference a note of its own, where two of a file refer to one."""
    for kind, (each, reference) in STORIES.items():
        notes = _notes_of(package, kind, each)
        seen: set[str] = set()
        for mark in package.tree(MAIN).iter(w(reference)):
            key = str(mark.get(ID))
            if key in seen and key in notes:
                made = copied(notes[key])
                notes[key].getparent().append(made)
                key = str(max(int(known) for known in [*notes, *seen]) + 1)
                made.set(ID, key)
                mark.set(ID, key)
            seen.add(key)


def _notes_of(package: Package, kind: str, each: str) -> dict[str, Element]:
    root = package.tree_of_kind(kind)
    if root is None:
        return {}
    return {str(note.get(ID)): note for note in root.iterchildren(w(each))}


def _replace(container: Element, content: Sequence[Element]) -> None:
    """Put other content in a body, note or header."""
    for child in list(container):
        container.remove(child)
    container.extend(content)


def _number_pictures(root: Element) -> None:
    """Give each picture and drawing a number of its own, as old and new ones stand together."""
    seen: set[str] = set()
    for each in root.iter(f"{{{WP}}}docPr"):
        if each.get("id") in seen:
            each.set("id", str(max(int(known) for known in seen if known.isdecimal()) + 1))
        seen.add(str(each.get("id")))


def _references(section: Element | None) -> list[Element]:
    return [] if section is None else [e for e in section if local(e).endswith("Reference")]


def _link_of(reference: Element) -> tuple[str, str]:
    return next((name, value) for name, value in reference.attrib.items() if is_link(name))


def _by_type(section: Element | None, package: Package) -> dict[tuple[str, str], str]:
    """The part of each header and footer a section refers to, by kind and type."""
    links = package.links(MAIN)
    found = {}
    for each in _references(section):
        link = links.get(_link_of(each)[1])
        if link is not None and link.target in package.parts:
            found[local(each), each.get(w("type"), "default")] = link.target
    return found
