"""What a report is asked for, comments on it, reasons; and Word templates that are brought."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from uratibu.web.accounts.models import Person
from uratibu.web.reports.models import Report
from uratibu.web.reports.operations.reports import Asked
from uratibu.web.reports.operations.templates import MOST_BYTES, Brought
from uratibu.web.reports.queries import reports
from uratibu.web.reports.queries.templates import Choices, Subject


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


class SubjectForm(forms.Form):
    """What a template is filled for: a plan and a period that it has, and whom it is about."""

    plan = forms.ChoiceField(label=_("Plan"))
    period = forms.ChoiceField(label=_("Reporting period"))
    scope = forms.ChoiceField(label=_("Institution or county"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, known: Choices, **said: Any) -> None:
        super().__init__(*args, **said)
        self.known = known
        lists = {"plan": known.plans, "period": known.codes(), "scope": known.scopes}
        for name, found in lists.items():
            field = self.fields.get(name)
            if isinstance(field, forms.ChoiceField):
                field.choices = found

    def clean(self) -> dict[str, Any]:
        """The plan has the period."""
        said = super().clean() or {}
        pair = (said.get("plan", ""), said.get("period", ""))
        if all(pair) and pair not in self.known.periods:
            self.add_error("period", _now("This plan has no such period. Choose another."))
        return said

    def subject(self) -> Subject:
        """What was asked for."""
        said = self.cleaned_data
        return Subject(said["plan"], said["period"], said["scope"], said["language"])


class BringForm(SubjectForm):
    """A Word file, what its template is called and whose it is; and what it is checked against."""

    file = forms.FileField(
        label=_("Word file"), max_length=200,
        help_text=_("DOCX, at most 10 MB. It is checked first; with a fault nothing is stored."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )  # fmt: skip
    name = forms.CharField(
        label=_("Name of the template"), max_length=120,
        help_text=_("The name of one that stands makes a newer version of it."),
        widget=forms.TextInput(attrs={"size": 40}),
    )  # fmt: skip
    institution = forms.ChoiceField(label=_("Whose template"), required=False)
    field_order = ("file", "name", "institution", "language", "plan", "period")

    def __init__(self, *args: Any, homes: tuple[tuple[str, str], ...], **said: Any) -> None:
        super().__init__(*args, **said)
        del self.fields["scope"]
        self.fields["language"].initial = get_language() or settings.LANGUAGE_CODE
        self.fields["language"].help_text = _("What the file is written in.")
        self.fields["period"].help_text = _("Every field shows what it says for this period.")
        field = self.fields["institution"]
        if isinstance(field, forms.ChoiceField):
            field.choices = homes
            field.initial = homes[0][0] if homes else ""

    def clean_file(self) -> UploadedFile[bytes]:
        """A file of a size and ending that is read; what it is inside is found out later."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 10 MB. Make its pictures smaller.")
            )
        if Path(file.name or "").suffix.lower() != ".docx":
            raise forms.ValidationError(
                _("This is no DOCX. Open it in Word and save it as a Word document (DOCX).")
            )
        return file

    def clean_name(self) -> str:
        """A name without odd spaces."""
        return " ".join(str(self.cleaned_data["name"]).split())

    def subject(self) -> Subject:
        """What the file is checked against: it is about whose it is."""
        said = self.cleaned_data
        return Subject(said["plan"], said["period"], said["institution"], said["language"])

    def brought(self) -> Brought:
        """The file and what was said of it."""
        said = self.cleaned_data
        file = said["file"]
        return Brought(
            file.name, file.chunks(), said["name"], said["institution"], said["language"]
        )
