"""What a published return releases, and how one is corrected: by a new edition with a notice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from uratibu.core.disclosure import figure
from uratibu.core.disclosure.figure import Approved, ReleasedFigure
from uratibu.core.progress.workflow import Hand
from uratibu.core.values import State
from uratibu.web.accounts import permissions as policy
from uratibu.web.audit import operations as audit
from uratibu.web.progress import permissions
from uratibu.web.progress.models import ActionReport, Released, ReportedValue, Return
from uratibu.web.progress.queries import returns

if TYPE_CHECKING:
    from uratibu.web.accounts.models import Person


class NotPublished(Exception):
    """Only a published return is corrected; another one is simply changed."""


def origin_of(row: Return) -> str:
    """The name of a return as an origin of figures, as return:DIS/2025/26-Q1."""
    edition = f"/{row.edition}" if row.edition > 1 else ""
    return f"return:{row.institution}/{row.period.code}{edition}"


@transaction.atomic
def release_return(row: Return, *, by: Person) -> int:
    """Release every value of a published return; the figure it corrects is ended, not lost."""
    now = timezone.now()
    new = []
    for each in _figures(row):
        here = Released.objects.filter(
            plan=row.plan, indicator=each.indicator, period=each.period, place=each.area,
            ended_at=None,
        )  # fmt: skip
        here.update(ended_at=now)
        new.append(
            Released(
                plan=row.plan, indicator=each.indicator, period=each.period, place=each.area,
                state=str(each.value.state), value=_text(each.value.number),
                quality=str(each.value.quality), numerator=_text(each.numerator),
                denominator=_text(each.denominator), unit=each.unit, origin=each.release,
                digest=each.digest, of=row, released_at=now,
            )
        )  # fmt: skip
    Released.objects.bulk_create(new, batch_size=200)
    facts = {"origin": origin_of(row), "figures": len(new)}
    audit.record("progress.figures-released", by=by, target=row, facts=facts)
    return len(new)


@transaction.atomic
def correct_return(row: Return, *, by: Person, notice: str, today: date) -> Return:
    """Open a new edition of a published return with all it says, to be corrected.

    What is published stands until the new edition is. Raises NotPublished or NotAllowed.
    """
    seat = permissions.seat_of(by, today=today)
    if Hand.FOCAL_POINT not in seat.hands(row.institution):
        raise policy.NotAllowed(str(row))
    if row.state != Return.State.PUBLISHED or not notice.strip():
        raise NotPublished(str(row))
    new = Return.objects.create(
        plan=row.plan, period=row.period, institution=row.institution, edition=row.edition + 1,
        notice=notice.strip(), created_at=timezone.now(),
    )  # fmt: skip
    answers: tuple[ActionReport | ReportedValue, ...] = (*row.reports.all(), *row.values.all())
    for answer in answers:
        _copy(answer, new)
    facts = {"of": row.pk, "notice": new.notice}
    audit.record("progress.return-corrected", by=by, target=new, facts=facts)
    return new


def _copy(row: ActionReport | ReportedValue, into: Return) -> None:
    row.pk, row.of = None, into
    row._state.adding = True
    row.save(force_insert=True)


def _figures(row: Return) -> tuple[ReleasedFigure, ...]:
    whole = returns.whole(row)
    known = {each.key: each.indicator for each in whole.asked.values}
    return tuple(
        figure.from_return(
            Approved(
                indicator=given.indicator, period=given.period, area=given.place,
                value=given.value, unit=known[key].unit, origin=origin_of(row),
                threshold=known[key].threshold, numerator=given.numerator,
                denominator=given.denominator, version=given.version,
            )
        )
        for key, given in whole.values.items()
        if key in known and given.value.state is not State.NOT_YET
    )  # fmt: skip


def _text(number: Decimal | None) -> str:
    return "" if number is None else format(number, "f")
