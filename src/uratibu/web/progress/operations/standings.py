"""Work out where every indicator and action of a plan stands, and keep it for the pages.

Called after a return is published, an override confirmed or a plan changed (for what that touches),
and every night for the whole plan. Small transactions, so that people can save in between.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import TypeVar
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from uratibu.core.labels import Label
from uratibu.core.plans.model import Element, Plan, PlanIndicator
from uratibu.core.progress import status
from uratibu.core.progress.assess import Assessed, Calendar, Standing, assess
from uratibu.core.progress.model import Rating
from uratibu.core.progress.sentences import joined
from uratibu.web.audit import operations as audit
from uratibu.web.plans.queries import plans
from uratibu.web.progress import models
from uratibu.web.progress.operations.measures import release_measures
from uratibu.web.progress.queries import released, seen

AT_ONCE = 200
"""Indicators in one transaction."""
NOW = ""
"""The period of the row that speaks for now."""
Item = TypeVar("Item")


def refresh_standings(
    plan_id: str,
    *,
    today: date,
    indicators: Collection[str] | None = None,
    elements: Collection[str] = (),
) -> int:
    """Bring the standings of a plan up to date; how many rows were written or removed.

    indicators, elements: those that may have changed; indicators None is everything. The statuses
    of elements that hold them, and of all above those, are worked out too.
    """
    here = plans.state(plan_id)
    plan = plans.at(here)
    when = seen.calendar(plan, today)
    asked = [pair for pair in plan.indicators() if indicators is None or pair[1].id in indicators]
    release_measures(plan, (indicator for _, indicator in asked))
    written = sum(_keep_indicators(plan, batch, when) for batch in _batches(asked, AT_ONCE))
    if indicators is None:
        written += _drop_others(plan)
    touched = None if indicators is None else _touched(plan, asked, elements)
    written += _keep_statuses(plan, when, touched)
    _sign(plan, today, here.stamp, written)
    return written


def _keep_indicators(plan: Plan, batch: list[tuple[Element, PlanIndicator]], when: Calendar) -> int:
    keys = [indicator.id for _, indicator in batch]
    figures = released.figures(plan.id, keys)
    rows = [
        row
        for element, indicator in batch
        for row in _rows(
            plan.id, indicator.id,
            assess(indicator, element, figures.get(indicator.id, ()), when), when.today,
        )
    ]  # fmt: skip
    with transaction.atomic():
        held = models.Standing.objects.filter(plan=plan.id, key__in=keys)
        if _contents(held) == _contents(rows):
            return 0
        held.delete()
        models.Standing.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def _contents(rows: Iterable[models.Standing]) -> set[tuple[object, ...]]:
    """What rows say, whatever their numbers and order."""
    names = [each.attname for each in models.Standing._meta.concrete_fields if not each.primary_key]
    return {tuple(getattr(row, name) for name in names) for row in rows}


def _rows(plan_id: str, key: str, found: Assessed, today: date) -> Iterator[models.Standing]:
    """A row for each period, and one for now that carries the sentences."""
    for each in found.standings:
        yield _row(plan_id, key, each, found, today)
    if found.now is None:
        yield models.Standing(
            plan=plan_id, key=key, period=NOW, as_of=today, reporting=str(found.reporting)
        )
        return
    now = _row(plan_id, key, found.now, found, today)
    now.period, now.is_overdue = NOW, found.is_overdue
    light = found.now.light
    now.because = as_text(joined(light.sentence, light.trend_sentence))
    yield now


def _row(plan_id: str, key: str, each: Standing, found: Assessed, today: date) -> models.Standing:
    light = each.light
    return models.Standing(
        plan=plan_id, key=key, period=each.period.code, at=each.period.code, as_of=today,
        rating=str(light.rating), trend=str(light.trend), rule=light.rule,
        state=str(light.value.state), value=_text(light.value.number),
        target=_text(light.target.value) if light.target else "", origin=each.origin,
        reporting=str(found.reporting), is_overdue=light.is_overdue,
    )  # fmt: skip


def _drop_others(plan: Plan) -> int:
    """Standings of indicators that are no longer in the plan; how many these were."""
    kept = {indicator.id for _, indicator in plan.indicators()} | {e.id for e in plan.elements}
    held = set(
        models.Standing.objects.filter(plan=plan.id, period=NOW).values_list("key", flat=True)
    )
    for batch in _batches(sorted(held - kept), AT_ONCE):
        with transaction.atomic():
            models.Standing.objects.filter(plan=plan.id, key__in=batch).delete()
    return len(held - kept)


def _touched(
    plan: Plan, pairs: Iterable[tuple[Element, PlanIndicator]], elements: Collection[str]
) -> set[str]:
    """The elements that may have another status, and everything above them."""
    own = {*elements, *(element.id for element, _ in pairs)}
    return own.union(*({each.id for each in plan.above(key)} for key in own))


def _keep_statuses(plan: Plan, when: Calendar, touched: set[str] | None) -> int:
    """Statuses of actions, then of what holds them; only what changed is written or removed."""
    rows = models.Standing.objects.filter(plan=plan.id, period=NOW).exclude(status="").order_by()
    held = {key: (pk, said) for pk, key, said in rows.values_list("pk", "key", "status")}
    asked = rows if touched is None else rows.filter(key__in=touched)
    because = dict(asked.values_list("key", "because"))
    known = {key: status.Status(said) for key, (_pk, said) in held.items()}
    judged = seen.judged(plan, when, _ratings(plan, touched), touched)
    wanted = dict(_statuses(plan, judged, known, touched))
    before = {key: (held[key][1], because[key]) for key in wanted if key in held}
    changed = {key: said for key, said in wanted.items() if before.get(key) != said}
    gone = held.keys() - {each.id for each in plan.elements}
    stale = [pk for key, (pk, _said) in held.items() if key in changed or key in gone]
    for batch in _batches(stale, AT_ONCE):
        models.Standing.objects.filter(pk__in=batch).delete()
    models.Standing.objects.bulk_create(
        [
            models.Standing(
                plan=plan.id, key=key, period=NOW, status=said, because=because, as_of=when.today
            )
            for key, (said, because) in changed.items()
        ],
        batch_size=500,
    )
    return len(changed.keys() | gone)


def _ratings(plan: Plan, touched: set[str] | None) -> dict[str, Rating]:
    """The lights that speak for now, of the touched elements' indicators or of all."""
    rows = models.Standing.objects.filter(plan=plan.id, period=NOW, status="")
    if touched is not None:
        keys = [one.id for element, one in plan.indicators() if element.id in touched]
        rows = rows.filter(key__in=keys)
    return {key: Rating(rating) for key, rating in rows.values_list("key", "rating")}


def _statuses(
    plan: Plan,
    judged: Mapping[str, status.Judged],
    known: Mapping[str, status.Status],
    touched: set[str] | None,
) -> Iterator[tuple[str, tuple[str, str]]]:
    """The status and its sentence of every element; one that holds others has their worst."""
    now = {**known, **{key: one.status for key, one in judged.items()}}
    for each in plan.elements:
        if touched is not None and each.id not in touched:
            continue
        if each.is_doing:
            one = judged[each.id]
            yield each.id, (str(one.status), as_text(one.derived.sentence, one))
        elif each.is_live:
            doing = (e.id for e in plan.below(each.id) if e.is_doing and e.is_live)
            below = [now.get(key, status.Status.NO_DATA) for key in doing]
            yield each.id, (str(status.gather(below).worst), "")


def as_text(sentence: Label, judged: status.Judged | None = None) -> str:
    """A sentence in every language as JSON; with what a person set by hand, if anything is."""
    said: dict[str, object] = dict(sentence.texts)
    if judged is not None and judged.override is not None:
        override = judged.override
        said["derived"] = str(judged.derived.status)
        said["override"] = {
            "reason": override.reason, "by": override.by, "until": override.until.isoformat()
        }  # fmt: skip
    return json.dumps(said, ensure_ascii=False)


@transaction.atomic
def _sign(plan: Plan, today: date, plan_stamp: str, written: int) -> None:
    """Say for which state of the plan they hold; a new stamp only where one of them changed."""
    now = {"plan_stamp": plan_stamp, "as_of": today, "made_at": timezone.now()}
    fresh = {"stamp": uuid4().hex}
    survey, _ = models.Survey.objects.update_or_create(
        plan=plan.id, defaults=now | fresh if written else now, create_defaults=now | fresh
    )
    audit.record("progress.standings-refreshed", by=None, target=survey, facts={"rows": written})


def _text(number: Decimal | None) -> str:
    """At most 60 characters: a division has 34 digits."""
    return "" if number is None else format(number, "f")[:60]


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch
