"""The third road: download the workbook, upload it, read what was found, commit."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uratibu.core.progress.workbook.read import Outcome, is_stopped
from uratibu.web.accounts.permissions import NotAllowed, person_of
from uratibu.web.progress.forms.returns import STATEMENT, WorkbookForm
from uratibu.web.progress.models import Return, Upload
from uratibu.web.progress.operations import answers, uploads
from uratibu.web.progress.operations.evidence import NotEvidence
from uratibu.web.progress.queries import pages, returns, workbooks
from uratibu.web.progress.views.returns import is_open_for, seen


@require_http_methods(["GET", "HEAD", "POST"])
def workbook(request: HttpRequest, plan: str, period: str, institution: str) -> HttpResponse:
    """Download the pre-filled workbook, or bring it back."""
    row = _open(request, plan, period, institution)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = uploads.keep_upload(
                row, name=file.name, pieces=file.chunks(), key=form.cleaned_data["key"],
                by=person_of(request), today=timezone.localdate(),
            )  # fmt: skip
        except NotEvidence:
            form.add_error("file", _("The file is empty or larger than 10 MB."))
        else:
            return redirect("progress:upload", upload.pk)
    shown = {
        **pages.head(row, None, timezone.localdate()), "form": form,
        "uploads": row.uploads.select_related("by")[:10],
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "progress/returns/workbook.html", shown, status=status)


@require_safe
def file(request: HttpRequest, plan: str, period: str, institution: str) -> HttpResponse:
    """The pre-filled workbook of a return."""
    row = _open(request, plan, period, institution)
    return _attached(workbooks.workbook_of(row), workbooks.file_name(row))


@require_safe
def upload(request: HttpRequest, number: int) -> HttpResponse:
    """What an uploaded workbook says; nothing of it is stored yet."""
    one = _uploaded(request, number)
    intake = workbooks.intake_of(one)
    shown = {
        **pages.head(one.of, None, timezone.localdate()),
        "upload": one,
        "intake": intake,
        "counts": {str(each): intake.count(each) for each in Outcome},
        "stored": intake.count(Outcome.NEW) + intake.count(Outcome.CHANGED),
        "is_stopped": is_stopped(intake),
        "findings": pages.shown_findings(intake.findings)[:500],
        "taken": workbooks.taken_in(intake, returns.whole(one.of), get_language() or "en"),
        "clashes": [each for each in intake.lines if each.outcome is Outcome.CONFLICT],
        "statement": STATEMENT,
    }
    return render(request, "progress/returns/upload.html", shown)


@require_safe
def marked(request: HttpRequest, number: int) -> HttpResponse:
    """The marked copy of an uploaded workbook."""
    one = _uploaded(request, number)
    return _attached(workbooks.marked_of(one), workbooks.file_name(one.of, "marked.xlsx"))


@require_POST
def commit(request: HttpRequest, number: int) -> HttpResponse:
    """Take in what is new and changed, with a statement of truth."""
    one = _uploaded(request, number)
    said = str(STATEMENT) if request.POST.get("statement") else ""
    try:
        saved = uploads.commit_upload(
            one,
            by=person_of(request),
            today=timezone.localdate(),
            statement=said,
            mine=request.POST.getlist("mine"),
        )
    except uploads.NothingAgreed:
        messages.error(request, _("Tick the statement of truth first; nothing was stored."))
        return redirect("progress:upload", number)
    except answers.Closed:
        messages.error(request, _("The return takes no answers now."))
    else:
        count = len(saved.saved)
        told = ngettext("%(count)s answer saved.", "%(count)s answers saved.", count)
        messages.success(request, told % {"count": count})
        if saved.clashes:
            messages.error(request, _("Somebody was quicker with an answer: upload again."))
    return redirect(pages.address("return", one.of))


def _open(request: HttpRequest, plan: str, period: str, institution: str) -> Return:
    """A return the person may fill now. Raises Http404."""
    row, seat = seen(request, plan, period, institution)
    if not is_open_for(row, returns.whole(row), seat):
        raise NotAllowed(str(row))
    return row


def _uploaded(request: HttpRequest, number: int) -> Upload:
    """An upload of a return the person may fill now. Raises Http404."""
    found = Upload.objects.select_related("of__period").filter(pk=number).first()
    if found is None:
        raise Http404(str(number))
    _open(request, found.of.plan, found.of.period.slug, found.of.institution)
    return found


def _attached(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=workbooks.XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
