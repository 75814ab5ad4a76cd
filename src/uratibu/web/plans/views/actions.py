"""The actions of a plan, one of them, and its history."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from uratibu.core.plans.model import Element, Plan
from uratibu.design.parts import Link
from uratibu.web.accounts import permissions as policy
from uratibu.web.plans import permissions
from uratibu.web.plans.queries import element as pages
from uratibu.web.plans.queries import findings, history, listing, words
from uratibu.web.plans.views import page


@gzip_page
@require_safe
def index(request: HttpRequest, plan: str) -> HttpResponse:
    """The actions that the address asks for: ?norm=&institution=&place=&theme=&status=."""
    one = page.seen(request, plan)
    shown = {
        **page.framed(request, one, "actions", Link(_("Actions"))),
        "listing": listing.actions(one, request.GET.dict()),
        "may_edit": permissions.may_edit(request.user),
        "asked": request.GET.urlencode(),
    }
    return render(request, "plans/actions.html", shown)


@gzip_page
@require_safe
def element(request: HttpRequest, plan: str, key: str) -> HttpResponse:
    """Everything a plan says of one element, and who said it when."""
    one = page.seen(request, plan)
    found = element_of(one, key)
    may_edit = permissions.may_edit(request.user)
    shown = {
        **page.framed(request, one, found.id, *way(one, found)),
        "page": pages.element_page(one, found, today=timezone.localdate(), may_edit=may_edit),
        "versions": history.versions_of(one.id, key),
        "findings": findings.findings_of(one, key) if _sees_findings(request) else (),
        "may_waive": policy.may(request.user, "plans.waive"),
        "may_edit": may_edit,
    }
    return render(request, "plans/element.html", shown)


def _sees_findings(request: HttpRequest) -> bool:
    return policy.may_open(request.user, "plans:findings")


def element_of(plan: Plan, key: str) -> Element:
    """An element by its id. Raises Http404."""
    found = plan.get(key)
    if found is None:
        raise Http404(key)
    return found


def way(plan: Plan, element: Element, *further: Link) -> tuple[Link, ...]:
    """The steps from the plan down to an element, and to a page below it."""
    above = tuple(words.short_link(plan.id, each) for each in plan.above(element.id))
    here = words.short_link(plan.id, element)
    return (*above, here if further else Link(here.text), *further)
