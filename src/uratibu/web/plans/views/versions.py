"""States of a plan: kept under a name by two persons, compared, taken away as files."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST, require_safe

from uratibu.design.parts import Link
from uratibu.web.accounts import permissions as policy
from uratibu.web.accounts.permissions import person_of
from uratibu.web.plans import models, operations, permissions
from uratibu.web.plans.forms import DecisionForm, FreezeForm
from uratibu.web.plans.operations.freezing import LabelTaken
from uratibu.web.plans.queries import plans
from uratibu.web.plans.queries import versions as queries
from uratibu.web.plans.queries.listing import pages
from uratibu.web.plans.views import page


@gzip_page
@require_safe
def index(request: HttpRequest, plan: str) -> HttpResponse:
    """The frozen states, the way to compare any two, and the last changes."""
    return _index(request, plan, FreezeForm())


@require_POST
def freeze(request: HttpRequest, plan: str) -> HttpResponse:
    """Propose to keep the plan as it is now under a name."""
    one, form = page.seen(request, plan), FreezeForm(request.POST)
    if form.is_valid():
        try:
            operations.freeze(one.id, by=person_of(request), **form.cleaned_data)
        except LabelTaken:
            form.add_error("label", _("Another state of this plan has this name."))
    if form.errors:
        return _index(request, plan, form, status=422)
    messages.success(request, _("Proposed. The head of the secretariat confirms it."))
    return redirect("plans:versions", one.id)


@require_POST
def decide(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """Confirm or decline what somebody else proposed."""
    one = get_object_or_404(models.Freeze, plan=page.seen(request, plan).id, pk=number)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Confirm or decline."))
        return redirect("plans:versions", plan)
    try:
        operations.decide_freeze(
            one, by=person_of(request), decision=form.cleaned_data["decision"],
            is_confirmed=form.cleaned_data["verdict"] == "confirm",
        )  # fmt: skip
    except permissions.OwnWork:
        messages.error(request, _("Nobody confirms their own proposal."))
    except operations.Moved:
        messages.error(request, _("Somebody was quicker: look at where it stands now."))
    return redirect("plans:versions", plan)


@require_POST
def take_back(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """Take back one's own proposal."""
    one = get_object_or_404(models.Freeze, plan=page.seen(request, plan).id, pk=number)
    try:
        operations.withdraw_freeze(one, by=person_of(request))
    except operations.Moved:
        messages.error(request, _("Somebody was quicker: look at where it stands now."))
    return redirect("plans:versions", plan)


@gzip_page
@require_safe
def compare(request: HttpRequest, plan: str) -> HttpResponse:
    """What differs between two states: ?old=&new= are revisions."""
    one = page.seen(request, plan)
    old, new = _revisions(request, one.id)
    shown = {
        **page.framed(request, one, "versions", Link(_("Comparison"))),
        "page": queries.comparison_page(one, old, new),
        "states": queries.states(one),
        "forms": ("docx", "xlsx", "csv"),
    }
    return render(request, "plans/compare.html", shown)


@require_safe
def compare_file(request: HttpRequest, plan: str, form: str) -> HttpResponse:
    """The differences as DOCX, XLSX or CSV."""
    one = page.seen(request, plan)
    old, new = _revisions(request, one.id)
    content, media_type = queries.comparison_file(one, old, new, form)
    return page.file(content, media_type, f"{one.id}-r{old}-r{new}.{form}")


def _revisions(request: HttpRequest, plan_id: str) -> tuple[int, int]:
    """The two revisions of the address; what it does not say is the first, and now."""
    said = [request.GET.get(name, "") for name in ("old", "new")]
    if any(each and not each.isdecimal() for each in said):
        raise Http404(request.get_full_path())
    now = plans.state(plan_id).revision
    return int(said[0] or 1), int(said[1] or now)


def _index(request: HttpRequest, plan: str, form: FreezeForm, status: int = 200) -> HttpResponse:
    one = page.seen(request, plan)
    said = request.GET.get("page", "")
    changes, number, count = queries.change_lines(one, int(said) if said.isdecimal() else 1)
    shown = {
        **page.framed(request, one, "versions", Link(_("Versions"))),
        "freezes": queries.freeze_lines(one, request.user),
        "changes": changes,
        "pages": pages(request.path, [], number, count * queries.PAGE, size=queries.PAGE),
        "states": queries.states(one),
        "revision": plans.state(one.id).revision,
        "form": form if policy.may(request.user, "plans.freeze-propose") else None,
    }
    return render(request, "plans/versions.html", shown, status=status)
