"""What a pack may refer to: everything in it and in the packs it requires.

A file that cannot be read is a fault of its own; what refers to it is not reported as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from uratibu.core.codelists.model import CodeList
from uratibu.core.datasets.check import AREAS
from uratibu.core.findings import Where
from uratibu.core.labels import Label
from uratibu.core.packs.listing import named
from uratibu.core.packs.model import Installation, Pack


@dataclass(frozen=True)
class Scope:
    """The pack that is checked, among all that is installed with it."""

    pack: Pack
    packs: tuple[Pack, ...]

    @cached_property
    def installed(self) -> Installation:
        """The packs seen as one."""
        return Installation(self.packs, self.pack.country)

    @cached_property
    def codelists(self) -> dict[str, CodeList]:
        """All code lists, each with the codes of every pack."""
        return self.installed.codelists()

    @cached_property
    def areas(self) -> CodeList:
        """The places of all packs."""
        return self.codelists.get(AREAS) or CodeList(AREAS, Label(), ())

    @cached_property
    def texts(self) -> frozenset[str]:
        """The names of all texts."""
        return frozenset(name for pack in self.packs for name, _ in pack.texts)

    @cached_property
    def norms(self) -> frozenset[str]:
        """The ids of all nodes of all frameworks."""
        return frozenset(n.id for f in self.installed.frameworks for n in f.nodes)

    @cached_property
    def _stems(self) -> frozenset[tuple[str, str]]:
        return frozenset(self._files())

    def _files(self) -> Iterator[tuple[str, str]]:
        for pack in self.packs:
            for folder in ("indicators", "measures", "datasets", "outlines", "codelists"):
                for ending in (".yaml", ".csv"):
                    yield from ((folder, path.stem) for path in named(pack.root, folder, ending))

    def knows(self, folder: str, name: str) -> bool:
        """Whether a pack has the thing, or at least a file of its name."""
        return (folder, name) in self._stems or (folder, name) in self._loaded

    @cached_property
    def _loaded(self) -> frozenset[tuple[str, str]]:
        seen = self.installed
        return frozenset(
            [("indicators", i.id) for i in seen.indicators]
            + [("measures", m.id) for m in seen.measures]
            + [("datasets", d.id) for d in seen.datasets]
            + [("outlines", o.id) for o in seen.outlines]
            + [("codelists", name) for name in self.codelists]
        )

    def has_unread_frameworks(self) -> bool:
        """Whether a framework could not be read, so that nodes may be missing for that reason."""
        there = sum(len(_entries(pack.root / "frameworks")) for pack in self.packs)
        return there > len(self.installed.frameworks)

    def place(self, *parts: str, key: str = "", value: str = "") -> Where:
        """A place in a file of the pack."""
        return Where(str(self.pack.root.joinpath(*parts)), key=key, value=value)


def _entries(folder: Path) -> tuple[Path, ...]:
    return tuple(folder.iterdir()) if folder.is_dir() else ()
