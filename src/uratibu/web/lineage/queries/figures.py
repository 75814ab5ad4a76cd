"""Figures with where they come from: the one way a page gets a number, its source and its trace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from uratibu.core.disclosure.model import NotReleasable, ReleasedCell, ReleasedTable
from uratibu.core.disclosure.request import Request
from uratibu.core.reports.binding import Ask, figure_id
from uratibu.design import wording
from uratibu.design.parts import Figure, Tile, Trend

LATEST = ("latest",)
TOTAL = "_T"


@dataclass(frozen=True)
class Found:
    """One released cell with the table it stands in and the question that was asked."""

    request: Request
    table: ReleasedTable
    cell: ReleasedCell

    @property
    def said(self) -> Mapping[str, str]:
        """The cell's place: dimension to code, the filters of the question included."""
        filters = {name: codes[0] for name, codes in self.request.where if len(codes) == 1}
        return filters | dict(zip(self.table.columns, self.cell.key, strict=True))


def at_home() -> str:
    """The code of the installed country; "" where only world packs are installed."""
    country = settings.SYSTEM().installation.country
    return country.code if country else ""


def place_name(code: str) -> str:
    """The name of a place in the reader's language; the code where no list knows it."""
    found = settings.SYSTEM().installation.codelist("areas").get(code)
    return wording.words(found.title) if found else code


def measure_title(measure: str, area: str = "") -> str:
    """The title of a measure with the name of its place, the home country's where none is said."""
    title = wording.words(settings.SYSTEM().installation.measure(measure).title)
    return title.replace("{area}", place_name(area or at_home()))


def asked(
    measure: str,
    *,
    area: str,
    periods: tuple[str, ...] = LATEST,
    by: tuple[str, ...] = (),
    where: Iterable[tuple[str, str]] = (),
    then: tuple[str, ...] = (),
) -> Request:
    """A question about one place, in the shape the publisher takes."""
    filters = (("area", (area,)), *((name, (code,)) for name, code in where))
    return Request(measure=measure, by=by, where=filters, periods=periods, editions=(), then=then)


def released(request: Request) -> ReleasedTable | None:
    """The released table of a question, None where the data cannot answer it."""
    try:
        table: ReleasedTable = settings.SYSTEM().publisher.table(request)
    except NotReleasable:
        return None
    return table


def latest(measure: str, area: str, where: Iterable[tuple[str, str]] = ()) -> Found | None:
    """The newest figure of a measure for a place, None where there is none."""
    request = asked(measure, area=area, where=where)
    table = released(request)
    if table is None or not table.cells:
        return None
    return Found(request, table, table.cells[-1])


def period_of(found: Found) -> str:
    """The period of a figure in words."""
    return wording.period(found.said["period"], found.table.period_kind)


def source_words(table: ReleasedTable) -> str:
    """Who published the figures of a table, and in which edition."""
    said = (
        _("%(publisher)s, %(title)s, %(edition)s edition")
        % {
            "publisher": each.publisher,
            "title": wording.words(each.title),
            "edition": each.edition,
        }
        for each in table.lineage.editions
    )
    return "; ".join(dict.fromkeys(said))


def short_source(table: ReleasedTable) -> str:
    """The publishers and editions of a table in a few words, for a tile."""
    said = (
        _("%(publisher)s, %(edition)s edition")
        % {"publisher": each.publisher, "edition": each.edition}
        for each in table.lineage.editions
    )
    return "; ".join(dict.fromkeys(said))


def figure(found: Found) -> Figure:
    """A released cell as a figure with its unit, period, source and trace."""
    value = found.cell.value
    return Figure(
        value=_number(found.table, found.cell),
        state=wording.state(value.state),
        quality=wording.quality(value.quality),
        unit=unit_of(found.table),
        period=period_of(found),
        source=source_words(found.table),
        url=trace_address(found),
    )


def tile(found: Found, *, name: str, url: str) -> Tile:
    """A released cell as a headline, with its course over the years where there is one."""
    value = found.cell.value
    course = history(found)
    return Tile(
        name=name,
        url=url,
        value=_number(found.table, found.cell),
        state=wording.state(value.state),
        quality=wording.quality(value.quality),
        unit=unit_of(found.table),
        period=period_of(found),
        source=short_source(found.table),
        trace_url=trace_address(found),
        trend=trend(course) if course else None,
    )


def history(found: Found) -> ReleasedTable | None:
    """The same figure for every period there is."""
    request = Request(
        measure=found.request.measure,
        by=(),
        where=found.request.where,
        periods=(),
        editions=found.request.editions,
        then=(),
    )
    return released(request)


def trend(table: ReleasedTable) -> Trend | None:
    """The course of a table over its periods as a small line; None with fewer than three points."""
    numbers = [float(c.value.number) for c in table.cells if c.value.number is not None]
    if len(numbers) < 3:
        return None
    low, high = min(numbers), max(numbers)
    span = (high - low) or 1
    step = 120 / (len(numbers) - 1)
    points = " ".join(
        f"{index * step:.1f},{26 - 24 * (number - low) / span:.1f}"
        for index, number in enumerate(numbers)
    )
    shown = [cell for cell in table.cells if cell.value.number is not None]
    first, last = shown[0], shown[-1]
    place = table.columns.index("period")
    words = _("From %(first)s in %(start)s to %(last)s in %(end)s") % {
        "first": _number(table, first),
        "start": first.key[place],
        "last": _number(table, last),
        "end": last.key[place],
    }
    return Trend(points, words)


def unit_of(table: ReleasedTable) -> str:
    """The unit of a table in words."""
    return wording.words(table.unit_label) if table.unit_label else table.unit


def reference(found: Found) -> str:
    """The permanent reference of a figure: figure:stock.total@2024#KEN."""
    said = dict(found.said)
    area, period = said.pop("area"), said.pop("period")
    ask = Ask(found.table.measure, period, area=area, where=tuple(sorted(said.items())))
    return f"figure:{figure_id(ask)}"


def trace_address(found: Found) -> str:
    """The page that follows a figure to its source rows and to the norms it serves."""
    return reverse("lineage:trace", args=[reference(found)])


def page_of(table: ReleasedTable) -> str:
    """The data page of the measure of a table, for its place."""
    filters = dict(table.lineage.filters)
    area = filters.get("area", ("",))[0]
    address = reverse("portal:measure", args=[table.measure])
    return f"{address}?area={area}" if area else address


def _number(table: ReleasedTable, cell: ReleasedCell) -> str:
    number = cell.value.number
    return "" if number is None else wording.amount(number, table.decimals)
