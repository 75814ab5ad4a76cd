"""The questions a pack holds, put to its own data: examples and comparisons of sources."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl

from uratibu.core.disclosure.model import NotReleasable, ReleasedTable
from uratibu.core.disclosure.publish import Publisher
from uratibu.core.disclosure.request import Request, parse_request
from uratibu.core.findings import Finding, Where
from uratibu.core.packs import rules
from uratibu.core.packs.scope import Scope
from uratibu.core.packs.system import open_system

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""When a table is released says nothing about its answer."""


def faults(scope: Scope) -> Iterator[Finding]:
    """Every example that gives another answer and every comparison that gives none.

    Only a pack without other errors is asked: its editions are registered in a folder that is
    removed again.
    """
    if not scope.pack.examples and not scope.pack.comparisons:
        return
    with tempfile.TemporaryDirectory() as home:
        system = open_system(scope.pack.root, Path(home), clock=lambda: _EPOCH)
        for example in scope.pack.examples:
            place = scope.place("examples", f"{example.id}.yaml", key="ask", value=example.ask)
            yield from example_fails(system.publisher, example.ask, example.expect, place)
        for comparison in scope.pack.comparisons:
            for index, source in enumerate(comparison.sources):
                place = scope.place(
                    "comparisons", f"{comparison.id}.yaml", key=f"sources[{index}]",
                    value=source.ask,
                )  # fmt: skip
                yield from comparison_without_answer(system.publisher, source.ask, place)


def request_of(ask: str) -> Request:
    """The request of a question written as in a page's address. Raises NotReleasable."""
    return parse_request(parse_qsl(ask))


def example_fails(publisher: Publisher, ask: str, expected: str, place: Where) -> Iterator[Finding]:
    """An example whose answer is not the expected one."""
    try:
        answer = _only_cell(publisher.table(request_of(ask)))
    except NotReleasable as refused:
        answer = refused.kind
        if answer != expected:
            answer = str(refused.message)
    if answer != expected:
        yield rules.found("packs/example-fails", place, expected=expected, answer=answer)


def comparison_without_answer(publisher: Publisher, ask: str, place: Where) -> Iterator[Finding]:
    """A source of a comparison that has no single figure to show."""
    try:
        table = publisher.table(request_of(ask))
    except NotReleasable as refused:
        yield rules.found("packs/comparison-without-answer", place, fault=refused.message)
        return
    if len(table.cells) != 1:
        fault = f"the answer has {len(table.cells)} figures."
        yield rules.found("packs/comparison-without-answer", place, fault=fault)


def _only_cell(table: ReleasedTable) -> str:
    """The number of the only cell, else its state; several cells are named as many."""
    if len(table.cells) != 1:
        return f"{len(table.cells)} figures"
    value = table.cells[0].value
    return str(value.state) if value.number is None else f"{value.number:f}"
