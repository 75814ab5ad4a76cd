"""The reader of the Migration Profile."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe


@gzip_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every outline."""
    return render(
        request, "reports/index.html", {"outlines": settings.SYSTEM().installation.outlines}
    )


@gzip_page
@require_safe
def outline(request: HttpRequest, outline: str) -> HttpResponse:
    """One profile."""
    raise Http404
