"""Begin a plan that is not here yet from a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from uratibu.core.findings import Where
from uratibu.core.plans.load import load_plan
from uratibu.web.accounts.permissions import person_of
from uratibu.web.plans import operations
from uratibu.web.plans.forms.importing import NewPlanForm
from uratibu.web.plans.queries import imports
from uratibu.web.plans.views.imports import go_on


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """A file and, where it does not say them, the plan's title and days."""
    form = NewPlanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        brought = operations.BroughtFile(file.name, file.chunks(), form.cleaned_data["key"])
        kept = operations.keep(brought)
        facts = form.facts()
        plan = load_plan(facts, Where(file.name))[0] if facts else imports.plan_in(kept)
        if plan is not None:
            made = operations.begin_plan(
                plan, kept, form.cleaned_data["key"], by=person_of(request)
            )
            return go_on(request, made)
        form.add_error("title", _("The file does not say which plan it is. Write its title, its "
                                  "first and last day and its currency."))  # fmt: skip
    return render(request, "plans/begin.html", {"form": form}, status=422 if form.errors else 200)
