"""What this site is, and how it can be used by everyone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from uratibu.web.portal.queries import measures


@gzip_page
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this is, what it promises, which packs are installed, accessibility."""
    return render(request, "portal/about.html", {"packs": measures.packs()})
