"""A child process with hard limits, in which files that somebody brought are parsed.

A parser that crashes, loops or swells takes only the child with it; here that is a reason. What
comes back from the child is read as strictly as any other file. Its order comes on standard input
(pickled by the parent, who is trusted); it answers with lines of JSON, the last one being its
answer, and may say {"rows_read": n} before.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import resource
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import uratibu
from uratibu.core.findings import Finding, Severity, Where
from uratibu.core.intake.faults import Faults

MIB = 1024 * 1024
NO_MEMORY = 3
"""Exit code of a child that was refused memory and could still say so."""

GRACE_SECONDS = 2
"""How long a child that has said its last word may take to end."""

_SMALLER = {
    "datasets":
        "Split it into smaller files, or bring it as CSV or Parquet without formats and formulas.",
    "documents": "Open it in an office program and save it as a new file, or split it into parts.",
}  # fmt: skip
"""What helps by the room that asked, where a file takes too much."""

Progress = Callable[[int], None]
Answer = dict[str, object]


@dataclass(frozen=True)
class Limits:
    """What a child may use: address space in bytes, processor and wall-clock seconds."""

    memory_bytes: int = 1024 * MIB
    cpu_seconds: int = 30
    wall_seconds: int = 60


LIMITS = Limits()


def run(
    module: str, order: object, *, folder: Path, limits: Limits = LIMITS,
    progress: Progress | None = None,
) -> tuple[Answer | None, str]:  # fmt: skip
    """The answer of a module run as a child in a folder of its own, or None and why there is none.

    Why: wall, cpu, memory or crash; `stopped` says it to a person.
    """
    source = str(Path(uratibu.__file__).parents[1])
    child = subprocess.Popen(  # noqa: S603 - the module is named by code of ours
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": source, "PATH": "", "TMPDIR": str(folder)},
        cwd=folder, start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + limits.wall_seconds
    try:
        _hand_over(child, order)
        answer = _listen(child, deadline, progress or _ignore)
        if answer is None and time.monotonic() >= deadline:
            return None, "wall"
        code = child.wait(timeout=GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        return None, "crash"
    finally:
        _end(child)
    return (answer, "") if answer is not None and code == 0 else (None, _reason(code))


def stopped(faults: Faults, reason: str, limits: Limits) -> None:
    """Add to the faults of a file why its child gave no answer."""
    why = {
        "wall": f"took longer than {limits.wall_seconds} seconds",
        "cpu": f"needed more than {limits.cpu_seconds} seconds of computing",
        "memory": f"needed more than {limits.memory_bytes // MIB:,} MB of memory",
        "crash": "made the reader stop",
    }[reason]
    faults.add(
        faults.rule("reader-stopped"), f"The file {why} and was given up. Nothing was stored.",
        _SMALLER.get(faults.room, "Split it, or save only the table as a new file."),
    )  # fmt: skip


def limit_self(limits: Limits) -> None:
    """From here on the system ends this process when it takes too much."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def say(out: BinaryIO, what: Answer) -> None:
    """One line to the parent."""
    out.write(json.dumps(what).encode() + b"\n")
    out.flush()


def finding_of(plain: object) -> Finding:
    """A finding as a child said it. Raises KeyError, TypeError or ValueError where it is none."""
    if not isinstance(plain, dict):
        raise TypeError("a finding was expected")
    place = plain["where"]
    texts = {key: str(place.get(key, "")) for key in ("file", "sheet", "column", "key", "value")}
    return Finding(
        Where(row=int(place.get("row", 0)), **texts), str(plain["rule"]),
        Severity(plain["severity"]), str(plain["message"]), str(plain["remedy"]),
    )  # fmt: skip


def _ignore(_: int) -> None:
    """Nobody wants to know how far it is."""


def _hand_over(child: subprocess.Popen[bytes], order: object) -> None:
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
