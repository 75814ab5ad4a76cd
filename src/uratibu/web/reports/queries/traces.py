"""The chain of what stands in the register: an action, a return, a figure, a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from uratibu.core.identifiers import Kind
from uratibu.core.lineage.graph import UnknownStep
from uratibu.core.lineage.model import SIDEWAYS, Branch, Step
from uratibu.core.lineage.model import Trace as Walk
from uratibu.core.packs import chain, manifest_chain
from uratibu.core.plans.model import ANSWER
from uratibu.design import wording
from uratibu.design.parts import Card
from uratibu.web.lineage.queries import stations
from uratibu.web.lineage.queries.chain import MOST_CARDS, Band, Trace
from uratibu.web.plans.queries import plans
from uratibu.web.progress.models import Released
from uratibu.web.progress.permissions import seat_of
from uratibu.web.progress.queries import lines
from uratibu.web.reports import permissions
from uratibu.web.reports.models import Report
from uratibu.web.reports.queries import files

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from uratibu.core.plans.model import Plan
    from uratibu.web.accounts.models import Person

BANDS: tuple[tuple[Kind, Promise, Promise], ...] = (
    (Kind.NORM, gettext_lazy("Norm"), gettext_lazy("It serves no norm yet.")),
    (Kind.ACTION, gettext_lazy("Plan"), gettext_lazy("No action of a plan stands behind it.")),
    (
        Kind.PLAN_INDICATOR,
        gettext_lazy("Indicator of the plan"),
        gettext_lazy("No indicator of the plan measures it."),
    ),
    (Kind.FIGURE, gettext_lazy("Released figure"), gettext_lazy("No released figure is bound.")),
    (
        Kind.SENTENCE,
        gettext_lazy("Sentence of a report"),
        gettext_lazy("No report tells of it yet."),
    ),
    (Kind.RETURN, gettext_lazy("Return"), gettext_lazy("No return stands behind it.")),
    (
        Kind.DATASET,
        gettext_lazy("Data set and edition"),
        gettext_lazy("It comes from returns, not from a data set."),
    ),
)
"""The stations of the register's chain: kind, name, and why it may be empty."""


def trace(reference: str, person: Person | AnonymousUser) -> Trace:
    """The chain of a reference for somebody who may see it. Raises Http404."""
    seen = plans.all_plans(person)
    system = settings.SYSTEM()
    shown = tuple(_shown(reference, person))
    graph = chain.build_chain(system.installation, system.store.editions(), shown, seen)
    try:
        walk = graph.trace(reference)
    except UnknownStep as unknown:
        raise Http404(reference) from unknown
    own = _returns(walk, person)
    return Trace(walk.step.id, _heading(walk.step, seen), _bands(walk, own))


def _heading(here: Step, seen: Iterable[Plan]) -> str:
    """What a reference is called; a figure by its number, unit, indicator and period."""
    said = wording.words(here.title) or here.id
    plan_id, _stroke, rest = here.reference.name.partition("/")
    if here.reference.kind is not Kind.FIGURE or not rest:
        return said
    known = {one.id: one for plan in seen if plan.id == plan_id
              for _element, one in plan.indicators()}  # fmt: skip
    period = here.reference.version.partition("#")[0]
    if rest not in known:
        return said
    unit = "" if known[rest].unit == ANSWER else f" {lines.unit(known[rest])}"
    return f"{said}{unit}: {wording.words(known[rest].title)}, {period}"


def _returns(walk: Walk, person: Person | AnonymousUser) -> frozenset[str]:
    """References of the returns of a walk whose own page the person may open."""
    steps = (*_kept(walk.up), *_kept(walk.down))
    seat = seat_of(person, today=timezone.localdate())
    return frozenset(
        step.id
        for step in steps
        if step.reference.kind is Kind.RETURN and seat.sees(step.reference.name.split("/")[0])
    )


def _shown(reference: str, person: Person | AnonymousUser) -> Iterator[chain.Shown]:
    """Figures and sentences of the newest reports that a person may read."""
    manifests = list(_manifests(reference, person))
    for plain in manifests:
        yield from manifest_chain.figures(plain)
        yield from manifest_chain.sentences(plain)
    known = {each["id"] for plain in manifests for each in plain["figures"]}
    kind, _colon, name = reference.partition(":")
    if kind == Kind.FIGURE and name not in known:
        yield from _released(name)


def _manifests(reference: str, person: Person | AnonymousUser) -> Iterator[dict[str, Any]]:
    """The manifest of the report a sentence stands in; else of each kind of report the newest."""
    kind, _colon, name = reference.partition(":")
    document = name.partition("@")[0]
    taken: set[tuple[str, ...]] = set()
    for report in Report.objects.order_by("-prepared_at"):
        key = (report.outline, report.plan, report.period, report.scope)
        if key in taken or not permissions.may_read(person, report):
            continue
        if kind == Kind.SENTENCE and not _is_document(report, document):
            continue
        taken.add(key)
        yield files.manifest(report)
        if kind == Kind.SENTENCE or len(taken) >= MOST_REPORTS:
            return


MOST_REPORTS = 6
"""Reports that are searched for what tells of an action; the newest count."""


def _is_document(report: Report, document: str) -> bool:
    scope = f"/{report.scope}" if report.scope else ""
    period = report.period.replace("/", "-")
    return document == f"{report.outline}/{report.plan}{scope}/{period}"


def _released(name: str) -> Iterator[chain.Shown]:
    """A figure that stands in no report: as it was released, or as the plan states it."""
    plan, _stroke, rest = name.partition("/")
    key, _at, version = rest.partition("@")
    period, _hash, place = version.partition("#")
    row = Released.objects.filter(
        plan=plan, indicator=key, period=period, place=place, ended_at=None
    ).first()
    if row is not None:
        yield chain.Printed(name, row.value or row.state, f"{plan}/{key}", row.origin, ())
    else:
        yield chain.Printed(name, rest, f"{plan}/{key}", f"plan:{plan}", ())


def _bands(walk: Walk, own: frozenset[str]) -> tuple[Band, ...]:
    steps = tuple(dict.fromkeys((*_kept(walk.up), *_kept(walk.down))))
    return tuple(_band(station, steps, walk.step, own) for station in BANDS)


def _kept(branch: Branch) -> Iterator[Step]:
    yield branch.step
    for inner in branch.branches:
        if inner.link is None or inner.link.way not in SIDEWAYS:
            yield from _kept(inner)


def _band(
    station: tuple[Kind, Promise, Promise], steps: Iterable[Step], here: Step, own: frozenset[str]
) -> Band:
    kind, name, gap = station
    kinds = {kind, Kind.PLAN} if kind is Kind.ACTION else {kind}
    mine = [step for step in steps if step.reference.kind in kinds]
    if kind is Kind.DATASET:
        mine = [step for step in mine if step.reference.version] or mine
    mine.sort(key=lambda step: step != here)
    cards = tuple(_card(step, own) for step in mine[:MOST_CARDS])
    return Band(
        str(name), cards, "" if cards else str(gap), here in mine, max(len(mine) - MOST_CARDS, 0)
    )


def _card(step: Step, own: frozenset[str]) -> Card:
    kind = step.reference.kind
    if kind in (Kind.NORM, Kind.DATASET):
        return stations.card(step)
    language = get_language() or "en"
    title = step.title(language) or step.reference.name
    sample = _("sample") if step.fact("sample") else ""
    note = " \u00b7 ".join(each for each in (step.id, step.fact("lead"), sample) if each)
    return Card(title, _address(step, own), note=note)


def _address(step: Step, own: frozenset[str]) -> str:
    """The page of a step in its own room; what has none leads to its trace.

    own: returns that the reader may open; others lead no further than to their place here.
    """
    name = step.reference.name
    plan, _stroke, rest = name.partition("/")
    if step.reference.kind is Kind.PLAN:
        return reverse("progress:plan", args=[name])
    if step.reference.kind is Kind.ACTION:
        return reverse("plans:element", args=[plan, rest])
    if step.reference.kind is Kind.PLAN_INDICATOR:
        return reverse("progress:indicator", args=[plan, rest])
    if step.id in own:
        institution, plan, period = name.split("/", 2)
        return reverse("progress:return", args=[plan, period.replace("/", "-"), institution])
    return reverse("lineage:trace", args=[step.id])
