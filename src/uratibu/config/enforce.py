"""The policy at the door: every route is checked before its view runs.

Loaded before Django is ready (by the servers), so it must not import what needs models.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url

from uratibu.web.accounts import permissions


class Policy:
    """Refuse what the policy file does not grant: nothing there for whoever may not see it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, arguments: object, names: object
    ) -> HttpResponse | None:
        """Let the person in, ask an unknown one to sign in, or answer that there is nothing."""
        route = request.resolver_match.view_name if request.resolver_match else ""
        if permissions.may_open(request.user, route):
            return None
        is_asking = request.method in {"GET", "HEAD"}
        if is_asking and not request.user.is_authenticated and permissions.is_known(route):
            wanted = quote(request.get_full_path(), safe="/")
            return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?next={wanted}")
        raise Http404


def routes_without_a_line() -> tuple[str, ...]:
    """The routes that the policy file does not know."""
    return tuple(name for name in sorted(permissions.addresses()) if not permissions.is_known(name))


def lines_without_a_route() -> tuple[str, ...]:
    """The routes of the policy file that the site does not have."""
    return tuple(sorted(set(permissions.policy().routes) - set(permissions.addresses())))


def require_every_route() -> None:
    """Refuse to start while a route has no line in the policy file. Raises ImproperlyConfigured."""
    missing = routes_without_a_line()
    if missing:
        raise ImproperlyConfigured(
            f"no line in {settings.POLICY_FILE.name} for: {', '.join(missing)}."
            " Add one under routes for each."
        )
