"""Questions to the data, built so that nonsense cannot be asked.

A Selection is what an engine runs: one indicator of one edition, filtered, grouped and added up.
A Query is what a person asks: a measure over selections, then comparisons of the result.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from uratibu.core.datasets.model import Observation
from uratibu.core.indicators.model import Indicator
from uratibu.core.labels import NO_WORDS, Label
from uratibu.core.periods import PeriodKind
from uratibu.core.values import Value

Where = tuple[tuple[str, tuple[str, ...]], ...]
"""Filters: (dimension, allowed codes) pairs; "area" and "period" are dimensions too."""


class NonsenseQuery(ValueError):
    """The question has no meaning (stocks over time, percentages averaged ...).

    Its message names what was asked, why it has no meaning, and what to ask instead;
    `words` says so in every language, `rule` is the permanent name of the refusal.
    """

    def __init__(self, words: Label, *, rule: str) -> None:
        self.words = words
        self.rule = rule
        super().__init__(words())


class Declined(Exception):
    """The question has a meaning but the data cannot answer it; nothing is substituted.

    asked: what was asked for. missing: what the data do not have. available: what they do have
    (all of it; the message names the first twelve). `words` says so in every language.
    """

    def __init__(
        self, *, asked: str, missing: str, available: tuple[str, ...] = (), words: Label = NO_WORDS
    ) -> None:
        self.asked = asked
        self.missing = missing
        self.available = available
        first = ", ".join(available[:12])
        if len(available) > 12:
            first = f"{first} and {len(available) - 12} more"
        self.words = words or Label((("en", f"{asked}: {missing}."),))
        super().__init__(self.words() + (f" There is: {first}." if available else ""))


class Formula(StrEnum):
    """How a measure is made of its parts."""

    VALUE = "value"
    RATIO = "ratio"


@dataclass(frozen=True)
class Part:
    """One ingredient of a measure: an indicator of a data set, with filters that belong to it.

    dataset: id of the data set that answers (the recorded choice among sources).
    inherits: whether filters and grouping of the question also apply to this part
    (a denominator such as total population inherits area and period only).
    """

    indicator: str
    dataset: str
    where: Where = ()
    inherits: tuple[str, ...] = ("*",)


@dataclass(frozen=True)
class Measure:
    """A statistic declared in a pack, such as stock.total or remittances.share-of-gdp.

    per: what a ratio is multiplied by (100 for percent, 100000 for a rate).
    norms: norms the measure serves, besides those of its indicator.
    """

    id: str
    title: Label
    formula: Formula
    numerator: Part
    denominator: Part | None = None
    per: str = "1"
    unit: str = ""
    unit_label: Label = NO_WORDS
    decimals: int = 0
    norms: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    description: Label = NO_WORDS
    chart: str = "bar"
    alternatives: tuple[str, ...] = ()
    """Measures of the same thing from other sources, shown side by side."""
    choice: Label = NO_WORDS
    """Why this source and not an alternative."""


class Change(StrEnum):
    """What a comparison over time gives."""

    ABSOLUTE = "absolute"
    PERCENT = "percent"


@dataclass(frozen=True)
class ChangeSince:
    """Replace each value by its change since the period before it in the answer."""

    kind: Change


@dataclass(frozen=True)
class ShareOf:
    """Replace each value by its percentage of the total over `dimension`."""

    dimension: str


@dataclass(frozen=True)
class Rank:
    """Add the rank of each value inside its period, 1 for the highest."""

    dimension: str


@dataclass(frozen=True)
class Top:
    """Keep the `count` highest members of `dimension`; the rest become one member "_R"."""

    dimension: str
    count: int


@dataclass(frozen=True)
class TotalOver:
    """Add the periods of the answer into one (flows), or take the latest (cumulative).

    `dimension` is "period"; other dimensions are added by leaving them out of `by`.
    """

    dimension: str = "period"


Transform = ChangeSince | ShareOf | Rank | Top | TotalOver
REMAINDER = "_R"
ALL_OF = "/*"
"""`KEN/*` as a filter means every code directly inside KEN that the data have."""


@dataclass(frozen=True)
class Selection:
    """What an engine runs. `by` are the columns of the answer, in order.

    Every dimension of the indicator is either in `by`, filtered to one code in `where`,
    read at its stated total (a filter to _T), or added over its disjoint members (`add_over`).
    edition: citable id, such as undesa-ims@2024. leave_out: codes that must not take part
    (aggregates beside their members, stated totals beside what they are the total of).
    complete: added dimensions whose codes in `where` must all be there for the sum to be one.
    """

    indicator: Indicator
    edition: str
    by: tuple[str, ...]
    where: Where
    add_over: tuple[str, ...]
    leave_out: Where = ()
    complete: tuple[str, ...] = ()


@dataclass(frozen=True)
class Query:
    """What a person asks. `periods` () means all there are; ("latest",) the last one.

    Each period has its own cells, whether "period" is in `by` or not; periods are only added
    when `then` says so (TotalOver).
    """

    measure: Measure
    by: tuple[str, ...] = ()
    where: Where = ()
    periods: tuple[str, ...] = ()
    editions: tuple[tuple[str, str], ...] = ()
    """(data set, edition) pairs; a data set not named here answers in its latest edition."""
    then: tuple[Transform, ...] = ()


@dataclass(frozen=True)
class Cell:
    """One cell of an answer: its key (one code a column), value, and what a ratio is made of."""

    key: tuple[str, ...]
    value: Value
    numerator: Value | None = None
    denominator: Value | None = None
    rank: int | None = None
    notes: tuple[Label, ...] = ()


@dataclass(frozen=True)
class EditionUsed:
    """Which state of which data set answered, so that anyone can check."""

    dataset: str
    edition: str
    sha256: str
    digest: str
    access: str
    publisher: str
    title: Label
    method: str
    coverage: Label
    licence: str


@dataclass(frozen=True)
class Lineage:
    """Where an answer comes from: editions, filters, formula in words, norms served."""

    measure: str
    indicators: tuple[str, ...]
    editions: tuple[EditionUsed, ...]
    filters: Where
    formula: str
    norms: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What an engine returns. It may not be shown: only `disclosure` makes it releasable.

    columns: the dimension of each part of a cell's key, "period" among them.
    """

    query: Query
    columns: tuple[str, ...]
    cells: tuple[Cell, ...]
    unit: str
    unit_label: Label
    decimals: int
    period_kind: PeriodKind
    lineage: Lineage


@dataclass(frozen=True)
class SourceRow:
    """One observation behind a cell: which row of which file of which edition says so.

    role: "numerator" or "denominator" of the measure. row: as an office program numbers it.
    """

    role: str
    dataset: str
    edition: str
    file_name: str
    row: int
    observation: Observation
