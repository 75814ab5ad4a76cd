"""A file that is brought as a new edition."""

from __future__ import annotations

from uuid import uuid4

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EditionForm(forms.Form):
    """File, name of the edition, day on which it was fetched; `key` makes sending twice safe."""

    file = forms.FileField(
        label=_("File"),
        max_length=200,
        help_text=_("CSV, XLSX or Parquet as its publisher gives it, at most 100 MB."),
    )
    edition = forms.CharField(
        label=_("Name of the edition"),
        max_length=80,
        help_text=_("As its publisher names it: letters, digits, dots and hyphens, as 2024."),
        validators=[
            RegexValidator(r"^[A-Za-z0-9][A-Za-z0-9.-]*$", _("Use letters, digits, dots, hyphens."))
        ],
    )
    retrieved_on = forms.DateField(
        label=_("Fetched on"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def clean_retrieved_on(self) -> object:
        """A file cannot have been fetched tomorrow."""
        day = self.cleaned_data["retrieved_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day lies in the future."))
        return day


class ReturnForm(forms.Form):
    """Why a submission goes back."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
