"""The measures there are: their words, their place in the themes of the profile, their facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from uratibu.core.indicators.model import Dimension, Indicator
from uratibu.core.labels import Label
from uratibu.core.packs.model import Installation
from uratibu.core.reports.model import BlockPlan, Outline, SectionPlan
from uratibu.design import wording
from uratibu.design.parts import Fact, Figure
from uratibu.web.lineage.queries import dimensions, figures

_MEASURE_ID = re.compile(r"[a-z][A-Za-z0-9.-]*[A-Za-z0-9]")


@dataclass(frozen=True)
class MeasureLine:
    """One measure in a list."""

    id: str
    title: str
    url: str
    unit: str
    publisher: str
    dimensions: tuple[str, ...]
    figure: Figure | None = None


@dataclass(frozen=True)
class Theme:
    """The measures of one section of the profile."""

    id: str
    title: str
    measures: tuple[MeasureLine, ...]


def installed() -> Installation:
    """The packs of the installed country."""
    known: Installation = settings.SYSTEM().installation
    return known


def period_kind(measure_id: str) -> str:
    """What kind of period a measure speaks of."""
    known = installed()
    return str(known.dataset(known.measure(measure_id).numerator.dataset).period_kind)


def packs() -> tuple[Fact, ...]:
    """The installed packs with their versions and licences."""
    return tuple(
        Fact(wording.words(pack.title), f"{pack.id} {pack.version}. {pack.licence}")
        for pack in installed().packs
    )


def place_name(code: str) -> str:
    """The name of a place in the reader's language; the code where no list knows it."""
    return figures.place_name(code)


def english_name(code: str) -> str:
    """The English name of a place, from which its three letters on the map are taken."""
    found = installed().codelist("areas").get(code)
    return found.title("en") if found else code


def title_of(measure_id: str, area: str) -> str:
    """The title of a measure for a place: "International migrants living in Kenya"."""
    return figures.measure_title(measure_id, area)


def indicator_of(measure_id: str) -> Indicator:
    """The indicator a measure counts."""
    known = installed()
    return known.indicator(known.measure(measure_id).numerator.indicator)


def dimensions_of(measure_id: str) -> tuple[Dimension, ...]:
    """The ways a measure can be broken down: those its own filters have not settled."""
    measure = installed().measure(measure_id)
    settled = {name for name, _codes in measure.numerator.where}
    return tuple(d for d in indicator_of(measure_id).dimensions if d.id not in settled)


def dimension_title(dimension: Dimension) -> str:
    """The name of a dimension in words."""
    return dimensions.title(dimension)


def dimension_words(measure_id: str, dimension_id: str) -> str:
    """The name of a dimension by its id; "area" is the places inside."""
    return dimensions.name(indicator_of(measure_id).id, dimension_id)


def code_words(measure_id: str, dimension_id: str, code: str) -> str:
    """The name of a member of a dimension; the code where no list knows it."""
    return dimensions.member(indicator_of(measure_id).id, dimension_id, code)


def line(measure_id: str) -> MeasureLine:
    """One measure as a line of a list."""
    known = installed()
    measure = known.measure(measure_id)
    unit = measure.unit_label or known.indicator(measure.numerator.indicator).unit_label
    return MeasureLine(
        id=measure_id,
        title=title_of(measure_id, figures.at_home()),
        url=reverse("portal:measure", args=[measure_id]),
        unit=wording.words(unit),
        publisher=known.dataset(measure.numerator.dataset).publisher,
        dimensions=tuple(dimension_title(d) for d in dimensions_of(measure_id)),
    )


def themes() -> tuple[Theme, ...]:
    """Every measure under the section of the profile that speaks of it; the others at the end."""
    return _themes(get_language() or "en", Same(installed()))


class Same:
    """An installation as a key: the same object is the same key, without hashing what is in it."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation

    def __hash__(self) -> int:
        return id(self.installation)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.installation is self.installation


@lru_cache(maxsize=8)
def _themes(language: str, same: Same) -> tuple[Theme, ...]:
    del language
    known = same.installation
    ids = {measure.id for measure in known.measures}
    left, made = dict.fromkeys(m.id for m in known.measures), []
    for title, section_id, named in _sections(known):
        mine = [name for name in named if name in ids and name in left]
        if mine:
            made.append(Theme(section_id, title, tuple(line(name) for name in mine)))
        for name in mine:
            del left[name]
    if left:
        made.append(Theme("other", _("Further measures"), tuple(line(name) for name in left)))
    return tuple(made)


def theme_of(measure_id: str) -> Theme | None:
    """The theme a measure stands in."""
    return next((t for t in themes() if any(m.id == measure_id for m in t.measures)), None)


def outline_of(known: Installation) -> Outline | None:
    """The outline whose sections are the themes: the newest of the country, else any."""
    own = [o for pack in known.packs if pack.country for o in pack.outlines if o.sections]
    every = own or [outline for outline in known.outlines if outline.sections]
    return max(every, key=lambda outline: outline.id, default=None)


def _sections(known: Installation) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Title, id and measures of the sections of the outline, without its summary sheet."""
    outline = outline_of(known)
    shared = {f"{o.id}/{name}": plan for o in known.outlines for name, plan in o.shared}
    for section in outline.sections if outline else ():
        blocks = tuple(shared.get(_used(plan), plan) for plan in _blocks(section))
        if not any(block.kind == "key-statistics" for block in blocks):
            title = wording.words(section.title).replace("{country}", place_name(figures.at_home()))
            yield title, section.id, _named(known, blocks)


def named_in_summary() -> tuple[str, ...]:
    """The measures of the profile's summary sheet, in its order."""
    known = installed()
    outline = outline_of(known)
    ids = {measure.id for measure in known.measures}
    shared = {f"{o.id}/{name}": plan for o in known.outlines for name, plan in o.shared}
    plans = [plan for section in (outline.sections if outline else ()) for plan in _blocks(section)]
    blocks = tuple(shared.get(_used(plan), plan) for plan in plans)
    sheets = tuple(block for block in blocks if block.kind == "key-statistics")
    return tuple(name for name in _named(known, sheets) if name in ids)


def _used(plan: BlockPlan) -> str:
    return str(dict(plan.options).get("use", ""))


def _blocks(section: SectionPlan) -> Iterator[BlockPlan]:
    yield from section.blocks
    for inner in section.sections:
        yield from _blocks(inner)


def _named(known: Installation, blocks: tuple[BlockPlan, ...]) -> tuple[str, ...]:
    """The measures that blocks name, in tables, charts and the texts they show."""
    texts: Mapping[str, Label] = {name: text for pack in known.packs for name, text in pack.texts}
    words = [word for block in blocks for word in _words(dict(block.options))]
    said = [texts[word]() if word in texts else word for word in words]
    return tuple(dict.fromkeys(found for text in said for found in _MEASURE_ID.findall(text)))


def _words(option: object) -> Iterator[str]:
    if isinstance(option, str):
        yield option
    elif isinstance(option, Mapping):
        for value in option.values():
            yield from _words(value)
    elif isinstance(option, list | tuple):
        for value in option:
            yield from _words(value)
