"""A data set is described once; its editions never change; its observations carry a state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from uratibu.core.labels import NO_WORDS, Label
from uratibu.core.periods import PeriodKind
from uratibu.core.values import Value


class Method(StrEnum):
    """How the publisher came by the figures."""

    COUNT = "count"
    ESTIMATE = "estimate"
    MODEL = "model"


class Access(StrEnum):
    """Whether the figures were public before they came here, or were counted from records."""

    PUBLIC = "already-public"
    RECORDS = "from-records"


@dataclass(frozen=True)
class Output:
    """What one row of a source file says about one indicator (see docs/reference/mapping.md).

    area, period: column that holds it, or a constant written ":KEN".
    value: column of the number. dimensions: (dimension, column or ":constant") pairs.
    only: (column, allowed values) pairs a row must meet. without: (column, values) pairs that
    leave a row out. multiply: factor on the number, to reach the indicator's unit (1000 for
    figures in thousands).
    zero_is_missing: the publisher writes 0 for "not reported".
    recode: (target, ((text in the file, our code), ...)) pairs; target is area or a dimension.
    """

    indicator: str
    area: str
    period: str
    value: str
    dimensions: tuple[tuple[str, str], ...] = ()
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()
    multiply: str = "1"
    zero_is_missing: bool = False
    recode: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    quality: str = ""
    aggregate: bool = False
    """Several rows of the file may fall on one observation and are added (incident files)."""
    without: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class SumCheck:
    """A declared sum: the members of a dimension should add up to its stated total.

    Where they do not, the total leaves somebody out (the 2019 census: 1,524 intersex persons).
    tolerance: difference that is still rounding, in the unit of the data set.
    """

    dimension: str
    members: tuple[str, ...]
    total: str = "_T"
    tolerance: str = "0"


@dataclass(frozen=True)
class Mapping:
    """How a file of this data set is read: sheet, header row, and what each row says.

    missing: texts that mean "no value" (never guessed: NA is Namibia unless listed here).
    states: (text in the value column, state) pairs, such as ("c", "suppressed").
    sums: sums that should hold; a sum that does not is a warning naming the difference.
    """

    outputs: tuple[Output, ...]
    sheet: str = ""
    header_row: int = 1
    missing: tuple[str, ...] = ("",)
    states: tuple[tuple[str, str], ...] = ()
    sums: tuple[SumCheck, ...] = ()


@dataclass(frozen=True)
class Dataset:
    """What stays the same over all editions of a data set.

    coverage: who is in and who is not (refugees in or out, resident or present).
    kept_at: where the file is obtained. custodian: institution answerable for it.
    """

    id: str
    title: Label
    publisher: str
    custodian: str
    definition: Label
    coverage: Label
    method: Method
    unit: str
    period_kind: PeriodKind
    licence: str
    access: Access
    kept_at: str
    mapping: Mapping | None = None
    source: str = ""
    status: str = "unreviewed"
    notes: Label = NO_WORDS


@dataclass(frozen=True)
class Column:
    """One column of a registered file: its name and the type it was read as."""

    name: str
    type: str


@dataclass(frozen=True)
class Edition:
    """One state of a data set as published; registered once, never overwritten.

    sha256, bytes, rows, columns: of the file as it was brought.
    stored_sha256: of the file the store keeps its observations in; tells at once if it was altered.
    observations, digest: how many observations it gave and the digest over them.
    supersedes: the edition before it, "" for the first.
    area: "" for the whole file, or the area the pack's extract was limited to.
    """

    dataset: str
    edition: str
    file_name: str
    sha256: str
    bytes: int
    rows: int
    columns: tuple[Column, ...]
    observations: int
    digest: str
    retrieved_on: date
    registered_at: datetime
    supersedes: str = ""
    kept_at: str = ""
    area: str = ""
    published_on: date | None = None
    notes: str = ""
    stored_sha256: str = ""

    @property
    def id(self) -> str:
        """The citable id: data set and edition."""
        return f"{self.dataset}@{self.edition}"


@dataclass(frozen=True, slots=True)
class Observation:
    """One value: indicator x area x period x dimensions, from one row of one edition.

    dimensions: (dimension, code) pairs in the order of the dimensions' names.
    source_row: row of the file as an office program numbers it; 1 is the first row of a Parquet
    file. Slots, because a file may hold a million of them.
    """

    indicator: str
    area: str
    period: str
    dimensions: tuple[tuple[str, str], ...]
    value: Value
    source_row: int
    note: str = ""
