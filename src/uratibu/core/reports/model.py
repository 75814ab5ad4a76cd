"""An outline is what a pack wants said; a document is the same with every figure bound.

Outline (data of a pack) -> compile -> Document -> HTML, DOCX, PDF, CSV, XLSX, manifest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from uratibu.core.disclosure.model import ReleasedTable
from uratibu.core.labels import NO_WORDS, Label
from uratibu.core.values import Value


@dataclass(frozen=True)
class BoundFigure:
    """One figure inside a sentence, a tile or a table, bound to the release it comes from.

    id: permanent and re-askable (see binding.py), e.g. "stock.total@2024#KEN,origin=SOM".
    text: as it is printed. request: the address parameters of the released table it stands in.
    key: its place in that table. digest: changes when the value or its source changes.
    is_number: the text is the value itself, not its period, rank or the name of its member.
    """

    id: str
    text: str
    value: Value
    unit: str
    period: str
    area: str
    measure: str
    release: str
    norms: tuple[str, ...]
    editions: tuple[tuple[str, str, str], ...]
    """(data set, edition, sha256) triples."""
    indicators: tuple[str, ...] = ()
    dimensions: tuple[tuple[str, str], ...] = ()
    request: str = ""
    key: tuple[str, ...] = ()
    digest: str = ""
    is_number: bool = True

    @property
    def place(self) -> str:
        """The anchor of its source in the annex: the edition, or the return or plan it came from.

        A released figure of a table names its edition; one of a return has none.
        """
        if self.editions:
            dataset, edition, _ = self.editions[0]
            return source_anchor(dataset, edition)
        return source_anchor(*self.release.partition("@")[::2])


def source_anchor(name: str, edition: str) -> str:
    """Where an edition, return or plan stands in the annex."""
    plain = "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in name)
    return f"source-{plain}-{edition}"


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 4 with its permanent anchor and printed number."""

    level: int
    number: str
    text: str
    anchor: str


@dataclass(frozen=True)
class Paragraph:
    """Plain words and bound figures in reading order. style: body, lead, note, item, gap.

    anchor: permanent place in the document, made of the text's name and the paragraph's number.
    """

    runs: tuple[str | BoundFigure, ...]
    style: str = "body"
    anchor: str = ""
    refs: tuple[str, ...] = ()
    """References of what its words rest on besides its figures: returns, actions, norms."""

    @property
    def text(self) -> str:
        """The paragraph as it is printed."""
        return "".join(run if isinstance(run, str) else run.text for run in self.runs)


@dataclass(frozen=True)
class Tile:
    """One figure of a key-statistics sheet: its name, the figure, a line on unit and source."""

    name: str
    figure: BoundFigure
    note: str


@dataclass(frozen=True)
class KeyStatistics:
    """The one-page sheet: tiles, and a map if the pack has a layout for it."""

    title: str
    tiles: tuple[Tile, ...]
    map: ChartBlock | None = None
    anchor: str = ""


@dataclass(frozen=True)
class TableColumn:
    """One column of a printed table: header words, whether numbers stand in it."""

    header: str
    is_number: bool


@dataclass(frozen=True)
class TableBlock:
    """A numbered table: caption (subject, unit, period), rows as printed, notes, source.

    rows hold text for words and BoundFigure for figures; no row is ever left out.
    """

    number: str
    anchor: str
    caption: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str | BoundFigure, ...], ...]
    notes: tuple[str, ...]
    source: str
    table: ReleasedTable
    decimals: int = 0
    scale: int = 0
    """Power of ten the printed numbers are divided by; the figures themselves are whole."""


@dataclass(frozen=True)
class ChartBlock:
    """A numbered chart drawn from a released table by one specification (Vega-Lite)."""

    number: str
    anchor: str
    caption: str
    specification: str
    """Vega-Lite as canonical JSON."""
    alternative: str
    """The text alternative, made from the data."""
    source: str
    table: ReleasedTable
    data: TableBlock | None = None
    """The figures of the chart as a table of its own; None where the table follows in the text."""


@dataclass(frozen=True)
class ComparedSource:
    """One source of a conflict: its figure with definition, date, publisher and whether used."""

    name: str
    figure: BoundFigure
    definition: str
    coverage: str
    reference: str
    method: str
    is_used: bool


@dataclass(frozen=True)
class SourceComparison:
    """Several sources on one question, side by side, with the choice and its reason."""

    number: str
    anchor: str
    caption: str
    sources: tuple[ComparedSource, ...]
    choice: str


@dataclass(frozen=True)
class WordTable:
    """A numbered table of words: what is not known and who could tell, or other plain facts."""

    number: str
    anchor: str
    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableRow:
    """One row of a table of the register. id: permanent in its table. refs: what it rests on."""

    id: str
    cells: tuple[str | BoundFigure, ...]
    refs: tuple[str, ...] = ()


@dataclass(frozen=True)
class RegisterTable:
    """A numbered table of words and figures of the register; its anchor is permanent.

    widths: shares of the width, one a column.
    """

    number: str
    anchor: str
    caption: str
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[str, ...]
    source: str
    widths: tuple[int, ...]


@dataclass(frozen=True)
class RegisterChart:
    """A numbered chart drawn from a table of the register, which holds its figures."""

    number: str
    anchor: str
    caption: str
    specification: str
    alternative: str
    source: str
    data: RegisterTable


@dataclass(frozen=True)
class UsedEdition:
    """One edition of a data set behind the document, so that anyone can check its figures."""

    dataset: str
    edition: str
    title: str
    publisher: str
    method: str
    coverage: str
    licence: str
    sha256: str

    @property
    def anchor(self) -> str:
        """Where it stands in the annex."""
        return source_anchor(self.dataset, self.edition)


@dataclass(frozen=True)
class SourceList:
    """The annex that names every edition the document stands on."""

    anchor: str
    editions: tuple[UsedEdition, ...]


Block = (
    Heading
    | Paragraph
    | KeyStatistics
    | TableBlock
    | ChartBlock
    | SourceComparison
    | WordTable
    | RegisterTable
    | RegisterChart
    | SourceList
)
Chart = ChartBlock | RegisterChart
"""A block that is drawn."""


@dataclass(frozen=True)
class Document:
    """A compiled document in one language. Same inputs, same digest."""

    id: str
    title: str
    subtitle: str
    edition: str
    language: str
    country: str
    as_of: date
    blocks: tuple[Block, ...]
    digest: str
    publisher: str
    notices: tuple[str, ...] = ()
    outline: str = ""
    is_wide: bool = False
    """Whether its pages lie on their long side, for tables of many columns."""
    is_brief: bool = False
    """Whether it is a sheet of two pages: no cover, no contents, no annex of data."""


class Country(Protocol):
    """What a document must know of the country it is about; a pack's country has it."""

    @property
    def code(self) -> str:
        """ISO 3166-1 alpha-3 code."""

    @property
    def title(self) -> Label:
        """Its name in the languages of the pack."""


@dataclass(frozen=True)
class About:
    """A country named on the command line, where no pack of its own is installed."""

    code: str
    title: Label


@dataclass(frozen=True)
class Correction:
    """A notice that a published figure was wrong: what it was, what it is, why and since when."""

    figure: str
    old_text: str
    new_text: str
    reason: Label
    corrected_on: date


@dataclass(frozen=True)
class BlockPlan:
    """One block of an outline, as the pack says it: its kind and its options (plain data)."""

    kind: str
    options: tuple[tuple[str, object], ...]
    place: str
    """File and key, for findings."""


@dataclass(frozen=True)
class SectionPlan:
    """One section of an outline with its sub-sections."""

    id: str
    title: Label
    blocks: tuple[BlockPlan, ...]
    sections: tuple[SectionPlan, ...] = ()
    each: str = ""
    """Repeat the section for each of a kind of the register: themes, objectives, institutions."""
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Narrows what it is repeated for."""


@dataclass(frozen=True)
class Outline:
    """The shape of a report as data: which sections, which blocks, in which order.

    shared: blocks defined once under a name; any outline re-uses them as `use: outline/name`.
    publisher, notice: who stands behind the document, and what its reader must know of it.
    """

    id: str
    title: Label
    subtitle: Label
    sections: tuple[SectionPlan, ...]
    source: str = ""
    status: str = "unreviewed"
    shared: tuple[tuple[str, BlockPlan], ...] = ()
    publisher: Label = NO_WORDS
    notice: Label = NO_WORDS
    subject: str = "data"
    """data: bound to data sets alone. register: to a plan, its returns and figures besides."""
    scope: str = ""
    """Whom a report of the register is about: "" the whole plan, institution, county."""
    is_wide: bool = False
    is_brief: bool = False
