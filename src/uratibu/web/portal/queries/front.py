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
from uratibu.web.norms.queries import norms, serving
from uratibu.web.portal.queries import conflicts, measures

KEY_SHEET = "T01"
"""The table of the profile's working list that holds the headline figures."""
MOST_TILES, MOST_NEWS = 9, 6


@dataclass(frozen=True)
class News:
    """One edition that came in: what it is, when, and where it stands."""

    title: str
    edition: str
    publisher: str
    on: str
    url: str


@dataclass(frozen=True)
class Example:
    """The chain in one example: a norm, the figure that serves it, the file it rests on."""

    norm: Card
    figure: Tile
    file: Card


def headlines() -> tuple[Tile, ...]:
    """The headline figures of the country, in the order of its profile."""
    return tuple(tile for tile, _found_at in _found(figures.at_home()))


def conflict() -> Comparison | None:
    """The first question of the packs on which sources differ."""
    return next(conflicts.conflicts(), None)


def example() -> Example | None:
    """The chain of one figure: the one chosen among sources that differ, else the first."""
    known = list(_found(figures.at_home()))
    chosen = conflicts.chosen()
    for tile, found in sorted(known, key=lambda pair: pair[1].table.measure != chosen):
        norm = next(iter(_norms_of(found)), None)
        if norm is not None:
            return Example(norm, tile, _file_of(found))
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
    promised = sum(len(f.nodes) for f in known.frameworks)
    return (
        Card(
            _("Commitments"),
            reverse("norms:index"),
            _("What was promised, norm by norm, and which figures serve it."),
            ngettext("%(number)s norm", "%(number)s norms", promised)
            % {"number": wording.amount(Decimal(promised), 0)},
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


def _found(area: str) -> Iterator[tuple[Tile, figures.Found]]:
    """The newest headline figures, each with what it was made of."""
    shown = 0
    for name in _key_measures():
        found = figures.latest(name, area)
        if found is not None and found.cell.value.number is not None and shown < MOST_TILES:
            shown += 1
            address = reverse("portal:measure", args=[name])
            title = measures.title_of(name, area)
            yield figures.tile(found, name=title, url=address), found


def _key_measures() -> tuple[str, ...]:
    """The measures of the profile's summary sheet, then those of the working list's key table."""
    known = measures.installed()
    sheet = measures.named_in_summary()
    listed = [m.id for m in known.measures if KEY_SHEET in m.tables]
    return tuple(dict.fromkeys((*sheet, *listed)))


def _norms_of(found: figures.Found) -> Iterator[Card]:
    known = measures.installed()
    for name in found.table.lineage.norms:
        try:
            node = known.node(name)
        except KeyError:
            continue
        home = serving.framework(known, node.framework)
        short = wording.words(home.short) if home else node.framework
        yield Card(
            wording.words(node.title),
            norms.norm_address(name),
            note=f"{short} \u00b7 {norms.kind_words(node.kind)} {node.code}",
        )


def _file_of(found: figures.Found) -> Card:
    used = found.table.lineage.editions[0]
    edition = settings.SYSTEM().store.edition(used.dataset, used.edition)
    note = _("%(rows)s rows, SHA-256 %(digest)s") % {
        "rows": wording.amount(Decimal(edition.rows), 0),
        "digest": used.sha256[:12],
    }
    return Card(edition.file_name, f"{figures.trace_address(found)}#source-rows", note=note)
