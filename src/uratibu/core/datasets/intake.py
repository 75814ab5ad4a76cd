"""Take in a file somebody brought: it is parsed in a child process with hard limits.

What comes back from the child is read as strictly as any other file.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from uratibu.core.codelists.model import CodeList
from uratibu.core.datasets import exchange
from uratibu.core.datasets.model import Column, Dataset
from uratibu.core.datasets.read import Progress, ReadResult
from uratibu.core.findings import Where
from uratibu.core.indicators.model import Indicator
from uratibu.core.intake import child
from uratibu.core.intake.child import LIMITS, Limits
from uratibu.core.intake.faults import Faults

WORKER = "uratibu.core.datasets.worker"


@dataclass(frozen=True)
class Order:
    """What a child is to read, and where it puts the observations."""

    path: Path
    into: Path
    dataset: Dataset
    codelists: Mapping[str, CodeList]
    indicators: Mapping[str, Indicator]
    fiscal_start_month: int
    limits: Limits


def take_in(
    path: Path, dataset: Dataset, codelists: Mapping[str, CodeList],
    indicators: Mapping[str, Indicator], *, fiscal_start_month: int = 7,
    progress: Progress | None = None, limits: Limits = LIMITS,
) -> ReadResult:  # fmt: skip
    """Read a file as `read.read_file` does, in a child process that cannot hurt this one.

    A crash, or a limit that was passed, is one error that names the file and what to do.
    """
    with tempfile.TemporaryDirectory(prefix="uratibu-intake-") as folder:
        into = Path(folder) / "observations.csv"
        order = Order(
            path.absolute(), into, dataset, codelists, indicators, fiscal_start_month, limits
        )
        answer, reason = child.run(
            WORKER, order, folder=into.parent, limits=limits, progress=progress
        )
        if answer is None:
            return _stopped(path, reason, limits)
        return _result(answer, into, path, limits)


def _stopped(path: Path, reason: str, limits: Limits) -> ReadResult:
    faults = Faults(Where(file=path.name))
    child.stopped(faults, reason, limits)
    return ReadResult((), (), 0, faults.findings(), faults.errors)


def _result(answer: dict[str, object], into: Path, path: Path, limits: Limits) -> ReadResult:
    try:
        findings = tuple(child.finding_of(plain) for plain in _list(answer["findings"]))
        columns = tuple(Column(str(n), str(t)) for n, t in _list(answer["columns"]))
        rows, errors = int(str(answer["rows"])), int(str(answer["errors"]))
    except (KeyError, TypeError, ValueError):
        return _stopped(path, "crash", limits)
    if errors:
        return ReadResult((), columns, rows, findings, errors)
    observations, faults = exchange.read_csv(into)
    if faults:
        return _stopped(path, "crash", limits)
    return ReadResult(observations, columns, rows, findings, 0)


def _list(value: object) -> list[tuple[str, str]]:
    if not isinstance(value, list):
        raise TypeError("a list was expected")
    return value
