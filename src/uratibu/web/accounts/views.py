"""Sign in, sign out, one's own profile, and the policy for everyone to read."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uratibu.web.accounts import operations, permissions, queries
from uratibu.web.accounts.forms import FirstPasswordForm, PasswordForm, ProfileForm, SignInForm
from uratibu.web.accounts.operations import invitations


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for address and password, then go where the person wanted to go."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = operations.check_credentials(**form.cleaned_data)
        except operations.SignInRefused as refused:
            form.add_error(None, str(refused))
        else:
            login(request, person)
            return redirect(_wanted(request))
    status = 422 if form.errors else 200
    return render(request, "accounts/sign_in.html", {"form": form}, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """One's own name and language, and the roles one holds."""
    person = permissions.person_of(request)
    form = ProfileForm(
        request.POST or None, initial={"name": person.name, "language": person.language}
    )
    if request.method == "POST" and form.is_valid():
        permissions.require(person, "profile.change-own")
        operations.change_profile(person, **form.cleaned_data)
        messages.success(request, _("Your profile was saved."))
        return redirect("accounts:profile")
    language = get_language() or "en"
    shown = {
        "form": form,
        "grants": queries.grants_of(person, language),
        "desk": queries.desk_of(person, language),
    }
    return render(request, "accounts/profile.html", shown, status=422 if form.errors else 200)


@sensitive_post_parameters("old", "new", "again")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; other sessions of the account end."""
    person, form = permissions.person_of(request), PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        permissions.require(person, "profile.change-own")
        try:
            operations.change_password(person, old=given["old"], new=given["new"])
        except operations.PasswordRefused as refused:
            form.add_error("old", str(refused))
        except ValidationError as weak:
            form.add_error("new", weak)
        else:
            update_session_auth_hash(request, person)
            messages.success(request, _("Your password was changed."))
            return redirect("accounts:profile")
    status = 422 if form.errors else 200
    return render(request, "accounts/password.html", {"form": form}, status=status)


@sensitive_post_parameters("new", "again")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_account(request: HttpRequest, number: int, token: str) -> HttpResponse:
    """The way in of somebody who was invited: choose a password, then sign in with it."""
    form = FirstPasswordForm(request.POST or None)
    try:
        person = invitations.invited(number, token)
        if request.method == "POST" and form.is_valid():
            invitations.open_account(number, token, password=form.cleaned_data["new"])
            messages.success(request, _("Your account is open. Sign in with your new password."))
            return redirect("accounts:sign-in")
    except ValidationError as weak:
        form.add_error("new", weak)
    except invitations.LinkRefused:
        return render(request, "accounts/link_refused.html", status=410)
    shown = {"form": form, "person": person}
    return render(request, "accounts/open.html", shown, status=422 if form.errors else 200)


@require_safe
def policy(request: HttpRequest) -> HttpResponse:
    """Who may do what, for every citizen to read."""
    language = get_language() or "en"
    shown = {
        "roles": queries.policy_roles(language),
        "acts": queries.policy_acts(language),
        "pages": queries.policy_pages(),
    }
    return render(request, "accounts/policy.html", shown)


def _wanted(request: HttpRequest) -> str:
    """Where to go after signing in; never to another site."""
    wanted = request.GET.get("next", "")
    host = {request.get_host()}
    is_ours = url_has_allowed_host_and_scheme(wanted, host, require_https=request.is_secure())
    return wanted if is_ours else resolve_url(settings.LOGIN_REDIRECT_URL)
