"""The door for files that somebody brought: looked at, then read in a child process.

What a file is, its first bytes say; a name that says otherwise is refused. Nothing is stored.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from uratibu.core.documents import plain
from uratibu.core.documents.model import Source, Text
from uratibu.core.findings import Finding, Where, has_errors
from uratibu.core.intake import child, gate
from uratibu.core.intake.child import LIMITS, Limits
from uratibu.core.intake.faults import Faults

WORKER = "uratibu.core.documents.load.worker"
ROOM = "documents"
LARGEST_BYTES = 50_000_000
LARGEST_PLAIN_BYTES = 10_000_000
MOST_ANSWER_BYTES = 100_000_000
FORMATS = {
    "docx": (".docx",),
    "odt": (".odt",),
    "html": (".html", ".htm", ".xhtml"),
    "md": (".md", ".markdown", ".txt"),
}
"""The formats that are read, and the endings that go with each."""
READ = "DOCX, ODT, HTML or Markdown"
_SAVE = f"Open it in an office program and save it as {READ}."
_OTHERS = {
    b"%PDF": ("a PDF", "Bring the file the PDF was made from; a PDF has no paragraphs."),
    b"\xd0\xcf\x11\xe0": ("an old Word file (DOC) or an encrypted one",
                          "Open it and save it as DOCX without a password."),
    b"{\\rtf": ("an RTF file", _SAVE),
    b"\x89PNG": ("a picture", "Bring the text itself; a picture of a text has no words."),
    b"\xff\xd8\xff": ("a picture", "Bring the text itself; a picture of a text has no words."),
    b"\x1f\x8b": ("a packed file", "Unpack it and bring the document inside."),
}  # fmt: skip
_ODT_TYPE = "application/vnd.oasis.opendocument.text"
_PAGE = (b"<!doctype html", b"<html", b"<?xml")


@dataclass(frozen=True)
class Order:
    """What a child is to read, and where it puts the text and the pictures."""

    path: Path
    into: Path
    format: str
    name: str
    limits: Limits


@dataclass(frozen=True)
class Brought:
    """A text as it was brought, None where it cannot be taken; pictures by their sha256.

    findings: what was lost on the way in, or why nothing could be read.
    """

    text: Text | None
    findings: tuple[Finding, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def load(path: Path, *, name: str = "", limits: Limits = LIMITS) -> Brought:
    """Read a file that somebody brought. name: what the user calls it."""
    shown = name or path.name
    faults = Faults(Where(file=shown), room=ROOM)
    format_ = _format(path, shown, faults)
    if not format_ or not _may_be_read(path, format_, faults):
        return Brought(None, faults.findings())
    with tempfile.TemporaryDirectory(prefix="uratibu-text-") as folder:
        into = Path(folder)
        order = Order(path.absolute(), into, format_, shown, limits)
        answer, reason = child.run(WORKER, order, folder=into, limits=limits)
        made = into / "text.json"
        if answer is None or (made.exists() and made.stat().st_size > MOST_ANSWER_BYTES):
            child.stopped(faults, reason or "memory", limits)
            return Brought(None, faults.findings())
        return _result(answer, made, order, faults)


def _result(answer: child.Answer, made: Path, order: Order, faults: Faults) -> Brought:
    try:
        listed = answer["findings"]
        findings = tuple(
            child.finding_of(each) for each in (listed if isinstance(listed, list) else [])
        )
        if has_errors(findings) or not made.exists():
            return Brought(None, findings)
        text = plain.text_of(json.loads(made.read_text("utf-8")))
        pictures = {one.digest: (order.into / one.digest).read_bytes() for one in text.media}
    except (KeyError, TypeError, ValueError, OSError, plain.NotAText):
        child.stopped(faults, "crash", order.limits)
        return Brought(None, faults.findings())
    digest = hashlib.sha256(order.path.read_bytes()).hexdigest()
    source = Source(order.name, order.format, digest)
    return Brought(replace(text, source=source), findings, pictures)


def _format(path: Path, name: str, faults: Faults) -> str:
    """The format of a file by its content, "" with a fault where it is none or another one."""
    try:
        with path.open("rb") as file:
            head = file.read(4_096)
    except OSError as error:
        faults.add(
            faults.rule("no-file"), f"The file cannot be opened: {error.strerror}.",
            "Check the path.",
        )  # fmt: skip
        return ""
    ending = Path(name).suffix.lower()
    found, what, remedy = _kind(path, head, ending)
    if found and ending in FORMATS[found]:
        return found
    if found:
        what = f"{found.upper()} by its content, but its name ends in {ending or 'nothing'}"
        remedy = (
            f"Name it with the ending {FORMATS[found][0]}, or look whether it is the right one."
        )
    faults.add(faults.rule("other-content"), f"The file is {what}.", remedy)
    return ""


def _kind(path: Path, head: bytes, ending: str) -> tuple[str, str, str]:
    """The format, or what else it is and what to do."""
    if not head.strip():
        return "", "empty", "Get the file again; it may have been cut off on its way."
    for start, (what, remedy) in _OTHERS.items():
        if head.startswith(start):
            return "", what, remedy
    if head.startswith(b"PK"):
        found = _packed(path)
        return found, f"an archive, but no {READ}", _SAVE
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", f"no text and no {READ}", _SAVE
    is_page = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGE)
    if is_page or ending in FORMATS["html"]:
        return "html", "", ""
    return "md", "", ""


def _packed(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if gate.DOCX.main in names:
                return "docx"
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                is_text = archive.read("mimetype").decode("ascii", "replace").strip() == _ODT_TYPE
                return "odt" if is_text else ""
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, RuntimeError):
        return ""
    return ""


def _may_be_read(path: Path, format_: str, faults: Faults) -> bool:
    size = path.stat().st_size
    most = LARGEST_BYTES if format_ in ("docx", "odt") else LARGEST_PLAIN_BYTES
    if size > most:
        faults.add(
            faults.rule("too-large"), f"The file has {size:,} bytes; at most {most:,} are read.",
            "Make its pictures smaller, or split it into parts.",
        )  # fmt: skip
        return False
    if format_ in ("docx", "odt"):
        return gate.inspect(path, faults, gate.DOCX_TEXT if format_ == "docx" else gate.ODT)
    return True
