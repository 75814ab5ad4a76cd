"""The tag that shows an example of a component in the gallery."""

from __future__ import annotations

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from uratibu.design.components import Component, Example

register = template.Library()


@register.simple_tag(takes_context=True)
def show_example(context: Context, component: Component, example: Example) -> SafeString:
    """The component drawn with one of its examples, as a page would draw it."""
    shown = {"part": example.part, "request": context.get("request")}
    return render_to_string(component.template, shown)
