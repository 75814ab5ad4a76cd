"""Institutions, places and norms as people write them, looked up in what is known.

What cannot be found is kept as it is written: whether that is a fault is the linter's business.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from uratibu.core.codelists.model import CodeList
from uratibu.core.plans.known import Known

_PARTS = re.compile(r"\s*(?:;|\n|\u2022|\uf0b7)\s*")
_SMALL_PARTS = re.compile(r"\s*(?:,|/|&|\band\b|\bna\b)\s*", re.IGNORECASE)
_BRACKETS = re.compile(r"^(.*?)\s*\(([^()]+)\)\s*$")
_EVERYWHERE = frozenset({
    "national", "nationwide", "countrywide", "country-wide", "all counties", "national level",
    "whole country", "kitaifa", "nchi nzima", "kaunti zote",
})  # fmt: skip
_COUNTY = re.compile(
    r"^(?:(?:county (?:government )?of|kaunti ya)\s+)?(.*?)(?:\s+(?:city\s+)?count(?:y|ies))?$",
    re.IGNORECASE,
)
_NORM = re.compile(
    r"(?P<words>[A-Za-z][A-Za-z0-9 .'\u2019\u2013-]*?)?\s*(?:no\.?\s*|#\s*)?"
    r"(?P<code>\d+(?:\.[0-9a-z]+)*\s*(?:\(?[a-z]\)?)?|\d+)", re.IGNORECASE,
)  # fmt: skip
_RANGE = re.compile(r"(\d+)\s*(?:-|\u2013|to|hadi)\s*(\d+)$")
_KINDS = re.compile(
    r"\b(objectives?|obj|malengo|lengo(?: la)?|goals?|targets?|indicators?|shabaha|action|hatua"
    r"|global)\b\.?",
    re.IGNORECASE,
)
ISO = "iso_3166_2"


def parts(text: str) -> tuple[str, ...]:
    """The entries of a list that is parted by semicolons, bullets or line breaks."""
    return tuple(part.strip(" .-\u2013") or part for part in _PARTS.split(text) if part.strip())


def institution(text: str, known: Known) -> str:
    """The code of an institution, or the words as they are."""
    return _code(text, known.institutions) or text.strip()


def institutions(text: str, known: Known) -> tuple[str, ...]:
    """Codes of institutions in their order; what is not known stays as words."""
    return tuple(dict.fromkeys(_each(text, lambda part: _code(part, known.institutions))))


def areas(text: str, known: Known, *, with_iso: bool = False) -> tuple[str, ...]:
    """Codes of places, () for the whole country. with_iso: codes of ISO 3166-2 are known too."""
    if text.strip().casefold() in _EVERYWHERE:
        return ()
    return tuple(dict.fromkeys(_each(text, lambda part: _area(part, known.areas, with_iso))))


def norms(text: str, known: Known, *, framework: str = "") -> tuple[str, ...]:
    """Ids of norms: GCM 1(a); Objectives 1, 3 and 17; SDG 10.7; gcm/1/a.

    framework: what a bare number belongs to, the country's main one where none is said.
    """
    found: list[str] = []
    here = framework or known.main
    for part in parts(text):
        if known.node(part) is not None or known.norm_called(part):
            found.append(part if known.node(part) else known.norm_called(part))
            continue
        here, more = _norms(part, known, here)
        found.extend(more)
    return tuple(dict.fromkeys(found))


def _norms(part: str, known: Known, here: str) -> tuple[str, list[str]]:
    found: list[str] = []
    for piece in re.split(r"\s*(?:,|&|\band\b|\bna\b)\s*", part, flags=re.IGNORECASE):
        if not piece:
            continue
        words, code = _words_and_code(piece)
        name = _KINDS.sub(" ", words).strip(" :.-")
        named = known.framework(name) if name else ""
        here = named or here
        ends = _RANGE.search(piece)
        if ends and int(ends[1]) < int(ends[2]) <= int(ends[1]) + 50 and (named or not name):
            codes = [str(n) for n in range(int(ends[1]), int(ends[2]) + 1)]
        else:
            codes = [code]
        ids = [known.norm(here, each) for each in codes] if named or not name else [""]
        found.extend(ids if all(ids) else [piece.strip()])
    return here, found


def _words_and_code(piece: str) -> tuple[str, str]:
    """GCM Objective 1(a) into its words and its code; a title after a colon is left out."""
    before = re.split(r"[:\u2013]\s+\D", piece, maxsplit=1)[0].strip()
    found = _NORM.match(before)
    if not found:
        return before, before
    return (found["words"] or "").strip(), re.sub(r"\s", "", found["code"])


def _each(text: str, find: Callable[[str], str]) -> Iterator[str]:
    """Codes of a list: whole entries first, then what a comma parts if all of it is known."""
    for part in parts(text):
        if code := find(part):
            yield code
            continue
        small = [each for each in _SMALL_PARTS.split(part) if each.strip()]
        codes = [find(each) for each in small]
        if len(small) > 1 and any(codes):
            yield from (code or each.strip() for code, each in zip(codes, small, strict=True))
        else:
            yield part


def _code(text: str, known: CodeList) -> str:
    plain = text.strip().strip(".")
    found = known.find(plain)
    if found is None and (bracketed := _BRACKETS.match(plain)):
        found = known.find(bracketed[1]) or known.find(bracketed[2])
    return found.code if found else ""


def _area(text: str, known: CodeList, with_iso: bool) -> str:
    plain = text.strip().strip(".")
    if code := _code(plain, known):
        return code
    if with_iso:
        for area in known:
            if area.attribute(ISO) == plain.upper():
                return area.code
    name = _COUNTY.match(plain)
    return _code(name[1], known) if name and name[1] != plain else ""
