"""Reports of the register: the list, a new draft, one report and its parts."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from uratibu.core.findings import Refused
from uratibu.design.parts import Link
from uratibu.web.accounts.permissions import person_of
from uratibu.web.reports import permissions
from uratibu.web.reports.forms import AnswerForm, AskForm, CommentForm, ReasonForm
from uratibu.web.reports.models import Report
from uratibu.web.reports.operations import reports as operations
from uratibu.web.reports.queries import files, reports
from uratibu.web.reports.queries.register import register_of


@gzip_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every report one may read."""
    shown = {
        "lines": reports.of_person(request.user),
        "may_prepare": permissions.may_prepare(request.user),
        "may_see_templates": permissions.may_see_templates(request.user),
    }
    return render(request, "reports/reports.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a report; what keeps it from being printed stands on the same page."""
    person = person_of(request)
    form = AskForm(request.POST or None, person=person, initial=request.GET.dict())
    findings: tuple[object, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.draft_report(form.asked(), by=person, today=timezone.localdate())
        except Refused as refused:
            findings = refused.findings
        else:
            return redirect("reports:report", made.pk)
    status = 422 if form.errors or findings else 200
    shown = {"form": form, "findings": findings, "steps": (_first(), Link(_("New report")))}
    return render(request, "reports/new.html", shown, status=status)


@gzip_page
@require_safe
def report(request: HttpRequest, number: int) -> HttpResponse:
    """A report: what it is, its contents, what changed, comments, what stands against it."""
    found = reports.seen(request.user, number)
    shown: dict[str, object] = {"page": reports.shown(found), "steps": _steps(found)}
    if permissions.may_read_drafts(request.user):
        shown |= _staff(request, found)
    return render(request, "reports/report.html", shown)


def _staff(request: HttpRequest, found: Report) -> dict[str, object]:
    person = person_of(request)
    is_open = found.state != found.State.PUBLISHED
    register = register_of(found.plan, found.period, scope=found.scope, as_of=found.as_of)
    return {
        "is_open": is_open,
        "is_draft": found.state == found.State.DRAFT,
        "changes": files.changed(found),
        "comments": reports.comments(found, person),
        "against": operations.stands_against(found, register) if is_open else (),
        "comment_form": CommentForm(report=found),
        "answer_form": AnswerForm(),
        "reason_form": ReasonForm(),
        "may_prepare": permissions.may_prepare(person),
        "may_publish": permissions.may_publish(person, found),
    }


@gzip_page
@require_safe
def section(request: HttpRequest, number: int, section: str) -> HttpResponse:
    """One section of a report."""
    found = reports.seen(request.user, number)
    page = reports.shown(found, section)
    read = reports.section_of(page, section)
    steps = (*_steps(found, linked=True), Link(read.title))
    shown = {"edition": page, "section": read, "steps": steps}
    return render(request, "reports/section.html", shown)


@require_safe
def file(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """A file of a report: as it was frozen, or made of the draft as it was read."""
    found = reports.seen(request.user, number)
    media = files.media_of(name)
    try:
        content = operations.file_of(found, name, media) if media else None
    except operations.ChangedSince:
        messages.error(request, _("The register has changed since; compile the report again."))
        return redirect("reports:report", number)
    except FileNotFoundError:
        content = None
    if content is None:
        raise Http404(name)
    answer = HttpResponse(content, content_type=media)
    period = found.period.replace("/", "-")
    saved = f"{found.outline}-{found.plan}-{period}-{name.removeprefix('profile.')}"
    answer["Content-Disposition"] = f'attachment; filename="{saved}"'
    return answer


def _first() -> Link:
    return Link(_("Reports"), reverse("reports:reports"))


def _steps(found: Report, *, linked: bool = False) -> tuple[Link, ...]:
    title = files.parts(found)["title"]
    return (_first(), Link(title, reverse("reports:report", args=[found.pk]) if linked else ""))
