"""Make the SVG of the chart engine small and self-explaining.

The engine writes each number with full precision and repeats every default; a page may carry 15 KB.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

_SVG = "http://www.w3.org/2000/svg"
_DROPPED = {"class", "role", "pointer-events", "stroke-miterlimit", "font-family", "version"}
_DEFAULTS = {
    ("opacity", "1"),
    ("stroke-width", "1"),
    ("fill-opacity", "1"),
    ("stroke-opacity", "1"),
    ("transform", "translate(0,0)"),
    ("x2", "0"),
    ("y2", "0"),
    ("stroke", "transparent"),
    ("stroke-dasharray", "1,0"),
    ("text-anchor", "start"),
    ("font-size", "12px"),
}
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_TEXT_SIZE = "12px"


def slim(svg: str, *, title: str, alternative: str, label_id: str, font: str) -> str:
    """The same drawing in fewer bytes, scalable, with role, title and description."""
    ET.register_namespace("", _SVG)
    root = ET.fromstring(svg)  # noqa: S314  (made by the engine in this process, never from outside)
    for element in root.iter():
        _strip(element)
    for _ in range(4):
        _prune(root)
    _unwrap(root)
    root.set("font-family", font)
    _name(root, title=title, alternative=alternative, label_id=label_id)
    text = ET.tostring(root, encoding="unicode")
    return text.replace(" />", "/>")


def _strip(element: ET.Element) -> None:
    for name, value in list(element.attrib.items()):
        if name in _DROPPED or name.startswith("aria-") or (name, value) in _DEFAULTS:
            del element.attrib[name]
        else:
            element.set(name, _NUMBER.sub(_rounded, value))


def _rounded(match: re.Match[str]) -> str:
    text = f"{float(match[0]):.1f}"
    return text.removesuffix(".0").replace("-0.", "-.") if not text.startswith("0.") else (
        text[1:] if text != "0.0" else "0"
    )  # fmt: skip


def _prune(parent: ET.Element) -> None:
    """Drop what draws nothing: empty groups, empty paths, hidden marks."""
    for child in list(parent):
        _prune(child)
        tag = child.tag.rpartition("}")[2]
        is_empty_group = tag == "g" and len(child) == 0
        is_empty_path = tag == "path" and (
            child.get("d") in ("", None, "M0,0h0v0h0Z") or child.get("display") == "none"
        )
        has_no_paint = tag == "path" and set(child.attrib) == {"d"}
        if is_empty_group or is_empty_path or (has_no_paint and parent.get("fill") == "none"):
            parent.remove(child)


def _unwrap(parent: ET.Element) -> None:
    """Lift the children of groups that say nothing into their parent."""
    for index, child in reversed(list(enumerate(list(parent)))):
        _unwrap(child)
        if child.tag == f"{{{_SVG}}}g" and not child.attrib:
            parent.remove(child)
            for offset, inner in enumerate(list(child)):
                parent.insert(index + offset, inner)


def _name(root: ET.Element, *, title: str, alternative: str, label_id: str) -> None:
    width, height = root.attrib.pop("width", "640"), root.attrib.pop("height", "280")
    root.attrib.setdefault("viewBox", f"0 0 {width} {height}")
    root.set("font-size", _TEXT_SIZE)
    root.set("role", "img")
    root.set("aria-labelledby", f"{label_id}-t {label_id}-d")
    for tag, words, suffix in (("desc", alternative, "d"), ("title", title, "t")):
        element = ET.Element(f"{{{_SVG}}}{tag}", {"id": f"{label_id}-{suffix}"})
        element.text = words
        root.insert(0, element)
