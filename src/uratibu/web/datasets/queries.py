"""Data sets, their editions and what was brought, from someone's point of view."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404

from uratibu.core.datasets.model import Dataset, Edition
from uratibu.web.accounts import permissions as policy
from uratibu.web.accounts.models import Person
from uratibu.web.datasets.models import Status, Submission

if TYPE_CHECKING:
    from uratibu.core.packs.system import System

COLUMNS = ("severity", "rule", "file", "sheet", "row", "column", "value", "message", "remedy")


@dataclass(frozen=True)
class DatasetLine:
    """One data set in the list: its newest edition, how many there are, how many wait."""

    dataset: Dataset
    title: str
    latest: Edition | None
    editions: int
    waiting: int


def system() -> System:
    """The open system of the installed country."""
    opened: System = settings.SYSTEM()
    return opened


def dataset_lines(language: str) -> tuple[DatasetLine, ...]:
    """Every data set that files can be brought for, by title."""
    editions: dict[str, list[Edition]] = {}
    for edition in system().store.editions():
        editions.setdefault(edition.dataset, []).append(edition)
    waiting = Counter(
        Submission.objects.filter(status=Status.WAITING).values_list("dataset", flat=True)
    )
    lines = (
        DatasetLine(
            dataset,
            dataset.title(language),
            editions[dataset.id][-1] if dataset.id in editions else None,
            len(editions.get(dataset.id, ())),
            waiting[dataset.id],
        )
        for dataset in system().installation.datasets
    )
    return tuple(sorted(lines, key=lambda line: line.title))


def dataset_named(dataset_id: str) -> Dataset:
    """One data set. Raises Http404."""
    try:
        return system().installation.dataset(dataset_id)
    except KeyError as unknown:
        raise Http404(dataset_id) from unknown


def editions_of(dataset_id: str) -> tuple[Edition, ...]:
    """The registered editions of a data set, the newest first."""
    return system().store.editions(dataset_id)[::-1]


def submissions_visible_to(person: Person) -> QuerySet[Submission]:
    """What was brought: all of it for whoever may approve, else one's own."""
    everything = Submission.objects.select_related("brought_by", "decided_by")
    if policy.may(person, "datasets.approve"):
        return everything
    return everything.filter(brought_by=person)


def submission_lines(
    person: Person, language: str, *, dataset_id: str = ""
) -> tuple[tuple[str, Submission], ...]:
    """The last things brought, of all data sets or one, with the title of the data set."""
    seen = submissions_visible_to(person)
    seen = seen.filter(dataset=dataset_id) if dataset_id else seen
    titles = {d.id: d.title(language) for d in system().installation.datasets}
    return tuple((titles.get(each.dataset, each.dataset), each) for each in seen[:20])


def findings_as_csv(submission: Submission) -> str:
    """Everything found in a file as a table; a text that looks like a formula is made harmless."""
    written = StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    for found in submission.found_list:
        flat = {**found, **found.get("where", {})}
        table.writerow([_harmless(flat.get(column, "")) for column in COLUMNS])
    return written.getvalue()


def findings_shown(submission: Submission) -> Iterator[dict[str, object]]:
    """The findings as the page shows them: the place in words."""
    for found in submission.found_list:
        place = found.get("where", {})
        words = [str(place[part]) for part in ("file", "sheet") if part in place]
        words += [f"{part} {place[part]}" for part in ("row", "column") if part in place]
        words += [f"“{place['value']}”"] if "value" in place else []
        yield {**found, "where": ", ".join(words)}


def _harmless(cell: object) -> object:
    is_formula = isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"}
    return f"'{cell}" if is_formula else cell
