"""How long a session lives: 30 minutes without a request, 10 hours in all."""

from __future__ import annotations

from collections.abc import Callable
from time import time

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

RENEW_AFTER_SECONDS = 60
"""A session is written at most once a minute: a page view must not cost a write each time."""


class SessionLimits:
    """End a session that is too old; keep alive the one that is used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            keep_or_end(request, now=int(time()))
        return self.get_response(request)


def keep_or_end(request: HttpRequest, *, now: int) -> None:
    """End the session past one of its limits (or from the future), else note that it was used."""
    session = request.session
    started_at = session.setdefault("started_at", now)
    used_at = session.setdefault("used_at", now)
    too_old = now - started_at > settings.SESSION_LONGEST_SECONDS
    too_idle = now - used_at > settings.SESSION_COOKIE_AGE
    if too_old or too_idle or started_at > now + RENEW_AFTER_SECONDS:
        logout(request)
    elif now - used_at > RENEW_AFTER_SECONDS:
        session["used_at"] = now
