"""The options of a planned block, given back in the types the loader put in."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar, cast

from uratibu.core.labels import NO_WORDS, Label
from uratibu.core.reports.model import BlockPlan

Kept = TypeVar("Kept")


class Options:
    """Reads a block plan that `load` has checked; an absent option is empty."""

    def __init__(self, plan: BlockPlan) -> None:
        self._said = dict(plan.options)
        self.place = plan.place

    def text(self, name: str) -> str:
        """A text, "" where absent."""
        return self._get(name, "")

    def label(self, name: str) -> Label:
        """A text in languages."""
        return self._get(name, NO_WORDS)

    def labels(self, name: str) -> tuple[Label, ...]:
        """A list of texts in languages."""
        return self._get(name, ())

    def rows(self, name: str) -> tuple[tuple[Label, ...], ...]:
        """Rows of texts in languages."""
        return self._get(name, ())

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        return self._get(name, ())

    def pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        """A mapping of text to text."""
        return self._get(name, ())

    def filters(self, name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """A mapping of dimension to codes."""
        return self._get(name, ())

    def narrowed(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What narrows a list of the register."""
        return self._get("narrow", ())

    def whole(self, name: str, default: int) -> int:
        """A whole number."""
        return self._get(name, default)

    def claim(self, name: str) -> bool:
        """True or false."""
        return self._get(name, False)

    def block(self, name: str) -> BlockPlan | None:
        """A block inside this one."""
        return cast("BlockPlan | None", self._said.get(name))

    def triples(self, name: str) -> tuple[tuple[str, Label, Label], ...]:
        """The tiles of a key-statistics sheet."""
        return self._get(name, ())

    def quadruples(self, name: str) -> tuple[tuple[str, Label, Label, bool], ...]:
        """The sources of a comparison."""
        return self._get(name, ())

    def _get(self, name: str, default: Kept) -> Kept:
        return cast("Kept", self._said.get(name, default))


def overridden(shared: BlockPlan, by: BlockPlan) -> BlockPlan:
    """A shared block with the options that its place of use says anew."""
    said = {name: value for name, value in by.options if name != "use"}
    return replace(shared, options=tuple((dict(shared.options) | said).items()), place=by.place)
