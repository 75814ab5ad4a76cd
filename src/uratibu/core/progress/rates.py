"""How many returns came on time, late or not at all, by institution, theme or period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Owed:
    """One return that was owed. groups: what it counts in (an institution, its themes ...).

    submitted_on: the day it was first submitted, None where it was not.
    """

    groups: tuple[str, ...]
    due_on: date
    submitted_on: date | None = None


@dataclass(frozen=True)
class Rate:
    """Returns of one group: on time, late, missing (due and not there), and not yet due."""

    on_time: int = 0
    late: int = 0
    missing: int = 0
    not_due: int = 0

    @property
    def owed(self) -> int:
        """Returns that were due."""
        return self.on_time + self.late + self.missing

    @property
    def reported(self) -> int:
        """Returns that came, in time or late."""
        return self.on_time + self.late


def reporting_rates(owed: Iterable[Owed], today: date) -> dict[str, Rate]:
    """The rate of each group, in the order the groups are met. A rate is a count over a count."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for each in owed:
        for group in each.groups:
            counts[group][_outcome(each, today)] += 1
    return {group: Rate(**found) for group, found in counts.items()}


def _outcome(owed: Owed, today: date) -> str:
    if owed.submitted_on is not None:
        return "on_time" if owed.submitted_on <= owed.due_on else "late"
    return "missing" if today > owed.due_on else "not_due"
