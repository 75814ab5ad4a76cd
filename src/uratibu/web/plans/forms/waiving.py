"""What is said when a finding is set aside."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from uratibu.web.plans.forms.fields import LONG, DayField


class WaiveForm(forms.Form):
    """Why a finding is accepted, and up to which day."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        help_text=gettext_lazy("It stands beside the finding and in every report of the plan."),
        widget=LONG,
    )
    until = DayField(
        required=True,
        label=gettext_lazy("Waived up to and including"),
        help_text=gettext_lazy("A year at most. The day after, the finding stands again."),
    )

    def clean_until(self) -> date:
        """After today, and within a year."""
        until: date | None = self.cleaned_data["until"]
        today = timezone.localdate()
        if until is None or not today < until <= today + timedelta(days=366):
            raise forms.ValidationError(_("Choose a day after today and within a year."))
        return until
