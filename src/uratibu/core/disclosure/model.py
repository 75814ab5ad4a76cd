"""The released table: the only kind of table that pages, reports and exports accept."""

from __future__ import annotations

from dataclasses import InitVar, dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from uratibu.core.labels import Label
from uratibu.core.periods import PeriodKind
from uratibu.core.values import Value

if TYPE_CHECKING:
    from uratibu.core.statistics.model import Lineage


class Reason(StrEnum):
    """Why a table may be shown."""

    ALREADY_PUBLIC = "already-public"


class Unprotected(Exception):
    """The table was counted from records and no method has protected it; it cannot be shown."""


class NotReleasable(Exception):
    """A request that cannot be shown, in words for the person who asked.

    kind: nonsense (no meaning), declined (the data lack it), unprotected (no method protected
    it) or unknown (no such measure). message: English; `words` has every language.
    missing: what the data do not have. available: what there is instead.
    """

    def __init__(
        self, *, kind: str, words: Label, missing: str = "", available: tuple[str, ...] = ()
    ) -> None:
        self.kind = kind
        self.words = words
        self.message = words()
        self.missing = missing
        self.available = available
        super().__init__(self.message)


class NotThroughTheGate(TypeError):
    """Somebody tried to make a released table without the gate."""


@dataclass(frozen=True)
class ReleasedCell:
    """One cell as the public may see it; keys are codes, in the order of the table's columns."""

    key: tuple[str, ...]
    value: Value
    numerator: Value | None = None
    denominator: Value | None = None
    rank: int | None = None
    notes: tuple[Label, ...] = ()


@dataclass(frozen=True)
class ReleasedTable:
    """A table that passed disclosure control. Made by `gate.release`, by nobody else.

    id: permanent, derived from the question and the editions that answered it.
    digest: sha256 over every cell, so that a changed figure has another digest.
    columns: dimension of each part of a cell's key; `titles` holds their words,
    `labels` the words of the codes: (dimension, code) -> Label.
    """

    id: str
    measure: str
    title: Label
    columns: tuple[str, ...]
    titles: tuple[Label, ...]
    labels: tuple[tuple[tuple[str, str], Label], ...]
    cells: tuple[ReleasedCell, ...]
    unit: str
    unit_label: Label
    decimals: int
    period_kind: PeriodKind
    reason: Reason
    released_at: datetime
    digest: str
    lineage: Lineage
    notes: tuple[Label, ...] = ()
    gate: InitVar[object] = None
    """Not kept: a copy with other cells does not have it and is refused."""

    def __post_init__(self, gate: object) -> None:
        if gate is not _GATE:
            raise NotThroughTheGate(
                f"table {self.id} was not made by disclosure.gate.release; pass the answer there"
            )

    def label(self, dimension: str, code: str) -> Label:
        """The words of a code in a column; the code itself where no words are known."""
        return dict(self.labels).get((dimension, code), Label((("en", code),)))


_GATE = object()
