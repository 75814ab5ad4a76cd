"""What a page says where a question cannot be answered, and what there is instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from uratibu.core.disclosure.model import NotReleasable
from uratibu.design import wording
from uratibu.design.parts import Link, Notice

TITLES: dict[str, Promise] = {
    "nonsense": gettext_lazy("This question has no meaning"),
    "declined": gettext_lazy("The data cannot answer this"),
    "unprotected": gettext_lazy("This may not be shown"),
    "unknown": gettext_lazy("This is not known here"),
}
MOST_AVAILABLE = 24


@dataclass(frozen=True)
class Refusal:
    """A refusal in words, with the ways on: each thing there is instead as a link or as words."""

    notice: Notice
    available: tuple[Link, ...]


def refusal(refused: NotReleasable, at_period: Callable[[str], str] | None = None) -> Refusal:
    """A refusal for a page; each period there is becomes a link, where `at_period` makes one."""
    title = TITLES.get(refused.kind, TITLES["unknown"])
    notice = Notice(wording.words(refused.words), title=str(title), kind="warning")
    offered = refused.available[:MOST_AVAILABLE]
    return Refusal(notice, tuple(_offer(text, at_period) for text in offered))


def _offer(text: str, at_period: Callable[[str], str] | None) -> Link:
    is_period = bool(text) and text[0].isdigit()
    if at_period is None or not is_period:
        return Link(text)
    return Link(text, at_period(text))
