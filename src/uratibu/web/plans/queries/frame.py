"""What every page of a plan shows around its own: title, sample tag, the way to its other pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from uratibu.core.plans.model import Plan
from uratibu.core.plans.words import PLAN_STATUSES
from uratibu.design import wording
from uratibu.design.navigation import Entry
from uratibu.design.parts import Link, Proof
from uratibu.web.accounts import permissions as policy
from uratibu.web.plans.queries import checking, plans, words

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from uratibu.web.accounts.models import Person

PAGES: tuple[tuple[str, Promise, str], ...] = (
    ("overview", _("Overview"), "progress:plan"),
    ("browse", _("Browse"), "plans:browse"),
    ("coverage", _("Coverage"), "progress:coverage"),
    ("objectives", _("Two lanes"), "progress:objectives"),
    ("timeline", _("Timeline"), "plans:timeline"),
    ("budget", _("Budget"), "plans:budget"),
    ("who", _("Who does what"), "plans:who"),
    ("gaps", _("Gaps and overlaps"), "plans:gaps"),
    ("calendar", _("Calendar"), "plans:calendar"),
    ("findings", _("Findings"), "plans:findings"),
    ("versions", _("Versions"), "plans:versions"),
    ("import", _("Import"), "plans:import"),
    ("export", _("Export"), "plans:export-list"),
)
"""The pages of a plan: name, words, route. Pages that are missing or closed are not shown."""


@dataclass(frozen=True)
class Nav:
    """The head of every page of a plan. notice: what its publisher says of it, in words."""

    plan: str
    title: str
    status: str
    period: str
    is_sample: bool
    notice: str
    entries: tuple[Entry, ...]


def nav(plan: Plan, here: str, person: Person | AnonymousUser) -> Nav:
    """The head of a page of a plan. here: name of the page, as in PAGES."""
    shown = (
        Entry(_text(plan, name, text), words.address(route, plan.id), name == here)
        for name, text, route in PAGES
        if policy.is_known(route) and policy.may_open(person, route)
    )
    return Nav(
        plan=plan.id,
        title=words.text(plan.title),
        status=words.text(PLAN_STATUSES[plan.status]),
        period=f"{wording.day(plan.starts_on)} \u2013 {wording.day(plan.ends_on)}",
        is_sample=plan.is_sample,
        notice=words.text(plan.notice),
        entries=tuple(each for each in shown if each.url),
    )


def _text(plan: Plan, name: str, text: Promise) -> str:
    """The words of a page of a plan; that of the findings says how many there are."""
    if name != "findings":
        return str(text)
    count = checking.count_of(plan.id)
    return f"{text} ({count})" if count else str(text)


def steps(plan: Plan, *further: Link) -> tuple[Link, ...]:
    """The way down to a page of a plan; the last step is the page itself."""
    home = words.address("progress:plan", plan.id) or reverse("plans:browse", args=[plan.id])
    return (
        Link(str(_("Plans")), reverse("plans:index")),
        Link(words.text(plan.title), home),
        *further,
    )


def proof(plan: Plan, name: str = "") -> Proof:
    """What a page of a plan proves itself with: the plan and its revision."""
    here = plans.state(plan.id)
    return Proof(
        record=f"plan:{plan.id}{f'/{name}' if name else ''}",
        version=", ".join(filter(None, (plan.version, f"r{here.revision}"))),
        as_of=plans.changed_on(here),
        digest=plans.digest(here),
    )
