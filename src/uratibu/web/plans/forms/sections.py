"""The sections of an element that stand once: wording, who and where, position, norms."""

from __future__ import annotations

from dataclasses import replace

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _

from uratibu.core.plans.model import ActionStatus, Element, Level
from uratibu.core.plans.words import LEVELS, STATUSES
from uratibu.web.plans.forms.fields import (
    LONG,
    DayField,
    TextField,
    both,
    choose,
    in_language,
    institutions,
    parents,
    places,
)
from uratibu.web.plans.forms.section import SectionForm
from uratibu.web.plans.queries import words


class WordsForm(SectionForm):
    """What the element is called and says, and its printed number."""

    heading = _("Wording")
    title_en = forms.CharField(label=_("Title in English"), max_length=400)
    title_sw = TextField(label=_("Title in Swahili"))
    description_en = TextField(label=_("Description in English"), max_length=4000, widget=LONG)
    description_sw = TextField(label=_("Description in Swahili"), max_length=4000, widget=LONG)
    deliverables_en = TextField(label=_("Deliverables in English"), max_length=4000, widget=LONG)
    deliverables_sw = TextField(label=_("Deliverables in Swahili"), max_length=4000, widget=LONG)
    code = TextField(label=_("Printed number"), max_length=40)
    status = forms.ChoiceField(label=_("Status"), required=False)

    def offer(self) -> None:
        """Statuses in words; what nobody does has none."""
        if not self.element.is_doing:
            del self.fields["status"]
            return
        choose(self, "status", [(s, words.text(STATUSES[s])) for s in ActionStatus])

    def said(self, element: Element) -> dict[str, object]:
        """Each text in each language."""
        texts = {
            f"{name}_{language}": in_language(getattr(element, name), language)
            for name in ("title", "description", "deliverables")
            for language in ("en", "sw")
        }
        return {**texts, "code": element.code, "status": element.status}

    def changed(self, onto: Element) -> Element:
        """The element with this wording."""
        said = self.cleaned_data
        return replace(
            onto,
            title=both(said["title_en"], said["title_sw"]),
            description=both(said["description_en"], said["description_sw"]),
            deliverables=both(said["deliverables_en"], said["deliverables_sw"]),
            code=said["code"],
            status=ActionStatus(said.get("status") or onto.status),
        )


class WhoForm(SectionForm):
    """Who leads, reports and takes part; where; from when to when."""

    heading = _("Who, where, when")
    lead = forms.ChoiceField(label=_("Lead institution"), required=False)
    reporting = forms.ChoiceField(
        label=_("Reporting institution"), required=False, help_text=_("Empty: the lead reports.")
    )
    partners = forms.MultipleChoiceField(
        label=_("Partners"), required=False, widget=forms.CheckboxSelectMultiple
    )
    starts_on = DayField(label=_("Start"))
    ends_on = DayField(label=_("End"))
    places = forms.MultipleChoiceField(
        label=_("Places"),
        required=False,
        help_text=_("None chosen: the whole country."),
        widget=forms.CheckboxSelectMultiple,
    )

    def offer(self) -> None:
        """Institutions and places by name."""
        here = self.element
        named = institutions([here.lead, here.reporting, *here.partners])
        nobody = [("", str(_("nobody named")))]
        choose(self, "lead", [*nobody, *named])
        choose(self, "reporting", [("", str(_("the lead"))), *named])
        choose(self, "partners", named)
        choose(self, "places", places(here.places))

    def said(self, element: Element) -> dict[str, object]:
        """Codes and days."""
        return {
            "lead": element.lead, "reporting": element.reporting,
            "partners": list(element.partners), "places": list(element.places),
            "starts_on": element.starts_on, "ends_on": element.ends_on,
        }  # fmt: skip

    def clean(self) -> dict[str, object]:
        """An end does not lie before its start."""
        said: dict[str, object] = super().clean() or {}
        start, end = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The end lies before the start."))
        return said

    def changed(self, onto: Element) -> Element:
        """The element done by these, there and then."""
        said = self.cleaned_data
        return replace(
            onto, lead=said["lead"], reporting=said["reporting"],
            partners=tuple(said["partners"]), places=tuple(said["places"]),
            starts_on=said["starts_on"], ends_on=said["ends_on"],
        )  # fmt: skip


class PositionForm(SectionForm):
    """What the element is, what it stands under, and which further themes it serves."""

    heading = _("Place in the plan")
    level = forms.ChoiceField(label=_("Level"))
    parent = forms.ChoiceField(label=_("Stands under"), required=False)
    themes = forms.MultipleChoiceField(
        label=_("Further themes it serves"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def offer(self) -> None:
        """Levels, what may contain it, and themes."""
        choose(self, "level", [(x, words.text(LEVELS[x])) for x in Level])
        choose(self, "parent", parents(self.plan, self.element))
        themes = [e for e in self.plan.elements if e.level is Level.THEME and e.is_live]
        choose(self, "themes", [(e.id, words.text(e.title)) for e in themes])

    def said(self, element: Element) -> dict[str, object]:
        """Where it stands now."""
        return {"level": element.level, "parent": element.parent, "themes": list(element.themes)}

    def changed(self, onto: Element) -> Element:
        """The element in another place."""
        said = self.cleaned_data
        level, themes = Level(said["level"]), tuple(said["themes"])
        return replace(onto, level=level, parent=said["parent"], themes=themes)


class NormsForm(SectionForm):
    """The norms an element serves. What it serves of frameworks not shown here stays."""

    heading = _("Norms it serves")
    norms = forms.MultipleChoiceField(
        label=_("Norms"), required=False, widget=forms.CheckboxSelectMultiple
    )

    @property
    def framework(self) -> str:
        """The framework to choose from: the one the address names, else the first with parts."""
        known = [each for each in words.installed().frameworks if each.nodes]
        named = [each.id for each in known if each.id == self.item]
        held = [f.id for f in known for n in self.element.norms if f.get(n)]
        return (named or held or [f.id for f in known] or [""])[0]

    def offer(self) -> None:
        """The norms of one framework, each group of parts under what contains it."""
        home = next((f for f in words.installed().frameworks if f.id == self.framework), None)
        nodes = home.nodes if home else ()
        choose(self, "norms", [(n.id, f"{n.code} {words.text(n.title)}") for n in nodes])
        self.offered = {node.id for node in nodes}

    @property
    def frameworks(self) -> list[tuple[str, str, bool]]:
        """Every framework to choose from: id, short name, whether it is the one shown."""
        known = [each for each in words.installed().frameworks if each.nodes]
        return [(each.id, words.text(each.short), each.id == self.framework) for each in known]

    @property
    def groups(self) -> list[tuple[str, list[BoundWidget], bool]]:
        """The norms under what contains them: title, boxes, whether one of them is chosen."""
        nodes = {n.id: n for f in words.installed().frameworks for n in f.nodes}
        grouped: dict[str, list[BoundWidget]] = {}
        for box in self["norms"].subwidgets:
            node = nodes[str(box.data["value"])]
            parent = node.id if node.parent not in nodes else node.parent
            grouped.setdefault(parent, []).append(box)
        titled = ((nodes[key], boxes) for key, boxes in grouped.items())
        return [
            (f"{node.code} {words.text(node.title)}", boxes, any(b.data["selected"] for b in boxes))
            for node, boxes in titled
        ]

    def said(self, element: Element) -> dict[str, object]:
        """The norms it names."""
        return {"norms": list(element.norms)}

    def changed(self, onto: Element) -> Element:
        """The element with these norms, and those of other frameworks as before."""
        others = tuple(each for each in onto.norms if each not in self.offered)
        return replace(onto, norms=(*others, *self.cleaned_data["norms"]))
