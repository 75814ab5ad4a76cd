"""The rules of the plan linter as a list or as their page of documentation."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from itertools import groupby

import yaml

from uratibu.core.plans.check.rules import BASE, About, every_rule

COMMAND = "uratibu plan rules --markdown > docs/reference/plan-rules.md"
"""How the page of documentation is made."""


def run(chosen: argparse.Namespace) -> int:
    """Print every rule: as lines, as JSON, or as the page of documentation."""
    rules = tuple(every_rule().values())
    if chosen.markdown:
        print("\n".join(page(rules)))
    elif chosen.json:
        print(json.dumps([_as_plain(each) for each in rules], indent=1, ensure_ascii=False))
    else:
        widest = max(len(each.id) for each in rules)
        for each in rules:
            print(f"{each.severity:7} {each.id:{widest}}  {each.title(chosen.language)}")
    return 0


def page(rules: tuple[About, ...]) -> Iterator[str]:
    """The lines of the page, rules under their topics with their examples."""
    yield "# Rules of the plan linter"
    yield ""
    yield f"{len(rules)} rules look at a plan. Their ids are permanent. An error makes"
    yield "`uratibu plan check` end with exit code 1; warnings and notes do not. Each rule has an"
    yield "example that breaks it and one that keeps it; both are its test. Every example changes"
    yield "the [plan at the end](#the-plan-the-examples-change), which has no fault."
    yield ""
    yield f"This page is made by `{COMMAND}`."
    for _, group in groupby(rules, key=lambda each: each.topic.id):
        topic = tuple(group)
        yield from ("", f"## {topic[0].topic.title()} ({topic[0].topic.title('sw')})")
        for each in topic:
            yield from _rule(each)
    yield from ("", "## The plan the examples change", "", "```yaml")
    yield BASE.read_text(encoding="utf-8").rstrip()
    yield "```"


def _rule(about: About) -> Iterator[str]:
    yield from ("", f"### {about.id}", "")
    yield f"**{about.title()}** · *{about.title('sw')}* · {about.severity} · field `{about.field}`"
    yield from ("", about.why(), "", f"*{about.why('sw')}*")
    yield from ("", "Breaks it:", *_example(about.fails))
    yield from ("", "Keeps it:", *_example(about.passes))
    yield from ("", f"What to do: {_plain(about.remedy())}")


def _example(change: Mapping[str, object]) -> Iterator[str]:
    said = yaml.safe_dump(dict(change), allow_unicode=True, sort_keys=False, width=96).rstrip()
    yield from ("", "```yaml", said if change else "# the plan as it is", "```")


def _plain(template: str) -> str:
    """A sentence for reading: the names of facts are set off."""
    return template.replace("{", "*").replace("}", "*")


def _as_plain(about: About) -> dict[str, object]:
    return {
        "rule": about.id,
        "severity": str(about.severity),
        "field": about.field,
        "title": dict(about.title.texts),
        "why": dict(about.why.texts),
    }
