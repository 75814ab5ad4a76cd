"""Collects what is wrong with a file: counts everything, shows as much as a person can read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from uratibu.core.findings import Finding, Severity, Where

SHOWN = 200
ALIKE = 5


@dataclass
class Faults:
    """The findings of one file; `place` says which file and sheet.

    shown: how many findings are kept. alike: how many of one rule, column and value are kept,
    so that one wrong code in a thousand rows does not hide the other faults.
    room: whose rules the faults of the file itself are named after, as datasets/bomb.
    """

    place: Where
    room: str = "datasets"
    shown: int = SHOWN
    alike: int = ALIKE
    counts: Counter[tuple[Severity, str]] = field(default_factory=Counter)
    _kept: list[Finding] = field(default_factory=list)
    _alike: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def add(
        self, rule: str, message: str, remedy: str, *, row: int = 0, column: str = "",
        value: object = "", severity: Severity = Severity.ERROR, sheet: str = "",
    ) -> None:  # fmt: skip
        """Count one fault, and keep it while there is room."""
        text = str(value)[:80]
        self.counts[severity, rule] += 1
        self._alike[rule, column, text] += 1
        if len(self._kept) >= self.shown or self._alike[rule, column, text] > self.alike:
            return
        where = replace(
            self.place, row=row, column=column, value=text, sheet=sheet or self.place.sheet
        )
        self._kept.append(Finding(where, rule, severity, message, remedy))

    def rule(self, name: str) -> str:
        """The id of a rule about files in the room that asked."""
        return f"{self.room}/{name}"

    @property
    def errors(self) -> int:
        """How many errors there are, shown or not."""
        return sum(n for (severity, _), n in self.counts.items() if severity is Severity.ERROR)

    def findings(self) -> tuple[Finding, ...]:
        """What was kept, and, where more was counted, one finding that says how much."""
        total = sum(self.counts.values())
        if total == len(self._kept):
            return tuple(self._kept)
        by_rule = Counter[str]()
        for (_, rule), count in self.counts.items():
            by_rule[rule] += count
        counted = ", ".join(f"{rule} {count}" for rule, count in sorted(by_rule.items()))
        severity = Severity.ERROR if self.errors else Severity.WARNING
        return (
            *self._kept,
            Finding(
                self.place, self.rule("more-findings"), severity,
                f"{total} findings in all, {len(self._kept)} are shown ({counted}).",
                "Mend what is shown and try again.",
            ),
        )  # fmt: skip
