"""What a report is asked for, comments on it, and reasons."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from uratibu.web.accounts.models import Person
from uratibu.web.reports.models import Report
from uratibu.web.reports.operations.reports import Asked
from uratibu.web.reports.queries import reports


class AskForm(forms.Form):
    """Template, plan, period, and whom it is about."""

    outline = forms.ChoiceField(label=_("Template"))
    plan = forms.ChoiceField(label=_("Plan"))
    period = forms.ChoiceField(
        label=_("Reporting period"), help_text=_("Returns up to this period are taken.")
    )
    scope = forms.ChoiceField(
        label=_("Institution or county"),
        required=False,
        help_text=_("Only for a brief, a hand-over or a county report."),
    )

    def __init__(self, *args: Any, person: Person, **said: Any) -> None:
        super().__init__(*args, **said)
        known = [(o.id, reports.title_of(o)) for o in reports.outlines()]
        choices = {
            "outline": known,
            "plan": reports.choices_of_plans(person),
            "period": reports.choices_of_periods(person),
            "scope": (("", _now("The whole plan")), *reports.institutions()),
        }
        for name, found in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = found

    def clean(self) -> dict[str, Any]:
        """A brief needs to know of whom; a report of the plan is of nobody alone."""
        said = super().clean() or {}
        scopes = {o.id: o.scope for o in reports.outlines()}
        wanted = scopes.get(said.get("outline", ""), "")
        if wanted and not said.get("scope"):
            self.add_error("scope", _now("Choose whom this report is about."))
        if not wanted and said.get("scope"):
            self.add_error("scope", _now("This report is about the whole plan; choose that."))
        return said

    def asked(self) -> Asked:
        """What was asked for."""
        said = self.cleaned_data
        return Asked(said["outline"], said["plan"], said["period"], said["scope"])


class CommentForm(forms.Form):
    """A comment on a place of a report."""

    anchor = forms.ChoiceField(label=_("Place"), required=False)
    text = forms.CharField(
        label=_("Comment"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, report: Report, **said: Any) -> None:
        super().__init__(*args, **said)
        field = self.fields["anchor"]
        if isinstance(field, forms.ChoiceField):
            field.choices = reports.places(report)


class AnswerForm(forms.Form):
    """What was done about a comment."""

    answer = forms.CharField(
        label=_("What was done about it"), max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why a report goes back, or is corrected."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
