"""A status set by hand, made clean."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from uratibu.core.progress.lights import STATUSES
from uratibu.core.progress.status import Status
from uratibu.web.plans.queries import words
from uratibu.web.progress.operations.overrides import LONGEST_DAYS, Wanted


class OverrideForm(forms.Form):
    """Which status, why, and until when."""

    status = forms.ChoiceField(label=gettext_lazy("Status"))
    reason = forms.CharField(
        label=gettext_lazy("Reason, in words that everyone may read"), max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    until = forms.DateField(
        label=gettext_lazy("It holds until"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("A year at most. After that day the rules speak again."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["status"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(s), words.text(STATUSES[s].word)) for s in Status]

    def clean_until(self) -> date:
        """A day to come, within a year."""
        until: date = self.cleaned_data["until"]
        today = timezone.localdate()
        if not today <= until <= today + timedelta(days=LONGEST_DAYS):
            raise forms.ValidationError(_("Choose a day from today on, within a year."))
        return until

    def wanted(self) -> Wanted:
        """What the person asks for."""
        said = self.cleaned_data
        return Wanted(Status(said["status"]), said["reason"], said["until"])
