"""Each objective in its two lanes: the policy answer beside the outcome statistic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from uratibu.core.norms.model import Framework, Node
from uratibu.core.plans.model import Element, Lane, Plan, PlanIndicator
from uratibu.core.progress.coverage import By
from uratibu.core.progress.status import Status, gather
from uratibu.design import wording
from uratibu.design.parts import Link
from uratibu.web.plans.queries import words
from uratibu.web.progress.queries import bars, coverage, lines, standings
from uratibu.web.progress.queries.lines import Sign

LANES = (Lane.POLICY, Lane.OUTCOME)
MOST = 6
"""Indicators of one lane that are shown; the thread of the norm has them all."""


@dataclass(frozen=True)
class Answer:
    """An indicator in a lane: what it says now, a number, an answer, or why there is none."""

    title: str
    url: str
    said: lines.Said
    unit: str
    light: Sign
    source: str
    fill: Link | None


@dataclass(frozen=True)
class Objective:
    """A norm with what its two lanes say, and how its actions stand."""

    norm: Link
    norm_id: str
    code: str
    policy: tuple[Answer, ...]
    outcome: tuple[Answer, ...]
    more: int
    actions: int
    worst: Sign | None
    actions_url: str
    create_url: str


@dataclass(frozen=True)
class Objectives:
    """The page. answered, measured: objectives that have a policy answer, an outcome figure.

    mark: of the objectives, the same while they say the same.
    """

    mark: str
    framework: str
    objectives: tuple[Objective, ...]
    answered: int
    measured: int
    as_of: str


def objectives(plan: Plan, wanted: str, *, may_edit: bool) -> Objectives | None:
    """Every top norm of the framework that the plan serves most; two queries for any number."""
    held = standings.held(plan.id)
    home = coverage.framework(plan, wanted, held)
    if home is None:
        return None
    mark = repr((held.stamp, home.id, may_edit, get_language()))
    return standings.kept(
        held, plan.id, f"objectives-{mark}", lambda: _drawn(plan, home, held, mark, may_edit)
    )


def _drawn(
    plan: Plan, home: Framework, held: standings.Held, mark: str, may_edit: bool
) -> Objectives:
    in_lanes = standings.kept(held, plan.id, f"lanes-{home.id}", lambda: _in_lanes(plan, home))
    keys = [pair[1].id for pairs in in_lanes.values() for pair in pairs[:MOST]]
    points = standings.now(plan.id, keys)
    statuses = standings.statuses(held, plan.id)
    table = coverage.made(plan, home, By.THEMES, held)
    made = tuple(
        _Objective(plan, home, points, statuses, may_edit).drawn(
            row.norm, row.total.actions, in_lanes
        )
        for row in table.rows
    )
    return Objectives(
        mark=mark,
        framework=words.text(home.short),
        objectives=made,
        answered=sum(1 for each in made if any(a.said.value for a in each.policy)),
        measured=sum(1 for each in made if any(a.said.value for a in each.outcome)),
        as_of=wording.day(held.as_of) if held.as_of else "",
    )


Pairs = Mapping[tuple[str, Lane], list[tuple[Element, PlanIndicator]]]


def _in_lanes(plan: Plan, home: Framework) -> Pairs:
    """The indicators of each top norm by lane: by their own norms, else by those they hang on."""
    found: dict[tuple[str, Lane], list[tuple[Element, PlanIndicator]]] = defaultdict(list)
    for element, indicator in plan.indicators():
        if indicator.lane not in LANES:
            continue
        norms = indicator.norms or plan.norms_of(element.id)
        for top in dict.fromkeys(filter(None, (coverage.top_of(home, norm) for norm in norms))):
            found[top, indicator.lane].append((element, indicator))
    return found


@dataclass(frozen=True)
class _Objective:
    plan: Plan
    home: Framework
    points: Mapping[str, list[standings.Point]]
    statuses: Mapping[str, Status]
    may_edit: bool

    def drawn(self, norm: str, actions: tuple[str, ...], in_lanes: Pairs) -> Objective:
        node = self.home.get(norm)
        pairs = {lane: in_lanes.get((norm, lane), ()) for lane in LANES}
        policy, outcome = (
            tuple(self.answer(*pair) for pair in pairs[lane][:MOST]) for lane in LANES
        )
        worst = gather(self.statuses.get(a, Status.NO_DATA) for a in actions).worst
        create = words.address("plans:create", self.plan.id) if self.may_edit else ""
        return Objective(
            norm=_link(node, norm),
            norm_id=norm,
            code=node.code if node else norm,
            policy=policy,
            outcome=outcome,
            more=sum(max(len(each) - MOST, 0) for each in pairs.values()),
            actions=len(actions),
            worst=bars.status_sign(worst) if actions else None,
            actions_url=f"{reverse('plans:actions', args=[self.plan.id])}?norm={norm}",
            create_url=f"{create}?norm={norm}" if create else "",
        )

    def answer(self, element: Element, indicator: PlanIndicator) -> Answer:
        points = self.points.get(indicator.id, ())
        now = next((each for each in points if each.period == standings.NOW), None)
        told = _now(indicator, now)
        return Answer(
            title=words.text(indicator.title),
            url=words.address("progress:indicator", self.plan.id, indicator.id),
            said=told,
            unit=lines.unit(indicator),
            light=lines.light(now),
            source=lines.source(indicator, now),
            fill=_fill(element, indicator, told),
        )


def _now(indicator: PlanIndicator, now: standings.Point | None) -> lines.Said:
    """The value that speaks for now with its target; where there is none, the words of why."""
    if now is None:
        return lines.Said("", state=_("not reported"))
    return replace(lines.said(indicator, now), period=now.at)


def _fill(element: Element, indicator: PlanIndicator, told: lines.Said) -> Link | None:
    """Where a missing value would come from."""
    if told.value:
        return None
    if indicator.measure:
        return Link(_("No published data set answers it yet: see the data sets"),
                    words.address("portal:data"))  # fmt: skip
    who = words.institution(lines.owner_of(element, indicator))
    return Link(_("Waiting for the return of %(who)s") % {"who": who},
                words.address("progress:returns"))  # fmt: skip


def _link(node: Node | None, norm: str) -> Link:
    return Link(words.text(node.title) if node else norm, reverse("norms:norm", args=[norm]))
