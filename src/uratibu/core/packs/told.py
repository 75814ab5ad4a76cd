"""Outlines and texts: every measure, text, shared block and bound figure they name is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from uratibu.core.findings import Finding, Where
from uratibu.core.packs import rules
from uratibu.core.packs.scope import Scope
from uratibu.core.packs.words import sections
from uratibu.core.reports import binding, texts
from uratibu.core.reports.model import BlockPlan, Outline

PLAIN = ("country", "area", "edition", "as-of")
"""Words between braces that are no figure: the document itself fills them in."""


def faults(scope: Scope) -> Iterator[Finding]:
    """Every fault of the pack's outlines and texts."""
    for outline in scope.pack.outlines:
        place = scope.place("outlines", f"{outline.id}.yaml")
        for key, block in blocks(outline):
            yield from block_to_nothing(scope, block, replace(place, key=key))
    for name, words in scope.pack.texts:
        for language, text in words.texts:
            yield from text_to_nothing(scope, text, scope.place("texts", f"{name}.{language}.md"))


def blocks(outline: Outline) -> Iterator[tuple[str, BlockPlan]]:
    """Every block of an outline with its key in the file, shared ones and maps included."""
    found = [(f"shared.{name}", block) for name, block in outline.shared]
    for key, section in sections(outline.sections):
        found += [(f"{key}.blocks[{n}]", block) for n, block in enumerate(section.blocks)]
    for key, block in found:
        yield key, block
        inner = dict(block.options).get("map")
        if isinstance(inner, BlockPlan):
            yield f"{key}.map", inner


def block_to_nothing(scope: Scope, block: BlockPlan, place: Where) -> Iterator[Finding]:
    """A measure, a text or a shared block that no pack has."""
    said = dict(block.options)
    measure, text, used = (str(said.get(name, "")) for name in ("measure", "text", "use"))
    if measure and not scope.knows("measures", measure):
        where = replace(place, key=f"{place.key}.measure", value=measure)
        yield rules.found("packs/unknown-measure", where, name=measure)
    if text and block.kind == "text" and text not in scope.texts:
        where = replace(place, key=f"{place.key}.text", value=text)
        language = scope.pack.languages[0]
        yield rules.found("packs/unknown-text", where, name=text, language=language)
    if used and not _is_shared(scope, used):
        where = replace(place, key=f"{place.key}.use", value=used)
        yield rules.found("packs/unknown-shared-block", where)
    for name in ("tiles", "sources"):
        entries = said.get(name, ())
        for index, entry in enumerate(entries if isinstance(entries, tuple) else ()):
            where = replace(place, key=f"{place.key}.{name}[{index}].figure", value=str(entry[0]))
            yield from figure_to_nothing(scope, str(entry[0]), where)


def _is_shared(scope: Scope, used: str) -> bool:
    outline_id, _, name = used.rpartition("/")
    outlines = {outline.id: outline for outline in scope.installed.outlines}
    if outline_id not in outlines:
        return scope.knows("outlines", outline_id)
    return name in dict(outlines[outline_id].shared)


def text_to_nothing(scope: Scope, text: str, place: Where) -> Iterator[Finding]:
    """A figure in braces that names nothing, or a heading that belongs to the outline."""
    for passage in texts.passages(text):
        at = replace(place, row=passage.line)
        if texts.is_heading(passage):
            yield rules.found("packs/text-heading", replace(at, value=passage.text[:40]))
        for is_figure, words in texts.pieces(passage.text):
            if is_figure and words not in PLAIN:
                yield from figure_to_nothing(scope, words, replace(at, value=words))


def figure_to_nothing(scope: Scope, expression: str, where: Where) -> Iterator[Finding]:
    """A bound figure that cannot be read, or whose measure no pack has."""
    try:
        asked = binding.parse_expression(expression)
    except binding.NotAFigure as fault:
        yield rules.found("packs/not-a-figure", where, fault=fault)
        return
    if not scope.knows("measures", asked.measure):
        yield rules.found("packs/unknown-measure", where, name=asked.measure)
