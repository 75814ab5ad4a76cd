"""Forms of returns: a step, a workbook, a file, a reopening, a correction."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from uratibu.core.progress.workflow import Verb

STATEMENT = _(
    "I have checked these answers. They are true and complete to the best of my knowledge."
)


class StepForm(forms.Form):
    """One step of a return. key: makes sending twice safe."""

    verb = forms.ChoiceField(choices=[(str(v), str(v)) for v in Verb], widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    note = forms.CharField(
        label=_("Note"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    statement = forms.BooleanField(label=STATEMENT, required=False)


class WorkbookForm(forms.Form):
    """A workbook that comes back."""

    file = forms.FileField(
        label=_("Filled workbook"), max_length=200, help_text=_("XLSX, at most 10 MB.")
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class EvidenceForm(forms.Form):
    """A file that shows what an answer says."""

    answer = forms.ChoiceField(label=_("What it shows"))
    file = forms.FileField(
        label=_("File"), max_length=200,
        help_text=_("PDF, JPG, PNG, DOCX, XLSX or CSV, at most 10 MB."),
    )  # fmt: skip
    note = forms.CharField(label=_("What it is"), max_length=300, required=False)

    def __init__(self, *arguments: Any, answers: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["answer"] = forms.ChoiceField(label=_("What it shows"), choices=answers)


class ReopenForm(forms.Form):
    """Why a locked period opens again, and until when."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    until = forms.DateField(label=_("Open until"), widget=forms.DateInput(attrs={"type": "date"}))


class CorrectForm(forms.Form):
    """Why a published return is corrected."""

    notice = forms.CharField(
        label=_("What is corrected, and why"), max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
