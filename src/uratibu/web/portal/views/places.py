"""Counties and countries."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from uratibu.web.portal.queries import places, planned


@gzip_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every county and every country."""
    shown = {
        "map": places.county_map(),
        "counties": places.counties(),
        "rankings": places.rankings(),
        "countries": places.countries(),
    }
    return render(request, "portal/places.html", shown)


@gzip_page
@require_safe
def place(request: HttpRequest, code: str) -> HttpResponse:
    """One county or country with every figure there is for it."""
    page = places.page_of(code)
    if page is None:
        raise Http404
    is_county = page.neighbours is not None
    shown = {"page": page, "planned": planned.at_place(code) if is_county else None}
    return render(request, "portal/place.html", shown)
