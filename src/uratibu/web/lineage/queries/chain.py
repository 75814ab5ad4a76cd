"""The chain behind a reference: what it serves above, what it rests on below, and its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl

from django.conf import settings
from django.utils.translation import gettext as _

from uratibu.core.disclosure.request import parse_request
from uratibu.core.identifiers import Kind
from uratibu.core.lineage.graph import Graph, UnknownStep
from uratibu.core.lineage.model import SIDEWAYS, Branch, Step, Way
from uratibu.core.lineage.model import Trace as Walk
from uratibu.core.packs.chain import build_chain, printed
from uratibu.core.reports import bind, binding
from uratibu.design import wording
from uratibu.design.parts import Card, Proof, Table
from uratibu.web.lineage.queries import dimensions, figures, stations
from uratibu.web.lineage.queries.rows import source_rows

MOST_CARDS = 12


@dataclass(frozen=True)
class Band:
    """One station of the chain: its name, the things that stand there, or why it is empty."""

    name: str
    cards: tuple[Card, ...]
    gap: str = ""
    is_here: bool = False
    more: int = 0


@dataclass(frozen=True)
class Trace:
    """The chain of one reference from norm to source rows, with the rows themselves."""

    reference: str
    title: str
    bands: tuple[Band, ...]
    rows: Table | None = None
    rows_left_out: int = 0
    figure: figures.Found | None = None
    subject: str = ""


class NoSuchThing(LookupError):
    """Nothing here has this reference; `near` are references that may be meant."""

    def __init__(self, reference: str, near: tuple[str, ...] = ()) -> None:
        self.near = near
        super().__init__(reference)


def trace(reference: str) -> Trace:
    """The chain of a reference. Raises NoSuchThing."""
    kind, _colon, name = reference.partition(":")
    if kind == Kind.FIGURE:
        return _figure(name)
    try:
        walk = _graph().trace(reference)
    except UnknownStep as unknown:
        raise NoSuchThing(reference, unknown.near) from unknown
    found = None
    if walk.step.reference.kind is Kind.MEASURE:
        found = figures.latest(walk.step.reference.name, figures.at_home())
    return Trace(walk.step.id, stations.title(walk.step), _bands(walk, found), figure=found)


def proof(found: Trace) -> Proof | None:
    """The proof strip of a traced figure, None for what is no release."""
    if found.figure is None:
        return None
    table = found.figure.table
    return Proof(
        record=table.id,
        version=", ".join(f"{e.dataset} {e.edition}" for e in table.lineage.editions),
        as_of=wording.day(table.released_at),
        digest=table.digest,
    )


def _figure(name: str) -> Trace:
    """From a figure up to its norms and down to its source rows."""
    try:
        ask = binding.parse_figure_id(name)
        bound = bind.Binder(settings.SYSTEM().publisher, ask.area, "en").figure(ask)
    except (binding.NotAFigure, bind.Unbound) as unknown:
        raise NoSuchThing(f"figure:{name}") from unknown
    request = parse_request(parse_qsl(bound.request))
    table = figures.released(request)
    cell = next((c for c in table.cells if c.key == bound.key), None) if table else None
    if table is None or cell is None:
        raise NoSuchThing(f"figure:{name}")
    found = figures.Found(request, table, cell)
    system = settings.SYSTEM()
    graph = build_chain(system.installation, system.store.editions(), [printed(bound)])
    rows, left_out = source_rows(found)
    return Trace(
        reference=f"figure:{name}",
        title=wording.words(table.title),
        bands=_bands(graph.trace(f"figure:{bound.id}"), found, is_here=True),
        rows=rows,
        rows_left_out=left_out,
        figure=found,
        subject=_subject(found),
    )


def _subject(found: figures.Found) -> str:
    return dimensions.narrowing(found.table.measure, found.said.items())


def _graph() -> Graph:
    system = settings.SYSTEM()
    return _built(tuple(edition.id for edition in system.store.editions()))


@lru_cache(maxsize=2)
def _built(editions: tuple[str, ...]) -> Graph:
    """The graph of the installed country; a further edition makes another one."""
    del editions
    system = settings.SYSTEM()
    return build_chain(system.installation, system.store.editions())


def _bands(walk: Walk, found: figures.Found | None, *, is_here: bool = False) -> tuple[Band, ...]:
    """The stations from the norms down to the data, each with its gap where it is empty."""
    steps = _near(walk)
    figure = (_figure_band(found, is_here=is_here),) if found else ()
    return (
        _band(_("Norm"), Kind.NORM, _norms(walk), walk.step),
        _band(_("Indicator"), Kind.INDICATOR, steps, walk.step),
        _band(_("Measure"), Kind.MEASURE, steps, walk.step),
        *figure,
        _band(_("Data set and edition"), Kind.DATASET, _data(steps), walk.step),
    )


def _near(walk: Walk) -> tuple[Step, ...]:
    """The steps of both directions without what only relates to them sideways."""
    kept = (*_kept(walk.up), *_kept(walk.down))
    return tuple(dict.fromkeys(kept))


def _kept(branch: Branch) -> Iterator[Step]:
    yield branch.step
    for inner in branch.branches:
        if inner.link is None or inner.link.way not in SIDEWAYS:
            yield from _kept(inner)


def _norms(walk: Walk) -> tuple[Step, ...]:
    """The norm itself, else the norms that an indicator or measure on the way serves directly."""
    if walk.step.reference.kind is Kind.NORM:
        return (walk.step,)
    return tuple(dict.fromkeys(_measured(walk.up)))


def _measured(branch: Branch) -> Iterator[Step]:
    for inner in branch.branches:
        if inner.link is not None and inner.link.way is Way.MEASURED_BY:
            yield inner.step
        yield from _measured(inner)


def _data(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The editions where there are any, else the data sets."""
    found = [step for step in steps if step.reference.kind is Kind.DATASET]
    editions = tuple(step for step in found if step.reference.version)
    return editions or tuple(found)


def _band(name: str, kind: Kind, steps: Iterable[Step], here: Step) -> Band:
    mine = [step for step in steps if step.reference.kind is kind]
    mine.sort(key=lambda step: step != here)
    shown = tuple(stations.card(step) for step in mine[:MOST_CARDS])
    gap = "" if shown else stations.gap_words(kind)
    return Band(name, shown, gap, here in mine, max(len(mine) - MOST_CARDS, 0))


def _figure_band(found: figures.Found, *, is_here: bool) -> Band:
    shown = figures.figure(found)
    amount = shown.state or f"{shown.value} {shown.unit}"
    said = ", ".join(filter(None, (amount, _subject(found))))
    table = found.table
    release = _("Release %(release)s, SHA-256 %(digest)s") % {
        "release": table.id,
        "digest": table.digest[:16],
    }
    here = Card(said, shown.url, note=f"{shown.period}. {shown.source}")
    page = Card(release, figures.page_of(table), text=table.lineage.formula)
    return Band(_("Figure and release"), (here, page), is_here=is_here)
