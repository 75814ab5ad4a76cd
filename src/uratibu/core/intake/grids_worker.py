"""The child process of `grids`: it limits itself, reads one file, and lays its tables down."""

from __future__ import annotations

import json
import pickle
import sys
from typing import BinaryIO

from uratibu.core.findings import Where
from uratibu.core.intake import gate, grids_docx, grids_xlsx
from uratibu.core.intake.child import NO_MEMORY, limit_self, say
from uratibu.core.intake.faults import Faults
from uratibu.core.intake.grids import Grid, Order, plain_of

READERS = {"XLSX": grids_xlsx.read, "DOCX": grids_docx.read}


def work(order: Order, out: BinaryIO) -> int:
    """Read the file of an order; returns the exit code."""
    limit_self(order.limits)
    faults = Faults(Where(file=order.path.name), room=order.room)
    try:
        kind = gate.kind_inside(order.path) or gate.XLSX
        found = READERS[kind.ending](order.path, faults)
        order.into.write_text(json.dumps([_plain(grid) for grid in found]), "utf-8")
    except MemoryError:
        return NO_MEMORY
    say(out, {"findings": [finding.as_plain() for finding in faults.findings()]})
    return 0


def _plain(grid: Grid) -> dict[str, object]:
    return {
        "name": grid.name,
        "rows": [[plain_of(cell) for cell in row] for row in grid.rows],
        "merged": grid.merged,
        "is_hidden": grid.is_hidden,
    }


if __name__ == "__main__":
    sys.exit(work(pickle.load(sys.stdin.buffer), sys.stdout.buffer))  # noqa: S301 - from the parent
