"""A new element, begun from where the person stood: a parent, a norm, a place, an institution."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from uratibu.core.plans.model import Element, Level, Plan
from uratibu.core.plans.naming import next_code, next_id
from uratibu.core.plans.who import serves
from uratibu.core.plans.words import LEVELS
from uratibu.web.plans.forms.fields import (
    LONG,
    DayField,
    TextField,
    both,
    choose,
    institutions,
    parents,
    places,
)
from uratibu.web.plans.queries import element as pages
from uratibu.web.plans.queries import words


class CreateForm(forms.Form):
    """The least one says of a new element; the rest is added on its page."""

    level = forms.ChoiceField(label=_("Level"))
    parent = forms.ChoiceField(label=_("Stands under"), required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=400)
    title_sw = TextField(label=_("Title in Swahili"))
    description_en = TextField(label=_("Description in English"), max_length=4000, widget=LONG)
    description_sw = TextField(label=_("Description in Swahili"), max_length=4000, widget=LONG)
    lead = forms.ChoiceField(label=_("Lead institution"), required=False)
    place = forms.ChoiceField(label=_("Place"), required=False)
    starts_on = DayField(label=_("Start"))
    ends_on = DayField(label=_("End"))
    norms = TextField(
        label=_("Norms it serves"), max_length=2000,
        help_text=_("Their ids divided by commas, as gcm/16. More can be chosen on its page."),
    )  # fmt: skip
    reason = TextField(label=_("Why this change"), max_length=500)

    def __init__(
        self, data: Mapping[str, Any] | None, *, plan: Plan, asked: Mapping[str, str]
    ) -> None:
        self.plan = plan
        super().__init__(data, initial=start(plan, asked))
        choose(self, "level", [(x, words.text(LEVELS[x])) for x in Level])
        choose(self, "parent", parents(plan))
        nobody = ("", str(_("nobody named")))
        choose(self, "lead", [nobody, *institutions()])
        everywhere = ("", words.place(""))
        choose(self, "place", [everywhere, *places()])

    def clean_norms(self) -> tuple[str, ...]:
        """Ids of norms that there are."""
        named = tuple(filter(None, map(str.strip, self.cleaned_data["norms"].split(","))))
        unknown = [each for each in named if not words.norm(each).url]
        if unknown:
            told = _("%(norm)s is no norm of an installed framework.")
            raise forms.ValidationError(told % {"norm": unknown[0]})
        return named

    def clean(self) -> dict[str, object]:
        """An end does not lie before its start."""
        said: dict[str, object] = super().clean() or {}
        start_on, end_on = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if start_on and end_on and end_on < start_on:
            self.add_error("ends_on", _("The end lies before the start."))
        return said

    def made(self) -> Element:
        """The new element with an id that no other ever had."""
        said = self.cleaned_data
        level, parent = Level(said["level"]), said["parent"]
        return Element(
            id=next_id(self.plan, level, parent),
            level=level,
            title=both(said["title_en"], said["title_sw"]),
            parent=parent,
            code=next_code(self.plan, parent),
            description=both(said["description_en"], said["description_sw"]),
            norms=said["norms"],
            lead=said["lead"],
            places=(said["place"],) if said["place"] else (),
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
        )


def _home(plan: Plan, asked: Mapping[str, str]) -> Element | None:
    """Where a new action most likely stands: the objective that serves its norm, else its theme."""
    norm, theme = asked.get("norm", ""), asked.get("theme", "")
    serving = (
        each
        for each in plan.elements
        if each.level is Level.OBJECTIVE and each.is_live and norm
        if any(serves(norm, held) or serves(held, norm) for held in each.norms)
        if theme in ("", *plan.themes_of(each.id))
    )
    return next(serving, None) or plan.get(theme)


def start(plan: Plan, asked: Mapping[str, str]) -> dict[str, object]:
    """What the address says of the new element: ?parent=&theme=&norm=&lead=&place=.

    Cells of the coverage matrix and the lists of gaps lead here with what they know.
    """
    parent = plan.get(asked.get("parent", "")) or _home(plan, asked)
    is_for_action = "norm" in asked or "lead" in asked or "institution" in asked
    level = pages.level_below(parent.level) if parent and not is_for_action else Level.ACTION
    return {
        "level": level,
        "parent": parent.id if parent else "",
        "lead": asked.get("lead", "") or asked.get("institution", ""),
        "place": asked.get("place", "").removeprefix("-"),
        "norms": asked.get("norm", ""),
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
    }
