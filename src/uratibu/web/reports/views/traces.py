"""The trace of what stands in the register."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from uratibu.design.parts import Link
from uratibu.web.lineage import views as data
from uratibu.web.reports.queries import traces

REGISTER = frozenset({"sentence", "plan", "action", "plan-indicator", "return"})
"""Kinds of reference of the register; those of data sets are traced one room below."""


@gzip_page
@require_safe
def trace(request: HttpRequest, kind: str, name: str) -> HttpResponse:
    """From the norm down to the return and the data behind a sentence, a figure or an action.

    A figure of the register names its plan first: a measure has no stroke in its name.
    """
    is_figure = kind == "figure" and "/" in name.partition("@")[0]
    if kind not in REGISTER and not is_figure:
        return data.trace(request, reference=f"{kind}:{name}")
    found = traces.trace(f"{kind}:{name}", request.user)
    steps = (Link(_("Trace"), reverse("lineage:index")), Link(found.reference))
    shown = {"trace": found, "proof": None, "steps": steps}
    return render(request, "lineage/trace.html", shown)
