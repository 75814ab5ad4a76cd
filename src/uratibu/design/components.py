"""The components there are, with their words and examples as their folders say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).resolve().parent / "templates" / "design"


@dataclass(frozen=True)
class Example:
    """One example of a component: what it shows, and the part that is handed to the template."""

    title: str
    part: object


@dataclass(frozen=True)
class Component:
    """One component: its name (folder, template and tag), what it is for, its examples.

    inside: class of the list it is an entry of, "" for what stands alone.
    is_on_every_page: the gallery shows it around itself already.
    """

    name: str
    purpose: str
    examples: tuple[Example, ...]
    inside: str = ""
    is_on_every_page: bool = False

    @property
    def template(self) -> str:
        """The name of its template."""
        return f"design/{self.name}/{self.name}.html"


@lru_cache(maxsize=1)
def components() -> tuple[Component, ...]:
    """Every component of the design folder, by name."""
    return tuple(_component(file) for file in sorted(FOLDER.glob("*/examples.yaml")))


def _component(file: Path) -> Component:
    said = yaml.safe_load(file.read_text(encoding="utf-8"))
    examples = tuple(Example(each["title"], each["part"]) for each in said["examples"])
    return Component(
        file.parent.name,
        said["purpose"],
        examples,
        inside=said.get("inside", ""),
        is_on_every_page=said.get("is_on_every_page", False),
    )
