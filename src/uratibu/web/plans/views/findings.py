"""The linter on screen: what it finds, what is waived, and what its rules mean."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uratibu.core.plans.check.fault import Fault
from uratibu.design.parts import Link
from uratibu.web.accounts import permissions as policy
from uratibu.web.accounts.permissions import person_of
from uratibu.web.plans import models, operations
from uratibu.web.plans.forms.waiving import WaiveForm
from uratibu.web.plans.queries import checking, findings, rules
from uratibu.web.plans.views import page


@gzip_page
@require_safe
def index(request: HttpRequest, plan: str) -> HttpResponse:
    """The findings that the address asks for: ?severity=&rule=&theme=&institution=&element=."""
    one = page.seen(request, plan)
    shown = {
        **page.framed(request, one, "findings", Link(_("Findings"))),
        "page": findings.findings_page(one, request.GET.dict()),
        "last": findings.last_check(one.id),
        "may_edit": policy.may(request.user, "plans.edit"),
        "may_waive": policy.may(request.user, "plans.waive"),
    }
    return render(request, "plans/findings.html", shown)


@require_safe
def download(request: HttpRequest, plan: str, form: str) -> HttpResponse:
    """The findings that the address asks for, as CSV or JSON."""
    one = page.seen(request, plan)
    if form not in findings.FORMS:
        raise Http404(form)
    content, media_type = findings.file(one, request.GET.dict(), form)
    return page.file(content, media_type, f"{one.id}-findings.{form}")


@require_http_methods(["GET", "HEAD", "POST"])
def waive(request: HttpRequest, plan: str) -> HttpResponse:
    """Set a finding aside, with a reason and a last day: ?rule=&place=."""
    one = page.seen(request, plan)
    fault = _standing(one.id, request.GET.get("rule", ""), request.GET.get("place", ""))
    form = WaiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.waive(
                one.id, rule=fault.rule, place=fault.key, by=person_of(request), **form.cleaned_data
            )
        except operations.Moved:
            messages.error(request, _("Somebody was quicker: look at where it stands now."))
        else:
            messages.success(request, _("Waived. It is listed below with your name and reason."))
        return redirect(f"{reverse('plans:findings', args=[one.id])}#waived")
    shown = {
        **page.framed(request, one, "findings", *_way(one.id), Link(_("Waive"))),
        "form": form, "line": findings.line(one, fault),
        "back": reverse("plans:findings", args=[one.id]),
    }  # fmt: skip
    return render(request, "plans/waive.html", shown, status=422 if form.errors else 200)


@require_POST
def end(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """Let a waived finding stand again."""
    one = get_object_or_404(models.Waiver, plan=page.seen(request, plan).id, pk=number)
    try:
        operations.end_waiver(one, by=person_of(request))
    except operations.Moved:
        messages.error(request, _("Somebody was quicker: look at where it stands now."))
    else:
        messages.success(request, _("The finding stands again."))
    return redirect("plans:findings", plan)


@gzip_page
@require_safe
def every_rule(request: HttpRequest) -> HttpResponse:
    """The rules of the linter, topic by topic."""
    return render(request, "plans/rules.html", {"topics": rules.topics(), "steps": rules.steps()})


@gzip_page
@require_safe
def one_rule(request: HttpRequest, rule: str) -> HttpResponse:
    """One rule: why it is there, what breaks it and what keeps it."""
    found = rules.page(rule)
    if found is None:
        raise Http404(rule)
    return render(request, "plans/rule.html", {"page": found, "steps": rules.steps(found)})


def _standing(plan: str, rule: str, place: str) -> Fault:
    """The finding that the address names. Raises Http404 where it does not stand."""
    for each in checking.checked(plan).standing:
        if each.rule == f"plans/{rule}" and each.key == place:
            return each
    raise Http404(place)


def _way(plan: str) -> tuple[Link, ...]:
    return (Link(_("Findings"), reverse("plans:findings", args=[plan])),)
