"""Files that show what a return says: typed by their content, capped, kept under their digest."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from uratibu.web.audit import operations as audit
from uratibu.web.progress.models import Evidence, Return
from uratibu.web.progress.operations.answers import require_open

if TYPE_CHECKING:
    from uratibu.web.accounts.models import Person

MOST_BYTES = 10_000_000
FIRST_BYTES = 4096
FOLDER = "evidence"
SIGNS: tuple[tuple[str, bytes], ...] = (
    ("pdf", b"%PDF-"), ("jpg", b"\xff\xd8\xff"), ("png", b"\x89PNG\r\n\x1a\n"),
)  # fmt: skip
OFFICE = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
ENDINGS = {"jpeg": "jpg"}
TYPES = {
    "pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png", "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


class NotEvidence(Exception):
    """A file that is not taken. `why`: too-large, other-kind, other-ending or empty."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True)
class Kept:
    """A file on disk under its digest."""

    path: Path
    sha256: str
    bytes: int


@transaction.atomic
def add_evidence(
    row: Return, answer: str, *, name: str, pieces: Iterable[bytes], note: str, by: Person,
    today: date,
) -> Evidence:  # fmt: skip
    """Keep a file for an answer; the same file for the same answer stands there once.

    Raises NotEvidence, Closed or NotAllowed; nothing is kept then.
    """
    require_open(row, by=by, today=today)
    kept = keep(pieces, FOLDER, most=MOST_BYTES)
    try:
        kind = kind_of(kept.path, name)
    except NotEvidence:
        kept.path.unlink(missing_ok=True)
        raise
    evidence, is_new = Evidence.objects.get_or_create(
        of=row, answer=answer, sha256=kept.sha256, removed_at=None,
        defaults={
            "file_name": safe_name(name), "kind": kind, "bytes": kept.bytes, "note": note,
            "by": by, "at": timezone.now(),
        },
    )  # fmt: skip
    if is_new:
        facts = {"answer": answer, "sha256": kept.sha256, "name": evidence.file_name}
        audit.record("progress.evidence-added", by=by, target=evidence, facts=facts)
    return evidence


@transaction.atomic
def remove_evidence(evidence: Evidence, *, by: Person, today: date) -> None:
    """Take a file away from a return that is open; the file itself and the record stay."""
    require_open(evidence.of, by=by, today=today)
    evidence.removed_at = timezone.now()
    evidence.save(update_fields=["removed_at"])
    audit.record("progress.evidence-removed", by=by, target=evidence)


def keep(pieces: Iterable[bytes], folder: str, *, most: int) -> Kept:
    """Write a file into the home under its digest. Raises NotEvidence where it is too large."""
    home = Path(settings.MEDIA_ROOT) / folder
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    with NamedTemporaryFile(dir=home, prefix=".coming-", delete=False) as coming:
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            if size > most:
                break
            coming.write(piece)
    if size > most or size == 0:
        Path(coming.name).unlink()
        raise NotEvidence("too-large" if size else "empty")
    path = home / digest.hexdigest()
    Path(coming.name).replace(path)
    return Kept(path, digest.hexdigest(), size)


def path_of(folder: str, sha256: str) -> Path:
    """Where a kept file stands."""
    return Path(settings.MEDIA_ROOT) / folder / sha256


def kind_of(path: Path, name: str) -> str:
    """What a file is, by what stands in it; its name must say the same. Raises NotEvidence."""
    ending = Path(name).suffix.lower().removeprefix(".")
    ending = ENDINGS.get(ending, ending)
    found = _kind_inside(path)
    if found is None:
        raise NotEvidence("other-kind")
    if found != ending:
        raise NotEvidence("other-ending")
    return found


def safe_name(name: str) -> str:
    """A file's own name without anything that a folder or a shell could misread."""
    plain = re.sub(r"[^\w. ()-]", "_", Path(name).name).strip(". ")
    return f"{Path(plain).stem[:80]}{Path(plain).suffix[:10]}" or "file"


def _kind_inside(path: Path) -> str | None:
    with path.open("rb") as file:
        first = file.read(FIRST_BYTES)
    for kind, sign in SIGNS:
        if first.startswith(sign):
            return kind
    if first.startswith(b"PK\x03\x04"):
        return _office_kind(path)
    return "csv" if _is_text(path) else None


def _office_kind(path: Path) -> str | None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError):
        return None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return None
    return next((kind for kind, part in OFFICE.items() if part in names), None)


def _is_text(path: Path) -> bool:
    """Whether a file is plain text with columns, and no page in disguise."""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError:
        return False
    is_page = re.search(r"<\s*(html|script|svg|!doctype|\?xml)", text[:FIRST_BYTES], re.IGNORECASE)
    return "\x00" not in text and not is_page and any(mark in text for mark in ",;\t\n")
