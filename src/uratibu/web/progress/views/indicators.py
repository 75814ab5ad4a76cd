"""The card of one indicator: what it means, how complete it is, and its values so far."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from uratibu.web.plans.queries import plans
from uratibu.web.progress.queries import cards


@require_safe
def card(request: HttpRequest, plan: str, key: str) -> HttpResponse:
    """One indicator of a plan."""
    found = cards.card_of(plans.seen(request.user, plan), key)
    return render(request, "progress/indicator.html", {"card": found})
