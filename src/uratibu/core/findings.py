"""What every check returns: a rule, how grave, where, what is wrong and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How grave a finding is. Only an error stops what was asked for."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, order=True)
class Where:
    """The place a finding points at; only the parts that apply are filled.

    file: path as the user knows it. key: dotted path inside a YAML or JSON file.
    row: 1-based line of the file or sheet as an office program numbers it.
    """

    file: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""
    key: str = ""
    value: str = ""

    def __str__(self) -> str:
        parts = [self.file]
        if self.sheet:
            parts.append(f"sheet {self.sheet}")
        if self.row:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column {self.column}")
        if self.key:
            parts.append(self.key)
        place = ", ".join(part for part in parts if part)
        return f"{place} = {self.value!r}" if self.value else place


@dataclass(frozen=True, order=True)
class Finding:
    """One fault a user can mend. `rule` is permanent and documented; `remedy` says what to do."""

    where: Where
    rule: str
    severity: Severity = field(compare=False)
    message: str = field(compare=False)
    remedy: str = field(compare=False)

    def __str__(self) -> str:
        return f"{self.severity} {self.rule} at {self.where}: {self.message} {self.remedy}"

    def as_plain(self) -> dict[str, object]:
        """The finding as plain values for JSON; empty parts of the place are left out."""
        place = {k: v for k, v in vars(self.where).items() if v}
        return {
            "rule": self.rule,
            "severity": str(self.severity),
            "where": place,
            "message": self.message,
            "remedy": self.remedy,
        }


class Refused(Exception):
    """What a user brought cannot be taken; it carries every finding, not only the first.

    Raised at the doors where findings stop the work, after all of them were collected.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        count = len(self.findings)
        first = str(self.findings[0]) if self.findings else "no finding was given"
        super().__init__(f"{count} finding(s); the first: {first}")


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings stops the work."""
    return any(finding.severity is Severity.ERROR for finding in findings)
