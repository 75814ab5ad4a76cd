"""Who changed an element when and why, and what it said before."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from django.http import Http404
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from uratibu.core.plans.compare import FieldChange, compare_elements
from uratibu.core.plans.model import Element
from uratibu.core.plans.words import FIELDS
from uratibu.design import wording
from uratibu.web.plans import models
from uratibu.web.plans.queries import words
from uratibu.web.plans.queries.plans import element_of

ACTS: dict[str, Promise] = {
    "installed": gettext_lazy("installed"),
    "created": gettext_lazy("created"),
    "changed": gettext_lazy("changed"),
    "withdrawn": gettext_lazy("withdrawn"),
    "imported": gettext_lazy("imported"),
    "restored": gettext_lazy("restored"),
}


@dataclass(frozen=True)
class Difference:
    """One field before and after, in words."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class VersionLine:
    """One version of an element: who made it, when and why, and what it changed."""

    version: int
    revision: int
    act: str
    by: str
    on: str
    reason: str
    differences: tuple[Difference, ...]


def versions_of(plan_id: str, key: str) -> tuple[VersionLine, ...]:
    """Every version of an element, the newest first; one query."""
    rows = list(
        models.ElementVersion.objects.filter(plan=plan_id, key=key)
        .select_related("change", "change__by")
        .order_by("-version")
    )
    bodies = [element_of(row.body) for row in rows]
    told = [differences(compare_elements(old, new)) for new, old in pairwise(bodies)]
    return tuple(_line(row, said) for row, said in zip(rows, [*told, ()], strict=False))


def held_version(plan_id: str, key: str) -> int:
    """The number of the version that holds. Raises Http404."""
    found = models.Element.objects.filter(plan=plan_id, key=key).values_list("version", flat=True)
    version = found.first()
    if version is None:
        raise Http404(key)
    return version


def element_at(plan_id: str, key: str, version: int) -> Element:
    """An element as a version said it. Raises Http404."""
    row = models.ElementVersion.objects.filter(plan=plan_id, key=key, version=version).first()
    if row is None:
        raise Http404(f"{key} version {version}")
    return element_of(row.body)


def differences(changes: tuple[FieldChange, ...]) -> tuple[Difference, ...]:
    """Changed fields in words."""
    return tuple(Difference(path_words(c.path), c.old, c.new) for c in changes)


def path_words(path: tuple[str, ...]) -> str:
    """Where a changed field stands: Milestone m1, Due on."""
    parts = [words.text(FIELDS[name]) if name in FIELDS else name for name in path]
    return " \u203a ".join(parts)


def _line(row: models.ElementVersion, said: tuple[Difference, ...]) -> VersionLine:
    change = row.change
    return VersionLine(
        row.version,
        row.revision,
        str(ACTS.get(change.act, change.act)),
        change.by.name if change.by else _("the system"),
        wording.day(timezone.localtime(change.at)),
        change.reason,
        said,
    )
