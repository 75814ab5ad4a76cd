"""The child process of `bring`: it limits itself, reads one template, and lays its answer down."""

from __future__ import annotations

import json
import pickle
import sys
from typing import BinaryIO

from uratibu.core.findings import Finding, Refused
from uratibu.core.intake.child import NO_MEMORY, limit_self, say
from uratibu.core.reports.model import BoundFigure
from uratibu.core.reports.register.reader import Reader
from uratibu.core.reports.template import fill, read
from uratibu.core.reports.template.bring import Order
from uratibu.core.reports.template.preview import Shown, preview
from uratibu.core.reports.template.saying import Sayer


def work(order: Order, out: BinaryIO) -> int:
    """Preview or fill the template of an order; returns the exit code."""
    limit_self(order.limits)
    try:
        plain = (_filled if order.act == "fill" else _previewed)(order)
        order.into.write_text(json.dumps(plain), "utf-8")
    except MemoryError:
        return NO_MEMORY
    say(out, {"done": order.act})
    return 0


def _previewed(order: Order) -> dict[str, object]:
    file, faults = read.opened(order.path.read_bytes())
    if file is None:
        return {"fields": [], "findings": _plain(faults)}
    asked = order.asked
    reader = Reader(asked.register, asked.language, asked.country[0])
    shown, found = preview(file, Sayer(reader, asked.country[1]))
    return {"fields": [_field(each) for each in shown], "findings": _plain(found)}


def _filled(order: Order) -> dict[str, object]:
    asked = order.asked
    try:
        made = fill.fill(
            order.path.read_bytes(), asked.register,
            language=asked.language, country=asked.country,
        )  # fmt: skip
    except Refused as refused:
        return {"findings": _plain(refused.findings)}
    order.into.with_suffix(".docx").write_bytes(made.content)
    once = {(each.id, each.text): each for each in made.figures}
    return {"findings": [], "figures": [_figure(each) for each in once.values()]}


def _field(shown: Shown) -> dict[str, object]:
    return vars(shown) | {"faults": _plain(shown.faults)}


def _figure(figure: BoundFigure) -> dict[str, str]:
    names = ("id", "text", "unit", "period", "release", "digest")
    return {name: getattr(figure, name) for name in names}


def _plain(findings: tuple[Finding, ...]) -> list[dict[str, object]]:
    return [finding.as_plain() for finding in findings]


if __name__ == "__main__":
    sys.exit(work(pickle.load(sys.stdin.buffer), sys.stdout.buffer))  # noqa: S301 - from the parent
