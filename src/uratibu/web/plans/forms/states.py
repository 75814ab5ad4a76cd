"""What people say about whole states of a plan."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class FreezeForm(forms.Form):
    """A name for the state a plan is in now, and why it is kept."""

    label = forms.CharField(
        label=_("Name of this state"),
        max_length=80,
        help_text=_("As people will speak of it, such as: Adopted 2026, Mid-term review."),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class DecisionForm(forms.Form):
    """The second person's word on a freeze."""

    verdict = forms.ChoiceField(choices=[("confirm", _("Confirm")), ("decline", _("Decline"))])
    decision = forms.CharField(max_length=500, required=False)


class WithdrawForm(forms.Form):
    """Why an element leaves the plan, and which version the person read."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("It stays readable with its history, and this reason stands on its page."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
