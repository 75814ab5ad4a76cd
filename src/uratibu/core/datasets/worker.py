"""The child process of `intake`: it limits itself, reads one file, and says what it found.

Order on standard input (pickled by the parent, who is trusted); on standard output one JSON line
every few thousand rows, and a last one with columns, findings and counts.
"""

from __future__ import annotations

import pickle
import sys
from typing import BinaryIO

from uratibu.core.datasets import exchange
from uratibu.core.datasets.intake import Order
from uratibu.core.datasets.read import ReadResult, read_file
from uratibu.core.intake.child import NO_MEMORY, limit_self, say


def work(order: Order, out: BinaryIO) -> int:
    """Read the file of an order; returns the exit code."""
    limit_self(order.limits)

    def progress(rows: int) -> None:
        say(out, {"rows_read": rows})

    try:
        result = read_file(
            order.path, order.dataset, order.codelists, order.indicators,
            fiscal_start_month=order.fiscal_start_month, progress=progress,
        )  # fmt: skip
        if not result.errors:
            exchange.write_csv(result.observations, order.into)
    except MemoryError:
        return NO_MEMORY
    say(out, _plain(result))
    return 0


def _plain(result: ReadResult) -> dict[str, object]:
    return {
        "rows": result.rows,
        "errors": result.errors,
        "columns": [(column.name, column.type) for column in result.columns],
        "findings": [finding.as_plain() for finding in result.findings],
    }


if __name__ == "__main__":
    sys.exit(work(pickle.load(sys.stdin.buffer), sys.stdout.buffer))  # noqa: S301 - from the parent
