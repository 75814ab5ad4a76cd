"""Take in a file somebody brought: it is parsed in a child process with hard limits.

A parser that crashes, loops or swells takes only the child with it; here that is a finding.
What comes back from the child is read as strictly as any other file.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import uratibu
from uratibu.core.codelists.model import CodeList
from uratibu.core.datasets import exchange
from uratibu.core.datasets.faults import Faults
from uratibu.core.datasets.model import Column, Dataset
from uratibu.core.datasets.read import Progress, ReadResult
from uratibu.core.findings import Finding, Severity, Where
from uratibu.core.indicators.model import Indicator

MIB = 1024 * 1024
NO_MEMORY = 3
"""Exit code of a child that was refused memory and could still say so."""

GRACE_SECONDS = 2
"""How long a child that has said its last word may take to end."""


@dataclass(frozen=True)
class Limits:
    """What a child may use: address space in bytes, processor and wall-clock seconds."""

    memory_bytes: int = 1024 * MIB
    cpu_seconds: int = 30
    wall_seconds: int = 60


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


LIMITS = Limits()


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
        answer, stopped = _run(order, progress or _ignore)
        if answer is None:
            return _stopped(path, stopped, limits)
        return _result(answer, into, path, limits)


def _ignore(_: int) -> None:
    """Nobody wants to know how far it is."""


def _run(order: Order, progress: Progress) -> tuple[dict[str, object] | None, str]:
    """The last word of the child, or None and why there is none."""
    source = str(Path(uratibu.__file__).parents[1])
    child = subprocess.Popen(
        [sys.executable, "-m", "uratibu.core.datasets.worker"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": source, "PATH": "", "TMPDIR": str(order.into.parent)},
        cwd=order.into.parent, start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + order.limits.wall_seconds
    try:
        _hand_over(child, order)
        answer = _listen(child, deadline, progress)
        if answer is None and time.monotonic() >= deadline:
            return None, "wall"
        code = child.wait(timeout=GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        return None, "crash"
    finally:
        _end(child)
    return (answer, "") if answer is not None and code == 0 else (None, _reason(code))


def _hand_over(child: subprocess.Popen[bytes], order: Order) -> None:
    """Give the order; a child that died before it read it is found out when it is heard."""
    if child.stdin is None:
        return
    try:
        with child.stdin as pipe:
            pickle.dump(order, pipe)
    except BrokenPipeError:
        return


def _listen(
    child: subprocess.Popen[bytes], deadline: float, progress: Progress
) -> dict[str, object] | None:
    for line in _lines(child, deadline):
        try:
            said = json.loads(line)
        except ValueError:
            return None
        if isinstance(said, dict) and isinstance(said.get("rows_read"), int):
            progress(said["rows_read"])
        elif isinstance(said, dict):
            return said
    return None


def _lines(child: subprocess.Popen[bytes], deadline: float) -> Iterator[bytes]:
    """What the child says, line by line, until it closes its mouth or time is up."""
    if child.stdout is None:
        return
    pending = b""
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while (left := deadline - time.monotonic()) > 0:
            if not selector.select(timeout=left):
                return
            chunk = os.read(child.stdout.fileno(), 65_536)
            if not chunk or len(pending) > MIB:
                return
            *whole, pending = (pending + chunk).split(b"\n")
            yield from whole


def _end(child: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    if child.stdout is not None:
        child.stdout.close()


def _reason(code: int) -> str:
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return "cpu"
    if code in (NO_MEMORY, -signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS):
        return "memory"
    return "crash"


def _stopped(path: Path, reason: str, limits: Limits) -> ReadResult:
    why = {
        "wall": f"took longer than {limits.wall_seconds} seconds",
        "cpu": f"needed more than {limits.cpu_seconds} seconds of computing",
        "memory": f"needed more than {limits.memory_bytes // MIB:,} MB of memory",
        "crash": "made the reader stop",
    }[reason]
    faults = Faults(Where(file=path.name))
    faults.add(
        "datasets/reader-stopped", f"The file {why} and was given up. Nothing was stored.",
        "Split it into smaller files, or bring it as CSV or Parquet without formats and formulas.",
    )  # fmt: skip
    return ReadResult((), (), 0, faults.findings(), faults.errors)


def _result(answer: dict[str, object], into: Path, path: Path, limits: Limits) -> ReadResult:
    try:
        findings = tuple(_finding(plain) for plain in _list(answer["findings"]))
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


def _finding(plain: object) -> Finding:
    if not isinstance(plain, dict):
        raise TypeError("a finding was expected")
    place = plain["where"]
    texts = {key: str(place.get(key, "")) for key in ("file", "sheet", "column", "key", "value")}
    return Finding(
        Where(row=int(place.get("row", 0)), **texts), str(plain["rule"]),
        Severity(plain["severity"]), str(plain["message"]), str(plain["remedy"]),
    )  # fmt: skip
