"""Places: the counties of the country, and every country people come from or go to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from uratibu.core.codelists.model import Code
from uratibu.core.disclosure.request import Request
from uratibu.core.likeness import folded
from uratibu.design import wording
from uratibu.design.parts import Fact, Link, Tile, TileMap
from uratibu.web.lineage.queries import figures
from uratibu.web.portal.queries import maps, measures, pickers

AREAS = "areas"
DIRECTIONS = ("origin", "destination")
MOST_RANKED = 10


@dataclass(frozen=True)
class Block:
    """Figures that belong together on the page of a place."""

    title: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class PlacePage:
    """The page of one place: facts, figures by kind, and what there is not."""

    code: Code
    title: str
    kind: str
    steps: tuple[Link, ...]
    facts: tuple[Fact, ...]
    blocks: tuple[Block, ...]
    gaps: tuple[Link, ...]
    neighbours: tuple[Link, Link] | None
    map: TileMap | None = None


@dataclass(frozen=True)
class Letter:
    """The countries whose names begin with a letter."""

    letter: str
    places: tuple[Link, ...]


def counties() -> tuple[Link, ...]:
    """The places inside the installed country, by name."""
    inside = measures.installed().codelist(AREAS).children(figures.at_home())
    return tuple(sorted((_link(code) for code in inside), key=lambda link: link.text))


def county_map() -> TileMap | None:
    """The tile map as a way in to the counties."""
    return maps.plain_map(
        id="counties", title=_("Find a county"),
        address=lambda code: reverse("portal:place", args=[code]),
    )  # fmt: skip


def countries() -> tuple[Letter, ...]:
    """Every country by the first letter of its name."""
    found: dict[str, list[Link]] = {}
    links = (_link(code) for code in _countries())
    for link in sorted(links, key=lambda each: folded(each.text)):
        found.setdefault(folded(link.text)[:1].upper(), []).append(link)
    return tuple(Letter(letter, tuple(links)) for letter, links in found.items())


@dataclass(frozen=True)
class Ranking:
    """The places with the highest figures of one measure in one direction."""

    title: str
    url: str
    places: tuple[tuple[Link, str], ...]


def rankings() -> tuple[Ranking, ...]:
    """Where most people came from and where most went: by the first measure that tells."""
    made = []
    for dimension in DIRECTIONS:
        for name in _in_order():
            known = {d.id for d in measures.dimensions_of(name)}
            ranking = _ranking(name, dimension) if dimension in known else None
            if ranking is not None:
                made.append(ranking)
                break
    return tuple(made)


def _ranking(measure: str, dimension: str) -> Ranking | None:
    home = figures.at_home()
    request = figures.asked(
        measure, area=home, by=(dimension,), then=(f"top:{MOST_RANKED}:{dimension}",)
    )
    table = figures.released(request)
    if table is None:
        return None
    column = table.columns.index(dimension)
    cells = [c for c in table.cells if c.value.number is not None and c.key[column] != "_R"]
    cells.sort(key=lambda cell: -(cell.value.number or 0))
    return Ranking(
        title=measures.title_of(measure, home),
        url=f"{reverse('portal:measure', args=[measure])}?by={dimension}",
        places=tuple(
            (
                Link(
                    measures.place_name(c.key[column]),
                    reverse("portal:place", args=[c.key[column]]),
                ),
                wording.amount(c.value.number or Decimal(0), table.decimals),
            )
            for c in cells
            if len(c.key[column]) == 3
        ),
    )


def page_of(place: str) -> PlacePage | None:
    """The page of a place, None for a code no list knows."""
    code = measures.installed().codelist(AREAS).get(place)
    if code is None or code.code == figures.at_home():
        return None
    is_county = bool(code.parent) and code.parent == figures.at_home()
    blocks = _county_blocks(code.code) if is_county else _country_blocks(code.code)
    return PlacePage(
        code=code,
        title=wording.words(code.title),
        kind=_("County") if is_county else _("Country"),
        steps=(
            Link(_("Places"), reverse("portal:places")),
            Link(wording.words(code.title)),
        ),
        facts=_facts(code),
        blocks=tuple(block for block in blocks if block.tiles),
        gaps=tuple(_gaps(code.code)) if is_county else (),
        neighbours=_neighbours(code) if is_county else None,
        map=_where(code) if is_county else None,
    )


def _where(code: Code) -> TileMap | None:
    """The tile map with one county shaded."""
    return maps.plain_map(
        id="where", title=_("Where it lies"), here=code.code,
        address=lambda other: reverse("portal:place", args=[other]),
    )  # fmt: skip


def _countries() -> Iterator[Code]:
    home = figures.at_home()
    for code in measures.installed().codelist(AREAS):
        is_inside = bool(home) and code.parent == home
        is_country = bool(code.attribute("alpha2")) and not code.is_aggregate
        if is_country and not is_inside and code.code != home:
            yield code


def _link(code: Code) -> Link:
    return Link(wording.words(code.title), reverse("portal:place", args=[code.code]))


def _facts(code: Code) -> tuple[Fact, ...]:
    labels = {
        "iso_3166_2": _("ISO 3166-2"),
        "capital": _("Headquarters"),
        "alpha2": _("ISO 3166-1"),
    }
    facts = [Fact(_("Code"), code.code)]
    facts += [Fact(words, code.attribute(name)) for name, words in labels.items()]
    parent = measures.installed().codelist(AREAS).get(code.parent)
    if parent is not None:
        facts.append(Fact(_("Part of"), wording.words(parent.title)))
    return tuple(fact for fact in facts if fact.text)


def _county_blocks(place: str) -> Iterator[Block]:
    """Every measure that has figures for the county, in the order of the profile, with its rank."""
    tiles = (
        replace(tile, change=_rank(name, place))
        for name in _in_order()
        if place in _places_of(name)
        for tile in _tile(name, place)
    )
    yield Block(_("What the figures say"), tuple(tiles))


def _in_order() -> tuple[str, ...]:
    """Every measure: those of the summary sheet first, then by theme."""
    by_theme = (line.id for theme in measures.themes() for line in theme.measures)
    return tuple(dict.fromkeys((*measures.named_in_summary(), *by_theme)))


def _rank(measure: str, place: str) -> str:
    """Which place a county has among all that have a figure, from the highest."""
    request = Request(
        measure=measure,
        by=("area",),
        where=(("area", (f"{figures.at_home()}/*",)),),
        periods=("latest",),
        then=("rank:area",),
    )
    table = figures.released(request)
    if table is None:
        return ""
    column = table.columns.index("area")
    ranks = {cell.key[column]: cell.rank for cell in table.cells if cell.rank is not None}
    if place not in ranks:
        return ""
    said = {"rank": ranks[place], "count": len(ranks)}
    return _("Number %(rank)s of %(count)s counties, from the highest") % said


def _country_blocks(place: str) -> Iterator[Block]:
    """Every measure of the home country that has figures for people from or in the country."""
    home = figures.at_home()
    names = {"home": measures.place_name(home), "place": measures.place_name(place)}
    titles = {
        "origin": _("From %(place)s to %(home)s") % names,
        "destination": _("From %(home)s to %(place)s") % names,
    }
    found: dict[str, list[Tile]] = {name: [] for name in titles}
    for name in _in_order():
        for dimension in measures.dimensions_of(name):
            known = pickers.codes(name, dimension.id, home) if dimension.codelist == AREAS else ()
            if place in known:
                where = ((dimension.id, place),)
                found.setdefault(dimension.id, []).extend(_tile(name, home, where))
    for name, tiles in found.items():
        yield Block(titles.get(name, name.capitalize()), tuple(tiles))


def _tile(measure: str, area: str, where: Iterable[tuple[str, str]] = ()) -> Iterator[Tile]:
    filters = tuple(where)
    found = figures.latest(measure, area, filters)
    if found is not None:
        query = "&".join(f"{name}={code}" for name, code in (("area", area), *filters))
        address = f"{reverse('portal:measure', args=[measure])}?{query}"
        yield figures.tile(found, name=measures.title_of(measure, area), url=address)


def _places_of(measure: str) -> frozenset[str]:
    return frozenset(pickers.codes(measure, "area", ""))


def _gaps(place: str) -> Iterator[Link]:
    """Measures that other counties have and this one has not."""
    home = figures.at_home()
    inside = {code.code for code in measures.installed().codelist(AREAS).children(home)}
    for theme in measures.themes():
        for line in theme.measures:
            known = _places_of(line.id)
            if known & inside and place not in known:
                yield Link(line.title, line.url)


def _neighbours(code: Code) -> tuple[Link, Link] | None:
    """The county before and after this one, by name."""
    named = counties()
    names = [link.text for link in named]
    here = names.index(wording.words(code.title))
    return named[here - 1], named[(here + 1) % len(named)]
