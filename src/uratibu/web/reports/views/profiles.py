"""The reader of the Migration Profile: editions, sections, files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from uratibu.design.parts import Link
from uratibu.web.reports import queries


@gzip_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every published edition."""
    shown = {"editions": queries.published(), "nothing": queries.nothing_published()}
    return render(request, "reports/index.html", shown)


@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    """To the newest edition's table of what it cannot say; to all editions where none has one."""
    return redirect(queries.address_of_gaps() or reverse("reports:index"))


@gzip_page
@require_safe
def edition(request: HttpRequest, outline: str, edition: str) -> HttpResponse:
    """The cover of an edition: what it is, its contents, its files."""
    found = _found(outline, edition)
    steps = (_first_step(), Link(f"{found.title}, {found.edition}"))
    return render(request, "reports/edition.html", {"edition": found, "steps": steps})


@gzip_page
@require_safe
def section(request: HttpRequest, outline: str, edition: str, section: str) -> HttpResponse:
    """One section of an edition."""
    found = _found(outline, edition, section)
    read = queries.section_of(found, section)
    if read is None:
        raise Http404
    steps = (_first_step(), Link(f"{found.title}, {found.edition}", found.url), Link(read.title))
    shown = {"edition": found, "section": read, "steps": steps}
    return render(request, "reports/section.html", shown)


@require_safe
def file(request: HttpRequest, outline: str, edition: str, name: str) -> HttpResponse:
    """A file of an edition, as it was frozen."""
    found = queries.file_of(outline, edition, name)
    if found is None:
        raise Http404
    content, media = found
    response = HttpResponse(content, content_type=media)
    response.headers["Content-Disposition"] = f'attachment; filename="{outline}-{edition}-{name}"'
    return response


def _found(outline: str, edition: str, current: str = "") -> queries.Edition:
    found = queries.edition_of(outline, edition, current)
    if found is None:
        raise Http404
    return found


def _first_step() -> Link:
    return Link(_("Migration Profile"), reverse("reports:index"))
