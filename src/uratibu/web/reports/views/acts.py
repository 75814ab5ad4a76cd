"""What is done with a report: compile, comment, resolve, send, send back, publish, correct."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from uratibu.core.findings import Refused
from uratibu.web.accounts.permissions import person_of
from uratibu.web.reports.forms import AnswerForm, CommentForm, ReasonForm
from uratibu.web.reports.models import Report
from uratibu.web.reports.operations import reports as operations
from uratibu.web.reports.permissions import OwnWork
from uratibu.web.reports.queries import reports


@require_POST
def compile_again(request: HttpRequest, number: int) -> HttpResponse:
    """Compile a draft again."""
    by, today = person_of(request), timezone.localdate()
    return _done(
        request,
        number,
        lambda found: operations.compile_again(found, by=by, today=today),
        _("Compiled from what the register says now."),
    )


@require_POST
def comment(request: HttpRequest, number: int) -> HttpResponse:
    """Comment on a place."""
    found = reports.seen(request.user, number)
    form = CommentForm(request.POST, report=found)
    return _said(
        request, number, form,
        lambda one: operations.comment_on(one, by=person_of(request), **form.cleaned_data),
        _("The comment stands on the report."),
    )  # fmt: skip


@require_POST
def resolve(request: HttpRequest, number: int, comment: int) -> HttpResponse:
    """Answer a comment and mark it as resolved."""
    found = reports.seen(request.user, number).comments.filter(pk=comment).first()
    if found is None:
        raise Http404(comment)
    form = AnswerForm(request.POST)
    return _said(
        request, number, form,
        lambda _one: operations.answer_comment(found, by=person_of(request), **form.cleaned_data),
        _("The comment is resolved."),
    )  # fmt: skip


@require_POST
def submit(request: HttpRequest, number: int) -> HttpResponse:
    """Send a draft to the head."""
    by = person_of(request)
    return _done(request, number, lambda one: operations.submit(one, by=by), _("Sent to the head."))


@require_POST
def send_back(request: HttpRequest, number: int) -> HttpResponse:
    """Send a report back with a reason."""
    form = ReasonForm(request.POST)
    return _said(
        request, number, form,
        lambda one: operations.send_back(one, by=person_of(request), **form.cleaned_data),
        _("Sent back."),
    )  # fmt: skip


@require_POST
def publish(request: HttpRequest, number: int) -> HttpResponse:
    """Publish a report."""
    by = person_of(request)
    return _done(request, number, lambda one: operations.publish(one, by=by), _("Published."))


@require_POST
def correct(request: HttpRequest, number: int) -> HttpResponse:
    """Draft a correction of a published report."""
    form = ReasonForm(request.POST)
    by, today = person_of(request), timezone.localdate()
    if form.is_valid():
        found = reports.seen(request.user, number)
        notice = form.cleaned_data["reason"]
        try:
            made = operations.correct(found, by=by, notice=notice, today=today)
        except (operations.WrongState, Refused) as fault:
            messages.error(request, _told(fault))
        else:
            return redirect("reports:report", made.pk)
    return redirect("reports:report", number)


def _said(
    request: HttpRequest, number: int, form: forms.Form, act: Callable[[Report], object], told: str
) -> HttpResponse:
    """Do what a form asks for; what is wrong with it is said on the report's page."""
    if not form.is_valid():
        for field, faults in form.errors.items():
            messages.error(request, f"{form.fields[field].label}: {' '.join(map(str, faults))}")
        return redirect("reports:report", number)
    return _done(request, number, act, told)


def _done(
    request: HttpRequest, number: int, act: Callable[[Report], object], told: str
) -> HttpResponse:
    """Do it, and say on the report's page what came of it."""
    found = reports.seen(request.user, number)
    try:
        act(found)
    except (OwnWork, operations.WrongState, operations.ChangedSince, Refused) as fault:
        messages.error(request, _told(fault))
    except operations.NotPublishable as fault:
        messages.error(
            request,
            _("Not published: {count} findings stand against it, listed below.").format(
                count=len(fault.findings)
            ),
        )
    else:
        messages.success(request, told)
    return redirect("reports:report", number)


def _told(fault: Exception) -> str:
    if isinstance(fault, Refused):
        return " ".join(f"{each.message} {each.remedy}" for each in fault.findings[:5])
    return {
        OwnWork: _("Nobody decides on their own work; ask another person."),
        operations.WrongState: _("Somebody was quicker: the report is in another state now."),
        operations.ChangedSince: _("The register has changed since; compile the report again."),
    }[type(fault)]
