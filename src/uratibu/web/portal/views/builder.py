"""The table builder, and the cells of any question as files."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from uratibu.core.disclosure import export
from uratibu.core.disclosure.model import NotReleasable, ReleasedTable
from uratibu.core.disclosure.request import parse_request
from uratibu.web.portal.queries.builder import builder_of
from uratibu.web.portal.queries.declined import refusal

FORMATS: Mapping[str, tuple[Callable[[ReleasedTable, str], str | bytes], str]] = {
    "csv": (export.to_csv, "text/csv; charset=utf-8"),
    "xlsx": (
        export.to_xlsx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "json": (export.to_json, "application/json"),
    "sdmx.csv": (
        lambda table, _language: export.to_sdmx_csv(table),
        "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8",
    ),
}
"""Ending of a file -> what writes it, and its media type."""


@gzip_page
@require_safe
def builder(request: HttpRequest) -> HttpResponse:
    """The open step of the table builder, or the table it leads to."""
    try:
        made = builder_of(dict(request.GET.lists()))
        measure = made.request.measure
        if measure:
            settings.SYSTEM().publisher.periods(measure, made.areas[0])
    except NotReleasable as refused:
        return _declined(request, refused)
    permanent = request.build_absolute_uri(made.permanent_address) if made.step == "table" else ""
    shown = {"builder": made, "permanent_address": permanent}
    return render(request, "portal/builder.html", shown)


@require_safe
def file(request: HttpRequest, ending: str) -> HttpResponse:
    """The cells of a question as a file; the same cells the pages show."""
    if ending not in FORMATS:
        raise Http404
    try:
        table = settings.SYSTEM().publisher.table(parse_request(dict(request.GET.lists())))
    except NotReleasable as refused:
        return _declined(request, refused)
    make, media = FORMATS[ending]
    response = HttpResponse(make(table, get_language() or "en"), content_type=media)
    response.headers["Content-Disposition"] = f'attachment; filename="{table.id}.{ending}"'
    return response


def _declined(request: HttpRequest, refused: NotReleasable) -> HttpResponse:
    return render(request, "portal/declined.html", {"refusal": refusal(refused)}, status=422)
