"""The trace of anything that can be cited."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from uratibu.design.parts import Link
from uratibu.web.lineage.queries import chain


@gzip_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """A box for a reference; with one in the address, straight to its trace."""
    wanted = request.GET.get("reference", "").strip()
    if wanted:
        return redirect("lineage:trace", reference=wanted)
    return render(request, "lineage/index.html")


@gzip_page
@require_safe
def trace(request: HttpRequest, reference: str) -> HttpResponse:
    """The chain from the norm to the source rows, and back."""
    try:
        found = chain.trace(reference)
    except chain.NoSuchThing:
        raise Http404 from None
    steps = (Link(_("Trace"), reverse("lineage:index")), Link(found.reference))
    shown = {"trace": found, "proof": chain.proof(found), "steps": steps}
    return render(request, "lineage/trace.html", shown)
