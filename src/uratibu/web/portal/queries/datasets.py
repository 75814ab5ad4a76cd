"""The public catalogue of data sets: what each counts, and every edition with its digest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from uratibu.design import wording
from uratibu.design.parts import Card, Fact, Link, Proof
from uratibu.web.lineage.queries import figures
from uratibu.web.portal.queries import measures


@dataclass(frozen=True)
class Publisher:
    """The data sets of one publisher."""

    name: str
    datasets: tuple[Card, ...]


@dataclass(frozen=True)
class EditionFacts:
    """One edition with everything that identifies it."""

    name: str
    is_latest: bool
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class DatasetPage:
    """The page of one data set."""

    id: str
    title: str
    definition: str
    steps: tuple[Link, ...]
    facts: tuple[Fact, ...]
    editions: tuple[EditionFacts, ...]
    measures: tuple[Link, ...]
    proof: Proof | None


def by_publisher() -> tuple[Publisher, ...]:
    """Every data set under its publisher, both by name."""
    found: dict[str, list[Card]] = {}
    for dataset in measures.installed().datasets:
        found.setdefault(dataset.publisher, []).append(_card(dataset.id))
    return tuple(
        Publisher(name, tuple(sorted(cards, key=lambda card: card.title)))
        for name, cards in sorted(found.items())
    )


def page_of(dataset_id: str) -> DatasetPage | None:
    """The page of a data set, None where no pack declares it."""
    try:
        dataset = measures.installed().dataset(dataset_id)
    except KeyError:
        return None
    newest = settings.SYSTEM().store.latest(dataset_id)
    editions = settings.SYSTEM().store.editions(dataset_id)
    return DatasetPage(
        id=dataset_id,
        title=wording.words(dataset.title),
        definition=wording.marked(dataset.definition),
        steps=(Link(_("Data sets"), reverse("portal:data")), Link(wording.words(dataset.title))),
        facts=_facts(dataset_id),
        editions=tuple(
            EditionFacts(
                each.edition,
                newest is not None and each.edition == newest.edition,
                _edition_facts(dataset_id, each.edition),
            )
            for each in reversed(editions)
        ),
        measures=tuple(_used_in(dataset_id)),
        proof=Proof(
            record=f"dataset:{newest.id}",
            version=newest.edition,
            as_of=wording.day(newest.retrieved_on),
            digest=newest.sha256,
            verify_url=reverse("lineage:trace", args=[f"dataset:{newest.id}"]),
        )
        if newest
        else None,
    )


def _card(dataset_id: str) -> Card:
    dataset = measures.installed().dataset(dataset_id)
    editions = settings.SYSTEM().store.editions(dataset_id)
    note = _("no edition registered yet")
    if editions:
        count = ngettext("%(number)s edition", "%(number)s editions", len(editions))
        newest = _("newest %(edition)s") % {"edition": editions[-1].edition}
        note = f"{count % {'number': len(editions)}}, {newest}"
    return Card(
        wording.words(dataset.title),
        reverse("portal:dataset", args=[dataset_id]),
        text=wording.words(dataset.definition),
        note=f"{dataset_id} \u00b7 {note}",
    )


def _facts(dataset_id: str) -> tuple[Fact, ...]:
    dataset = measures.installed().dataset(dataset_id)
    access = {
        "already-public": _("public before it came here"),
        "from-records": _("counted from records of persons; shown only when protected"),
    }
    facts = (
        Fact(_("Publisher"), dataset.publisher),
        Fact(_("Custodian"), dataset.custodian),
        Fact(_("Who is counted"), wording.marked(dataset.coverage)),
        Fact(_("Method"), str(wording.METHODS.get(dataset.method, dataset.method))),
        Fact(_("Unit"), dataset.unit),
        Fact(_("Speaks of"), str(wording.PERIOD_KINDS.get(dataset.period_kind, ""))),
        Fact(_("Licence"), dataset.licence),
        Fact(_("Access"), access.get(dataset.access, dataset.access)),
        Fact(_("Where it is kept"), wording.in_english(dataset.kept_at)),
        Fact(_("Notes"), wording.marked(dataset.notes)),
        Fact(_("Reviewed"), str(wording.STATUSES.get(dataset.status, dataset.status))),
    )
    return tuple(fact for fact in facts if fact.text)


def _edition_facts(dataset_id: str, name: str) -> tuple[Fact, ...]:
    edition = settings.SYSTEM().store.edition(dataset_id, name)
    facts = (
        Fact(_("File"), edition.file_name),
        Fact("SHA-256", edition.sha256),
        Fact(_("Rows in the file"), wording.amount(Decimal(edition.rows), 0)),
        Fact(_("Observations read"), wording.amount(Decimal(edition.observations), 0)),
        Fact(_("Published"), wording.day(edition.published_on) if edition.published_on else ""),
        Fact(_("Retrieved"), wording.day(edition.retrieved_on)),
        Fact(_("Replaces"), edition.supersedes),
        Fact(_("Limited to"), measures.place_name(edition.area) if edition.area else ""),
        Fact(
            _("Trace"), f"dataset:{edition.id}",
            reverse("lineage:trace", args=[f"dataset:{edition.id}"]),
        ),
    )  # fmt: skip
    return tuple(fact for fact in facts if fact.text)


def _used_in(dataset_id: str) -> Iterable[Link]:
    home = figures.at_home()
    for measure in measures.installed().measures:
        parts = (measure.numerator, measure.denominator)
        if any(part is not None and part.dataset == dataset_id for part in parts):
            title = measures.title_of(measure.id, home)
            yield Link(title, reverse("portal:measure", args=[measure.id]))
