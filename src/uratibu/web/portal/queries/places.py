"""Places: the counties of the country, and every country people come from or go to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from uratibu.core.codelists.model import Code
from uratibu.design import wording
from uratibu.design.parts import Fact, Link, Tile, TileMap
from uratibu.web.lineage.queries import figures
from uratibu.web.portal.queries import maps, measures, pickers

AREAS = "areas"


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
    for link in sorted((_link(code) for code in _countries()), key=lambda each: each.text):
        found.setdefault(link.text[:1], []).append(link)
    return tuple(Letter(letter, tuple(links)) for letter, links in found.items())


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
    )


def _countries() -> Iterator[Code]:
    home = figures.at_home()
    for code in measures.installed().codelist(AREAS):
        is_inside = bool(home) and code.parent == home
        if not code.is_aggregate and not is_inside and code.code != home and len(code.code) == 3:
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
    """Every measure that has figures for the county, by theme."""
    for theme in measures.themes():
        tiles = (
            tile for line in theme.measures if place in _places_of(line.id)
            for tile in _tile(line.id, place)
        )  # fmt: skip
        yield Block(theme.title, tuple(tiles))


def _country_blocks(place: str) -> Iterator[Block]:
    """Every measure of the home country that has figures for people from or in the country."""
    home = figures.at_home()
    names = {"home": measures.place_name(home), "place": measures.place_name(place)}
    titles = {
        "origin": _("From %(place)s to %(home)s") % names,
        "destination": _("From %(home)s to %(place)s") % names,
    }
    found: dict[str, list[Tile]] = {name: [] for name in titles}
    for measure in measures.installed().measures:
        for dimension in measures.dimensions_of(measure.id):
            if dimension.codelist == AREAS and place in pickers.codes(
                measure.id, dimension.id, home
            ):
                where = ((dimension.id, place),)
                found.setdefault(dimension.id, []).extend(_tile(measure.id, home, where))
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
