"""The table builder: six short steps in the address, each of which can be changed again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import prod
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from uratibu.core.disclosure.model import NotReleasable, ReleasedTable
from uratibu.core.disclosure.request import Request, parse_request
from uratibu.core.indicators.model import Dimension
from uratibu.design import wording
from uratibu.design.parts import Choice, Download, Option, Pages, Table
from uratibu.web.lineage.queries import figures
from uratibu.web.portal.queries import measures, pickers, tables
from uratibu.web.portal.queries.declined import Refusal, refusal
from uratibu.web.portal.queries.files import downloads

STEPS: tuple[tuple[str, Promise], ...] = (
    ("measure", gettext_lazy("Subject")),
    ("area", gettext_lazy("Places")),
    ("period", gettext_lazy("Periods")),
    ("by", gettext_lazy("Breakdown")),
    ("members", gettext_lazy("Members")),
    ("table", gettext_lazy("Table")),
)
INSIDE = "/*"
ROWS_A_PAGE = 200
MOST_COLUMNS = 12
TOPS = (5, 10, 20)


@dataclass(frozen=True)
class StepLine:
    """One step: its number and name, what was chosen in words, where it is changed."""

    number: int
    name: str
    said: str
    change_url: str
    is_open: bool
    is_done: bool


@dataclass(frozen=True)
class Builder:
    """The table as far as it was chosen. `step` is the name of the open step."""

    request: Request
    step: str
    page: str = ""

    @property
    def steps(self) -> tuple[StepLine, ...]:
        """All six steps, the open one among them."""
        names = [name for name, _title in STEPS]
        here = names.index(self.step)
        return tuple(
            StepLine(
                number=index + 1,
                name=str(title),
                said=self.said(name) if index < here else "",
                change_url=self.address(step=name),
                is_open=index == here,
                is_done=index < here,
            )
            for index, (name, title) in enumerate(STEPS)
        )

    @property
    def next_step(self) -> str:
        """The step after the open one."""
        names = [name for name, _title in STEPS]
        return names[min(names.index(self.step) + 1, len(names) - 1)]

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """What the form of the open step carries along: everything the step does not ask."""
        asked = set(self._asked_names())
        return tuple((n, v) for n, v in self.request.parameters() if n not in asked)

    def _asked_names(self) -> Iterable[str]:
        if self.step == "measure":
            return [name for name, _value in self.request.parameters()]
        if self.step == "members":
            return [*(d.id for d in self.dimensions), "then"]
        return [self.step]

    def address(self, step: str = "") -> str:
        """The address of the builder at a step; without one it is the permalink of the table."""
        pairs = [*self.request.parameters(), *([("step", step)] if step else [])]
        return f"{reverse('portal:builder')}?{urlencode(pairs, safe=':,/@')}"

    def said(self, step: str) -> str:
        """What was chosen in a step, in words."""
        if step == "measure":
            return measures.title_of(self.request.measure, figures.at_home())
        if step == "area":
            return ", ".join(self._area_words(code) for code in self.areas)
        if step == "period":
            return ", ".join(self.request.periods) or _("all periods")
        if step == "by":
            names = [n for n in self.request.by if n != "area"]
            words = [measures.dimension_words(self.request.measure, name) for name in names]
            return ", ".join(words) or _("nothing")
        return "; ".join(self._member_words()) or _("all members")

    def _area_words(self, code: str) -> str:
        if code.endswith(INSIDE):
            name = measures.place_name(code.removesuffix(INSIDE))
            return _("every place in %(place)s") % {"place": name}
        return measures.place_name(code)

    def _member_words(self) -> Iterator[str]:
        for name, codes in self.request.where:
            if name != "area":
                words = (measures.code_words(self.request.measure, name, code) for code in codes)
                title = measures.dimension_words(self.request.measure, name)
                yield f"{title}: {', '.join(words)}"
        for step in self.request.then:
            _top, _colon, rest = step.partition("top:")
            if rest:
                count, _colon, name = rest.partition(":")
                title = measures.dimension_words(self.request.measure, name)
                yield f"{title}: {_('the %(count)s largest') % {'count': count}}"

    @property
    def areas(self) -> tuple[str, ...]:
        """The places chosen: the home country where none is."""
        return dict(self.request.where).get("area", ()) or (figures.at_home(),)

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """The dimensions of the measure that its own filters leave open."""
        return measures.dimensions_of(self.request.measure)

    @property
    def themes(self) -> tuple[measures.Theme, ...]:
        """Every measure by theme, for the first step."""
        return measures.themes()

    @property
    def choice(self) -> Choice | None:
        """What the open step offers as a list of boxes."""
        makers = {"area": self._areas, "period": self._periods, "by": self._breakdowns}
        return makers[self.step]() if self.step in makers else None

    def _areas(self) -> Choice:
        known = pickers.codes(self.request.measure, "area", "")
        home, chosen = figures.at_home(), set(self.areas)
        inside = {c.code for c in measures.installed().codelist("areas").children(home)}
        named = sorted(known, key=lambda code: (code != home, measures.place_name(code)))
        options = [Option(c, measures.place_name(c), c in chosen) for c in named]
        if inside & set(known):
            everyone = f"{home}{INSIDE}"
            options.insert(1, Option(everyone, self._area_words(everyone), everyone in chosen))
        return Choice("area", _("Which places?"), tuple(options))

    def _periods(self) -> Choice:
        kind = measures.period_kind(self.request.measure)
        chosen = self.request.periods
        known = self.known_periods
        options = (
            Option("latest", _("the newest"), not chosen or "latest" in chosen),
            *(Option(code, wording.period(code, kind), code in chosen) for code in known),
        )
        return Choice("period", _("Which periods?"), options)

    @cached_property
    def known_periods(self) -> tuple[str, ...]:
        """The periods there are for the first place, newest first."""
        area = self.areas[0].removesuffix(INSIDE)
        try:
            found = settings.SYSTEM().publisher.periods(self.request.measure, area)
        except NotReleasable:
            return ()
        return tuple(reversed(found))

    def _breakdowns(self) -> Choice:
        options = tuple(
            Option(d.id, measures.dimension_title(d), d.id in self.request.by)
            for d in self.dimensions
        )
        return Choice("by", _("Broken down by what?"), options)

    @property
    def member_choices(self) -> tuple[Choice, ...]:
        """For each dimension its members: several where it is broken down, one where it is not."""
        chosen = dict(self.request.where)
        return tuple(
            Choice(
                d.id,
                measures.dimension_title(d),
                tuple(
                    Option(
                        code,
                        measures.code_words(self.request.measure, d.id, code),
                        code in chosen.get(d.id, ()),
                    )
                    for code in pickers.codes(self.request.measure, d.id, self._place())
                ),
            )
            for d in self.dimensions
        )

    @property
    def tops(self) -> tuple[Option, ...]:
        """Ways to keep only the largest members of a breakdown that has many."""
        offered = tuple(
            self._top(name, count)
            for name in self.request.by
            if name != "area"
            for count in TOPS
            if count < len(pickers.codes(self.request.measure, name, self._place()))
        )
        return (Option("", _("all of them"), not self.request.then), *offered) if offered else ()

    def _top(self, name: str, count: int) -> Option:
        step = f"top:{count}:{name}"
        said = _("the %(count)s largest") % {"count": count}
        title = measures.dimension_words(self.request.measure, name)
        return Option(step, f"{title}: {said}", step in self.request.then)

    def _place(self) -> str:
        return self.areas[0].removesuffix(INSIDE)

    @property
    def cells(self) -> int:
        """How many cells the table has at most, from what was chosen so far."""
        if not self.request.measure:
            return 0
        chosen = dict(self.request.where)
        inside = len(measures.installed().codelist("areas").children(figures.at_home()))
        places = sum(inside if code.endswith(INSIDE) else 1 for code in self.areas)
        periods = len(self.request.periods) or len(self.known_periods)
        members = (
            len(chosen.get(name, ()))
            or len(pickers.codes(self.request.measure, name, self._place()))
            for name in self.request.by
            if name != "area"
        )
        return prod((places, periods, *members))

    @cached_property
    def released(self) -> ReleasedTable | Refusal:
        """The table, or why there is none and what there is instead."""
        try:
            table: ReleasedTable = settings.SYSTEM().publisher.table(self.request)
        except NotReleasable as refused:
            return refusal(refused, self._at_period)
        return table

    def _at_period(self, period: str) -> str:
        return replace(self, request=replace(self.request, periods=(period,)), page="").address()

    @property
    def permanent_address(self) -> str:
        """The address of the table with its editions pinned, so that it never changes."""
        if isinstance(self.released, Refusal):
            return self.address()
        pinned = tuple((e.dataset, e.edition) for e in self.released.lineage.editions)
        return replace(self, request=replace(self.request, editions=pinned)).address()

    @property
    def refusal(self) -> Refusal | None:
        """Why the table cannot be made."""
        return self.released if isinstance(self.released, Refusal) else None

    @cached_property
    def _whole(self) -> Table | None:
        if isinstance(self.released, Refusal):
            return None
        layout = tables.Layout(
            id="table", caption=wording.words(self.released.title), across=self._across()
        )
        return tables.shown(self.request, self.released, layout)

    def _across(self) -> str:
        """What runs across: periods if there are several, else the shortest breakdown."""
        table = self.released
        if isinstance(table, Refusal):
            return ""
        sizes = {
            name: len({cell.key[index] for cell in table.cells})
            for index, name in enumerate(table.columns)
        }
        varying = {name: size for name, size in sizes.items() if size > 1}
        if len(varying) < 2:
            return ""
        if varying.get("period", MOST_COLUMNS + 1) <= MOST_COLUMNS:
            return "period"
        shortest = min(varying, key=lambda name: varying[name])
        return shortest if varying[shortest] <= MOST_COLUMNS else ""

    @property
    def table(self) -> Table | None:
        """The rows of this page of the table."""
        if self._whole is None or self.page == "all":
            return self._whole
        start = (self._number() - 1) * ROWS_A_PAGE
        return replace(self._whole, rows=self._whole.rows[start : start + ROWS_A_PAGE])

    @property
    def pages(self) -> Pages | None:
        """The way through a long table."""
        count = -(-len(self._whole.rows) // ROWS_A_PAGE) if self._whole else 1
        if count < 2 or self.page == "all":
            return None
        number = self._number()
        return Pages(
            number, count,
            previous=self._page_address(str(number - 1)) if number > 1 else "",
            next=self._page_address(str(number + 1)) if number < count else "",
            all=self._page_address("all"),
        )  # fmt: skip

    def _number(self) -> int:
        return max(int(self.page), 1) if self.page.isascii() and self.page.isdigit() else 1

    def _page_address(self, page: str) -> str:
        return f"{self.address()}&page={page}"

    @property
    def files(self) -> tuple[Download, ...]:
        """The same cells in each format."""
        return downloads(self.request)


def builder_of(given: Mapping[str, Iterable[str]]) -> Builder:
    """The builder an address stands for. Raises NotReleasable where the address is garbled."""
    said = {name: tuple(values) for name, values in given.items()}
    step = (said.pop("step", ()) or ("",))[-1]
    page = (said.pop("page", ()) or ("",))[-1]
    if not any(said.get("measure", ())):
        return Builder(Request(""), "measure")
    known = [name for name, _title in STEPS]
    request = _settled(parse_request(said))
    return Builder(request, step if step in known else "table", page)


def _settled(request: Request) -> Request:
    """A request with what the steps leave implicit: a place, a period, places as a column."""
    where = dict(request.where)
    areas = where.get("area", ()) or (figures.at_home(),)
    by = tuple(dict.fromkeys(request.by))
    has_many = len(areas) > 1 or areas[0].endswith(INSIDE)
    if has_many and "area" not in by:
        by = ("area", *by)
    if not has_many:
        by = tuple(name for name in by if name != "area")
    periods = request.periods or ("latest",)
    if "latest" in periods and len(periods) > 1:
        periods = tuple(code for code in periods if code != "latest")
    then = tuple(step for step in request.then if _fits(step, by, _known(request.measure)))
    filters = (("area", areas), *((n, c) for n, c in where.items() if n != "area"))
    return replace(request, by=by, where=filters, periods=tuple(sorted(periods)), then=then)


def _known(measure: str) -> tuple[str, ...]:
    """What the tables of a measure can be broken down by."""
    if not any(each.id == measure for each in measures.installed().measures):
        return ()
    return ("area", "period", *(d.id for d in measures.dimensions_of(measure)))


def _fits(step: str, by: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether a comparison still holds; only one over a breakdown taken back is forgotten."""
    name, _colon, rest = step.partition(":")
    over = rest.rpartition(":")[2]
    return name not in ("top", "share", "rank") or over in by or over not in known
