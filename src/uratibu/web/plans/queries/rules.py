"""The rules of the linter as their pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

import yaml
from django.urls import reverse
from django.utils.translation import gettext as _

from uratibu.core.plans.check import rules
from uratibu.core.plans.check.rules import About
from uratibu.design.parts import Link
from uratibu.web.plans.queries import words


@dataclass(frozen=True)
class RuleLine:
    """One rule in a list."""

    id: str
    title: str
    severity: str
    url: str


@dataclass(frozen=True)
class TopicLines:
    """The rules of one topic."""

    id: str
    title: str
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True)
class RulePage:
    """A rule: why it is there and its examples as YAML, "" where the base plan is the example."""

    line: RuleLine
    why: str
    field: str
    fails: str
    passes: str
    base: str


def topics() -> tuple[TopicLines, ...]:
    """Every rule, topic by topic."""
    every = rules.every_rule().values()
    return tuple(
        TopicLines(name, words.text(group[0].topic.title), tuple(map(_line, group)))
        for name, found in groupby(every, key=lambda each: each.topic.id)
        if (group := tuple(found))
    )


def page(slug: str) -> RulePage | None:
    """The page of a rule, None where there is no such rule."""
    about = rules.every_rule().get(f"plans/{slug}")
    if about is None:
        return None
    return RulePage(
        line=_line(about),
        why=words.text(about.why),
        field=about.field,
        fails=_example(about.fails),
        passes=_example(about.passes),
        base=rules.BASE.read_text(encoding="utf-8"),
    )


def steps(here: RulePage | None = None) -> tuple[Link, ...]:
    """The way down to the rules, or to one of them."""
    plans = Link(_("Plans"), reverse("plans:index"))
    if here is None:
        return (plans, Link(_("Rules of the linter")))
    return (plans, Link(_("Rules of the linter"), reverse("plans:rules")), Link(here.line.title))


def _line(about: About) -> RuleLine:
    url = reverse("plans:rule", args=[about.slug])
    return RuleLine(about.id, words.text(about.title), str(about.severity), url)


def _example(change: Mapping[str, object]) -> str:
    if not change:
        return ""
    return yaml.safe_dump(dict(change), allow_unicode=True, sort_keys=False, width=72).rstrip()
