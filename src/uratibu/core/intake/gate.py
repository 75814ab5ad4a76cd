"""The gate before any parser of XLSX, DOCX, ODT: what a ZIP file claims is measured, not believed.

Source of the limits: the project's threat model; Fifield, A better zip bomb (2019) for overlaps.
"""

from __future__ import annotations

import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from uratibu.core.intake.faults import Faults

MOST_ENTRIES = 2_000
MOST_BYTES = 200_000_000
MOST_RATIO = 100
FREE_BYTES = 1_000_000
"""Below this size a high ratio is harmless: a short file of spaces compresses a hundredfold."""
_CHUNK = 65_536
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_OFFICE = r"""\[Content_Types\]\.xml | _rels/\.rels | docProps/[\w.-]+\.(xml|jpe?g|wmf|emf|png)
    | docProps/_rels/[\w.-]+\.rels | docMetadata/[\w.-]+\.xml
    | customXml/([\w.-]+/)?[\w.-]+\.(xml|rels)
    """
_XLSX = r"""
    | xl/(workbook|styles|sharedStrings|calcChain|metadata|sharedStringsTable)\.xml
    | xl/_rels/workbook\.xml\.rels
    | xl/(worksheets|chartsheets|drawings|charts|tables|theme|pivotTables|pivotCache)/
      (_rels/)?[\w.-]+\.(xml|rels|vml)
    | xl/(comments|threadedComments|persons|richData|featurePropertyBag|slicers|slicerCaches
      |timelines|timelineCaches)/?(_rels/)?[\w.-]*\.(xml|rels)
    | xl/comments\d*\.xml | xl/media/[\w.-]+\.(png|jpe?g|gif|emf|wmf|svg|bmp|tiff?)
    | xl/printerSettings/[\w.-]+\.bin | xl/customProperty\d*\.bin | xl/worksheets/ | xl/
    """
_DOCX = r"""
    | word/(_rels/)?[\w.-]+\.(xml|rels)
    | word/(theme|charts|diagrams|drawings|glossary|ink)/(_rels/)?[\w.-]+\.(xml|rels)
    | word/media/[\w.-]+\.(png|jpe?g|gif|emf|wmf|svg|bmp|tiff?)
    | word/fonts/[\w.-]+\.(odttf|ttf|fntdata) | word/ | word/media/
    """
_SPELLING = re.VERBOSE | re.IGNORECASE


_ODT = r"""mimetype | (content|styles|meta|settings)\.xml | manifest\.rdf | layout-cache
    | META-INF/ | META-INF/(manifest|documentsignatures)\.xml
    | Thumbnails/ | Thumbnails/[\w.-]+\.(png|pdf) | Pictures/ | Pictures/[\w.-]+
    | Configurations2/([\w.-]+/)*([\w.-]+\.xml)? | Fonts/ | Fonts/[\w.-]+
    """


@dataclass(frozen=True)
class Kind:
    """A kind of office file: its main part, the parts it may have, its name for people.

    unopened: parts that may be there because nobody ever opens them; only their size is looked
    at. needed: parts without which it is no such file. smaller: what helps if it is too large.
    """

    name: str
    main: str
    allowed: re.Pattern[str]
    ending: str
    others: str
    unopened: re.Pattern[str] | None = None
    needed: tuple[str, ...] = ("[Content_Types].xml",)
    smaller: str = "Remove empty rows and columns and save it again, or bring the table as CSV."

    def leaves(self, name: str) -> bool:
        """Whether a part is left unopened."""
        return self.unopened is not None and bool(self.unopened.fullmatch(name))


XLSX = Kind(
    "workbook", "xl/workbook.xml", re.compile(_OFFICE + _XLSX, _SPELLING), "XLSX",
    "Bring the table as CSV, XLSX or Parquet; unpack an archive first.",
)  # fmt: skip
DOCX = Kind(
    "Word document", "word/document.xml", re.compile(_OFFICE + _DOCX, _SPELLING), "DOCX",
    "Bring the document as DOCX; unpack an archive first.",
)  # fmt: skip
_SHORTER = "Open it in an office program, save it as a new file, or split it into parts."
DOCX_TEXT = replace(
    DOCX, smaller=_SHORTER,
    unopened=re.compile(
        r"word/embeddings/([\w.-]+)? | word/media/[\w.-]+ | word/printerSettings/[\w.-]+\.bin",
        _SPELLING,
    ),
)  # fmt: skip
"""A Word document read for its words: embedded files are told and never opened."""
ODT = Kind(
    "text document", "content.xml", re.compile(_ODT, _SPELLING), "ODT",
    "Bring the document as ODT or DOCX; unpack an archive first.",
    unopened=re.compile(
        r"Object\ [\w ]+(/[\w ./-]*)? | ObjectReplacements/([\w .-]+)? | Pictures/[\w.-]+",
        _SPELLING,
    ),
    needed=("mimetype",), smaller=_SHORTER,
)  # fmt: skip
_KNOWN_DANGERS = (
    ("vbaproject", "holds macros", "Save it as {ending} without macros."),
    ("vbadata", "holds macros", "Save it as {ending} without macros."),
    ("externallinks", "takes figures from other files or from the network",
     "Break the links (Data, Edit links), keep the values, and save it again."),
    ("embeddings", "holds other files inside", "Remove the embedded files and save it again."),
    ("activex", "holds controls that run code", "Remove the controls and save it again."),
    ("connections", "takes figures from a database or the network",
     "Remove the connections, keep the values, and save it again."),
    ("querytables", "takes figures from a database or the network",
     "Remove the connections, keep the values, and save it again."),
    ("macrosheets", "holds macros", "Save it as {ending} without macros."),
    ("basic/", "holds macros", "Save it as {ending} without macros."),
    ("scripts/", "holds macros", "Save it as {ending} without macros."),
    ("afchunk", "holds other files inside", "Remove the embedded files and save it again."),
)  # fmt: skip
_SAVE_AGAIN = "Open the file in an office program and save it as a new {ending} file."
_NESTED = (b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"\xd0\xcf\x11\xe0")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']""")


def kind_inside(path: Path) -> Kind | None:
    """Which kind of office file an archive is by its main part; None for other archives."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return None
    return next((kind for kind in (XLSX, DOCX) if kind.main in names), None)


def inspect(path: Path, faults: Faults, kind: Kind = XLSX) -> bool:
    """Whether an office file may be parsed; the reasons why not are among the faults.

    Memory and time are bounded whatever the file says of itself: nothing is kept of what is
    inflated, and inflating stops at the first limit that is passed.
    """
    before = faults.errors
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as file:
            entries = archive.infolist()
            for rule in (_entries, _names, _flags):
                rule(entries, faults)
            _parts(entries, faults, kind)
            if faults.errors == before:
                _overlaps(entries, file, archive.start_dir, faults)
            if faults.errors == before:
                _contents(entries, file, faults, kind)
    except (zipfile.BadZipFile, NotImplementedError, OSError, struct.error, ValueError) as error:
        faults.add(
            faults.rule("damaged-file"), f"The file cannot be unpacked: {error}.",
            "Get the file again; it may have been cut off on its way.",
        )  # fmt: skip
    return faults.errors == before


def _refuse(faults: Faults, rule: str, message: str, remedy: str = "") -> None:
    faults.add(faults.rule(rule), message, remedy or _SAVE_AGAIN.format(ending="XLSX or DOCX"))


def _entries(entries: list[zipfile.ZipInfo], faults: Faults) -> None:
    if len(entries) > MOST_ENTRIES:
        _refuse(
            faults, "too-many-parts",
            f"The file has {len(entries):,} parts; office files have less than {MOST_ENTRIES:,}.",
        )  # fmt: skip


def _names(entries: list[zipfile.ZipInfo], faults: Faults) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        folded = unicodedata.normalize("NFC", name).casefold()
        if folded in seen:
            _refuse(faults, "repeated-part", f"Two parts of the file are called {name!r}.")
        seen.add(folded)
        if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or name[1:2] == ":":
            _refuse(faults, "path-in-part", f"The part {name!r} points outside the file.")
        if stat.S_ISLNK(entry.external_attr >> 16):
            _refuse(faults, "link-in-part", f"The part {name!r} is a link to another file.")


def _flags(entries: list[zipfile.ZipInfo], faults: Faults) -> None:
    for entry in entries:
        if entry.flag_bits & 0x1:
            _refuse(
                faults, "encrypted", f"The part {entry.filename!r} is encrypted.",
                "Save it without a password.",
            )  # fmt: skip
        elif entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            _refuse(
                faults, "odd-compression",
                f"The part {entry.filename!r} is compressed in a way office files are not.",
            )  # fmt: skip


def _parts(entries: list[zipfile.ZipInfo], faults: Faults, kind: Kind) -> None:
    names = {entry.filename for entry in entries}
    if not {*kind.needed, kind.main} <= names:
        message = f"The file is an archive, but not a {kind.ending} {kind.name}."
        _refuse(faults, f"not-a-{kind.name.split()[-1]}", message, kind.others)
        return
    for name in sorted(names):
        if kind.leaves(name) or (kind.allowed.fullmatch(name) and not _danger(name)):
            continue
        danger = _danger(name)
        if danger is not None:
            what, remedy = danger[1], danger[2].format(ending=kind.ending)
            _refuse(faults, "active-content", f"The {kind.name} {what} ({name}).", remedy)
        else:
            message = f"The {kind.name} has a part {name!r} that such files lack."
            _refuse(faults, "unknown-part", message, _SAVE_AGAIN.format(ending=kind.ending))


def _danger(name: str) -> tuple[str, str, str] | None:
    return next((danger for danger in _KNOWN_DANGERS if danger[0] in name.casefold()), None)


def _overlaps(
    entries: list[zipfile.ZipInfo], file: BinaryIO, directory_at: int, faults: Faults
) -> None:
    """Parts that share bytes, that run into the directory, or that bear two names."""
    end = 0
    for entry in sorted(entries, key=lambda e: e.header_offset):
        start, name = _data_start(entry, file)
        if entry.header_offset < end or start + entry.compress_size > directory_at:
            _refuse(faults, "overlapping-parts", f"The part {entry.filename!r} overlaps another.")
            return
        if name != entry.orig_filename.encode("utf-8" if entry.flag_bits & 0x800 else "cp437"):
            _refuse(faults, "repeated-part", f"The part {entry.filename!r} bears two names.")
            return
        end = start + entry.compress_size


def _data_start(entry: zipfile.ZipInfo, file: BinaryIO) -> tuple[int, bytes]:
    file.seek(entry.header_offset)
    header = _LOCAL_HEADER.unpack(file.read(_LOCAL_HEADER.size))
    if header[0] != b"PK\x03\x04":
        raise zipfile.BadZipFile(f"no part begins where {entry.filename!r} should")
    name_length, extra_length = header[9], header[10]
    name = file.read(name_length)
    return entry.header_offset + _LOCAL_HEADER.size + name_length + extra_length, name


def _contents(entries: list[zipfile.ZipInfo], file: BinaryIO, faults: Faults, kind: Kind) -> None:
    total = 0
    for entry in entries:
        size, checksum, before = 0, 0, faults.errors
        is_left = kind.leaves(entry.filename)
        look = _ignore if is_left else _watcher(entry.filename, faults)
        for chunk in _inflated(entry, file):
            size += len(chunk)
            checksum = zlib.crc32(chunk, checksum)
            look(chunk)
            if _is_too_much(entry, size, total + size, faults, kind) or faults.errors > before:
                return
        total += size
        if size != entry.file_size or checksum != entry.CRC:
            _refuse(
                faults, "damaged-file",
                f"The part {entry.filename!r} is not what the file says it is.",
                "Get the file again; it may have been damaged on its way.",
            )  # fmt: skip
            return


def _ignore(_: bytes) -> None:
    """A part that nobody opens may hold anything."""


def _is_too_much(entry: zipfile.ZipInfo, size: int, total: int, faults: Faults, kind: Kind) -> bool:
    if total > MOST_BYTES:
        _refuse(
            faults, "too-large-unpacked", f"Unpacked, the file has more than {MOST_BYTES:,} bytes.",
            "Split the table, or bring it as CSV or Parquet." if kind is XLSX else kind.smaller,
        )  # fmt: skip
        return True
    if size > FREE_BYTES and size > MOST_RATIO * max(entry.compress_size, 1):
        _refuse(
            faults, "bomb",
            f"The part {entry.filename!r} grows more than {MOST_RATIO}-fold when it is unpacked.",
            kind.smaller,
        )  # fmt: skip
        return True
    return False


def _inflated(entry: zipfile.ZipInfo, file: BinaryIO) -> Iterator[bytes]:
    """The content of a part in pieces of bounded size, read by its place in the file."""
    start, _ = _data_start(entry, file)
    file.seek(start)
    left = entry.compress_size
    if entry.compress_type == zipfile.ZIP_STORED:
        while left > 0 and (chunk := file.read(min(_CHUNK, left))):
            left -= len(chunk)
            yield chunk
        return
    inflater = zlib.decompressobj(-15)
    try:
        while left > 0 and (raw := file.read(min(_CHUNK, left))):
            left -= len(raw)
            while raw:
                yield inflater.decompress(raw, _CHUNK)
                raw = inflater.unconsumed_tail
        yield inflater.flush()
    except zlib.error as error:
        raise zipfile.BadZipFile(f"{entry.filename!r}: {error}") from error


def _watcher(name: str, faults: Faults) -> Callable[[bytes], None]:
    """A function that looks at each piece of a part for what no table needs."""
    is_xml = name.casefold().endswith((".xml", ".rels", ".vml"))
    tail = b""
    is_first = True

    def look(chunk: bytes) -> None:
        nonlocal tail, is_first
        if is_first and chunk:
            is_first = False
            _begins(name, chunk, is_xml, faults)
        if is_xml:
            seen = tail + chunk
            if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                _refuse(faults, "document-type", f"The part {name!r} declares a document type.")
            tail = seen[-10:]

    return look


def _begins(name: str, chunk: bytes, is_xml: bool, faults: Faults) -> None:
    if chunk.startswith(_NESTED):
        _refuse(faults, "archive-inside", f"The part {name!r} is an archive or a document itself.")
    if not is_xml:
        return
    encoding = _ENCODING.match(chunk.removeprefix(b"\xef\xbb\xbf"))
    if b"\0" in chunk[:200] or (encoding and encoding[1].lower() not in (b"utf-8", b"us-ascii")):
        _refuse(faults, "encoding", f"The part {name!r} is not UTF-8.")
