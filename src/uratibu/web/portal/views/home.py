"""The first page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from uratibu.web.portal.queries import front, measures


@gzip_page
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, the headline figures, what is new, the ways in."""
    country = measures.installed().country
    shown = {
        "place": measures.place_name(country.code) if country else "",
        "is_invented": bool(country and country.is_invented),
        "tiles": front.headlines(),
        "example": front.example(),
        "conflict": front.conflict(),
        "news": front.news(),
        "ways": front.ways_in(),
        "box": {"is_large": True},
    }
    return render(request, "portal/home.html", shown)
