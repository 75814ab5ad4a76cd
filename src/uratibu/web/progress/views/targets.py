"""The home page of a plan, its coverage, and its objectives in two lanes."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from uratibu.core.progress import sheets
from uratibu.design.parts import Link
from uratibu.web.plans import permissions as plans_permissions
from uratibu.web.plans.views import page
from uratibu.web.progress.queries import coverage, files, objectives, targets

FILES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@gzip_page
@require_safe
def plan(request: HttpRequest, plan: str) -> HttpResponse:
    """Targets against actuals: ?theme=&institution=&rating=&period=&page=."""
    one = page.seen(request, plan)
    shown = {
        **page.framed(request, one, "overview"),
        "page": targets.targets(one, request.GET.dict(), timezone.localdate()),
    }
    return render(request, "progress/plan.html", shown)


@require_safe
def plan_file(request: HttpRequest, plan: str, form: str) -> HttpResponse:
    """The indicators that the filters leave, as a file."""
    one = page.seen(request, plan)
    return _file(files.targets_sheet(one, request.GET.dict()), form, f"{one.id}-targets")


@gzip_page
@require_safe
def coverage_page(request: HttpRequest, plan: str) -> HttpResponse:
    """Norms against themes, institutions or counties: ?by=&framework=&open=&empty=1."""
    one = page.seen(request, plan)
    may_create = plans_permissions.may_edit(request.user)
    found = coverage.coverage(one, request.GET.dict(), may_create=may_create)
    if found is None:
        raise Http404
    framed = page.framed(request, one, "coverage", Link(_("Coverage")))
    return render(request, "progress/coverage.html", {**framed, "page": found})


@require_safe
def coverage_file(request: HttpRequest, plan: str, form: str) -> HttpResponse:
    """The same as a file, with the norms below each."""
    one = page.seen(request, plan)
    sheet = files.coverage_sheet(one, request.GET.dict())
    if sheet is None:
        raise Http404
    return _file(sheet, form, f"{one.id}-coverage")


@gzip_page
@require_safe
def objectives_page(request: HttpRequest, plan: str) -> HttpResponse:
    """The policy answer beside the outcome statistic of each objective: ?framework=."""
    one = page.seen(request, plan)
    may_edit = plans_permissions.may_edit(request.user)
    found = objectives.objectives(one, request.GET.get("framework", ""), may_edit=may_edit)
    if found is None:
        raise Http404
    framed = page.framed(request, one, "objectives", Link(_("Two lanes")))
    return render(request, "progress/objectives.html", {**framed, "page": found})


def _file(sheet: sheets.Sheet, form: str, name: str) -> HttpResponse:
    if form not in FILES:
        raise Http404(form)
    content = sheets.as_csv(sheet).encode() if form == "csv" else sheets.as_xlsx(sheet)
    return page.file(content, FILES[form], f"{name}.{form}")
