"""What stands around a thread: its title, the way down to it, the states to look back to."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from uratibu.core.identifiers import Kind
from uratibu.design import wording
from uratibu.design.parts import Choice, Link, Option, Picker, Proof
from uratibu.web.plans.queries import frame, words
from uratibu.web.portal.queries.thread import Strand


@dataclass(frozen=True)
class Head:
    """What the thread is about. page: of the thing itself."""

    title: str
    page: Link
    is_sample: bool
    is_past: bool


def head(strand: Strand) -> Head:
    """The title of a thread."""
    page = _about(strand)
    return Head(page.text, page, bool(strand.plan and strand.plan.is_sample), strand.is_past)


def steps(strand: Strand) -> tuple[Link, ...]:
    """The way down: the list the thing stands in, then the thing."""
    if _kind(strand) == Kind.NORM or strand.plan is None:
        first = Link(_("Commitments"), reverse("norms:index"))
    else:
        first = Link(words.text(strand.plan.title), reverse("progress:plan", args=[strand.plan.id]))
    return (first, _about(strand))


def picker(strand: Strand) -> Picker | None:
    """The states of the plan to choose from, None where there is one only."""
    if len(strand.states) < 2:
        return None
    options = tuple(
        Option(str(each.revision), f"{wording.day(each.day)} (r{each.revision})", each.is_now)
        for each in strand.states
    )
    return Picker(_("Look back"), _("Show"), (Choice("revision", _("As of"), options),))


def proof(strand: Strand) -> Proof | None:
    """The proof of the plan the thread runs through."""
    if strand.plan is None:
        return None
    made = frame.proof(strand.plan)
    return Proof(strand.here, made.as_of, made.version, made.digest)


def _about(strand: Strand) -> Link:
    kind, _colon, name = strand.here.partition(":")
    if kind == Kind.NORM:
        return words.norm(name)
    element, plan = strand.actions[0], strand.plan
    if kind == Kind.ACTION and plan is not None:
        return words.element_link(plan.id, element)
    one = strand.indicators[0][1]
    address = words.element_link(plan.id, element).url if plan else ""
    return Link(words.text(one.title), address)


def _kind(strand: Strand) -> str:
    return strand.here.partition(":")[0]
