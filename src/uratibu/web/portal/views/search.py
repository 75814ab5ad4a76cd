"""The search over everything."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from uratibu.web.portal.queries import search as finding

LONGEST = 200


@gzip_page
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was found, by kind; where nothing was, what looks like it."""
    query = request.GET.get("q", "").strip()[:LONGEST]
    group = request.GET.get("group", "")
    groups = finding.search(query, group)
    shown = {
        "query": query,
        "is_one_group": group in finding.GROUPS,
        "groups": groups,
        "count": sum(group.count for group in groups),
        "near": finding.closest_words(query) if query and not groups else (),
        "box": {"is_large": True, "query": query},
    }
    return render(request, "portal/search.html", shown)
