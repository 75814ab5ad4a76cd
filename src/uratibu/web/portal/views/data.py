"""The data sets and their editions."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from uratibu.web.portal.queries import datasets


@gzip_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every data set, also those without an edition yet."""
    return render(request, "portal/data.html", {"publishers": datasets.by_publisher()})


@gzip_page
@require_safe
def dataset(request: HttpRequest, dataset: str) -> HttpResponse:
    """One data set: what it counts, its editions, what is worked out from it."""
    page = datasets.page_of(dataset)
    if page is None:
        raise Http404
    return render(request, "portal/dataset.html", {"page": page})
