"""The eight bands of a thread: cards where something stands, a reasoned gap where nothing does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from uratibu.core.norms.model import Node
from uratibu.core.plans.model import Element, Plan, PlanIndicator
from uratibu.core.plans.words import PLAN_STATUSES
from uratibu.core.plans.words import STATUSES as SAID
from uratibu.core.progress.status import Status
from uratibu.design import wording
from uratibu.design.parts import Link
from uratibu.web.lineage.queries import figures
from uratibu.web.norms.queries import serving
from uratibu.web.plans.queries import words
from uratibu.web.portal.queries.thread import Strand
from uratibu.web.progress.queries import bars, lines, standings
from uratibu.web.progress.queries.lines import Sign

MOST = 12


@dataclass(frozen=True)
class Card:
    """One thing: code, title, state, day, whose it is; joins: codes of what it hangs on."""

    code: str
    title: str
    url: str
    sign: Sign | None = None
    state: str = ""
    day: str = ""
    owner: str = ""
    joins: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gap:
    """An empty slot: why, by which rule of the linter, and who can fill it where."""

    why: str
    rule: str = ""
    fill: Link | None = None


@dataclass(frozen=True)
class Band:
    """One band of the thread. more: cards that are not listed, all: where they are."""

    name: str
    cards: tuple[Card, ...]
    gap: Gap | None = None
    more: int = 0
    all: str = ""


def bands(strand: Strand, *, may_edit: bool) -> tuple[Band, ...]:
    """From the norm to the publication; a few queries, whatever hangs on the thread."""
    page = _Thread(strand, may_edit, _points(strand))
    return (
        page.norms(), page.consultations(), page.texts(), page.actions(), page.indicators(),
        page.data(), page.reports(), page.publications(),
    )  # fmt: skip


@dataclass(frozen=True)
class _Thread:
    strand: Strand
    may_edit: bool
    points: Mapping[str, list[standings.Point]]

    @property
    def plan(self) -> Plan | None:
        return self.strand.plan

    def norms(self) -> Band:
        cards = [self.norm(node) for node in self.strand.norms]
        why = _("It names no norm that it serves, and neither does what stands above it.")
        return _band(_("Norm"), cards, Gap(why, "plans/no-norm", self.edit(_("Name a norm"))))

    def norm(self, node: Node) -> Card:
        home = serving.framework(words.installed(), node.framework)
        return Card(
            code=f"{words.text(home.short) if home else node.framework} {node.code}",
            title=words.text(node.title),
            url=reverse("norms:norm", args=[node.id]),
            state=str(wording.STATUSES[node.status]),
            day=wording.day(home.adopted_on) if home and home.adopted_on else "",
            owner=home.publisher if home else "",
        )

    def consultations(self) -> Band:
        return _band(_("Consultation"), [], Gap(_("No consultation about it is recorded here.")))

    def texts(self) -> Band:
        if self.plan is None:
            return _band(_("Text"), [], Gap(_("No plan is public yet.")))
        status = words.text(PLAN_STATUSES[self.plan.status])
        card = Card(
            code=self.plan.version, title=words.text(self.plan.title),
            url=reverse("progress:plan", args=[self.plan.id]), state=status,
            day=wording.day(self.plan.starts_on), owner=words.institution(self.plan.publisher),
        )  # fmt: skip
        return _band(_("Text"), [card], Gap(""))

    def actions(self) -> Band:
        plan, statuses = self.plan, self.statuses()
        actions = self.strand.actions if plan else ()
        cards = [self.action(plan, each, statuses) for each in actions[:MOST]] if plan else []
        gap = Gap(_("No action of the plan serves it."), "plans/norm-nobody-serves", self.create())
        return _band(_("Action"), cards, gap, self.listing(), count=len(actions))

    def action(self, plan: Plan, each: Element, statuses: dict[str, Status]) -> Card:
        sign = bars.status_sign(statuses.get(each.id, Status.NO_DATA))
        said = Sign(str(each.status), words.text(SAID[each.status]), "")
        return Card(
            code=each.code or each.id, title=words.text(each.title),
            url=reverse("plans:element", args=[plan.id, each.id]),
            sign=said if self.strand.is_past else sign,
            day=_until(each), owner=words.institution(each.lead),
            joins=tuple(_short(norm) for norm in each.norms[:3]),
        )  # fmt: skip

    def indicators(self) -> Band:
        found = self.strand.indicators
        cards = [self.indicator(*pair) for pair in found[:MOST]]
        why = _("No indicator says how one would see that it is done.")
        gap = Gap(why, "plans/no-indicator", self.edit(_("Add one")))
        return _band(_("Indicator"), cards, gap, count=len(found))

    def indicator(self, element: Element, one: PlanIndicator) -> Card:
        now = _now(self.points.get(one.id, ()))
        return Card(
            code=one.id, title=words.text(one.title), url=self.card_address(one, element),
            sign=None if self.strand.is_past else replace(lines.light(now), sentence=""),
            owner=words.institution(lines.owner_of(element, one)),
            joins=(element.code or element.id,),
        )  # fmt: skip

    def data(self) -> Band:
        held = [
            (one, now)
            for _element, one in self.strand.indicators
            if (now := _now(self.points.get(one.id, ()))) is not None and now.value is not None
        ]
        cards = [self.figure(*each) for each in held[:MOST]]
        why = _("No figure has been released for it: no return gave one and no data set has it.")
        waiting = sorted({lines.owner_of(*pair) for pair in self.strand.indicators} - {""})
        who = ", ".join(words.institution(each) for each in waiting[:3])
        returns = Link(_("Waiting for: %(who)s") % {"who": who}, words.address("progress:returns"))
        gap = Gap(why, "", returns if who else None)
        return _band(_("Data"), cards, gap, count=len(held))

    def figure(self, one: PlanIndicator, now: standings.Point) -> Card:
        measure = words.address("portal:measure", one.measure) if one.measure else ""
        return Card(
            code=f"{lines.written(one, now.value)} {lines.unit(one)}", title=now.at,
            url=measure, state=lines.source(one, now), joins=(one.id,),
        )  # fmt: skip

    def reports(self) -> Band:
        why = _("No report of the register is bound to it yet.")
        return _band(_("Report"), [], Gap(why, "", Link(_("Reports"), reverse("reports:index"))))

    def publications(self) -> Band:
        known = words.installed()
        measures = {m.id for node in self.strand.norms for m in serving.serving(known, node.id)}
        bound = {one.measure for _element, one in self.strand.indicators if one.measure}
        titles = {each.id for each in known.measures}
        cards = [
            Card(
                code="", title=figures.measure_title(each),
                url=reverse("portal:measure", args=[each]), state=_("published statistic"),
            )
            for each in sorted(bound | measures, key=lambda m: (m not in bound, m))
            if each in titles
        ]  # fmt: skip
        why = _("Nothing about it is published yet.")
        return _band(_("Publication"), cards, Gap(why))

    def statuses(self) -> dict[str, Status]:
        if self.plan is None or self.strand.is_past:
            return {}
        return standings.statuses(standings.held(self.plan.id), self.plan.id)

    def card_address(self, one: PlanIndicator, element: Element) -> str:
        plan = self.plan.id if self.plan else ""
        own = words.address("progress:indicator", plan, one.id)
        return own or reverse("plans:element", args=[plan, element.id])

    def listing(self) -> str:
        norm = self.strand.here.partition(":")[2]
        if self.plan is None or not self.strand.here.startswith("norm:"):
            return ""
        return f"{reverse('plans:actions', args=[self.plan.id])}?norm={norm}"

    def create(self) -> Link | None:
        norm = self.strand.here.partition(":")[2]
        if self.plan is None or not self.may_edit:
            return None
        address = reverse("plans:create", args=[self.plan.id])
        return Link(_("Add an action"), f"{address}?norm={norm}")

    def edit(self, text: str) -> Link | None:
        if self.plan is None or not self.may_edit or len(self.strand.actions) == 0:
            return None
        key = self.strand.actions[0].id
        return Link(text, reverse("plans:element", args=[self.plan.id, key]))


def _points(strand: Strand) -> dict[str, list[standings.Point]]:
    """Where the indicators stand now; the rows of now alone."""
    if strand.plan is None:
        return {}
    return standings.now(strand.plan.id, [one.id for _element, one in strand.indicators])


def _band(name: str, cards: list[Card], gap: Gap, listing: str = "", *, count: int = 0) -> Band:
    """count: of all there are, where only the first few were made into cards."""
    more = max(len(cards), count) - min(len(cards), MOST)
    return Band(name, tuple(cards[:MOST]), None if cards else gap, more, listing if more else "")


def _now(points: list[standings.Point] | tuple[()]) -> standings.Point | None:
    return next((each for each in points if each.period == standings.NOW), None)


def _short(norm: str) -> str:
    """A norm by its framework and number."""
    known = words.norm(norm)
    framework, _slash, _rest = norm.partition("/")
    home = serving.framework(words.installed(), framework)
    node = home.get(norm) if home else None
    return f"{words.text(home.short)} {node.code}" if home and node else known.text


def _until(each: Element) -> str:
    return _("until %(day)s") % {"day": wording.day(each.ends_on)} if each.ends_on else ""
