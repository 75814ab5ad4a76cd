"""What is said of each rule, from rules.yaml: the one place of its words and its examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from uratibu.core.findings import Severity, Where
from uratibu.core.labels import Label
from uratibu.core.plain import Reading

FILE = Path(__file__).resolve().parent / "rules.yaml"


class UnknownRule(LookupError):
    """There is no rule of that id; the message says where the rules stand."""


@dataclass(frozen=True)
class About:
    """A rule in words. id: permanent. message, remedy: sentences with facts in braces.

    fails, passes: texts in Markdown that show the fault and its absence. finds: the units of the
    failing one that are found, by their id.
    """

    id: str
    severity: Severity
    title: Label
    why: Label
    message: Label
    remedy: Label
    fails: str
    passes: str
    finds: tuple[str, ...]


def rule(rule_id: str) -> About:
    """What is said of a rule. Raises UnknownRule."""
    found = every_rule().get(rule_id)
    if found is None:
        raise UnknownRule(f"there is no rule {rule_id!r}; the rules stand in {FILE.name}")
    return found


@cache
def every_rule() -> Mapping[str, About]:
    """Every rule by its id, in the order of the file."""
    reading = Reading(yaml.safe_load(FILE.read_text(encoding="utf-8")), Where(file=FILE.name))
    rules = tuple(_about(inner) for inner in reading.each("rules"))
    reading.close()
    if reading.findings:
        raise UnknownRule(f"the rules cannot be read: {reading.findings[0]}")
    return {about.id: about for about in rules}


def _about(reading: Reading) -> About:
    about = About(
        id=f"documents/{reading.text('id')}",
        severity=reading.choice("severity", Severity),
        title=reading.label("title", required=True),
        why=reading.label("why", required=True),
        message=reading.label("message", required=True),
        remedy=reading.label("remedy", required=True),
        fails=reading.text("fails"),
        passes=reading.text("passes"),
        finds=reading.texts("finds"),
    )
    reading.close()
    return about
