"""Codes of a plan in the reader's words: institutions, places, norms, sources of money."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from uratibu.core.labels import Label
from uratibu.core.packs.model import Installation
from uratibu.core.plans.model import Element
from uratibu.core.plans.words import LEVELS
from uratibu.design import wording
from uratibu.design.parts import Link

NOTHING = "\u2013"
"""Stands where a plan says nothing and a sentence would be too much."""


def installed() -> Installation:
    """The installed country and its packs."""
    found: Installation = settings.SYSTEM().installation
    return found


def text(label: Label) -> str:
    """A text of a plan in the reader's language."""
    return label(get_language() or "en")


def code_title(codelist: str, code: str) -> str:
    """A code in words, the code itself where no list knows it."""
    found = installed().codelists().get(codelist)
    known = found.get(code) if found else None
    return text(known.title) if known else code


def institution(code: str) -> str:
    """The name of an institution; words where nobody is named."""
    return code_title("institutions", code) if code else _("nobody named")


def place(code: str) -> str:
    """The name of a place; "" is the whole country."""
    return code_title("areas", code) if code else _("the whole country")


def source(name: str) -> str:
    """Who gives money: an institution's name, or the words of the plan."""
    return code_title("institutions", name) if name else _("no source named")


def day(on: date | None) -> str:
    """A day in words, a dash where there is none."""
    return wording.day(on) if on else NOTHING


def money(amount: Decimal) -> str:
    """An amount in whole units with grouped digits."""
    return wording.amount(amount, 0)


def number(exact: Decimal) -> str:
    """A number with grouped digits and all its decimal places."""
    plain = exact.normalize()
    exponent = plain.as_tuple().exponent
    return wording.amount(plain, max(0, -exponent) if isinstance(exponent, int) else 0)


def norm(norm_id: str) -> Link:
    """A norm by its framework and number, with its page; its id where no framework knows it."""
    try:
        node = installed().node(norm_id)
    except KeyError:
        return Link(norm_id)
    home = next((f for f in installed().frameworks if f.id == node.framework), None)
    short = f"{text(home.short)} " if home else ""
    return Link(f"{short}{node.code} {text(node.title)}", reverse("norms:norm", args=[norm_id]))


def element_link(plan_id: str, element: Element) -> Link:
    """An element by its number and title, with its page."""
    title = " ".join(filter(None, (element.code, text(element.title))))
    return Link(title, reverse("plans:element", args=[plan_id, element.id]))


def short_link(plan_id: str, element: Element) -> Link:
    """An element by its level and number, for where there is little room."""
    level = text(LEVELS[element.level])
    url = reverse("plans:element", args=[plan_id, element.id])
    return Link(f"{level} {element.code or element.id}", url)


def months(start: date | None, end: date | None) -> str:
    """From one month to another, for lists; a dash for a day nobody named."""
    if start is None and end is None:
        return _("no day named")
    return " \u2013 ".join(f"{day:%m/%Y}" if day else NOTHING for day in (start, end))


def address(route: str, *arguments: str) -> str:
    """The address of a route, "" while this installation has no such page."""
    try:
        return reverse(route, args=arguments)
    except NoReverseMatch:
        return ""
