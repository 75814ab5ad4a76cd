"""The child process of `apart`: it limits itself, compares two files, and lays the outcome down."""

from __future__ import annotations

import json
import pickle
import sys
from typing import BinaryIO

from uratibu.core.documents.tracked.apart import Order
from uratibu.core.documents.tracked.compare import compare
from uratibu.core.documents.tracked.model import Tracked
from uratibu.core.findings import Refused
from uratibu.core.intake.child import NO_MEMORY, limit_self, say


def work(order: Order, out: BinaryIO) -> int:
    """Compare the files of an order; returns the exit code."""
    limit_self(order.limits)
    try:
        tracked = compare(
            order.old.read_bytes(), order.new.read_bytes(), author=order.author, at=order.at,
            names=order.names, attribute=lambda change: order.attributions.get(change.number),
        )  # fmt: skip
    except Refused as refused:
        _lay_down(order, Tracked(b"", (), refused.findings, is_exact=False))
        say(out, {"refused": True})
        return 0
    except MemoryError:
        return NO_MEMORY
    order.into.write_bytes(tracked.content)
    _lay_down(order, tracked)
    say(out, {"refused": False})
    return 0


def _lay_down(order: Order, tracked: Tracked) -> None:
    plain = {
        "findings": [finding.as_plain() for finding in tracked.findings],
        "changes": [change.as_plain() for change in tracked.changes],
        "is_exact": tracked.is_exact,
    }
    order.into.with_name("answer.json").write_text(json.dumps(plain), "utf-8")


if __name__ == "__main__":
    sys.exit(work(pickle.load(sys.stdin.buffer), sys.stdout.buffer))  # noqa: S301 - from the parent
