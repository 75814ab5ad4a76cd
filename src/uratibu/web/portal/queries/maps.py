"""The tile map of a country: one square a county, shaded by fifths, each a link."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

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
    laid = measures.installed().tiles
    if not any(code in cells for code, _column, _row in laid):
        return None
    bounds = _bounds([c.value.number for c in cells.values() if c.value.number is not None])
    shades = {code: _level(cells.get(code), bounds) for code, _column, _row in laid}
    said = {code: _said(table, cells.get(code)) for code, _column, _row in laid}
    return _map(
        id,
        title,
        _tiles(address, shades, said),
        about=figures.unit_of(table),
        legend=_legend(bounds, table),
    )


def plain_map(
    *,
    id: str,  # noqa: A002  the word of HTML
    title: str,
    address: Callable[[str], str],
    here: str = "",
) -> TileMap | None:
    """The map without figures, as a way in to the counties; `here` is shaded."""
    laid = measures.installed().tiles
    if not laid:
        return None
    shades = {code: "4" if code == here else "1" for code, _column, _row in laid}
    return _map(id, title, _tiles(address, shades, {}))


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


def _tiles(
    address: Callable[[str], str], shades: Mapping[str, str], said: Mapping[str, str]
) -> tuple[MapTile, ...]:
    laid = measures.installed().tiles
    left, top = min(c for _code, c, _row in laid), min(r for _code, _column, r in laid)
    names = {code: measures.place_name(code) for code, _column, _row in laid}
    shorts = short_names({code: measures.english_name(code) for code in names})
    return tuple(
        MapTile(
            x=(x := (column - left) * STEP),
            y=(y := (row - top) * STEP),
            text_x=x + SIDE // 2,
            text_y=y + SIDE // 2 + 5,
            short=shorts[code],
            title=f"{names[code]}: {said[code]}" if code in said else names[code],
            level=shades[code],
            url=address(code),
        )
        for code, column, row in laid
    )


def short_names(names: Mapping[str, str]) -> dict[str, str]:
    """Three letters for each name: the first three, or where names share them the first two and
    the first letter that tells them apart (Kisii KII, Kisumu KIU)."""
    letters = {
        code: "".join(c for c in name.upper() if c.isalpha()) for code, name in names.items()
    }
    made = {}
    for code, mine in letters.items():
        rivals = [
            other for name, other in letters.items() if name != code and other[:3] == mine[:3]
        ]
        made[code] = mine[:2] + _telling(mine, rivals) if rivals else mine[:3]
    return made


def _telling(mine: str, rivals: Sequence[str]) -> str:
    """The first letter after the second at which a name differs from all its rivals."""
    for index in range(2, len(mine)):
        if all(rival[index : index + 1] != mine[index] for rival in rivals):
            return mine[index]
    return mine[2:3]


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
        for level, (low, high) in enumerate(pairwise(ends), start=2)
    ]
    return (
        Legend("1", _("below %(high)s") % {"high": ends[0]}),
        *middle,
        Legend(str(len(ends) + 1), _("%(low)s and more") % {"low": ends[-1]}),
        Legend("none", wording.state("missing")),
    )
