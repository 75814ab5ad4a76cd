"""Reading plain data (YAML, JSON) that a person wrote: every fault becomes a finding.

A `Reading` walks one mapping, collects findings with file and key, and never raises over content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from uratibu.core.findings import Finding, Severity, Where
from uratibu.core.labels import NO_WORDS, Label, label

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass
class Reading:
    """One mapping being read; `findings` is shared with the readings inside it."""

    plain: Mapping[str, object]
    place: Where
    findings: list[Finding] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)

    def text(self, key: str, *, default: str | None = None) -> str:
        """A text; numbers are taken as text. Without a default the key is compulsory."""
        value = self._take(key)
        if value is None:
            if default is None:
                self._missing(key)
            return default or ""
        if isinstance(value, bool) or not isinstance(value, str | int | float | date):
            self.fault("plain/text", key, "is not a text.", "Write one line of text, quoted.")
            return default or ""
        return str(value)

    def whole(self, key: str, *, default: int | None = None) -> int:
        """A whole number. Without a default the key is compulsory."""
        value = self._take(key)
        if value is None:
            if default is None:
                self._missing(key)
            return default or 0
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault("plain/whole", key, "is not a whole number.", "Write digits only.")
            return default or 0
        return value

    def claim(self, key: str, *, default: bool = False) -> bool:
        """True or false; absent means the default."""
        value = self._take(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.fault("plain/claim", key, "is neither true nor false.", "Write true or false.")
            return default
        return value

    def label(self, key: str, *, required: bool = False) -> Label:
        """A text in several languages: a plain text (English) or a mapping of language to text."""
        value = self._take(key)
        if value is None:
            if required:
                self._missing(key)
            return NO_WORDS
        if isinstance(value, str):
            return label(value)
        if isinstance(value, Mapping) and all(isinstance(v, str) for v in value.values()):
            return label({str(k): str(v) for k, v in value.items()})
        self.fault("plain/label", key, "is not a text in languages.", "Write en: ... and sw: ...")
        return NO_WORDS

    def choice(self, key: str, among: type[Choice], *, default: Choice | None = None) -> Choice:
        """One of a fixed set of words. Without a default the key is compulsory."""
        value = self._take(key)
        allowed = list(among)
        if value is None:
            if default is None:
                self._missing(key)
            return default or allowed[0]
        if not isinstance(value, str) or value not in set(among):
            self.fault(
                "plain/choice", key, "is not one of the allowed words.",
                f"Choose one of: {', '.join(allowed)}.",
            )  # fmt: skip
            return default or allowed[0]
        return among(value)

    def day(self, key: str) -> date | None:
        """A date written 2024-12-31; absent means none."""
        value = self._take(key)
        if value is None or isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fault("plain/day", key, "is not a date.", "Write it like 2024-12-31.")
            return None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; absent means none."""
        value = self._take(key)
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(v, str | int) for v in value):
            return tuple(str(v) for v in value)
        self.fault("plain/texts", key, "is not a list of texts.", "Write [one, two].")
        return ()

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """A mapping of text to text, in its order; absent means none."""
        value = self._take(key)
        if value is None:
            return ()
        if isinstance(value, Mapping) and all(isinstance(v, str | int) for v in value.values()):
            return tuple((str(k), str(v)) for k, v in value.items())
        self.fault("plain/pairs", key, "is not a mapping of texts.", "Write {name: text}.")
        return ()

    def inner(self, key: str) -> Reading | None:
        """The mapping under a key as a reading of its own; absent means None."""
        value = self._take(key)
        if value is None:
            return None
        return self._reading(value, key)

    def each(self, key: str) -> Iterator[Reading]:
        """The mappings of the list under a key; absent means none."""
        value = self._take(key)
        if value is None:
            return
        if not isinstance(value, list):
            self.fault("plain/list", key, "is not a list.", "Start each entry with a hyphen.")
            return
        for index, entry in enumerate(value):
            reading = self._reading(entry, f"{key}[{index}]")
            if reading is not None:
                yield reading

    def value(self, key: str) -> object:
        """Whatever stands there, unchecked; absent means None."""
        return self._take(key)

    def close(self) -> None:
        """Report every key that nothing asked for: a misspelt key must not be lost silently."""
        for key in self.plain:
            if key not in self._seen:
                self.fault(
                    "plain/unknown-key", str(key), "is not a known key here.",
                    f"Known keys: {', '.join(sorted(self._seen))}.", with_value=False,
                )  # fmt: skip

    def fault(
        self, rule: str, key: str, message: str, remedy: str, *, with_value: bool = True,
        severity: Severity = Severity.ERROR,
    ) -> None:  # fmt: skip
        """Add a finding at a key of this mapping."""
        shown = str(self.plain.get(key, ""))[:80] if with_value and key in self.plain else ""
        path = ".".join(part for part in (self.place.key, key) if part)
        where = replace(self.place, key=path, value=shown)
        self.findings.append(Finding(where, rule, severity, f"{key} {message}", remedy))

    def _take(self, key: str) -> object:
        self._seen.add(key)
        value = self.plain.get(key)
        return None if value == "" else value

    def _missing(self, key: str) -> None:
        self.fault("plain/missing-key", key, "is missing.", f"Add the key {key}.")

    def _reading(self, value: object, key: str) -> Reading | None:
        if not isinstance(value, Mapping):
            self.fault("plain/mapping", key, "is not a mapping.", "Write keys with a colon.")
            return None
        path = ".".join(part for part in (self.place.key, key) if part)
        return Reading(dict(value), replace(self.place, key=path), self.findings)
