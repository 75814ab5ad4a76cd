"""The lines of a Word file: runs, links, fields, notes, pictures, and what cannot be kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from uratibu.core.documents.load.docx_fields import Fields
from uratibu.core.documents.load.docx_package import Package, local, m, r, value, w
from uratibu.core.documents.load.docx_styles import Styles
from uratibu.core.documents.load.draft import Draft
from uratibu.core.documents.load.line import PLAIN, Line, Look
from uratibu.core.documents.model import NoteReference

_THROUGH = frozenset({"ins", "moveTo", "smartTag", "customXml", "dir", "bdo", "sdtContent",
                      "ruby", "rubyBase", "Choice", "fldData"})  # fmt: skip
_GREEK = dict(zip("abcdefghijklmnopqrstuvwxyz", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))
_SYMBOLS = {0xB7: "•", 0xA7: "▪", 0xA8: "□", 0xFC: "✓", 0xFE: "☑", 0xD8: "➢", 0x6F: "□",
            0xE0: "→", 0xDE: "⇒", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xA3: "≤",
            0x2D: "−"}  # fmt: skip
_VML = "{urn:schemas-microsoft-com:vml}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PLACE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@dataclass
class Runs:
    """Reads the lines of one part. names, boxes: what the paragraph being read leaves behind."""

    draft: Draft
    package: Package
    styles: Styles
    part: str
    note_ids: dict[str, str]
    fields: Fields = field(init=False)
    names: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.fields = Fields(self.draft.losses)

    def read(self, node: Any, line: Line, look: Look = PLAIN) -> None:
        """Everything inside a paragraph, a link or a run, in its order."""
        for child in node:
            name = local(child)
            if name in _THROUGH:
                self.read(child, line, look)
            elif (handle := _HANDLERS.get(name)) is not None:
                handle(self, child, line, look)

    def add(self, text: str, line: Line, look: Look) -> None:
        """Text, unless it stands in a field that is not shown."""
        if self.fields.is_silent():
            return
        link = look.link or self.fields.link()
        line.add(text, replace(look, link=self.draft.link(link) if link else ""))

    def run(self, node: Any, line: Line, look: Look) -> None:
        """One run with its marks."""
        properties = node.find(w("rPr"))
        if properties is not None:
            if self.styles.is_hidden(properties):
                if node.find(w("t")) is not None:
                    self.draft.losses.add("hidden-text")
                return
            for mark in self.styles.marks(properties):
                look = look.with_mark(mark)
            self.draft.say_language(_language(properties) if not self.draft.language else None)
        self.read(node, line, look)

    def hyperlink(self, node: Any, line: Line, look: Look) -> None:
        """A link to an address or to a place of the text."""
        found = self.package.links(self.part).get(node.get(r("id"), ""))
        anchor = node.get(w("anchor"), "")
        if found is not None and found.is_outside:
            self.read(node, line, replace(look, link=found.target))
        elif anchor:
            self.read(node, line, replace(look, link=f"#{anchor}"))
        else:
            self.read(node, line, look)

    def alternatives(self, node: Any, line: Line, look: Look) -> None:
        """What a newer program shows, or what an older one shows where there is nothing else."""
        choice = next((child for child in node if local(child) == "Choice"), None)
        self.read(node if choice is None else choice, line, look)
        if choice is None:
            for child in node:
                self.read(child, line, look)

    def simple_field(self, node: Any, line: Line, look: Look) -> None:
        """A field that is written as one element."""
        self.fields.begin(node.get(w("instr"), ""))
        self.fields.show()
        self.read(node, line, look)
        self.fields.end()

    def field_mark(self, node: Any, _line: Line, _look: Look) -> None:
        """Begin, middle or end of a field that is written as marks."""
        kind = node.get(w("fldCharType"), "")
        step = {"begin": self.fields.begin, "separate": self.fields.show, "end": self.fields.end}
        if kind in step:
            step[kind]()

    def symbol(self, node: Any, line: Line, look: Look) -> None:
        """A character of a symbol font, where it is a known one."""
        code = int(node.get(w("char"), "0") or "0", 16) & 0xFF if _is_hex(node) else 0
        said = _SYMBOLS.get(code)
        if said is None and node.get(w("font"), "") == "Symbol":
            letter = chr(code)
            said = _GREEK.get(letter) or _GREEK.get(letter.lower(), "").upper() or None
        if said is None:
            self.draft.losses.add("symbol")
        self.add(said or "", line, look)

    def note(self, node: Any, line: Line, _look: Look) -> None:
        """The place where a note hangs."""
        if self.fields.is_silent():
            return
        kind = "footnote" if local(node) == "footnoteReference" else "endnote"
        key = f"{kind}:{node.get(w('id'), '')}"
        line.add_part(NoteReference(self.note_ids.setdefault(key, self.draft.new_id())))

    def drawing(self, node: Any, line: Line, _look: Look) -> None:
        """A picture, a text box, or something that cannot be kept."""
        boxes = [one for one in node.iter(w("txbxContent")) if _is_outermost(one, node)]
        if boxes:
            self.boxes.extend(boxes)
            self.draft.losses.add("text-box")
            return
        names = {local(child) for child in node.iter()}
        if names & {"OLEObject", "objectEmbed", "objectLink", "control"} or local(node) == "object":
            self.draft.losses.add("embedded-object")
        elif names & {"chart", "relIds"}:
            self.draft.losses.add("diagram")
        elif not self._pictures(node, line) and not names & {"rect", "line"}:
            self.draft.losses.add("drawing")

    def equation(self, node: Any, line: Line, look: Look) -> None:
        """An equation as the characters it is made of."""
        said = "".join(one.text or "" for one in node.iter(m("t")))
        self.draft.losses.add("equation")
        self.add(said, line, look)

    def bookmark(self, node: Any, _line: Line, _look: Look) -> None:
        """A place that links may point at."""
        name = node.get(w("name"), "")
        if name and name != "_GoBack":
            self.names.append(name)

    def _pictures(self, node: Any, line: Line) -> bool:
        """Whether there were pictures; each is kept or named as a loss."""
        found = [*node.iter(f"{_DRAWING}blip"), *node.iter(f"{_VML}imagedata")]
        about = next(node.iter(f"{_PLACE}docPr"), None)
        alt = (about.get("descr") or about.get("title") or "") if about is not None else ""
        for each in found:
            link = self.package.links(self.part).get(each.get(r("embed")) or each.get(r("id"), ""))
            if link is None or link.is_outside:
                self.draft.losses.add("picture-elsewhere")
                continue
            picture = self.draft.picture(self.package.blob(link.target), alt or _alt(each))
            if picture is not None:
                line.add_part(picture)
        return bool(found)


Handler = Callable[[Runs, Any, Line, Look], None]


def _text(reader: Runs, node: Any, line: Line, look: Look) -> None:
    reader.add(node.text or "", line, look)


def _break(reader: Runs, node: Any, line: Line, look: Look) -> None:
    reader.add(" " if node.get(w("type")) in ("page", "column") else "\n", line, look)


def _tab(reader: Runs, _node: Any, line: Line, look: Look) -> None:
    reader.add(" ", line, look)


def _hyphen(reader: Runs, _node: Any, line: Line, look: Look) -> None:
    reader.add("\u2011", line, look)


def _code(reader: Runs, node: Any, _line: Line, _look: Look) -> None:
    reader.fields.say(node.text or "")


def _control(reader: Runs, node: Any, line: Line, look: Look) -> None:
    for child in node:
        if local(child) == "sdtContent":
            reader.read(child, line, look)


_HANDLERS: dict[str, Handler] = {
    "r": Runs.run, "t": _text, "br": _break, "cr": _break, "tab": _tab, "ptab": _tab,
    "noBreakHyphen": _hyphen, "hyperlink": Runs.hyperlink, "fldSimple": Runs.simple_field,
    "fldChar": Runs.field_mark, "instrText": _code, "sym": Runs.symbol, "sdt": _control,
    "footnoteReference": Runs.note, "endnoteReference": Runs.note, "drawing": Runs.drawing,
    "pict": Runs.drawing, "object": Runs.drawing, "oMath": Runs.equation,
    "oMathPara": Runs.equation, "bookmarkStart": Runs.bookmark,
    "AlternateContent": Runs.alternatives,
}  # fmt: skip
"""What is done with each element; those without a line say nothing that is kept."""


def _is_hex(node: Any) -> bool:
    code = node.get(w("char"), "")
    return bool(code) and len(code) <= 4 and all(c in "0123456789abcdefABCDEF" for c in code)


def _is_outermost(box: Any, node: Any) -> bool:
    """Whether a text box is in no other one, and not the copy for older programs."""
    for above in box.iterancestors():
        if above is node:
            return True
        if above.tag == w("txbxContent") or local(above) == "Fallback":
            return False
    return False


def _alt(image: Any) -> str:
    above = image.getparent()
    return (image.get("title") or (above.get("alt") if above is not None else "")) or ""


def _language(properties: Any) -> str | None:
    return value(properties, "lang") or None
