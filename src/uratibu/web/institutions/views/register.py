"""The register of institutions, one institution, and who is appointed to its posts."""

from __future__ import annotations

from datetime import date

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from uratibu.core.findings import Refused
from uratibu.design import wording
from uratibu.design.parts import Link
from uratibu.web.accounts import permissions as policy
from uratibu.web.institutions.forms import AppointForm, EndForm
from uratibu.web.institutions.operations import letters, posts
from uratibu.web.institutions.permissions import OwnAppointment
from uratibu.web.institutions.queries import page as one
from uratibu.web.institutions.queries import register
from uratibu.web.institutions.queries.posts import institutions_of


@gzip_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every institution, searched, of one kind, as of a day."""
    on = _day(request.GET.get("on", ""))
    text, kind = request.GET.get("q", "").strip()[:80], request.GET.get("kind", "")
    groups = register.register(text=text, kind=kind, on=on)
    shown = {
        "groups": groups,
        "found": sum(len(group.lines) for group in groups),
        "text": text,
        "kind": kind,
        "kinds": register.kinds(),
        "on": on,
        "is_today": on == timezone.localdate(),
        "day": wording.day(on),
    }
    return render(request, "institutions/index.html", shown)


@gzip_page
@require_safe
def institution(request: HttpRequest, code: str) -> HttpResponse:
    """One institution; the names of people are for those who work here."""
    today = timezone.localdate()
    page = one.page(code, today=today)
    steps = (Link(_("Institutions"), reverse("institutions:index")), *page.above, Link(page.title))
    shown = {
        "page": page,
        "steps": steps,
        "posts": one.posts_in(code, today=today),
        "sees_names": policy.may(request.user, "institutions.see-holders"),
        "may_appoint": policy.may(request.user, "institutions.appoint"),
        "reads_hand_over": _reads_hand_over(request, code, today),
    }
    return render(request, "institutions/institution.html", shown)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: HttpRequest, code: str) -> HttpResponse:
    """Appoint somebody to a post of an institution by letter."""
    page = one.page(code, today=timezone.localdate())
    form = AppointForm(request.POST or None, request.FILES or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid() and _appointed(request, code, form):
        messages.success(request, _("Appointed. The post and its duties are theirs."))
        return redirect("institutions:institution", code)
    shown = {"page": page, "form": form, "steps": _steps(page, _("Appoint"))}
    status = 422 if form.errors else 200
    return render(request, "institutions/appoint.html", shown, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """End somebody's time in a post."""
    page = one.page(code, today=timezone.localdate())
    holding = one.holding_in(code, number)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            posts.end_holding(holding, by=policy.person_of(request), **form.cleaned_data)
        except (posts.EndRefused, OwnAppointment) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Ended. The duties stay with the post."))
            return redirect("institutions:institution", code)
    shown = {"page": page, "holding": holding, "form": form, "steps": _steps(page, _("End"))}
    status = 422 if form.errors else 200
    return render(request, "institutions/end.html", shown, status=status)


@require_safe
def letter(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The letter of nomination, as a file to keep; never shown inside this site."""
    holding = one.letter_of(code, number)
    kept = letters.kept_letter(holding.letter_sha256) if holding else None
    if holding is None or kept is None:
        raise Http404(code)
    answer = HttpResponse(kept[0], content_type=kept[1])
    answer["Content-Disposition"] = f'attachment; filename="{holding.letter_name}"'
    return answer


def _appointed(request: HttpRequest, code: str, form: AppointForm) -> bool:
    """Do what the form says; what stands against it is said at its field."""
    given, by = form.cleaned_data, policy.person_of(request)
    try:
        nomination = _letter(given["letter"], given["file"])
        post = posts.create_post(code, given["duty"], title=given["title"], by=by)
        if given["hands_over"]:
            posts.hand_over(post, given["person"], on=given["valid_from"], letter=nomination, by=by)
        else:
            posts.appoint(
                post, given["person"], valid_from=given["valid_from"],
                valid_to=given["valid_to"], letter=nomination, by=by,
            )  # fmt: skip
    except posts.Taken as taken:
        form.add_error("hands_over", str(taken))
    except (OwnAppointment, posts.PostRefused) as refused:
        form.add_error("person" if isinstance(refused, OwnAppointment) else "title", str(refused))
    except Refused as refused:
        form.add_error("file", forms.ValidationError([f.message for f in refused.findings]))
    return not form.errors


def _letter(reference: str, file: UploadedFile[bytes] | None) -> posts.Letter:
    if file is None:
        return posts.Letter(reference)
    return letters.keep_letter(reference, file.name or "", file.chunks(), size=file.size or 0)


def _steps(page: one.Page, here: str) -> tuple[Link, ...]:
    return (
        Link(_("Institutions"), reverse("institutions:index")),
        Link(page.title, register.address(page.code.code)),
        Link(here),
    )


def _reads_hand_over(request: HttpRequest, code: str, today: date) -> bool:
    """Whether the page leads to what a successor inherits."""
    if policy.may(request.user, "desk.read-hand-overs"):
        return True
    return code in institutions_of(request.user, today=today)


def _day(text: str) -> date:
    """The day of the address; today if there is none or it is none."""
    try:
        return parse_date(text) or timezone.localdate()
    except ValueError:
        return timezone.localdate()
