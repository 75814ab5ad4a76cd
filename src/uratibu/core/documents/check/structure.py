"""Faults of the structure: headings, numbers, cross-references, objectives without a norm."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from uratibu.core.documents import numerals, outline
from uratibu.core.documents.check.context import Context, Fault, Rule, fault
from uratibu.core.documents.model import Block, Heading, List, Section, Text
from uratibu.core.likeness import folded

_REFERENCE = re.compile(
    r"\b(sections?|chapters?|annex|appendix|sehemu(?: ya)?|sura(?: ya)?|kiambatisho)\s+"
    r"(\d{1,3}(?:\.\d{1,3})*|[A-Z])\b(?!\s+of\s+(?:the|that)\s+(?:[A-Z]|\w+\s+Act))"
    r"(?!\s+(?:ya|cha|wa)\s+(?:Sheria|Katiba))",
    re.IGNORECASE,
)
_SINGLE = re.compile(r"[A-Z]")
_OBJECTIVES = re.compile(
    r"(?:(?:strategic|specific|overall|policy|general) )?objectives?\b|malengo\b|lengo\b",
    re.IGNORECASE,
)


def heading_repeated(text: Text, _context: Context) -> Iterator[Fault]:
    """Two sections of one chapter bear the same words."""
    for siblings in _families(outline.sections(text)):
        seen: dict[str, str] = {}
        for section in siblings:
            said = folded(outline.words(section.heading.content))
            if said and said in seen:
                words = outline.words(section.heading.content)
                yield fault(section.heading.id, words=words, first=seen[said])
            seen.setdefault(said, section.heading.id)


def level_skipped(text: Text, _context: Context) -> Iterator[Fault]:
    """A heading that is more than one level below the one before."""
    before = 0
    for heading in _headings(text):
        if before and heading.level > before + 1:
            yield fault(heading.id, level=str(heading.level), before=str(before))
        before = heading.level


def number_missing(text: Text, _context: Context) -> Iterator[Fault]:
    """A number that does not follow the one before, of sections or in a list."""
    for siblings in _families(outline.sections(text)):
        yield from _breaks([(one.heading.id, one.heading.number) for one in siblings])
    for list_ in _lists(text.blocks):
        yield from _breaks([(item.id, item.number) for item in list_.items])


def reference_dangling(text: Text, _context: Context) -> Iterator[Fault]:
    """A reference to a section or annex that the text does not have.

    A text without numbers is not looked at; neither are sections of an Act.
    """
    known = {_plain(heading.number) for heading in _headings(text) if heading.number}
    known |= {_plain(unit.number) for unit in outline.units(text) if unit.number}
    if not any(heading.number for heading in _headings(text)):
        return
    titles = [outline.words(heading.content) for heading in _headings(text)]
    known |= {found[2] for title in titles if (found := _REFERENCE.match(title))}
    for unit in outline.units(text):
        for found in _REFERENCE.finditer(unit.text):
            is_letter = _SINGLE.fullmatch(found[2]) or found[2].isdigit() or "." in found[2]
            if is_letter and found[2] not in known and unit.kind != "heading":
                yield fault(unit.id, reference=found[0])


def section_empty(text: Text, _context: Context) -> Iterator[Fault]:
    """A heading with nothing under it."""
    for siblings in _families(outline.sections(text)):
        for section in siblings:
            if not section.blocks and not section.sections:
                yield fault(section.heading.id, words=outline.words(section.heading.content))


def objective_without_norm(text: Text, context: Context) -> Iterator[Fault]:
    """An objective that serves no norm. Silent where nobody has said which norms are served."""
    if context.norms_of is None:
        return
    for siblings in _families(outline.sections(text)):
        for section in siblings:
            if _OBJECTIVES.match(outline.words(section.heading.content)):
                yield from _unserved(section, context)


def _unserved(section: Section, context: Context) -> Iterator[Fault]:
    """The items of a section of objectives, or the section itself where it has none."""
    served = context.norms_of or {}
    items = [item for block in section.blocks if isinstance(block, List) for item in block.items]
    if served.get(section.heading.id):
        return
    if not items:
        words = outline.words(section.heading.content)
        yield fault(section.heading.id, words=words)
    for item in items:
        if not served.get(item.id):
            yield fault(item.id, words=outline.words(item.content))


def _headings(text: Text) -> list[Heading]:
    return [block for block in text.blocks if isinstance(block, Heading)]


def _families(sections: tuple[Section, ...]) -> Iterator[tuple[Section, ...]]:
    """Sections that stand in the same section, from the top down."""
    if sections:
        yield sections
    for section in sections:
        yield from _families(section.sections)


def _lists(blocks: Iterable[Block]) -> Iterator[List]:
    for block in blocks:
        if isinstance(block, List):
            yield block
            for item in block.items:
                yield from _lists(item.blocks)


def _breaks(numbered: list[tuple[str, str]]) -> Iterator[Fault]:
    """Where a series of numbers stops going on; what cannot be counted is not looked at."""
    run: list[str] = []
    for own, number in numbered:
        if not number:
            run = []
            continue
        if run and numerals.series((*run, number)) is None:
            if numerals.series((number,)) is not None and numerals.series(tuple(run)) is not None:
                yield fault(own, number=number, before=run[-1])
            run = []
        run.append(number)


def _plain(number: str) -> str:
    """A number without what stands around it: "Annex A." is A, "4.2)" is 4.2."""
    return number.rpartition(" ")[2].strip(".()")


RULES: dict[str, Rule] = {
    "documents/heading-repeated": heading_repeated,
    "documents/level-skipped": level_skipped,
    "documents/number-missing": number_missing,
    "documents/reference-dangling": reference_dangling,
    "documents/section-empty": section_empty,
    "documents/objective-without-norm": objective_without_norm,
}
