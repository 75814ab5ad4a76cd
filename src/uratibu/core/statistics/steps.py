"""How a comparison is written in an address and in a formula: `top:10:origin`, `change:percent`."""

from __future__ import annotations

from uratibu.core.statistics.model import (
    Change,
    ChangeSince,
    Rank,
    ShareOf,
    Top,
    TotalOver,
    Transform,
)

SHAPES = "change:absolute, change:percent, share:origin, rank:origin, top:10:origin, total:period"


class NotAStep(ValueError):
    """The text is none of the comparisons; the message names them."""


def parse_step(text: str) -> Transform:
    """Read one comparison. Raises NotAStep."""
    match text.split(":"):
        case ["change", kind] if kind in set(Change):
            return ChangeSince(Change(kind))
        case ["share", dimension] if dimension:
            return ShareOf(dimension)
        case ["rank", dimension] if dimension:
            return Rank(dimension)
        case ["top", count, dimension] if count.isascii() and count.isdigit() and dimension:
            return Top(dimension, int(count))
        case ["total", dimension] if dimension:
            return TotalOver(dimension)
    raise NotAStep(f"{text!r} is not a comparison; write one of: {SHAPES}")


def write_step(step: Transform) -> str:
    """The comparison as `parse_step` reads it."""
    if isinstance(step, ChangeSince):
        return f"change:{step.kind}"
    if isinstance(step, Top):
        return f"top:{step.count}:{step.dimension}"
    word = {ShareOf: "share", Rank: "rank", TotalOver: "total"}[type(step)]
    return f"{word}:{step.dimension}"
