"""What the components show: plain values, already in the reader's language.

A component takes one part (or a list of them). examples.yaml shows each with the same keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """Words and where they lead; without an address they are only words (the page itself)."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Fact:
    """One line of a definition list."""

    term: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Figure:
    """A figure. Either `value` or `state` (why there is no number) is filled.

    value: the number as written. url: the trace of this very figure.
    """

    unit: str
    period: str
    source: str
    value: str = ""
    state: str = ""
    quality: str = ""
    url: str = ""


@dataclass(frozen=True)
class Trend:
    """A small line without axes: points of a polyline in a box of 120 by 28, and its words."""

    points: str
    words: str


@dataclass(frozen=True)
class Tile:
    """A headline figure in a grid; `url` is its data page, `trace_url` its trace."""

    name: str
    url: str
    unit: str
    period: str
    source: str
    value: str = ""
    state: str = ""
    quality: str = ""
    trace_url: str = ""
    change: str = ""
    trend: Trend | None = None


@dataclass(frozen=True)
class Column:
    """A column of a table. sorted: "ascending", "descending"."""

    text: str
    is_number: bool = False
    sort_url: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell of a table. `state` stands in place of the number; `mark` points at a note."""

    text: str = ""
    is_number: bool = False
    state: str = ""
    url: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a table; its first cell is its header."""

    cells: tuple[Cell, ...]
    is_total: bool = False


@dataclass(frozen=True)
class Table:
    """A released table as it is shown: every row, every note, every state in words."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    about: str = ""
    notes: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart drawn as SVG, its title and the same in words. narrow: the drawing for a phone."""

    id: str
    title: str
    svg: str
    alternative: str
    narrow: str = ""
    about: str = ""
    source: str = ""


@dataclass(frozen=True)
class Source:
    """One source of a comparison. width: its number as a percentage of the largest (0: none)."""

    name: str
    url: str
    period: str
    method: str
    coverage: str
    edition: str = ""
    value: str = ""
    state: str = ""
    width: int = 0
    is_used: bool = False


@dataclass(frozen=True)
class Comparison:
    """Several sources on one question, which is used and why."""

    id: str
    title: str
    unit: str
    sources: tuple[Source, ...]
    intro: str = ""
    choice: str = ""


@dataclass(frozen=True)
class Edition:
    """One edition of a data set as a chip."""

    title: str
    edition: str
    url: str
    is_latest: bool = False


@dataclass(frozen=True)
class Proof:
    """What a page proves itself with."""

    record: str
    as_of: str
    version: str = ""
    digest: str = ""
    verify_url: str = ""
    corrections: str = ""
    corrections_url: str = ""


@dataclass(frozen=True)
class Download:
    """One file to take away."""

    name: str
    url: str
    about: str


@dataclass(frozen=True)
class Empty:
    """Where something could stand: why it does not, and what there is instead."""

    title: str
    text: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Notice:
    """Something to know first. kind: note, warning or error."""

    text: str
    title: str = ""
    kind: str = "note"


@dataclass(frozen=True)
class Card:
    """A way in."""

    title: str
    url: str
    text: str = ""
    note: str = ""


@dataclass(frozen=True)
class Option:
    """One thing to choose."""

    value: str
    text: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Choice:
    """A list to choose from; `name` is the key in the address."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Picker:
    """Choices that go into the address. kept: (name, value) pairs that stay as they are."""

    title: str
    submit: str
    choices: tuple[Choice, ...]
    action: str = ""
    kept: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class MapTile:
    """One square of a tile map; level is "0" (least) to "5" (most) or "none"."""

    x: int
    y: int
    text_x: int
    text_y: int
    short: str
    title: str
    level: str
    url: str


@dataclass(frozen=True)
class Legend:
    """What one shade of a tile map means."""

    level: str
    text: str


@dataclass(frozen=True)
class TileMap:
    """A map of squares; width and height in the units of its tiles."""

    id: str
    title: str
    width: int
    height: int
    tiles: tuple[MapTile, ...]
    legend: tuple[Legend, ...] = ()
    about: str = ""
    note: str = ""


@dataclass(frozen=True)
class Pages:
    """Where a list stands and where it goes on."""

    number: int
    count: int
    previous: str = ""
    next: str = ""
    all: str = ""


@dataclass(frozen=True)
class SearchBox:
    """The search box with what was asked."""

    query: str = ""
    is_large: bool = False


PARTS: Mapping[str, type] = {
    "card_list": Card,
    "chart": Chart,
    "definitions": Fact,
    "downloads": Download,
    "edition_chip": Edition,
    "empty_state": Empty,
    "figure": Figure,
    "figure_tile": Tile,
    "notice": Notice,
    "pagination": Pages,
    "picker": Picker,
    "proof_strip": Proof,
    "released_table": Table,
    "search_box": SearchBox,
    "source_comparison": Comparison,
    "tile_map": TileMap,
    "breadcrumbs": Link,
}
"""Which part each component takes (a list of them for card_list, definitions and the like)."""
