"""Where the header leads, and where the same page stands in another language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Entry:
    """One entry of the navigation. `is_current`: the page is this entry or lies below it."""

    text: str | Promise
    url: str
    is_current: bool


DESK = (_("My desk"), "desk:index")
ROUTES = (
    (_("Commitments"), "norms:index"),
    (_("Plan"), "plans:index"),
    (_("Reports"), "reports:reports"),
    (_("Statistics"), "portal:statistics"),
    (_("Migration Profile"), "reports:index"),
    (_("Places"), "portal:places"),
)
BESIDE = {"plans:index": "../plan/", "desk:index": "../returns/"}
"""Where pages of an entry stand that do not lie below its address."""


def entries(path: str, *, is_signed_in: bool = False) -> tuple[Entry, ...]:
    """The entries whose pages exist in this installation, in the order of the header.

    is_signed_in: whoever works here finds their desk in front.
    """
    routes = (DESK, *ROUTES) if is_signed_in else ROUTES
    known = [(text, _address(route), BESIDE.get(route, "")) for text, route in routes]
    return tuple(
        Entry(text, url, path.startswith((url, urljoin(url, beside))))
        for text, url, beside in known
        if url
    )


def other_languages(path: str) -> list[Mapping[str, str]]:
    """The other languages: code, own name, and the address of this page in each."""
    others = [code for code, _name in settings.LANGUAGES if code != get_language()]
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"].capitalize(),
            "url": translate_url(path, code),
        }
        for code in others
    ]


def _address(route: str) -> str:
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
