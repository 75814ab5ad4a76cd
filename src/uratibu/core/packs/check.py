"""Everything that is wrong with a pack, before anything is installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from uratibu.core.findings import Finding, Where, has_errors
from uratibu.core.packs import (
    asked,
    carried,
    demo,
    install,
    listing,
    places,
    planned,
    references,
    rules,
    told,
    words,
)
from uratibu.core.packs.scope import Scope

Progress = Callable[[str], None]
STEPS: tuple[tuple[str, Callable[[Scope], Iterator[Finding]]], ...] = (
    ("references", references.faults),
    ("words", words.faults),
    ("plans", planned.faults),
    ("sample returns", demo.faults),
    ("places", places.faults),
    ("outlines and texts", told.faults),
    ("observations", carried.faults),
)
LAST_STEP = "questions"
"""Asked only where nothing else is wrong: it installs the pack."""


def check_pack(root: Path, *, progress: Progress | None = None) -> tuple[Finding, ...]:
    """Every fault of the pack in `root`, in the order of files and rows.

    Packs it requires are read, not checked: an error in one of them is one finding here.
    progress: called with the name of each step before it starts.
    """
    tell = progress or (lambda _: None)
    tell("files")
    gathered = install.gather(root)
    name = root.resolve().name
    findings = list(gathered.findings[name])
    findings += _faulty_requirements(root, gathered)
    pack = gathered.packs.get(name)
    if pack is not None:
        findings += listing.unknown_files(root)
        scope = Scope(pack, tuple(gathered.packs.values()))
        for step, faults in STEPS:
            tell(step)
            findings += faults(scope)
        tell(LAST_STEP)
        if not has_errors(findings):
            findings += asked.faults(scope)
    return tuple(sorted(set(findings), key=lambda finding: (finding.where, finding.rule)))


def _faulty_requirements(root: Path, gathered: install.Gathered) -> Iterator[Finding]:
    for name, findings in gathered.findings.items():
        if name != root.resolve().name and has_errors(findings):
            where = Where(str(root / "pack.yaml"), key="requires", value=name)
            yield rules.found("packs/required-pack-faulty", where, pack=name)
