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

from uratibu.core.datasets import diff
from uratibu.core.datasets.model import Access, Dataset, Edition
from uratibu.core.datasets.store import UnknownEdition
from uratibu.core.values import Value
from uratibu.web.accounts import permissions as policy
from uratibu.web.accounts.models import Person
from uratibu.web.datasets.models import Status, Submission

if TYPE_CHECKING:
    from uratibu.core.packs.system import System

MOST_COMPARED = 400_000
"""Observations of two editions that a page compares; larger ones are for the command line."""
MOST_SHOWN = 200
COLUMNS = ("severity", "rule", "file", "sheet", "row", "column", "value", "message", "remedy")


@dataclass(frozen=True)
class DatasetLine:
    """One data set in the list: its newest edition, how many there are, how many wait."""

    dataset: Dataset
    title: str
    latest: Edition | None
    editions: int
    waiting: int


@dataclass(frozen=True)
class CellLine:
    """One revised value: what it speaks of, before and after."""

    indicator: str
    area: str
    period: str
    codes: str
    old: str
    new: str
    difference: str


@dataclass(frozen=True)
class Difference:
    """Two editions and what differs; `changes` is None where they cannot be compared on a page.

    is_closed: the data set was counted from records, which nobody sees before they are protected.
    """

    old: Edition
    new: Edition
    changes: diff.Diff | None
    revised: tuple[CellLine, ...]
    is_closed: bool = False

    @property
    def counts(self) -> tuple[tuple[str, int, int], ...]:
        """Kind of change, how many, and how many of them are major."""
        if self.changes is None:
            return ()
        made = self.changes
        return tuple((k, made.count(k), made.count(k, diff.Weight.MAJOR)) for k in diff.ChangeKind)


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


def difference_of(dataset_id: str, old: str, new: str) -> Difference:
    """What one edition changes in another. Raises Http404 if one of them is not registered."""
    store = system().store
    try:
        before, after = store.edition(dataset_id, old), store.edition(dataset_id, new)
    except UnknownEdition as unknown:
        raise Http404(str(unknown)) from unknown
    if dataset_named(dataset_id).access is not Access.PUBLIC:
        return Difference(before, after, None, (), is_closed=True)
    if before.observations + after.observations > MOST_COMPARED:
        return Difference(before, after, None, ())
    changes = diff.compare(store.observations(before), store.observations(after))
    revised = [c for c in changes.cells if c.kind is diff.ChangeKind.REVISED]
    largest = sorted(revised, key=lambda c: (c.weight is not diff.Weight.MAJOR, c.key))
    return Difference(before, after, changes, tuple(map(_cell_line, largest[:MOST_SHOWN])))


def _cell_line(cell: diff.Cell) -> CellLine:
    indicator, area, period, dimensions = cell.key
    codes = ", ".join(f"{name} {code}" for name, code in dimensions)
    return CellLine(
        indicator, area, period, codes, _words(cell.old), _words(cell.new), cell.difference
    )


def _words(value: Value | None) -> str:
    """A value as the page shows it: its number, or the state it is in."""
    if value is None:
        return ""
    return str(value.state) if value.number is None else f"{value.number.normalize():,f}"


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
