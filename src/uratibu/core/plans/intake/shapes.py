"""Shapes of plan documents as data: fields, the headings that mean them, and named column sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from uratibu.core.labels import Label, label
from uratibu.core.plans.intake.headings import folded_heading
from uratibu.core.plans.model import Level


@dataclass(frozen=True)
class Field:
    """What a column may hold. has_periods: also in several columns, one for each year."""

    id: str
    title: Label
    words: frozenset[str]
    swahili: frozenset[str]
    has_periods: bool = False


@dataclass(frozen=True)
class Shape:
    """A named column set. words: what headings mean in this shape, before all else."""

    id: str
    title: Label
    source: str
    columns: tuple[str, ...]
    words: Mapping[str, str]


@dataclass(frozen=True)
class Shapes:
    """All fields and shapes. groups: first words of group rows by level; totals: of sums."""

    fields: Mapping[str, Field]
    shapes: tuple[Shape, ...]
    groups: Mapping[Level, tuple[str, ...]]
    totals: frozenset[str]

    def shape(self, shape_id: str) -> Shape | None:
        """The shape of this id, None where there is none."""
        return next((each for each in self.shapes if each.id == shape_id), None)


@cache
def shapes() -> Shapes:
    """The shapes that ship with the system."""
    text = resources.files("uratibu.core.plans").joinpath("shapes.yaml").read_text("utf-8")
    plain: dict[str, Any] = yaml.safe_load(text)
    return Shapes(
        fields={key: _field(key, said) for key, said in plain["fields"].items()},
        shapes=tuple(_shape(said) for said in plain["shapes"]),
        groups={
            Level(level): tuple(folded_heading(word) for word in words)
            for level, words in plain["groups"].items()
        },
        totals=frozenset(folded_heading(word) for word in plain["totals"]),
    )


def _field(key: str, said: dict[str, Any]) -> Field:
    words = frozenset(folded_heading(str(word)) for word in said["words"])
    title = label(said["title"])
    return Field(
        key, title, words | {folded_heading(title())}, frozenset({folded_heading(title("sw"))}),
        bool(said.get("periods")),
    )  # fmt: skip


def _shape(said: dict[str, Any]) -> Shape:
    words = {folded_heading(str(word)): field for word, field in said.get("words", {}).items()}
    return Shape(
        said["id"], label(said["title"]), said["source"], tuple(said["columns"]), words
    )  # fmt: skip
