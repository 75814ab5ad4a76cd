"""Words in every language that a pack says it speaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from uratibu.core.codelists.rows import FIRST_ROW
from uratibu.core.findings import Finding, Where
from uratibu.core.labels import Label
from uratibu.core.packs import rules
from uratibu.core.packs.scope import Scope
from uratibu.core.reports.model import Outline, SectionPlan


def faults(scope: Scope) -> Iterator[Finding]:
    """Every label and text of the pack that lacks one of its languages."""
    for where, words in _labels(scope):
        yield from language_missing(scope, where, words)
    yield from code_without_words(scope)
    yield from text_language_missing(scope)


def language_missing(scope: Scope, where: Where, words: Label) -> Iterator[Finding]:
    """A label without one of the pack's languages; no label at all is not a fault of words."""
    lacking = [tongue for tongue in scope.pack.languages if tongue not in words.languages()]
    if words and lacking:
        yield rules.found(
            "packs/language-missing", where, languages=", ".join(lacking),
            spoken=", ".join(scope.pack.languages),
        )  # fmt: skip


def code_without_words(scope: Scope) -> Iterator[Finding]:
    """A code whose title lacks one of the pack's languages."""
    for codelist in scope.pack.codelists:
        place = scope.place("codelists", f"{codelist.id}.csv")
        for row, code in enumerate(codelist, start=FIRST_ROW):
            lacking = [t for t in scope.pack.languages if t not in code.title.languages()]
            if lacking:
                where = replace(place, row=row, column=f"title_{lacking[0]}", value=code.code)
                yield rules.found(
                    "packs/code-without-words", where, languages=", ".join(lacking),
                    first=lacking[0],
                )  # fmt: skip


def text_language_missing(scope: Scope) -> Iterator[Finding]:
    """A text that is not there in one of the pack's languages."""
    for name, words in scope.pack.texts:
        for language in scope.pack.languages:
            if language not in words.languages():
                there = f"{name}.{words.languages()[0]}.md"
                yield rules.found(
                    "packs/text-language-missing", scope.place("texts", there), name=name,
                    language=language,
                )  # fmt: skip


def _labels(scope: Scope) -> Iterator[tuple[Where, Label]]:
    pack = scope.pack
    yield scope.place("pack.yaml", key="title"), pack.title
    if pack.country is not None:
        yield scope.place("pack.yaml", key="country.title"), pack.country.title
    yield from _worded(scope)
    yield from _dimensions(scope)
    yield from _comparisons(scope)
    for outline in pack.outlines:
        yield from _sections(scope, outline)
    for row, holiday in enumerate(pack.holidays, start=FIRST_ROW):
        yield replace(scope.place("holidays.csv"), row=row), holiday.title


def _worded(scope: Scope) -> Iterator[tuple[Where, Label]]:
    for kind, names in _WORDED.items():
        folder = "codelists" if kind == "facts" else kind
        for thing in getattr(scope.pack, kind):
            for name in names:
                yield scope.place(folder, f"{thing.id}.yaml", key=name), getattr(thing, name)


def _dimensions(scope: Scope) -> Iterator[tuple[Where, Label]]:
    for indicator in scope.pack.indicators:
        for index, dimension in enumerate(indicator.dimensions):
            key = f"dimensions[{index}].title"
            yield scope.place("indicators", f"{indicator.id}.yaml", key=key), dimension.title


def _comparisons(scope: Scope) -> Iterator[tuple[Where, Label]]:
    for comparison in scope.pack.comparisons:
        place = scope.place("comparisons", f"{comparison.id}.yaml")
        for index, source in enumerate(comparison.sources):
            yield replace(place, key=f"sources[{index}].name"), source.name


_WORDED: dict[str, tuple[str, ...]] = {
    "indicators": ("title", "definition", "unit_label", "method", "limits"),
    "measures": ("title", "description", "unit_label", "choice"),
    "datasets": ("title", "definition", "coverage", "notes"),
    "outlines": ("title", "subtitle", "publisher", "notice"),
    "comparisons": ("question", "choice"),
    "facts": ("title",),
}
"""The labels of each kind of thing."""


def _sections(scope: Scope, outline: Outline) -> Iterator[tuple[Where, Label]]:
    place = scope.place("outlines", f"{outline.id}.yaml")
    for key, section in sections(outline.sections):
        yield replace(place, key=f"{key}.title"), section.title
        for index, block in enumerate(section.blocks):
            for name, option in block.options:
                if isinstance(option, Label):
                    yield replace(place, key=f"{key}.blocks[{index}].{name}"), option


def sections(plans: tuple[SectionPlan, ...], above: str = "") -> Iterator[tuple[str, SectionPlan]]:
    """Every section of an outline with its key in the file."""
    for index, section in enumerate(plans):
        key = f"{above}sections[{index}]"
        yield key, section
        yield from sections(section.sections, f"{key}.")
