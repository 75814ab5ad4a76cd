"""A pack is a folder of data; installed packs together are what the system knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from uratibu.core.codelists.model import CodeList
from uratibu.core.datasets.model import Dataset
from uratibu.core.indicators.model import Indicator
from uratibu.core.labels import Label
from uratibu.core.norms.model import Crosswalk, Framework, Node
from uratibu.core.plans.model import Plan
from uratibu.core.reports.model import Outline
from uratibu.core.statistics.model import Measure


@dataclass(frozen=True)
class Holiday:
    """A public holiday: its day, its name, the law it rests on and whether the day is certain."""

    on: date
    title: Label
    source: str = ""
    status: str = "unreviewed"


@dataclass(frozen=True)
class CarriedEdition:
    """Observations a pack carries: the CSV file and the facts of the edition it is taken from.

    source_*: of the publisher's file. observations, sha256: of the file the pack carries.
    digest: over what the observations say, as the store computes it.
    area: the area the extract is limited to, "" for the whole file.
    command: how to make the extract again.
    """

    dataset: str
    edition: str
    file: Path
    source_file: str
    source_sha256: str
    source_rows: int
    source_bytes: int
    retrieved_on: date
    published_on: date | None
    area: str
    command: str
    observations: int = 0
    sha256: str = ""
    digest: str = ""
    notes: str = ""

    @property
    def id(self) -> str:
        """The citable id: data set and edition."""
        return f"{self.dataset}@{self.edition}"


@dataclass(frozen=True)
class CodeListFacts:
    """What a code list is called, and which of its columns no two codes may share."""

    id: str
    title: Label
    unique: tuple[str, ...] = ()


@dataclass(frozen=True)
class Example:
    """A question with the answer the data of this pack give; the checker asks it.

    ask: the question as in a page's address. expect: the number, or the state of the only cell.
    """

    id: str
    ask: str
    expect: str
    source: str


@dataclass(frozen=True)
class Compared:
    """One source of a comparison. ask: its question as in a page's address."""

    name: Label
    ask: str
    is_used: bool = False


@dataclass(frozen=True)
class Comparison:
    """Several sources on one question, side by side. choice: which is used and why."""

    id: str
    question: Label
    sources: tuple[Compared, ...]
    choice: Label


@dataclass(frozen=True)
class Country:
    """What is particular to a country: name, codes, languages, fiscal year, currency."""

    code: str
    alpha2: str
    title: Label
    languages: tuple[str, ...]
    currency: str
    fiscal_start_month: int
    is_invented: bool = False
    outline: str = ""
    """The outline its profile follows where nobody names one."""


@dataclass(frozen=True)
class Pack:
    """One folder of data, read and checked."""

    id: str
    title: Label
    version: str
    licence: str
    root: Path
    requires: tuple[str, ...] = ()
    country: Country | None = None
    codelists: tuple[CodeList, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    crosswalks: tuple[Crosswalk, ...] = ()
    datasets: tuple[Dataset, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    measures: tuple[Measure, ...] = ()
    outlines: tuple[Outline, ...] = ()
    editions: tuple[CarriedEdition, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    tiles: tuple[tuple[str, int, int], ...] = ()
    """Tile map: (area code, column, row), from the upper left."""
    texts: tuple[tuple[str, Label], ...] = ()
    """Texts of the pack's sections by name, e.g. ("introduction", Label)."""
    languages: tuple[str, ...] = ("en",)
    """Every word of the pack is there in each of these."""
    facts: tuple[CodeListFacts, ...] = ()
    examples: tuple[Example, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    plans: tuple[Plan, ...] = ()


@dataclass(frozen=True)
class Installation:
    """The country's pack with all the packs it requires, seen as one."""

    packs: tuple[Pack, ...]
    country: Country | None
    _indicators: dict[str, Indicator] = field(init=False, repr=False, compare=False, hash=False)
    _measures: dict[str, Measure] = field(init=False, repr=False, compare=False, hash=False)
    _datasets: dict[str, Dataset] = field(init=False, repr=False, compare=False, hash=False)
    _codelists: dict[str, CodeList] = field(init=False, repr=False, compare=False, hash=False)
    _nodes: dict[str, Node] = field(init=False, repr=False, compare=False, hash=False)
    _outlines: dict[str, Outline] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "_indicators", {i.id: i for p in self.packs for i in p.indicators})
        put(self, "_measures", {m.id: m for p in self.packs for m in p.measures})
        put(self, "_datasets", {d.id: d for p in self.packs for d in p.datasets})
        put(self, "_codelists", _merged([c for p in self.packs for c in p.codelists]))
        put(
            self,
            "_nodes",
            {n.id: n for p in self.packs for f in p.frameworks for n in f.nodes},
        )
        put(self, "_outlines", {o.id: o for p in self.packs for o in p.outlines})

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators of all packs."""
        return tuple(self._indicators.values())

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All measures of all packs."""
        return tuple(self._measures.values())

    @property
    def datasets(self) -> tuple[Dataset, ...]:
        """All data sets of all packs."""
        return tuple(self._datasets.values())

    @property
    def frameworks(self) -> tuple[Framework, ...]:
        """All frameworks of all packs."""
        return tuple(f for p in self.packs for f in p.frameworks)

    @property
    def crosswalks(self) -> tuple[Crosswalk, ...]:
        """All crosswalks of all packs."""
        return tuple(c for p in self.packs for c in p.crosswalks)

    @property
    def outlines(self) -> tuple[Outline, ...]:
        """All outlines of all packs."""
        return tuple(self._outlines.values())

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """The comparisons of sources of all packs."""
        return tuple(c for p in self.packs for c in p.comparisons)

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The plans of all packs."""
        return tuple(plan for p in self.packs for plan in p.plans)

    @property
    def tiles(self) -> tuple[tuple[str, int, int], ...]:
        """The tile maps of all packs."""
        return tuple(t for p in self.packs for t in p.tiles)

    def indicator(self, indicator_id: str) -> Indicator:
        """The indicator of this id. Raises KeyError."""
        return self._indicators[indicator_id]

    def measure(self, measure_id: str) -> Measure:
        """The measure of this id. Raises KeyError."""
        return self._measures[measure_id]

    def dataset(self, dataset_id: str) -> Dataset:
        """The data set of this id. Raises KeyError."""
        return self._datasets[dataset_id]

    def codelist(self, codelist_id: str) -> CodeList:
        """The code list of this id, with the codes of every pack. Raises KeyError."""
        return self._codelists[codelist_id]

    def codelists(self) -> dict[str, CodeList]:
        """All code lists by id."""
        return dict(self._codelists)

    def node(self, node_id: str) -> Node:
        """The norm of this id. Raises KeyError."""
        return self._nodes[node_id]

    def outline(self, outline_id: str) -> Outline:
        """The outline of this id. Raises KeyError."""
        return self._outlines[outline_id]

    def plan(self, plan_id: str) -> Plan:
        """The plan of this id. Raises KeyError."""
        return {plan.id: plan for plan in self.plans}[plan_id]

    def text(self, name: str) -> Label:
        """A text of the packs by its name; the country's own pack wins. Raises KeyError."""
        return {n: t for p in self.packs for n, t in p.texts}[name]


def _merged(lists: list[CodeList]) -> dict[str, CodeList]:
    """Code lists of one id in several packs are one list (a country adds its counties to areas)."""
    merged: dict[str, CodeList] = {}
    for codelist in lists:
        before = merged.get(codelist.id)
        codes = (before.codes if before else ()) + codelist.codes
        title = (before.title if before else None) or codelist.title
        merged[codelist.id] = CodeList(codelist.id, title, codes)
    return merged
