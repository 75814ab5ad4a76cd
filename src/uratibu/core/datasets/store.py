"""Where editions are kept: written once, never changed, found by data set and edition.

Layout: <root>/<dataset>/<edition>/ with edition.json and observations.parquet.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from uratibu.core.datasets import parquet
from uratibu.core.datasets.model import Column, Dataset, Edition, Observation
from uratibu.core.findings import Finding, Refused, Severity, Where

_FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
FACTS = "edition.json"
OBSERVATIONS = "observations.parquet"
_RESTORE = "Restore the file from a backup, or register the source file in a new store."
_WORK = ".writing-"
"""How the names of folders begin in which an edition is being written."""


class UnknownEdition(KeyError):
    """Nothing is registered under that name; the message says what is."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class FileFacts:
    """What is known of the file observations come from.

    sha256, bytes, rows, columns: of the file as it was brought, also when only a part of its
    rows (one area) was taken. area: "" for the whole file.
    """

    file_name: str
    sha256: str
    bytes: int
    rows: int
    columns: tuple[Column, ...]
    retrieved_on: date
    registered_at: datetime
    area: str = ""
    published_on: date | None = None
    kept_at: str = ""
    notes: str = ""


@dataclass(frozen=True)
class Registration:
    """The edition as it stands, and whether this call made it."""

    edition: Edition
    is_new: bool


class Store:
    """The editions under one folder. Safe to use from several processes and threads."""

    def __init__(self, root: Path) -> None:
        self._root = Path(root)

    def editions(self, dataset: str | None = None) -> tuple[Edition, ...]:
        """All editions, or those of one data set, by data set and then oldest name first.

        Names are compared with their numbers as numbers: 9 before 10, 2020 before 2024-1.
        """
        names = [dataset] if dataset else sorted(_folders(self._root))
        return tuple(edition for name in names for edition in self._of(name))

    def edition(self, dataset: str, edition: str) -> Edition:
        """One edition. Raises UnknownEdition, which names those there are."""
        known = self._of(dataset)
        for candidate in known:
            if candidate.edition == edition:
                return candidate
        there = ", ".join(e.edition for e in known)
        raise UnknownEdition(
            f"There is no edition {edition} of {dataset}. "
            + (f"There is: {there}." if there else f"No edition of {dataset} is registered.")
        )

    def latest(self, dataset: str) -> Edition | None:
        """The last edition by name, None where there is none."""
        known = self._of(dataset)
        return known[-1] if known else None

    def parquet(self, edition: Edition) -> Path:
        """The file with the observations of an edition."""
        return self._folder(edition.dataset, edition.edition) / OBSERVATIONS

    def observations(
        self, edition: Edition, *, indicator: str | None = None
    ) -> Iterator[Observation]:
        """The observations of an edition, sorted by indicator, area, period and dimensions."""
        return parquet.read_observations(self.parquet(edition), indicator)

    def register(
        self, dataset: Dataset, edition: str, observations: Iterable[Observation], facts: FileFacts
    ) -> Registration:
        """Keep a new edition.

        The same file again changes nothing (is_new is False), and so does a part of a file that
        is registered whole. The whole file after one of its areas widens the edition, if it says
        the same of that area. Raises Refused when other bytes come under a name in use, or the
        name cannot be one.
        """
        before = self.registered(dataset.id, edition, facts)
        if before is not None and before.area in ("", facts.area):
            return Registration(before, is_new=False)
        listed = sorted(observations, key=sort_key)
        with self._alone(dataset.id):
            before = self.registered(dataset.id, edition, facts)
            if before is not None and before.area in ("", facts.area):
                return Registration(before, is_new=False)
            if before is not None:
                self._refuse_contradiction(before, listed, facts)
            self._write(_edition(dataset, edition, listed, facts), listed)
            return Registration(self.edition(dataset.id, edition), is_new=True)

    def registered(self, dataset: str, edition: str, facts: FileFacts) -> Edition | None:
        """The edition that already holds this file, whole or a part of it; None where none does.

        Raises Refused when other bytes are registered under the name, the same bytes under
        another name, or the name cannot be one. Asked before a file is read, it saves the time.
        """
        _refuse_name(dataset, edition)
        known = self._of(dataset)
        before = next((e for e in known if e.edition == edition), None)
        if before is not None:
            _refuse_other_bytes(before, facts)
            return before
        twin = next((e for e in known if e.sha256 == facts.sha256), None)
        if twin is not None:
            _refuse_second_name(twin, edition, facts)
        return None

    def altered(self) -> tuple[Finding, ...]:
        """Editions whose file on disk is not the one that was written. Quick: it reads bytes."""
        changed = [
            edition for edition in self.editions()
            if edition.stored_sha256 and _sha256_of(self.parquet(edition)) != edition.stored_sha256
        ]  # fmt: skip
        return tuple(self._changed(edition) for edition in changed)

    def verify(self, edition: Edition) -> tuple[Finding, ...]:
        """Whether the observations on disk are those that were registered."""
        try:
            found = digest_of(self.observations(edition))
        except (parquet.Error, ValueError) as error:
            message = f"The observations of {edition.id} cannot be read: {error}."
            place = self._place(edition)
            return (Finding(place, "datasets/damaged-edition", Severity.ERROR, message, _RESTORE),)
        return () if found == edition.digest else (self._changed(edition),)

    def _changed(self, edition: Edition) -> Finding:
        message = f"The observations of {edition.id} are not those that were registered."
        place = self._place(edition)
        return Finding(place, "datasets/changed-edition", Severity.ERROR, message, _RESTORE)

    def _place(self, edition: Edition) -> Where:
        return Where(file=str(self.parquet(edition).relative_to(self._root)))

    def _of(self, dataset: str) -> tuple[Edition, ...]:
        if _FOLDER.fullmatch(dataset) is None:
            return ()
        folder = self._root / dataset
        names = sorted(_folders(folder), key=natural_order)
        found: list[Edition] = []
        for name in names:
            facts = folder / name / FACTS
            if facts.is_file():
                edition = _read_facts(facts)
                found.append(replace(edition, supersedes=found[-1].edition if found else ""))
        return tuple(found)

    @contextmanager
    def _alone(self, dataset: str) -> Iterator[None]:
        """While it lasts no other process or thread writes an edition of the data set.

        The lock ends with its process; what a writer that was killed left behind is cleared.
        """
        folder = self._root / dataset
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            for left_behind in folder.glob(f"{_WORK}*"):
                shutil.rmtree(left_behind, ignore_errors=True)
            yield
        finally:
            os.close(handle)

    def _folder(self, dataset: str, edition: str) -> Path:
        return self._root / dataset / edition

    def _refuse_contradiction(
        self, before: Edition, listed: list[Observation], facts: FileFacts
    ) -> None:
        whole = {sort_key(o)[:4]: o.value for o in listed}
        lost = [o for o in self.observations(before) if whole.get(sort_key(o)[:4]) != o.value]
        if lost:
            first = lost[0]
            raise Refused([
                Finding(
                    Where(file=facts.file_name), "datasets/contradicts-extract", Severity.ERROR,
                    f"{len(lost)} values differ from those registered for {before.area} of "
                    f"{before.id}, the first: {first.indicator}, {first.area}, {first.period}.",
                    "Register the file under a new edition name.",
                )
            ])  # fmt: skip

    def _write(self, edition: Edition, listed: list[Observation]) -> None:
        folder = self._folder(edition.dataset, edition.edition)
        work = Path(tempfile.mkdtemp(prefix=_WORK, dir=folder.parent))
        try:
            names = sorted({name for o in listed for name, _ in o.dimensions})
            parquet.write_observations(work / OBSERVATIONS, listed, names)
            sealed = replace(edition, stored_sha256=_sha256_of(work / OBSERVATIONS))
            (work / FACTS).write_text(_facts_text(sealed), encoding="utf-8")
            for name in (OBSERVATIONS, FACTS):
                _flush(work / name)
            _put_in_place(work, folder)
        finally:
            shutil.rmtree(work, ignore_errors=True)


def sort_key(o: Observation) -> tuple[str, str, str, tuple[tuple[str, str], ...], int]:
    """Observations are kept in the order of what they speak of."""
    return (o.indicator, o.area, o.period, o.dimensions, o.source_row)


def digest_of(observations: Iterable[Observation]) -> str:
    """sha256 over what sorted observations say; where a row stood in the file does not count."""
    digest = hashlib.sha256()
    for o in observations:
        amount = "" if o.value.number is None else format(parquet.trimmed(o.value.number), "f")
        codes = "\x1e".join(f"{name}={code}" for name, code in o.dimensions)
        said = (
            o.indicator,
            o.area,
            o.period,
            codes,
            o.value.state,
            amount,
            o.value.quality,
            o.note,
        )
        digest.update("\x1f".join(said).encode() + b"\n")
    return digest.hexdigest()


def natural_order(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts names with their numbers as numbers."""
    parts = re.findall(r"\d+|\D+", name)
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts)


def _edition(dataset: Dataset, name: str, listed: list[Observation], facts: FileFacts) -> Edition:
    return Edition(
        dataset=dataset.id,
        edition=name,
        file_name=facts.file_name,
        sha256=facts.sha256,
        bytes=facts.bytes,
        rows=facts.rows,
        columns=facts.columns,
        observations=len(listed),
        digest=digest_of(listed),
        retrieved_on=facts.retrieved_on,
        registered_at=facts.registered_at,
        kept_at=facts.kept_at or dataset.kept_at,
        area=facts.area,
        published_on=facts.published_on,
        notes=facts.notes,
    )


def _refuse_name(dataset: str, edition: str) -> None:
    for what, name in (("data set", dataset), ("edition", edition)):
        if _FOLDER.fullmatch(name) is None or len(name) > 100:
            raise Refused([
                Finding(
                    Where(value=name), "datasets/name", Severity.ERROR,
                    f"{name!r} cannot be the name of a {what}.",
                    "Use letters, digits, dots and hyphens, starting with a letter or digit.",
                )
            ])  # fmt: skip


def _refuse_other_bytes(before: Edition, facts: FileFacts) -> None:
    if before.sha256 != facts.sha256:
        raise Refused([
            Finding(
                Where(file=facts.file_name), "datasets/edition-exists", Severity.ERROR,
                f"{before.id} is registered with other content "
                f"(sha256 {before.sha256[:12]}, this file {facts.sha256[:12]}).",
                "An edition never changes: give the new file a new edition name.",
            )
        ])  # fmt: skip


def _refuse_second_name(twin: Edition, edition: str, facts: FileFacts) -> None:
    raise Refused([
        Finding(
            Where(file=facts.file_name), "datasets/same-file", Severity.ERROR,
            f"The same file is registered as {twin.id}; it cannot be the edition {edition} too.",
            f"Use {twin.id}, or bring the file of the other edition.",
        )
    ])  # fmt: skip


def _folders(root: Path) -> list[str]:
    if not root.is_dir():
        return []
    return [entry.name for entry in root.iterdir() if _FOLDER.fullmatch(entry.name)]


def _facts_text(edition: Edition) -> str:
    plain = asdict(edition)
    del plain["supersedes"]
    return json.dumps(plain, default=str, indent=2, ensure_ascii=False) + "\n"


def _read_facts(path: Path) -> Edition:
    """The edition its facts describe. Raises Refused where they cannot be read."""
    try:
        return _facts_of(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError) as error:
        raise Refused([
            Finding(
                Where(file=str(path.relative_to(path.parents[2]))), "datasets/damaged-facts",
                Severity.ERROR, f"The facts of an edition cannot be read: {error!r}.",
                "Restore the file from a backup, or remove the folder of the edition and register "
                "its source file again.",
            )
        ]) from error  # fmt: skip


def _facts_of(plain: Any) -> Edition:
    published_on = plain["published_on"]
    return Edition(
        **plain
        | {
            "columns": tuple(Column(**column) for column in plain["columns"]),
            "retrieved_on": date.fromisoformat(plain["retrieved_on"]),
            "registered_at": datetime.fromisoformat(plain["registered_at"]),
            "published_on": date.fromisoformat(published_on) if published_on else None,
        }
    )


def _sha256_of(path: Path) -> str:
    """sha256 of a file's bytes, "" where there is no file."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _put_in_place(work: Path, folder: Path) -> None:
    """Move the finished files where they belong; the facts last, they make the edition exist."""
    try:
        work.rename(folder)
    except OSError:
        # The folder is there: the edition is widened, or a folder without facts is in the way.
        for name in (OBSERVATIONS, FACTS):
            (work / name).replace(folder / name)
