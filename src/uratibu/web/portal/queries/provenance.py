"""What a data page says about its figures: sources, processing, editions, citation, proof."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from uratibu.core.disclosure.model import ReleasedTable
from uratibu.core.disclosure.request import Request
from uratibu.design import wording
from uratibu.design.parts import Cell, Column, Comparison, Fact, Proof, Row, Source, Table
from uratibu.design.parts import Edition as Chip
from uratibu.web.lineage.queries import figures
from uratibu.web.norms.queries import norms, serving
from uratibu.web.portal.queries import measures
from uratibu.web.portal.queries.data_page import DataPage


def definition(page: DataPage) -> tuple[Fact, ...]:
    """What the measure is, in the words of its pack."""
    known = measures.installed()
    measure = known.measure(page.question.measure)
    indicator = measures.indicator_of(page.question.measure)
    facts = (
        Fact(_("What is counted"), wording.marked(measure.description or indicator.definition)),
        Fact(_("Unit"), wording.words(measure.unit_label or indicator.unit_label)),
        Fact(_("How it is worked out"), wording.marked(indicator.method)),
        Fact(_("What it cannot say"), wording.marked(indicator.limits)),
        Fact(_("Reviewed"), str(wording.STATUSES.get(indicator.status, indicator.status))),
    )
    return tuple(fact for fact in facts if fact.text)


def producers(table: ReleasedTable) -> tuple[tuple[Fact, ...], ...]:
    """Who produced the figures and how they describe them, one list a data set."""
    return tuple(
        (
            Fact(
                _("Data set"),
                wording.words(each.title),
                reverse("portal:dataset", args=[each.dataset]),
            ),
            Fact(_("Publisher"), each.publisher),
            Fact(_("Edition"), each.edition),
            Fact(_("Method"), str(wording.METHODS.get(each.method, each.method))),
            Fact(_("Who is counted"), wording.marked(each.coverage)),
            Fact(_("Licence"), each.licence),
        )
        for each in table.lineage.editions
    )


def processing(table: ReleasedTable) -> tuple[Fact, ...]:
    """How the figures were made here: the same steps the engine took."""
    lineage = table.lineage
    filters = "; ".join(
        f"{measures.dimension_words(lineage.measure, name)}: "
        + ", ".join(measures.code_words(lineage.measure, name, code) for code in codes)
        for name, codes in lineage.filters
        if name != "period" and not any(code.endswith("/*") for code in codes)
    )
    facts = (
        Fact(_("Read from"), ", ".join(f"{e.dataset}@{e.edition}" for e in lineage.editions)),
        Fact(_("Kept"), filters),
        Fact(_("Formula"), lineage.formula),
        Fact(_("Disclosure control"), _("The source had already published these figures.")),
        Fact(_("Release"), table.id),
    )
    return tuple(fact for fact in facts if fact.text)


def comparison(page: DataPage) -> Comparison | None:
    """The other sources that the measure names beside its own; None where there is no other."""
    measure = measures.installed().measure(page.question.measure)
    if not measure.alternatives or page.found is None:
        return None
    others = [figures.latest(name, page.question.area) for name in measure.alternatives]
    known = [page.found, *(found for found in others if found is not None)]
    if len(known) < 2:
        return None
    largest = int(max((f.cell.value.number or 0 for f in known), default=0)) or 1
    return Comparison(
        id="sources",
        title=_("What the sources say"),
        intro=compared_intro(),
        unit=figures.unit_of(page.found.table).capitalize(),
        sources=tuple(source(f, largest, is_used=f is page.found) for f in known),
        choice=wording.words(measure.choice),
    )


def compared_intro() -> str:
    """What stands above every comparison of sources."""
    return _(
        "Sources count different people, in different ways, at different times. All of them are"
        " kept; none is overwritten."
    )


def source(found: figures.Found, largest: int, *, is_used: bool) -> Source:
    """A figure as one source of a comparison."""
    edition = found.table.lineage.editions[0]
    number = found.cell.value.number
    return Source(
        name=edition.publisher,
        edition=_("%(title)s, %(edition)s edition")
        % {"title": wording.words(edition.title), "edition": edition.edition},
        url=figures.trace_address(found),
        value="" if number is None else wording.amount(number, found.table.decimals),
        state=wording.state(found.cell.value.state),
        width=0 if number is None else max(1, int(100 * number / largest)),
        period=figures.period_of(found),
        method=str(wording.METHODS.get(edition.method, edition.method)),
        coverage=wording.marked(edition.coverage),
        is_used=is_used,
    )


def editions(page: DataPage) -> tuple[Chip, ...]:
    """The editions of the data set behind the measure, newest first."""
    known = measures.installed()
    dataset = known.dataset(known.measure(page.question.measure).numerator.dataset)
    newest = settings.SYSTEM().store.latest(dataset.id)
    return tuple(
        Chip(
            title=wording.words(dataset.title),
            edition=each.edition,
            url=reverse("portal:dataset", args=[dataset.id]),
            is_latest=newest is not None and each.edition == newest.edition,
        )
        for each in reversed(settings.SYSTEM().store.editions(dataset.id))
    )


def revisions(page: DataPage) -> Table | None:
    """What each edition says for the same periods, side by side; None with one edition only."""
    chips = tuple(reversed(editions(page)))
    if len(chips) < 2:
        return None
    dataset = measures.installed().measure(page.question.measure).numerator.dataset
    columns = [_said(page, dataset, chip.edition) for chip in chips]
    kind = measures.period_kind(page.question.measure)
    periods = sorted({period for said in columns for period in said}, reverse=True)
    return Table(
        id="revisions",
        caption=_("What each edition says"),
        about=page.title,
        columns=(
            Column(_("Period")),
            *(
                Column(_("%(edition)s edition") % {"edition": chip.edition}, is_number=True)
                for chip in chips
            ),
        ),
        rows=tuple(
            Row(
                (
                    Cell(wording.period(period, kind)),
                    *(said.get(period, Cell(state=_("not in it"))) for said in columns),
                )
            )
            for period in periods
        ),
    )


def _said(page: DataPage, dataset: str, edition: str) -> dict[str, Cell]:
    """The figures of one edition by period."""
    request = Request(
        measure=page.question.measure,
        where=(("area", (page.question.area,)), *((n, (c,)) for n, c in page.question.where)),
        editions=((dataset, edition),),
    )
    table = figures.released(request)
    if table is None:
        return {}
    place = table.columns.index("period")
    return {
        cell.key[place]: Cell(
            "" if cell.value.number is None else wording.amount(cell.value.number, table.decimals),
            is_number=True,
            state=wording.state(cell.value.state),
        )
        for cell in table.cells
    }


def citation(page: DataPage, table: ReleasedTable) -> str:
    """How to cite the table: publisher, title, edition, release and digest."""
    editions_named = "; ".join(
        f"{e.publisher}, {wording.words(e.title)}, {e.edition}" for e in table.lineage.editions
    )
    return _(
        "%(title)s. Data: %(editions)s. Released by Uratibu, %(day)s, %(release)s, "
        "SHA-256 %(digest)s."
    ) % {
        "title": page.caption,
        "editions": editions_named,
        "day": wording.day(table.released_at),
        "release": table.id,
        "digest": table.digest[:16],
    }


def proof(table: ReleasedTable, trace: str) -> Proof:
    """The proof strip of a released table."""
    return Proof(
        record=table.id,
        version=", ".join(f"{e.dataset} {e.edition}" for e in table.lineage.editions),
        as_of=wording.day(table.released_at),
        digest=table.digest,
        verify_url=trace,
    )


def trace_of(page: DataPage) -> str:
    """The trace of the headline figure, or of the measure where there is none."""
    if page.found is not None:
        return figures.trace_address(page.found)
    return reverse("lineage:trace", args=[f"measure:{page.question.measure}"])


@dataclass(frozen=True)
class Norm:
    """A norm in a list: its framework and code, its title, its page."""

    code: str
    title: str
    url: str


def served(page: DataPage) -> tuple[Norm, ...]:
    """The norms that the measure serves."""
    known = measures.installed()
    found = []
    for norm in serving.norms_of(known, page.question.measure):
        try:
            node = known.node(norm)
        except KeyError:
            continue
        home = serving.framework(known, node.framework)
        short = wording.words(home.short) if home else node.framework
        title = wording.marked(node.title)
        found.append(Norm(f"{short} {node.code}", title, norms.norm_address(norm)))
    return tuple(found)
