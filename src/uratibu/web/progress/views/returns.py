"""Returns on screen: the list, one return with its steps, and what its institution gets back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from uratibu.core.findings import Refused
from uratibu.core.progress.workflow import WORDS, Hand, Verb
from uratibu.web.accounts.permissions import person_of
from uratibu.web.progress.forms.returns import STATEMENT, CorrectForm, EvidenceForm, StepForm
from uratibu.web.progress.models import Return
from uratibu.web.progress.operations import releasing, steps
from uratibu.web.progress.permissions import Seat, seat_of
from uratibu.web.progress.queries import evidence, pages, received, returns, words


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The returns a person may see, of one period or of all."""
    today = timezone.localdate()
    seat = seat_of(person_of(request), today=today)
    plan, period = request.GET.get("plan", ""), request.GET.get("period", "")
    shown = {
        "lines": pages.lines(seat, today, plan=plan, period=period),
        "periods": pages.period_choices(seat),
        "chosen": (plan, period),
    }
    return render(request, "progress/returns/index.html", shown)


@require_safe
def one(request: HttpRequest, plan: str, period: str, institution: str) -> HttpResponse:
    """One return: where it stands, what it says, what may be done with it."""
    today = timezone.localdate()
    row, seat = seen(request, plan, period, institution)
    whole = returns.whole(row)
    may_fill = is_open_for(row, whole, seat)
    open_ones, missing = pages.told(whole, may_fill=may_fill)
    shown = {
        **pages.head(row, whole, today),
        "whole": whole,
        "may_fill": may_fill,
        "told": open_ones,
        "missing": missing,
        "decisions": pages.decisions(row, whole, seat, today),
        "form": StepForm(),
        "statement": STATEMENT,
        "actions": pages.said_actions(whole),
        "values": pages.said_values(whole),
        "steps": pages.steps(row),
        "earlier": pages.earlier(row),
        "evidence": evidence.files_of(row),
        "evidence_form": evidence_form(whole),
        "may_correct": row.state == Return.State.PUBLISHED
        and Hand.FOCAL_POINT in seat.hands(row.institution),
        "correct_form": CorrectForm(),
    }
    return render(request, "progress/returns/return.html", shown)


@require_POST
def step(request: HttpRequest, plan: str, period: str, institution: str) -> HttpResponse:
    """Take one step: submit, verify, approve, publish or send back."""
    row, _seat = seen(request, plan, period, institution)
    form = StepForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The form did not arrive whole. Try again."))
        return redirect(pages.address("return", row))
    verb = Verb(form.cleaned_data["verb"])
    said = str(STATEMENT) if form.cleaned_data["statement"] else ""
    try:
        steps.take_step(
            row, verb, by=person_of(request), today=timezone.localdate(),
            key=form.cleaned_data["key"], note=form.cleaned_data["note"], statement=said,
        )  # fmt: skip
    except steps.NotThisStep as refused:
        messages.error(request, WORDS[refused.refusal](get_language() or "en"))
    except Refused as refused:
        messages.error(request, received.refused_words(len(refused.findings)))
    else:
        messages.success(request, str(words.DONE[verb]))
        return redirect(pages.address("received" if verb is Verb.SUBMIT else "return", row))
    return redirect(pages.address("return", row))


@require_POST
def correct(request: HttpRequest, plan: str, period: str, institution: str) -> HttpResponse:
    """Open a new edition of a published return."""
    row, _seat = seen(request, plan, period, institution)
    form = CorrectForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say what is corrected, and why."))
        return redirect(pages.address("return", row))
    try:
        releasing.correct_return(
            row, by=person_of(request), notice=form.cleaned_data["notice"],
            today=timezone.localdate(),
        )  # fmt: skip
    except releasing.NotPublished:
        messages.error(request, _("Only a published return is corrected."))
    else:
        messages.success(request, _("A new edition is open. What is published stands until then."))
    return redirect(pages.address("return", row))


@require_safe
def what_you_get(request: HttpRequest, plan: str, period: str, institution: str) -> HttpResponse:
    """What an institution gets back at once for its return."""
    row, _seat = seen(request, plan, period, institution)
    whole = returns.whole(row)
    shown = {
        **pages.head(row, whole, timezone.localdate()),
        "files": received.files_of(row, whole),
        "chart": received.chart_of(whole),
        "table": received.statuses(whole),
        "answered": whole.answered,
        "of": whole.of,
    }
    return render(request, "progress/returns/received.html", shown)


@require_safe
def layout(request: HttpRequest, plan: str, period: str, institution: str) -> HttpResponse:
    """The table that the county or ministry must hand in elsewhere, as a file."""
    row, _seat = seen(request, plan, period, institution)
    answer = HttpResponse(received.layout_of(row), content_type=received.XLSX)
    name = f"{row.plan}-{row.period.slug}-{row.institution}-report.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def seen(
    request: HttpRequest, plan: str, period: str, institution: str
) -> tuple[Return, Seat]:  # fmt: skip
    """A return that the person sees, and what they may do with it. Raises Http404."""
    seat = seat_of(person_of(request), today=timezone.localdate())
    return returns.one(seat, plan, period, institution), seat


def is_open_for(row: Return, whole: returns.Whole, seat: Seat) -> bool:
    """Whether a person may fill a return now."""
    return Hand.FOCAL_POINT in seat.hands(row.institution) and returns.is_open(
        row, whole.period, timezone.localdate()
    )


def evidence_form(whole: returns.Whole) -> EvidenceForm:
    """The form for a file, with the answers it may show."""
    return EvidenceForm(answers=evidence.answers_of(whole))
