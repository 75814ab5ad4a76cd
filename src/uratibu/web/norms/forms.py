"""What a reviewer says of a link, and what a second person answers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from uratibu.core.norms.model import Relation
from uratibu.core.norms.review import Verdict
from uratibu.web.norms.queries.norms import RELATIONS

SAID = {
    Verdict.CONFIRM: _("Confirm: the two norms relate as it says"),
    Verdict.CHANGE: _("Change: they relate otherwise"),
    Verdict.REJECT: _("Reject: they do not relate"),
}


class ReviewForm(forms.Form):
    """Confirm, change or reject; the last two need a reason. seen: the newest word when read."""

    verdict = forms.TypedChoiceField(
        label=_("What you say"),
        choices=[(key.value, words) for key, words in SAID.items()],
        coerce=Verdict,
    )
    relation = forms.TypedChoiceField(
        label=_("They relate like this"),
        choices=[(key.value, words[0]) for key, words in RELATIONS.items()],
        coerce=Relation,
        help_text=_("Counts only for a change."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What in the two texts speaks for it. Compulsory for a change or rejection."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, object]:
        """A change or a rejection says why."""
        given = super().clean() or {}
        if given.get("verdict") in (Verdict.CHANGE, Verdict.REJECT) and not given.get("reason"):
            self.add_error("reason", _("Say why; a second person will read it."))
        return given


class AnswerForm(forms.Form):
    """Agree, or decline with a reason."""

    agrees = forms.TypedChoiceField(
        label=_("Your answer"),
        choices=[("yes", _("I agree")), ("no", _("I decline"))],
        coerce=lambda text: text == "yes",
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def clean(self) -> dict[str, object]:
        """Who declines says why."""
        given = super().clean() or {}
        if given.get("agrees") is False and not given.get("reason"):
            self.add_error("reason", _("Say why you decline."))
        return given
