"""A country's pack with every pack it requires, put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from uratibu.core.findings import Finding, Refused, Where, has_errors
from uratibu.core.packs import rules
from uratibu.core.packs.load import load_pack, read_pack
from uratibu.core.packs.model import Installation, Pack

Read = Callable[[Path], tuple[Pack | None, tuple[Finding, ...]]]


@dataclass
class Gathered:
    """Packs in the order they stand on each other, and what was found in each while reading."""

    packs: dict[str, Pack] = field(default_factory=dict)
    findings: dict[str, tuple[Finding, ...]] = field(default_factory=dict)

    def add(self, root: Path, read: Read, above: tuple[str, ...] = ()) -> None:
        """Read the pack in `root` after the packs it requires, which lie beside it."""
        name = root.resolve().name
        pack, told = read(root)
        lacking: list[Finding] = []
        for index, required in enumerate(pack.requires if pack else ()):
            beside = root.resolve().parent / required
            if not (beside / "pack.yaml").is_file():
                where = Where(str(root / "pack.yaml"), key=f"requires[{index}]", value=required)
                lacking.append(rules.found("packs/required-pack-missing", where, pack=required))
            elif required not in self.findings and required not in above:
                self.add(beside, read, (*above, name))
        self.findings[name] = (*told, *lacking)
        if pack is not None:
            self.packs[name] = pack


def install(root: Path) -> Installation:
    """The pack in `root` and the packs it requires, seen as one; required ones first.

    Raises Refused with every finding where one of them cannot be read.
    """
    gathered = Gathered()
    gathered.add(root, load_pack)
    findings = [finding for told in gathered.findings.values() for finding in told]
    if has_errors(findings):
        raise Refused(findings)
    packs = tuple(gathered.packs.values())
    return Installation(packs, packs[-1].country)


def gather(root: Path) -> Gathered:
    """The same with all that could be read, for a checker; the pack itself stands last."""
    gathered = Gathered()
    gathered.add(root, read_pack)
    return gathered
