"""The plan seen as a whole: time line, budget, who does what, gaps, calendar."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from uratibu.core.plans import sheets
from uratibu.design.parts import Link
from uratibu.web.plans import permissions
from uratibu.web.plans.queries import duties, gaps, money, parts, timeline, versions
from uratibu.web.plans.views import page


@gzip_page
@require_safe
def timeline_page(request: HttpRequest, plan: str) -> HttpResponse:
    """What happens when, theme by theme: ?theme=."""
    one = page.seen(request, plan)
    drawn = timeline.timeline(one, request.GET.get("theme", ""), timezone.localdate())
    shown = {**page.framed(request, one, "timeline", Link(_("Timeline"))), "drawn": drawn}
    return render(request, "plans/timeline.html", shown)


@gzip_page
@require_safe
def budget_page(request: HttpRequest, plan: str) -> HttpResponse:
    """The money by theme, source and year: ?theme=."""
    one = page.seen(request, plan)
    shown = {
        **page.framed(request, one, "budget", Link(_("Budget"))),
        "page": money.budget_page(one, request.GET.get("theme", "")),
    }
    return render(request, "plans/budget.html", shown)


@gzip_page
@require_safe
def who_page(request: HttpRequest, plan: str) -> HttpResponse:
    """Who does what, where and when: ?institution=&role=&place=&theme=&status=&norm=."""
    one = page.seen(request, plan)
    shown = {
        **page.framed(request, one, "who", Link(_("Who does what"))),
        "page": parts.who_page(one, request.GET.dict()),
    }
    return render(request, "plans/who.html", shown)


@require_safe
def who_file(request: HttpRequest, plan: str, form: str) -> HttpResponse:
    """The same lines as a file."""
    one = page.seen(request, plan)
    sheet = parts.sheet(one, request.GET.dict())
    if form == "csv":
        return page.file(sheets.as_csv(sheet).encode(), "text/csv; charset=utf-8",
                         f"{one.id}-who-does-what.csv")  # fmt: skip
    if form == "xlsx":
        return page.file(sheets.as_xlsx(sheet), versions.XLSX, f"{one.id}-who-does-what.xlsx")
    raise Http404(form)


@gzip_page
@require_safe
def gaps_page(request: HttpRequest, plan: str) -> HttpResponse:
    """Norms nobody serves, and where several may do the same: ?framework=."""
    one = page.seen(request, plan)
    shown = {
        **page.framed(request, one, "gaps", Link(_("Gaps and overlaps"))),
        "page": gaps.gaps_page(one, request.GET.get("framework", "")),
        "may_edit": permissions.may_edit(request.user),
    }
    return render(request, "plans/gaps.html", shown)


@gzip_page
@require_safe
def calendar_page(request: HttpRequest, plan: str) -> HttpResponse:
    """What is due when: ?institution=&kind=&all=1."""
    one = page.seen(request, plan)
    found = duties.calendar_page(one, request.GET.dict(), timezone.localdate())
    feed = request.build_absolute_uri(found.feed)
    shown = {
        **page.framed(request, one, "calendar", Link(_("Calendar"))),
        "page": found,
        "feed": feed,
        "asked": request.GET.urlencode(),
    }
    return render(request, "plans/calendar.html", shown)


@gzip_page
@require_safe
def feed(request: HttpRequest, plan: str) -> HttpResponse:
    """The calendar as other programs subscribe to it: ?institution=."""
    one = page.seen(request, plan)
    made = duties.feed(one, request.GET.get("institution", ""), request.get_host())
    return page.file(made, "text/calendar; charset=utf-8", f"{one.id}.ics")
