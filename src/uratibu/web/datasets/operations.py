"""What is done with a new edition: brought, sent, approved or returned, registered."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from uratibu.core.datasets import parquet
from uratibu.core.datasets.model import Access, Dataset
from uratibu.core.datasets.read import ReadResult
from uratibu.core.datasets.store import FileFacts
from uratibu.core.findings import Finding, Refused, Severity, Where
from uratibu.web.accounts import permissions as policy
from uratibu.web.audit import operations as audit
from uratibu.web.datasets import permissions, queries
from uratibu.web.datasets.models import Status, Submission

if TYPE_CHECKING:
    from uratibu.web.accounts.models import Person


class Moved(Exception):
    """The submission no longer stands where the person saw it; somebody was quicker."""


@dataclass(frozen=True)
class Brought:
    """A file as it came: its own name, its pieces, and what the person says of it."""

    dataset: Dataset
    edition: str
    retrieved_on: date
    file_name: str
    pieces: Iterable[bytes]
    key: UUID


@dataclass(frozen=True)
class Kept:
    """A file in the home folder, under its digest."""

    path: Path
    sha256: str
    bytes: int


def bring_edition(brought: Brought, *, by: Person) -> Submission:
    """Keep a file, read it in a child process, and note what was found.

    The same form sent twice makes one submission. Nothing enters the store yet.
    """
    policy.require(by, "datasets.bring")
    known = Submission.objects.filter(key=brought.key, brought_by=by).first()
    if known is not None:
        return known
    kept = keep_file(brought.pieces, safe_name(brought.file_name))
    result = queries.read(kept.path, brought.dataset)
    _keep_observations(kept, result, brought.dataset)
    return _note(brought, kept, result, by)


@transaction.atomic
def _note(brought: Brought, kept: Kept, result: ReadResult, by: Person) -> Submission:
    submission, is_new = Submission.objects.get_or_create(
        key=brought.key,
        brought_by=by,
        defaults={
            "dataset": brought.dataset.id,
            "edition": brought.edition,
            "file_name": kept.path.name,
            "sha256": kept.sha256,
            "bytes": kept.bytes,
            "rows": result.rows,
            "observations": len(result.observations),
            "findings": json.dumps([f.as_plain() for f in result.findings], ensure_ascii=False),
            "found": len(result.findings),
            "retrieved_on": brought.retrieved_on,
            "status": Status.FAULTY if result.errors else Status.CHECKED,
            "brought_at": timezone.now(),
        },
    )
    if is_new:
        audit.record("datasets.brought", by=by, target=submission, facts=_facts(submission))
    return submission


def send_for_approval(submission: Submission, *, by: Person) -> Submission:
    """Ask somebody else to approve. Raises Moved, or NotAllowed if another person brought it."""
    _require_author(submission, by)
    return _move(submission, {Status.CHECKED}, Status.WAITING, act="datasets.sent", by=by)


def withdraw_submission(submission: Submission, *, by: Person) -> Submission:
    """Take back what one brought, while nobody has approved it."""
    _require_author(submission, by)
    open_ones = {Status.FAULTY, Status.CHECKED, Status.WAITING}
    return _move(submission, open_ones, Status.WITHDRAWN, act="datasets.withdrawn", by=by)


def return_submission(submission: Submission, *, by: Person, reason: str) -> Submission:
    """Send a submission back to whom it came from, with the reason."""
    permissions.require_other_eyes(by, submission)
    return _move(
        submission, {Status.WAITING}, Status.RETURNED, act="datasets.returned", by=by,
        decided_by=by, decided_at=timezone.now(), reason=reason,
    )  # fmt: skip


def approve_edition(submission: Submission, *, by: Person) -> Submission:
    """Approve what somebody else brought, then register it in the store.

    The approval stands before the store is touched; a registration that was cut off is taken up
    again by `register_edition`. Raises Moved, OwnWork, or Refused if the store refuses the file.
    """
    permissions.require_other_eyes(by, submission)
    _refuse_taken_name(submission)
    approved = _move(
        submission, {Status.WAITING}, Status.APPROVED, act="datasets.approved", by=by,
        decided_by=by, decided_at=timezone.now(),
    )  # fmt: skip
    return register_edition(approved, by=by)


def register_edition(submission: Submission, *, by: Person) -> Submission:
    """Put an approved file into the store. Doing it again changes nothing. Raises Refused."""
    if submission.status == Status.REGISTERED:
        return submission
    system = settings.SYSTEM()
    dataset = system.installation.dataset(submission.dataset)
    result = queries.read(queries.kept_file(submission), dataset)
    if result.errors:
        raise Refused(result.findings)
    system.store.register(
        dataset, submission.edition, result.observations, _file_facts(submission, result)
    )
    return _move(
        submission, {Status.APPROVED}, Status.REGISTERED, act="datasets.registered", by=by,
        registered_at=timezone.now(),
    )  # fmt: skip


def safe_name(name: str) -> str:
    """A file's own name without anything that a folder or a shell could misread."""
    plain = re.sub(r"[^\w. ()-]", "_", Path(name).name).strip(". ")
    return f"{Path(plain).stem[:80]}{Path(plain).suffix[:10]}" or "file"


def keep_file(pieces: Iterable[bytes], name: str) -> Kept:
    """Write a file into a folder named by its digest; the same file stands there once."""
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    with NamedTemporaryFile(dir=folder, prefix=".coming-", delete=False) as coming:
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            coming.write(piece)
    path = folder / digest.hexdigest() / name
    path.parent.mkdir(exist_ok=True, mode=0o700)
    Path(coming.name).replace(path)
    return Kept(path, digest.hexdigest(), size)


def _keep_observations(kept: Kept, result: ReadResult, dataset: Dataset) -> None:
    """Lay what was read beside the file, so that pages need not read it again.

    What was counted from records is shown to nobody, and so it is not laid there.
    """
    path = queries.observations_file(kept.path, dataset)
    if result.errors or dataset.access is not Access.PUBLIC or path.exists():
        return
    names = sorted({name for each in result.observations for name, _ in each.dimensions})
    with NamedTemporaryFile(dir=path.parent, prefix=".coming-", delete=False) as coming:
        parquet.write_observations(Path(coming.name), result.observations, names)
    Path(coming.name).replace(path)


def _refuse_taken_name(submission: Submission) -> None:
    """Raises Refused if other content is registered, or approved, under the same name."""
    stored = settings.SYSTEM().store.editions(submission.dataset)
    is_stored = any(
        e.edition == submission.edition and e.sha256 != submission.sha256 for e in stored
    )
    settled = Submission.objects.filter(
        dataset=submission.dataset,
        edition=submission.edition,
        status__in=[Status.APPROVED, Status.REGISTERED],
    )
    if is_stored or settled.exists():
        raise Refused([
            Finding(
                Where(file=submission.file_name, value=submission.edition),
                "datasets/edition-exists", Severity.ERROR,
                f"The edition {submission} stands already.",
                "An edition never changes: bring the file again under a new edition name.",
            )
        ])  # fmt: skip


def _move(
    submission: Submission, old: set[Status], new: Status, *, act: str, by: Person, **facts: object
) -> Submission:
    """One step forward, if the submission still stands where it should. Raises Moved."""
    with transaction.atomic():
        here = Submission.objects.filter(pk=submission.pk, status__in=old)
        if not here.update(status=new, **facts):
            raise Moved(str(submission))
        audit.record(act, by=by, target=submission, facts=_facts(submission))
    submission.refresh_from_db()
    return submission


def _require_author(submission: Submission, by: Person) -> None:
    policy.require(by, "datasets.bring")
    if submission.brought_by_id != by.pk:
        raise policy.NotAllowed(str(submission))


def _facts(submission: Submission) -> dict[str, object]:
    return {
        "dataset": submission.dataset,
        "edition": submission.edition,
        "sha256": submission.sha256,
    }


def _file_facts(submission: Submission, result: ReadResult) -> FileFacts:
    return FileFacts(
        file_name=submission.file_name,
        sha256=submission.sha256,
        bytes=submission.bytes,
        rows=result.rows,
        columns=result.columns,
        retrieved_on=submission.retrieved_on,
        registered_at=timezone.now(),
    )
