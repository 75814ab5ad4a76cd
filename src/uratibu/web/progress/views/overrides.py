"""The status of one action: how it is derived, and setting it by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from uratibu.core.plans.model import Element, Plan
from uratibu.design.parts import Link
from uratibu.web.accounts import permissions as policy
from uratibu.web.plans.queries import words
from uratibu.web.plans.views import page
from uratibu.web.progress.forms.override import OverrideForm
from uratibu.web.progress.models import Override
from uratibu.web.progress.operations import overrides
from uratibu.web.progress.queries.overrides import status_page

if TYPE_CHECKING:
    from uratibu.web.accounts.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest, plan: str, key: str) -> HttpResponse:
    """How the status came about; who may can propose another."""
    one = page.seen(request, plan)
    element = _action(one, key)
    form = OverrideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _propose(request, one, element, form)
        return redirect("progress:status", one.id, element.id)
    steps = (words.element_link(one.id, element), Link(_("Status")))
    shown = {
        **page.framed(request, one, "status", *steps),
        "element": words.element_link(one.id, element), "form": form,
        "page": status_page(one, element, request.user),
        "may_propose": policy.may(request.user, "progress.override"),
    }  # fmt: skip
    return render(request, "progress/status.html", shown, status=422 if form.errors else 200)


@require_POST
def decide(request: HttpRequest, number: int, verb: str) -> HttpResponse:
    """Confirm a status set by hand, or end it."""
    override = get_object_or_404(Override, pk=number)
    one = page.seen(request, override.plan)
    person = cast("Person", request.user)
    try:
        if verb == "confirm":
            overrides.confirm_override(override, by=person)
        else:
            overrides.end_override(override, by=person)
    except overrides.OwnWork:
        messages.error(request, _("Another person has to confirm what you proposed."))
    return redirect("progress:status", one.id, override.key)


def _propose(request: HttpRequest, plan: Plan, element: Element, form: OverrideForm) -> None:
    person = cast("Person", request.user)
    try:
        overrides.propose_override(plan, element.id, form.wanted(), by=person)
    except overrides.StandsAlready:
        messages.error(request, _("A status set by hand stands already; end it first."))
    else:
        messages.success(request, _("Proposed. It holds once another person confirms it."))


def _action(plan: Plan, key: str) -> Element:
    found = plan.get(key)
    if found is None or not found.is_doing:
        raise Http404(key)
    return found
