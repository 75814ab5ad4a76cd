"""The catalogue of measures, the page of one measure, and its cells as files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from uratibu.web.portal.queries import conflicts, data_page, listing, measures, pickers, provenance
from uratibu.web.portal.queries.files import downloads


@gzip_page
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every measure by theme, or those that a word of the reader fits."""
    return render(request, "portal/statistics.html", listing.catalogue(request.GET))


@gzip_page
@require_safe
def measure(request: HttpRequest, measure: str) -> HttpResponse:
    """One measure for the place, period and breakdown of the address."""
    page = _page(request, measure)
    released = page.released()
    shown = {
        "page": page,
        "steps": data_page.breadcrumbs(page),
        "picker": pickers.picker(page),
        "definition": provenance.definition(page),
        "served": provenance.served(page),
        "comparison": conflicts.conflict_about(measure) or provenance.comparison(page),
        "editions": provenance.editions(page),
        "revisions": provenance.revisions(page),
    }
    if released is not None:
        shown |= {
            "producers": provenance.producers(released),
            "processing": provenance.processing(released),
            "downloads": downloads(page.request()),
            "citation": {"text": provenance.citation(page, released)},
            "proof": provenance.proof(released, provenance.trace_of(page)),
        }
    return render(request, "portal/measure.html", shown)


def _page(request: HttpRequest, measure: str) -> data_page.DataPage:
    """The page of an address. Raises Http404 for a measure that no pack declares."""
    try:
        measures.installed().measure(measure)
    except KeyError:
        raise Http404 from None
    return data_page.DataPage(data_page.question_of(measure, request.GET.dict()))
