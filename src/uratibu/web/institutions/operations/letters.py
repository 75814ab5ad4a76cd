"""Letters of nomination: kept in the home folder under the digest of what they hold."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from uratibu.core.findings import Refused
from uratibu.core.intake import papers
from uratibu.web.institutions.operations.posts import Letter


def keep_letter(reference: str, name: str, pieces: Iterable[bytes], *, size: int) -> Letter:
    """Keep a scanned letter. Raises findings.Refused if it is no paper or too large."""
    content = b"".join(pieces) if size <= papers.LARGEST_BYTES else b""
    kind = papers.kind_of(content)
    faults = papers.paper(content, name=name, size=size)
    if faults or kind is None:
        raise Refused(list(faults))
    digest = hashlib.sha256(content).hexdigest()
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile(dir=folder, prefix=".coming-", delete=False) as coming:
        coming.write(content)
    Path(coming.name).replace(folder / digest)
    stem = re.sub(r"[^\w. ()-]", "_", Path(name).stem).strip(". ")[:80] or "letter"
    return Letter(reference, f"{stem}.{kind[0]}", digest)


def kept_letter(digest: str) -> tuple[bytes, str] | None:
    """What a kept letter holds and its media type; None if the file is gone."""
    file = _folder() / digest
    if not file.is_file():
        return None
    content = file.read_bytes()
    kind = papers.kind_of(content)
    return (content, kind[1]) if kind else None


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "letters"
