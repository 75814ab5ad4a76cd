"""The first page: headline figures, what the sources say, what is new, the ways in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from uratibu.design import wording
from uratibu.design.parts import Card, Comparison, Tile
from uratibu.web.lineage.queries import figures
from uratibu.web.portal.queries import measures, provenance
from uratibu.web.portal.queries.data_page import DataPage, Question

KEY_SHEET = "T01"
"""The table of the profile's working list that holds the headline figures."""
MOST_TILES, MOST_NEWS = 6, 6


@dataclass(frozen=True)
class News:
    """One edition that came in: what it is, when, and where it stands."""

    title: str
    edition: str
    publisher: str
    on: str
    url: str


def headlines() -> tuple[Tile, ...]:
    """The headline figures of the country, in the order of the packs."""
    return tuple(_tiles(figures.at_home()))[:MOST_TILES]


def conflict() -> Comparison | None:
    """The headline question with the most sources, all of them side by side."""
    known = measures.installed()
    many = sorted((m for m in known.measures if m.alternatives), key=lambda m: -len(m.alternatives))
    for measure in many[:1]:
        return provenance.comparison(DataPage(Question(measure.id, figures.at_home())))
    return None


def news() -> tuple[News, ...]:
    """The editions that came last, newest first."""
    known = measures.installed()
    editions = sorted(
        settings.SYSTEM().store.editions(),
        key=lambda e: (e.published_on or e.retrieved_on, e.dataset),
        reverse=True,
    )
    return tuple(
        News(
            title=wording.words(known.dataset(each.dataset).title),
            edition=each.edition,
            publisher=known.dataset(each.dataset).publisher,
            on=wording.day(each.published_on or each.retrieved_on),
            url=reverse("portal:dataset", args=[each.dataset]),
        )
        for each in editions[:MOST_NEWS]
    )


def ways_in() -> tuple[Card, ...]:
    """Where to go from here, with how much is there."""
    known = measures.installed()
    home = figures.at_home()
    counties = len(known.codelist("areas").children(home))
    norms = sum(len(f.nodes) for f in known.frameworks)
    return (
        Card(
            _("Commitments"),
            reverse("norms:index"),
            _("What was promised, norm by norm, and which figures serve it."),
            ngettext("%(number)s norm", "%(number)s norms", norms)
            % {"number": wording.amount(Decimal(norms), 0)},
        ),
        Card(
            _("Statistics"),
            reverse("portal:statistics"),
            _("Every measure with its source, edition and digest."),
            ngettext("%(number)s measure", "%(number)s measures", len(known.measures))
            % {"number": len(known.measures)},
        ),
        Card(
            _("Places"),
            reverse("portal:places"),
            _("Each county, and each country people come from or go to."),
            ngettext("%(number)s county", "%(number)s counties", counties) % {"number": counties},
        ),
        Card(
            _("Build a table"),
            reverse("portal:builder"),
            _("Choose subject, places, periods and breakdown; keep the address, take the file."),
            _("works without script"),
        ),
    )


def _tiles(area: str) -> Iterator[Tile]:
    for measure in measures.installed().measures:
        if KEY_SHEET not in measure.tables:
            continue
        found = figures.latest(measure.id, area)
        if found is not None and found.cell.value.number is not None:
            yield figures.tile(
                found,
                name=measures.title_of(measure.id, area),
                url=reverse("portal:measure", args=[measure.id]),
            )
