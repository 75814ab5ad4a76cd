"""Crosswalks, one crosswalk, one link; a link reviewed, a proposal answered."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uratibu.core.packs.model import Installation
from uratibu.design.parts import Link
from uratibu.web.accounts import permissions as policy
from uratibu.web.norms import operations, permissions
from uratibu.web.norms.forms import AnswerForm, ReviewForm
from uratibu.web.norms.models import LinkReview
from uratibu.web.norms.queries import crosswalks as queries
from uratibu.web.norms.queries import reviews


@gzip_page
@require_safe
def crosswalks(request: HttpRequest) -> HttpResponse:
    """Every crosswalk with how far its review has come."""
    known = _known()
    walks = reviews.walks_in_force(known, names=False)
    shown = {
        "cards": queries.cards(known, walks),
        "steps": _steps(_("Crosswalks")),
        "waiting": queries.waiting_for(known, request.user),
    }
    return render(request, "norms/crosswalks.html", shown)


@gzip_page
@require_safe
def crosswalk(request: HttpRequest, walk: str) -> HttpResponse:
    """One crosswalk: all its links or those that stand one way, from either end."""
    chosen, turned = request.GET.get("standing", ""), request.GET.get("from") == "far"
    names = reviews.sees_names(request.user)
    page = queries.page(_known(), walk, standing=chosen, turned=turned, names=names)
    shown = {
        "page": page,
        "chosen": chosen,
        "turned": turned,
        "steps": (*_steps(_("Crosswalks"), reverse("norms:crosswalks")), Link(page.title)),
        "may_review": policy.may(request.user, permissions.REVIEW),
    }
    return render(request, "norms/crosswalk.html", shown)


@require_safe
def file(request: HttpRequest, walk: str) -> HttpResponse:
    """The crosswalk with its reviews as the CSV file of a pack."""
    text = queries.as_csv(_known(), walk, names=reviews.sees_names(request.user))
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{walk}.csv"'
    return answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, walk: str) -> HttpResponse:
    """One link with all that was said of it; a reviewer says what holds."""
    names = reviews.sees_names(request.user)
    ends = (request.GET.get("from", ""), request.GET.get("to", ""))
    page = queries.link_page(_known(), walk, *ends, names=names)
    first = {"relation": page.found.link.relation.value, "seen": page.newest}
    form = ReviewForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid() and _reviewed(request, page, form):
        return redirect(page.line.url)
    back = reverse("norms:crosswalk", args=[walk])
    shown = {
        "page": page,
        "form": form,
        "answer": AnswerForm(),
        "steps": (*_steps(_("Crosswalks"), reverse("norms:crosswalks")), Link(page.title, back)),
        "may_review": policy.may(request.user, permissions.REVIEW),
    }
    return render(request, "norms/link.html", shown, status=422 if form.errors else 200)


@require_POST
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Agree to what somebody else proposed for a link, or decline it."""
    row, form = get_object_or_404(LinkReview, pk=number), AnswerForm(request.POST)
    back = queries.link_address(row)
    if not form.is_valid():
        messages.error(request, " ".join(str(e) for each in form.errors.values() for e in each))
        return redirect(back)
    try:
        operations.answer_review(row, by=policy.person_of(request), **form.cleaned_data)
    except permissions.OwnWord:
        messages.error(request, _("A second person answers; this is your own proposal."))
    except operations.Moved:
        messages.error(request, _("Somebody has answered it already."))
    else:
        messages.success(request, _("Your answer is recorded."))
    return redirect(back)


def _reviewed(request: HttpRequest, page: queries.LinkPage, form: ReviewForm) -> bool:
    """Record what the form says; what stands against it is said on the form."""
    try:
        operations.review_link(
            page.walk.id, page.found, by=policy.person_of(request), **form.cleaned_data
        )
    except operations.Moved:
        form.add_error(None, _("Somebody was quicker: read what they said, then decide."))
    except permissions.OwnWord:
        form.add_error(None, _("The pack names you as the reviewer; somebody else must speak."))
    else:
        messages.success(request, _("Recorded under your name."))
        return True
    return False


def _known() -> Installation:
    known: Installation = settings.SYSTEM().installation
    return known


def _steps(here: str, url: str = "") -> tuple[Link, ...]:
    return Link(_("Commitments"), reverse("norms:index")), Link(here, url)
