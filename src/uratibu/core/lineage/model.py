"""The nouns of the trace: steps of the chain, links between them, and a walk over both.

Up leads towards commitments (norms), down towards evidence (editions and their rows).
Source of the idea: W3C PROV; a link is its `wasDerivedFrom`, with the way it was derived.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from uratibu.core.identifiers import Reference
from uratibu.core.labels import NO_WORDS, Label


class Way(StrEnum):
    """How the lower end of a link hangs on its upper end.

    contains: a part of the norm. crosswalk: another framework's norm that relates to it.
    measured-by: an indicator serves the norm. counted-as: a measure counts the indicator.
    alternative: another source of the same measure. answered-from: a data set answers it.
    published-as: an edition of the data set. released-as: a released table of the measure.
    shows: a figure of the release. printed-in: the document a figure stands in.
    read-from: the edition or return behind a release or a figure. served-by: an action of a plan
    serves the norm. reported-in: the return that reports on an action. states: a plan says a
    figure itself. told-in: a sentence of a report tells of it. rests-on: what a sentence repeats.
    """

    CONTAINS = "contains"
    CROSSWALK = "crosswalk"
    MEASURED_BY = "measured-by"
    COUNTED_AS = "counted-as"
    ALTERNATIVE = "alternative"
    ANSWERED_FROM = "answered-from"
    PUBLISHED_AS = "published-as"
    RELEASED_AS = "released-as"
    SHOWS = "shows"
    PRINTED_IN = "printed-in"
    READ_FROM = "read-from"
    SERVED_BY = "served-by"
    REPORTED_IN = "reported-in"
    STATES = "states"
    TOLD_IN = "told-in"
    RESTS_ON = "rests-on"


SIDEWAYS = frozenset({Way.CROSSWALK, Way.ALTERNATIVE})
"""Ways between things of one kind. A walk takes at most one of them: what relates to what relates
to a norm says nothing about the norm."""


@dataclass(frozen=True)
class Step:
    """One thing of the chain. facts: what identifies or qualifies it, as (name, value) pairs,
    such as ("sha256", ...) of an edition or ("status", "unreviewed") of a norm."""

    reference: Reference
    title: Label = NO_WORDS
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """The citable id, kind:name or kind:name@version."""
        return str(self.reference)

    def fact(self, name: str) -> str:
        """A fact by its name, "" where there is none."""
        return dict(self.facts).get(name, "")


@dataclass(frozen=True)
class Link:
    """One link: `lower` hangs on `upper` in a certain way.

    detail: what the way leaves open (the relation of a crosswalk). source: who says so.
    status: whether a person has confirmed it ("" where it is so by construction).
    """

    upper: Reference
    lower: Reference
    way: Way
    detail: str = ""
    source: str = ""
    status: str = ""


@dataclass(frozen=True)
class Branch:
    """A step as a walk came to it, and where the walk went on from there.

    link: the link it came by, None at the root. is_known: the same step stands elsewhere in the
    walk with its branches, so they are not repeated here.
    """

    step: Step
    link: Link | None = None
    branches: tuple[Branch, ...] = ()
    is_known: bool = False


class Lacking(StrEnum):
    """A gap: what should hang on a step and does not."""

    INDICATOR = "indicator"
    MEASURE = "measure"
    EDITION = "edition"
    NORM = "norm"


@dataclass(frozen=True)
class Gap:
    """A place where the chain breaks off: the step, and what is lacking there."""

    step: Step
    lacking: Lacking


@dataclass(frozen=True)
class Trace:
    """The chain through one step, in both directions, with the places where it breaks off."""

    step: Step
    up: Branch
    down: Branch
    gaps: tuple[Gap, ...] = ()
