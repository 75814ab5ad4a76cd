"""What is done with a workbook that comes back: kept, checked, and, once agreed to, taken in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from uratibu.core.progress.workbook.read import Intake, Outcome
from uratibu.web.audit import operations as audit
from uratibu.web.progress.models import Return, Upload
from uratibu.web.progress.operations.answers import (
    Saved,
    require_open,
    save_answers,
)
from uratibu.web.progress.operations.evidence import keep, safe_name
from uratibu.web.progress.queries import workbooks
from uratibu.web.progress.queries.merging import Answer

if TYPE_CHECKING:
    from uratibu.web.accounts.models import Person

MOST_BYTES = 10_000_000


class NothingAgreed(Exception):
    """A workbook is only taken in with a statement of truth."""


@transaction.atomic
def keep_upload(
    row: Return, *, name: str, pieces: Iterable[bytes], key: UUID, by: Person, today: date
) -> Upload:  # fmt: skip
    """Keep a file and its digest; nothing of it enters the return. The same form makes one upload.

    Raises NotEvidence where it is empty or too large, Closed or NotAllowed.
    """
    require_open(row, by=by, today=today)
    known = Upload.objects.filter(key=key, by=by).first()
    if known is not None:
        return known
    kept = keep(pieces, workbooks.FOLDER, most=MOST_BYTES)
    upload = Upload.objects.create(
        of=row, file_name=safe_name(name), sha256=kept.sha256, bytes=kept.bytes, key=key, by=by,
        at=timezone.now(),
    )  # fmt: skip
    facts = {"sha256": kept.sha256, "name": upload.file_name}
    audit.record("progress.workbook-uploaded", by=by, target=upload, facts=facts)
    return upload


@transaction.atomic
def commit_upload(
    upload: Upload, *, by: Person, today: date, statement: str, mine: Collection[str] = ()
) -> Saved:  # fmt: skip
    """Take in what a workbook says that is new or changed. Doing it again changes nothing.

    mine: keys of conflicts where the workbook's text is to stand; the other text stays in the
    history. Raises NothingAgreed, Closed or NotAllowed.
    """
    if not statement:
        raise NothingAgreed(str(upload))
    intake = workbooks.intake_of(upload)
    answers = [*intake.answers(Outcome.NEW, Outcome.CHANGED), *_chosen(intake, mine)]
    saved = save_answers(upload.of, answers, by=by, today=today, road="workbook")
    if upload.committed_at is None:
        upload.committed_at = timezone.now()
        upload.save(update_fields=["committed_at"])
    facts = {"sha256": upload.sha256, "saved": len(saved.saved), "statement": statement}
    audit.record("progress.workbook-committed", by=by, target=upload, facts=facts)
    return saved


def _chosen(intake: Intake, mine: Collection[str]) -> list[Answer]:
    return [
        line.answer
        for line in intake.lines
        if line.outcome is Outcome.CONFLICT and line.key in mine and line.answer
    ]
