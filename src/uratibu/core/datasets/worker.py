"""The child process of `intake`: it limits itself, reads one file, and says what it found.

Order on standard input (pickled by the parent, who is trusted); on standard output one JSON line
every few thousand rows, and a last one with columns, findings and counts.
"""

from __future__ import annotations

import json
import pickle
import resource
import sys
from typing import BinaryIO

from uratibu.core.datasets import exchange
from uratibu.core.datasets.intake import NO_MEMORY, Order
from uratibu.core.datasets.read import ReadResult, read_file


def work(order: Order, out: BinaryIO) -> int:
    """Read the file of an order; returns the exit code."""
    _limit(order)

    def progress(rows: int) -> None:
        _say(out, {"rows_read": rows})

    try:
        result = read_file(
            order.path, order.dataset, order.codelists, order.indicators,
            fiscal_start_month=order.fiscal_start_month, progress=progress,
        )  # fmt: skip
        if not result.errors:
            exchange.write_csv(result.observations, order.into)
    except MemoryError:
        return NO_MEMORY
    _say(out, _plain(result))
    return 0


def _limit(order: Order) -> None:
    """From here on the system ends this process when it takes too much; it may start no other."""
    limits = order.limits
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _plain(result: ReadResult) -> dict[str, object]:
    return {
        "rows": result.rows,
        "errors": result.errors,
        "columns": [(column.name, column.type) for column in result.columns],
        "findings": [finding.as_plain() for finding in result.findings],
    }


def _say(out: BinaryIO, what: dict[str, object]) -> None:
    out.write(json.dumps(what).encode() + b"\n")
    out.flush()


if __name__ == "__main__":
    sys.exit(work(pickle.load(sys.stdin.buffer), sys.stdout.buffer))  # noqa: S301 - from the parent
