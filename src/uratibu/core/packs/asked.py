"""The questions a pack holds, put to its own data: examples, comparisons, whole documents."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl

from uratibu.core.disclosure.model import NotReleasable, ReleasedTable
from uratibu.core.disclosure.publish import Publisher
from uratibu.core.disclosure.request import Request, parse_request
from uratibu.core.findings import Finding, Refused, Where
from uratibu.core.packs import rules
from uratibu.core.packs.scope import Scope
from uratibu.core.packs.system import System, open_system
from uratibu.core.reports.compile import compile_document
from uratibu.core.reports.model import Outline

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""When a table is released says nothing about its answer."""


def faults(scope: Scope) -> Iterator[Finding]:
    """Every example that gives another answer, comparison without one, document not to be built.

    Only a pack without other errors is asked: its editions are registered in a folder that is
    removed again.
    """
    if not (scope.pack.examples or scope.pack.comparisons or scope.pack.outlines):
        return
    with tempfile.TemporaryDirectory() as home:
        system = open_system(scope.pack.root, Path(home), clock=lambda: _EPOCH)
        yield from _questions(scope, system.publisher)
        for outline in (each for each in scope.pack.outlines if each.subject == "data"):
            for language in scope.pack.languages:
                yield from document_not_to_be_built(system, outline, language)


def _questions(scope: Scope, publisher: Publisher) -> Iterator[Finding]:
    for example in scope.pack.examples:
        place = scope.place("examples", f"{example.id}.yaml", key="ask", value=example.ask)
        yield from example_fails(publisher, example.ask, example.expect, place)
    for comparison in scope.pack.comparisons:
        for index, source in enumerate(comparison.sources):
            file, key = f"{comparison.id}.yaml", f"sources[{index}]"
            place = scope.place("comparisons", file, key=key, value=source.ask)
            yield from comparison_without_answer(publisher, source.ask, place)


def document_not_to_be_built(system: System, outline: Outline, language: str) -> Iterator[Finding]:
    """What keeps an outline from becoming a document: a sentence without its figure, say."""
    installation = system.installation
    if installation.country is None:
        return
    try:
        compile_document(
            outline,
            system.publisher,
            texts={name: text for pack in installation.packs for name, text in pack.texts},
            country=installation.country,
            edition="check",
            language=language,
            as_of=_EPOCH.date(),
            outlines={each.id: each for each in installation.outlines},
            tiles=installation.tiles,
        )
    except Refused as refused:
        yield from refused.findings


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
