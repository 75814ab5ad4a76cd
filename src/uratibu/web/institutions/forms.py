"""An appointment by letter, and the end of one."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from uratibu.web.accounts.models import Person
from uratibu.web.institutions.models import Duty

_DAY = {"type": "date"}


class AppointForm(forms.Form):
    """Who is appointed to which post, from when, by which letter."""

    duty = forms.ChoiceField(label=_("Post"), choices=Duty.choices)
    title = forms.CharField(
        label=_("Name of the post"),
        required=False,
        max_length=120,
        help_text=_("Only where there are two of a kind, as: Alternate focal point."),
    )
    person = forms.ModelChoiceField(
        label=_("Person"), queryset=Person.objects.filter(is_active=True), empty_label=_("Choose")
    )
    valid_from = forms.DateField(
        label=_("From"), initial=timezone.localdate, widget=forms.DateInput(attrs=_DAY)
    )
    valid_to = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(attrs=_DAY),
        help_text=_("Leave it empty if the letter names no end."),
    )
    letter = forms.CharField(
        label=_("Reference of the letter of nomination"),
        max_length=120,
        help_text=_("As it stands on the letter, with its date."),
    )
    file = forms.FileField(
        label=_("The letter"),
        required=False,
        max_length=200,
        help_text=_("A scan as PDF, JPEG or PNG, at most 5 MB. Its digest is kept with it."),
    )
    hands_over = forms.BooleanField(
        label=_("Hand over: whoever holds the post now leaves it the day before"), required=False
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """People are listed by name and address: two may have one name."""
        super().__init__(*arguments, **options)
        people = cast("forms.ModelChoiceField[Person]", self.fields["person"])
        people.label_from_instance = _name_and_address  # type: ignore[method-assign]

    def clean(self) -> dict[str, object]:
        """The end comes after the beginning; a hand-over has no end."""
        given = super().clean() or {}
        start, end = given.get("valid_from"), given.get("valid_to")
        if start and end and end < start:
            self.add_error("valid_to", _("The end lies before the beginning."))
        if end and given.get("hands_over"):
            self.add_error("valid_to", _("Leave this empty when the post is handed over."))
        return given


def _name_and_address(obj: Person) -> str:
    return f"{obj.name} ({obj.email})"


class EndForm(forms.Form):
    """The last day in a post, and why it ends."""

    valid_to = forms.DateField(
        label=_("Last day"), initial=timezone.localdate, widget=forms.DateInput(attrs=_DAY)
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)


class ProposeForm(forms.Form):
    """A role for somebody, from when until when, and why."""

    role = forms.ChoiceField(label=_("Role"))
    valid_from = forms.DateField(
        label=_("From"), initial=timezone.localdate, widget=forms.DateInput(attrs=_DAY)
    )
    valid_to = forms.DateField(
        label=_("Until"),
        widget=forms.DateInput(attrs=_DAY),
        help_text=_("At most a year; a case worker at most three months."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *arguments: Any, roles: tuple[tuple[str, str], ...], **options: Any) -> None:
        """roles: code and words of each role that can be given."""
        super().__init__(*arguments, **options)
        cast("forms.ChoiceField", self.fields["role"]).choices = roles

    def clean(self) -> dict[str, object]:
        """The end comes after the beginning."""
        given = super().clean() or {}
        start, end = given.get("valid_from"), given.get("valid_to")
        if start and end and end < start:
            self.add_error("valid_to", _("The end lies before the beginning."))
        return given


class InviteForm(forms.Form):
    """Somebody who has no account yet."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("Of the office, as in the letter of nomination. The person signs in with it."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class ReasonForm(forms.Form):
    """Why something is refused or closed."""

    reason = forms.CharField(label=_("Reason"), max_length=200)
