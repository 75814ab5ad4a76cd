"""A paragraph as the pieces that are kept, inserted or deleted as a whole.

A piece is a word, a space, a sign, a tab or break, a picture, a whole field, a formula, a content
control, a note, or the mark that ends the paragraph. Letters are never parted from what combines
with them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from uratibu.core.documents.tracked.ooxml import (
    BARE,
    ID,
    IGNORED,
    MC,
    PPR,
    RPR,
    RUN,
    SECTPR,
    STORIES,
    Element,
    is_bare,
    local,
    make,
    w,
)  # fmt: skip
from uratibu.core.documents.tracked.package import Package
from uratibu.core.documents.tracked.values import Resolve, Values, is_link, plain, serialised

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\s+|.", re.DOTALL)
_JOINERS = "\u200c\u200d"
_NOTES = {w(reference): kind for kind, (_, reference) in STORIES.items()}
_SHOWN = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """The link around pieces: its value, and the element to copy."""

    key: str
    element: Element


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece. Equal keys: the same thing, whatever its formatting.

    kind: text, atom (in a run), note (in a run), field (runs), inline (beside runs), mark.
    look: its formatting by value. before: bare marks that stand in front of it.
    """

    key: tuple[str, ...]
    kind: str
    text: str
    look: str = ""
    properties: Element | None = None
    link: Hyperlink | None = None
    elements: tuple[Element, ...] = ()
    before: tuple[Element, ...] = ()


class Reader(Resolve):
    """Cuts the paragraphs of one part into pieces; ids are those of the file that is written.

    pairs: notes of the old text by the note of the new one they became, so that a note whose
    words changed is still the same piece. is_old: whether the pieces are of the old text.
    """

    def __init__(
        self, package: Package, part: str, *, is_old: bool, pairs: dict[tuple[str, str], str]
    ) -> None:
        self.values = Values(package)
        self.part, self.is_old, self.pairs = part, is_old, pairs
        self._looks: dict[bytes, str] = {}
        self._links: dict[str, str] = {}

    def attribute(self, element: Element, name: str, value: str) -> str:
        """Ids that say nothing are left out; links are named by what they lead to."""
        if is_link(name):
            if value not in self._links:
                self._links[value] = self.values.link(self.part, value)
            return self._links[value]
        if name == ID and element.tag in BARE:
            return ""
        return "" if local(element) in ("docPr", "cNvPr") and name in ("id", "name") else value

    def instead(self, element: Element) -> str | None:
        """A note is the one it is paired with; a control's number says nothing."""
        if element.tag in _NOTES:
            return "<note {} {}>".format(*self._note(element))
        if local(element) == "id" and local(element.getparent()) == "sdtPr":
            return ""
        return None

    def say(self, element: Element | None) -> str:
        """An element by value."""
        return "" if element is None else plain(element, self)

    def look(self, properties: Element | None) -> str:
        """The formatting of a run by value."""
        if properties is None or not len(properties):
            return ""
        key = serialised(properties)
        if key not in self._looks:
            self._looks[key] = self.say(properties)
        return self._looks[key]

    def pieces(self, paragraph: Element) -> list[Piece]:
        """The pieces of a paragraph; the last one is its mark."""
        found: list[Piece] = []
        bare: list[Element] = []
        self._inside(paragraph, None, found, bare)
        properties = paragraph.find(PPR)
        section = None if properties is None else properties.find(SECTPR)
        key = ("mark", "section" if section is not None else "")
        found.append(Piece(key, "mark", "\n", elements=(paragraph,), before=tuple(bare)))
        return found

    def _inside(
        self, parent: Element, link: Hyperlink | None, found: list[Piece], bare: list[Element]
    ) -> None:
        children = [child for child in parent if child.tag != PPR and child.tag not in IGNORED]
        at = 0
        while at < len(children):
            child = children[at]
            end = _end_of_field(children, at)
            if end:
                self._add(found, bare, self._field(children[at:end], link))
                at = end
                continue
            at += 1
            if is_bare(child):
                bare.append(child)
            elif child.tag == RUN:
                for piece in self._run(child, link):
                    self._add(found, bare, piece)
            elif child.tag == w("hyperlink"):
                self._inside(child, Hyperlink(self._target(child), child), found, bare)
            elif child.tag == w("fldSimple"):
                self._add(found, bare, self._field(_as_runs(child), link))
            elif isinstance(child.tag, str):
                key = ("inline", self.say(child), link.key if link else "")
                self._add(found, bare, Piece(key, "inline", _text(child), link=link,
                                             elements=(child,)))  # fmt: skip

    def _add(self, found: list[Piece], bare: list[Element], piece: Piece) -> None:
        if bare:
            fields = {name: getattr(piece, name) for name in Piece.__slots__}
            piece = Piece(**{**fields, "before": tuple(bare)})
            bare.clear()
        found.append(piece)

    def _field(self, runs: list[Element], link: Hyperlink | None) -> Piece:
        said = "".join(self.say(run) for run in runs)
        key = ("field", said, link.key if link else "")
        text = "".join(_text(run) for run in runs)
        return Piece(key, "field", text, link=link, elements=tuple(runs))

    def _run(self, run: Element, link: Hyperlink | None) -> Iterator[Piece]:
        properties = run.find(RPR)
        look, where = self.look(properties), link.key if link else ""
        for child in run:
            if child.tag == w("t"):
                for word in words(child.text or ""):
                    yield Piece(("text", word, where), "text", word, look, properties, link)
            elif child.tag in _NOTES:
                kind, number = self._note(child)
                named = ("note", kind, number, where)
                yield Piece(named, "note", "", look, properties, link, (child,))
            elif child.tag != RPR and child.tag not in IGNORED and isinstance(child.tag, str):
                key = ("atom", self.say(child), where)
                shown = _SHOWN.get(child.tag, "")
                yield Piece(key, "atom", shown, look, properties, link, (child,))

    def _note(self, reference: Element) -> tuple[str, str]:
        kind, key = _NOTES[reference.tag], reference.get(ID, "")
        if not self.is_old:
            return kind, key
        return kind, self.pairs.get((kind, key), f"old {key}")

    def _target(self, link: Element) -> str:
        return "|".join(
            f"{local_of(name)}={self.attribute(link, name, value)}"
            for name, value in sorted(link.attrib.items())
            if name != w("history")
        )


def words(text: str) -> list[str]:
    """A text as words, numbers, spaces and signs; a letter keeps what combines with it."""
    found: list[str] = []
    for each in _WORD.findall(text):
        if found and _belongs(each, found[-1]):
            found[-1] += each
        else:
            found.append(each)
    return found


def _belongs(each: str, before: str) -> bool:
    """Whether a sign makes one with what stands before it."""
    is_flag = _is_flag(each) and _is_flag(before)
    goes_on = each[0].isalpha() and _combines(before[-1]) and before[0].isalpha()
    return is_flag or goes_on or _combines(each[0]) or before[-1] in _JOINERS


def local_of(name: str) -> str:
    """The name of an attribute without its namespace."""
    return name.rpartition("}")[2]


def _combines(letter: str) -> bool:
    is_mark = unicodedata.category(letter).startswith("M")
    return is_mark or letter in _JOINERS or "\U0001f3fb" <= letter <= "\U0001f3ff"


def _is_flag(text: str) -> bool:
    return len(text) == 1 and "\U0001f1e6" <= text <= "\U0001f1ff"


def _end_of_field(children: list[Element], at: int) -> int:
    """Where a field that begins here has ended, among the same children; 0 where it has not."""
    if _field_steps(children[at]) <= 0:
        return 0
    depth = 0
    for place in range(at, len(children)):
        if is_bare(children[place]):
            return 0
        depth += _field_steps(children[place])
        if depth == 0:
            return place + 1
    return 0


def _field_steps(run: Element) -> int:
    if run.tag != RUN:
        return 0
    kinds = [each.get(w("fldCharType")) for each in run.iterchildren(w("fldChar"))]
    return kinds.count("begin") - kinds.count("end")


def _as_runs(field: Element) -> list[Element]:
    """A simple field as the runs of a complex one, which can be deleted word for word."""

    def run(child: Element) -> Element:
        made = make("r")
        made.append(child)
        return made

    instruction = make("instrText")
    instruction.text = field.get(w("instr"), "")
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [
        run(make("fldChar", fldCharType="begin")),
        run(instruction),
        run(make("fldChar", fldCharType="separate")),
        *field,
        run(make("fldChar", fldCharType="end")),
    ]


def _text(element: Element) -> str:
    fallbacks = {each for part in element.iter(f"{{{MC}}}Fallback") for each in part.iter(w("t"))}
    return "".join(each.text or "" for each in element.iter(w("t")) if each not in fallbacks)
