"""What the plan holds for a place, as the public site shows it outside the plan's own pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from uratibu.core.plans.model import Element, Plan
from uratibu.design import wording
from uratibu.web.plans.queries import plans
from uratibu.web.portal.queries import measures

MOST_SHOWN = 12


@dataclass(frozen=True)
class Line:
    """One action: where it stands, who leads it, from when to when."""

    code: str
    title: str
    url: str
    lead: str
    time: str


@dataclass(frozen=True)
class Planned:
    """The actions of the plan in one place; `more` of them are not listed."""

    title: str
    url: str
    is_sample: bool
    lines: tuple[Line, ...]
    more: int = 0


def at_place(place: str) -> Planned | None:
    """What is planned in a place or by its government, None where there is no public plan."""
    plan = plans.the_plan()
    if plan is None:
        return None
    found = plans.derived(plan.id, f"at-{place}", lambda each: tuple(_at(each, place)))
    return Planned(
        title=wording.words(plan.title),
        url=f"{reverse('plans:actions', args=[plan.id])}?place={place}",
        is_sample=plan.is_sample,
        lines=tuple(_line(plan, each) for each in found[:MOST_SHOWN]),
        more=max(len(found) - MOST_SHOWN, 0),
    )


def institution_name(code: str) -> str:
    """The name of an institution in the reader's language; the code where no list knows it."""
    found = measures.installed().codelist("institutions").get(code)
    return wording.words(found.title) if found else code


def _at(plan: Plan, place: str) -> Iterator[Element]:
    """Actions that name the place, and those its own government leads or joins."""
    known = measures.installed().codelists().get("institutions", ())
    governments = {code.code for code in known if code.attribute("area") == place}
    for each in plan.actions():
        if place in each.places or governments & {each.lead, *each.partners}:
            yield each


def _line(plan: Plan, each: Element) -> Line:
    return Line(
        code=each.code or each.id,
        title=wording.words(each.title),
        url=reverse("plans:element", args=[plan.id, each.id]),
        lead=institution_name(each.lead) if each.lead else "",
        time=_time(each),
    )


def _time(each: Element) -> str:
    years = [str(day.year) for day in (each.starts_on, each.ends_on) if day]
    return "\u2013".join(dict.fromkeys(years))
