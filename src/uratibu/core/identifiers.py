"""Stable references to anything that can be cited: `kind:name`, or `kind:name@version`.

Names never change and are never re-used; titles may change. Packs write the plain name; the kind
is added where things of several kinds meet: in the trace, in search, in a manifest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")


class Kind(StrEnum):
    """What a reference points at, in the order of the chain."""

    NORM = "norm"
    PLAN = "plan"
    ACTION = "action"
    PLAN_INDICATOR = "plan-indicator"
    RETURN = "return"
    INDICATOR = "indicator"
    DATASET = "dataset"
    MEASURE = "measure"
    RELEASE = "release"
    FIGURE = "figure"
    SENTENCE = "sentence"
    DOCUMENT = "document"
    PLACE = "place"


class NotAReference(ValueError):
    """The text is not kind:name or kind:name@version."""


@dataclass(frozen=True, order=True)
class Reference:
    """A permanent way to point at one thing, such as norm:gcm/1/a or dataset:undesa-ims@2024."""

    kind: Kind
    name: str
    version: str = ""

    def __str__(self) -> str:
        plain = f"{self.kind}:{self.name}"
        return f"{plain}@{self.version}" if self.version else plain


def parse_reference(text: str) -> Reference:
    """Read `kind:name[@version]`. Raises NotAReference, saying what a reference looks like."""
    kind, colon, rest = text.partition(":")
    name, _, version = rest.partition("@")
    if not colon or kind not in set(Kind) or not is_name(name):
        raise NotAReference(
            f"{text!r} is not a reference; write a kind ({', '.join(Kind)}), a colon and a name, "
            "for example norm:gcm/20 or dataset:undesa-ims@2024"
        )
    return Reference(Kind(kind), name, version)


def is_name(text: str) -> bool:
    """Whether the text may be the name of something: letters, digits, dot, slash, hyphen."""
    return _NAME.fullmatch(text) is not None
