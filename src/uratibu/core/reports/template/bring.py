"""A template as somebody brought it: read, shown and filled in a child process with hard limits.

What a file repeats grows with the plan, so that filling one is bounded as reading it is.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from uratibu.core.findings import Finding, Refused, Where, has_errors
from uratibu.core.intake import child
from uratibu.core.intake.child import LIMITS, Limits
from uratibu.core.intake.faults import Faults
from uratibu.core.labels import Label
from uratibu.core.reports.register.model import Register
from uratibu.core.reports.template.preview import Shown

WORKER = "uratibu.core.reports.template.worker"
ROOM = "template"
MOST_ANSWER_BYTES = 50_000_000


@dataclass(frozen=True)
class Asked:
    """What a template is read for: a register, a language, the country by code and name."""

    register: Register
    language: str
    country: tuple[str, Label]


@dataclass(frozen=True)
class Order:
    """What a child is to do: preview or fill, and where it lays the answer."""

    act: str
    path: Path
    into: Path
    asked: Asked
    limits: Limits


@dataclass(frozen=True)
class Checked:
    """The fields of a file with what they would say now, and everything that is wrong with it."""

    fields: tuple[Shown, ...]
    findings: tuple[Finding, ...]

    @property
    def is_clean(self) -> bool:
        """Whether the file can be kept."""
        return not has_errors(self.findings)


@dataclass(frozen=True)
class Figure:
    """A figure in a filled file: its permanent id, as it was written, what it is bound to."""

    id: str
    text: str
    unit: str
    period: str
    release: str
    digest: str


@dataclass(frozen=True)
class Made:
    """A filled file and the figures in it, each once, in their order."""

    content: bytes
    figures: tuple[Figure, ...]


def check(path: Path, asked: Asked, *, name: str, limits: Limits = LIMITS) -> Checked:
    """Every field and every fault of a file. name: what the user calls it."""
    faults = Faults(Where(file=name), room=ROOM)
    if not _is_office(path, faults):
        return Checked((), faults.findings())
    with _run("preview", path, asked, limits) as (answer, into):
        if isinstance(answer, str) or not _is_small(into):
            child.stopped(faults, answer if isinstance(answer, str) else "memory", limits)
            return Checked((), faults.findings())
        plain = json.loads(into.read_text("utf-8"))
    fields = tuple(_shown(each) for each in plain["fields"])
    return Checked(fields, tuple(_named(each, name) for each in plain["findings"]))


def fill(path: Path, asked: Asked, *, name: str, limits: Limits = LIMITS) -> Made:
    """A file filled from a register. Raises Refused with every field that says nothing."""
    with _run("fill", path, asked, limits) as (answer, into):
        faults = Faults(Where(file=name), room=ROOM)
        if isinstance(answer, str) or not _is_small(into):
            child.stopped(faults, answer if isinstance(answer, str) else "memory", limits)
            raise Refused(faults.findings())
        plain = json.loads(into.read_text("utf-8"))
        if plain["findings"]:
            raise Refused(_named(each, name) for each in plain["findings"])
        content = into.with_suffix(".docx").read_bytes()
    return Made(content, tuple(Figure(**each) for each in plain["figures"]))


@contextmanager
def _run(
    act: str, path: Path, asked: Asked, limits: Limits
) -> Iterator[tuple[child.Answer | str, Path]]:
    """The child's answer, or why there is none; and what it laid down, for as long as needed."""
    with tempfile.TemporaryDirectory(prefix="uratibu-template-") as folder:
        into = Path(folder) / "answer"
        order = Order(act, path.absolute(), into, asked, limits)
        answer, reason = child.run(WORKER, order, folder=Path(folder), limits=limits)
        yield (reason or "crash") if answer is None else answer, into


def _is_office(path: Path, faults: Faults) -> bool:
    """Whether a file begins as an office file does; the child looks at all of it."""
    with path.open("rb") as file:
        first = file.read(8)
    if first.startswith(b"PK"):
        return True
    what = "empty" if not first else "no Word document (DOCX)"
    if first.startswith(b"\xd0\xcf\x11\xe0"):
        what = "an old Word file (DOC), or is encrypted"
    faults.add(
        faults.rule("other-content"), f"The file is {what}.",
        "Open it in an office program, and save it as DOCX without a password.",
    )  # fmt: skip
    return False


def _is_small(into: Path) -> bool:
    files = (into, into.with_suffix(".docx"))
    return into.exists() and all(
        each.stat().st_size <= MOST_ANSWER_BYTES for each in files if each.exists()
    )


def _shown(plain: Mapping[str, list[object]]) -> Shown:
    faults = tuple(child.finding_of(each) for each in plain["faults"])
    places = tuple(str(each) for each in plain["places"])
    return Shown(
        str(plain["written"]), places, str(plain["value"]), faults, bool(plain["is_wrong"])
    )


def _named(plain: object, file: str) -> Finding:
    """A finding under the file's own name; on disk it has another."""
    said = child.finding_of(plain)
    place = Where(**(vars(said.where) | {"file": file}))
    return Finding(place, said.rule, said.severity, said.message, said.remedy)
