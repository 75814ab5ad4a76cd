"""Fields and choices that several forms of a plan share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from uratibu.core.labels import Label, label
from uratibu.core.plans.model import Element, Level, Plan
from uratibu.web.plans.queries import words

LONG = forms.Textarea(attrs={"rows": 3})


class DayField(forms.DateField):
    """A day, written 2026-06-30 where the browser has no calendar."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"], **options)


class AmountField(forms.DecimalField):
    """An exact number; grouping commas and spaces are taken away."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(max_digits=20, decimal_places=4, widget=widget, **options)

    def to_python(self, value: Any) -> Any:
        """The number that was meant."""
        plain = value.replace(",", "").replace(" ", "") if isinstance(value, str) else value
        return super().to_python(plain)


class TextField(forms.CharField):
    """A line of text that may stay empty."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("max_length", 400)
        super().__init__(**options)


def choose(form: forms.Form, name: str, among: Iterable[tuple[str, object]]) -> None:
    """Fill the list of a field with what there is to choose from."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = [(value, str(text)) for value, text in among]


def institutions(held: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Every institution by name, and the codes already held though no list knows them."""
    found = words.installed().codelists().get("institutions")
    known = [(code.code, words.text(code.title)) for code in found] if found else []
    codes = {code for code, _title in known}
    extra = [(code, code) for code in held if code and code not in codes]
    return sorted([*known, *extra], key=lambda pair: pair[1])


def places(held: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The places inside the country, and those already held."""
    country = words.installed().country
    found = words.installed().codelists().get("areas")
    inside = [c for c in found if country and c.parent == country.code] if found else []
    known = [(code.code, words.text(code.title)) for code in inside]
    codes = {code for code, _title in known}
    return [*known, *((code, words.place(code)) for code in held if code not in codes)]


def parents(plan: Plan, without: Element | None = None) -> list[tuple[str, str]]:
    """What an element may stand under; never itself or what it contains."""
    below = {each.id for each in plan.below(without.id)} | {without.id} if without else set()
    return [
        ("", str(_("the top of the plan"))),
        *(
            (each.id, words.element_link(plan.id, each).text[:90])
            for each in plan.elements
            if each.is_live and each.id not in below and each.level is not Level.ACTIVITY
        ),
    ]


def years(plan: Plan) -> list[tuple[str, str]]:
    """The budget years of a plan."""
    first, last = plan.starts_on.year - 1, plan.ends_on.year
    if plan.fiscal_start_month == 1:
        codes = [str(year) for year in range(first + 1, last + 1)]
    else:
        codes = [f"{year}/{(year + 1) % 100:02}" for year in range(first, last + 1)]
    return [("", str(_("no year named"))), *((code, code) for code in codes)]


def both(english: str, swahili: str) -> Label:
    """A text in the two languages of the site; empty ones are left out."""
    return label({"en": english.strip(), "sw": swahili.strip()})


def in_language(said: Label, language: str) -> str:
    """The words a label has in a language, "" where it has none."""
    return dict(said.texts).get(language, "")


def iso(day: date | None) -> str:
    """A day as the browser's calendar wants it."""
    return day.isoformat() if day else ""
