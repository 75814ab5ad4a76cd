"""A chart of a released table as one Vega-Lite specification, used for web page, Word and PDF."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from uratibu.core.disclosure.model import ReleasedCell, ReleasedTable
from uratibu.core.reports import alternative, marks, numerals
from uratibu.core.reports.binding import SCALES
from uratibu.core.reports.marks import Tiles
from uratibu.core.reports.tables import period_words, unit_words


class Kind(StrEnum):
    """The kinds of chart there are."""

    LINE = "line"
    BAR = "bar"
    STACKED = "stacked"
    TILES = "tiles"


class NotDrawable(ValueError):
    """This table cannot be drawn as this kind of chart; the message says why and what fits."""


@dataclass(frozen=True)
class ChartSpecification:
    """A chart ready to be drawn: canonical Vega-Lite JSON, its title and text alternative."""

    kind: Kind
    specification: str
    title: str
    alternative: str


@dataclass(frozen=True)
class _Shape:
    """Which dimension runs along the axis, and which makes the series ("" for none)."""

    along: str
    series: str


@dataclass(frozen=True)
class _Looks:
    """In which language, scale and decimals the amounts are written."""

    language: str
    unit: str
    decimals: int


_BODIES = {
    Kind.LINE: marks.line,
    Kind.BAR: marks.bar,
    Kind.STACKED: marks.stacked,
    Kind.TILES: marks.tile_map,
}


def for_table(
    table: ReleasedTable,
    kind: Kind | str,
    language: str,
    *,
    title: str = "",
    tiles: Tiles = (),
    unit: str = "",
    decimals: int = -1,
) -> ChartSpecification:
    """The specification and text alternative of a released table drawn as a kind of chart.

    title: subject, unit, period; made from the table where not given. tiles: layout of a tile map.
    unit: "", thousand, million or billion, in which the amounts are drawn; decimals: -1 means as
    the measure says. Raises NotDrawable where the table has too many dimensions or series, no tile
    for an area, or where there is no such kind of chart.
    """
    if kind not in set(Kind):
        raise NotDrawable(f"{kind!r} is not a kind of chart; choose one of {', '.join(Kind)}")
    chosen = Kind(kind)
    shape = _shape(table, chosen)
    cells = _drawn_cells(table, shape)
    looks = _Looks(language, unit, table.decimals if decimals < 0 else decimals)
    data = tuple(_datum(table, shape, cell, looks) for cell in cells)
    drawing = marks.Drawing(
        data=data,
        is_over_time=shape.along == "period",
        unit=unit_words(table, language, unit),
        tiles=tuple(tiles),
        decimals=looks.decimals,
        language=language,
    )
    _refuse_lost(drawing, chosen)
    named = title or f"{table.title(language)}, {drawing.unit}, {period_words(table, language)}"
    specification = marks.framed(_BODIES[chosen](drawing))
    told = _told(drawing, cells, alternative.Telling(chosen, named, language, looks.decimals, unit))
    return ChartSpecification(chosen, _canonical(specification), named, told)


def _told(drawing: marks.Drawing, cells: list[ReleasedCell], telling: alternative.Telling) -> str:
    points = [
        alternative.Point(datum.series, datum.at, cell.value)
        for datum, cell in zip(drawing.data, cells, strict=True)
    ]
    return alternative.describe(points, telling, over_time=drawing.is_over_time)


def _shape(table: ReleasedTable, kind: Kind) -> _Shape:
    """Decide what runs along and what makes the series. Raises NotDrawable."""
    varying = [
        name
        for index, name in enumerate(table.columns)
        if len({cell.key[index] for cell in table.cells}) > 1
    ]
    free = [name for name in varying if name != "period"]
    if len(varying) > 2:
        raise NotDrawable(f"{table.id} varies by {', '.join(varying)}; a chart shows two of them")
    if kind is Kind.TILES:
        if "period" in varying or "area" not in table.columns or free not in ([], ["area"]):
            raise NotDrawable(f"{table.id} is not one value an area; ask for one period by area")
        return _Shape("area", "")
    if kind is Kind.LINE or "period" in varying:
        return _Shape("period", free[0] if free else "")
    return _Shape(free[0] if free else "period", free[1] if len(free) > 1 else "")


def _drawn_cells(table: ReleasedTable, shape: _Shape) -> list[ReleasedCell]:
    """The cells to draw: a total beside its members would dwarf or double them."""
    drawn = [
        index
        for index, name in enumerate(table.columns)
        if name in (shape.along, shape.series) and name != "period"
    ]
    members = [c for c in table.cells if not any(c.key[index] == "_T" for index in drawn)]
    cells = members or list(table.cells)
    most = len(marks.SERIES)
    if shape.series and len({_code(table, shape.series, c) for c in cells}) > most:
        raise NotDrawable(
            f"{table.id} has more than {most} series of {shape.series}; ask for fewer"
        )
    return cells


def _refuse_lost(drawing: marks.Drawing, kind: Kind) -> None:
    if kind is not Kind.TILES:
        return
    places = {area for area, _, _ in drawing.tiles}
    lost = [datum.at for datum in drawing.data if datum.code not in places]
    if lost or not drawing.data:
        raise NotDrawable(f"the tile map has no place for {', '.join(lost) or 'any area'}")


def _code(table: ReleasedTable, dimension: str, cell: ReleasedCell) -> str:
    return cell.key[table.columns.index(dimension)] if dimension else ""


def _words(table: ReleasedTable, dimension: str, cell: ReleasedCell, language: str) -> str:
    return table.label(dimension, _code(table, dimension, cell))(language) if dimension else ""


def _datum(table: ReleasedTable, shape: _Shape, cell: ReleasedCell, looks: _Looks) -> marks.Datum:
    amount = cell.value.number
    if amount is not None and looks.unit:
        amount = amount.scaleb(-SCALES[looks.unit])
    text = (
        numerals.written(cell.value, decimals=looks.decimals, language=looks.language)
        if amount is None
        else numerals.digits(amount, decimals=looks.decimals, language=looks.language)
    )
    return marks.Datum(
        at=_words(table, shape.along, cell, looks.language),
        code=_code(table, shape.along, cell),
        amount=None if amount is None else float(amount),
        text=text,
        series=_words(table, shape.series, cell, looks.language),
    )


def _canonical(specification: dict[str, object]) -> str:
    return json.dumps(specification, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
