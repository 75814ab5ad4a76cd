"""Data intake on screen: data sets, a file brought, what was found in it, the decision."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uratibu.core.datasets.model import Dataset
from uratibu.core.findings import Refused
from uratibu.web.accounts.models import Person
from uratibu.web.accounts.permissions import person_of
from uratibu.web.datasets import operations, permissions, queries
from uratibu.web.datasets.forms import EditionForm, ReturnForm
from uratibu.web.datasets.models import Submission


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every data set with its newest edition, and what waits for somebody."""
    language = get_language() or "en"
    shown = {
        "lines": queries.dataset_lines(language),
        "submissions": queries.submission_lines(person_of(request), language),
    }
    return render(request, "datasets/index.html", shown)


@require_safe
def dataset(request: HttpRequest, dataset_id: str) -> HttpResponse:
    """One data set: what it is, its editions, what was brought for it."""
    one = queries.dataset_named(dataset_id)
    person, language = person_of(request), get_language() or "en"
    shown = {
        **_named(one),
        "editions": queries.editions_of(one.id),
        "submissions": queries.submission_lines(person, language, dataset_id=one.id),
        "may_bring": permissions.may_bring(person),
    }
    return render(request, "datasets/dataset.html", shown)


@require_safe
def diff(request: HttpRequest, dataset_id: str, old: str, new: str) -> HttpResponse:
    """What one edition changes in another."""
    one = queries.dataset_named(dataset_id)
    difference = queries.difference_of(one.id, old, new)
    return render(request, "datasets/diff.html", {**_named(one), "difference": difference})


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, dataset_id: str) -> HttpResponse:
    """Bring a file; what is found in it stands on the next page, and nothing is stored yet."""
    one = queries.dataset_named(dataset_id)
    form = EditionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data.pop("file")
        facts = form.cleaned_data
        brought = operations.Brought(
            dataset=one, file_name=file.name, pieces=file.chunks(), **facts
        )
        submission = operations.bring_edition(brought, by=person_of(request))
        return redirect("datasets:submission", submission.pk)
    status = 422 if form.errors else 200
    columns = queries.expected_columns(one, get_language() or "en")
    shown = {**_named(one), "form": form, "columns": columns}
    return render(request, "datasets/bring.html", shown, status=status)


@require_safe
def template(request: HttpRequest, dataset_id: str) -> HttpResponse:
    """An empty table with the headings a file of this data set must have."""
    one = queries.dataset_named(dataset_id)
    answer = HttpResponse(queries.template_as_csv(one), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{one.id}-template.csv"'
    return answer


@require_safe
def submission(request: HttpRequest, number: int) -> HttpResponse:
    """What was found in a file, and what may be done with it."""
    one = _seen(request, number)
    described = queries.dataset_named(one.dataset)
    shown = {
        **_named(described),
        "submission": one,
        "preview": queries.preview_of(one, described, get_language() or "en"),
        "findings": tuple(queries.findings_shown(one)),
        "form": ReturnForm(),
        "may_send": permissions.may_send(person_of(request), one),
        "may_withdraw": permissions.may_withdraw(person_of(request), one),
        "may_decide": permissions.may_decide(person_of(request), one),
    }
    return render(request, "datasets/submission.html", shown)


@require_safe
def findings(request: HttpRequest, number: int) -> HttpResponse:
    """The findings as a table to mend the file by."""
    one = _seen(request, number)
    answer = HttpResponse(queries.findings_as_csv(one), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{one.dataset}-{one.pk}-findings.csv"'
    return answer


@require_POST
def send(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for approval."""
    return _decide(request, number, operations.send_for_approval, _("Sent for approval."))


@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take a submission back."""
    return _decide(request, number, operations.withdraw_submission, _("Withdrawn."))


@require_POST
def approve(request: HttpRequest, number: int) -> HttpResponse:
    """Approve what somebody else brought."""
    told = _("Approved and registered. It is the edition in use now.")
    return _decide(request, number, operations.approve_edition, told)


@require_POST
def send_back(request: HttpRequest, number: int) -> HttpResponse:
    """Return what somebody else brought, with the reason."""
    form = ReturnForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why it goes back."))
        return redirect("datasets:submission", number)

    def returned(one: Submission, *, by: Person) -> Submission:
        return operations.return_submission(one, by=by, reason=form.cleaned_data["reason"])

    return _decide(request, number, returned, _("Returned."))


def _decide(
    request: HttpRequest, number: int, operation: Callable[..., Submission], told: str
) -> HttpResponse:
    """Do one thing to a submission and say what came of it."""
    try:
        operation(_seen(request, number), by=person_of(request))
    except operations.Moved:
        messages.error(request, _("Somebody was quicker: look at where it stands now."))
    except permissions.OwnWork:
        messages.error(request, _("Nobody approves their own work: ask another statistician."))
    except Refused as refused:
        for finding in refused.findings[:5]:
            messages.error(request, f"{finding.message} {finding.remedy}")
    else:
        messages.success(request, told)
    return redirect("datasets:submission", number)


def _seen(request: HttpRequest, number: int) -> Submission:
    return get_object_or_404(queries.submissions_visible_to(person_of(request)), pk=number)


def _named(one: Dataset) -> dict[str, object]:
    return {"dataset": one, "title": one.title(get_language() or "en")}
