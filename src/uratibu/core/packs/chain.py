"""The chain of an installed country: norms, indicators, measures, data sets, editions, figures.

Everything is read from what the packs declare and the store has; nothing is kept by hand. The
command line and the web ask the same graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from uratibu.core.datasets.model import Dataset, Edition
from uratibu.core.identifiers import Kind, Reference
from uratibu.core.indicators.model import Indicator
from uratibu.core.labels import NO_WORDS, Label, label
from uratibu.core.lineage.graph import Graph
from uratibu.core.lineage.model import Link, Step, Way
from uratibu.core.norms.model import Framework
from uratibu.core.packs import plan_chain
from uratibu.core.packs.model import Installation
from uratibu.core.packs.plan_chain import Sentence
from uratibu.core.plans.model import Plan
from uratibu.core.reports.model import BoundFigure
from uratibu.core.statistics.model import Measure


@dataclass(frozen=True)
class Printed:
    """A figure of a document as its manifest lists it, enough to hang it into the chain.

    editions: (data set, edition, sha256) triples. request, key: where it stands in its release.
    """

    id: str
    text: str
    measure: str
    release: str
    editions: tuple[tuple[str, str, str], ...]
    request: str = ""
    key: tuple[str, ...] = ()
    document: str = ""
    title: Label = NO_WORDS


@dataclass(frozen=True)
class PrintedTable:
    """A table of a document as its manifest lists it: a release that stands there whole."""

    release: str
    measure: str
    editions: tuple[tuple[str, str, str], ...]
    document: str
    title: Label = NO_WORDS


Shown = Printed | PrintedTable | Sentence


def printed(figure: BoundFigure, *, document: str = "", title: Label = NO_WORDS) -> Printed:
    """A bound figure as the chain takes it."""
    return Printed(
        figure.id, figure.text, figure.measure, figure.release, figure.editions,
        figure.request, figure.key, document, title,
    )  # fmt: skip


def build_chain(
    installation: Installation,
    editions: Iterable[Edition],
    shown: Iterable[Shown] = (),
    plans: Iterable[Plan] | None = None,
) -> Graph:
    """The graph of a country. editions: of the store. shown: figures, tables and sentences of
    documents. plans: as they are now; without them those that the packs carry.

    An edition that a figure names and the store does not have is a step without a file.
    """
    listed, printed_here = tuple(editions), tuple(shown)
    registered = installation.plans if plans is None else tuple(plans)
    home = installation.country.title if installation.country else NO_WORDS
    steps = chain(
        (s for f in installation.frameworks for s in _norm_steps(f)),
        map(_indicator_step, installation.indicators),
        (_measure_step(m, home) for m in installation.measures),
        map(_dataset_step, installation.datasets),
        (s for each in printed_here for s in _shown_steps(each)),
        map(_edition_step, listed),
        plan_chain.steps(registered),
    )
    links = chain(
        (each for f in installation.frameworks for each in _norm_links(f)),
        _crosswalk_links(installation),
        (each for i in installation.indicators for each in _indicator_links(i)),
        (each for m in installation.measures for each in _measure_links(m)),
        (_edition_link(e.dataset, e.edition) for e in listed),
        (each for f in printed_here for each in _shown_links(f)),
        plan_chain.links(registered),
    )
    return Graph(steps, links)


def norm(name: str) -> Reference:
    """The reference of a norm or of a whole framework."""
    return Reference(Kind.NORM, name)


def figure_reference(figure_id: str) -> Reference:
    """The reference of a printed figure: the measure is its name, the rest its version."""
    name, _, version = figure_id.partition("@")
    return Reference(Kind.FIGURE, name, version)


def _norm_steps(framework: Framework) -> Iterator[Step]:
    facts = (("publisher", framework.publisher), ("status", framework.status.value))
    yield Step(norm(framework.id), framework.title, (("kind", "framework"), *facts))
    for node in framework.nodes:
        said = (("kind", node.kind), ("code", node.code), ("status", node.status.value))
        yield Step(norm(node.id), node.title, said)


def _norm_links(framework: Framework) -> Iterator[Link]:
    for node in framework.nodes:
        yield Link(norm(node.parent or framework.id), norm(node.id), Way.CONTAINS)


def _crosswalk_links(installation: Installation) -> Iterator[Link]:
    for walk in installation.crosswalks:
        for link in walk.links:
            yield Link(
                norm(link.from_node), norm(link.to_node), Way.CROSSWALK,
                link.relation.value, link.source, link.status.value,
            )  # fmt: skip


def _indicator_step(indicator: Indicator) -> Step:
    facts = (("unit", indicator.unit), ("status", indicator.status))
    return Step(Reference(Kind.INDICATOR, indicator.id), indicator.title, facts)


def _indicator_links(indicator: Indicator) -> Iterator[Link]:
    for name in indicator.norms:
        yield Link(norm(name), Reference(Kind.INDICATOR, indicator.id), Way.MEASURED_BY)


def _measure_step(measure: Measure, home: Label) -> Step:
    facts = (("formula", measure.formula.value), ("unit", measure.unit))
    said = tuple((name, value) for name, value in facts if value)
    titles = {lang: _named(text, home(lang)) for lang, text in measure.title.texts}
    return Step(Reference(Kind.MEASURE, measure.id), label(titles), said)


def _named(title: str, home: str) -> str:
    """The title of a measure with the country in the place it leaves for an area."""
    return title.replace("{area}", home) if home else title


def _measure_links(measure: Measure) -> Iterator[Link]:
    here = Reference(Kind.MEASURE, measure.id)
    for name in measure.norms:
        yield Link(norm(name), here, Way.MEASURED_BY)
    for role, part in (("numerator", measure.numerator), ("denominator", measure.denominator)):
        if part is not None:
            detail = role if measure.denominator is not None else ""
            yield Link(Reference(Kind.INDICATOR, part.indicator), here, Way.COUNTED_AS, detail)
            yield Link(here, Reference(Kind.DATASET, part.dataset), Way.ANSWERED_FROM, detail)
    for other in measure.alternatives:
        yield Link(here, Reference(Kind.MEASURE, other), Way.ALTERNATIVE)


def _dataset_step(dataset: Dataset) -> Step:
    facts = (
        ("publisher", dataset.publisher), ("method", dataset.method.value),
        ("licence", dataset.licence), ("kept at", dataset.kept_at),
    )  # fmt: skip
    said = tuple((name, value) for name, value in facts if value)
    return Step(Reference(Kind.DATASET, dataset.id), dataset.title, said)


def _edition(dataset: str, edition: str) -> Reference:
    return Reference(Kind.DATASET, dataset, edition)


def _edition_step(edition: Edition) -> Step:
    facts = (
        ("sha256", edition.sha256), ("file", edition.file_name), ("rows", str(edition.rows)),
        ("observations", str(edition.observations)), ("area", edition.area),
        ("retrieved on", edition.retrieved_on.isoformat()),
    )  # fmt: skip
    said = tuple((name, value) for name, value in facts if value)
    return Step(_edition(edition.dataset, edition.edition), NO_WORDS, said)


def _edition_link(dataset: str, edition: str) -> Link:
    return Link(Reference(Kind.DATASET, dataset), _edition(dataset, edition), Way.PUBLISHED_AS)


def _shown_steps(shown: Shown) -> Iterator[Step]:
    if isinstance(shown, Sentence):
        yield from plan_chain.sentence_steps(shown)
        return
    for dataset, edition, sha256 in shown.editions:
        yield Step(_edition(dataset, edition), NO_WORDS, (("sha256", sha256),))
    if shown.document:
        yield Step(Reference(Kind.DOCUMENT, shown.document))
    if isinstance(shown, PrintedTable):
        yield Step(Reference(Kind.RELEASE, shown.release), shown.title)
        return
    if "/" in shown.measure:
        yield from plan_chain.figure_steps(shown.release)
    else:
        yield Step(Reference(Kind.RELEASE, shown.release))
    said = (("value", shown.text), ("question", shown.request))
    facts = tuple((name, value) for name, value in said if value)
    yield Step(figure_reference(shown.id), shown.title or label(shown.text), facts)


def _shown_links(shown: Shown) -> Iterator[Link]:
    if isinstance(shown, Sentence):
        figures = map(figure_reference, shown.figures)
        yield from plan_chain.sentence_links(shown, figures)
        return
    if isinstance(shown, Printed) and "/" in shown.measure:
        yield from _register_links(shown)
        return
    release = Reference(Kind.RELEASE, shown.release)
    here = figure_reference(shown.id) if isinstance(shown, Printed) else release
    yield Link(Reference(Kind.MEASURE, shown.measure), release, Way.RELEASED_AS)
    if here != release:
        yield Link(release, here, Way.SHOWS)
    for dataset, edition, _ in shown.editions:
        yield _edition_link(dataset, edition)
        yield Link(here, _edition(dataset, edition), Way.READ_FROM)
    if shown.document:
        yield Link(here, Reference(Kind.DOCUMENT, shown.document), Way.PRINTED_IN)


def _register_links(shown: Printed) -> Iterator[Link]:
    """The links of a figure of the register: a plan's indicator, a count, a sum."""
    here = figure_reference(shown.id)
    yield from plan_chain.figure_links(here, shown.measure, shown.release)
    for dataset, edition, _ in shown.editions:
        yield _edition_link(dataset, edition)
        yield Link(here, _edition(dataset, edition), Way.READ_FROM)
    if shown.document:
        yield Link(here, Reference(Kind.DOCUMENT, shown.document), Way.PRINTED_IN)
