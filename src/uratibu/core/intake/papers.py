"""Scanned papers (a letter, a certificate): what kind they are by their first bytes, and how large.

A paper is kept and handed out, never read: so its kind is looked up, its content is not opened.
"""

from __future__ import annotations

from uratibu.core.findings import Finding, Severity, Where

LARGEST_BYTES = 5_000_000
KINDS = {
    b"%PDF-": ("pdf", "application/pdf"),
    b"\xff\xd8\xff": ("jpg", "image/jpeg"),
    b"\x89PNG\r\n\x1a\n": ("png", "image/png"),
}
"""First bytes of a file: the ending it gets and its media type."""


def kind_of(head: bytes) -> tuple[str, str] | None:
    """Ending and media type of a paper by its first bytes; None for anything else."""
    return next((kind for start, kind in KINDS.items() if head.startswith(start)), None)


def paper(head: bytes, *, name: str, size: int) -> tuple[Finding, ...]:
    """The faults of a paper: not a paper at all, or too large. size in bytes."""
    where = Where(file=name)
    found = []
    if size > LARGEST_BYTES:
        found.append(Finding(
            where, "papers/too-large", Severity.ERROR,
            f"The file has {size} bytes; a paper has {LARGEST_BYTES} at most.",
            "Scan it in grey at 150 dots an inch, or save the PDF in a smaller size.",
        ))  # fmt: skip
    if kind_of(head) is None:
        found.append(Finding(
            where, "papers/kind", Severity.ERROR,
            "The file is neither a PDF nor a JPEG or PNG picture, whatever its name ends in.",
            "Save or scan the paper as PDF, JPEG or PNG and bring that file.",
        ))  # fmt: skip
    return tuple(found)
