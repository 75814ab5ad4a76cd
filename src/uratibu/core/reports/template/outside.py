"""What a Word file would take in from elsewhere when somebody opens it.

A template is handed on to others: a picture or a document that is fetched then, or a command that
is run, has no place in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from uratibu.core.intake import elsewhere

_HARMLESS = frozenset({"hyperlink"})
_STYLES = "attachedTemplate"
"""The file a document takes its styles from; Word notes one on the own disk of whoever wrote it."""


def taken_in(file: Any) -> tuple[str, ...]:
    """What a file takes in from elsewhere, each once: addresses, and fields of Word that fetch."""
    return tuple(dict.fromkeys((*_related(file), *_fetching(file))))


def _related(file: Any) -> Iterator[str]:
    for relation in file.part.package.iter_rels():
        kind = relation.reltype.rpartition("/")[2]
        if relation.is_external and kind not in _HARMLESS:
            target = str(relation.target_ref)
            if kind != _STYLES or elsewhere.is_elsewhere(target):
                yield target[:80]


def _fetching(file: Any) -> Iterator[str]:
    for part in (file.part, *(r.target_part for r in file.part.rels.values() if not r.is_external)):
        root = getattr(part, "element", None)
        if root is None:
            continue
        for field in root.iter(qn("w:fldSimple")):
            yield from _match(field.get(qn("w:instr")) or "")
        for paragraph in root.iter(qn("w:p")):
            for code in _codes(paragraph):
                yield from _match(code)


def _codes(paragraph: Any) -> Iterator[str]:
    """The fields of Word in a paragraph; each may be cut over runs."""
    code = ""
    for node in paragraph.iter(qn("w:fldChar"), qn("w:instrText")):
        if node.tag == qn("w:instrText"):
            code += node.text or ""
        else:
            yield code
            code = ""
    yield code


def _match(code: str) -> Iterator[str]:
    if elsewhere.fetching_field(code):
        yield code.strip()[:80]


def forget_styles(file: Any) -> None:
    """Let go of the file that the styles came from: it lies on somebody's own disk."""
    settings = file.settings.element
    for node in settings.findall(qn(f"w:{_STYLES}")):
        settings.remove(node)
    relations = file.part._settings_part.rels
    for name in [n for n, each in relations.items() if each.reltype.endswith(f"/{_STYLES}")]:
        relations.pop(name)
