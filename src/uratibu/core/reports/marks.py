"""The Vega-Lite body of each kind of chart, and the looks they share."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from uratibu.core.reports import numerals
from uratibu.core.reports.tables import LAST

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
INK, SOFT, LINE, PRIMARY, BLANK = "#16282b", "#4b5c5f", "#dcd8ce", "#0b5d5e", "#f4f3ef"
SERIES = (PRIMARY, "#b5541c", "#7fb5b2", "#5b4b8a", "#d9a441", "#6f7d7f")
"""Colours of series: told apart under the common colour blindnesses, and by dash or legend too."""
QUIET = "#a9b4b4"
"""Bars of collective members, so that "all others" is not taken for the largest member."""
DASHES = ((1, 0), (6, 3), (2, 2), (8, 3, 2, 3), (10, 4), (4, 4))
SCALE = ("#dcebe9", "#93c4c0", "#4b9a98", "#0b6b6b", "#063f42")
FIRST_DARK = 3
_LIGHT = (2, 4, 6)
"""Places of the light colours, on which an amount is written dark."""
WIDTH = 640
LETTER = 7
"""The width of a digit in pixels: the longest bar leaves room for its amount at any width."""

Tiles = Sequence[tuple[str, int, int]]
"""(area code, column, row) from the upper left."""
Body = dict[str, object]


@dataclass(frozen=True)
class Datum:
    """One value to draw: where it stands (words and code), its amount and its printed text."""

    at: str
    code: str
    amount: float | None
    text: str
    series: str = ""


@dataclass(frozen=True)
class Drawing:
    """All that a chart shows. unit: in words, with its scale."""

    data: tuple[Datum, ...]
    is_over_time: bool
    unit: str
    tiles: tuple[tuple[str, int, int], ...]
    decimals: int
    language: str

    @property
    def series(self) -> list[str]:
        """The names of the series, in order; empty where there is only one."""
        return list(dict.fromkeys(datum.series for datum in self.data if datum.series))

    @property
    def amounts(self) -> list[float]:
        """The amounts there are."""
        return [datum.amount for datum in self.data if datum.amount is not None]

    @property
    def codes(self) -> list[str]:
        """The codes along the axis, sorted."""
        return sorted({datum.code for datum in self.data})

    def values(self) -> list[dict[str, object]]:
        """The data as Vega-Lite takes them: x, y, t (text) and s (series)."""
        rows: list[dict[str, object]] = []
        for datum in self.data:
            row: dict[str, object] = {"x": datum.at, "y": datum.amount, "t": datum.text}
            row |= {"q": True} if datum.code in LAST else {}
            rows.append(row | ({"s": datum.series} if datum.series else {}))
        return rows


def line(drawing: Drawing) -> Body:
    """A line for each series over time; years stand at their true distance."""
    values = drawing.values()
    encoding: Body = {"x": _time(drawing), "y": _amount()}
    if _are_years(drawing):
        values = [row | {"x": int(str(row["x"]))} for row in values]
    point: object = {"size": 24, "filled": True}
    if drawing.series:
        encoding["color"] = _colour(drawing)
        dashes = [list(dash) for dash in DASHES[: len(drawing.series)]]
        scale = {"domain": drawing.series, "range": dashes}
        encoding["strokeDash"] = {"field": "s", "scale": scale, "legend": None}
    else:
        point = {"size": 24, "filled": True, "color": PRIMARY}
    mark = {"type": "line", "strokeWidth": 2.25, "color": PRIMARY}
    if len(values) <= 40:
        mark["point"] = point
    return {
        "height": 270,
        "title": drawing.unit,
        "data": {"values": values},
        "mark": mark,
        "encoding": encoding,
    }


def bar(drawing: Drawing) -> Body:
    """Horizontal bars from the highest, each with its value; over time upright bars."""
    if drawing.is_over_time:
        return stacked(drawing)
    order = _order(drawing)
    low, high = min([0.0, *drawing.amounts]), max([0.0, *drawing.amounts])
    axis = {"labelLimit": 220, "domain": False, "ticks": False, "labelPadding": 8}
    room = LETTER * max((len(datum.text) for datum in drawing.data), default=0) + 10
    scale = {"domain": [low * 1.2, high or 1], "nice": False,
             "range": [0, {"expr": f"max(width - {room}, 20)"}]}  # fmt: skip
    encoding: Body = {
        "y": {"field": "x", "type": "nominal", "sort": order, "title": None, "axis": axis},
        "x": {"field": "y", "type": "quantitative", "title": None, "axis": None, "scale": scale},
    }
    bars: Body = {"mark": {"type": "bar", "color": PRIMARY}}
    if not drawing.series:
        quiet = {"test": "datum.q", "value": QUIET}
        bars["encoding"] = {"color": {"condition": quiet, "value": PRIMARY}}
    height = 24 * len(order)
    if drawing.series:
        encoding["yOffset"] = {"field": "s", "sort": drawing.series}
        bars["encoding"] = {"color": _colour(drawing)}
        height = (16 * len(drawing.series) + 10) * len(order)
    texts = {"mark": {"type": "text", "align": "left", "dx": 5, "color": INK},
             "encoding": {"text": {"field": "t"}}}  # fmt: skip
    return {"height": height, "title": drawing.unit, "data": {"values": drawing.values()},
            "encoding": encoding, "layer": [bars, texts]}  # fmt: skip


def stacked(drawing: Drawing) -> Body:
    """Upright bars over time or members, the series on top of each other."""
    along = len(drawing.codes)
    axis: Body = {"field": "x", "type": "nominal", "title": None, "sort": _order(drawing)}
    if drawing.is_over_time:
        axis = _time(drawing, upright=True)
    encoding: Body = {"x": axis, "y": _amount()}
    values = drawing.values()
    if drawing.series:
        rank = {name: index for index, name in enumerate(drawing.series)}
        values = [row | {"o": rank[str(row["s"])]} for row in values]
        encoding |= {"color": _colour(drawing), "order": {"field": "o"}}
    width = min(48.0, 0.72 * (WIDTH - 80) / max(along, 1))
    mark = {"type": "bar", "color": PRIMARY, "width": round(width, 1)}
    return {
        "height": 270,
        "title": drawing.unit,
        "data": {"values": values},
        "mark": mark,
        "encoding": encoding,
    }


def parts(drawing: Drawing) -> Body:
    """Horizontal bars in reading order, cut into series, each part with its amount."""
    names = drawing.series
    rank = {name: index for index, name in enumerate(names)}
    values = [row | {"o": rank[str(row["s"])]} for row in drawing.values() if row["y"]]
    order = list(dict.fromkeys(datum.at for datum in drawing.data))
    axis = {"labelLimit": 300, "domain": False, "ticks": False, "labelPadding": 8}
    palette = [*SERIES, QUIET][: len(names)]
    colour = {"field": "s", "type": "nominal", "scale": {"domain": names, "range": palette},
              "legend": {"orient": "top", "title": None, "columns": 4}}  # fmt: skip
    amount = {"field": "y", "type": "quantitative", "title": None, "stack": "zero", "axis": None}
    ink = {"condition": {"test": f"indexof({json.dumps(_LIGHT)}, datum.o) >= 0", "value": INK},
           "value": "#ffffff"}  # fmt: skip
    texts = {"mark": {"type": "text", "fontSize": 11},
             "encoding": {"text": {"field": "t"}, "color": ink, "detail": {"field": "s"},
                          "x": amount | {"bandPosition": 0.5}}}  # fmt: skip
    bars = {"mark": {"type": "bar", "height": 18}, "encoding": {"color": colour}}
    encoding: Body = {
        "y": {"field": "x", "type": "nominal", "sort": order, "title": None, "axis": axis},
        "x": amount,
        "order": {"field": "o"},
    }
    return {"height": 26 * len(order), "title": drawing.unit, "data": {"values": values},
            "encoding": encoding, "layer": [bars, texts]}  # fmt: skip


def tile_map(drawing: Drawing) -> Body:
    """One tile an area, coloured in up to five classes of equal size, with name and value."""
    places = {area: (column, row) for area, column, row in drawing.tiles}
    classes = _classes(drawing)
    laid = []
    for datum in drawing.data:
        column, row = places[datum.code]
        rank = _class_of(datum.amount, classes)
        laid.append({
            "x": _short(datum.at), "t": datum.text, "col": column, "row": row,
            "k": _class_words(classes, rank, drawing) if rank >= 0 else None,
            "i": "#fff" if rank >= max(0, FIRST_DARK + len(classes) - len(SCALE)) else INK,
        })  # fmt: skip
    drawn = {datum.code for datum in drawing.data}
    for area, (column, row) in places.items():
        if area not in drawn:
            laid.append({"x": "", "t": "", "col": column, "row": row, "k": None, "i": INK})
    rows = 1 + max(row for _, _, row in drawing.tiles) - min(row for _, _, row in drawing.tiles)
    place: Body = {"type": "ordinal", "axis": None, "scale": {"paddingInner": 0.06}}
    texts = [
        {"mark": {"type": "text", "dy": dy, "fontSize": 9.5},
         "encoding": {"text": {"field": name},
                      "color": {"field": "i", "type": "nominal", "scale": None}}}
        for name, dy in (("x", -6), ("t", 7))
    ]  # fmt: skip
    tiles = {"mark": {"type": "rect"}, "encoding": {"color": _class_colours(drawing, classes)}}
    return {
        "height": rows * 44,
        "title": drawing.unit,
        "data": {"values": laid},
        "encoding": {"x": place | {"field": "col"}, "y": place | {"field": "row"}},
        "layer": [tiles, *texts],
    }


def _class_colours(drawing: Drawing, classes: list[list[float]]) -> Body:
    names = [_class_words(classes, rank, drawing) for rank in range(len(classes))]
    colours = list(SCALE[len(SCALE) - len(classes) :]) if len(classes) < 5 else list(SCALE)
    legend = {"orient": "bottom", "direction": "horizontal", "title": None, "symbolSize": 160,
              "labelLimit": 200, "columnPadding": 14}  # fmt: skip
    test = {"test": "datum.k === null", "value": BLANK}
    return {"field": "k", "type": "ordinal", "condition": test, "legend": legend,
            "scale": {"domain": names, "range": colours}}  # fmt: skip


def _classes(drawing: Drawing) -> list[list[float]]:
    """The amounts cut into classes of nearly equal size; equal amounts stay together."""
    ordered = sorted(drawing.amounts)
    count = min(len(SCALE), len(set(ordered)))
    cut: list[list[float]] = [[] for _ in range(count)]
    for amount in ordered:
        cut[ordered.index(amount) * count // len(ordered)].append(amount)
    return [members for members in cut if members]


def _class_of(amount: float | None, classes: list[list[float]]) -> int:
    return next((i for i, members in enumerate(classes) if amount in members), -1)


def _class_words(classes: list[list[float]], rank: int, drawing: Drawing) -> str:
    low, high = (
        numerals.digits_of(amount, decimals=drawing.decimals, language=drawing.language)
        for amount in (classes[rank][0], classes[rank][-1])
    )
    return low if low == high else f"{low}\u2013{high}"


def _short(name: str) -> str:
    return name if len(name) <= 12 else f"{name[:11].rstrip()}\u2026"


def _are_years(drawing: Drawing) -> bool:
    return all(len(code) == 4 and code.isdigit() for code in drawing.codes)


def _time(drawing: Drawing, *, upright: bool = False) -> Body:
    codes = drawing.codes
    every = max(1, -(-len(codes) // 12))
    shown = [code for index, code in enumerate(reversed(codes)) if index % every == 0][::-1]
    axis: Body = {"labelAngle": 0, "labelPadding": 6, "grid": False}
    if _are_years(drawing) and not upright:
        numbers = [int(code) for code in shown]
        return {"field": "x", "type": "quantitative", "title": None,
                "scale": {"zero": False, "nice": False, "padding": 12},
                "axis": axis | {"format": "d", "values": numbers}}  # fmt: skip
    return {"field": "x", "type": "ordinal", "title": None, "sort": codes,
            "axis": axis | {"values": shown}}  # fmt: skip


def _amount() -> Body:
    """The axis of amounts; it starts at zero, and the unit stands above the chart."""
    axis = {"format": ",~f", "tickCount": 5, "domain": False, "ticks": False, "labelPadding": 6}
    return {"field": "y", "type": "quantitative", "title": None, "axis": axis}


def _colour(drawing: Drawing) -> Body:
    names = drawing.series
    return {"field": "s", "type": "nominal", "legend": {"orient": "top", "title": None},
            "scale": {"domain": names, "range": list(SERIES[: len(names)])}}  # fmt: skip


def _order(drawing: Drawing) -> list[str]:
    """Categories from the highest; collective members stand last."""
    sums: dict[str, float] = {}
    last: dict[str, int] = {}
    for datum in drawing.data:
        sums[datum.at] = sums.get(datum.at, 0.0) + (datum.amount or 0)
        last[datum.at] = LAST.index(datum.code) + 1 if datum.code in LAST else 0
    return sorted(sums, key=lambda name: (last[name], -sums[name], name))


def framed(body: Body) -> Body:
    """The body in the frame all charts share: size, type, colours."""
    text = {"labelColor": INK, "titleColor": SOFT, "labelFontSize": 12, "titleFontSize": 12,
            "titleFontWeight": "normal"}  # fmt: skip
    title = {"anchor": "start", "frame": "group", "fontSize": 12, "fontWeight": "normal",
             "color": SOFT, "offset": 8}  # fmt: skip
    config = {
        "font": "sans-serif",
        "view": {"stroke": None},
        "title": title,
        "axis": text | {"gridColor": LINE, "domainColor": SOFT, "tickColor": SOFT},
        "legend": text | {"symbolType": "square", "labelLimit": 240},
        "text": {"fontSize": 12},
    }
    return {"$schema": SCHEMA, "width": WIDTH, "background": None, "padding": 4,
            "autosize": {"type": "fit-x", "contains": "padding"},
            "config": config, **body}  # fmt: skip
