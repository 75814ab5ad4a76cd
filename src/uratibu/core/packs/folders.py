"""The folders of a pack, each read by the room whose things it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from uratibu.core.codelists import load as codelists
from uratibu.core.codelists.model import CodeList
from uratibu.core.datasets import load as datasets
from uratibu.core.datasets.model import Dataset
from uratibu.core.findings import Finding, Where
from uratibu.core.indicators import load as indicators
from uratibu.core.indicators.model import Indicator
from uratibu.core.labels import NO_WORDS, Label, label
from uratibu.core.norms import load as norms
from uratibu.core.norms.model import Crosswalk, Framework
from uratibu.core.packs import files, local, rules
from uratibu.core.packs.listing import named
from uratibu.core.packs.model import CarriedEdition, CodeListFacts, Comparison, Example, Holiday
from uratibu.core.plans import load as plans
from uratibu.core.plans.model import Plan
from uratibu.core.reports import load as reports
from uratibu.core.reports.model import Outline
from uratibu.core.statistics import load as statistics
from uratibu.core.statistics.model import Measure


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


Thing = TypeVar("Thing", bound=_HasId)
Thing_co = TypeVar("Thing_co", bound=_HasId, covariant=True)
Part = tuple[Mapping[str, object], Where]
"""A further file of a thing that has a folder of its own: what it holds, and where it lies."""
Loader = Callable[[dict[str, object], Where], tuple[Thing | None, tuple[Finding, ...]]]


class PartsLoader(Protocol[Thing_co]):
    """Reads a thing of one file, or of a head and the further files of its folder."""

    def __call__(
        self, plain: Mapping[str, object], place: Where, parts: Sequence[Part] = (), /
    ) -> tuple[Thing_co | None, tuple[Finding, ...]]: ...


@dataclass(frozen=True)
class Shelf:
    """The files of one pack; every fault met while reading goes into `findings`."""

    root: Path
    findings: list[Finding]

    def datasets(self) -> tuple[Dataset, ...]:
        """datasets/<id>.yaml"""
        return tuple(self._each("datasets", datasets.load_dataset))

    def indicators(self) -> tuple[Indicator, ...]:
        """indicators/<id>.yaml"""
        return tuple(self._each("indicators", indicators.load_indicator))

    def measures(self) -> tuple[Measure, ...]:
        """measures/<id>.yaml"""
        return tuple(self._each("measures", statistics.load_measure))

    def outlines(self) -> tuple[Outline, ...]:
        """outlines/<id>.yaml"""
        return tuple(self._each("outlines", reports.load_outline))

    def editions(self) -> tuple[CarriedEdition, ...]:
        """editions/<data set>@<edition>.yaml"""
        return tuple(self._each("editions", local.load_edition))

    def examples(self) -> tuple[Example, ...]:
        """examples/<id>.yaml"""
        return tuple(self._each("examples", local.load_example))

    def comparisons(self) -> tuple[Comparison, ...]:
        """comparisons/<id>.yaml"""
        return tuple(self._each("comparisons", local.load_comparison))

    def facts(self) -> tuple[CodeListFacts, ...]:
        """codelists/<id>.yaml"""
        return tuple(self._each("codelists", local.load_facts))

    def codelists(self) -> tuple[CodeList, ...]:
        """codelists/<id>.csv, titled by codelists/<id>.yaml"""
        return tuple(self._tables("codelists", codelists.load_codelist))

    def crosswalks(self) -> tuple[Crosswalk, ...]:
        """crosswalks/<id>.csv, titled by crosswalks/<id>.yaml"""
        return tuple(self._tables("crosswalks", norms.load_crosswalk))

    def frameworks(self) -> tuple[Framework, ...]:
        """frameworks/<id>.yaml, or a folder frameworks/<id>/ with framework.yaml and more files"""
        return tuple(self._with_parts("frameworks", "framework.yaml", norms.load_framework))

    def plans(self) -> tuple[Plan, ...]:
        """plans/<id>.yaml, or a folder plans/<id>/ with plan.yaml and more files"""
        return tuple(self._with_parts("plans", "plan.yaml", plans.load_plan))

    def holidays(self) -> tuple[Holiday, ...]:
        """holidays.csv"""
        return local.load_holidays(self.root / "holidays.csv", self.findings)

    def tiles(self) -> tuple[tuple[str, int, int], ...]:
        """tiles.csv"""
        return local.load_tiles(self.root / "tiles.csv", self.findings)

    def texts(self) -> tuple[tuple[str, Label], ...]:
        """texts/<name>.<language>.md"""
        found: dict[str, dict[str, str]] = {}
        for path in named(self.root, "texts", ".md"):
            name, _, language = path.stem.rpartition(".")
            words = files.read_text(path, self.findings)
            if words is not None:
                found.setdefault(name or path.stem, {})[language] = words
        return tuple((name, label(words)) for name, words in found.items())

    def _each(self, folder: str, load: Loader[Thing]) -> Iterator[Thing]:
        for path in named(self.root, folder, ".yaml"):
            plain = files.read_yaml(path, self.findings)
            if plain is not None:
                yield from self._kept(path, *load(dict(plain), Where(str(path))))

    def _kept(
        self, path: Path, thing: Thing | None, findings: tuple[Finding, ...]
    ) -> Iterator[Thing]:
        self.findings.extend(findings)
        if thing is None:
            return
        if thing.id != path.stem:
            where = Where(str(path), key="id", value=thing.id)
            self.findings.append(rules.found("packs/id-not-file-name", where, name=path.stem))
        yield thing

    def _tables(
        self,
        folder: str,
        load: Callable[..., tuple[Thing | None, tuple[Finding, ...]]],
    ) -> Iterator[Thing]:
        for path in named(self.root, folder, ".csv"):
            rows = files.read_rows(path, self.findings)
            if rows is not None:
                title = _title(path.with_suffix(".yaml"), self._told_elsewhere(folder))
                yield from self._kept(path, *load(rows, path.stem, title, Where(str(path))))

    def _told_elsewhere(self, folder: str) -> list[Finding]:
        """Faults of codelists/<id>.yaml are told by `facts`; those of crosswalks only here."""
        return [] if folder == "codelists" else self.findings

    def _with_parts(self, name: str, head: str, load: PartsLoader[Thing]) -> Iterator[Thing]:
        yield from self._each(name, load)
        folder = self.root / name
        for path in sorted(folder.iterdir() if folder.is_dir() else ()):
            if path.is_dir():
                yield from self._folder(path, path / head, load)

    def _folder(self, folder: Path, head: Path, load: PartsLoader[Thing]) -> Iterator[Thing]:
        plain = files.read_yaml(head, self.findings)
        others = [path for path in sorted(folder.glob("*.yaml")) if path != head]
        read = [(files.read_yaml(path, self.findings), Where(str(path))) for path in others]
        parts = [(content, where) for content, where in read if content is not None]
        if plain is not None and len(parts) == len(others):
            yield from self._kept(folder, *load(plain, Where(str(head)), parts))


def _title(path: Path, findings: list[Finding]) -> Label:
    """The title in the YAML file beside a table."""
    plain = files.read_yaml(path, findings) if path.is_file() else None
    words = (plain or {}).get("title")
    if isinstance(words, str):
        return label(words)
    return (
        label({str(k): str(v) for k, v in words.items()}) if isinstance(words, dict) else NO_WORDS
    )
