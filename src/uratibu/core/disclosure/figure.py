"""One released figure: the only kind of number that progress and its reports accept.

It comes from a released table, or from a return that the head of its institution approved.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import InitVar, dataclass
from decimal import Decimal

from uratibu.core.disclosure.model import NotThroughTheGate, ReleasedTable
from uratibu.core.values import SUPPRESSED, Value

_GATE = object()


@dataclass(frozen=True)
class Approved:
    """A value of an approved return, before disclosure control.

    origin: the return it stands in, as return:DIS/2025/26-Q1. threshold: counts of people from 1
    below it are hidden; 0 hides nothing. version: of the reported value.
    """

    indicator: str
    period: str
    area: str
    value: Value
    unit: str
    origin: str
    threshold: int = 0
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    version: int = 0


@dataclass(frozen=True)
class ReleasedFigure:
    """A number that may be shown. Made by `from_table`, `from_return` or `as_kept`, by nobody else.

    id: permanent, as figure id. release: what it came out of. digest: sha256 over what it says.
    editions: (data set, edition, sha256) behind it, () for a figure of a return.
    """

    id: str
    indicator: str
    period: str
    area: str
    value: Value
    unit: str
    release: str
    digest: str
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    editions: tuple[tuple[str, str, str], ...] = ()
    gate: InitVar[object] = None

    def __post_init__(self, gate: object) -> None:
        if gate is not _GATE:
            raise NotThroughTheGate(
                f"figure {self.id} was not made by disclosure.figure; use from_table or from_return"
            )


def from_return(approved: Approved) -> ReleasedFigure:
    """Release a value of an approved return; a count below its threshold is hidden.

    Where a numerator or denominator is such a count, the ratio is hidden with it.
    """
    parts = (approved.value.number, approved.numerator, approved.denominator)
    is_small = any(0 < part < approved.threshold for part in parts if part is not None)
    value = SUPPRESSED if is_small else approved.value
    return ReleasedFigure(
        id=f"{approved.indicator}@{approved.period}#{approved.area}",
        indicator=approved.indicator,
        period=approved.period,
        area=approved.area,
        value=value,
        unit=approved.unit,
        release=approved.origin,
        digest=_digest(approved, value),
        numerator=None if is_small else approved.numerator,
        denominator=None if is_small else approved.denominator,
        gate=_GATE,
    )


def from_table(
    table: ReleasedTable, key: tuple[str, ...], *, indicator: str, area: str, period: str
) -> ReleasedFigure:
    """The cell of a released table as a figure of a plan's indicator. Raises KeyError."""
    cell = next((each for each in table.cells if each.key == key), None)
    if cell is None:
        raise KeyError(f"release {table.id} has no cell {key}")
    return ReleasedFigure(
        id=f"{indicator}@{period}#{area}",
        indicator=indicator,
        period=period,
        area=area,
        value=cell.value,
        unit=table.unit,
        release=table.id,
        digest=table.digest,
        numerator=cell.numerator.number if cell.numerator else None,
        denominator=cell.denominator.number if cell.denominator else None,
        editions=tuple((e.dataset, e.edition, e.sha256) for e in table.lineage.editions),
        gate=_GATE,
    )


def as_kept(
    *, indicator: str, period: str, area: str, value: Value, unit: str, release: str,
    digest: str, numerator: Decimal | None = None, denominator: Decimal | None = None,
    editions: tuple[tuple[str, str, str], ...] = (),
) -> ReleasedFigure:  # fmt: skip
    """A figure that was released before, as the table of released figures keeps it."""
    return ReleasedFigure(
        id=f"{indicator}@{period}#{area}", indicator=indicator, period=period, area=area,
        value=value, unit=unit, release=release, digest=digest, numerator=numerator,
        denominator=denominator, editions=editions, gate=_GATE,
    )  # fmt: skip


def _digest(approved: Approved, value: Value) -> str:
    said = [
        approved.indicator, approved.period, approved.area, approved.unit, approved.origin,
        approved.version, str(value.state), str(value.number), str(value.quality),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
