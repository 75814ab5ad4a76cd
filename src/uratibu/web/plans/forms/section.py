"""One short form a section of an element; it changes its own fields and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from uratibu.core.plans.model import Element, Plan

Part = TypeVar("Part")


class SectionForm(forms.Form):
    """A section of one element.

    read_version: the version the person read. base_version: the one to save over; the same,
    unless the person saw a conflict and saves again.
    """

    heading: ClassVar[Promise]
    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    read_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(
        self, data: Mapping[str, Any] | None, *, plan: Plan, element: Element, item: str = "",
        version: int = 0,
    ) -> None:  # fmt: skip
        self.plan, self.element, self.item = plan, element, item
        said = {"base_version": version, "read_version": version, **self.said(element)}
        super().__init__(data, initial=said)
        self.offer()
        if "remove" in self.fields:
            self.fields["remove"] = self.fields.pop("remove")
        self.fields["reason"] = forms.CharField(
            label=_("Why this change"),
            required=False,
            max_length=500,
            help_text=_("It stands in the history of the element."),
        )

    def said(self, element: Element) -> dict[str, object]:
        """What the element says now, as the form shows it."""
        raise NotImplementedError

    def offer(self) -> None:
        """Fill the lists to choose from."""

    def changed(self, onto: Element) -> Element:
        """An element that says what was entered here, and for the rest what it said."""
        raise NotImplementedError

    def part(self, parts: tuple[Part, ...]) -> Part | None:
        """The part of a list that this form is about; None for a new one."""
        number = int(self.item) if self.item.isdecimal() else len(parts)
        return parts[number] if number < len(parts) else None


def put(parts: tuple[Part, ...], old: Part | None, new: Part | None) -> tuple[Part, ...]:
    """A list with one part changed, added (old is None) or taken away (new is None).

    Where somebody else took the old part away, the new one is added: nothing is lost.
    """
    if old is not None and old in parts:
        number = parts.index(old)
        return (*parts[:number], *(() if new is None else (new,)), *parts[number + 1 :])
    return parts if new is None else (*parts, new)
