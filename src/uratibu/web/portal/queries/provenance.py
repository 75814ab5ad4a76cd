"""What a data page says about its figures: sources, processing, editions, citation, proof."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from uratibu.core.disclosure.model import ReleasedTable
from uratibu.core.disclosure.request import Request
from uratibu.design import wording
from uratibu.design.parts import Comparison, Fact, Link, Proof, Source
from uratibu.design.parts import Edition as Chip
from uratibu.web.lineage.queries import figures
from uratibu.web.norms import queries as norms
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
        if not any(code.endswith("/*") for code in codes)
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
    """The other sources on the same question beside the one used; None where there is no other."""
    measure = measures.installed().measure(page.question.measure)
    if not measure.alternatives or page.found is None:
        return None
    others = [(name, figures.latest(name, page.question.area)) for name in measure.alternatives]
    known = [(page.question.measure, page.found), *((n, f) for n, f in others if f is not None)]
    if len(known) < 2:
        return None
    return compared(known, choice=wording.words(measure.choice), used=page.question.measure)


def compared(known: list[tuple[str, figures.Found]], *, choice: str, used: str) -> Comparison:
    """Figures on one question side by side, as they are, with the one that is used."""
    largest = max((f.cell.value.number or 0 for _name, f in known), default=0) or 1
    return Comparison(
        id="sources",
        title=_("What the sources say"),
        intro=_(
            "Sources count different people, in different ways, at different times. All of them are"
            " kept; none is overwritten."
        ),
        unit=figures.unit_of(known[0][1].table).capitalize(),
        sources=tuple(_source(name, found, largest, used) for name, found in known),
        choice=choice,
    )


def _source(name: str, found: figures.Found, largest: object, used: str) -> Source:
    edition = found.table.lineage.editions[0]
    number = found.cell.value.number
    width = 0 if number is None else max(1, int(100 * number / largest))  # type: ignore[operator]
    return Source(
        name=edition.publisher,
        edition=_("%(title)s, %(edition)s edition")
        % {"title": wording.words(edition.title), "edition": edition.edition},
        url=figures.trace_address(found),
        value="" if number is None else wording.amount(number, found.table.decimals),
        state=wording.state(found.cell.value.state),
        width=width,
        period=figures.period_of(found),
        method=str(wording.METHODS.get(edition.method, edition.method)),
        coverage=wording.marked(edition.coverage),
        is_used=name == used,
    )


def editions(page: DataPage) -> tuple[tuple[Chip, str], ...]:
    """Each edition of the data set with what it says for the same place and period."""
    measure = measures.installed().measure(page.question.measure)
    dataset = measures.installed().dataset(measure.numerator.dataset)
    known = settings.SYSTEM().store.editions(dataset.id)
    newest = settings.SYSTEM().store.latest(dataset.id)
    return tuple(
        (
            Chip(
                title=wording.words(dataset.title),
                edition=each.edition,
                url=reverse("portal:dataset", args=[dataset.id]),
                is_latest=newest is not None and each.edition == newest.edition,
            ),
            _in_edition(page, dataset.id, each.edition),
        )
        for each in reversed(known)
    )


def _in_edition(page: DataPage, dataset: str, edition: str) -> str:
    request = Request(
        measure=page.question.measure,
        by=(),
        where=(("area", (page.question.area,)), *((n, (c,)) for n, c in page.question.where)),
        periods=(page.period,),
        editions=((dataset, edition),),
        then=(),
    )
    table = figures.released(request)
    if table is None or not table.cells:
        return _("has no figure for this period")
    value = table.cells[-1].value
    if value.number is None:
        return wording.state(value.state)
    return f"{wording.amount(value.number, table.decimals)} {figures.unit_of(table)}"


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


def served(page: DataPage) -> tuple[Link, ...]:
    """The norms that the measure serves."""
    known = measures.installed()
    found = []
    for norm in norms.norms_of(known, page.question.measure):
        try:
            node = known.node(norm)
        except KeyError:
            continue
        home = norms.framework(known, node.framework)
        short = wording.words(home.short) if home else node.framework
        text = f"{short} {node.code}: {wording.words(node.title)}"
        found.append(Link(text, norms.norm_address(norm)))
    return tuple(found)
