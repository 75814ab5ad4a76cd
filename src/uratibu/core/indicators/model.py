"""An indicator says what a number means, before there is any number."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from uratibu.core.labels import NO_WORDS, Label


class Kind(StrEnum):
    """How an indicator behaves when it is rolled up over time and place.

    flow: adds up over time and place. stock: adds up over place, never over time.
    cumulative: the latest value stands for all before it; never falls.
    ratio: never adds up; it is computed anew from numerator and denominator.
    """

    FLOW = "flow"
    STOCK = "stock"
    CUMULATIVE = "cumulative"
    RATIO = "ratio"


class Direction(StrEnum):
    """Which way is better; context means neither by itself."""

    HIGHER = "higher-is-better"
    LOWER = "lower-is-better"
    CONTEXT = "context"


class Totals(StrEnum):
    """Where the total of a dimension comes from.

    stated: the publisher gives it as the code _T; it is read, never computed.
    summed: there is none in the data; the members are disjoint and complete and may be added.
    none: members may not be added; a question must name or list them.
    """

    STATED = "stated"
    SUMMED = "summed"
    NONE = "none"


@dataclass(frozen=True)
class Dimension:
    """One way an indicator is broken down, and the code list its members come from."""

    id: str
    codelist: str
    totals: Totals
    title: Label = NO_WORDS


@dataclass(frozen=True)
class Indicator:
    """What is measured. `unit` is singular and plain: persons, USD, percent.

    norms: ids of the norms this serves (norm nodes such as sdg/10.c.1).
    decimals: digits shown; the value itself is kept exact.
    tables: ids of the profile's working list of tables (T03 ...).
    """

    id: str
    title: Label
    definition: Label
    unit: str
    unit_label: Label
    kind: Kind
    direction: Direction
    dimensions: tuple[Dimension, ...] = ()
    norms: tuple[str, ...] = ()
    decimals: int = 0
    tables: tuple[str, ...] = ()
    method: Label = NO_WORDS
    limits: Label = NO_WORDS
    source: str = ""
    status: str = "unreviewed"

    def dimension(self, dimension_id: str) -> Dimension | None:
        """The dimension of this id, None where the indicator is not broken down by it."""
        return next((d for d in self.dimensions if d.id == dimension_id), None)
