"""What every page knows without asking: whether this is a demonstration."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

DEMONSTRATION = _(
    "Demonstration set-up: its accounts are public and its passwords are known. "
    "Keep no real work here."
)


def setup(request: HttpRequest) -> dict[str, object]:
    """`demonstration`: the banner's text on every page of a demonstration, else empty."""
    return {"demonstration": DEMONSTRATION if settings.DEMO else ""}
