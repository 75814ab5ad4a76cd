"""The lines of an ODT file: spans, links, notes, pictures, and what cannot be kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from uratibu.core.documents.load.docx_package import Package, local
from uratibu.core.documents.load.draft import Draft
from uratibu.core.documents.load.line import Line, Look
from uratibu.core.documents.load.odt_styles import Styles, draw, t
from uratibu.core.documents.model import NoteReference

_HREF = "{http://www.w3.org/1999/xlink}href"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_SILENT = frozenset({"annotation", "annotation-end", "tracked-changes", "change", "change-start",
                     "change-end", "soft-page-break", "ruby-text", "forms"})  # fmt: skip
_SHAPES = frozenset({"frame", "custom-shape", "rect", "g", "line", "polyline", "ellipse", "path",
                     "control", "connector", "circle", "caption", "polygon"})  # fmt: skip
_HIDDEN = frozenset({"hidden-text", "hidden-paragraph"})
_OUTSIDE = frozenset({"dde-connection", "database-display", "execute-macro", "script"})


@dataclass
class Lines:
    """Reads the content of one paragraph. names, boxes: what it leaves behind."""

    draft: Draft
    package: Package
    styles: Styles
    notes: dict[str, Any]
    names: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)

    def read(self, node: Any, line: Line, look: Look) -> None:
        """Everything inside a paragraph or span, in its order."""
        line.add(_flat(node.text), look)
        for child in node:
            if isinstance(child.tag, str):
                self.element(child, line, look)
            line.add(_flat(child.tail), look)

    def element(self, node: Any, line: Line, look: Look) -> None:
        """One element inside a line."""
        name = local(node)
        if name in _SILENT:
            return
        if name in _SHAPES:
            self.shape(node, line)
        elif name in _HIDDEN:
            self.draft.losses.add("hidden-text")
        elif name in _OUTSIDE:
            self.draft.losses.add("outside-field")
        elif (handle := _HANDLERS.get(name)) is not None:
            handle(self, node, line, look)
        else:
            self.read(node, line, look)

    def span(self, node: Any, line: Line, look: Look) -> None:
        """Text of one style."""
        style = node.get(t("style-name"), "")
        if self.styles.is_hidden(style):
            self.draft.losses.add("hidden-text")
            return
        self.read(node, line, self.styles.look(style, look))

    def link(self, node: Any, line: Line, look: Look) -> None:
        """A link to an address or to a place of the text."""
        address = self.draft.link(node.get(_HREF, ""))
        self.read(node, line, replace(look, link=address))

    def reference(self, node: Any, line: Line, look: Look) -> None:
        """A cross-reference whose words were put in by the office program."""
        target = node.get(t("ref-name"), "")
        self.read(node, line, replace(look, link=f"#{target}" if target else ""))

    def name(self, node: Any, _line: Line, _look: Look) -> None:
        """A place that links may point at."""
        self.names.append(node.get(t("name"), ""))

    def note(self, node: Any, line: Line, _look: Look) -> None:
        """A note, read when the body is done."""
        own = self.draft.new_id()
        self.notes[own] = node
        line.add_part(NoteReference(own))

    def shape(self, node: Any, line: Line) -> None:
        """A picture, a text box, or something that cannot be kept."""
        found = node.find(f".//{draw('text-box')}")
        if found is not None or (node.find(f".//{t('p')}") is not None and _says(node)):
            self.boxes.append(node if found is None else found)
            self.draft.losses.add("text-box")
        elif any(local(child).startswith("object") for child in node):
            self.draft.losses.add("embedded-object")
        elif not self._picture(node, line):
            self.draft.losses.add("drawing")

    def _picture(self, node: Any, line: Line) -> bool:
        images = list(node.iter(draw("image")))
        if not images:
            return False
        found = (node.find(f"{_SVG}{name}") for name in ("desc", "title"))
        alt = next((each.text for each in found if each is not None and each.text), "")
        where = images[0].get(_HREF, "")
        blob = self.package.blob(where.removeprefix("./"))
        if not blob:
            self.draft.losses.add("picture-elsewhere")
            return True
        picture = self.draft.picture(blob, alt)
        if picture is not None:
            line.add_part(picture)
        return True


def _flat(said: str | None) -> str:
    return (said or "").replace("\n", " ")


def _says(node: Any) -> bool:
    return bool("".join(node.itertext()).strip())


def _break(_lines: Lines, _node: Any, line: Line, look: Look) -> None:
    line.add("\n", look)


def _space(_lines: Lines, _node: Any, line: Line, look: Look) -> None:
    line.add(" ", look)


_HANDLERS: dict[str, Callable[[Lines, Any, Line, Look], None]] = {
    "span": Lines.span, "a": Lines.link, "bookmark-ref": Lines.reference,
    "reference-ref": Lines.reference, "bookmark": Lines.name, "bookmark-start": Lines.name,
    "reference-mark": Lines.name, "reference-mark-start": Lines.name, "note": Lines.note,
    "line-break": _break, "tab": _space, "s": _space,
}  # fmt: skip
