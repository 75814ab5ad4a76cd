"""The stylesheet, and the gallery that shows every component with its examples."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from uratibu.design.components import components
from uratibu.design.stylesheet import stylesheet

FOR_A_YEAR = "public, max-age=31536000, immutable"


def style(request: HttpRequest, digest: str) -> HttpResponse:
    """The stylesheet; its address holds its digest, so that it may be kept for ever."""
    sheet = stylesheet()
    if digest != sheet.digest:
        raise Http404
    wants_brotli = "br" in request.headers.get("Accept-Encoding", "")
    body = sheet.compressed if wants_brotli else sheet.plain
    headers = {"Cache-Control": FOR_A_YEAR, "Vary": "Accept-Encoding"}
    if wants_brotli:
        headers["Content-Encoding"] = "br"
    return HttpResponse(body, content_type="text/css; charset=utf-8", headers=headers)


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with every example of its examples.yaml."""
    return render(request, "design/gallery.html", {"components": components()})
