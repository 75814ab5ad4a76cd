"""The sections of an element that stand many times: milestones, money, risks."""

from __future__ import annotations

from dataclasses import replace

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from uratibu.core.plans.model import BudgetLine, Element, Milestone, Risk, Slip, Stage
from uratibu.core.plans.naming import next_part
from uratibu.core.plans.words import STAGES
from uratibu.web.plans.forms.fields import (
    LONG,
    AmountField,
    DayField,
    TextField,
    both,
    choose,
    in_language,
    institutions,
    years,
)
from uratibu.web.plans.forms.section import SectionForm, put
from uratibu.web.plans.queries import words

GRADES = [(0, _("not said")), *((number, str(number)) for number in range(1, 6))]


class ListForm(SectionForm):
    """One part of a list; it may be taken away where it stands already."""

    remove = forms.BooleanField(label=_("Take this line away"), required=False)

    def offer(self) -> None:
        """What is new cannot be taken away."""
        if not self.item:
            del self.fields["remove"]

    @property
    def is_removed(self) -> bool:
        """Whether the person takes it away."""
        return bool(self.cleaned_data.get("remove"))


class MilestoneForm(ListForm):
    """A dated step. Moving its day keeps the day before, and asks for the reason."""

    heading = _("Milestone")
    title_en = forms.CharField(label=_("Title in English"), max_length=400)
    title_sw = TextField(label=_("Title in Swahili"))
    due_on = DayField(label=_("Due on"))
    slip_reason = TextField(
        label=_("Why the day is moved"),
        help_text=_("Compulsory when a day that stood is changed; the earlier day stays readable."),
    )
    reached_on = DayField(label=_("Reached on"))
    evidence = TextField(
        label=_("Evidence"), max_length=1000, help_text=_("What shows that it was reached; a link.")
    )

    @property
    def held(self) -> Milestone | None:
        """The milestone as it was read."""
        return next((each for each in self.element.milestones if each.id == self.item), None)

    def said(self, element: Element) -> dict[str, object]:
        """The milestone's own words and days."""
        held = self.held
        if held is None:
            return {}
        return {
            "title_en": in_language(held.title, "en"), "title_sw": in_language(held.title, "sw"),
            "due_on": held.due_on, "reached_on": held.reached_on, "evidence": held.evidence,
        }  # fmt: skip

    def clean(self) -> dict[str, object]:
        """A day that moves needs its reason; nothing was reached tomorrow."""
        said: dict[str, object] = super().clean() or {}
        if self._is_moved() and not said.get("slip_reason"):
            self.add_error("slip_reason", _("Say why the day is moved."))
        reached = self.cleaned_data.get("reached_on")
        if reached and reached > timezone.localdate():
            self.add_error("reached_on", _("This day lies in the future."))
        return said

    def changed(self, onto: Element) -> Element:
        """The element with this milestone; a move becomes a slip."""
        said, held = self.cleaned_data, self.held
        used = {each.id for each in onto.milestones}
        made = Milestone(
            id=held.id if held else next_part("m", used),
            title=both(said["title_en"], said["title_sw"]),
            due_on=said["due_on"], reached_on=said["reached_on"], evidence=said["evidence"],
            slips=held.slips if held else (),
        )  # fmt: skip
        if held and held.due_on and self._is_moved():
            slip = Slip(held.due_on, timezone.localdate(), said["slip_reason"])
            made = replace(made, slips=(*made.slips, slip))
        now = next((each for each in onto.milestones if held and each.id == held.id), None)
        return replace(
            onto, milestones=put(onto.milestones, now, None if self.is_removed else made)
        )

    def _is_moved(self) -> bool:
        held = self.held
        if held is None or held.due_on is None or self.is_removed:
            return False
        return bool(held.due_on != self.cleaned_data.get("due_on"))


class MoneyForm(ListForm):
    """A line of money: how firm, how much, from whom, for which year."""

    heading = _("Line of money")
    stage = forms.ChoiceField(label=_("Stage"))
    amount = AmountField(
        label=_("Amount"), required=True, min_value=0, help_text=_("In whole units, as 1,200,000.")
    )
    currency = forms.RegexField(
        r"^[A-Z]{3}$", label=_("Currency"), help_text=_("Three letters, as USD.")
    )
    source = forms.ChoiceField(label=_("Who gives it"), required=False)
    source_words = TextField(label=_("Who gives it, if not in the list"), max_length=120)
    year = forms.ChoiceField(label=_("Year"), required=False)

    def offer(self) -> None:
        """Stages, institutions and years of the plan."""
        super().offer()
        held = self.part(self.element.budget)
        named = [("", str(_("not in the list"))), *institutions()]
        choose(self, "stage", [(s, words.text(STAGES[s])) for s in Stage])
        choose(self, "source", named)
        known = years(self.plan)
        extra = [(held.year, held.year)] if held and (held.year, held.year) not in known else []
        choose(self, "year", [*known, *(pair for pair in extra if pair[0])])

    def said(self, element: Element) -> dict[str, object]:
        """The line as it stands."""
        held = self.part(element.budget)
        if held is None:
            return {"currency": self.plan.currency}
        is_known = held.source in dict(institutions())
        return {
            "stage": held.stage, "amount": f"{held.amount.normalize():f}",
            "currency": held.currency, "source": held.source if is_known else "",
            "source_words": "" if is_known else held.source, "year": held.year,
        }  # fmt: skip

    def changed(self, onto: Element) -> Element:
        """The element with this line."""
        said = self.cleaned_data
        made = BudgetLine(
            Stage(said["stage"]), said["amount"], said["currency"],
            said["source"] or said["source_words"], said["year"],
        )  # fmt: skip
        held = self.part(self.element.budget)
        return replace(onto, budget=put(onto.budget, held, None if self.is_removed else made))


class RiskForm(ListForm):
    """What may go wrong, how likely and how bad, and what is done about it."""

    heading = _("Risk")
    title_en = forms.CharField(label=_("Title in English"), max_length=400)
    title_sw = TextField(label=_("Title in Swahili"))
    likelihood = forms.TypedChoiceField(label=_("Likelihood, 1 to 5"), coerce=int, choices=GRADES)
    impact = forms.TypedChoiceField(label=_("Impact, 1 to 5"), coerce=int, choices=GRADES)
    mitigation_en = TextField(
        label=_("What is done about it, in English"), max_length=2000, widget=LONG
    )
    mitigation_sw = TextField(
        label=_("What is done about it, in Swahili"), max_length=2000, widget=LONG
    )
    owner = forms.ChoiceField(label=_("Owner"), required=False)
    reviewed_on = DayField(label=_("Reviewed on"))

    def offer(self) -> None:
        """Institutions by name."""
        super().offer()
        held = self.part(self.element.risks)
        named = institutions([held.owner] if held else ())
        choose(self, "owner", [("", str(_("nobody named"))), *named])

    def said(self, element: Element) -> dict[str, object]:
        """The risk as it stands."""
        held = self.part(element.risks)
        if held is None:
            return {"reviewed_on": timezone.localdate()}
        return {
            "title_en": in_language(held.title, "en"), "title_sw": in_language(held.title, "sw"),
            "mitigation_en": in_language(held.mitigation, "en"),
            "mitigation_sw": in_language(held.mitigation, "sw"),
            "likelihood": held.likelihood, "impact": held.impact, "owner": held.owner,
            "reviewed_on": held.reviewed_on,
        }  # fmt: skip

    def changed(self, onto: Element) -> Element:
        """The element with this risk."""
        said = self.cleaned_data
        made = Risk(
            both(said["title_en"], said["title_sw"]), said["likelihood"], said["impact"],
            both(said["mitigation_en"], said["mitigation_sw"]), said["owner"], said["reviewed_on"],
        )  # fmt: skip
        held = self.part(self.element.risks)
        return replace(onto, risks=put(onto.risks, held, None if self.is_removed else made))
