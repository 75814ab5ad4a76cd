"""Data sets, their editions and what was brought, from someone's point of view."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from uratibu.core.datasets import diff, expected, intake, parquet
from uratibu.core.datasets.model import Access, Dataset, Edition, Observation
from uratibu.core.datasets.read import ReadResult
from uratibu.core.datasets.store import UnknownEdition
from uratibu.core.values import Value
from uratibu.design import wording
from uratibu.web.accounts import permissions as policy
from uratibu.web.accounts.models import Person
from uratibu.web.datasets.models import Status, Submission

if TYPE_CHECKING:
    from uratibu.core.packs.system import System

MOST_COMPARED = 400_000
"""Observations of two editions that a page compares; larger ones are for the command line."""
MOST_SHOWN = 200
MOST_PREVIEWED = 50
"""Observations of a file that its page shows."""
MOST_GONE = 12
MOST_WORDS = 12
OPEN = frozenset({Status.CHECKED, Status.WAITING, Status.APPROVED})
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
        return _counts(self.changes)


@dataclass(frozen=True)
class ObservationLine:
    """One observation in words; `state` says why there is no number, or how firm it is."""

    indicator: str
    area: str
    period: str
    codes: str
    value: str
    state: str
    row: int


@dataclass(frozen=True)
class Preview:
    """What a file says, and what it would change in the edition in use (`before`).

    changes: None where there is nothing to compare with, or too much for a page.
    gone: (indicator and dimension, members) that the edition in use has and the file has not.
    """

    lines: tuple[ObservationLine, ...]
    before: Edition | None = None
    changes: diff.Diff | None = None
    gone: tuple[tuple[str, str], ...] = ()
    is_closed: bool = False

    @property
    def counts(self) -> tuple[tuple[str, int, int], ...]:
        """Kind of change, how many, and how many of them are major."""
        return _counts(self.changes)


@dataclass(frozen=True)
class ColumnLine:
    """One column a file must have: what it says, the first words it may hold, its conditions."""

    name: str
    says: str
    words: tuple[tuple[str, str], ...]
    more: int
    only: str
    without: str


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


def expected_columns(dataset: Dataset, language: str) -> tuple[ColumnLine, ...]:
    """What the mapping of a data set expects of a file, in words."""
    installed = system().installation
    indicators = {indicator.id: indicator for indicator in installed.indicators}
    found = expected.expected_columns(dataset, installed.codelists(), indicators)
    return tuple(_column_line(each, language) for each in found)


def _column_line(one: expected.Expected, language: str) -> ColumnLine:
    fixed = {"area": _("Area"), "period": _("Period")}
    says = [fixed.get(part) or title(language) or part for part, title in one.says.items()]
    words = [(text, title(language)) for text, title in one.words.items()]
    only, without = (
        ", ".join(text or _("an empty cell") for text in texts) for texts in (one.only, one.without)
    )
    more = max(0, len(words) - MOST_WORDS)
    return ColumnLine(one.column, ", ".join(says), tuple(words[:MOST_WORDS]), more, only, without)


def template_as_csv(dataset: Dataset) -> str:
    """An empty table with the headings that the mapping of a data set expects."""
    written = StringIO()
    table = csv.writer(written)
    above = dataset.mapping.header_row - 1 if dataset.mapping else 0
    table.writerows([[]] * above)
    table.writerow([line.name for line in expected_columns(dataset, "en")])
    return written.getvalue()


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


def _counts(made: diff.Diff | None) -> tuple[tuple[str, int, int], ...]:
    if made is None:
        return ()
    return tuple((k, made.count(k), made.count(k, diff.Weight.MAJOR)) for k in diff.ChangeKind)


def preview_of(submission: Submission, dataset: Dataset, language: str) -> Preview | None:
    """What an open submission says and changes; None for one that is faulty or settled."""
    if submission.status not in OPEN:
        return None
    before = system().store.latest(dataset.id)
    if dataset.access is not Access.PUBLIC:
        return Preview((), before, is_closed=True)
    found = observations_of(submission, dataset)
    lines = tuple(_observation_line(each, language) for each in islice(found, MOST_PREVIEWED))
    if before is None or before.observations + submission.observations > MOST_COMPARED:
        return Preview(lines, before)
    changes = diff.compare(
        system().store.observations(before), observations_of(submission, dataset)
    )
    gone = tuple(_gone(codes, language) for codes in changes.codes if codes.removed)
    return Preview(lines, before, changes, gone)


def observations_of(submission: Submission, dataset: Dataset) -> Iterator[Observation]:
    """What a file says; it is read again only if that does not lie beside it."""
    kept = observations_file(kept_file(submission), dataset)
    if kept.exists():
        return parquet.read_observations(kept)
    return iter(read(kept_file(submission), dataset).observations)


def kept_file(submission: Submission) -> Path:
    """Where the file of a submission lies."""
    return Path(settings.MEDIA_ROOT) / submission.sha256 / submission.file_name


def observations_file(kept: Path, dataset: Dataset) -> Path:
    """Where what was read from a kept file lies; a changed mapping has another place."""
    mapping = hashlib.sha256(repr((dataset.period_kind, dataset.mapping)).encode()).hexdigest()
    return kept.parent / f".{dataset.id}-{mapping[:16]}.parquet"


def read(path: Path, dataset: Dataset) -> ReadResult:
    """What a file gives by the mapping of its data set; a child process does the reading."""
    installation = system().installation
    country = installation.country
    return intake.take_in(
        path,
        dataset,
        installation.codelists(),
        {indicator.id: indicator for indicator in installation.indicators},
        fiscal_start_month=country.fiscal_start_month if country else 1,
    )


def _observation_line(one: Observation, language: str) -> ObservationLine:
    codes = (_code_words(one.indicator, name, code, language) for name, code in one.dimensions)
    value = one.value
    said = str(value.state if value.number is None else value.quality)
    words = {**wording.STATES, **wording.QUALITIES, "final": _("final")}
    return ObservationLine(
        system().installation.indicator(one.indicator).title(language),
        _code_words(one.indicator, "area", one.area, language),
        one.period,
        ", ".join(codes),
        "" if value.number is None else _words(value),
        str(words[said]),
        one.source_row,
    )


def _code_words(indicator: str, name: str, code: str, language: str) -> str:
    """A code with its words, as the reader knows it."""
    dimension = system().installation.indicator(indicator).dimension(name)
    listed = system().installation.codelists()[dimension.codelist if dimension else "areas"]
    found = listed.get(code)
    return f"{found.title(language)} ({code})" if found else code


def _gone(codes: diff.Codes, language: str) -> tuple[str, str]:
    indicator = system().installation.indicator(codes.indicator)
    dimension = indicator.dimension(codes.dimension)
    fixed = {"area": _("Area"), "period": _("Period")}
    title = fixed.get(codes.dimension) or (dimension.title(language) if dimension else "")
    words = [
        code if codes.dimension == "period"
        else _code_words(codes.indicator, codes.dimension, code, language)
        for code in codes.removed[:MOST_GONE]
    ]  # fmt: skip
    more = len(codes.removed) - len(words)
    listed = ", ".join(words) + (f" (+ {more})" if more else "")
    return f"{indicator.title(language)}, {title or codes.dimension}", listed


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
