"""Files that show what a return says."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import get_language

from uratibu.web.progress.models import Evidence, Return
from uratibu.web.progress.permissions import Seat
from uratibu.web.progress.queries.returns import Whole


@dataclass(frozen=True)
class File:
    """One file with its digest, and what it shows."""

    row: Evidence
    short: str


def files_of(row: Return) -> list[File]:
    """The files of a return that were not taken away."""
    rows = row.evidence.filter(removed_at=None).select_related("by")
    return [File(each, each.sha256[:12]) for each in rows]


def answers_of(whole: Whole) -> list[tuple[str, str]]:
    """The answers a file may belong to: actions, then indicators."""
    language = get_language() or "en"
    actions = [(e.id, f"{e.code} {e.title(language)}".strip()) for e in whole.asked.actions]
    indicators = {c.indicator.id: c.indicator.title(language) for c in whole.asked.values}
    return [*actions, *indicators.items()]


def one(seat: Seat, number: int) -> Evidence:
    """A file of a return that the person sees. Raises Http404."""
    row = Evidence.objects.select_related("of__period").filter(pk=number, removed_at=None).first()
    if row is None or not seat.sees(row.of.institution):
        raise Http404(str(number))
    return row
