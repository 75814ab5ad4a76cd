"""Norms found by words, code, framework and kind, in every language, typing errors forgiven."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from uratibu.core import likeness
from uratibu.core.likeness import folded
from uratibu.core.norms.model import Framework, Node
from uratibu.core.packs.model import Installation
from uratibu.design import wording
from uratibu.web.norms.queries import norms

MOST = 60
"""So many norms stand on one page; a search that finds more asks for another word."""


@dataclass(frozen=True)
class Asked:
    """What a reader looks for: words, a framework, a kind of norm; "" for any."""

    text: str = ""
    framework: str = ""
    kind: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked."""
        return not (folded(self.text) or self.framework or self.kind)


@dataclass(frozen=True)
class Found:
    """Norms of one framework that fit, best first or in reading order."""

    title: str
    norms: tuple[norms.NormLine, ...]


@dataclass(frozen=True)
class Results:
    """What was found, by framework; count: of all that fit, also of those not listed."""

    groups: tuple[Found, ...]
    count: int

    @property
    def has_more(self) -> bool:
        """Whether more fit than are listed."""
        return self.count > sum(len(group.norms) for group in self.groups)


@dataclass(frozen=True)
class _Indexed:
    """A norm with the texts it is found by."""

    framework: Framework
    node: Node
    texts: tuple[str, ...]
    words: str
    pieces: frozenset[str]


class _Key:
    """An installation as a key: the same object is the same key."""

    def __init__(self, known: Installation) -> None:
        self.known = known

    def __hash__(self) -> int:
        return id(self.known)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.known is self.known


def find(known: Installation, asked: Asked) -> Results:
    """The norms that fit: those whose title or code does first, then those that speak of it."""
    wanted = folded(asked.text)
    inside = [
        each
        for each in _index(_Key(known))
        if asked.framework in ("", each.framework.id) and asked.kind in ("", each.node.kind)
    ]
    if wanted:
        scored = [(_score(wanted, each), each) for each in inside]
        scored = [pair for pair in scored if pair[0] > 0]
        inside = [each for _score_of, each in sorted(scored, key=lambda pair: -pair[0])]
    return Results(tuple(_grouped(known, inside[:MOST])), len(inside))


def frameworks(known: Installation) -> tuple[tuple[str, str], ...]:
    """Id and short name of each framework."""
    return tuple((each.id, wording.words(each.short)) for each in known.frameworks)


def kinds(known: Installation, framework: str) -> tuple[tuple[str, str], ...]:
    """The kinds of norms of a framework ("" for all), in the order in which they are met."""
    listed = [f for f in known.frameworks if framework in ("", f.id)]
    met = dict.fromkeys(node.kind for each in listed for node in each.nodes)
    return tuple((kind, norms.kinds_words(kind)) for kind in met)


def _score(wanted: str, each: _Indexed) -> float:
    """The likeness of title or code; else a little if the description has all the words."""
    best = likeness.score(wanted, each.texts, each.pieces)
    if best:
        return best
    padded = f" {each.words}"
    return 10 if all(f" {word}" in padded for word in wanted.split()) else 0


def _grouped(known: Installation, found: list[_Indexed]) -> Iterator[Found]:
    homes = dict.fromkeys(each.framework.id for each in found)
    for name in homes:
        mine = [each for each in found if each.framework.id == name]
        lines = tuple(norms.norm_line(known, each.framework, each.node) for each in mine)
        yield Found(wording.words(mine[0].framework.short), lines)


@lru_cache(maxsize=4)
def _index(key: _Key) -> tuple[_Indexed, ...]:
    return tuple(
        _indexed(framework, node) for framework in key.known.frameworks for node in framework.nodes
    )


def _indexed(framework: Framework, node: Node) -> _Indexed:
    titles = [node.title(language) for language in node.title.languages()]
    short = {framework.short(language) for language in framework.short.languages()}
    codes = [node.code, node.id, *(f"{each} {node.code}" for each in sorted(short))]
    codes.append(f"{node.kind} {node.code}")
    texts = tuple(dict.fromkeys(filter(None, map(folded, (*titles, *codes)))))
    said = [node.description(language) for language in node.description.languages()]
    said += [d.text(language) for d in node.definitions for language in d.text.languages()]
    return _Indexed(framework, node, texts, folded(" ".join(said)), likeness.trigrams_of(texts))
