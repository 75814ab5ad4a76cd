"""The steps of a return: submitted, verified, approved, sent back, published."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language

from uratibu.core.findings import Refused, Severity
from uratibu.core.progress.model import ReturnState
from uratibu.core.progress.workflow import Move, Refusal, Verb, move_for, refusal
from uratibu.web.audit import operations as audit
from uratibu.web.progress import permissions
from uratibu.web.progress.models import Return, ReturnStep
from uratibu.web.progress.operations import following
from uratibu.web.progress.operations.releasing import release_return
from uratibu.web.progress.queries import returns

if TYPE_CHECKING:
    from uratibu.web.accounts.models import Person

AUTHOR_OF: dict[Verb, str] = {
    Verb.SUBMIT: "submitted", Verb.VERIFY: "verified", Verb.APPROVE: "approved",
    Verb.PUBLISH: "published",
}  # fmt: skip
DATED = frozenset({Verb.SUBMIT, Verb.APPROVE, Verb.PUBLISH})
ACTS: dict[Verb, str] = {
    Verb.SUBMIT: "progress.return-submitted", Verb.VERIFY: "progress.return-verified",
    Verb.APPROVE: "progress.return-approved", Verb.PUBLISH: "progress.return-published",
    Verb.SEND_BACK: "progress.return-sent-back",
}  # fmt: skip


class NotThisStep(Exception):
    """A step is not taken; `refusal` says why, in words by core.progress.workflow."""

    def __init__(self, why: Refusal) -> None:
        self.refusal = why
        super().__init__(str(why))


@transaction.atomic
def take_step(
    row: Return, verb: Verb, *, by: Person, today: date, key: UUID, note: str = "",
    statement: str = "",
) -> Return:  # fmt: skip
    """Take a return one step further, or send it back with a note.

    The same form sent twice takes one step. A submission wants a statement of truth and no open
    finding. Raises NotThisStep, or Refused with the findings.
    """
    if ReturnStep.objects.filter(key=key, of=row, by=by).exists():
        row.refresh_from_db()
        return row
    period = returns.core_period(row.period)
    case = returns.case_of(row, period, today)
    hands = permissions.seat_of(by, today=today).hands(row.institution)
    why = refusal(case, verb, by=str(by.pk), hands=hands, note=note, has_statement=bool(statement))
    if why is not None:
        raise NotThisStep(why)
    if verb is Verb.SUBMIT:
        _require_complete(row)
    move = move_for(case, verb)
    if move is not None:
        _move(row, move, by)
        step = ReturnStep.objects.create(
            of=row, before=str(move.before), after=str(move.after), by=by, at=timezone.now(),
            note=note.strip(), statement=statement, key=key,
        )  # fmt: skip
        facts = {"return": str(row), "edition": row.edition, "step": step.pk, "note": step.note}
        audit.record(ACTS[verb], by=by, target=row, facts=facts)
    row.refresh_from_db()
    if verb is Verb.PUBLISH:
        release_return(row, by=by)
        following.after_publishing(row)
    return row


def _require_complete(row: Return) -> None:
    """A soft finding without an explanation stops a submission like a hard one."""
    found = returns.whole(row).findings(get_language() or "en")
    stopping = [each for each in found if each.severity is not Severity.NOTE]
    if stopping:
        raise Refused(stopping)


def _move(row: Return, move: Move, by: Person) -> None:
    """Move the return if it still stands where it was seen. Raises NotThisStep."""
    facts: dict[str, object] = {"state": str(move.after), "version": F("version") + 1}
    if move.verb in AUTHOR_OF:
        facts[f"{AUTHOR_OF[move.verb]}_by"] = by
    if move.verb in DATED:
        facts[f"{AUTHOR_OF[move.verb]}_at"] = timezone.now()
    if move.after is ReturnState.RETURNED:
        facts |= {"verified_by": None, "approved_by": None, "approved_at": None}
    if not Return.objects.filter(pk=row.pk, state=str(move.before)).update(**facts):
        raise NotThisStep(Refusal.NOT_NOW)
