"""Runs every rule over a text and puts what was found into words."""

from __future__ import annotations

from dataclasses import replace

from uratibu.core.documents import outline
from uratibu.core.documents.check import structure, wording
from uratibu.core.documents.check.context import Context, Fault, Rule
from uratibu.core.documents.check.rules import rule
from uratibu.core.documents.model import Text
from uratibu.core.findings import Finding, Where

RULES: dict[str, Rule] = {**structure.RULES, **wording.RULES}
"""Every rule by its permanent id; its words and examples stand in rules.yaml."""
SHOWN = 60


def faults(text: Text, context: Context) -> tuple[Fault, ...]:
    """Every fault of a text, in the order of the text."""
    order = {thing.id: at for at, thing in enumerate(outline.everything(text))}
    found = [
        replace(each, rule=rule_id) for rule_id, find in RULES.items()
        for each in find(text, context)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda each: order[each.unit]))


def text(
    text: Text, context: Context, *, language: str = "en", file: str = ""
) -> tuple[Finding, ...]:
    """Every finding of a text. The place is the id of the unit and its first words."""
    units = {unit.id: unit for unit in outline.units(text)}
    name = file or text.source.file
    made = []
    for each in faults(text, context):
        about, facts = rule(each.rule), dict(each.facts)
        words = units[each.unit].text
        shown = words if len(words) <= SHOWN else f"{words[:SHOWN].rstrip()}\u2026"
        made.append(
            Finding(
                Where(file=name, key=each.unit, value=shown), each.rule, about.severity,
                about.message(language).format(**facts), about.remedy(language).format(**facts),
            )
        )  # fmt: skip
    return tuple(made)
