"""What every engine can do, and the row it answers with: filter, group and add, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from uratibu.core.datasets.model import Observation
from uratibu.core.datasets.store import Store
from uratibu.core.statistics.model import Selection
from uratibu.core.values import Quality, State

LACKING = frozenset({State.SUPPRESSED, State.MISSING, State.NOT_YET})
"""States of a member without which a sum is not complete."""


@dataclass(frozen=True)
class Row:
    """One group of observations, added up; what it means is decided in the core.

    key: one code a column of `selection.by`. rows: how many observations were put together.
    total: exact sum of those that have a number, None where none has. states: the distinct
    states, sorted. quality: the weakest of those that have a number.
    lacking: (state, code of each added dimension) of members without which the sum is not
    complete, sorted. members: for each dimension of `selection.complete`, the codes that are there.
    notes: the distinct notes of the observations, sorted.
    """

    key: tuple[str, ...]
    rows: int
    total: Decimal | None
    states: tuple[State, ...]
    quality: Quality
    lacking: tuple[tuple[str, ...], ...]
    members: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


class Engine(Protocol):
    """Runs selections over the editions of a store. Two engines give identical rows."""

    def run(self, selection: Selection, store: Store) -> tuple[Row, ...]:
        """One row for each group that has an observation, sorted by key."""

    def codes(self, selection: Selection, dimension: str, store: Store) -> tuple[str, ...]:
        """The distinct codes of a dimension among the selected observations, sorted."""

    def observations(self, selection: Selection, store: Store) -> tuple[Observation, ...]:
        """The selected observations themselves, in the order of their source rows."""

    def dimensions(self, edition: str, store: Store) -> frozenset[str]:
        """The dimensions an edition (citable id) is broken down by."""
