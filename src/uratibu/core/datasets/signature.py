"""What a file is by its first bytes. Its name is never believed."""

from __future__ import annotations

from pathlib import Path

from uratibu.core.datasets.tables import FileKind
from uratibu.core.intake.faults import Faults

_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "an old Excel file (.xls) or an encrypted workbook",
     "Open it, and save it as XLSX without a password."),
    (b"%PDF", "a PDF document", "Ask the publisher for the table as CSV or XLSX."),
    (b"\x89PNG", "a picture", "Bring the table itself as CSV, XLSX or Parquet."),
    (b"\xff\xd8\xff", "a picture", "Bring the table itself as CSV, XLSX or Parquet."),
    (b"GIF8", "a picture", "Bring the table itself as CSV, XLSX or Parquet."),
    (b"\x1f\x8b", "a compressed file (gzip)", "Unpack it first."),
    (b"7z\xbc\xaf", "a compressed file (7z)", "Unpack it first."),
    (b"Rar!", "a compressed file (RAR)", "Unpack it first."),
    (b"<", "a page or an XML file", "Bring the table as CSV, XLSX or Parquet."),
    (b"{", "a JSON file", "Bring the table as CSV, XLSX or Parquet."),
    (b"\x7fELF", "a program", "Bring a table as CSV, XLSX or Parquet."),
    (b"MZ", "a program", "Bring a table as CSV, XLSX or Parquet."),
)  # fmt: skip


def kind_of(path: Path, faults: Faults) -> FileKind | None:
    """The kind of a file by its signature; None, with the reason among the faults, for others."""
    try:
        with path.open("rb") as file:
            first = file.read(8)
    except OSError as error:
        faults.add(
            "datasets/no-file", f"The file cannot be opened: {error.strerror}.", "Check the path."
        )
        return None
    if not first:
        faults.add("datasets/empty-file", "The file is empty.", "Bring a file with a table.")
        return None
    if first.startswith(b"PAR1"):
        return FileKind.PARQUET
    if first.startswith(b"PK\x03\x04"):
        return FileKind.XLSX
    for signature, what, remedy in _OTHERS:
        if first.removeprefix(b"\xef\xbb\xbf").startswith(signature):
            faults.add("datasets/other-content", f"The file is {what}.", remedy)
            return None
    return FileKind.CSV
