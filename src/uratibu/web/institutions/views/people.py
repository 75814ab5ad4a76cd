"""People: their roles, proposed by one and confirmed by another, their posts, their accounts."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uratibu.design.parts import Link
from uratibu.web.accounts import operations as accounts
from uratibu.web.accounts import permissions as policy
from uratibu.web.accounts.models import Grant, Person, Proposal
from uratibu.web.accounts.operations import invitations, proposals
from uratibu.web.institutions.forms import InviteForm, ProposeForm, ReasonForm
from uratibu.web.institutions.queries import people as queries


@never_cache
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everyone with an account, and the roles that wait for a second person."""
    text, reader = request.GET.get("q", "").strip()[:80], policy.person_of(request)
    shown = {
        "lines": queries.people(text, today=timezone.localdate()),
        "waiting": queries.waiting(reader),
        "text": text,
        "may_invite": policy.may(reader, "accounts.invite"),
    }
    return render(request, "institutions/people.html", shown)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """An account for somebody who has none, and the link that opens it."""
    by, form = policy.person_of(request), InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _link(request, invitations.invite_person(**form.cleaned_data, by=by))
        except accounts.RoleRefused as refused:
            form.add_error("email", str(refused))
    shown = {"form": form, "steps": _steps(_("Add a person"))}
    status = 422 if form.errors else 200
    return render(request, "institutions/invite.html", shown, status=status)


@never_cache
@require_POST
def invite_again(request: HttpRequest, number: int) -> HttpResponse:
    """Another link for somebody who has not opened the account yet."""
    someone = get_object_or_404(Person, pk=number)
    try:
        return _link(request, someone)
    except accounts.RoleRefused as refused:
        messages.error(request, str(refused))
        return redirect("institutions:person", number)


def _link(request: HttpRequest, someone: Person) -> HttpResponse:
    """Show the link once; it is kept nowhere and stands in no message."""
    token = invitations.new_link(someone, by=policy.person_of(request))
    address = request.build_absolute_uri(reverse("accounts:open", args=[someone.pk, token]))
    steps = (*_steps(someone.name, someone.pk)[:2], Link(_("Link")))
    shown = {"person": someone, "address": address, "steps": steps}
    return render(request, "institutions/invited.html", shown)


@never_cache
@require_safe
def person(request: HttpRequest, number: int) -> HttpResponse:
    """One person: roles, posts, proposals, and what may be done."""
    reader = policy.person_of(request)
    page = queries.person_page(number, reader=reader, today=timezone.localdate())
    is_other = reader.pk != number
    shown = {
        "page": page,
        "steps": _steps(page.person.name),
        "form": ReasonForm(),
        "may_propose": is_other and policy.may(reader, "accounts.propose-role"),
        "may_withdraw": policy.may(reader, "accounts.withdraw-role"),
        "may_invite": policy.may(reader, "accounts.invite"),
        "may_disable": is_other and policy.may(reader, "accounts.disable"),
    }
    return render(request, "institutions/person.html", shown)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, number: int) -> HttpResponse:
    """Propose a role for somebody; a second person confirms it."""
    someone = get_object_or_404(Person, pk=number)
    form = ProposeForm(request.POST or None, roles=queries.roles_to_give(get_language() or "en"))
    if request.method == "POST" and form.is_valid():
        try:
            wish = proposals.Wish(**form.cleaned_data)
            proposals.propose_role(someone, wish, by=policy.person_of(request))
        except accounts.RoleRefused as refused:
            form.add_error("role", str(refused))
        else:
            messages.success(request, _("Proposed. A second person must confirm it."))
            return redirect("institutions:person", number)
    shown = {"person": someone, "form": form, "steps": _steps(someone.name, number)}
    status = 422 if form.errors else 200
    return render(request, "institutions/propose.html", shown, status=status)


@require_POST
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Give a role that somebody else proposed."""
    proposal, by = get_object_or_404(Proposal, pk=number), policy.person_of(request)
    told = _("Confirmed. The role holds from its first day.")
    return _done(
        request, proposal.person_id, lambda: proposals.confirm_proposal(proposal, by=by), told
    )


@require_POST
def decline(request: HttpRequest, number: int) -> HttpResponse:
    """Refuse a role that somebody else proposed."""
    proposal, by = get_object_or_404(Proposal, pk=number), policy.person_of(request)
    return _done(
        request,
        proposal.person_id,
        lambda: proposals.decline_proposal(proposal, by=by, reason=_reason(request)),
        _("Declined."),
    )


@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """End a role at once."""
    grant, by = get_object_or_404(Grant, pk=number), policy.person_of(request)
    told = _("Withdrawn.")
    return _done(request, grant.person_id, lambda: accounts.withdraw_role(grant, by=by), told)


@require_POST
def disable(request: HttpRequest, number: int) -> HttpResponse:
    """Close an account and end all its roles."""
    someone, by = get_object_or_404(Person, pk=number), policy.person_of(request)
    return _done(
        request,
        number,
        lambda: accounts.disable_account(someone, by=by, reason=_reason(request)),
        _("The account is closed and all its roles have ended."),
    )


@require_POST
def enable(request: HttpRequest, number: int) -> HttpResponse:
    """Open a closed account again, without a role."""
    someone, by = get_object_or_404(Person, pk=number), policy.person_of(request)
    told = _("The account is open again. Its roles must be proposed anew.")
    return _done(request, number, lambda: accounts.enable_account(someone, by=by), told)


def _done(request: HttpRequest, person: int, act: Callable[[], object], told: str) -> HttpResponse:
    """Do one thing, say what became of it, and go back to the person."""
    try:
        act()
    except accounts.RoleRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, told)
    return redirect("institutions:person", person)


def _reason(request: HttpRequest) -> str:
    """The reason that was typed. Raises RoleRefused if there is none."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise accounts.RoleRefused(_("Say why; the reason is kept."))
    return str(form.cleaned_data["reason"])


def _steps(name: str, number: int = 0) -> tuple[Link, ...]:
    first = Link(_("People"), reverse("institutions:people"))
    if not number:
        return first, Link(name)
    here = reverse("institutions:person", args=[number])
    return first, Link(name, here), Link(_("Propose a role"))
