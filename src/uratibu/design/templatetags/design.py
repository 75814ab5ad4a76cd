"""One tag a component: `{% figure part %}` shows the part with the template of its folder."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.conf import settings
from django.template import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from uratibu.design import navigation
from uratibu.design.components import Component, components
from uratibu.design.parts import SearchBox
from uratibu.design.stylesheet import stylesheet

register = template.Library()


def _add_tag(component: Component) -> None:
    @register.inclusion_tag(component.template, name=component.name, takes_context=True)
    def show(context: Context, part: object = None) -> Mapping[str, object]:
        return {"part": part, "request": context.get("request")}


for _each in components():
    _add_tag(_each)


@register.simple_tag
def style_address() -> str:
    """The address of the stylesheet of this version: one for all languages, kept once."""
    with override(settings.LANGUAGE_CODE):
        return reverse("design:style", args=[stylesheet().digest])


@register.simple_tag
def mark_address() -> str:
    """The address of the sign of the site."""
    return static("design/mark.svg")


@register.simple_tag(takes_context=True)
def entries(context: Context) -> tuple[navigation.Entry, ...]:
    """The entries of the navigation that live now; the one the page stands in is marked."""
    request = context.get("request")
    user = getattr(request, "user", None)
    is_signed_in = bool(user and user.is_authenticated)
    return navigation.entries(request.path if request else "", is_signed_in=is_signed_in)


@register.simple_tag(takes_context=True)
def other_languages(context: Context) -> list[Mapping[str, str]]:
    """Each other language of the site with its own name and this page's address in it."""
    request = context.get("request")
    return navigation.other_languages(request.get_full_path() if request else "/")


@register.simple_tag
def large_search() -> SearchBox:
    """A large search box without words in it."""
    return SearchBox(is_large=True)


@register.filter
def as_html(markup: str) -> SafeString:
    """Markup this site drew itself (a chart); never anything a user wrote."""
    return mark_safe(markup)  # noqa: S308 drawn by our own renderer from released cells
