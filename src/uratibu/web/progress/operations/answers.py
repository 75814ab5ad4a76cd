"""What is done with the answers of a return: saved with a version check, filled in one click."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from uratibu.core.plans.model import ActionStatus
from uratibu.core.progress.model import ActionReport, Answered, ReturnState
from uratibu.core.progress.workflow import TAKES_ANSWERS, Hand, is_taken
from uratibu.web.accounts import permissions as policy
from uratibu.web.audit import operations as audit
from uratibu.web.progress import models as rows
from uratibu.web.progress import permissions
from uratibu.web.progress.queries import returns
from uratibu.web.progress.queries.merging import Answer, Clash

if TYPE_CHECKING:
    from uratibu.web.accounts.models import Person

Row = rows.ActionReport | rows.ReportedValue


class Closed(Exception):
    """The return takes no answers now: it was sent on, or its period is locked."""


@dataclass(frozen=True)
class Saved:
    """What became of answers: keys that were saved, clashes that were not."""

    saved: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()


def key_of(answer: Answer) -> str:
    """The name of an answer in its return."""
    if isinstance(answer, ActionReport):
        return answer.action
    return f"{answer.indicator}@{answer.period}#{answer.place}"


def require_open(row: rows.Return, *, by: Person, today: date) -> None:
    """Go on only if a person may fill a return now. Raises NotAllowed or Closed."""
    seat = permissions.seat_of(by, today=today)
    if Hand.FOCAL_POINT not in seat.hands(row.institution):
        raise policy.NotAllowed(str(row))
    period = returns.core_period(row.period)
    if ReturnState(row.state) not in TAKES_ANSWERS or not is_taken(period.state(today)):
        raise Closed(str(row))


@transaction.atomic
def save_answers(
    row: rows.Return, answers: Iterable[Answer], *, by: Person, today: date, road: str
) -> Saved:
    """Save answers made from the versions they name; who comes later gets a clash, not a loss.

    An answer that says what is stored already changes nothing. Raises Closed or NotAllowed.
    """
    require_open(row, by=by, today=today)
    saved, clashes = [], []
    for answer in answers:
        stored = _stored(row, answer)
        if stored is not None and _says_the_same(stored, answer):
            continue
        if _write(row, stored, answer, by):
            saved.append(key_of(answer))
        else:
            now = _stored(row, answer)
            if now is not None:
                clashes.append(Clash(key_of(answer), _value(now), answer))
    if saved:
        rows.Return.objects.filter(pk=row.pk).update(version=F("version") + 1)
        facts = {"answers": saved[:50], "count": len(saved), "road": road}
        audit.record("progress.answers-saved", by=by, target=row, facts=facts)
    return Saved(tuple(saved), tuple(clashes))


def answer_rest(
    row: rows.Return, answered: Answered, *, by: Person, today: date
) -> Saved:  # fmt: skip
    """Say nil or no change of every action that nothing was said of yet."""
    whole = returns.whole(row)
    rest = [
        unchanged(each.id, answered, whole)
        for each in whole.asked.actions
        if each.id not in whole.actions
        or whole.actions[each.id].answered is Answered.NOT_YET
    ]  # fmt: skip
    return save_answers(row, rest, by=by, today=today, road="one-click")


def unchanged(action: str, answered: Answered, whole: returns.Whole) -> ActionReport:
    """Nil or no change of one action: its status is that of the return before."""
    last, now = whole.last_actions.get(action), whole.actions.get(action)
    status = last.status if last else ActionStatus.NOT_STARTED
    return ActionReport(
        action, answered, status, obstacles=last.obstacles if last else "",
        version=now.version if now else 0,
    )  # fmt: skip


def _write(
    row: rows.Return, stored: Row | None, answer: Answer, by: Person
) -> bool:  # fmt: skip
    """Whether the answer was stored: nobody stored another one since it was read."""
    kind, place = _kind_and_place(answer)
    facts = {**_columns(answer), "by": by, "at": timezone.now(), "version": answer.version + 1}
    if stored is None:
        try:
            with transaction.atomic():
                kind.objects.create(of=row, **place, **_of_plan(row, answer), **facts)
        except IntegrityError:
            return False
        return True
    here = kind.objects.filter(pk=stored.pk, version=answer.version)
    if not here.update(**facts):
        return False
    _keep_before(row, stored, answer)
    return True


def _keep_before(row: rows.Return, stored: Row, answer: Answer) -> None:
    before = _value(stored)
    rows.AnswerVersion.objects.create(
        of=row, answer=key_of(answer), version=before.version,
        body=json.dumps(_columns(before), ensure_ascii=False), by_id=stored.by_id, at=stored.at,
    )  # fmt: skip


def _stored(row: rows.Return, answer: Answer) -> Row | None:
    kind, place = _kind_and_place(answer)
    found: Row | None = kind.objects.filter(of=row, **place).first()
    return found


def _kind_and_place(answer: Answer) -> tuple[Any, dict[str, str]]:
    if isinstance(answer, ActionReport):
        return rows.ActionReport, {"action": answer.action}
    place = {"indicator": answer.indicator, "period": answer.period, "place": answer.place}
    return rows.ReportedValue, place


def _of_plan(row: rows.Return, answer: Answer) -> dict[str, str]:
    return {} if isinstance(answer, ActionReport) else {"plan": row.plan}


def _columns(answer: Answer) -> dict[str, str]:
    if isinstance(answer, ActionReport):
        return {
            "answered": str(answer.answered), "status": str(answer.status), "done": answer.done,
            "next_steps": answer.next_steps, "obstacles": answer.obstacles,
        }  # fmt: skip
    return {
        "state": str(answer.value.state), "value": _text(answer.value.number),
        "quality": str(answer.value.quality), "numerator": _text(answer.numerator),
        "denominator": _text(answer.denominator), "comment": answer.comment,
        "explanation": answer.explanation,
    }  # fmt: skip


def _value(stored: Row) -> Answer:
    if isinstance(stored, rows.ActionReport):
        return returns.report_of(stored)
    return returns.value_of(stored)


def _says_the_same(stored: Row, answer: Answer) -> bool:
    return _columns(_value(stored)) == _columns(answer)


def _text(number: Decimal | None) -> str:
    return "" if number is None else format(number, "f")
