"""A plan that is brought as a file: the file, what its columns hold, the word to store it."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from uratibu.core.intake.grids import Brought
from uratibu.core.plans.intake import mapping as mappings
from uratibu.core.plans.intake.mapping import Mapping
from uratibu.core.plans.intake.shapes import shapes

MOST_BYTES = 20_000_000
ENDINGS = (".xlsx", ".docx")


class ImportForm(forms.Form):
    """A file; `key` makes sending it twice safe."""

    file = forms.FileField(
        label=_("File"),
        max_length=200,
        help_text=_("An Excel workbook (XLSX) or a Word document with a table, at most 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def clean_file(self) -> UploadedFile[bytes]:
        """A file of a size and ending that is read; what it is inside is found out later."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 20 MB. Split it."))
        if Path(file.name or "").suffix.lower() not in ENDINGS:
            raise forms.ValidationError(
                _("This is neither XLSX nor DOCX. Save it as one of them in an office program.")
            )
        return file


class NewPlanForm(ImportForm):
    """The file of a plan that is not here yet, and the facts that a table does not say."""

    title = forms.CharField(
        label=_("Title of the plan"),
        max_length=200,
        required=False,
        help_text=_("Only where the workbook was not downloaded from here: it says it itself."),
    )
    starts_on = forms.DateField(
        label=_("First day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    ends_on = forms.DateField(
        label=_("Last day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    currency = forms.CharField(
        label=_("Currency"),
        required=False,
        initial="KES",
        validators=[RegexValidator(r"^[A-Z]{3}$", _("Write three letters, as KES."))],
    )

    def clean(self) -> dict[str, object]:
        """A plan ends after it starts."""
        said = super().clean() or {}
        start, end = said.get("starts_on"), said.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The plan ends before it starts."))
        return said

    def facts(self) -> dict[str, object]:
        """What was said, as a plan; {} where anything of it is missing."""
        said = self.cleaned_data
        if not all(said.get(name) for name in ("title", "starts_on", "ends_on", "currency")):
            return {}
        return {
            "id": slugify(said["title"])[:60] or "plan", "title": {"en": said["title"]},
            "starts_on": said["starts_on"], "ends_on": said["ends_on"],
            "currency": said["currency"],
        }  # fmt: skip


class ColumnsForm(forms.Form):
    """What each column of one table holds. Made for the table it is about."""

    def __init__(self, *given: object, guess: Mapping, brought: Brought, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        self.guess, self.brought = guess, brought
        meant = dict(guess.columns)
        language = get_language() or "en"
        choices = [("", _("do not read")), *self._choices(language, meant)]
        for number, heading in enumerate(guess.headings.texts, start=1):
            if heading or any(row[number - 1] != "" for row in self._rows()):
                self.fields[f"column-{number}"] = forms.ChoiceField(
                    label=heading or _("column without a heading"), required=False,
                    choices=choices, initial=meant.get(number, ""),
                    help_text=self._example(number),
                )  # fmt: skip
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the texts in the table"), initial=guess.language,
            choices=[("en", "English"), ("sw", "Kiswahili")],
        )  # fmt: skip

    def _choices(self, language: str, meant: dict[int, str]) -> list[tuple[str, str]]:
        fields = shapes().fields
        periods = [f"{name}:Y{n}" for name in ("target", "budget") for n in range(1, 6)]
        listed = dict.fromkeys((*fields, *periods, *meant.values()))
        return [(each, field_words(each, language)) for each in listed]

    def _rows(self) -> list[tuple[object, ...]]:
        rows = self.brought.grids[self.guess.table].rows
        return list(rows[self.guess.headings.last :][:40])

    def _example(self, number: int) -> str:
        found = (str(row[number - 1]) for row in self._rows() if row[number - 1] != "")
        words = next(found, "").replace("\n", " ")
        return words if len(words) <= 60 else f"{words[:59]}\u2026"

    def clean(self) -> dict[str, object]:
        """No two columns hold the same, and something says what the lines are."""
        said = super().clean() or {}
        chosen = [value for name, value in said.items() if name.startswith("column-") and value]
        for each in dict.fromkeys(value for value in chosen if chosen.count(value) > 1):
            words = field_words(each, get_language() or "en")
            message = _("Two columns are said to hold: %(what)s.") % {"what": words}
            self.add_error(None, message)
        if not {"action", "activity", "objective", "indicator", "output", "line"} & set(chosen):
            self.add_error(None, _("Choose the column that holds the actions."))
        return said

    def columns(self) -> dict[str, object]:
        """The mapping as it is kept."""
        said = self.cleaned_data
        pairs = [
            [int(name.removeprefix("column-")), value]
            for name, value in said.items() if name.startswith("column-") and value
        ]  # fmt: skip
        return {
            "table": self.guess.table, "columns": pairs, "shape": self.guess.shape,
            "language": said["language"], "signature": self.guess.headings.signature,
        }  # fmt: skip


class CommitForm(forms.Form):
    """The word to store an import. revision: of the plan that the preview was made from."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Stands in the history of every line that changes."),
    )


def field_words(field: str, language: str) -> str:
    """What a column holds, in words: Budget, year 1 of the plan."""
    name, _colon, period = field.partition(":")
    known = shapes().fields.get(name)
    words = known.title(language) if known else name
    return f"{words}, {period}" if period else words


def guessed(brought: Brought, table: int | None, shape: str) -> Mapping | None:
    """The likeliest mapping of one table, or of the best one; by a shape where one is named."""
    numbers = range(len(brought.grids)) if table is None else [table]
    found = [
        mappings.guess(grid, headings, table=number, shape=shapes().shape(shape))
        for number in numbers if 0 <= number < len(brought.grids)
        and (headings := mappings.find_headings(grid := brought.grids[number])) is not None
    ]  # fmt: skip
    return max(found, key=lambda each: len(each.columns), default=None)
