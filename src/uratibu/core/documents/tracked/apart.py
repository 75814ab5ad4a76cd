"""Compares two files that somebody brought in a child process: this one lives whatever comes."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from uratibu.core.documents.tracked import hazards
from uratibu.core.documents.tracked.model import Attribution, Change, Kind, Of, Tracked
from uratibu.core.findings import Finding, Refused, Where
from uratibu.core.intake import child, gate
from uratibu.core.intake.child import MIB, Limits
from uratibu.core.intake.faults import Faults

ROOM = "tracked"
WORKER = "uratibu.core.documents.tracked.worker"
LIMITS = Limits(memory_bytes=1_500 * MIB, cpu_seconds=60, wall_seconds=120)
LARGEST_BYTES = 50_000_000
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_SAVE_AS = "Open it in an office program and save it as DOCX without a password."


@dataclass(frozen=True)
class Order:
    """What the child compares, and where it puts the outcome."""

    old: Path
    new: Path
    into: Path
    names: tuple[str, str]
    author: str
    at: datetime
    limits: Limits
    attributions: Mapping[int, Attribution] = field(default_factory=dict)


def compare_files(
    old: Path, new: Path, *, author: str, at: datetime, names: tuple[str, str] | None = None,
    attributions: Mapping[int, Attribution] | None = None, limits: Limits = LIMITS,
) -> Tracked:  # fmt: skip
    """As `compare.compare`, of files that nobody has looked at yet.

    attributions: who answers for a change, by its number. Numbers are those of the answer without
    attributions: the same two files always give the same changes.
    Raises Refused with every fault of both files; nothing is written then.
    """
    shown = names or _names(old, new)
    findings = [
        finding
        for path, name in zip((old, new), shown, strict=True)
        for finding in look(path, name)
    ]
    if findings:
        raise Refused(findings)
    with tempfile.TemporaryDirectory(prefix="uratibu-tracked-") as folder:
        into = Path(folder) / "tracked.docx"
        order = Order(
            old.absolute(), new.absolute(), into, shown, author, at, limits, attributions or {}
        )
        answer, reason = child.run(WORKER, order, folder=Path(folder), limits=limits)
        if answer is None:
            faults = Faults(Where(file=f"{shown[0]}, {shown[1]}"), room=ROOM)
            child.stopped(faults, reason, limits)
            raise Refused(faults.findings())
        said = json.loads((Path(folder) / "answer.json").read_text("utf-8"))
        found = tuple(child.finding_of(each) for each in said["findings"])
        if answer.get("refused"):
            raise Refused(found)
        changes = tuple(_change(each) for each in said["changes"])
        return Tracked(into.read_bytes(), changes, found, bool(said["is_exact"]))


def look(path: Path, name: str) -> tuple[Finding, ...]:
    """What stands against reading a file: nothing, or every fault by name."""
    faults = Faults(Where(file=name), room=ROOM)
    try:
        with path.open("rb") as file:
            size, first = path.stat().st_size, file.read(8)
    except OSError as error:
        faults.add(
            "tracked/no-file", f"The file cannot be opened: {error.strerror}.", "Check the path."
        )
        return faults.findings()
    if size > LARGEST_BYTES:
        faults.add(
            "tracked/too-large", f"The file has {size:,} bytes; {LARGEST_BYTES:,} are read.",
            "Make its pictures smaller.",
        )  # fmt: skip
    elif not first.startswith(b"PK"):
        what = "an old Word file, or encrypted" if first.startswith(_OLD_WORD) else "no Word file"
        faults.add("tracked/other-content", f"The file is {what}.", _SAVE_AS)
    elif gate.inspect(path, faults, gate.DOCX):
        hazards.look(path.read_bytes(), faults)
    return faults.findings()


def _names(old: Path, new: Path) -> tuple[str, str]:
    """How the files are called in findings; never alike."""
    names = (str(old), str(new))
    return names if names[0] != names[1] else (f"{old} (old)", f"{new} (new)")


def _change(plain: Mapping[str, object]) -> Change:
    fields = {**plain, "kind": Kind(str(plain["kind"])), "of": Of(str(plain["of"]))}
    return Change(**fields)  # type: ignore[arg-type]
