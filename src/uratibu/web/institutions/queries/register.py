"""The register of institutions: searched, narrowed to a kind, as it stood on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

from uratibu.core import likeness
from uratibu.core.codelists.model import Code, CodeList
from uratibu.core.likeness import folded

KINDS: dict[str, tuple[Promise, Promise]] = {
    "ministry": (gettext_lazy("Ministry"), gettext_lazy("Ministries")),
    "state-department": (gettext_lazy("State department"), gettext_lazy("State departments")),
    "agency": (gettext_lazy("Agency"), gettext_lazy("Agencies")),
    "county": (gettext_lazy("County"), gettext_lazy("Counties and their bodies")),
    "commission": (gettext_lazy("Commission"), gettext_lazy("Commissions")),
    "parliament": (gettext_lazy("Parliament"), gettext_lazy("Parliament and its committees")),
    "civil-society": (gettext_lazy("Civil society"), gettext_lazy("Civil society organisations")),
    "faith": (gettext_lazy("Faith"), gettext_lazy("Faith organisations")),
    "academia": (gettext_lazy("Academia"), gettext_lazy("Universities and research")),
    "private": (gettext_lazy("Private sector"), gettext_lazy("Private sector bodies")),
    "un": (gettext_lazy("United Nations"), gettext_lazy("United Nations bodies")),
    "partner": (gettext_lazy("Partner"), gettext_lazy("Regional bodies and partners")),
}
"""Kinds of institutions, one and several, in the order of the register."""


@dataclass(frozen=True)
class Line:
    """One institution in a list."""

    code: str
    title: str
    url: str
    inside: str = ""


@dataclass(frozen=True)
class Group:
    """Institutions of one kind."""

    title: str
    lines: tuple[Line, ...]
    is_past: bool = False


def known_institutions() -> CodeList:
    """The code list of institutions of this installation, empty where no pack has one."""
    installation = settings.SYSTEM().installation
    found: CodeList = installation.codelist("institutions")
    return found


def address(code: str) -> str:
    """The page of an institution."""
    return reverse("institutions:institution", args=[code])


def title_of(code: str) -> str:
    """The name of an institution in the reader's language; the code itself if no pack knows it."""
    found = known_institutions().get(code)
    return found.title(get_language() or "en") if found else code


def kind_words(kind: str) -> str:
    """A kind in words; one that only a pack knows stands as the pack writes it."""
    known = KINDS.get(kind)
    return str(known[0]) if known else kind.replace("-", " ").capitalize()


def kinds() -> tuple[tuple[str, str], ...]:
    """The kinds that occur, with their words, in the order of the register."""
    there = {code.attribute("kind") for code in known_institutions()}
    ordered = [kind for kind in KINDS if kind in there]
    ordered += sorted(there - set(KINDS) - {""})
    return tuple((kind, _several(kind)) for kind in ordered)


def register(*, text: str = "", kind: str = "", on: date) -> tuple[Group, ...]:
    """The institutions in force on a day by kind, then those that had ended by it.

    text: narrows to what a person may mean by it, typing errors forgiven; the best come first.
    """
    found = _matching(text)
    if kind:
        found = tuple(code for code in found if code.attribute("kind") == kind)
    groups = [
        Group(words, _lines(c for c in found if c.attribute("kind") == each and c.holds_on(on)))
        for each, words in kinds()
    ]
    past = _lines(code for code in found if code.valid_to is not None and code.valid_to < on)
    groups.append(Group(str(gettext_lazy("Ended before this day")), past, is_past=True))
    return tuple(group for group in groups if group.lines)


def line(code: Code) -> Line:
    """An institution as one line."""
    inside = known_institutions().get(code.parent)
    return Line(
        code=code.code,
        title=code.title(get_language() or "en"),
        url=address(code.code),
        inside=inside.code if inside else "",
    )


def _several(kind: str) -> str:
    known = KINDS.get(kind)
    return str(known[1]) if known else kind.replace("-", " ").capitalize()


def _lines(codes: Iterable[Code]) -> tuple[Line, ...]:
    return tuple(line(code) for code in codes)


def _matching(text: str) -> tuple[Code, ...]:
    """All of them without a text; else those that fit, the best first."""
    known, wanted = known_institutions(), folded(text)
    if not wanted:
        return known.codes
    names = _names(known)
    scored = [(likeness.score(wanted, *names[code.code]), code) for code in known]
    fitting = [pair for pair in scored if pair[0] > 0]
    return tuple(code for _score, code in sorted(fitting, key=lambda pair: -pair[0]))


@lru_cache(maxsize=4)
def _names(known: CodeList) -> dict[str, tuple[tuple[str, ...], frozenset[str]]]:
    """The folded names of each institution in every language, and their pieces."""
    found = {}
    for code in known:
        titles = [code.title(language) for language in code.title.languages()]
        texts = tuple(dict.fromkeys(folded(t) for t in (code.code, *titles, *code.aliases)))
        found[code.code] = texts, likeness.trigrams_of(texts)
    return found
