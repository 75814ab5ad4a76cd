"""Reporting periods on screen: made, locked, opened again by two; returns invited; rates."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from uratibu.web.accounts import permissions as policy
from uratibu.web.accounts.permissions import person_of
from uratibu.web.plans.queries import plans
from uratibu.web.progress import permissions
from uratibu.web.progress.forms.returns import ReopenForm
from uratibu.web.progress.models import Reopening
from uratibu.web.progress.operations import periods
from uratibu.web.progress.queries import pages, returns


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The periods of every plan, with what came in for each."""
    person, today = person_of(request), timezone.localdate()
    language = get_language() or "en"
    shown = {
        "plans": [
            (plan, plan.title(language), pages.period_lines(plan.id, today),
             pages.rate_lines(plan.id, today))
            for plan in plans.all_plans(person)
        ],
        "today": today,
        "form": ReopenForm(),
        "may_change": policy.may(person, "returns.periods"),
        "may_confirm": policy.may(person, "returns.reopen"),
    }  # fmt: skip
    return render(request, "progress/returns/periods.html", shown)


@require_POST
def create(request: HttpRequest, plan: str) -> HttpResponse:
    """Make the quarters of a plan."""
    person = person_of(request)
    plans.seen(person, plan)
    count = periods.create_quarters(plan, by=person)
    told = ngettext("%(count)s period made.", "%(count)s periods made.", count)
    messages.success(request, told % {"count": count})
    return redirect("progress:periods")


@require_POST
def invite(request: HttpRequest, plan: str, period: str) -> HttpResponse:
    """Open a draft for every institution that owes a return."""
    count = periods.invite_returns(returns.period_named(plan, period), by=person_of(request))
    told = ngettext(
        "%(count)s institution invited: its draft is open, and its next digest says so.",
        "%(count)s institutions invited: their drafts are open, and their next digests say so.",
        count,
    )
    messages.success(request, told % {"count": count})
    return redirect("progress:periods")


@require_POST
def lock(request: HttpRequest, plan: str, period: str) -> HttpResponse:
    """Take no more returns for a period."""
    row = returns.period_named(plan, period)
    try:
        periods.lock_period(row, by=person_of(request), today=timezone.localdate())
    except periods.NotLikeThis:
        messages.error(request, _("A period is locked once its due day is past."))
    else:
        messages.success(request, _("Locked. Opening it again takes a reason and two persons."))
    return redirect("progress:periods")


@require_POST
def reopen(request: HttpRequest, plan: str, period: str) -> HttpResponse:
    """Ask that a locked period takes returns again."""
    row = returns.period_named(plan, period)
    form = ReopenForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give a reason and a day."))
        return redirect("progress:periods")
    try:
        periods.ask_reopening(
            row, by=person_of(request), today=timezone.localdate(), **form.cleaned_data
        )
    except periods.NotLikeThis:
        messages.error(request, _("The period is not locked, or the day is past."))
    else:
        messages.success(request, _("Asked. The head of the secretariat must agree."))
    return redirect("progress:periods")


@require_POST
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Agree to a reopening."""
    reopening = get_object_or_404(Reopening, pk=number, confirmed_by=None)
    try:
        periods.confirm_reopening(reopening, by=person_of(request))
    except permissions.OwnWork:
        messages.error(request, _("Nobody agrees to what they asked for themselves."))
    else:
        messages.success(request, _("The period takes returns again until the day that was asked."))
    return redirect("progress:periods")
