"""Which step a return may take, and who may take it.

draft -> submitted (focal point) -> verified (secretariat) -> approved (head of the institution)
-> published (head of the secretariat); sent back with a note from any step between.
Nobody approves own work, and nothing is approved above before what stands below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from uratibu.core.labels import Label, label
from uratibu.core.progress.model import PeriodState, ReturnState


class Hand(StrEnum):
    """As what a person acts: posts of the institution, posts of the secretariat."""

    FOCAL_POINT = "focal-point"
    SECRETARIAT = "secretariat"
    INSTITUTION_HEAD = "institution-head"
    SECRETARIAT_HEAD = "secretariat-head"


class Verb(StrEnum):
    """What is done to a return."""

    SUBMIT = "submit"
    VERIFY = "verify"
    APPROVE = "approve"
    PUBLISH = "publish"
    SEND_BACK = "send-back"


@dataclass(frozen=True)
class Move:
    """One way from a state to another, and the hand that it needs."""

    verb: Verb
    before: ReturnState
    after: ReturnState
    hand: Hand


MOVES = (
    Move(Verb.SUBMIT, ReturnState.DRAFT, ReturnState.SUBMITTED, Hand.FOCAL_POINT),
    Move(Verb.SUBMIT, ReturnState.RETURNED, ReturnState.SUBMITTED, Hand.FOCAL_POINT),
    Move(Verb.VERIFY, ReturnState.SUBMITTED, ReturnState.VERIFIED, Hand.SECRETARIAT),
    Move(Verb.APPROVE, ReturnState.VERIFIED, ReturnState.APPROVED, Hand.INSTITUTION_HEAD),
    Move(Verb.PUBLISH, ReturnState.APPROVED, ReturnState.PUBLISHED, Hand.SECRETARIAT_HEAD),
    Move(Verb.SEND_BACK, ReturnState.SUBMITTED, ReturnState.RETURNED, Hand.SECRETARIAT),
    Move(Verb.SEND_BACK, ReturnState.VERIFIED, ReturnState.RETURNED, Hand.INSTITUTION_HEAD),
    Move(Verb.SEND_BACK, ReturnState.APPROVED, ReturnState.RETURNED, Hand.SECRETARIAT_HEAD),
)
TAKES_ANSWERS = frozenset({ReturnState.DRAFT, ReturnState.RETURNED})
"""States in which answers may be changed."""

SETTLED = frozenset({ReturnState.APPROVED, ReturnState.PUBLISHED})
"""States in which the head of the institution has approved."""


class Refusal(StrEnum):
    """Why a step is not taken."""

    NOT_NOW = "not-now"
    NOT_YOURS = "not-yours"
    OWN_WORK = "own-work"
    BELOW_FIRST = "below-first"
    NO_NOTE = "no-note"
    NO_STATEMENT = "no-statement"
    LOCKED = "locked"


WORDS: Mapping[Refusal, Label] = {
    Refusal.NOT_NOW: label({
        "en": "The return no longer stands where you saw it. Look at where it stands now.",
        "sw": "Taarifa haiko tena mahali ulipoiona. Angalia iko wapi sasa.",
    }),
    Refusal.NOT_YOURS: label({
        "en": "This step belongs to somebody else.",
        "sw": "Hatua hii ni ya mtu mwingine.",
    }),
    Refusal.OWN_WORK: label({
        "en": "Nobody approves their own work: another person must take this step.",
        "sw": "Hakuna anayeidhinisha kazi yake mwenyewe: mtu mwingine achukue hatua hii.",
    }),
    Refusal.BELOW_FIRST: label({
        "en": "The institutions below this one have not approved their returns yet.",
        "sw": "Taasisi zilizo chini ya hii bado hazijaidhinisha taarifa zao.",
    }),
    Refusal.NO_NOTE: label({
        "en": "Write what must be mended before it goes back.",
        "sw": "Andika kinachopaswa kurekebishwa kabla ya kuirudisha.",
    }),
    Refusal.NO_STATEMENT: label({
        "en": "Tick the statement of truth first.",
        "sw": "Kwanza weka alama kwenye tamko la ukweli.",
    }),
    Refusal.LOCKED: label({
        "en": "The period takes no returns now. The secretariat can ask to reopen it.",
        "sw": "Kipindi hakipokei taarifa kwa sasa. Sekretarieti inaweza kuomba kifunguliwe tena.",
    }),
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """What must be known of a return to decide on a step.

    authors: whoever filled or submitted it. deciders: whoever verified or approved it since.
    waiting_below: institutions below it whose return of the period is not approved.
    """

    state: ReturnState
    period: PeriodState
    authors: frozenset[str]
    deciders: frozenset[str] = frozenset()
    waiting_below: tuple[str, ...] = ()


def move_for(case: Case, verb: Verb) -> Move | None:
    """The move that a verb makes from where the return stands, None where it makes none."""
    return next((m for m in MOVES if m.verb is verb and m.before is case.state), None)


def refusal(
    case: Case, verb: Verb, *, by: str, hands: Iterable[Hand], note: str = "",
    has_statement: bool = True,
) -> Refusal | None:  # fmt: skip
    """Why a person may not take a step, None where they may.

    by: the person's account. hands: as what the person acts for this institution.
    """
    move = move_for(case, verb)
    if move is None:
        return Refusal.NOT_NOW
    if move.hand not in frozenset(hands):
        return Refusal.NOT_YOURS
    if verb is Verb.SUBMIT:
        return _submission(case, has_statement=has_statement)
    if verb is Verb.SEND_BACK:
        return None if note.strip() else Refusal.NO_NOTE
    if by in case.authors or by in case.deciders:
        return Refusal.OWN_WORK
    if verb is Verb.APPROVE and case.waiting_below:
        return Refusal.BELOW_FIRST
    return None


def open_moves(case: Case, *, by: str, hands: Iterable[Hand]) -> tuple[Move, ...]:
    """The moves a person may make now, the note and the statement taken as given."""
    held = frozenset(hands)
    return tuple(
        move
        for move in MOVES
        if move.before is case.state
        and refusal(case, move.verb, by=by, hands=held, note="-") is None
    )


def waiting_below(
    institution: str, parents: Mapping[str, str], states: Mapping[str, ReturnState]
) -> tuple[str, ...]:
    """Institutions under one, however deep, whose return of a period is not approved yet.

    parents: institution to the one above it. states: of the returns of the period; an institution
    that owes no return holds nobody up.
    """
    return tuple(
        each
        for each, state in states.items()
        if state not in SETTLED and institution in _above(each, parents)
    )


def is_taken(period: PeriodState) -> bool:
    """Whether a period takes answers and submissions."""
    return period not in {PeriodState.NOT_OPEN, PeriodState.LOCKED}


def _submission(case: Case, *, has_statement: bool) -> Refusal | None:
    if not is_taken(case.period):
        return Refusal.LOCKED
    return None if has_statement else Refusal.NO_STATEMENT


def _above(institution: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    found: list[str] = []
    here = parents.get(institution, "")
    while here and here not in found and here != institution:
        found.append(here)
        here = parents.get(here, "")
    return tuple(found)
