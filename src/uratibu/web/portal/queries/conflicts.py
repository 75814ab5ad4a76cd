"""Questions on which sources differ, as the packs put them: every source with its figure."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl

from uratibu.core.disclosure.model import NotReleasable
from uratibu.core.disclosure.request import parse_request
from uratibu.core.packs.model import Compared
from uratibu.core.packs.model import Comparison as Question
from uratibu.design import wording
from uratibu.design.parts import Comparison, Source
from uratibu.web.lineage.queries import figures
from uratibu.web.portal.queries import measures, provenance


def conflicts() -> Iterator[Comparison]:
    """Every question of the installed packs for which there is more than one figure."""
    for question in measures.installed().comparisons:
        made = _compared(question)
        if made is not None:
            yield made


def conflict_about(measure: str) -> Comparison | None:
    """The question in which a measure is one of the sources."""
    for question in measures.installed().comparisons:
        if any(_asks(source, measure) for source in question.sources):
            return _compared(question)
    return None


def chosen() -> str:
    """The measure that is used on the first question of the packs; "" where none is put."""
    for question in measures.installed().comparisons:
        for source in question.sources:
            if source.is_used:
                return dict(parse_qsl(source.ask)).get("measure", "")
    return ""


def _asks(source: Compared, measure: str) -> bool:
    return dict(parse_qsl(source.ask)).get("measure") == measure


def _compared(question: Question) -> Comparison | None:
    known = [(source, found) for source in question.sources if (found := _found(source))]
    if len(known) < 2:
        return None
    largest = max((f.cell.value.number or 0 for _source, f in known), default=0) or 1
    return Comparison(
        id=f"sources-{question.id}",
        title=wording.words(question.question),
        intro=provenance.compared_intro(),
        unit=figures.unit_of(known[0][1].table).capitalize(),
        sources=tuple(_source(source, found, int(largest)) for source, found in known),
        choice=wording.words(question.choice),
    )


def _found(source: Compared) -> figures.Found | None:
    try:
        request = parse_request(parse_qsl(source.ask))
    except NotReleasable:
        return None
    table = figures.released(request)
    return figures.Found(request, table, table.cells[-1]) if table and table.cells else None


def _source(source: Compared, found: figures.Found, largest: int) -> Source:
    shown = provenance.source(found, largest, is_used=source.is_used)
    return Source(**{**vars(shown), "name": wording.words(source.name)})
