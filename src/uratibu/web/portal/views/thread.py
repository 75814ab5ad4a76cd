"""The thread of one commitment, from the norm to what was published."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from uratibu.design.parts import Link
from uratibu.web.plans import permissions
from uratibu.web.portal.queries import bands, thread_page
from uratibu.web.portal.queries.thread import strand


@gzip_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """A way to a thread: with a reference in the address, straight to it."""
    wanted = request.GET.get("reference", "").strip()
    return redirect("portal:thread", reference=wanted) if wanted else redirect("norms:index")


@gzip_page
@require_safe
def thread(request: HttpRequest, reference: str) -> HttpResponse:
    """Eight bands, as of now or of a revision of the plan: ?revision=."""
    found = strand(reference, request.user, request.GET.get("revision", ""))
    may_edit = not found.is_past and permissions.may_edit(request.user)
    shown = {
        "head": thread_page.head(found),
        "strand": found,
        "bands": bands.bands(found, may_edit=may_edit),
        "picker": thread_page.picker(found),
        "steps": (*thread_page.steps(found), Link(_("Thread"))),
        "proof": thread_page.proof(found),
    }
    return render(request, "portal/thread.html", shown)
