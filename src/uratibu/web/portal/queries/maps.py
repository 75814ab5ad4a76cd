"""The tile map of a country: one square a county, shaded by fifths, each a link."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from uratibu.core.disclosure.model import ReleasedCell, ReleasedTable
from uratibu.core.values import Value
from uratibu.design import wording
from uratibu.design.parts import Legend, MapTile, TileMap
from uratibu.web.lineage.queries import figures
from uratibu.web.portal.queries import measures

SIDE, STEP = 46, 50
SHADES = 5


def tile_map(
    table: ReleasedTable,
    *,
    id: str,  # noqa: A002  the word of HTML
    title: str,
    address: Callable[[str], str],
) -> TileMap | None:
    """The map of a table with one value an area; None where the pack has no tiles for them."""
    place = table.columns.index("area")
    cells = {cell.key[place]: cell for cell in table.cells}
    bounds = _bounds([c.value.number for c in cells.values() if c.value.number is not None])
    tiles = tuple(
        _tile(code, column, row, _said(table, cells.get(code)), _level(cells.get(code), bounds),
              address(code))
        for code, column, row in measures.installed().tiles
    )  # fmt: skip
    if not tiles or not any(code in cells for code, _c, _r in measures.installed().tiles):
        return None
    return _map(id, title, tiles, about=figures.unit_of(table), legend=_legend(bounds, table))


def plain_map(*, id: str, title: str, address: Callable[[str], str]) -> TileMap | None:  # noqa: A002
    """The map without figures, as a way in to the counties."""
    tiles = tuple(
        _tile(code, column, row, "", "1", address(code))
        for code, column, row in measures.installed().tiles
    )
    return _map(id, title, tiles) if tiles else None


def _map(
    name: str,
    title: str,
    tiles: tuple[MapTile, ...],
    *,
    about: str = "",
    legend: tuple[Legend, ...] = (),
) -> TileMap:
    return TileMap(
        id=name,
        title=title,
        width=max(tile.x for tile in tiles) + SIDE,
        height=max(tile.y for tile in tiles) + SIDE,
        tiles=tiles,
        about=about,
        legend=legend,
        note=_("Squares stand roughly where the counties lie; their size says nothing."),
    )


def _tile(code: str, column: int, row: int, said: str, level: str, url: str) -> MapTile:
    name = measures.place_name(code)
    left = min(c for _code, c, _row in measures.installed().tiles)
    top = min(r for _code, _column, r in measures.installed().tiles)
    x, y = (column - left) * STEP, (row - top) * STEP
    return MapTile(
        x=x,
        y=y,
        text_x=x + SIDE // 2,
        text_y=y + SIDE // 2 + 5,
        short=_short(name),
        title=f"{name}: {said}" if said else name,
        level=level,
        url=url,
    )


def _short(name: str) -> str:
    """The first letters of a name, told apart by its second word: Tana River, Tharaka-Nithi."""
    return "".join(letter for letter in name if letter.isalpha())[:3].upper()


def _said(table: ReleasedTable, cell: ReleasedCell | None) -> str:
    if cell is None:
        return wording.state("missing")
    value: Value = cell.value
    if value.number is None:
        return wording.state(value.state)
    return f"{wording.amount(value.number, table.decimals)} {figures.unit_of(table)}"


def _bounds(numbers: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """The lower ends of the fifths above the lowest, without repetition."""
    ordered = sorted(numbers)
    ends = (ordered[len(ordered) * part // SHADES] for part in range(1, SHADES) if ordered)
    return tuple(dict.fromkeys(ends))


def _level(cell: ReleasedCell | None, bounds: tuple[Decimal, ...]) -> str:
    if cell is None or cell.value.number is None:
        return "none"
    return str(1 + sum(cell.value.number >= bound for bound in bounds))


def _legend(bounds: tuple[Decimal, ...], table: ReleasedTable) -> tuple[Legend, ...]:
    if not bounds:
        return ()
    ends = [wording.amount(bound, table.decimals) for bound in bounds]
    middle = [
        Legend(str(level), _("%(low)s to below %(high)s") % {"low": low, "high": high})
        for level, (low, high) in enumerate(itertools.pairwise(ends), start=2)
    ]
    return (
        Legend("1", _("below %(high)s") % {"high": ends[0]}),
        *middle,
        Legend(str(len(ends) + 1), _("%(low)s and more") % {"low": ends[-1]}),
        Legend("none", wording.state("missing")),
    )
