"""Files that show what a return says: added, downloaded, taken away."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from uratibu.web.accounts.permissions import person_of
from uratibu.web.progress.forms.returns import EvidenceForm
from uratibu.web.progress.operations import answers
from uratibu.web.progress.operations import evidence as operations
from uratibu.web.progress.permissions import seat_of
from uratibu.web.progress.queries import evidence, pages, returns
from uratibu.web.progress.views.returns import seen

WHY: dict[str, Promise] = {
    "too-large": gettext_lazy("The file is larger than 10 MB. Split it, or make it smaller."),
    "empty": gettext_lazy("The file is empty."),
    "other-kind": gettext_lazy(
        "This is no PDF, JPG, PNG, DOCX, XLSX or CSV, or it holds macros. Save it as one of these."
    ),
    "other-ending": gettext_lazy(
        "The content of the file is not what its name says. Save it again under the right name."
    ),
}


@require_POST
def add(request: HttpRequest, plan: str, period: str, institution: str) -> HttpResponse:
    """Bring a file for an answer."""
    row, _seat = seen(request, plan, period, institution)
    known = evidence.answers_of(returns.whole(row))
    form = EvidenceForm(request.POST, request.FILES, answers=known)
    if not form.is_valid():
        messages.error(request, _("Choose a file, and what it shows."))
        return redirect(pages.address("return", row))
    file = form.cleaned_data["file"]
    try:
        operations.add_evidence(
            row, form.cleaned_data["answer"], name=file.name, pieces=file.chunks(),
            note=form.cleaned_data["note"], by=person_of(request), today=timezone.localdate(),
        )  # fmt: skip
    except operations.NotEvidence as refused:
        messages.error(request, str(WHY[refused.why]))
    except answers.Closed:
        messages.error(request, _("The return takes no answers now."))
    else:
        messages.success(request, _("The file is kept with its digest."))
    return redirect(pages.address("return", row))


@require_safe
def download(request: HttpRequest, number: int) -> FileResponse:
    """A file, always as a download: it is never shown inside the site."""
    seat = seat_of(person_of(request), today=timezone.localdate())
    row = evidence.one(seat, number)
    path = operations.path_of(operations.FOLDER, row.sha256)
    if not path.exists():
        raise Http404(row.file_name)
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=row.file_name,
        content_type="application/octet-stream",
    )  # fmt: skip


@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Take a file away from a return that is open."""
    person, today = person_of(request), timezone.localdate()
    row = evidence.one(seat_of(person, today=today), number)
    try:
        operations.remove_evidence(row, by=person, today=today)
    except answers.Closed:
        messages.error(request, _("The return takes no answers now."))
    else:
        messages.success(request, _("Taken away. The record of it stays."))
    return redirect(pages.address("return", row.of))
