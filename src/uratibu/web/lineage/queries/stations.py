"""How each thing of the chain is shown: its title, its page, what identifies it."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from uratibu.core.identifiers import Kind
from uratibu.core.lineage.model import Step
from uratibu.design import wording
from uratibu.design.parts import Card
from uratibu.web.lineage.queries import figures

GAPS: dict[Kind, Promise] = {
    Kind.NORM: gettext_lazy(
        "No norm is bound to it yet. A statistician binds one in the country pack."
    ),
    Kind.INDICATOR: gettext_lazy("No indicator says yet what to count for it."),
    Kind.MEASURE: gettext_lazy("No measure works it out yet."),
    Kind.DATASET: gettext_lazy("No data set is registered for it yet."),
}


def title(step: Step) -> str:
    """The title of a step; a measure's with the name of the country put in."""
    if step.reference.version:
        return _("%(dataset)s, edition %(edition)s") % {
            "dataset": _dataset_title(step.reference.name),
            "edition": step.reference.version,
        }
    if step.reference.kind is Kind.MEASURE:
        return figures.measure_title(step.reference.name)
    text = wording.words(step.title)
    code = step.fact("code")
    return f"{_framework(step.reference.name)} {code}: {text}" if code else text


def card(step: Step) -> Card:
    """A step as a card that leads to its page."""
    return Card(title(step), address(step), note=_note(step))


def address(step: Step) -> str:
    """The page of a step; what has none of its own leads to its trace."""
    name = step.reference.name
    pages = {
        Kind.NORM: "norms:norm",
        Kind.MEASURE: "portal:measure",
        Kind.DATASET: "portal:dataset",
    }
    page = pages.get(step.reference.kind)
    return reverse(page, args=[name]) if page else reverse("lineage:trace", args=[step.id])


def gap_words(kind: Kind) -> str:
    """Why a station is empty, and who can fill it."""
    return str(GAPS[kind])


def _note(step: Step) -> str:
    parts = [step.reference.name if step.reference.kind is not Kind.DATASET else ""]
    status = step.fact("status")
    parts.append(str(wording.STATUSES.get(status, status)))
    parts.append(step.fact("publisher"))
    sha256 = step.fact("sha256")
    parts.append(f"SHA-256 {sha256[:16]}" if sha256 else "")
    parts.append(step.fact("file"))
    return " \u00b7 ".join(part for part in parts if part)


def _framework(norm: str) -> str:
    """The short name of the framework a norm belongs to."""
    inside = settings.SYSTEM().installation.node(norm).framework
    known = settings.SYSTEM().installation.frameworks
    return next((wording.words(f.short) for f in known if f.id == inside), inside)


def _dataset_title(name: str) -> str:
    return wording.words(settings.SYSTEM().installation.dataset(name).title)
