"""Standings as pages need them: what speaks for now, kept in the process; the rest as asked."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db.models import QuerySet
from django.utils.translation import get_language

from uratibu.core.plans import shape
from uratibu.core.plans.model import Plan
from uratibu.core.progress.assess import Reporting
from uratibu.core.progress.model import Rating, Trend
from uratibu.core.progress.status import Status
from uratibu.web.plans.queries import plans
from uratibu.web.progress.models import Standing, Survey

Made = TypeVar("Made")
NOW = ""
RATINGS = {str(each): each for each in Rating}
TRENDS = {str(each): each for each in Trend}
REPORTING = {str(each): each for each in Reporting}
STATUSES = {str(each): each for each in Status}
"""By what is stored: looking one up costs a tenth of asking the class, and pages ask thousands."""


@dataclass(frozen=True)
class Held:
    """When standings were worked out. stamp: of the plan and the standings together.

    survey: of the standings alone. is_behind: the plan was changed since.
    """

    stamp: str
    survey: str
    as_of: date | None
    is_behind: bool


@dataclass(frozen=True)
class Headline:
    """Where an indicator stands now."""

    rating: Rating
    trend: Trend
    reporting: Reporting
    is_overdue: bool
    at: str


@dataclass(frozen=True)
class Point:
    """An indicator in one period."""

    period: str
    rating: Rating
    trend: Trend
    state: str
    value: Decimal | None
    target: Decimal | None
    origin: str
    because: str
    at: str = ""


def held(plan_id: str) -> Held:
    """The state of the standings of a plan; two small queries."""
    plan_stamp = plans.state(plan_id).stamp
    found = Survey.objects.filter(plan=plan_id).values_list("stamp", "plan_stamp", "as_of").first()
    if found is None:
        return Held(plan_stamp, "", None, is_behind=True)
    stamp, made_from, as_of = found
    return Held(f"{plan_stamp}/{stamp}", stamp, as_of, is_behind=made_from != plan_stamp)


def kept(here: Held, plan_id: str, name: str, make: Callable[[], Made]) -> Made:
    """What was made of a plan and its standings before, else made now."""
    return plans.keep(plans.State(plan_id, 0, here.stamp), f"progress-{name}", make)


def headlines(here: Held, plan_id: str) -> dict[str, Headline]:
    """Where every indicator stands now, by its key; one query where the process lacks it."""
    return _kept_alone(here, plan_id, "headlines", lambda: _headlines(plan_id, NOW))


def in_period(plan_id: str, code: str) -> dict[str, Headline]:
    """Where the indicators stand that have a value, target or duty in a period."""
    return _headlines(plan_id, code)


def statuses(here: Held, plan_id: str) -> dict[str, Status]:
    """The status of every element, by its key."""
    return _kept_alone(here, plan_id, "statuses", lambda: _statuses(plan_id))


def kept_by_shape(here: Held, plan: Plan, name: str, make: Callable[[], Made]) -> Made:
    """What was made of the shape of a plan and its standings, whatever its actions are called.

    name: of what is made, unique in the site. It must hold no element of the plan.
    """
    return plans.keep(plans.State(plan.id, 0, shape_stamp(here, plan)), f"progress-{name}", make)


def shape_stamp(here: Held, plan: Plan) -> str:
    """A stamp of the shape of a plan and its standings together."""
    return f"shape {plan.id} {plans.of(plan, 'shape', shape.shape)} {here.survey}"


def _kept_alone(here: Held, plan_id: str, name: str, make: Callable[[], Made]) -> Made:
    """What was made of the standings alone: a change of words in the plan leaves it as it was."""
    stamp = f"survey {plan_id} {here.survey}"
    return plans.keep(plans.State(plan_id, 0, stamp), f"progress-{name}", make)


def series(plan_id: str, keys: Collection[str]) -> dict[str, list[Point]]:
    """Every period of some indicators and the row of now; one query."""
    return _points(Standing.objects.filter(plan=plan_id, key__in=keys, status=""))


def now(plan_id: str, keys: Collection[str]) -> dict[str, list[Point]]:
    """Where some indicators stand now; one query."""
    return _points(Standing.objects.filter(plan=plan_id, key__in=keys, period=NOW, status=""))


def _points(rows: QuerySet[Standing]) -> dict[str, list[Point]]:
    found: dict[str, list[Point]] = defaultdict(list)
    columns = (
        "key", "period", "rating", "trend", "state", "value", "target", "origin", "because", "at",
    )  # fmt: skip
    for row in rows.order_by().values_list(*columns):
        key, period, rating, trend, state, value, target, *rest = row
        lights = RATINGS[rating], TRENDS[trend]
        found[key].append(Point(period, *lights, state, _number(value), _number(target), *rest))
    return found


def because(plan_id: str, keys: Collection[str]) -> dict[str, dict[str, object]]:
    """What explains the status of some elements, as it was kept."""
    rows = Standing.objects.filter(plan=plan_id, key__in=keys, period=NOW).exclude(status="")
    return {
        key: json.loads(text) if text else {} for key, text in rows.values_list("key", "because")
    }


def sentence(text: str) -> str:
    """The sentence of a standing in the reader's language."""
    return in_words(json.loads(text)) if text else ""


def in_words(said: Mapping[str, object]) -> str:
    """What was kept as an explanation in the reader's language."""
    return str(said.get(get_language() or "en") or said.get("en") or "")


def _headlines(plan_id: str, period: str) -> dict[str, Headline]:
    rows = Standing.objects.filter(plan=plan_id, period=period, status="").order_by()
    return {
        key: Headline(RATINGS[rating], TRENDS[trend], REPORTING[reporting], is_overdue, at)
        for key, rating, trend, reporting, is_overdue, at in rows.values_list(
            "key", "rating", "trend", "reporting", "is_overdue", "at"
        )
    }


def _statuses(plan_id: str) -> dict[str, Status]:
    rows = Standing.objects.filter(plan=plan_id, period=NOW).exclude(status="").order_by()
    return {key: STATUSES[said] for key, said in rows.values_list("key", "status")}


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
