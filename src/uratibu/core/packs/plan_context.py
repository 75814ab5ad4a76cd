"""What an installed country knows around a plan, as the plain values that the linter takes."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from uratibu.core.datasets.check import AREAS
from uratibu.core.disclosure.model import NotReleasable
from uratibu.core.disclosure.publish import Publisher
from uratibu.core.disclosure.request import Request
from uratibu.core.labels import Label
from uratibu.core.packs.model import Installation
from uratibu.core.packs.system import System
from uratibu.core.plans.check.context import Answers, Context, Question
from uratibu.core.plans.known import NO_CODES, Known
from uratibu.core.statistics.catalogue import AREA

INSTITUTIONS = "institutions"
"""The code list of the institutions of a country."""
LATEST = ("latest",)
NO_CELLS = Label(
    (("en", "the data hold no value for it."), ("sw", "data hazina thamani yake."))
)  # fmt: skip


def context_of(system: System, *, today: date) -> Context:
    """Everything a country's packs and data say; returns, waivers and other plans come on top."""
    known = system.installation
    return Context(
        today=today,
        institutions=known.codelists().get(INSTITUTIONS),
        areas=known.codelists().get(AREAS),
        frameworks=known.frameworks,
        datasets=frozenset(each.id for each in known.datasets),
        measures=frozenset(each.id for each in known.measures),
        answers=answers_of(system.publisher, home=_home(known)),
        languages=known.country.languages if known.country else (),
    )


def known_of(known: Installation) -> Known:
    """What the words of a brought plan are looked up in."""
    country, lists = known.country, known.codelists()
    return Known(
        institutions=lists.get(INSTITUTIONS, NO_CODES),
        areas=lists.get(AREAS, NO_CODES),
        frameworks=known.frameworks,
        currency=country.currency if country else "",
        fiscal_start_month=country.fiscal_start_month if country else 7,
    )


def answers_of(publisher: Publisher, *, home: str) -> Answers:
    """Ask a question of an indicator through the publisher; each question is asked once."""

    @lru_cache(maxsize=4096)
    def answers(question: Question) -> Label | None:
        filters: dict[str, tuple[str, ...]] = {name: (code,) for name, code in question.where}
        if AREA not in question.by:
            filters.setdefault(AREA, question.places or (home,))
        request = Request(
            question.measure,
            by=(*question.by, *((AREA,) if len(filters.get(AREA, ())) > 1 else ())),
            where=tuple(filters.items()),
            periods=question.periods or LATEST,
        )
        try:
            table = publisher.table(request)
        except NotReleasable as refused:
            return refused.words
        return None if table.cells else NO_CELLS

    return answers


def _home(known: Installation) -> str:
    return known.country.code if known.country else ""
