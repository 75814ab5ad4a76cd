"""Faults of the words: abbreviations, commitments without an actor, years that have passed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from uratibu.core.documents import outline
from uratibu.core.documents.check.context import Context, Fault, Rule, fault
from uratibu.core.documents.model import Text, Unit, UnitKind

_SHORT = re.compile(r"(?<![\w-])([A-Z][A-Z0-9]*[A-Z][A-Z0-9]*)(?:s|['\u2019]s)?(?![\w-])")
_ROMAN = re.compile(r"[IVXLC]+")
_LONGEST = 8
_IN_BRACKETS = re.compile(r"\w\W+\w+[^()]*\(([^()]*)\)")
_EXPLAINED = re.compile(r"\b([A-Z][A-Z0-9]+)\s*(?:[:=\u2013\u2014\t]|\((?=[A-Za-z]+ \w))\s*\w")
_SENTENCE = re.compile(r"[^.!?;]+(?:[.!?;]+(?=\s|$)|$|[.!?;]+)")
_PASSIVE = re.compile(
    r"\b(?:shall|will|must|should|is to|are to) (?:also |then |further )?be (?:\w+ly )?"
    r"(\w+(?:ed|en|lt|nt|pt|wn|un|ut|aid|ade|ept|et))\b",
    re.IGNORECASE,
)
_PASSIVE_SW = re.compile(
    r"\b(?:ita|yata|lita|vita|zita|uta|kita|pata|wata)\w{2,}wa\b", re.IGNORECASE
)
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|mid|early|late"
)
_ACTOR = re.compile(
    rf"\bby (?!\d|the end\b|the close\b|the year\b|means of\b|way of\b|{_MONTHS})\w", re.IGNORECASE
)
_ACTOR_SW = re.compile(r"\bna (?:wizara|idara|serikali|kaunti|ofisi|mamlaka|sekretarieti|[A-Z])")
_DUE = re.compile(
    r"\b(?:by|before|no later than|not later than|ifikapo|kufikia|kabla ya)\b"
    r"(?:\s+[\w/]+){0,5}?\s+(2[01]\d\d)\b",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"\b(?:shall|will|must|should|is to|are to|to be)\b"
    r"|\b(?:a|wa|i|ya|li|vi|zi|u|tu|ki)ta\w{3,}\b",
    re.IGNORECASE,
)


def abbreviation_undefined(text: Text, context: Context) -> Iterator[Fault]:
    """Capital letters that the text never writes out; told where they stand first."""
    units = outline.units(text)
    known = set(context.abbreviations)
    for unit in units:
        known |= _defined(unit)
    for unit in units:
        if unit.text.isupper():
            continue
        for short in _SHORT.findall(unit.text):
            if short in known or _ROMAN.fullmatch(short) or len(short) > _LONGEST:
                continue
            known.add(short)
            yield fault(unit.id, abbreviation=short)


def commitment_without_actor(text: Text, _context: Context) -> Iterator[Fault]:
    """A sentence that promises that something will be done and does not say by whom."""
    for unit, sentence in _sentences(text):
        english, swahili = _PASSIVE.search(sentence), _PASSIVE_SW.search(sentence)
        if english and not _ACTOR.search(sentence, english.start()):
            yield fault(unit.id, words=english[0])
        elif swahili and not _ACTOR_SW.search(sentence, swahili.start()):
            yield fault(unit.id, words=swahili[0])


def year_passed(text: Text, context: Context) -> Iterator[Fault]:
    """A promise whose year is over."""
    for unit, sentence in _sentences(text):
        for year in _DUE.findall(sentence):
            if int(year) < context.today.year and _PROMISE.search(sentence):
                yield fault(unit.id, year=year)
                break


def _defined(unit: Unit) -> set[str]:
    """The abbreviations that a unit writes out: in brackets after words, or before a colon."""
    found = set(_EXPLAINED.findall(unit.text))
    for inner in _IN_BRACKETS.findall(unit.text):
        found |= set(_SHORT.findall(inner)) if len(inner.split()) <= 3 else set()
    return found


def _sentences(text: Text) -> Iterator[tuple[Unit, str]]:
    for unit in outline.units(text):
        if unit.kind is not UnitKind.HEADING:
            for sentence in _SENTENCE.findall(unit.text):
                yield unit, sentence


RULES: dict[str, Rule] = {
    "documents/abbreviation-undefined": abbreviation_undefined,
    "documents/commitment-without-actor": commitment_without_actor,
    "documents/year-passed": year_passed,
}
