"""Everything the page of one measure shows for one place, period and way of breaking it down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from uratibu.core.disclosure.model import NotReleasable, ReleasedTable
from uratibu.core.disclosure.request import Request
from uratibu.design import wording
from uratibu.design.parts import Chart, Figure, Link, Table, TileMap
from uratibu.web.lineage.queries import dimensions, figures
from uratibu.web.portal.queries import charts, maps, measures, tables
from uratibu.web.portal.queries.declined import Refusal, refusal

MOST_BARS = 12
TOP = "top:{count}:{dimension}"


@dataclass(frozen=True)
class Question:
    """What the address of a data page asks for; every part is a plain code.

    by: the dimension to break down by, "area" for the places inside, "" for none.
    where: (dimension, code) filters besides place and period.
    """

    measure: str
    area: str
    period: str = ""
    by: str = ""
    where: tuple[tuple[str, str], ...] = ()
    sort: str = ""

    def parameters(self, **changed: str) -> list[tuple[str, str]]:
        """The question as parameters of an address; what is empty is left out."""
        said = {"area": self.area, "period": self.period, "by": self.by, "sort": self.sort}
        said |= dict(self.where) | changed
        return [(name, value) for name, value in said.items() if value]

    def address(self, **changed: str) -> str:
        """The address of the page with parts of the question changed."""
        path = reverse("portal:measure", args=[changed.pop("measure", self.measure)])
        return f"{path}?{urlencode(self.parameters(**changed), safe=':,/')}"

    def at_period(self, period: str) -> str:
        """The address of the page for another period."""
        return self.address(period=period)


@dataclass(frozen=True)
class DataPage:
    """The parts of a data page that come from released tables, each asked for once."""

    question: Question

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """The periods there are for the place, newest first."""
        try:
            found = settings.SYSTEM().publisher.periods(self.question.measure, self.question.area)
        except NotReleasable:
            return ()
        return tuple(reversed(found))

    @cached_property
    def period(self) -> str:
        """The period shown: the one asked for, else the newest."""
        return self.question.period or (self.periods[0] if self.periods else "latest")

    @cached_property
    def refusal(self) -> Refusal | None:
        """Why there is no headline, None where there is one."""
        asked = self._asked(periods=(self.period,))
        try:
            settings.SYSTEM().publisher.table(asked)
        except NotReleasable as refused:
            return refusal(refused, self.question.at_period)
        return None

    @cached_property
    def found(self) -> figures.Found | None:
        """The headline figure."""
        asked = self._asked(periods=(self.period,))
        table = figures.released(asked)
        if table is None or not table.cells:
            return None
        return figures.Found(asked, table, table.cells[-1])

    @property
    def figure(self) -> Figure | None:
        """The headline as shown."""
        if self.found is None:
            return None
        shown = figures.figure(self.found)
        return replace(shown, unit=", ".join(filter(None, (shown.unit, self.subject))))

    @cached_property
    def title(self) -> str:
        """The title with its place."""
        return measures.title_of(self.question.measure, self.question.area)

    @cached_property
    def subject(self) -> str:
        """What the filters keep, in words: "Type: Refugees · Sex: Female"."""
        return dimensions.narrowing(self.question.measure, self.question.where)

    @cached_property
    def history(self) -> ReleasedTable | None:
        """The same figure for every period there is."""
        return figures.released(self._asked(periods=()))

    @cached_property
    def finding(self) -> str:
        """One sentence that says what the figure is and how it moved; "" without a number."""
        if self.found is None or self.found.cell.value.number is None:
            return ""
        return self._moved()

    def _moved(self) -> str:
        before = self._period_before()
        if not before or self.found is None:
            return ""
        asked = self._asked(periods=(before, self.period), then=("change:percent",))
        table = figures.released(asked)
        amount = table.cells[-1].value.number if table and table.cells else None
        if amount is None:
            return ""
        words = {
            "percent": wording.amount(abs(amount), 1),
            "period": wording.at_period(before, str(self.found.table.period_kind)),
        }
        if amount > 0:
            return _("That is %(percent)s%% more than %(period)s.") % words
        if amount < 0:
            return _("That is %(percent)s%% less than %(period)s.") % words
        return _("That is the same as %(period)s.") % words

    def _period_before(self) -> str:
        earlier = [period for period in self.periods if period < self.period]
        return earlier[0] if earlier else ""

    @cached_property
    def breakdown_request(self) -> Request | None:
        """The question broken down for the period, None where no way was chosen."""
        if not self.question.by:
            return None
        if self.question.by == "area":
            return Request(
                measure=self.question.measure,
                by=("area",),
                where=(("area", (f"{self.question.area}/*",)), *self._filters()),
                periods=(self.period,),
                editions=(),
                then=(),
            )
        return self._asked(periods=(self.period,), by=(self.question.by,))

    @cached_property
    def breakdown(self) -> ReleasedTable | None:
        """The released table of the breakdown."""
        return figures.released(self.breakdown_request) if self.breakdown_request else None

    @cached_property
    def breakdown_refusal(self) -> Refusal | None:
        """Why the breakdown cannot be shown."""
        if self.breakdown_request is None or self.breakdown is not None:
            return None
        try:
            settings.SYSTEM().publisher.table(self.breakdown_request)
        except NotReleasable as refused:
            return refusal(refused, self.question.at_period)
        return None

    @property
    def chart(self) -> Chart | None:
        """The breakdown as bars, else the course over the years."""
        if self.breakdown is not None:
            return self._bars()
        if self.history is None:
            return None
        return charts.drawn(self.history, "line", id="course", title=self._over_time())

    def _bars(self) -> Chart | None:
        if self.question.by == "area" or self.breakdown is None:
            return None
        top = self._asked(
            periods=(self.period,),
            by=(self.question.by,),
            then=(TOP.format(count=MOST_BARS, dimension=self.question.by),),
        )
        shown = figures.released(top) if len(self.breakdown.cells) > MOST_BARS else self.breakdown
        return charts.drawn(shown or self.breakdown, "bar", id="bars", title=self.caption)

    @property
    def map(self) -> TileMap | None:
        """The places inside as a map of squares."""
        if self.question.by != "area" or self.breakdown is None:
            return None
        return maps.tile_map(
            self.breakdown, id="map", title=self.caption,
            address=lambda code: self.question.address(area=code, by="", sort=""),
        )  # fmt: skip

    @cached_property
    def caption(self) -> str:
        """What the breakdown shows: title, subject, dimension and period."""
        table = self.breakdown or (self.found.table if self.found else None)
        if table is None:
            return self.title
        kind = str(table.period_kind)
        parts = [self.title, self.subject, self._by_words(), wording.period(self.period, kind)]
        return ", ".join(part for part in parts if part)

    def _by_words(self) -> str:
        if not self.question.by:
            return ""
        return _("by %(dimension)s") % {
            "dimension": measures.dimension_words(self.question.measure, self.question.by).lower()
        }

    def _over_time(self) -> str:
        parts = [self.title, self.subject, _("over time")]
        return ", ".join(part for part in parts if part)

    @property
    def table(self) -> Table | None:
        """The figures of the chart, every row of them."""
        if self.breakdown is not None and self.breakdown_request is not None:
            return self._laid_out(self.breakdown_request, self.breakdown, self.caption)
        if self.history is None:
            return None
        asked = self._asked(periods=())
        return self._laid_out(asked, self.history, self._over_time())

    def _laid_out(self, request: Request, table: ReleasedTable, caption: str) -> Table:
        default = "-period" if not self.question.by else "-value"
        layout = tables.Layout(
            id="figures",
            caption=caption,
            sort=self.question.sort or default,
            address=lambda sort: f"{self.question.address(sort=sort)}#figures",
        )
        return tables.shown(request, table, layout)

    def request(self) -> Request:
        """The question whose table the downloads hold."""
        if self.breakdown_request is not None:
            return self.breakdown_request
        return self._asked(periods=())

    def released(self) -> ReleasedTable | None:
        """The table that the downloads hold and the proof speaks of."""
        return self.breakdown or self.history

    def _filters(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple((name, (code,)) for name, code in self.question.where)

    def _asked(
        self,
        *,
        periods: tuple[str, ...],
        by: tuple[str, ...] = (),
        then: tuple[str, ...] = (),
    ) -> Request:
        return figures.asked(
            self.question.measure,
            area=self.question.area,
            periods=periods,
            by=by,
            where=self.question.where,
            then=then,
        )


def question_of(measure: str, given: Mapping[str, str]) -> Question:
    """The question an address asks, with the home country where it names no place."""
    known = [dimension.id for dimension in measures.dimensions_of(measure)]
    where = tuple((name, given[name]) for name in known if given.get(name, "") not in ("", "_T"))
    return Question(
        measure=measure,
        area=given.get("area") or figures.at_home(),
        period=given.get("period", ""),
        by=given.get("by", ""),
        where=where,
        sort=given.get("sort", ""),
    )


def without_filter(question: Question, name: str) -> Question:
    """The same question without one of its filters."""
    return replace(question, where=tuple(pair for pair in question.where if pair[0] != name))


def breadcrumbs(page: DataPage) -> tuple[Link, ...]:
    """From the statistics through the theme to the page."""
    theme = measures.theme_of(page.question.measure)
    home = reverse("portal:statistics")
    middle = (Link(theme.title, f"{home}#{theme.id}"),) if theme else ()
    return (Link(_("Statistics"), home), *middle, Link(page.title))
