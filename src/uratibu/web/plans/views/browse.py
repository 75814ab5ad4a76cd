"""The list of plans, and the columns of one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from uratibu.web.plans import permissions
from uratibu.web.plans.queries import browsing
from uratibu.web.plans.views import page


@gzip_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every plan this person may see."""
    return render(request, "plans/index.html", {"lines": browsing.plan_lines(request.user)})


@gzip_page
@require_safe
def browse(request: HttpRequest, plan: str) -> HttpResponse:
    """The plan in columns, from the top down to the element that the address names."""
    one = page.seen(request, plan)
    shown = browsing.browser(one, request.GET.get("at", ""))
    if shown is None:
        raise Http404(plan)
    context = {
        **page.framed(request, one, "browse", *shown.steps),
        "browser": shown,
        "may_edit": permissions.may_edit(request.user),
    }
    return render(request, "plans/browse.html", context)
