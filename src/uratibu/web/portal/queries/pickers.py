"""The choices of a data page, as lists that work without script."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from uratibu.core.disclosure.model import NotReleasable
from uratibu.design import wording
from uratibu.design.parts import Choice, Option, Picker
from uratibu.web.lineage.queries import figures
from uratibu.web.portal.queries import measures
from uratibu.web.portal.queries.data_page import DataPage

MOST_CODES = 60
"""A dimension with more members is narrowed in the table builder, or through the table's rows."""


def picker(page: DataPage) -> Picker:
    """Place, period, breakdown and one list for each dimension with few members."""
    choices = (
        _areas(page),
        _periods(page),
        _breakdowns(page),
        *_filters(page),
    )
    return Picker(
        title=_("Choose what to show"),
        submit=_("Show"),
        action=reverse("portal:measure", args=[page.question.measure]),
        choices=tuple(choice for choice in choices if choice is not None),
    )


def codes(measure: str, dimension: str, area: str) -> tuple[str, ...]:
    """The members that the data of a measure have in a dimension for a place."""
    try:
        found = settings.SYSTEM().publisher.codes(measure, dimension, area)
    except NotReleasable:
        return ()
    return tuple(each.code for each in found)


def _areas(page: DataPage) -> Choice | None:
    found = codes(page.question.measure, "area", "")
    named = sorted((measures.place_name(code), code) for code in found)
    home = figures.at_home()
    named.sort(key=lambda pair: pair[1] != home)
    options = tuple(
        Option(code, name, is_chosen=code == page.question.area) for name, code in named
    )
    return Choice("area", _("Place"), options) if len(options) > 1 else None


def _periods(page: DataPage) -> Choice | None:
    measure = measures.installed().measure(page.question.measure)
    kind = str(measures.installed().dataset(measure.numerator.dataset).period_kind)
    options = tuple(
        Option(code, wording.period(code, kind), is_chosen=code == page.period)
        for code in page.periods
    )
    return Choice("period", _("Period"), options) if len(options) > 1 else None


def _breakdowns(page: DataPage) -> Choice | None:
    names = [d.id for d in measures.dimensions_of(page.question.measure)]
    if has_places_inside(page):
        names.append("area")
    if not names:
        return None
    options = (
        Option("", _("over time"), is_chosen=not page.question.by),
        *(
            Option(
                name,
                measures.dimension_words(page.question.measure, name),
                is_chosen=name == page.question.by,
            )
            for name in names
        ),
    )
    return Choice("by", _("Broken down by"), options)


def has_places_inside(page: DataPage) -> bool:
    """Whether there are figures for places inside the one that is shown."""
    inside = measures.installed().codelist("areas").children(page.question.area)
    known = set(codes(page.question.measure, "area", ""))
    return any(code.code in known for code in inside)


def _filters(page: DataPage) -> tuple[Choice, ...]:
    chosen = dict(page.question.where)
    made = []
    for dimension in measures.dimensions_of(page.question.measure):
        found = codes(page.question.measure, dimension.id, page.question.area)
        members = [code for code in found if code != "_T"]
        if not 1 < len(members) <= MOST_CODES and dimension.id not in chosen:
            continue
        options = tuple(
            Option(
                code,
                measures.code_words(page.question.measure, dimension.id, code),
                is_chosen=chosen.get(dimension.id) == code,
            )
            for code in members
        )
        everyone = Option("", _("all"), is_chosen=dimension.id not in chosen)
        made.append(Choice(dimension.id, measures.dimension_title(dimension), (everyone, *options)))
    return tuple(made)
