"""What is said of each rule, from the folder `rules`: the one place of its words and examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from uratibu.core.findings import Severity, Where
from uratibu.core.labels import Label
from uratibu.core.plain import Reading

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same safe loader, ten times as fast where it was compiled."""
FOLDER = Path(__file__).resolve().parent.parent / "rules"
BASE = FOLDER / "base.yaml"
"""The plan without a fault that every example is a change of."""


class UnknownRule(LookupError):
    """There is no rule of that id; the message says where the rules stand."""


@dataclass(frozen=True)
class Topic:
    """Rules that belong together; `id` is the name of their file."""

    id: str
    title: Label


@dataclass(frozen=True)
class About:
    """A rule in words. id: permanent. field: where it leads.

    message, remedy: sentences with the names of facts in braces. fails, passes: changes of the
    base plan that show the fault and its absence; finds: further findings the failing one has.
    """

    id: str
    topic: Topic
    severity: Severity
    field: str
    title: Label
    why: Label
    message: Label
    remedy: Label
    fails: Mapping[str, object]
    passes: Mapping[str, object]
    finds: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """The id without the room, as it stands in an address."""
        return self.id.partition("/")[2]


def rule(rule_id: str) -> About:
    """What is said of a rule. Raises UnknownRule."""
    found = every_rule().get(rule_id)
    if found is None:
        raise UnknownRule(f"there is no rule {rule_id!r}; the rules stand in {FOLDER.name}/*.yaml")
    return found


@cache
def every_rule() -> Mapping[str, About]:
    """Every rule by its id, topic by topic."""
    topics = [_read(path) for path in sorted(FOLDER.glob("*.yaml")) if path != BASE]
    topics.sort(key=lambda one: one[0])
    return {about.id: about for _, rules in topics for about in rules}


def _read(path: Path) -> tuple[int, tuple[About, ...]]:
    """The place of a topic among the others and its rules."""
    plain = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 (a safe one)
    reading = Reading(plain, Where(file=path.name))
    topic = Topic(path.stem, reading.label("title", required=True))
    order = reading.whole("order")
    rules = tuple(_about(inner, topic) for inner in reading.each("rules"))
    reading.close()
    if reading.findings:
        raise UnknownRule(f"the rules of {path.name} cannot be read: {reading.findings[0]}")
    return order, rules


def _about(reading: Reading, topic: Topic) -> About:
    about = About(
        id=f"plans/{reading.text('id')}",
        topic=topic,
        severity=reading.choice("severity", Severity),
        field=reading.text("field"),
        title=reading.label("title", required=True),
        why=reading.label("why", required=True),
        message=reading.label("message", required=True),
        remedy=reading.label("remedy", required=True),
        fails=_mapping(reading.value("fails")),
        passes=_mapping(reading.value("passes")),
        finds=reading.texts("finds"),
    )
    reading.close()
    return about


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
